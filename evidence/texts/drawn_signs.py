"""Signs that a PDF draws with several shapes: letters with accents, syllables with vowels.

A shape stands where it is drawn, whatever the order in which it is told; what
stands over a letter belongs to it, and what tells a syllable again says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain

# accents that old fonts set as signs of their own, and what joins a letter
_ACCENTS = {
    "\u00b4": "\u0301", "\u0060": "\u0300", "\u02c6": "\u0302", "\u02dc": "\u0303",
    "\u00a8": "\u0308", "\u02c7": "\u030c", "\u02d8": "\u0306", "\u02d9": "\u0307",
    "\u02da": "\u030a", "\u00b8": "\u0327", "\u00af": "\u0304", "\u02dd": "\u030b",
    "\u02db": "\u0328",
}  # fmt: skip
ACCENT = re.compile("[" + "".join(_ACCENTS) + "]")
# scripts whose syllables are drawn with several shapes, of South and South-East Asia
SYLLABLES = re.compile("[\u0900-\u109f\u1780-\u17ff]")
_FEW_SHAPES = 6  # within which a syllable is told again

# where a sign stands: left, bottom, right, top
Box = Callable[[int], tuple[float, float, float, float]]


def joined_accents(raw: str, box: Box, start: int, end: int) -> dict[int, str]:
    """Return what stands instead of the signs of a line, by their places: accents joined.

    PDFium may give an accent words away from the letter that it stands over.
    """
    told: dict[int, str] = {}
    for at in range(start, end):
        letter = _under(raw, box, at, start, end) if raw[at] in _ACCENTS else -1
        if letter < 0:
            continue
        base = told.get(letter, raw[letter])
        base = {"\u0131": "i", "\u0237": "j"}.get(base, base)
        told[letter] = unicodedata.normalize("NFC", base + _ACCENTS[raw[at]])
        told[at] = ""
        # with the blank that was set for it alone
        alone = letter not in (at - 1, at + 1) and raw[at - 1 : at] in (" ", "\n", "")
        if raw[at + 1 : at + 2] == " " and (alone or letter == at + 2):
            told[at + 1] = ""
    return told


def _under(raw: str, box: Box, accent: int, start: int, end: int) -> int:
    """Return the letter of a line that an accent stands over, -1 if it stands over none."""
    near = (accent + 1, accent + 2, accent - 1)
    tried = [at for at in near if start <= at < end and "\n" not in raw[accent:at]]
    for at in chain(tried, range(start, end)):
        if _stands_over(raw, box, accent, at):
            return at
    return -1


def _stands_over(raw: str, box: Box, accent: int, letter: int) -> bool:
    """Return whether the middle of an accent lies within the width of a letter."""
    left, _, right, _ = box(accent)
    first, _, last, _ = box(letter)
    return raw[letter].isalpha() and first < (left + right) / 2 < last


def told_twice(raw: str, box: Box, start: int, end: int) -> dict[int, str]:
    """Return the signs of a line that are told twice, each as nothing.

    PDFium tells all letters of a syllable at each of the shapes that it is
    drawn with: another shape close to one that told them says no more. A
    syllable that is written twice has the same shape twice.
    """
    shapes: list[tuple[str, float, float, float]] = []
    gone: dict[int, str] = {}
    for first, last in _shapes(box, start, end):
        said = raw[first:last]
        left, bottom, _, top = box(first)
        if len(said) > 1 and any(
            said == known and abs(left - one) < 2 * max(high - low, top - bottom)
            and (abs(bottom - low) > 1 or abs(top - high) > 1)
            for known, one, low, high in shapes[-_FEW_SHAPES:]
        ):  # fmt: skip
            gone.update(dict.fromkeys(range(first, last), ""))
        else:
            shapes.append((said, left, bottom, top))
    return gone


def _shapes(box: Box, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that one shape stands for: PDFium parts its box evenly."""
    first = start
    before: tuple[float, float, float, float] | None = None
    for at in range(start, end):
        here = box(at)
        joined = before is not None and (
            abs(here[0] - before[2]) < 0.01
            and (here[1], here[3]) == (before[1], before[3])
            and abs((here[2] - here[0]) - (before[2] - before[0])) < 0.01
        )
        if not joined and at > first:
            yield first, at
            first = at
        before = here
    if end > first:
        yield first, end
