"""A page as Pandoc's Markdown, which Quarto takes as well.

One file with everything in it: ids as attributes, sources as citations with
their locators, and the bibliography in the head, as Pandoc reads CSL there.
What is in the head is Markdown too, so it is escaped like any other text.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from evidence.language import Catalogue
from evidence.pages.about import AboutView
from evidence.pages.diagram import Diagram
from evidence.pages.page import Page
from evidence.references.csl import Item
from evidence.references.smallhtml import from_plain, marks
from evidence.report import framework_lists
from evidence.report.escaping import attribute, destination, pandoc, stretch
from evidence.report.flavours import PANDOC_SIGNS, Pandoc
from evidence.report.markdown import environment, render
from evidence.report.templating import Kept

PANDOC_TEMPLATE = "report.pandoc.md.j2"
# What a reader keeps beside an entry, and no style prints.
_PRIVATE = frozenset({"abstract", "annote", "call-number", "keyword", "note"})
_SIGNS = {
    "i": PANDOC_SIGNS["i"],
    "b": PANDOC_SIGNS["b"],
    "sup": PANDOC_SIGNS["sup"],
    "sub": PANDOC_SIGNS["sub"],
    "nocase": PANDOC_SIGNS["nocase"],
    "sc": PANDOC_SIGNS["smallcaps"],
}


def pandoc_markdown(
    page: Page,
    templates: Mapping[str, str],
    words: Catalogue,
    *,
    references: Sequence[Item],
    picture: str = "",
    style: str = "",
    own: bool = False,
    kept: Kept | None = None,
) -> str:
    """Return the report as Pandoc's Markdown, the evidence as its appendix, with the HTML's ids.

    Shape: `references` are all sources as CSL-JSON items; `picture` is the
           address of the diagram and `style` that of a CSL style (a file
           beside the report, or what `embedded` makes), "" for none; `own`
           says that some templates are the review's; ours are `kept`, compiled.
    Raises: BrokenTemplate where one of a review's own is broken.
    """
    flavour = Pandoc(page.language, {f"#{source.anchor}": source.key for source in page.sources})
    numbers = table_numbers(page, words)
    return render(
        environment(templates, words, flavour, numbers=numbers, own=own, kept=kept),
        PANDOC_TEMPLATE,
        page,
        title=Markup(_scalar(page.title.text)),  # noqa: S704 - escaped, and quoted as JSON is
        subtitle=Markup(_scalar(from_plain(_subtitle(page, words)))),  # noqa: S704 - the same
        about=Markup("\n".join(_about(page.about))),  # noqa: S704 - the same
        style=Markup(_scalar(style)) if style else "",  # noqa: S704 - the same
        bibliography=Markup("\n".join(bibliography(references))),  # noqa: S704 - the same
        diagram=Markup(_figure(page.diagram)) if picture else "",  # noqa: S704 - escaped
        picture=Markup(f"[framework]: <{destination(picture)}>" if picture else ""),  # noqa: S704 - the same
        references=Markup("::: {#refs}\n:::"),
        appendix=partial(_appendix, flavour),
    )


def table_numbers(page: Page, words: Catalogue) -> dict[str, str]:
    """Return what the tables are called where they are numbered, by the anchors of their sections.

    Those of the appendix bear a letter before their number.
    """
    report = [
        *(table.id for table in page.cell_tables),
        *(["summary-of-findings"] if page.summary else []),
        *(table.id for table in page.conclusions),
        *(["leaning"] if page.leaning.rows else []),
        *(["studies"] if page.studies and page.studies.rows else []),
        *(f"map-{one.axis}" for one in page.maps if one.leads and one.is_narrow),
    ]
    appendix = [
        *(f"map-{one.axis}" for one in page.maps if one.is_narrow and not one.leads),
        *(["measures"] if page.measures else []),
    ]
    return {
        key: words("Table {n}", n=f"{letter}{number}")
        for letter, keys in (("", report), ("A", appendix))
        for number, key in enumerate(keys, 1)
    }


def embedded(kind: str, content: bytes) -> str:
    """Return a file as an address that holds it, for a report in one file.

    >>> embedded("image/png", b"abc")
    'data:image/png;base64,YWJj'
    """
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def bibliography(items: Sequence[Item]) -> Iterator[str]:
    """Yield the lines of the metadata field `references`.

    >>> list(bibliography([{"id": "kim2003", "type": "book", "title": "<i>On</i> a_b_"}]))[1:3]
    ['- id: "kim2003"', '  type: "book"']
    """
    if not items:
        return
    yield "references:"
    for item in items:
        # A style recases English titles alone: those of a language that nobody stated stay.
        shown = {"language": "und", **item}
        kept = {name: value for name, value in shown.items() if name not in _PRIVATE}
        first = {"id": kept.pop("id"), "type": kept.pop("type")}
        for number, line in enumerate(_mapping({**first, **kept})):
            yield f"{'  ' if number else '- '}{line}"


def _appendix(flavour: Pandoc, content: str, key: str) -> Markup:
    """Return the heading of the appendix, which begins on a page of its own."""
    return Markup(f"{flavour.heading(2, flavour.text(content), '')} {{#{key} .appendix}}")  # noqa: S704 - escaped


def _subtitle(page: Page, words: Catalogue) -> str:
    """Return what the report is a review of, and which edition."""
    kind = words("A literature review")
    if page.of:
        kind = f"{words('A review of one study')}: {page.of.label}"
    return " · ".join(part for part in (kind, page.about.edition) if part)


def _about(about: AboutView) -> Iterator[str]:
    """Yield the lines of the metadata that say who made the report, when, under which licence."""
    if about.authors:
        yield "author:"
        yield from (f"- {_scalar(from_plain(name))}" for name in about.authors)
    for name, value in (("date", about.date), ("rights", about.licence)):
        if value:
            yield f"{name}: {_scalar(from_plain(value))}"


def _mapping(value: Mapping[str, object]) -> Iterator[str]:
    """Yield the lines of a mapping in YAML; sequences of scalars stand on one line."""
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield f"{name}:"
            yield from (f"  {line}" for line in _mapping(inner))
        elif isinstance(inner, (list, tuple)) and any(isinstance(x, Mapping) for x in inner):
            yield f"{name}:"
            for one in inner:
                lines = enumerate(_mapping(one))
                yield from (f"{'  ' if number else '- '}{line}" for number, line in lines)
        else:
            yield f"{name}: {_value(inner)}"


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return _scalar(value) if isinstance(value, str) else json.dumps(value)


def _scalar(text: str) -> str:
    """Return a text of CSL's small HTML as a quoted string that holds Markdown."""
    return json.dumps(_small_html(text), ensure_ascii=False)


def _small_html(text: str) -> str:
    levels = [""]
    for piece in marks(text):
        if piece.kind == "text":
            levels[-1] += stretch(piece.text, pandoc)
        elif piece.kind == "open":
            levels.append("")
        else:
            inside = levels.pop()
            before, after = _SIGNS.get(piece.text, ("", "")) if inside.strip() else ("", "")
            levels[-1] += f"{before}{inside}{after}"
    return levels[0]


def _figure(diagram: Diagram) -> str:
    caption = f"{pandoc(diagram.title)}. {pandoc(framework_lists.legend(diagram))}."
    if diagram.note:
        caption += f" {pandoc(diagram.note)}"
    return f'![{caption}][framework]{{alt="{attribute(diagram.description)}"}}'
