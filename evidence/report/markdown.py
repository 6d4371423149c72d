"""A page as Markdown: plain enough to be read as it is, and drawn well by GitHub.

The report part is the front page, and each part of the evidence a file beside it.

Templates come in as text and arrange what `Parts` writes. Whatever else a
template prints is escaped by the environment; the only HTML in the result are
our own anchors, `<a id="…"></a>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from evidence.language import Catalogue
from evidence.pages.findings import FindingView
from evidence.pages.page import Page
from evidence.report import framework_lists, templating
from evidence.report.escaping import gfm
from evidence.report.flavours import Flavour, GitHub
from evidence.report.markdown_files import addressed, divided
from evidence.report.markdown_parts import Parts
from evidence.report.templating import Kept

MARKDOWN_TEMPLATE = "report.md.j2"
PART_TEMPLATE = "part.md.j2"
# The parts of the evidence, by their anchors, which are the names of their templates and files.
PARTS = ("findings", "claims", "sources", "framework", "sensitivity", "method")
_BLANK_LINES = re.compile(r"\n{3,}")
_FENCES = re.compile(r"`{3,}")
_PARTS = (
    "mark", "fact", "ref", "refs", "begun", "said", "code", "cell", "claim", "card_claim",
    "cited_for", "listed_claims", "cites", "own_id", "known",
)  # fmt: skip


def markdown(
    page: Page,
    templates: Mapping[str, str],
    words: Catalogue,
    *,
    mermaid: str,
    name: str = "report",
    own: bool = False,
    kept: Kept | None = None,
) -> dict[str, str]:
    """Return the report as GitHub's Markdown by the names of its files, the front page first.

    Shape: the anchors are those of the HTML report, each once in all files.
           `mermaid` is the framework as a flowchart, "" for none; `name` what
           the files of the report are called; `own` says that some of the
           templates are the review's, which then run in a sandbox; ours are `kept`
           there, compiled.
    Raises: BrokenTemplate where one of a review's own is broken.
    """
    made = environment(templates, words, GitHub(), own=own, kept=kept)
    files = {f"{name}.md": render(made, MARKDOWN_TEMPLATE, page)}
    for part in PARTS:
        if part == "sensitivity" and not page.without:
            continue
        drawn = _flowchart(page, mermaid) if part == "framework" and mermaid else ""
        text = render(made, PART_TEMPLATE, page, shows=f"{part}.md.j2", diagram=drawn)
        files |= divided(name, part, text, words)
    return addressed(files)


def environment(
    templates: Mapping[str, str],
    words: Catalogue,
    flavour: Flavour,
    *,
    numbers: Mapping[str, str] = MappingProxyType({}),
    own: bool = False,
    kept: Kept | None = None,
) -> Environment:
    """Return the Jinja environment of one flavour: everything printed is escaped for it.

    `numbers` are those of the tables, by the anchors of what they stand in.

    It has autoescape on and escapes before Jinja would, by `finalize`; what our
    functions return is marked as written, and passes.
    """
    made = templating.environment(
        templates,
        own=own,
        kept=kept,
        autoescape=True,
        finalize=partial(_written, flavour),
        keep_trailing_newline=True,
    )
    made.globals.update(_functions(Parts(flavour, words)))
    made.globals["table"] = lambda key: numbers.get(key, "")
    return made


def render(environment: Environment, template: str, page: Page, **more: object) -> str:
    """Return a template filled with a page: one blank line at most, no space at an end."""
    text = templating.fill(environment, template, page=page, **more)
    while " \n" in text:
        text = text.replace(" \n", "\n")
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def fenced(kind: str, text: str) -> str:
    r"""Return a text in a fence that nothing in it can end, "" if there is none.

    >>> fenced("mermaid", "flowchart TB")
    '```mermaid\nflowchart TB\n```'
    """
    if not text:
        return ""
    fence = "`" * max((len(run) + 1 for run in _FENCES.findall(text)), default=3)
    return f"{fence}{kind}\n{text.rstrip()}\n{fence}"


def _flowchart(page: Page, mermaid: str) -> Markup:
    """Return the framework as a flowchart, with what its lines mean."""
    shown = page.diagram
    note = f" {shown.note}" if shown.note else ""
    said = gfm(f"{shown.title}. {framework_lists.legend(shown)}.{note}")
    return Markup(f"{fenced('mermaid', mermaid)}\n\n{said}")  # noqa: S704 - the fence holds it


def _functions(parts: Parts) -> dict[str, Any]:
    """Return what a template may call."""
    flavour, words = parts.flavour, parts.words

    def heading(level: int, content: object, key: str = "") -> str:
        return flavour.heading(level, _written(flavour, content), key)

    def part(level: int, content: object, key: str = "") -> str:
        return flavour.part(level, _written(flavour, content), key)

    def anchored(key: str, content: object) -> str:
        return flavour.anchored(key, _written(flavour, content))

    def link(content: object, href: str) -> str:
        return parts.link(_written(flavour, content), href)

    def numbered(finding: FindingView) -> str:
        return f"{finding.number}. {flavour.phrase(finding.statement)}"

    written: dict[str, Callable[..., str]] = {
        **{name: getattr(parts, name) for name in _PARTS},
        **{
            name: partial(getattr(framework_lists, name), parts)
            for name in ("element", "relation", "map_cell", "map_list")
        },
        "anchored": anchored,
        "h": heading,
        "part": part,
        "wide": flavour.wide,
        "upright": flavour.upright,
        "link": link,
        "numbered": numbered,
        "ph": flavour.phrase,
        "reference": flavour.source,
    }
    return {
        "_": words,
        "count": words.count,
        "number": words.number,
        "beside": _beside,
        **{name: _marked(function) for name, function in written.items()},
    }


def _written(flavour: Flavour, value: object) -> Markup:
    """Return Markdown as it is, and anything else as text."""
    return value if isinstance(value, Markup) else Markup(flavour.text(str(value)))  # noqa: S704 - escaped


def _marked(function: Callable[..., str]) -> Callable[..., Markup]:
    def call(*given: object, **named: object) -> Markup:
        return Markup(function(*given, **named))  # noqa: S704 - `Parts` and the flavours escape

    return call


def _beside(href: str) -> str:
    """Return the Markdown file that stands beside an HTML report."""
    return f"{href.removesuffix('.html')}.md"
