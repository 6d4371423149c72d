"""Raised and lowered signs that a page holds after its lines, put back where they stand.

A browser paints what a style sheet positions after all the rest: the marks and
the powers of a whole page then come at its end, and its lines lack them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+")
_TOKEN = re.compile(r"\S+")
_SIGNS = (
    r"(?:[-\u2010-\u2015\u2212+]?\d{1,3}(?:[,;]\d{1,3}|[-\u2010-\u2015\u2212]\d{1,3})*"
    # a minus alone is that of a power that a line end parts
    r"[-\u2010-\u2015\u2212+]?|[-\u2010-\u2015\u2212+]|[a-z](?:,[a-z])*|st|nd|rd|th"
    r"|[*\u2020\u2021\u00a7\u00b6\u2016]+)"
)
APART = re.compile(rf"[ \t]*{_SIGNS}(?:[ \t]+{_SIGNS})*[ \t]*")
_SMALLER = 0.9  # of the height of a line: what is raised or lowered is set smaller
_CLOSE = 1.2  # of that height: how far it stands from its neighbour, in lines set to one width
_COLUMN = 3  # lines that begin at the same distance from the edge
_SPACE = 0.15  # of that height: a narrower gap is none

BLANK = -1
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class _PlacedLine:
    start: int
    end: int
    bottom: float
    top: float
    left: float
    right: float


def in_place(raw: str, box: Callable[[int], Box]) -> list[int] | None:
    """Return the places of the signs of a page in the order in which they are read.

    Shape: None where every sign stands in its line already; `BLANK` for a
           blank that has no place. `box` tells where the sign at a place stands.
    """
    lines = [match.span() for match in _LINE.finditer(raw)]
    first = len(lines)
    while first and APART.fullmatch(raw, *lines[first - 1]):
        first -= 1
    apart = lines[first:]
    if not apart or not first:
        return None
    others = list(_placed(raw, lines[:first], box))
    if not others:
        return None
    after: dict[int, list[int]] = {}
    gone: set[int] = set()
    for line in apart:
        for token in _TOKEN.finditer(raw, *line):
            host = _host(raw, token.span(), others, box)
            if host is not None:
                after.setdefault(host.place, []).extend(host.signs)
                gone.update(range(*token.span()), host.filled)
        if gone.issuperset(at for at in range(*line) if not raw[at].isspace()):
            gone.update(range(line[0], line[1] + len(raw[line[1] : line[1] + 2].rstrip(" \t"))))
    return _ordered(len(raw), after, gone) if after else None


def _ordered(length: int, after: Mapping[int, Sequence[int]], gone: Container[int]) -> list[int]:
    order = list(after.get(-1, ()))
    for at in range(length):
        if at not in gone:
            order.append(at)
        order += after.get(at, ())
    return order


@dataclass(frozen=True, slots=True)
class _Host:
    """What a token follows, its signs with the blanks beside them, and the blanks it fills."""

    place: int
    signs: Sequence[int]
    filled: range


def _placed(
    raw: str, lines: Sequence[tuple[int, int]], box: Callable[[int], Box]
) -> Iterator[_PlacedLine]:
    for start, end in lines:
        said = raw[start:end]
        if said.strip():
            first = start + len(said) - len(said.lstrip())
            last = start + len(said.rstrip()) - 1
            left, bottom, _, top = box(first)
            _, foot, right, head = box(last)
            yield _PlacedLine(first, last + 1, min(bottom, foot), max(top, head), left, right)


def _host(
    raw: str, token: tuple[int, int], lines: Sequence[_PlacedLine], box: Callable[[int], Box]
) -> _Host | None:
    """Return where a token stands in its line, None where it stands at none."""
    left, bottom, _, top = box(token[0])
    right = box(token[1] - 1)[2]
    middle = (bottom + top) / 2
    begins = sum(abs(line.left - left) < 1 for line in lines) >= _COLUMN
    for line in sorted(lines, key=lambda one: abs((one.bottom + one.top) / 2 - middle)):
        height = line.top - line.bottom
        if not line.bottom < middle < line.top:
            return None
        reach = _CLOSE * height
        if not line.left - reach < right < line.right + 2 * reach:
            continue
        if top - bottom >= _SMALLER * height:
            continue
        signs = [at for at in range(line.start, line.end) if not raw[at].isspace()]
        before = [at for at in signs if box(at)[2] <= left + 0.2 * height]
        if begins and before:
            continue  # the end of a line of the column beside it
        place = before[-1] if before else line.start - 1
        following = next((at for at in signs if at > place), line.end)
        gap = box(following)[0] - right if following < line.end else height
        if abs(gap) > reach and not (before and left - box(place)[2] < reach):
            continue
        told = list(range(*token))
        if before and left - box(place)[2] > _SPACE * height:
            told.insert(0, BLANK)
        if gap <= _SPACE * height:
            return _Host(place, told, range(place + 1, following))
        return _Host(place, told if before else [*told, BLANK], range(0))
    return None
