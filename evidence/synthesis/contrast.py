"""What a review contrasts: the facet on claims whose values it sets side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.graph import Graph

# More values than these no reader compares at a glance.
MOST_VALUES = 6


def contrasted(graph: Graph) -> str:
    """Return the facet that cells ask for, else the first on claims of two to six values; or ""."""
    framework = graph.review.framework
    few = [
        facet.id
        for facet in framework.facets.values()
        if facet.on == "claims" and 2 <= len(facet.values) <= MOST_VALUES
    ]
    asked = [
        facet
        for kind in framework.finding_kinds.values()
        for cell in kind.cells
        for facet in cell.facets
        if facet in few
    ]
    return next(iter((*asked, *few)), "")


def spread(graph: Graph, facet: str, claims: Iterable[str]) -> dict[str, int]:
    """Return how many of these claims have each value of a facet; a value of none is absent."""
    counts: Counter[str] = Counter()
    for key in claims:
        counts.update(set(graph.claims[key].facets.get(facet, ())))
    values = graph.review.framework.facets[facet].values
    return {value: counts[value] for value in values if counts[value]}
