"""Lines in Arabic, Hebrew and their kin, put into reading order by where each sign stands.

PDF files hold such lines in the order in which they are read, in the order in
which they are seen, or word by word in either. Where the signs stand is the
same in all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_GAP = 0.145  # of the height of a sign: a wider gap parts two words
_SEAM = 0.04  # of it: a wider one parts two signs between which the file has a blank
_BRACKETS = re.compile(r"[()\[\]{}«»]")
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
_ALEFS = frozenset("\u0622\u0623\u0625\u0627\u0671")
_LAM = "\u0644"
_AT_FIGURES = frozenset("%‰$€£°+\u2212")
_WITHIN_FIGURES = frozenset(".,:/-\u066b\u066c")


@dataclass(frozen=True, slots=True)
class PlacedSign:
    """A sign of a line, and the stretch of the line that it takes.

    Shape: `run` counts the stretches between the blanks of the file, whose own
           places say nothing; `at` is its place in the file's order.
    Units: points, from the left edge of the page.
    """

    sign: str
    left: float
    right: float
    run: int = 0
    at: int = -1

    @property
    def middle(self) -> float:
        """Return the middle of the stretch."""
        return (self.left + self.right) / 2


def is_leftward(sign: str) -> bool:
    """Return whether a character is read from right to left."""
    return unicodedata.bidirectional(sign) in ("R", "AL")


def reading_order(
    signs: Sequence[PlacedSign], height: float, *, mirrored: bool | None = None
) -> str:
    """Return the signs of a line as they are read, with one space between words.

    Shape: `mirrored` says that brackets stand as they look and not as they are
           read; None where the line itself has to tell.

    >>> reading_order([PlacedSign("ב", 0, 4), PlacedSign("א", 4, 8)], 10)
    'אב'
    """
    return "".join(said for said, _ in placed_order(signs, height, mirrored=mirrored))


def placed_order(
    signs: Sequence[PlacedSign], height: float, *, mirrored: bool | None = None
) -> list[tuple[str, int]]:
    """Return what `reading_order` returns piece by piece, each with `at` of its sign.

    Shape: a piece of several signs (a letter and its accents) has the place of the
           first, a blank -1.
    """
    bases = _with_their_marks(signs)
    strong = [base for base, _ in bases if base.sign.isalpha()]
    leftward = 2 * sum(is_leftward(base.sign) for base in strong) >= len(strong)
    bases.sort(key=lambda group: group[0].middle, reverse=leftward)
    bases = _ligatures(bases)
    turned = _turned(bases, leftward=leftward)
    told: list[tuple[str, int]] = []
    before: PlacedSign | None = None
    for base, said in turned:
        if before is not None:
            apart = max(base.left - before.right, before.left - base.right)
            if apart > (_GAP if base.run == before.run else _SEAM) * height:
                told.append((" ", -1))
        told.append((said, base.at))
        before = base
    line = "".join(said for said, _ in told)
    if leftward and (_is_mirrored(line) if mirrored is None else mirrored):
        told = [(said.translate(_MIRRORED), at) for said, at in told]
    return told


_Group = tuple[PlacedSign, str]


def _with_their_marks(signs: Sequence[PlacedSign]) -> list[_Group]:
    """Return the signs that take room, each with the accents that stand at it."""
    bases: list[PlacedSign] = []
    said: list[str] = []
    loose: list[PlacedSign] = []
    for sign in signs:
        if sign.sign.isspace():
            continue
        if not _is_mark(sign):
            bases.append(sign)
            said.append(sign.sign)
        elif bases and (bases[-1].left, bases[-1].right) == (sign.left, sign.right):
            # one shape that shows several signs
            said[-1] += sign.sign
        else:
            loose.append(sign)
    for mark in loose if bases else ():
        nearest = min(range(len(bases)), key=lambda at: abs(bases[at].middle - mark.middle))
        said[nearest] += mark.sign
    return list(zip(bases, said, strict=True))


def _is_mark(sign: PlacedSign) -> bool:
    return unicodedata.category(sign.sign[0]) in ("Mn", "Cf")


def _ligatures(groups: list[_Group]) -> list[_Group]:
    """Return the groups with the two letters that one sign shows in their order."""
    told = list(groups)
    for at in range(len(told) - 1):
        one, other = told[at][0], told[at + 1][0]
        if one.sign in _ALEFS and other.sign == _LAM and one.left == other.left:
            told[at], told[at + 1] = told[at + 1], told[at]
    return told


def _turned(groups: list[_Group], *, leftward: bool) -> list[_Group]:
    """Return the groups with the runs turned that are read against the line."""
    told: list[_Group] = []
    run: list[_Group] = []
    waiting: list[_Group] = []
    for at, group in enumerate(groups):
        beside = [other[0].sign for other in groups[max(0, at - 1) : at + 2]]
        joins = group[0].sign in _AT_FIGURES and any(map(str.isdecimal, beside))
        if (leftward and joins) or _goes_against(group[0].sign, leftward=leftward):
            run += [*waiting, group] if run else [group]
            waiting = []
        elif run and (not leftward or group[0].sign in _WITHIN_FIGURES):
            waiting.append(group)
            if group[0].sign.isalnum():
                told += [*run[::-1], *waiting]
                run, waiting = [], []
        else:
            told += [*run[::-1], *waiting, group]
            run, waiting = [], []
    return [*told, *run[::-1], *waiting]


def _goes_against(sign: str, *, leftward: bool) -> bool:
    if leftward:
        return sign.isalnum() and not is_leftward(sign)
    return is_leftward(sign)


def brackets_are_mirrored(lines: Iterable[str]) -> bool:
    """Return whether brackets close before they open, in lines that follow each other.

    >>> brackets_are_mirrored(["3) a", "b(", ")c("]), brackets_are_mirrored(["a (b", "c) d"])
    (True, False)
    """
    told = "".join("".join(_BRACKETS.findall(line)) for line in lines)
    opened = [sign in "([{«" for sign in told]
    pairs = [one - other for one, other in pairwise(opened)]
    # each pair that opens and closes, against each that closes and opens
    sure = sum(pairs)
    return sure < 0 or (not sure and bool(opened) and not opened[0])


def _is_mirrored(line: str) -> bool:
    return brackets_are_mirrored([line])
