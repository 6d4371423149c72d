"""Bézier curves: points along them, and what of them lies outside a rectangle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from evidence.report.layout import Point, Rect

# About how far apart the points along a curve are, and those at which a cut is looked for.
STRIDE, CUT_STRIDE = 10.0, 2.0
_MOST_STEPS = 512
_BISECTIONS = 7
Curve = tuple[Point, Point, Point, Point]


def sampled(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return points along Bézier curves that stand end to end, at most a stride apart."""
    way = [points[0]]
    for curve in curves(points):
        steps = _steps(curve, STRIDE)
        way.extend(_at(curve, step / steps) for step in range(1, steps + 1))
    return tuple(way)


def curves(points: Sequence[Point]) -> tuple[Curve, ...]:
    """Return the single curves of a way: one start, then three points for each."""
    return tuple(
        (points[start], points[start + 1], points[start + 2], points[start + 3])
        for start in range(0, len(points) - 1, 3)
    )


def is_straight(curve: Curve) -> bool:
    """Return whether a curve is a straight line, to a tenth of a pixel."""
    start, one, two, end = curve
    length = hypot(end.x - start.x, end.y - start.y) or 1.0
    return all(
        abs((end.x - start.x) * (start.y - p.y) - (start.x - p.x) * (end.y - start.y))
        <= 0.1 * length
        for p in (one, two)
    )


def lengths(way: Sequence[Point]) -> list[float]:
    """Return how far each point of a way is from its start, along the way."""
    found = [0.0]
    for before, after in pairwise(way):
        found.append(found[-1] + hypot(after.x - before.x, after.y - before.y))
    return found


def outside(points: Sequence[Point], rect: Rect) -> tuple[tuple[Curve, ...], ...]:
    """Return what of a way lies outside a rectangle, in pieces that hang together."""
    pieces: list[list[Curve]] = [[]]
    for curve in curves(points):
        for is_outside, part in _cut(curve, rect):
            if is_outside:
                pieces[-1].append(part)
            elif pieces[-1]:
                pieces.append([])
    return tuple(tuple(piece) for piece in pieces if piece)


def holds(rect: Rect, point: Point) -> bool:
    """Return whether a point is in a rectangle, its border included."""
    return rect.x <= point.x <= rect.x + rect.width and rect.y <= point.y <= rect.y + rect.height


def _cut(curve: Curve, rect: Rect) -> Iterator[tuple[bool, Curve]]:
    """Return the parts of a curve between its crossings with the border of a rectangle."""
    steps = _steps(curve, CUT_STRIDE)
    cuts = [0.0]
    for before, after in pairwise(step / steps for step in range(steps + 1)):
        if holds(rect, _at(curve, before)) != holds(rect, _at(curve, after)):
            cuts.append(_crossing(curve, rect, before, after))
    cuts.append(1.0)
    for start, end in pairwise(cuts):
        if end > start:
            yield not holds(rect, _at(curve, (start + end) / 2)), _part(curve, start, end)


def _crossing(curve: Curve, rect: Rect, start: float, end: float) -> float:
    at_start = holds(rect, _at(curve, start))
    for _ in range(_BISECTIONS):
        middle = (start + end) / 2
        if holds(rect, _at(curve, middle)) == at_start:
            start = middle
        else:
            end = middle
    return (start + end) / 2


def _steps(curve: Curve, stride: float) -> int:
    around = sum(hypot(q.x - p.x, q.y - p.y) for p, q in pairwise(curve))
    return max(2, min(_MOST_STEPS, int(around / stride) + 1))


def _at(curve: Curve, t: float) -> Point:
    a, b, c, d = curve
    u = 1 - t
    wa, wb, wc, wd = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return Point(
        wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y
    )


def _part(curve: Curve, start: float, end: float) -> Curve:
    """Return the part of a curve between two parameters (de Casteljau, twice)."""
    if start >= 1:
        return (curve[3],) * 4
    return _split(_split(curve, start)[1], (end - start) / (1 - start))[0]


def _split(curve: Curve, t: float) -> tuple[Curve, Curve]:
    a, b, c, d = curve
    ab, bc, cd = _between(a, b, t), _between(b, c, t), _between(c, d, t)
    abc, bcd = _between(ab, bc, t), _between(bc, cd, t)
    middle = _between(abc, bcd, t)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _between(one: Point, other: Point, t: float) -> Point:
    return Point(one.x + (other.x - one.x) * t, one.y + (other.y - one.y) * t)
