"""Cell tables: a row for each finding of a kind, and what every cell rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.model import FindingKind
from evidence.pages.marks import Mark, contested_mark, disputed_mark, standing_mark
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.support import judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.cells import CellRow, CellTable, FilledCell, Standing, standing_of
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class CountsView:
    """How many claims are cited, only near a citation, or the study's own, and that in words.

    Shape: in a review of many texts `near` counts what is known at second hand.
           `own_is_due` where the column has a name of its own for what the
           study says itself.
    """

    cited: int
    near: int
    own: int
    words: str
    own_is_due: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of a finding: what it rests on, one sentence, its sources.

    Shape: `grounds` are the ids of the claims that say what it rests on, joined
           by a space; `counted` are the others that its counts hold.
    """

    label: Phrase
    mark: Mark
    statement: Phrase
    claim: ItemLink | None
    sources: tuple[ItemLink, ...] = ()
    marks: tuple[Phrase, ...] = ()
    disputed: Mark | None = None
    gap: Phrase = Phrase("")
    grounds: str = ""
    counted: str = ""
    thin: CountsView = CountsView(0, 0, 0, "")


@dataclass(frozen=True, slots=True)
class CellTableRow:
    """One finding of a cell table."""

    id: str
    finding: ItemLink
    statement: Phrase
    judgement: Mark | None
    contested: Mark | None
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class CellTableView:
    """A row for each finding of a kind, a column for each cell that it declares."""

    id: str
    heading: Phrase
    kind: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[CellTableRow, ...]
    column_counts: tuple[CountsView, ...] = ()
    told: str = ""


def cell_table_view(
    review: Translated, table: CellTable, support: Mapping[str, Support]
) -> CellTableView:
    """Return the table of one kind of finding: what is cited, what is asserted."""
    kind = table.kind
    return CellTableView(
        id=f"kind-{kind.id}",
        heading=_heading(review, kind),
        kind=review.phrase(kind.plural or kind.label),
        columns=tuple(review.phrase(cell.label) for cell in kind.cells),
        rows=tuple(_cell_row(review, row, support[row.finding]) for row in table.rows),
        column_counts=tuple(
            _counts(review, [row.cells[index] for row in table.rows])
            for index in range(len(kind.cells))
        ),
        told=_sides(review),
    )


def cell_view(review: Translated, filled: FilledCell) -> CellView:
    """Return one cell: one sentence, its sources by name, and what it rests on."""
    graph, words = review.graph, review.words
    lead = filled.shown
    return CellView(
        label=review.phrase(filled.cell.label),
        mark=_cell_mark(review, filled),
        statement=review.in_short(lead) if lead else Phrase(""),
        claim=review.claim(lead) if lead else None,
        sources=review.sources(graph.claims[lead].sources) if lead else (),
        marks=tuple(review.phrase(mark) for mark in filled.marks),
        disputed=disputed_mark(words) if filled.disputed else None,
        gap=review.phrase(filled.gap),
        grounds=" ".join(filled.grounds),
        counted=" ".join(key for key in filled.claims if key not in filled.grounds),
        thin=_counts(review, [filled]),
    )


def cell_counts(review: Translated, filled: FilledCell) -> str:
    """Return how many claims of a cell are cited, implied or own, where that says more."""
    if len(filled.claims) < 2:
        return ""
    words = review.words
    cited = "cited" if review.graph.review.of else "read"
    said = (
        (filled.cited, words(cited)),
        (filled.second_hand, words("second-hand")),
        (filled.implied, words("by implication")),
        (filled.own, words("own")),
    )
    listed = ", ".join(f"{count} {word}" for count, word in said if count)
    return words("in all {list}", list=listed)


def _heading(review: Translated, kind: FindingKind) -> Phrase:
    """Return what the table of one kind of finding is called."""
    if kind.heading:
        return review.phrase(kind.heading)
    plural = review.text(kind.plural or kind.label)
    if not review.graph.review.of:
        return Phrase(review.words("{kind}: what the sources say", kind=plural))
    return Phrase(review.words("{kind}: what is cited, what is asserted", kind=plural))


def _counts(review: Translated, cells: list[FilledCell]) -> CountsView:
    """Return what the claims of some cells of one column rest on, each counted once."""
    graph, words = review.graph, review.words
    claims = {key for cell in cells for key in cell.claims}
    standings = Counter(standing_of(graph, graph.claims[key]) for key in claims)
    near = standings[Standing.IMPLIED] + standings[Standing.SECOND_HAND]
    own = standings[Standing.OWN]
    named = {review.text(cell.cell.own) for cell in cells if cell.cell.own}
    said: tuple[tuple[int, str], ...]
    if graph.review.of:
        said = (
            (standings[Standing.CITED], words("{n} cited", n=standings[Standing.CITED])),
            (near, words("{n} near", n=near)),
            (own, words("{n} own", n=own)),
        )
    else:
        said = (
            (standings[Standing.CITED], words("{n} read", n=standings[Standing.CITED])),
            (near, words("{n} second-hand", n=near)),
        )
    listed = ", ".join(text for number, text in said if number)
    return CountsView(standings[Standing.CITED], near, own, listed, own_is_due=bool(named))


def _sides(review: Translated) -> str:
    """Return how much of what is said of either side is the study's own; "" without two sides."""
    graph, words = review.graph, review.words
    said = graph.review.contrast
    facet = graph.review.framework.facets.get(said.facet) if said else None
    if said is None or facet is None or not graph.review.of:
        return ""
    sides, shares = [], []
    for values in (said.from_values, said.to_values):
        claims = [c for c in graph.claims.values() if set(values) & set(c.facets.get(facet.id, ()))]
        if not claims:
            return ""
        shares.append(round(100 * sum(map(graph.is_own, claims)) / len(claims)))
        sides += [
            ", ".join(
                review.text(facet.values[key].label) for key in values if key in facet.values
            ),
            words.number(shares[-1]),
        ]
    # of all claims: a table has those of them that its cells show or count
    told = dict(zip(("one", "n", "other", "m"), sides, strict=True))
    if shares[1] > shares[0]:
        return words(
            "Support thins out: of all claims about {one}, {n} in 100 are the study’s own; "
            "of all about {other}, {m}.",
            **told,
        )
    return words(
        "Of all claims about {one}, {n} in 100 are the study’s own; of all about {other}, {m}.",
        **told,
    )


def _cell_row(review: Translated, row: CellRow, held: Support) -> CellTableRow:
    finding = review.graph.findings[row.finding]
    return CellTableRow(
        id=row.finding,
        finding=review.finding(row.finding),
        statement=review.in_short(finding.id),
        judgement=judgement_mark(review, finding),
        contested=contested_mark(review.words, review.graph, held),
        cells=tuple(cell_view(review, cell) for cell in row.cells),
    )


def _cell_mark(review: Translated, filled: FilledCell) -> Mark:
    """Return what a cell rests on; what the study says itself bears the column's name for it."""
    mark = standing_mark(review.words, filled.standing, one_study=bool(review.graph.review.of))
    if filled.standing is Standing.OWN and filled.cell.own:
        return mark._replace(words=review.text(filled.cell.own))
    return mark
