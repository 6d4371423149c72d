"""Building: a checked review in, every file of its report out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.bibtex.entry_text import entry_text
from evidence.diagnostics import Diagnostic, Severity
from evidence.exchange import citation_file
from evidence.exchange.json import evidence_json
from evidence.exchange.tables import tables
from evidence.exchange.workbook import Properties, workbook
from evidence.graph import Graph
from evidence.language import Catalogue, name_of
from evidence.model import Source
from evidence.pages.about import AboutView, about_view
from evidence.pages.addresses import passage_addresses
from evidence.pages.audit import audit_lines, share_lines
from evidence.pages.changed import on_page
from evidence.pages.citations import Citations, Cited
from evidence.pages.diagram import captions, diagram
from evidence.pages.differences import what_changed
from evidence.pages.edition import Edition, LanguageView, SilencedView, WarningView
from evidence.pages.page import Page, page
from evidence.pages.passages import Around, Passages
from evidence.pages.phrases import ItemLink
from evidence.pages.sentence_tables import sentence_tables
from evidence.pages.translated import Translated
from evidence.pages.workbook import workbook_sheets
from evidence.references import csl_items
from evidence.report.html import html
from evidence.report.markdown import markdown
from evidence.report.mermaid import flowchart
from evidence.report.pandoc_markdown import embedded, pandoc_markdown
from evidence.report.picture import picture, picture_alone
from evidence.report.templating import Kept
from evidence.review import Checked
from evidence.spreadsheet import csv_text
from evidence.synthesis.differences import Differences, ReviewState, differences
from evidence.synthesis.synthesis import Synthesis, synthesise
from evidence.version import __version__

FORMATS = ("html", "md", "json", "csv", "pandoc", "docx", "pdf", "xlsx", "cff")
# In the name of every report with passages, so that nobody takes it for another.
BY_NAME = ".private"
# What people read.
REPORTS = frozenset(("html", "md", "pandoc", "docx", "pdf"))
Cite = Callable[[Sequence[Source], str], Mapping[str, Cited]]
# A kind of document, a function from the address of the diagram's picture to
# the report in Pandoc's Markdown, the diagram as SVG, and what the document
# says of itself: the document's bytes.
Write = Callable[[str, Callable[[str], str], str, AboutView], bytes]


@dataclass(frozen=True, slots=True)
class Tools:
    """What a build is handed from outside.

    Shape: `words` gives a language's words, `cite` the sources as a citation
           style calls them in a language, in the order of the bibliography;
           `draw` is Graphviz: a graph in DOT in, its SVG out, None without it.
           `templates` by name; `own` where some of them are the review's.
           `write` makes Word and PDF, needed only where they are asked for.
           `compiled` is where compiled templates are kept.
    """

    words: Callable[[str], Catalogue]
    cite: Cite
    draw: Callable[[str], str | None]
    templates: Mapping[str, str]
    own: bool = False
    write: Write | None = None
    compiled: Kept | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What a build was asked for; `formats` are among `FORMATS`."""

    formats: tuple[str, ...] = ("html", "md", "json", "csv")
    private: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier state of a review, and what it is called: what changed since is told."""

    since: str
    checked: Checked
    digest: str


def build(
    checked: Checked,
    digest: str,
    tools: Tools,
    options: Options = Options(),
    around: Mapping[tuple[str, int], Around] | None = None,
    earlier: Earlier | None = None,
) -> dict[str, bytes]:
    """Return every file of the report by its name below the output folder.

    `digest` is the hash of the inputs, `around` the words around each quote,
    for private reading; of an `earlier` state the report says what changed.
    """
    found = synthesise(checked.graph)
    made: dict[str, str | bytes] = {}
    if (REPORTS | {"csv", "xlsx"}) & set(options.formats):
        made |= _in_each_language(checked, found, digest, tools, options, around or {}, earlier)
    if "json" in options.formats:
        made["evidence.json"] = evidence_json(
            checked.graph,
            found,
            checked.states,
            checked.signed,
            data_hash=digest,
            version=__version__,
        )
    if "csv" in options.formats:
        csv = tables(checked.graph, found.support, checked.states, checked.signed)
        made |= {f"tables/{name}": text for name, text in csv.items()}
    if "cff" in options.formats:
        made[citation_file.NAME] = citation_file.citation_file(checked.graph.review)
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in made.items()}


def format_of(name: str) -> str:
    """Return the format that an output of this name has.

    >>> format_of("report.id.html"), format_of("report.pandoc.md"), format_of("tables/cells.csv")
    ('html', 'pandoc', 'csv')
    """
    return "pandoc" if name.endswith(".pandoc.md") else name.rpartition(".")[2]


def written_before(names: Iterable[str], read: Callable[[str], bytes]) -> tuple[str, ...]:
    """Return those files of a folder that version 0.1.0 built, which kept no list of them.

    `read` gives what is in one of them. Tables say nothing of who made them:
    they count where a report or the JSON does.
    """
    known = list(names)
    certain = [n for n in known if (p := _mark(n)) is not None and p.search(read(n))]
    tables = [name for name in known if re.fullmatch(r"tables/[\w.-]+\.csv", name)]
    return (*certain, *tables) if certain else ()


def _mark(name: str) -> re.Pattern[bytes] | None:
    """Return what an output of this name bears, None if no output has it."""
    if name == "evidence.json":
        return _MARKS["json"]
    report = _REPORT.fullmatch(name)
    return _MARKS[report[1]] if report else None


_REPORT = re.compile(r"report(?:\.[\w-]+)?\.(html|md)")
_MARKS = {
    "html": re.compile(rb'<meta name="generator" content="Evidence [^"]*">'),
    "md": re.compile(rb"sha256 `[0-9a-f]*`; Evidence \S+\n\Z"),
    "json": re.compile(rb'\A\{\s*"format": "1\.[0-9]+",\s*"tool": \{"name": "evidence"'),
}


def _used(graph: Graph) -> tuple[Source, ...]:
    return tuple(graph.sources[key] for key in graph.used_sources())


def _in_each_language(
    checked: Checked,
    found: Synthesis,
    digest: str,
    tools: Tools,
    options: Options,
    around: Mapping[tuple[str, int], Around],
    earlier: Earlier | None,
) -> dict[str, str | bytes]:
    """Return the reports and their tables in every language of the review, the default first."""
    graph = checked.graph
    sources = _used(graph)
    entries = {source.key: entry_text(source) for source in sources}
    states = checked.states if checked.lock.records else {}
    passages = Passages(states, around, passage_addresses(graph))
    made: dict[str, str | bytes] = {}
    moved = _moved(earlier, checked) if earlier else None
    for language in graph.review.languages:
        citations = Citations(tools.cite(sources, language), entries)
        review = Translated(graph, tools.words(language), citations.labels, checked.signed)
        edition = _edition(checked, review, digest, options)
        if earlier and moved:
            before, since = earlier.checked.graph, earlier.since
            errors = earlier.checked.errors_found, checked.errors_found
            told = what_changed(moved, before, graph, review.words, since, errors)
            edition = replace(edition, changed=on_page(told, graph))
        if "csv" in options.formats:
            suffix = _suffix(graph, language)
            made |= {
                f"tables/{table.name}{suffix}.csv": csv_text((table.head, *table.rows))
                for table in sentence_tables(review, found, edition)
            }
        if "xlsx" in options.formats:
            name = report_name(graph, language, private=options.private)
            sheets = workbook_sheets(review, found, passages, citations, edition)
            made[f"{name}.xlsx"] = workbook(sheets, _properties(about_view(review, edition)))
        if REPORTS & set(options.formats):
            drawn = diagram(graph, language, captions(graph, review.words))
            svg = picture(drawn, tools.draw)
            shown = page(review, found, passages, citations, edition, drawn, svg)
            name = report_name(graph, language, private=options.private)
            made |= _forms(name, shown, sources, review.words, tools, options)
    return made


def _moved(earlier: Earlier, checked: Checked) -> Differences:
    before = ReviewState(earlier.checked.graph, earlier.checked.states)
    return differences(before, ReviewState(checked.graph, checked.states))


def _forms(
    name: str,
    shown: Page,
    sources: Sequence[Source],
    words: Catalogue,
    tools: Tools,
    options: Options,
) -> dict[str, str | bytes]:
    """Return one report in every format that was asked for."""
    alone = picture_alone(shown.diagram, tools.draw)

    def text(picture: str) -> str:
        return pandoc_markdown(
            shown,
            tools.templates,
            words,
            references=csl_items(sources),
            picture=picture,
            own=tools.own,
            kept=tools.compiled,
        )

    made: dict[str, str | bytes] = {}
    if "html" in options.formats:
        made[f"{name}.html"] = html(
            shown, tools.templates, words, own=tools.own, kept=tools.compiled
        )
    if "md" in options.formats:
        drawn = flowchart(shown.diagram)
        made |= markdown(
            shown,
            tools.templates,
            words,
            mermaid=drawn,
            name=name,
            own=tools.own,
            kept=tools.compiled,
        )
    if "pandoc" in options.formats:
        picture_at = embedded("image/svg+xml", alone.encode()) if alone else ""
        made[f"{name}.pandoc.md"] = text(picture_at)
    if tools.write is not None:
        for kind in ("docx", "pdf"):
            if kind in options.formats:
                made[f"{name}.{kind}"] = tools.write(kind, text, alone, shown.about)
    return made


def report_name(graph: Graph, language: str, *, private: bool = False) -> str:
    """Return what the files of a report are called; one for private reading says so first."""
    return f"report{BY_NAME if private else ''}{_suffix(graph, language)}"


def _properties(about: AboutView) -> Properties:
    return Properties(about.title, ", ".join(about.authors), about.date, about.edition)


def _suffix(graph: Graph, language: str) -> str:
    """Return what tells the files of a language from those of the default one."""
    return "" if language == graph.review.language else f".{language}"


def _edition(checked: Checked, review: Translated, digest: str, options: Options) -> Edition:
    graph = checked.graph
    languages = tuple(
        LanguageView(
            code=code,
            label=name_of(code),
            href=f"{report_name(graph, code, private=options.private)}.html",
            current=code == review.language,
        )
        for code in graph.review.languages
    )
    return Edition(
        languages=languages,
        data_hash=digest,
        version=__version__,
        silenced=tuple(
            SilencedView(
                s.diagnostic.code, _item(review, s.diagnostic), s.diagnostic.message, s.reason
            )
            for s in checked.silenced
        ),
        open_warnings=_warnings(review, checked.diagnostics),
        audit=_audit(checked, review.words),
        private=options.private,
        file=f"{report_name(graph, review.language, private=options.private)}.html",
    )


def _warnings(review: Translated, diagnostics: Iterable[Diagnostic]) -> tuple[WarningView, ...]:
    """Return the warnings by check; messages speak English, so items stand for them.

    Those of entries that the review does not use are left out: the report lists
    no such entry, and counts them where the sources end.
    """
    graph = review.graph
    unlisted = graph.sources.keys() - set(graph.used_sources())
    items: dict[str, dict[ItemLink, None]] = {}
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.WARNING and diagnostic.item not in unlisted:
            items.setdefault(diagnostic.code, {})[_item(review, diagnostic)] = None
    return tuple(WarningView(code, tuple(refs)) for code, refs in sorted(items.items()))


def _audit(checked: Checked, words: Catalogue) -> tuple[str, ...]:
    audit = checked.audit
    graph, judged = checked.graph, audit.verdicts
    sample = audit_lines(graph, audit.draw, judged, words) if audit.draw else ()
    return (*sample, *(share_lines(graph, audit.share, judged, words) if audit.share else ()))


def _item(review: Translated, diagnostic: Diagnostic) -> ItemLink:
    found = review.item(diagnostic.item)
    return found if found.label else ItemLink("", diagnostic.code)
