"""A quote in a text, whatever blanks and hyphens either has at the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

_HYPHENS = "-\u00ad\u2010\u2011"


def place_of(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote begins and ends in a text, None if it is not there, or twice."""
    placed = list(_letters(text))
    found = _found(placed, quote)
    return None if found is None else (placed[found[0]][1], placed[found[1] - 1][1] + 1)


def with_blanks_of(text: str, quote: str) -> str | None:
    r"""Return a quote with the blanks that a text has, None if it is not there, or twice.

    For words that ran together where a line of a PDF ends. No letter is changed:
    that a word was cut at a line's end is left as the quote has it.

    >>> with_blanks_of("We implemented\na dynamic com-\npiler.", "implementeda dynamic com-piler")
    'implemented a dynamic com-piler'
    """
    placed = list(_letters(text))
    found = _found(placed, quote)
    if found is None:
        return None
    places = iter([place for _, place in placed[found[0] : found[1]]])
    mended = ""
    before: int | None = None
    for sign in quote:
        for _ in _letters(sign):
            here = next(places)
            between = "" if before is None else text[before + 1 : here]
            if any(map(str.isspace, between)) and not {between[0], mended[-1]} & {*_HYPHENS}:
                mended += " "
            before = here
        mended += "" if sign.isspace() else sign
    return mended


def _found(placed: list[tuple[str, int]], quote: str) -> tuple[int, int] | None:
    letters = "".join(letter for letter, _ in placed)
    wanted = "".join(letter for letter, _ in _letters(quote))
    start = letters.find(wanted) if wanted else -1
    if start < 0 or letters.find(wanted, start + 1) >= 0:
        return None
    return start, start + len(wanted)


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Yield each letter in its plain form, and where it stands; blanks and hyphens left out."""
    for place, sign in enumerate(text):
        if not sign.isspace() and sign not in _HYPHENS:
            for letter in normalize("NFKC", sign):
                yield letter, place
