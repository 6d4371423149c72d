"""How alike two strings are, letter by letter. The one room of rapidfuzz."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


def likeness(one: str, other: str) -> float:
    """Return 1 for equal strings, 0 for strings without a letter in common place."""
    most = max(len(one), len(other))
    return 1 - _distance()(one, other) / most if most else 1.0


def distance(one: str, other: str) -> int:
    """Return how many letters must be changed, added or dropped."""
    return _distance()(one, other)


@cache
def _distance() -> Callable[[str, str], int]:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - an extra

    return Levenshtein.distance


def nearest_stretch(key: str, text: str) -> tuple[int, int, float]:
    """Return the stretch of a text that is most like a key, and how alike they are.

    Units: the likeness is 0 to 1. A key longer than the text has no stretch.
    """
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - an extra

    if not key or len(key) > len(text):
        # rapidfuzz would silently look for the text in the key
        return 0, 0, 0.0
    found = partial_ratio_alignment(key, text)
    if found is None:
        return 0, 0, 0.0
    return found.dest_start, found.dest_end, found.score / 100
