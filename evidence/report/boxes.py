"""The boxes and labels of a diagram: their lines, and the room that they need.

Units: those of the SVG, which are CSS pixels at the diagram's natural size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.pages.diagram import Diagram, Edge, Node
from evidence.pictures.text_widths import widest, width, wrap

LABEL, BADGE, ROW, EDGE_LABEL = 13.0, 10.5, 11.5, 10.5
LEADING, BADGE_LEADING, ROW_LEADING, EDGE_LEADING = 16.0, 14.0, 14.0, 12.5
# About eighteen characters to a line of a box, a little more where its parts
# are listed, sixteen on an arrow.
BOX_LIMIT, ROW_LIMIT, EDGE_LIMIT = 136.0, 168.0, 100.0
MARGIN_X, MARGIN_Y, ROW_MARGIN = 8.0, 6.0, 2.5
INDENT = 10.0
HEADING_FACTOR = 1.1  # what is set in semibold is this much wider


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part that is listed in the box of its whole; `top` counts from that of the box."""

    node: Node
    lines: tuple[str, ...]
    indent: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """An element's box: its label, the rows of its parts, its size.

    Shape: `note_top` is where the note on relations inside stands, 0 without one.
    """

    lines: tuple[str, ...]
    width: float
    height: float
    rows: tuple[PartRow, ...] = ()
    note_top: float = 0.0


@dataclass(frozen=True, slots=True)
class EdgeLabel:
    """The words on a line of the diagram, and their size."""

    lines: tuple[str, ...]
    width: float
    height: float


def parts_of(diagram: Diagram) -> Mapping[str, tuple[Node, ...]]:
    """Return the parts of each whole, by its id; those that are part of nothing by ""."""
    known = {node.id for node in diagram.nodes}
    parts: dict[str, list[Node]] = {}
    for node in diagram.nodes:
        whole = node.parent if node.parent in known else None
        parts.setdefault(whole or "", []).append(node)
    return {whole: tuple(nodes) for whole, nodes in parts.items()}


def boxes_of(diagram: Diagram) -> Mapping[str, Box]:
    """Return every box of a diagram, by its element's id, in reading order."""
    parts = parts_of(diagram)
    if diagram.listed:
        return {node.id: _box(node, tuple(_below(node, parts))) for node in parts.get("", ())}
    return {node.id: _box(node, heading=node.id in parts) for node in diagram.nodes}


def edge_labels(edge: Edge) -> tuple[EdgeLabel, ...]:
    """Return the forms that the label of a line can take, the lowest first; () without one.

    Letters stand in a row, or one below the other.
    """
    if not edge.shown:
        return ()
    letters = edge.shown.split("\n")
    if len(letters) > 1:
        return _label((", ".join(letters),)), _label(letters)
    return (_label(wrap(edge.shown, EDGE_LABEL, EDGE_LIMIT, most=3)),)


def _label(lines: Sequence[str]) -> EdgeLabel:
    return EdgeLabel(tuple(lines), widest(lines, EDGE_LABEL) + 4, len(lines) * EDGE_LEADING + 2)


def _below(
    node: Node, parts: Mapping[str, Sequence[Node]], depth: int = 0
) -> Iterator[tuple[Node, int]]:
    for part in parts.get(node.id, ()):
        yield part, depth
        yield from _below(part, parts, depth + 1)


def _box(node: Node, below: Sequence[tuple[Node, int]] = (), *, heading: bool = False) -> Box:
    size = LABEL * (HEADING_FACTOR if heading or below else 1)
    limit = ROW_LIMIT if heading or below else BOX_LIMIT
    # A box grows a little before it breaks a word.
    word = widest(node.label.split(), size)
    lines = wrap(node.label, size, max(limit, min(word, 1.4 * BOX_LIMIT)))
    inner = max(widest(lines, size), width(node.badge, BADGE), width(node.inside, BADGE))
    top = len(lines) * LEADING + (BADGE_LEADING if node.badge else 0.0) + 2 * MARGIN_Y
    rows = []
    for part, depth in below:
        row = _row(part, depth * INDENT, top)
        rows.append(row)
        top += row.height
        inner = max(inner, row.indent + widest(row.lines, ROW) + 14 + _number_width(part))
    note_top = top if node.inside else 0.0
    top += BADGE_LEADING if node.inside else 0.0
    height = top + (MARGIN_Y if below or node.inside else 0.0)
    return Box(lines, max(inner, 2 * LABEL) + 2 * MARGIN_X, height, tuple(rows), note_top)


def _row(part: Node, indent: float, top: float) -> PartRow:
    lines = wrap(part.label, ROW, ROW_LIMIT - indent, most=3)
    return PartRow(part, lines, indent, top, len(lines) * ROW_LEADING + 2 * ROW_MARGIN)


def _number_width(part: Node) -> float:
    return width(str(part.claims), ROW)
