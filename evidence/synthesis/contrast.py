"""What a review contrasts: the facet on claims whose values it sets side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.graph import Graph
from evidence.synthesis.support import Support

# More values than these no reader compares at a glance.
MOST_VALUES = 6


def contrasted(graph: Graph) -> str:
    """Return the facet that the review contrasts, or that its cells ask for; or "".

    Else it is the first facet on claims that has two to six values.
    """
    framework = graph.review.framework
    said = graph.review.contrast
    if said is not None and said.facet in framework.facets:
        return said.facet
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


def said_of(graph: Graph, held: Support) -> int | None:
    """Return how many of a finding's citations are said of the side that is spoken to.

    None where the review contrasts nothing. A claim on a value of neither side
    is counted on none: `said_of_neither` has it.
    """
    said = graph.review.contrast
    return None if said is None else len(_citations_on(graph, held, said.to_values))


def said_of_neither(graph: Graph, held: Support) -> int:
    """Return how many of a finding's citations are said of neither side; 0 without a contrast."""
    said = graph.review.contrast
    if said is None:
        return 0
    sided = _citations_on(graph, held, (*said.from_values, *said.to_values))
    return len(set(held.citations) - sided)


def _citations_on(graph: Graph, held: Support, values: Iterable[str]) -> set[tuple[str, ...]]:
    said, asked = graph.review.contrast, set(values)
    facet = said.facet if said else ""
    return {
        citation
        for key, citation in zip(held.direct, held.cited_as, strict=True)
        if citation and asked & set(graph.claims[key].facets.get(facet, ()))
    }


def spread(graph: Graph, facet: str, claims: Iterable[str]) -> dict[str, int]:
    """Return how many of these claims have each value of a facet; a value of none is absent."""
    counts: Counter[str] = Counter()
    for key in claims:
        counts.update(set(graph.claims[key].facets.get(facet, ())))
    values = graph.review.framework.facets[facet].values
    return {value: counts[value] for value in values if counts[value]}
