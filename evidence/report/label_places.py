"""Where the words of a diagram go, once Graphviz has placed its boxes and arrows.

The label of an arrow interrupts it, as on a map, where it hides the least of
anything else; the heading of a frame stands at its upper edge, clear of the
arrows that come in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from evidence.pages.diagram import Diagram
from evidence.report.boxes import EdgeLabel, boxes_of, edge_labels
from evidence.report.curves import holds, lengths, sampled
from evidence.report.dot import linked
from evidence.report.layout import Layout, Point, Rect

Segment = tuple[Point, Point]
# The shares of an arrow's length at which its label may stand, the middle first.
SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86)
HEADING_ABOVE, HEADING_STEP = 3.0, 6.0
TIP = 8.0
SHELF_ABOVE, SHELF_GAP, SHELF_WIDTH = 30.0, 18.0, 640.0


class PlacedLabel(NamedTuple):
    """The lines of a label, and where they stand."""

    lines: tuple[str, ...]
    rect: Rect


@dataclass(frozen=True, slots=True)
class Places:
    """The picture's size, the rectangles of boxes and headings by node, the labels by edge."""

    width: float
    height: float
    boxes: Mapping[int, Rect]
    labels: Mapping[int, PlacedLabel]


def places(diagram: Diagram, layout: Layout) -> Places:
    """Return where all words of a diagram go."""
    ways = {number: _SampledArrow(sampled(route.points)) for number, route in layout.routes.items()}
    boxes = dict(layout.boxes)
    for number, frame in layout.frames.items():
        boxes[number] = _heading(boxes[number], frame, tuple(ways.values()))
    frames = tuple(layout.frames.values())
    labels: dict[int, PlacedLabel] = {}
    # Short arrows leave less choice, so their labels are placed first.
    for number in sorted(ways, key=lambda key: (ways[key].length, key)):
        forms = edge_labels(diagram.edges[number])
        if forms:
            others = tuple(way for key, way in ways.items() if key != number)
            taken = (*boxes.values(), *(label.rect for label in labels.values()))
            labels[number] = _Spot(ways[number], others, taken, frames).best(forms)
    boxes |= _shelf(diagram, layout)
    written = (label.rect for label in labels.values())
    drawn = (*boxes.values(), *frames, *written, *(way.bounds for way in ways.values()))
    width = max((rect.x + rect.width for rect in drawn), default=0.0)
    height = max((rect.y + rect.height for rect in drawn), default=0.0)
    return Places(max(width, layout.width), max(height, layout.height), boxes, labels)


def _shelf(diagram: Diagram, layout: Layout) -> dict[int, Rect]:
    """Return the places of boxes that no line reaches: in rows below all others."""
    found = {}
    placed = linked(diagram)
    numbers = {node.id: number for number, node in enumerate(diagram.nodes)}
    x, y, highest = 0.0, layout.height + (SHELF_ABOVE if layout.boxes else 0.0), 0.0
    for key, box in boxes_of(diagram).items():
        if key in placed:
            continue
        if x and x + box.width > max(layout.width, SHELF_WIDTH):
            x, y, highest = 0.0, y + highest + SHELF_GAP, 0.0
        found[numbers[key]] = Rect(x, y, box.width, box.height)
        x, highest = x + box.width + SHELF_GAP, max(highest, box.height)
    return found


class _SampledArrow:
    """The sampled course of one arrow."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        self.lengths = lengths(points)
        self.length = self.lengths[-1]
        self.segments: tuple[Segment, ...] = tuple(pairwise(points))
        xs, ys = [point.x for point in points], [point.y for point in points]
        self.bounds = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def runs_through(self, rect: Rect) -> bool:
        return _touches(rect, self.bounds) and any(
            _touches(rect, _around(segment)) for segment in self.segments
        )

    def at(self, share: float) -> Point:
        """Return the point at a share of the length."""
        wanted = share * self.length
        for (start, end), (before, after) in zip(
            self.segments, pairwise(self.lengths), strict=True
        ):
            if after >= wanted and after > before:
                part = (wanted - before) / (after - before)
                return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class _Spot:
    """What the label of one arrow should keep clear of."""

    own: _SampledArrow
    others: tuple[_SampledArrow, ...]
    taken: tuple[Rect, ...]
    frames: tuple[Rect, ...]

    def best(self, forms: Sequence[EdgeLabel]) -> PlacedLabel:
        """Return the form and place that hide the least."""
        spots = [spot for form in forms for spot in self._spots(form)]
        costs = [self._cost(label.rect) + 3 * abs(share - 0.5) for share, label in spots]
        return spots[costs.index(min(costs))][1]

    def _spots(self, form: EdgeLabel) -> Iterator[tuple[float, PlacedLabel]]:
        for share in SHARES:
            middle = self.own.at(share)
            x, y = middle.x - form.width / 2, middle.y - form.height / 2
            yield share, PlacedLabel(form.lines, Rect(x, y, form.width, form.height))

    def _cost(self, rect: Rect) -> float:
        area = rect.width * rect.height
        hidden = sum(_common(rect, other) for other in self.taken) / area
        crossed = sum(way.runs_through(rect) for way in self.others)
        points = self.own.points
        wide = Rect(rect.x - TIP, rect.y - TIP, rect.width + 2 * TIP, rect.height + 2 * TIP)
        tips = sum(holds(wide, tip) for tip in (points[0], points[-1]))
        covered = sum(holds(rect, point) for point in points) / len(points)
        borders = sum(0 < _common(rect, frame) < 0.999 * area for frame in self.frames)
        return 60 * hidden + 6 * crossed + 5 * tips + 4 * covered + 3 * borders


def _heading(box: Rect, frame: Rect, ways: Sequence[_SampledArrow]) -> Rect:
    """Return the leftmost place at the upper edge of a frame that no arrow runs through."""
    x = frame.x
    while x < box.x:
        spot = Rect(x, frame.y + HEADING_ABOVE, box.width, box.height)
        if not any(way.runs_through(spot) for way in ways):
            return spot
        x += HEADING_STEP
    return box


def _common(one: Rect, other: Rect) -> float:
    """Return the area that two rectangles share."""
    wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(wide, 0.0) * max(high, 0.0)


def _touches(one: Rect, other: Rect) -> bool:
    return (
        one.x <= other.x + other.width
        and other.x <= one.x + one.width
        and one.y <= other.y + other.height
        and other.y <= one.y + one.height
    )


def _around(segment: Segment) -> Rect:
    start, end = segment
    return Rect(
        min(start.x, end.x), min(start.y, end.y), abs(end.x - start.x), abs(end.y - start.y)
    )
