"""Broken: the items that a reader reported, and may not have read whole.

What such an item lacks, or that something names it, is not told again: one
mistake, one message.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from evidence.diagnostics import Diagnostic, Place, Severity
from evidence.graph import Graph
from evidence.model import Claim, Element, Finding, Question


def broken_items(graph: Graph, found: Sequence[Diagnostic]) -> frozenset[str]:
    """Return the ids of items that an error speaks of, or stands in."""
    errors = [one for one in found if one.severity is Severity.ERROR]
    named = {one.item for one in errors if one.item}
    places = [one.place for one in errors if not one.item and one.place]
    return frozenset(named.union(_standing_at(graph, places)))


def _standing_at(graph: Graph, places: Sequence[Place]) -> Iterable[str]:
    """Yield the id of the item that each place lies in: the last to begin before it."""
    if not places:
        return
    review = graph.review
    items: tuple[Claim | Finding | Element | Question, ...] = (
        *review.claims,
        *review.findings,
        *review.framework.elements,
        *review.questions,
    )
    starts = sorted((item.where.at(), item.id) for item in items)
    for place in places:
        index = bisect_right(starts, place, key=lambda start: start[0])
        if index and starts[index - 1][0].file == place.file:
            yield starts[index - 1][1]
