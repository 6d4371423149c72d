"""Cell tables: a row for each finding of a kind, and what every cell rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.model import FindingKind
from evidence.pages.marks import Mark, disputed_mark, standing_mark
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.support import facts_of
from evidence.pages.translated import Translated
from evidence.synthesis.cells import CellRow, CellTable, FilledCell, Standing
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of a finding: what it rests on, one sentence, its sources.

    Shape: `more` are its other claims; `grounds` are the ids of the claims that
           say what it rests on, joined by a space.
    """

    label: Phrase
    mark: Mark
    statement: Phrase
    claim: ItemLink | None
    sources: tuple[ItemLink, ...] = ()
    marks: tuple[Phrase, ...] = ()
    disputed: Mark | None = None
    counts: str = ""
    more: tuple[ItemLink, ...] = ()
    gap: Phrase = Phrase("")
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class CellTableRow:
    """One finding of a cell table."""

    id: str
    finding: ItemLink
    statement: Phrase
    facts: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class CellTableView:
    """A row for each finding of a kind, a column for each cell that it declares."""

    id: str
    heading: Phrase
    kind: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[CellTableRow, ...]
    column_facts: tuple[str, ...]


def cell_table_view(
    review: Translated, table: CellTable, support: Mapping[str, Support]
) -> CellTableView:
    """Return the table of one kind of finding: what is cited, what is asserted."""
    kind = table.kind
    return CellTableView(
        id=f"cells-{kind.id}",
        heading=_heading(review, kind),
        kind=review.phrase(kind.label),
        columns=tuple(review.phrase(cell.label) for cell in kind.cells),
        rows=tuple(_cell_row(review, row, support[row.finding]) for row in table.rows),
        column_facts=tuple(
            _column_fact(review, [row.cells[index] for row in table.rows])
            for index in range(len(kind.cells))
        ),
    )


def cell_view(review: Translated, filled: FilledCell) -> CellView:
    """Return one cell: one sentence, its sources by name, and what it rests on."""
    graph, words = review.graph, review.words
    lead = filled.shown
    return CellView(
        label=review.phrase(filled.cell.label),
        mark=_cell_mark(review, filled),
        statement=_in_short(review, lead),
        claim=review.claim(lead) if lead else None,
        sources=review.sources(graph.claims[lead].sources) if lead else (),
        marks=tuple(review.phrase(mark) for mark in filled.marks),
        disputed=disputed_mark(words) if filled.disputed else None,
        counts=_cell_counts(review, filled),
        more=review.claims([key for key in filled.claims if key != lead]),
        gap=review.phrase(filled.gap),
        grounds=" ".join(filled.grounds),
    )


def _heading(review: Translated, kind: FindingKind) -> Phrase:
    """Return what the table of one kind of finding is called."""
    if kind.heading:
        return review.phrase(kind.heading)
    plural = review.text(kind.plural or kind.label)
    if not review.graph.review.of:
        return Phrase(review.words("{kind}: what the sources say", kind=plural))
    return Phrase(review.words("{kind}: what is cited, what is asserted", kind=plural))


def _cell_row(review: Translated, row: CellRow, held: Support) -> CellTableRow:
    finding = review.graph.findings[row.finding]
    return CellTableRow(
        id=row.finding,
        finding=review.finding(row.finding),
        statement=review.phrase(finding.statement),
        facts=facts_of(review, held),
        cells=tuple(cell_view(review, cell) for cell in row.cells),
    )


def _column_fact(review: Translated, cells: list[FilledCell]) -> str:
    words = review.words
    standings = [cell.standing for cell in cells]
    said = []
    for standing in reversed(Standing):
        count = standings.count(standing)
        if count:
            mark = standing_mark(words, standing, one_study=bool(review.graph.review.of))
            said.append(f"{count} {mark.words}")
    return " · ".join(said)


def _cell_counts(review: Translated, filled: FilledCell) -> str:
    """Return how many claims of a cell are cited, implied or own, where that says more."""
    if len(filled.claims) < 2:
        return ""
    words = review.words
    cited = "cited" if review.graph.review.of else "read"
    said = (
        (filled.cited, words(cited)),
        (filled.second_hand, words("second-hand")),
        (filled.implied, words("by implication")),
        (filled.own, words("the study’s own")),
    )
    listed = ", ".join(f"{count} {word}" for count, word in said if count)
    return words("in all {list}", list=listed)


def _cell_mark(review: Translated, filled: FilledCell) -> Mark:
    """Return what a cell rests on; what the study says itself bears the column's name for it."""
    mark = standing_mark(review.words, filled.standing, one_study=bool(review.graph.review.of))
    if filled.standing is Standing.OWN and filled.cell.own:
        return mark._replace(words=review.text(filled.cell.own))
    return mark


def _in_short(review: Translated, claim: str) -> Phrase:
    """Return the short form of a claim's statement, the statement where it has none."""
    if not claim:
        return Phrase("")
    said = review.graph.claims[claim]
    return review.phrase(said.short or said.statement)
