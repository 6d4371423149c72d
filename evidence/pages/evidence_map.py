"""The evidence map as a page shows it: elements by a facet, or by source."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence.graph import Graph
from evidence.pages.framework import nested
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.translated import Translated
from evidence.synthesis.axes import SOURCE
from evidence.synthesis.cells import Standing, standing_of
from evidence.synthesis.evidence_map import EvidenceMap, MapRow, by_facet, by_source

# as many columns as the values that a facet may have; what each source says stands with it
MOST_SOURCES_IN_A_MAP = 12
MOST_ON_PAPER = 8
_NEAR = {Standing.IMPLIED, Standing.SECOND_HAND}


@dataclass(frozen=True, slots=True)
class MapCell:
    """One cell of the evidence map: the claims in it, or a gap; `href` leads to them.

    Shape: of `count` claims `own` are the study's own statements, and of `near`
           a citation only stands near, or the work is known at second hand.
    """

    count: int
    own: int
    near: int
    claims: tuple[ItemLink, ...]
    weight: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class MapRowView:
    """One element of the evidence map."""

    element: ItemLink
    depth: int
    cells: tuple[MapCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MapView:
    """Elements by the values of one axis; `gaps` where an empty cell is a result.

    Shape: `values` are the ids of the columns, those of `axis` among the filters.
           `leads` for the one that stands in the report part of a review of
           many texts; `fullest` is the count of its fullest cell, and `key` says
           what the pieces of its bars are, () where all are one.
    """

    axis: str
    label: Phrase
    columns: tuple[ItemLink, ...]
    rows: tuple[MapRowView, ...]
    totals: tuple[int, ...]
    total: int
    gaps: bool = True
    values: tuple[str, ...] = ()
    fullest: int = 0
    leads: bool = False
    key: tuple[tuple[str, str], ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Return whether a page of paper has room for its columns."""
        return len(self.columns) <= MOST_ON_PAPER


def map_views(review: Translated) -> tuple[MapView, ...]:
    """Return the evidence map by each facet on claims of two to twelve values, and by source."""
    views = [_map_view(review, table) for table in _evidence_maps(review.graph)]
    if views and views[0].gaps and not review.graph.review.of:
        views[0] = replace(views[0], leads=True, key=_key(review, views[0]))
    return tuple(views)


def _key(review: Translated, view: MapView) -> tuple[tuple[str, str], ...]:
    """Return the pieces that bars of a review of many texts have, in words; () of one kind."""
    cells = [cell for row in view.rows for cell in row.cells]
    found = [
        (code, review.words(said))
        for code, said, number in (
            ("cited", "read", sum(cell.count - cell.near - cell.own for cell in cells)),
            ("near", "second-hand", sum(cell.near for cell in cells)),
        )
        if number
    ]
    return tuple(found) if len(found) > 1 else ()


def _evidence_maps(graph: Graph) -> tuple[EvidenceMap, ...]:
    maps = [
        by_facet(graph, facet.id)
        for facet in graph.review.framework.facets.values()
        if facet.on == "claims" and 2 <= len(facet.values) <= 12
    ]
    if len(graph.claims_of) <= MOST_SOURCES_IN_A_MAP:
        maps.append(by_source(graph))
    return tuple(table for table in maps if table.rows)


def _map_view(review: Translated, table: EvidenceMap) -> MapView:
    words = review.words
    facets = review.graph.review.framework.facets
    facet = None if table.axis == SOURCE else facets[table.axis]
    if facet is None:
        columns = review.sources(table.columns)
    else:
        columns = tuple(ItemLink("", review.text(facet.values[key].label)) for key in table.columns)
    rows = {row.element: row for row in table.rows}
    most = max((len(c) for row in table.rows for c in row.cells.values()), default=1)
    return MapView(
        axis=table.axis,
        label=review.phrase(facet.label) if facet else Phrase(words("Source")),
        columns=columns,
        rows=tuple(
            _map_row(review, table, rows[key], depth, most) for key, depth in nested(review.graph)
        ),
        totals=tuple(table.totals.get(column, 0) for column in table.columns),
        total=len(review.graph.claims),
        gaps=facet is not None,
        values=table.columns,
        fullest=most,
    )


def _map_row(
    review: Translated, table: EvidenceMap, row: MapRow, depth: int, most: int
) -> MapRowView:
    element = review.element(row.element)
    return MapRowView(
        element=element,
        depth=depth,
        cells=tuple(
            _cell(review, row.cells.get(value, ()), most, element.href) for value in table.columns
        ),
        total=len(row.claims),
    )


def _cell(review: Translated, claims: tuple[str, ...], most: int, element: str) -> MapCell:
    graph = review.graph
    own = sum(graph.is_own(graph.claims[claim]) for claim in claims)
    near = sum(standing_of(graph, graph.claims[claim]) in _NEAR for claim in claims)
    weight = 0 if not claims else 1 + min(3, (3 * len(claims)) // (most or 1))
    return MapCell(len(claims), own, near, review.claims(claims), weight, element)
