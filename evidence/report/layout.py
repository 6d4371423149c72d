"""Where Graphviz puts the boxes, frames and arrows of a diagram.

Only numbers are taken from its answer (`-Tjson0`): whatever else it might hold
cannot reach a page. An answer that is not understood is None, never an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, NamedTuple


class Point(NamedTuple):
    """A place; y grows downwards, as in SVG."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle by its left upper corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """Return the point in the middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an arrow: Bézier curves end to end, and the tips of its heads.

    Shape: `points` are one start and three points for each curve.
    """

    points: tuple[Point, ...]
    head: Point | None = None
    tail: Point | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """All positions, by the numbers of nodes and edges in the diagram."""

    width: float
    height: float
    boxes: Mapping[int, Rect] = field(default_factory=dict)
    frames: Mapping[int, Rect] = field(default_factory=dict)
    routes: Mapping[int, Route] = field(default_factory=dict)


def read_layout(answer: str) -> Layout | None:
    """Return the layout that Graphviz answered with, None if it cannot be understood."""
    try:
        return _layout(json.loads(answer))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def _layout(answer: dict[str, Any]) -> Layout:
    left, low, right, high = _numbers(answer["bb"])
    boxes: dict[int, Rect] = {}
    frames: dict[int, Rect] = {}
    for item in answer.get("objects", ()):
        name: str = item["name"]
        if name.startswith("cluster_"):
            x, y, x2, y2 = _numbers(item["bb"])
            frames[int(name[8:])] = Rect(x - left, high - y2, x2 - x, y2 - y)
        else:
            x, y = _numbers(item["pos"])
            width, height = (float(item[side]) * 72 for side in ("width", "height"))
            boxes[int(name[1:])] = Rect(x - width / 2 - left, high - y - height / 2, width, height)
    routes = {
        int(item["id"][1:]): _route(item["pos"], left, high)
        for item in answer.get("edges", ())
        if "id" in item
    }
    return Layout(right - left, high - low, boxes, frames, routes)


def _route(text: str, left: float, high: float) -> Route:
    ends: dict[str, Point] = {}
    points: list[Point] = []
    for part in text.partition(";")[0].split():
        mark = part[:2] if part[:2] in {"e,", "s,"} else ""
        x, y = _numbers(part.removeprefix(mark))
        point = Point(x - left, high - y)
        if mark:
            ends[mark] = point
        else:
            points.append(point)
    if len(points) < 4 or len(points) % 3 != 1:
        raise ValueError(text)
    return Route(tuple(points), ends.get("e,"), ends.get("s,"))


def _numbers(text: str) -> list[float]:
    numbers = [float(part) for part in text.split(",")]
    if not all(map(isfinite, numbers)):
        raise ValueError(text)
    return numbers
