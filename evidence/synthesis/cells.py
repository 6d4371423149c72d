"""Cells: the columns of a kind of finding, filled by the facets of its claims.

A cell is filled by every claim that the finding names, in whatever list, and
whose facets the cell asks for; by the study's own sentence only if that is
cited. What it rests on is said in words: cited, implied, own, disputed, or a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.graph import EVIDENCE_ROLES, Graph, Role
from evidence.model import Attribution, Cell, Claim, Finding, FindingKind, LinkKind, Wording
from evidence.synthesis.support import claims_in, is_second_hand


class Standing(StrEnum):
    """What the content of a cell rests on, the strongest ground last."""

    GAP = "gap"
    OWN = "own"
    IMPLIED = "implied"
    SECOND_HAND = "second_hand"
    CITED = "cited"


@dataclass(frozen=True, slots=True)
class FilledCell:
    """One cell of one finding.

    Shape: `claims` in the order of the finding, those that speak for it first.
           `cited`, `second_hand`, `implied` and `own` count the claims;
           `disputed` are those that the finding or another claim contradicts.
           `gap` is what the author said of an empty cell. `shown` is the best
           cited of the claims that are not disputed: outright, near, own, then
           the first; `standing` is what it rests on, or the best of all claims
           where every one is disputed. `marks` are the marks of facet values
           that every cited source of the cell bears.
    """

    cell: Cell
    claims: tuple[str, ...] = ()
    standing: Standing = Standing.GAP
    cited: int = 0
    implied: int = 0
    own: int = 0
    second_hand: int = 0
    disputed: tuple[str, ...] = ()
    shown: str = ""
    gap: Wording = Wording()
    marks: tuple[Wording, ...] = ()

    @property
    def grounds(self) -> tuple[str, ...]:
        """Return the claims that say what the cell rests on."""
        left = tuple(key for key in self.claims if key not in self.disputed)
        return left or self.claims


@dataclass(frozen=True, slots=True)
class CellRow:
    """The cells of one finding, in the order in which its kind declares them."""

    finding: str
    cells: tuple[FilledCell, ...]


@dataclass(frozen=True, slots=True)
class CellTable:
    """All findings of one kind that declares cells."""

    kind: FindingKind
    rows: tuple[CellRow, ...]


def cell_tables(graph: Graph) -> tuple[CellTable, ...]:
    """Return a table for each kind of finding that declares cells and has findings."""
    kinds = graph.review.framework.finding_kinds.values()
    tables = (
        CellTable(kind, tuple(_row(graph, f, kind) for f in _of_kind(graph, kind)))
        for kind in kinds
        if kind.cells
    )
    return tuple(table for table in tables if table.rows)


def filled_cells(graph: Graph, finding: Finding) -> tuple[FilledCell, ...]:
    """Return the cells of one finding, () where its kind declares none."""
    kind = graph.review.framework.finding_kinds.get(finding.kind)
    return _row(graph, finding, kind).cells if kind else ()


def named_claims(graph: Graph, finding: Finding) -> tuple[Claim, ...]:
    """Return every claim that a finding names, in any role, each once; its sentence if cited."""
    found: dict[str, Claim] = {}
    sentences = (graph.claims[key] for key in finding.stated_in if key in graph.claims)
    for claim in sentences:
        if not graph.is_own(claim):
            found.setdefault(claim.id, claim)
    for role in EVIDENCE_ROLES:
        for claim in claims_in(graph, finding, role):
            found.setdefault(claim.id, claim)
    return tuple(found.values())


def meets(claim: Claim, cell: Cell) -> bool:
    """Return whether a claim has, for every facet that a cell names, a value it lets in."""
    return all(
        set(claim.facets.get(facet, ())) & set(values) for facet, values in cell.facets.items()
    )


def standing_of(graph: Graph, claim: Claim) -> Standing:
    """Return what one claim rests on: a citation, an implied one, or the study's word.

    In a review of many texts, whether nobody here read the work that says it.
    """
    if graph.is_own(claim):
        return Standing.OWN
    if not graph.review.of and is_second_hand(graph, claim):
        return Standing.SECOND_HAND
    return Standing.IMPLIED if claim.attribution is Attribution.IMPLIED else Standing.CITED


def marks_of(graph: Graph, sources: tuple[str, ...]) -> tuple[Wording, ...]:
    """Return the marks of the facet values that every one of these sources bears."""
    if not sources:
        return ()
    per_source = [_marks(graph, source) for source in sources]
    if not all(per_source):
        return ()
    return tuple(dict.fromkeys(mark for marks in per_source for mark in marks))


def contradicted_claims(graph: Graph) -> frozenset[str]:
    """Return the ids of claims that take part in a contradiction, on either side."""
    pairs = (
        (claim.id, link.claim)
        for claim in graph.claims.values()
        for link in claim.links
        if link.kind is LinkKind.CONTRADICTS and link.claim in graph.claims
    )
    return frozenset(key for pair in pairs for key in pair)


def _of_kind(graph: Graph, kind: FindingKind) -> tuple[Finding, ...]:
    return tuple(f for f in graph.findings.values() if f.kind == kind.id)


def _row(graph: Graph, finding: Finding, kind: FindingKind) -> CellRow:
    named = named_claims(graph, finding)
    against = {c.id for c in claims_in(graph, finding, Role.CONTRADICTED_BY)}
    disputed = against.union(claim.id for claim in named if _is_contradicted(graph, claim))
    return CellRow(
        finding.id, tuple(_fill(graph, finding, cell, named, disputed) for cell in kind.cells)
    )


def _is_contradicted(graph: Graph, claim: Claim) -> bool:
    ties = graph.ties_to.get(claim.id, ())
    return any(tie.link.kind is LinkKind.CONTRADICTS for tie in ties) or any(
        link.kind is LinkKind.CONTRADICTS and link.claim in graph.claims for link in claim.links
    )


def _fill(
    graph: Graph,
    finding: Finding,
    cell: Cell,
    named: tuple[Claim, ...],
    disputed: set[str],
) -> FilledCell:
    inside = [claim for claim in named if meets(claim, cell)]
    standings = [standing_of(graph, claim) for claim in inside]
    grounds = list(Standing)
    open_to_show = [
        (grounds.index(standing), -place, claim.id)
        for place, (claim, standing) in enumerate(zip(inside, standings, strict=True))
        if claim.id not in disputed
    ]
    best = max(map(grounds.index, standings), default=0)
    spoken = (key for claim in inside for key in claim.sources if not graph.is_own(claim))
    return FilledCell(
        cell=cell,
        claims=tuple(claim.id for claim in inside),
        standing=grounds[max(open_to_show)[0] if open_to_show else best],
        cited=standings.count(Standing.CITED),
        implied=standings.count(Standing.IMPLIED),
        own=standings.count(Standing.OWN),
        second_hand=standings.count(Standing.SECOND_HAND),
        disputed=tuple(claim.id for claim in inside if claim.id in disputed),
        shown=max(open_to_show)[-1] if open_to_show else "",
        gap=finding.gaps.get(cell.id, Wording()),
        marks=marks_of(graph, tuple(dict.fromkeys(spoken))),
    )


def _marks(graph: Graph, source: str) -> tuple[Wording, ...]:
    facts = graph.review.sources.get(source)
    if facts is None:
        return ()
    facets = graph.review.framework.facets
    values = (
        facets[facet].values[value]
        for facet, chosen in facts.facets.items()
        for value in chosen
        if facet in facets and value in facets[facet].values
    )
    return tuple(value.mark for value in values if value.mark)
