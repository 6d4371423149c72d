"""A diagram as inline SVG: text and links of ours at positions of Graphviz's.

Everything is said in elements and attributes written here; no style attribute,
no colour but the text's own, so that it stands under a strict policy, in the
dark, in print and alone in a file. Solid, dashed and dotted lines tell what is
cited, what the study alone says, and what no claim states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from evidence.pages.diagram import Diagram, Edge, Node, Sign
from evidence.pages.diagram_outline import Ground
from evidence.report.boxes import (
    BADGE,
    BADGE_LEADING,
    EDGE_LABEL,
    EDGE_LEADING,
    LABEL,
    LEADING,
    MARGIN_X,
    MARGIN_Y,
    ROW,
    ROW_LEADING,
    ROW_MARGIN,
    Box,
    PartRow,
    boxes_of,
)
from evidence.report.curves import Curve, curves, is_straight, outside
from evidence.report.dot import linked
from evidence.report.label_places import PlacedLabel, places
from evidence.report.layout import Layout, Point, Rect, Route

EDGE_OF_PICTURE = 3.0
HEAD_LENGTH, HEAD_WIDTH = 7.0, 5.4
_LINES: dict[str, str] = {
    Ground.CITED: "",
    Ground.IMPLIED: ' stroke-dasharray="11 3"',
    Ground.OWN: ' stroke-dasharray="5 3"',
    Ground.DRAWN: ' stroke-dasharray="0 3.2" stroke-linecap="round" stroke-width="1.4"',
}
_LINE = 'fill="none" stroke="currentColor"'
_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_LEFT = ' text-anchor="start"'
_FAINT = ' fill-opacity="0.78"'
_SMALL = f' class="badge" font-size="10.5"{_FAINT}'
# What stands in the box that a line of the legend explains.
_BOXES = {
    Sign.GAP: "",
    Sign.PART: f'<rect x="16" y="4.5" width="13" height="5" rx="1.5" {_LINE}/>',
    Sign.LISTED: f'<path d="M3 5.5H33M7 8H20M7 10.5H24" {_LINE}/>',
}
_LINKS = re.compile(r"#\S*")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(diagram: Diagram, layout: Layout | None, name: str = "diagram") -> str:
    """Return the picture of a diagram, "" if there is none.

    `name` tells the two ids of one diagram on a page from those of another;
    they hold a tilde, so no id of a review is like them.
    """
    if layout is None or not diagram.nodes or not _answers(layout, diagram):
        return ""
    found = places(diagram, layout)
    edge = EDGE_OF_PICTURE
    box = Rect(-edge, -edge, found.width + 2 * edge, found.height + 2 * edge)
    language = f' lang="{_text(diagram.language)}"' if diagram.language else ""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram-picture" role="group"{language}'
        f' aria-labelledby="{_text(name)}~title" aria-describedby="{_text(name)}~description"'
        f' viewBox="{_values(*box)}" width="{_values(box.width)}" fill="currentColor"'
        f' stroke-width="0.9" text-anchor="middle" font-family="{_FONTS}">'
    )
    parts = (
        opening,
        f'<title id="{_text(name)}~title">{_text(diagram.title)}</title>',
        f'<desc id="{_text(name)}~description">{_text(diagram.description)}</desc>',
        *_frames(diagram, layout),
        *_nodes(diagram, layout, found.boxes),
        *_edges(diagram, layout, found.labels),
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def sample(sign: Sign) -> str:
    """Return the sign that a line of the legend explains, as a small picture without words.

    It stands in a page, where HTML needs no namespace. A letter needs no picture: "" stands for it.
    """
    if sign is Sign.KEY:
        return ""
    if sign in _BOXES:
        dots = _LINES[Ground.DRAWN] if sign is Sign.GAP else ""
        shape = f'<rect x="3" y="1.5" width="30" height="11" rx="2" {_LINE}{dots}/>{_BOXES[sign]}'
    else:
        line = _LINES.get(sign, "")
        arrow = "" if sign is Sign.UNDIRECTED else _head(Point(28, 7), Point(35, 7))
        end = 35 if sign is Sign.UNDIRECTED else 28
        shape = f'<path d="M1 7H{end}" {_LINE}{line}/>{arrow}'
    return (
        '<svg class="diagram-sign" aria-hidden="true"'
        f' viewBox="0 0 36 14" width="36" height="14" fill="currentColor">{shape}</svg>'
    )


def _answers(layout: Layout, diagram: Diagram) -> bool:
    """Return whether a layout places what was asked for, and nothing else."""
    wholes = {node.parent for node in diagram.nodes if not diagram.listed}
    asked = linked(diagram)
    return (
        set(layout.boxes) == {n for n, node in enumerate(diagram.nodes) if node.id in asked}
        and set(layout.frames) == {n for n, node in enumerate(diagram.nodes) if node.id in wholes}
        and set(layout.routes) == set(range(len(diagram.edges)))
    )


def _frames(diagram: Diagram, layout: Layout) -> Iterator[str]:
    yield '<g aria-hidden="true">'
    for number, frame in layout.frames.items():
        yield _rect(frame, _LINE + _LINES[diagram.nodes[number].ground])
    yield "</g>"


def _nodes(diagram: Diagram, layout: Layout, rects: Mapping[int, Rect]) -> Iterator[str]:
    numbers = {node.id: number for number, node in enumerate(diagram.nodes)}
    yield f'<g font-size="{_values(LABEL)}" pointer-events="all">'
    for key, box in boxes_of(diagram).items():
        number = numbers[key]
        node, rect = diagram.nodes[number], rects[number]
        in_frame = number in layout.frames
        head = Rect(rect.x, rect.y, rect.width, box.rows[0].top if box.rows else rect.height)
        outline = 'fill="none"' if in_frame or box.rows else _LINE + _LINES[node.ground]
        if box.rows:
            yield _rect(rect, _LINE + _LINES[_best(node, box)])
        kind = "whole" if in_frame or box.rows else "gap" if node.gap else "element"
        inner = f"{_rect(head, outline)}{_words_in(node, box, rect, left=in_frame)}"
        yield _link(node.href, f'class="node {kind}"{_lang(node)}', _title(node) + inner)
        if box.rows:
            line = f"M{_values(rect.x, head.y + head.height)}h{_values(rect.width)}"
            yield f'<path d="{line}" {_LINE} stroke-opacity="0.5"/>'
        yield from (_listed(row, rect) for row in box.rows)
        if node.inside:
            below = Point(rect.x + MARGIN_X, rect.y + box.note_top + BADGE)
            yield _lines((node.inside,), below, BADGE_LEADING, f"{_SMALL}{_LEFT}")
    yield "</g>"


def _best(node: Node, box: Box) -> Ground:
    """Return the ground of an element with the parts that are listed in its box."""
    grounds = [row.node.ground for row in box.rows]
    grounds += [node.ground] if node.claims else []
    return min(grounds, key=list(Ground).index)


def _listed(row: PartRow, rect: Rect) -> str:
    """Return a row of a box: the label of a part and, at the right, how many claims bear on it."""
    node = row.node
    place = Rect(rect.x + 3, rect.y + row.top + 0.5, rect.width - 6, row.height - 1)
    outline = 'fill="none"' if node.ground is Ground.CITED else _LINE + _LINES[node.ground]
    first = rect.y + row.top + ROW_MARGIN + ROW - 1
    size = f' font-size="{_values(ROW)}"'
    label = Point(rect.x + MARGIN_X + row.indent, first)
    number = Point(rect.x + rect.width - MARGIN_X, first)
    count = _lines((str(node.claims),), number, ROW_LEADING, f'{size} text-anchor="end"{_FAINT}')
    words = _lines(row.lines, label, ROW_LEADING, f"{size}{_LEFT}")
    kind = "gap" if node.gap else "part"
    inner = f"{_title(node)}{_rect(place, outline)}{words} {count}"
    return _link(node.href, f'class="node {kind}"{_lang(node)}', inner)


def _edges(diagram: Diagram, layout: Layout, labels: Mapping[int, PlacedLabel]) -> Iterator[str]:
    yield f'<g font-size="{_values(EDGE_LABEL)}" font-style="italic">'
    for number, edge in enumerate(diagram.edges):
        route = layout.routes[number]
        inner = (
            f"<title>{_text(edge.hint)}</title>"
            f'<path d="{_way(curves(route.points))}" {_LINE} stroke-width="9" stroke-opacity="0"/>'
            f"{_arrow(edge, route, labels.get(number))}"
        )
        # The list beside the diagram has the same links: the tab key need not visit both.
        attributes = f'class="edge {edge.ground}" tabindex="-1"{_lang(edge)}'
        yield _link(edge.href, attributes, inner)
    yield "</g>"


def _arrow(edge: Edge, route: Route, label: PlacedLabel | None) -> str:
    """Return a line with its head, and the label that interrupts it."""
    line = f"{_LINE}{_LINES[edge.ground]}"
    words = ""
    if label is None:
        path = f'<path d="{_way(curves(route.points))}" {line}/>'
    else:
        pieces = "".join(map(_way, outside(route.points, label.rect)))
        path = f'<path d="{pieces}" {line}/>' if pieces else ""
        first = Point(label.rect.centre.x, label.rect.y + EDGE_LABEL)
        words = _lines(label.lines, first, EDGE_LEADING, "")
    head = _head(route.points[-1], route.head) if route.head and not edge.undirected else ""
    return path + head + words


def _head(start: Point, tip: Point) -> str:
    """Return the head of an arrow from where its line ends to its tip."""
    wide, high = tip.x - start.x, tip.y - start.y
    length = (wide * wide + high * high) ** 0.5 or 1.0
    x, y = wide / length, high / length
    foot = Point(tip.x - x * HEAD_LENGTH, tip.y - y * HEAD_LENGTH)
    across = Point(-y * HEAD_WIDTH / 2, x * HEAD_WIDTH / 2)
    corners = (
        tip,
        Point(foot.x + across.x, foot.y + across.y),
        Point(foot.x - across.x, foot.y - across.y),
    )
    return f'<path d="M{"L".join(_values(*corner) for corner in corners)}Z"/>'


def _way(way: Sequence[Curve]) -> str:
    """Return curves that stand end to end as the data of a path, straight ones as lines."""
    steps = (
        f"L{_values(*curve[3])}"
        if is_straight(curve)
        else f"C{' '.join(_values(*point) for point in curve[1:])}"
        for curve in way
    )
    return f"M{_values(*way[0][0])}{''.join(steps)}"


def _title(node: Node) -> str:
    said = f"{node.label}: {node.badge}" if node.badge else node.label
    return f"<title>{_text(said)}</title>"


def _words_in(node: Node, box: Box, rect: Rect, *, left: bool) -> str:
    """Return an element's label and the number of its claims, at the left or in the middle."""
    x = rect.x + MARGIN_X if left else rect.centre.x
    anchor = _LEFT if left else ""
    weight = ' font-weight="600"' if left or box.rows else ""
    first = rect.y + MARGIN_Y + LABEL - 1
    words = _lines(box.lines, Point(x, first), LEADING, weight + anchor)
    if not node.badge:
        return words
    badge = Point(x, first + len(box.lines) * LEADING - 2)
    return f"{words} {_lines((node.badge,), badge, BADGE_LEADING, _SMALL + anchor)}"


def _lines(lines: Sequence[str], first: Point, leading: float, look: str) -> str:
    """Return one text for each line: a space between spans of one text would shift it."""
    x = _values(first.x)
    return " ".join(
        f'<text x="{x}" y="{_values(first.y + number * leading)}"{look}>{_text(line)}</text>'
        for number, line in enumerate(lines)
    )


def _rect(rect: Rect, attributes: str) -> str:
    x, y, width, height = (_values(value) for value in rect)
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="2.5" {attributes}/>'


def _link(href: str, attributes: str, inner: str) -> str:
    """Return a link, or a mere group where the address is none of a report's own."""
    if not _LINKS.fullmatch(href):
        return f"<g {attributes}>{inner}</g>"
    return f'<a href="{_text(href)}" {attributes}>{inner}</a>'


def _lang(item: Node | Edge) -> str:
    return f' lang="{_text(item.language)}"' if item.language else ""


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def _values(*numbers: float) -> str:
    """Return numbers as SVG writes them, to a tenth of a pixel."""
    return " ".join(f"{number:.1f}".removesuffix(".0") for number in numbers)
