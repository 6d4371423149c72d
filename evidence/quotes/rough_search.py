"""Where in a text most short runs of a quote's letters lie together.

Works on keys. No index is built: a few looks for a few runs cost less than
one, since only a quote that stands nowhere word for word comes here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MOST_SEEDS = 48
_MOST_HITS = 30  # of one seed
_TRIED = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the key of a text where seeds of a quote lie.

    Shape: `share` of the seeds that stand in the text at all; `place` and
           `offset` are where one of them stands in the text and in the quote.
    """

    start: int
    end: int
    share: float
    place: int
    offset: int


def stretches(text: str, key: str) -> list[Stretch]:
    """Return the stretches where most seeds of a quote lie together, best first."""
    for size in (12, 8, 5):
        if len(key) >= size * 2 or size == 5:
            best = _densest(_seeds(text, key, size), len(key), len(text))
            if best:
                return best
    return []


def _seeds(text: str, key: str, size: int) -> list[tuple[int, int]]:
    """Return where runs of letters of the key stand: pairs of a place in text and key."""
    last = max(0, len(key) - size)
    step = max(1, size // 2, last // _MOST_SEEDS)
    hits = []
    for offset in (*range(0, last, step), last):
        seed = key[offset : offset + size]
        at = text.find(seed)
        count = 0
        while at >= 0 and count < _MOST_HITS:
            hits.append((at, offset))
            count += 1
            at = text.find(seed, at + 1)
    return sorted(hits)


def _densest(hits: Sequence[tuple[int, int]], length: int, limit: int) -> list[Stretch]:
    whole = len({offset for _, offset in hits}) or 1
    reach = length + length // 2 + 200
    ranked = []
    low = 0
    counts: dict[int, int] = {}
    for high, (at, offset) in enumerate(hits):
        counts[offset] = counts.get(offset, 0) + 1
        while at - hits[low][0] > reach:
            gone = hits[low][1]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            low += 1
        ranked.append((-len(counts), at - hits[low][0], low, high))
    ranked.sort()
    chosen: list[Stretch] = []
    for count, _, low, high in ranked:
        first, last = hits[low], hits[high]
        start = max(0, first[0] - first[1] - 25)
        end = min(limit, last[0] + length - last[1] + 40)
        if all(end <= other.start or start >= other.end for other in chosen):
            place, offset = hits[(low + high) // 2]
            chosen.append(Stretch(start, end, -count / whole, place, offset))
        if len(chosen) == _TRIED:
            break
    return chosen
