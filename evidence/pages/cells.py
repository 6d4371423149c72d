"""Cell tables: a row for each finding of a kind, and what every cell rests on."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import FindingKind
from evidence.pages.marks import Mark, disputed_mark, standing_mark, state_mark
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.setting import Setting
from evidence.synthesis.cells import CellRow, CellTable, FilledCell, Standing, standing_of


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of a finding: what it rests on, one sentence, its sources."""

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


@dataclass(frozen=True, slots=True)
class CellTableRow:
    """One finding of a cell table."""

    id: str
    finding: ItemLink
    statement: Phrase
    support: Mark
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


def cell_table_view(setting: Setting, table: CellTable) -> CellTableView:
    """Return the table of one kind of finding: what is cited, what is asserted."""
    kind = table.kind
    return CellTableView(
        id=f"cells-{kind.id}",
        heading=_heading(setting, kind),
        kind=setting.phrase(kind.label),
        columns=tuple(setting.phrase(cell.label) for cell in kind.cells),
        rows=tuple(_cell_row(setting, row) for row in table.rows),
        column_facts=tuple(
            _column_fact(setting, [row.cells[index] for row in table.rows])
            for index in range(len(kind.cells))
        ),
    )


def cell_view(setting: Setting, filled: FilledCell) -> CellView:
    """Return one cell: one sentence, its sources by name, and what it rests on."""
    graph, words = setting.graph, setting.words
    lead = _lead(setting, filled)
    return CellView(
        label=setting.phrase(filled.cell.label),
        mark=standing_mark(words, filled.standing, one_study=bool(graph.review.of)),
        statement=setting.phrase(graph.claims[lead].statement) if lead else Phrase(""),
        claim=setting.claim(lead) if lead else None,
        sources=setting.sources(graph.claims[lead].sources) if lead else (),
        marks=tuple(setting.phrase(mark) for mark in filled.marks),
        disputed=disputed_mark(words) if filled.disputed else None,
        counts=_cell_counts(setting, filled),
        more=setting.claims([key for key in filled.claims if key != lead]),
        gap=setting.phrase(filled.gap),
    )


def _heading(setting: Setting, kind: FindingKind) -> Phrase:
    """Return what the table of one kind of finding is called."""
    if kind.heading:
        return setting.phrase(kind.heading)
    plural = setting.text(kind.plural or kind.label)
    if not setting.graph.review.of:
        return Phrase(setting.words("{kind}: what the sources say", kind=plural))
    return Phrase(setting.words("{kind}: what is cited, what is asserted", kind=plural))


def _cell_row(setting: Setting, row: CellRow) -> CellTableRow:
    finding = setting.graph.findings[row.finding]
    held = setting.support[row.finding]
    return CellTableRow(
        id=row.finding,
        finding=setting.finding(row.finding),
        statement=setting.phrase(finding.statement),
        support=state_mark(setting.words, held.state, held),
        cells=tuple(cell_view(setting, cell) for cell in row.cells),
    )


def _column_fact(setting: Setting, cells: list[FilledCell]) -> str:
    words = setting.words
    standings = [cell.standing for cell in cells]
    said = []
    for standing in reversed(Standing):
        count = standings.count(standing)
        if count:
            mark = standing_mark(words, standing, one_study=bool(setting.graph.review.of))
            said.append(f"{count} {mark.words}")
    return " · ".join(said)


def _cell_counts(setting: Setting, filled: FilledCell) -> str:
    """Return how many claims of a cell are cited, implied or own, where that says more."""
    if len(filled.claims) < 2:
        return ""
    words = setting.words
    cited = "cited" if setting.graph.review.of else "read"
    said = (
        (filled.cited, words(cited)),
        (filled.second_hand, words("second-hand")),
        (filled.implied, words("implied")),
        (filled.own, words("the study’s own")),
    )
    listed = ", ".join(f"{count} {word}" for count, word in said if count)
    return words("in all {list}", list=listed)


def _lead(setting: Setting, filled: FilledCell) -> str:
    """Return the claim that speaks for a cell: the first of those that ground it best."""
    graph = setting.graph
    grounded = (
        key for key in filled.claims if standing_of(graph, graph.claims[key]) is filled.standing
    )
    return next(grounded, "")
