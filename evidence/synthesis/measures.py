"""Measures: figures that may be compared, and those that may not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import Claim, Facet, Measure


@dataclass(frozen=True, slots=True)
class Comparable:
    """Claims whose measures are of the same thing, base, unit, population and year."""

    claims: tuple[str, ...]
    agree: bool


def measured(graph: Graph) -> tuple[Claim, ...]:
    """Return the claims that carry a figure, in the order of the files."""
    return tuple(claim for claim in graph.claims.values() if claim.measure)


def comparable(graph: Graph) -> tuple[Comparable, ...]:
    """Return the groups of two or more claims that measure the very same thing.

    The same thing: words for `of` and `base` that are equal but for case and
    space, one unit, one nature, one year, the same population, and the same
    values of the facets that every claim must give.
    """
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in measured(graph):
        if claim.measure:
            groups.setdefault(_key(graph, claim, claim.measure), []).append(claim)
    return tuple(
        Comparable(tuple(claim.id for claim in group), agree(group))
        for group in groups.values()
        if len(group) > 1
    )


def interval(measure: Measure) -> tuple[float, float, bool, bool]:
    """Return low, high and whether each end is open; `about` is read as ten per cent either way.

    The ten per cent only decides whether two figures are said to disagree.
    """
    if measure.value is not None:
        return measure.value, measure.value, False, False
    if measure.about is not None:
        slack = abs(measure.about) * 0.1
        return measure.about - slack, measure.about + slack, False, False
    bounds = measure.bounds
    if bounds is None:
        return float("-inf"), float("inf"), True, True
    low = bounds.above if bounds.above is not None else bounds.from_
    high = bounds.below if bounds.below is not None else bounds.up_to
    return (
        float("-inf") if low is None else low,
        float("inf") if high is None else high,
        bounds.above is not None,
        bounds.below is not None,
    )


def agree(claims: Sequence[Claim]) -> bool:
    """Return whether one figure could be what all these claims say."""
    spans = [interval(claim.measure) for claim in claims if claim.measure]
    low = max(span[0] for span in spans)
    high = min(span[1] for span in spans)
    if low < high:
        return True
    # where they only touch, an end that is open there does not reach the other
    return low == high and not any(
        (start == low and above) or (end == low and below) for start, end, above, below in spans
    )


def parts_gap(measure: Measure) -> float | None:
    """Return the whole minus the sum of the parts, None where there is nothing to add up."""
    whole = measure.total if measure.total is not None else measure.value
    if not measure.parts or whole is None:
        return None
    return round(whole - sum(measure.parts.values()), 9)


def _key(graph: Graph, claim: Claim, measure: Measure) -> tuple[object, ...]:
    default = graph.review.language

    def folded(words: str) -> str:
        return " ".join(words.casefold().split())

    return (
        folded(measure.of.text_in(default)),
        folded(measure.base.text_in(default)),
        folded(measure.unit.first),
        measure.nature,
        folded(measure.year.first),
        _scope(graph.review.framework.facets, claim),
    )


def _scope(facets: Mapping[str, Facet], claim: Claim) -> tuple[tuple[str, ...], ...]:
    """Return of whom and where a claim speaks: its population, and all it must say."""
    asked = (
        key
        for key, facet in facets.items()
        if facet.on == "claims" and (facet.required or key == "population")
    )
    return tuple(tuple(sorted(claim.facets.get(key, ()))) for key in asked)
