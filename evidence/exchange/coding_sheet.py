"""The claims as a sheet that is filled in and imported again, with nothing lost.

One row is a claim, one column a key (`yaml.claim_cells` says how a cell is
written). Beside it stand a codebook, the sources, how it is filled in, and which
rows were exported: by these, and the last column, the reader knows a row again,
sees that it changed, and that one was deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from evidence.exchange.exported import Exported, ToExport
from evidence.exchange.workbook import Properties, fits, workbook
from evidence.graph import Graph
from evidence.language import counted, name_of
from evidence.model import Claim, Wording
from evidence.model import fields as kinds
from evidence.spreadsheet import Sheet, WorkbookCell, WorkbookColumn
from evidence.yaml.claim_cells import (
    CLAIMS,
    CODEBOOK,
    CODER,
    ELEMENT,
    EXPORTED,
    LANGUAGE,
    MARK,
    SOURCE,
    USUAL,
    ClaimColumn,
    cells,
    claim_columns,
    draft_in,
    languages_in,
    mark,
)

SPARE = 200
_SOURCES, _GUIDE = "Sources", "How to fill it in"
_WIDTHS = {
    "id": 22, "sources": 18, "at": 16, "quote": 48, "elements": 22, "caveat": 30, "memo": 30,
    "coder": 8, "read_in": 16, "measure": 30, "also": 40, "unfitted": 9, "short": 30, "relates": 30,
}  # fmt: skip
_PROSE, _OTHER = 48, 16


class _Entry(NamedTuple):
    """A row of the codebook: a word that may stand in a column, and what it means."""

    column: str
    value: str
    label: str = ""
    definition: str = ""
    part_of: str = ""


def coding_sheet(given: ToExport) -> Exported:
    """Return the claims as a sheet to code in, or an empty one."""
    graph = given.graph
    language = graph.review.language
    claims = () if given.empty else tuple(graph.claims.values())
    others = (*graph.review.languages, *languages_in(claims, language))
    columns = claim_columns(
        (code for code in dict.fromkeys(others) if code != language), graph.review.framework
    )
    left: list[str] = []
    rows = [_row(claim, columns, language, left) for claim in claims]
    book = tuple(_codebook(graph, given.coder))
    used = {column.head for column, *cell in zip(columns, *rows, strict=False) if any(cell)}
    sheets = (
        Sheet(
            CLAIMS,
            tuple(_columns(columns, book, used, graph, len(rows))),
            (*rows, *_spare(columns, given.coder)),
            spare=SPARE,
        ),
        _codebook_sheet(book),
        _sources(graph),
        _guide(columns),
        Sheet(EXPORTED, (WorkbookColumn("id", 30),), tuple((claim.id,) for claim in claims)),
    )
    about = Properties(
        title=_said(graph.review.title, language),
        authors=", ".join(author.called for author in graph.review.authors),
        date=graph.review.date,
        comment=f"sha256 {given.digest[:12]}, Evidence {given.version}",
    )
    held = counted(len(claims), "claim") if claims else f"{counted(SPARE, 'empty row')}"
    return Exported(workbook(sheets, about), held, tuple(left))


def _row(
    claim: Claim, columns: Sequence[ClaimColumn], language: str, left: list[str]
) -> tuple[WorkbookCell, ...]:
    """Return the cells of a claim, and behind them what it is known by; what is `left` is named."""
    made = cells(claim, columns, language)
    for column in columns:
        if not fits(made.get(column.head, "")):
            del made[column.head]
            left.append(f"`{column.head}` of `{claim.id}`: it is longer than a cell can be")
    said, _ = draft_in(made, columns, language)
    return (*(made.get(column.head, "") for column in columns), mark(claim.id, said))


def _spare(columns: Sequence[ClaimColumn], coder: str) -> Iterator[tuple[WorkbookCell, ...]]:
    """Yield rows in which nothing but the coder stands, none without a coder."""
    if coder:
        row = (*(coder if column.key == CODER else "" for column in columns), "")
        yield from (row for _ in range(SPARE))


def _columns(
    columns: Iterable[ClaimColumn],
    book: Sequence[_Entry],
    used: frozenset[str] | set[str],
    graph: Graph,
    rows: int,
) -> Iterator[WorkbookColumn]:
    ranges = {**_ranges(book), **_ranges_of_claims(rows)}
    ranges |= dict.fromkeys(_OF_SOURCES, f"{_SOURCES}!$A$2:$A${max(len(graph.sources), 1) + 1}")
    for column in columns:
        prose = isinstance(column.kind, kinds.Text) and column.key not in _WIDTHS
        width = _PROSE if prose else _WIDTHS.get(column.key, _OTHER)
        several = " Several: with a semicolon between them." if column.several else ""
        yield WorkbookColumn(
            column.head,
            width,
            hint=f"{column.meaning}{several}",
            choices=ranges.get(column.key, ""),
            strict=isinstance(column.kind, kinds.Choice),
            folded=not (column.head in used or column.key in USUAL or _is_facet(column)),
        )
    yield WorkbookColumn(
        MARK,
        14,
        hint="By this the row is known again: leave it as it is, and empty in a new row.",
        aside=True,
    )


_OF_SOURCES = (SOURCE, "via", "draws_on", "read_in")
_OF_CLAIMS = ("supports", "contradicts", "qualifies", "restates", "not_comparable")


def _is_facet(column: ClaimColumn) -> bool:
    return isinstance(column.kind, kinds.Facets)


def _ranges(book: Sequence[_Entry]) -> Mapping[str, str]:
    """Return where the words of each column stand in the codebook: one behind the other."""
    at: dict[str, list[int]] = {}
    for row, entry in enumerate(book, start=2):
        at.setdefault(entry.column, []).append(row)
    found = {key: f"{CODEBOOK}!$B${rows[0]}:$B${rows[-1]}" for key, rows in at.items()}
    if ELEMENT in found:
        found["defines"] = found[ELEMENT]
    found.pop("relates", None)  # the types of an arrow are no arrows
    return found


def _ranges_of_claims(rows: int) -> Mapping[str, str]:
    return dict.fromkeys(_OF_CLAIMS, f"{CLAIMS}!$A$2:$A${rows + SPARE + 1}")


def _codebook(graph: Graph, coder: str) -> Iterator[_Entry]:
    language, framework = graph.review.language, graph.review.framework
    for code in graph.review.languages:
        yield _Entry(LANGUAGE, code, name_of(code))
    for element in graph.elements.values():
        said = (_said(element.label, language), _said(element.definition, language))
        yield _Entry(ELEMENT, element.id, *said, element.part_of)
    for facet in framework.facets.values():
        for value in facet.values.values() if facet.on == "claims" else ():
            said = (_said(value.label, language), _said(value.definition, language))
            yield _Entry(facet.id, value.id, *said)
    for column in claim_columns((), framework):
        if isinstance(column.kind, kinds.Choice):
            yield from (_Entry(column.key, word, "", column.meaning) for word in column.choices)
    yield _Entry("unfitted", "true", "", "No element of the framework fits.")
    for kind in framework.relation_types.values():
        yield _Entry("relates", kind.id, _said(kind.label, language))
    yield from _coders(graph, coder)


def _coders(graph: Graph, coder: str) -> Iterator[_Entry]:
    """Yield who codes: the authors, the machines, and whoever coded a claim."""
    names = {author.initials: author.called for author in graph.review.authors}
    for machine in graph.review.machines:
        names.setdefault(machine.initials, machine.tool)
    used = sorted({claim.coder for claim in graph.claims.values()})
    for initials in dict.fromkeys((*names, coder, *used)):
        if initials:
            yield _Entry(CODER, initials, names.get(initials, ""))


def _codebook_sheet(book: Sequence[_Entry]) -> Sheet:
    heads = (("column", 16), ("value", 26), ("label", 30), ("definition", 70), ("part of", 22))
    return Sheet(CODEBOOK, tuple(WorkbookColumn(*head) for head in heads), tuple(map(tuple, book)))


def _sources(graph: Graph) -> Sheet:
    heads = (("key", 30), ("authors", 40), ("year", 10), ("title", 80))
    rows = (
        (source.key, "; ".join(name.short for name in source.authors), source.year, source.title)
        for source in graph.sources.values()
    )
    return Sheet(_SOURCES, tuple(WorkbookColumn(*head) for head in heads), tuple(rows))


def _guide(columns: Sequence[ClaimColumn]) -> Sheet:
    lines = (*_GUIDE_LINES, *((c.head, c.meaning) for c in columns))
    return Sheet(_GUIDE, (WorkbookColumn("", 24), WorkbookColumn("", 110)), lines, prose=True)


_NEW_ROWS = """\
A claim: one statement that a source makes. New ones stand in the empty rows. The sheet may be \
sorted and filtered, and its columns may be moved."""
_MEASURE = """\
A line for each key, as in
of: pupils who name ten vegetables
value: 40
unit: percent"""
_LINKS = """\
The ids of claims. With a reason, a list:
- claim: no_effect
  because: Measured in the same year."""
_ALSO = """\
A list:
- at: {section: "3"}
  quote: know their vegetables"""
_MARKED = """\
By this column a row is known again, and that it changed. Leave it as it is; in a new row it is \
empty."""
_THEN = """\
A new row is proposed as a new claim. A changed row is shown as a difference, and a deleted one is \
named: neither changes the review by itself."""
_GUIDE_LINES = (
    ("A row", _NEW_ROWS),
    ("id", "A word or two, beginning with a letter. Left empty, the import finds one."),
    ("Several words", "With a semicolon between them: el.garden; el.taste. Cells offer words."),
    ("A place (at)", "page 12, or section 2.1; heading Tasting; paragraph 1."),
    ("A quote", "The words of the text, verbatim, with […] where something is left out."),
    ("A measure", _MEASURE),
    ("A link", _LINKS),
    ("Another passage (also)", _ALSO),
    (MARK, _MARKED),
    ("What becomes of it", _THEN),
    ("", ""),
)


def _said(wording: Wording, language: str) -> str:
    return wording.text_in(language)
