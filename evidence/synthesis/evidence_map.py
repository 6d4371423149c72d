"""The evidence map: elements by a facet or by sources, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.graph import Graph
from evidence.synthesis.axes import SOURCE


@dataclass(frozen=True, slots=True)
class MapRow:
    """One element: the claims that bear on it, by column.

    Shape: `cells` maps a column's id to claims in the order of the files; a
           column without claims is absent. `claims` are those of all columns,
           each once, so the cells need not add up to it.
    """

    element: str
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Elements by the values of one axis: a facet, or the sources."""

    axis: str
    columns: tuple[str, ...]
    rows: tuple[MapRow, ...]
    totals: Mapping[str, int] = field(default_factory=dict)


def by_facet(graph: Graph, facet: str) -> EvidenceMap:
    """Return the map of elements by the values of a facet on claims."""
    columns = tuple(graph.review.framework.facets[facet].values)
    return _map(
        graph, facet, columns, {c.id: c.facets.get(facet, ()) for c in graph.claims.values()}
    )


def by_source(graph: Graph) -> EvidenceMap:
    """Return the map of elements by the sources that make the claims."""
    columns = tuple(key for key in graph.sources if graph.claims_of.get(key))
    return _map(graph, SOURCE, columns, {c.id: c.sources for c in graph.claims.values()})


def _map(
    graph: Graph, axis: str, columns: tuple[str, ...], values: Mapping[str, tuple[str, ...]]
) -> EvidenceMap:
    known = set(columns)
    rows = []
    for element in graph.elements:
        cells: dict[str, list[str]] = {}
        claims = graph.claims_about.get(element, ())
        for claim in claims:
            for value in values[claim]:
                if value in known:
                    cells.setdefault(value, []).append(claim)
        ordered = {column: tuple(cells[column]) for column in columns if column in cells}
        rows.append(MapRow(element, ordered, claims))
    totals = dict.fromkeys(columns, 0)
    for chosen in values.values():
        for value in set(chosen) & known:
            totals[value] += 1
    return EvidenceMap(axis, columns, tuple(rows), totals)
