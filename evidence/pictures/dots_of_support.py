"""What a conclusion rests on, a dot for each statement, on both sides of a zero line.

To the right a full dot is cited, a half one near a citation, an empty one the
study's own; to the left a triangle speaks against. The rows of a page share
one scale, so that their zero lines and dots stand below each other. The dots are
square: the round signs are those of judgements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from xml.etree import ElementTree as ET

from evidence.pictures.tags import picture, tag, written

STEP, PER_LINE, MOST = 13, 16, 96
_EDGE, _LINE = 3, 14
# from its middle at the right
_SQUARE = "v4h-8v-8h8z"
_HALF = "h4v8h-4z"


@dataclass(frozen=True, slots=True)
class DotsOfSupport:
    """The statements that bear on one conclusion, counted by what they rest on.

    Shape: `title` says the counts in words, for those who do not see the dots.
    """

    title: str
    cited: int
    near: int = 0
    own: int = 0
    against: int = 0


def dots_of_support(rows: Sequence[DotsOfSupport]) -> tuple[str, ...]:
    """Return a picture for each row, all of one width and with the zero line at one place.

    `PER_LINE` dots stand in a line; past `MOST` on a side the rest is a number.
    """
    left = min(max((row.against for row in rows), default=0), PER_LINE)
    right = min(max((row.cited + row.near + row.own for row in rows), default=0), PER_LINE)
    return tuple(written(_row(row, left, right)) for row in rows)


def dot_of(kind: str) -> str:
    """Return one dot as it stands in a line of words that say what it means."""
    drawn = _left(1, STEP) if kind == "against" else _right([kind], 0)
    size = STEP + _EDGE
    return written(
        tag("svg", *drawn, class_="pic dots", aria_hidden="true", width=size, height=_LINE)
    )


def _row(row: DotsOfSupport, left: int, right: int) -> ET.Element:
    zero = _EDGE + left * STEP + (_EDGE if left else 0)
    kinds = [
        kind
        for kind, count in (("cited", row.cited), ("near", row.near), ("own", row.own))
        for _ in range(count)
    ]
    lines = max(ceil(min(count, MOST) / PER_LINE) for count in (len(kinds), row.against, 1))
    more = (row.against > MOST, len(kinds) > MOST)
    height = _LINE * (lines + any(more)) + 2
    ends = zero + _EDGE + right * STEP + _EDGE
    return picture(
        "dots",
        row.title,
        tag("path", class_="zero", d=f"M{zero} 0v{height}"),
        *_right(kinds[:MOST], zero),
        *_left(min(row.against, MOST), zero),
        *_rest(len(kinds) - MOST, zero + _EDGE + 2, height, "start"),
        *_rest(row.against - MOST, zero - _EDGE - 2, height, "end"),
        width=ends,
        height=height,
        viewBox=f"0 0 {ends} {height}",
    )


def _right(kinds: Sequence[str], zero: int) -> Iterator[ET.Element]:
    places = list(_places(len(kinds)))
    for kind in dict.fromkeys(kinds):
        at = [
            (zero + _EDGE + column * STEP + 11, line * _LINE + 8)
            for (column, line), other in zip(places, kinds, strict=True)
            if other == kind
        ]
        yield tag("path", class_=kind, d="".join(f"M{x} {y}{_SQUARE}" for x, y in at))
        if kind == "near":
            halves = "".join(f"M{x - 8} {y - 4}{_HALF}" for x, y in at)
            yield tag("path", class_="half", d=halves)


def _left(count: int, zero: int) -> Iterator[ET.Element]:
    if count:
        way = "".join(
            f"M{zero - _EDGE - column * STEP - 6.5} {line * _LINE + 3}l5 9.5h-10z"
            for column, line in _places(count)
        )
        yield tag("path", class_="against", d=way)


def _places(count: int) -> Iterator[tuple[int, int]]:
    """Yield the column and the line of each dot."""
    for number in range(count):
        yield number % PER_LINE, number // PER_LINE


def _rest(count: int, x: int, height: int, anchor: str) -> Iterator[ET.Element]:
    if count > 0:
        yield tag("text", f"+{count}", x=x, y=height - 4, text_anchor=anchor)
