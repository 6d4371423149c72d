"""The framework as boxes and arrows: drawn by Graphviz, cleaned, and given its words and links.

Graphviz is told the sizes of the boxes and what is linked; of a label it gets
a token for each line. So no word of a review reaches it, nothing needs to be
escaped, and no font of the machine has a say. From its SVG only the shapes are
taken, with the attributes that are named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

from evidence.pictures.tags import clean, figure, link, linked_picture, tag, written
from evidence.pictures.text_widths import wrap

Ask = Callable[[str], str | None]

# What a page shows at its full size; the narrow form stands below each other.
WIDEST = 960.0
LABEL, LEADING, MOST_LINES = 13, 16, 4
_BOX, _NARROW_BOX, _MARGIN = 142, 158, 14
_THINNEST, _EACH, _THICKEST = 1.0, 0.6, 6.0
_POINTS = 72.0

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = {
    "path": ("d", "stroke-width", "stroke-dasharray"),
    "polygon": ("points", "stroke-width", "stroke-dasharray"),
    "polyline": ("points", "stroke-width"),
    "text": ("x", "y"),
}
_NUMBER = re.compile(r"-?\d+\.\d+")
_SHIFT = re.compile(r"translate\((\S+) (\S+)\)")
_TOKEN = re.compile(r"n(\d+)\.(\d+)")


class DiagramBox(NamedTuple):
    """One box: a label, a line below it, and the place of the page that it leads to.

    Shape: a `hollow` box has a dashed outline; `language` is "" for that of the picture.
    """

    label: str
    below: str
    href: str
    hollow: bool = False
    language: str = ""


class DiagramArrow(NamedTuple):
    """One arrow, from the number of a box to that of another; `title` says it in words.

    Shape: it is as thick as `claims` are many, and dashed where it is not `cited`.
           `heads` are 1, 2 where it runs both ways, 0 where it has no direction.
    """

    tail: int
    head: int
    title: str
    claims: int = 0
    cited: bool = True
    heads: int = 1


@dataclass(frozen=True, slots=True)
class FrameworkDiagram:
    """Boxes in reading order, and arrows between them."""

    title: str
    description: str
    boxes: tuple[DiagramBox, ...]
    arrows: tuple[DiagramArrow, ...] = ()
    language: str = ""


def framework_diagram(drawing: FrameworkDiagram, ask: Ask) -> str:
    """Return the diagram for a page, a document or a file of its own; "" without a drawing.

    `ask` is Graphviz: a graph in DOT in, its SVG out, None without an answer.
    The arrows run downwards, or across where downwards is too wide for a page
    and across is not.
    """
    if not drawing.boxes:
        return ""
    down = _shapes(drawing, ask(_dot(drawing, "TB", _BOX)), _BOX)
    if down is not None and down.width > WIDEST:
        across = _shapes(drawing, ask(_dot(drawing, "LR", _BOX)), _BOX)
        if across is not None and across.width < down.width:
            down = across
    return written(_picture(drawing, down, "wide")) if down else ""


def narrow_framework_diagram(drawing: FrameworkDiagram, ask: Ask) -> str:
    """Return the diagram for a narrow screen: one box below the other; "" without a drawing."""
    if not drawing.boxes:
        return ""
    asked = _dot(drawing, "TB", _NARROW_BOX, one_column=True)
    shapes = _shapes(drawing, ask(asked), _NARROW_BOX)
    return written(_picture(drawing, shapes, "narrow")) if shapes else ""


def arrow_sample(cited: bool = True, heads: int = 1) -> str:
    """Return a small arrow as a legend shows it, without words."""
    line = tag("path", d="M1 7H28", stroke_width=1.6, stroke_dasharray="" if cited else "5,2")
    tip = [tag("polygon", points="35,7 27,3.5 27,10.5")] if heads else []
    return _sample(line, *tip)


def box_sample(hollow: bool = False) -> str:
    """Return a small box as a legend shows it, without words."""
    return _sample(tag("path", d="M3 1.5h30v11h-30z", stroke_dasharray="5,2" if hollow else ""))


def _sample(*shapes: ET.Element) -> str:
    return written(
        tag(
            "svg",
            *shapes,
            class_="pic framework sample",
            aria_hidden="true",
            viewBox="0 0 36 14",
            width=36,
            height=14,
        )
    )


def _dot(drawing: FrameworkDiagram, direction: str, width: int, *, one_column: bool = False) -> str:
    """Return the graph in Graphviz's language: boxes n0, n1, ... and arrows e0, e1, ..."""
    lines = [
        "digraph {",
        f"graph [rankdir={direction}, ranksep={0.3 if one_column else 0.5}, nodesep=0.3]",
        f"node [shape=box, fixedsize=true, fontsize={LABEL}, width={_inches(width)}]",
        "edge [arrowsize=0.7]",
    ]
    for number, box in enumerate(drawing.boxes):
        said = _lines(box, width)
        tokens = r"\n".join(f"n{number}.{line}" for line in range(len(said)))
        height = _inches(LEADING * len(said) + 12)
        dashed = ", style=dashed" if box.hollow else ""
        lines.append(f'n{number} [id=n{number}, label="{tokens}", height={height}{dashed}]')
    for number, arrow in enumerate(drawing.arrows):
        thick = min(_THINNEST + _EACH * max(arrow.claims - 1, 0), _THICKEST)
        style = [f"id=e{number}", f"penwidth={figure(thick)}"]
        style += [f"dir={('none', 'forward', 'both')[arrow.heads]}"]
        style += [] if arrow.cited else ["style=dashed"]
        style += ["constraint=false"] if one_column else []
        lines.append(f"n{arrow.tail} -> n{arrow.head} [{', '.join(style)}]")
    if one_column:
        below = pairwise(range(len(drawing.boxes)))
        lines += [f"n{one} -> n{other} [style=invis, weight=100]" for one, other in below]
    return "\n".join([*lines, "}"]) + "\n"


