"""How much room words take, and where to break them, without a font at hand.

The widths are those of a wide sans serif (DejaVu, Verdana), so that a box
holds its label whatever font the reader's system has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

ELLIPSIS = "…"
_WORD = re.compile(r"(?:\S|\u00a0)+")
_NARROW = frozenset("fijlrtI.,:;'|!()[]-·’‘ ")
_WIDE = frozenset("mwMW@%—…")


def width(text: str, size: float) -> float:
    """Return how wide a line of text is at most.

    Units: those of `size`, the size of the font.
    """
    return size * sum(map(_em, text))


def widest(lines: Sequence[str], size: float) -> float:
    """Return the width of the longest of some lines, 0 if there are none."""
    return max((width(line, size) for line in lines), default=0.0)


def wrap(text: str, size: float, limit: float, most: int = 4) -> tuple[str, ...]:
    """Return the text in as few lines as fit the limit, of lengths as even as they can be.

    A space that does not break stays; a word that is too long is broken; what
    exceeds `most` lines ends in an ellipsis.

    >>> wrap("Use of social networks", 10, 120)
    ('Use of social', 'networks')
    >>> wrap("one two three four", 10, 30, most=2)
    ('one', 'two…')
    """
    lines = _fill(text, size, limit)
    floor = widest(_words(text), size)
    while (longest := widest(lines, size)) > floor and floor <= limit:
        tighter = _fill(text, size, max(floor, longest - 0.01 * size))
        if len(tighter) > len(lines):
            break
        lines = tighter
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + ELLIPSIS]
    return tuple(lines)


def _fill(text: str, size: float, limit: float) -> list[str]:
    lines = [""]
    for whole in _words(text):
        for word in _pieces(whole, size, limit):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and width(longer, size) > limit:
                lines.append(word)
            else:
                lines[-1] = longer
    return lines


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _pieces(word: str, size: float, limit: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size) > limit:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.4
    if character in _WIDE:
        return 1.0
    if combining(character):
        return 0.0
    if east_asian_width(character) in "WF":
        return 1.0
    return 0.74 if character.isupper() else 0.62
