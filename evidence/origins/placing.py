"""Where coded words stand in a text, whatever their program counts: what fits decides.

One program counts UTF-8 bytes, another characters, a third the units of
UTF-16. The words that the program stored tell which; where it stored none,
the edges of words do.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.language import counted


class Counting(StrEnum):
    """What a position counts."""

    CHARACTERS = "characters"
    BYTES = "bytes"
    UTF16 = "units of UTF-16"


@dataclass(frozen=True, slots=True)
class StoredSpan:
    """Words of a text as a program stored them: from where to where, and what they are."""

    text: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a span stands in its text, in characters.

    Shape: `note` says what is otherwise than the file says, "" if nothing is;
           `start` is -1 where the words were not found, and `note` says why.
    """

    start: int
    end: int
    note: str = ""

    @property
    def found(self) -> bool:
        """Return whether the words stand in the text."""
        return self.start >= 0


@dataclass(frozen=True, slots=True)
class Placing:
    """What came of placing all spans of a file.

    Shape: `placed` in the order of the spans; `right` are those that stand
           where the file says, counted as `counting`.
    """

    counting: Counting
    right: int
    placed: tuple[Placed, ...]

    def remark(self, what: str) -> str:
        """Return how positions are counted, and how many of `what` have their words there."""
        of = counted(len(self.placed), what)
        return f"positions count {self.counting}: right for {self.right} of {of}"


class Units:
    """A text whose characters can be found by units of a counting."""

    __slots__ = ("_ends", "_extra", "_starts", "length")

    def __init__(self, text: str, counting: Counting) -> None:
        self.length = len(text)
        # of each character that is more than one unit: where it starts and ends, and how much
        # more the text is up to there
        self._starts, self._ends, self._extra = array("Q"), array("Q"), array("Q", [0])
        wide = _WIDE.get(counting)
        for found in wide.finditer(text) if wide else ():
            width = _bytes_of(found[0]) if counting is Counting.BYTES else 2
            start = found.start() + self._extra[-1]
            self._starts.append(start)
            self._ends.append(start + width)
            self._extra.append(self._extra[-1] + width - 1)

    def character(self, position: int) -> int | None:
        """Return the number of the character that begins at a position, None if none does."""
        if position < 0:
            return None
        before = bisect_right(self._ends, position)
        if before < len(self._starts) and self._starts[before] < position:
            return None
        found = position - self._extra[before]
        return found if found <= self.length else None


def _bytes_of(sign: str) -> int:
    return 2 if sign < "\u0800" else 3 if sign < "\U00010000" else 4


_WIDE = {
    Counting.BYTES: re.compile("[^\\x00-\\x7f]"),
    Counting.UTF16: re.compile("[\U00010000-\U0010ffff]"),
}


def place(contents: Mapping[str, str], spans: Sequence[StoredSpan], *usual: Counting) -> Placing:
    """Return where spans stand, by the counting under which most of them have their words.

    Shape: `usual` are the countings to be tried, that of the program first: it
           is taken where several are as right.
    """
    tried = usual or tuple(Counting)
    units = {
        (key, counting): Units(text, counting)
        for key, text in contents.items()
        for counting in tried
    }

    def fit(span: StoredSpan, counting: Counting) -> tuple[int, int] | None:
        text = contents.get(span.text, "")
        if span.text not in contents:
            return None
        start = units[span.text, counting].character(span.start)
        end = units[span.text, counting].character(span.end)
        if start is None or end is None or text[start:end] != span.words or start >= end:
            return None
        return start, end

    right = {c: [fit(span, c) for span in spans] for c in tried}
    best = max(tried, key=lambda c: sum(found is not None for found in right[c]))
    placed = []
    for number, span in enumerate(spans):
        found = right[best][number]
        if found is not None:
            placed.append(Placed(*found))
        else:
            others = ((c, right[c][number]) for c in tried if c is not best)
            other = next(((c, f) for c, f in others if f is not None), None)
            if other is not None:
                placed.append(Placed(*other[1], f"its position counts {other[0]}, not {best}"))
            else:
                placed.append(_searched(contents.get(span.text), span))
    return Placing(best, sum(found is not None for found in right[best]), tuple(placed))


def _searched(text: str | None, span: StoredSpan) -> Placed:
    """Return where the words of a span stand nearest to where they should."""
    nowhere = f"its words do not stand where the file says ({span.start}–{span.end})"
    if text is None or not span.words.strip():
        why = "the file does not hold its text" if text is None else "it holds no words"
        return Placed(-1, -1, why)
    places = [found.start() for found in re.finditer(re.escape(span.words), text)]
    if not places:
        return Placed(-1, -1, f"{nowhere}, nor anywhere in the text")
    start = min(places, key=lambda place: abs(place - span.start))
    several = f", the nearest of {len(places)} places" if len(places) > 1 else ""
    return Placed(start, start + len(span.words), f"{nowhere}: found at {start}{several}")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    r"""Return a stretch of a text without the blanks at its edges.

    >>> trimmed(" a line\n", 0, 8)
    (1, 7)
    """
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def at_edge(text: str, position: int) -> bool:
    """Return whether no word of a text goes on over a position.

    >>> [at_edge("two words", position) for position in (0, 2, 3, 4, 9, 10)]
    [True, False, True, True, True, False]
    """
    if position in (0, len(text)):
        return True
    if not 0 < position < len(text):
        return False
    return not (text[position - 1].isalnum() and text[position].isalnum())


class Paragraphs:
    """The paragraphs of a text: its blocks between blank lines, its lines where it has none."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        blocks = list(_BLOCK.finditer(text))
        go_on = sum(found[0][0].islower() for found in blocks)
        starts: Iterable[int] = (found.start() for found in blocks)
        if len(blocks) == 1:
            starts = (found.start() for found in _LINE.finditer(text))
        # blocks that go on within a sentence are no paragraphs: pages, or columns
        self._starts = [] if go_on * 20 > len(blocks) > 1 else list(starts)

    def at(self, position: int) -> Mapping[str, str]:
        """Return the term of a locator for a position, empty where paragraphs are not told."""
        number = bisect_right(self._starts, position)
        return {"paragraph": str(number)} if number else {}


# as `texts` finds them in a plain text, so that a quote is looked for in the paragraph named here
_BLOCK = re.compile(r"\S(?:.|\n(?![ \t\f]*\n))*")
_LINE = re.compile(r"\S.*")