def _lines(box: DiagramBox, width: int) -> tuple[str, ...]:
    label = wrap(box.label, LABEL, width - _MARGIN, MOST_LINES)
    return (*label, box.below) if box.below else label


def _inches(points: float) -> str:
    return f"{points / _POINTS:.4f}"


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What Graphviz drew: the shapes of each box and arrow by its id, and the room they take."""

    left: float
    top: float
    width: float
    height: float
    found: Mapping[str, tuple[ET.Element, ...]]


def _shapes(drawing: FrameworkDiagram, answer: str | None, width: int) -> _Shapes | None:
    """Return what Graphviz drew, None where that is not what was asked for."""
    if not answer:
        return None
    try:
        # what a program that we ran made of numbers of ours
        root = ET.fromstring(answer)  # noqa: S314
        room = tuple(map(float, root.get("viewBox", "").split()))
    except (ET.ParseError, ValueError):
        return None
    whole = root.find(f"{_SVG}g")
    shift = _SHIFT.search(whole.get("transform", "")) if whole is not None else None
    if whole is None or shift is None or len(room) != len("xywh"):
        return None
    said = [_lines(box, width) for box in drawing.boxes]
    groups = [g for g in whole.iter(f"{_SVG}g") if g.get("class") in {"node", "edge"}]
    found = {g.get("id", ""): tuple(_cleaned(g, said)) for g in groups}
    asked = {f"n{n}" for n in range(len(drawing.boxes))}
    asked |= {f"e{n}" for n in range(len(drawing.arrows))}
    if set(found) != asked:
        return None
    return _Shapes(-float(shift[1]), -float(shift[2]), room[2], room[3], found)


def _cleaned(group: ET.Element, said: Sequence[tuple[str, ...]]) -> Iterator[ET.Element]:
    """Yield the shapes of a box or arrow: words for tokens, no namespace, colour, font or id."""
    for element in group.iter():
        name = element.tag.removeprefix(_SVG)
        if name not in _KEPT:
            continue
        made = ET.Element(name)
        for key in _KEPT[name]:
            if (value := element.get(key)) is not None:
                made.set(key, _NUMBER.sub(_rounded if key == "d" else _tenths, value))
        if token := _TOKEN.fullmatch(element.text or ""):
            lines = said[int(token[1])]
            made.text = clean(lines[int(token[2])])
            if int(token[2]) == len(lines) - 1:
                made.set("class", "below")
        yield made


def _rounded(number: re.Match[str]) -> str:
    return str(round(float(number[0])))


def _tenths(number: re.Match[str]) -> str:
    return figure(round(float(number[0]), 1))


def _picture(drawing: FrameworkDiagram, shapes: _Shapes, kind: str) -> ET.Element:
    room = (shapes.left, shapes.top, shapes.width, shapes.height)
    arrows = [
        # nothing hovers over a narrow screen: the words stand in the wide form alone
        _arrow(arrow, shapes.found[f"e{n}"], arrow.title if kind == "wide" else "")
        for n, arrow in enumerate(drawing.arrows)
    ]
    boxes = [_box(box, shapes.found[f"n{n}"]) for n, box in enumerate(drawing.boxes)]
    return linked_picture(
        f"framework {kind}",
        drawing.title,
        tag("desc", drawing.description),
        tag("g", *arrows, fill="none", stroke="currentColor"),
        *boxes,
        # a file of its own has no style: this is what it looks like there
        xmlns="http://www.w3.org/2000/svg",
        lang=drawing.language,
        viewBox=" ".join(map(figure, room)),
        width=shapes.width,
        height=shapes.height,
        fill="currentColor",
        font_family="sans-serif",
        font_size=LABEL,
        text_anchor="middle",
    )


def _arrow(arrow: DiagramArrow, shapes: Sequence[ET.Element], title: str) -> ET.Element:
    for shape in shapes:
        if shape.tag == "polygon":
            shape.attrib.pop("stroke-dasharray", None)
            shape.set("fill", "currentColor")
    kind = "edge" if arrow.cited else "edge uncited"
    return tag("g", *([tag("title", title)] if title else []), *shapes, class_=kind)


def _box(box: DiagramBox, shapes: Sequence[ET.Element]) -> ET.Element:
    for shape in shapes:
        if shape.tag == "polygon":
            shape.attrib |= {"fill": "none", "stroke": "currentColor"}
    title = tag("title", f"{box.label}: {box.below}" if box.below else box.label)
    kind = "node hollow" if box.hollow else "node"
    return link(box.href, title, *shapes, class_=kind, lang=box.language)
