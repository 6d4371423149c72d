"""The words around a passage, for private reading beside the text."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model.lock import TextPlace
from evidence.quotes.search import whole_words

_WORDS = 60


@dataclass(frozen=True, slots=True)
class Context:
    """A passage as it is printed, with the words before and after it."""

    before: str
    passage: str
    after: str


def context(text: str, spot: TextPlace, words: int = _WORDS) -> Context:
    """Return a passage with so many words before and after it, on one line each.

    Shape: "" on a side where the text begins or ends.
    """
    reach = words * 12
    before = whole_words(text, max(0, spot.start - reach), spot.start).split()
    after = whole_words(text, spot.end, min(len(text), spot.end + reach)).split()
    return Context(
        " ".join(before[-words:]),
        whole_words(text, spot.start, spot.end),
        " ".join(after[:words]),
    )
