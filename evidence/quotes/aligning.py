"""Lays the words of a quote beside the words of a stretch of text.

Every word of the quote must be accounted for; words of the text before and
after are free. What comes out are steps; whether a step alters the quote is
for `judging` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence.quotes.word_classes import TELLING, TextWord

_DROP = 11  # a word of the quote that the text has not
_EXTRA = 10  # a word of the text that the quote has not
_SWAP = 15  # two words that have nothing in common
# `no` for `one`: less than a drop, so that it is not taken for a word too many at an edge
_TELLING_SWAP = 10
_MILLION = 6  # digits: a figure of more is written in three groups
_NEVER = 1_000_000
_NEAR = 7  # words to either side of where a word is expected
_MOST = 400_000  # cells: beyond that a quote is laid out by its pieces


@dataclass(frozen=True, slots=True)
class AlignedWords:
    """Words of the quote beside words of the text; either side may be empty."""

    quoted: tuple[TextWord, ...]
    printed: tuple[TextWord, ...]


def align(
    quoted: Sequence[TextWord],
    printed: Sequence[TextWord],
    likeness: Callable[[str, str], float],
    offset: int | None = None,
) -> list[AlignedWords]:
    """Return the cheapest way to lay a quote beside a text, first word to last.

    Shape: `likeness` gives 0 to 1 for two keys. With `offset`, the number of
           the printed word that the first word of the quote is known to be
           near, only ways close to it are tried.
    """
    rows, columns = len(quoted), len(printed)
    if not rows or not columns or rows * columns > _MOST:
        return [AlignedWords((word,), ()) for word in quoted]
    ours = [word.key for word in quoted]
    theirs = [word.key for word in printed]
    swap = _SwapCosts(ours, theirs, likeness)
    cost = [[0] * (columns + 1)]
    cost += [[_NEVER] * (columns + 1) for _ in range(rows)]
    move = [bytearray(columns + 1) for _ in range(rows + 1)]
    for row in range(1, rows + 1):
        above, here, moves = cost[row - 1], cost[row], move[row]
        here[0] = above[0] + _DROP
        moves[0] = _QUOTED
        own = ours[row - 1]
        pair = own if row == 1 else ours[row - 2] + own
        triple = "".join(ours[max(0, row - 3) : row])
        millions = own.isdecimal() and len(own) > _MILLION
        for column in _columns(row, columns, offset):
            other = theirs[column - 1]
            if own == other:
                best, way = above[column - 1], _BOTH
            else:
                best, way = above[column - 1] + swap[own, other], _BOTH
            if above[column] + _DROP < best:
                best, way = above[column] + _DROP, _QUOTED
            if here[column - 1] + _EXTRA < best:
                best, way = here[column - 1] + _EXTRA, _PRINTED
            if row > 1 and pair == other and cost[row - 2][column - 1] + 1 < best:
                best, way = cost[row - 2][column - 1] + 1, _TWO_ONE
            if column > 1 and own == theirs[column - 2] + other and above[column - 2] + 1 < best:
                best, way = above[column - 2] + 1, _ONE_TWO
            if millions or other == triple:
                best, way = min((best, way), _in_threes(cost, row, column, ours, theirs))
            here[column] = best
            moves[column] = way
    return _trace(quoted, printed, cost, move)


def _columns(row: int, columns: int, offset: int | None) -> range:
    """Return the words of the text that a word of the quote is laid beside."""
    if offset is None:
        return range(1, columns + 1)
    return range(max(1, row + offset - _NEAR), min(columns + 1, row + offset + _NEAR))


def _in_threes(
    cost: Sequence[Sequence[int]], row: int, column: int, ours: Sequence[str], theirs: Sequence[str]
) -> tuple[int, int]:
    """Return what it costs that a figure of one side is three groups of the other, and the move."""
    if column > 2 and ours[row - 1] == "".join(theirs[column - 3 : column]):
        return cost[row - 1][column - 3] + 1, _ONE_THREE
    if row > 2 and theirs[column - 1] == "".join(ours[row - 3 : row]):
        return cost[row - 3][column - 1] + 1, _THREE_ONE
    return _NEVER, _BOTH


_BOTH, _QUOTED, _PRINTED, _TWO_ONE, _ONE_TWO, _THREE_ONE, _ONE_THREE = range(7)
_BACK = {
    _BOTH: (1, 1),
    _QUOTED: (1, 0),
    _PRINTED: (0, 1),
    _TWO_ONE: (2, 1),
    _ONE_TWO: (1, 2),
    _THREE_ONE: (3, 1),
    _ONE_THREE: (1, 3),
}


def _trace(
    quoted: Sequence[TextWord],
    printed: Sequence[TextWord],
    cost: Sequence[Sequence[int]],
    move: Sequence[bytearray],
) -> list[AlignedWords]:
    row = len(quoted)
    # among equals the first end, so that free words after the quote stay out
    column = min(range(len(printed) + 1), key=lambda at: (cost[row][at], at))
    steps: list[AlignedWords] = []
    while row:
        up, left = _BACK[move[row][column]]
        steps.append(
            AlignedWords(tuple(quoted[row - up : row]), tuple(printed[column - left : column]))
        )
        row, column = row - up, column - left
    return steps[::-1]


class _SwapCosts(dict[tuple[str, str], int]):
    """What it costs to take one word for another, worked out when it is asked for."""

    def __init__(
        self,
        ours: Sequence[str],
        theirs: Sequence[str],
        likeness: Callable[[str, str], float],
    ) -> None:
        super().__init__()
        self.both = frozenset(ours) & frozenset(theirs)
        self.likeness = likeness

    def __missing__(self, pair: tuple[str, str]) -> int:
        self[pair] = cost = self._cost(*pair)
        return cost

    def _cost(self, own: str, other: str) -> int:
        # two words that both sides have are taken for no other one
        if own in self.both and other in self.both:
            return _SWAP
        if own in TELLING and other in TELLING:
            return _TELLING_SWAP
        # most pairs have nothing in common, and need no closer look
        if own[0] != other[0] and own[-1] != other[-1] and own[1:-1] != other[1:-1]:
            return _SWAP
        if abs(len(own) - len(other)) * 2 > max(len(own), len(other)):
            return _SWAP
        alike = self.likeness(own, other)
        return 2 + round((1 - alike) * 12) if alike >= 0.5 else _SWAP
