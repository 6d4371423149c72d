"""What of a framework is drawn: which boxes, and which lines between them.

A small framework is drawn whole. In a larger one the parts of an element are
listed in its box, and the relations of one kind of ground between two boxes
are one line: dozens of arrows among nested frames tell nobody anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from evidence.graph import Graph
from evidence.synthesis.relations import StatedRelation, relations

# Up to here parts are boxes of their own and every relation is a line.
MOST_NODES_OPEN, MOST_EDGES_OPEN = 26, 40
# Up to here there is something to see.
MOST_NODES, MOST_EDGES = 60, 120


class Ground(StrEnum):
    """What states a relation: something cited, clearly or not, the study alone, or no claim."""

    CITED = "cited"
    IMPLIED = "implied"
    OWN = "own"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """The relations that one line stands for."""

    subject: str
    object: str
    ground: Ground
    undirected: bool
    relations: tuple[StatedRelation, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The elements that are drawn, in reading order, and the lines.

    Shape: `wholes` maps a part that is drawn to its whole; with `listed`,
           parts are lines in the box of the whole they belong to in the end.
           `inside` counts the relations among the elements of one box. The
           other two count what is not drawn.
    """

    elements: tuple[str, ...] = ()
    wholes: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[DrawnLine, ...] = ()
    listed: bool = False
    inside: Mapping[str, int] = field(default_factory=dict)
    elements_left_out: int = 0
    relations_left_out: int = 0


def outline(graph: Graph) -> Outline:
    """Return what is drawn of a framework, less of it the larger it is.

    With more than `MOST_NODES` elements only those that are part of nothing
    are drawn; if they or their lines are still too many, nothing is.
    """
    wholes = _wholes(graph)
    order = _in_reading_order(graph, wholes)
    arrows = relations(graph)
    if len(order) <= MOST_NODES_OPEN and len(arrows) <= MOST_EDGES_OPEN:
        lines = tuple(_single(graph, relation) for relation in arrows)
        return Outline(tuple(order), wholes, lines)
    boxes = {key: _top(key, wholes) for key in order}
    joined, inside = _joined(graph, arrows, boxes)
    with_parts = len(order) <= MOST_NODES
    elements = tuple(key for key in order if with_parts or key not in wholes)
    if len(elements) > MOST_NODES or len(joined) > MOST_EDGES:
        return Outline(elements_left_out=len(order), relations_left_out=len(arrows))
    return Outline(
        elements=elements,
        wholes=wholes if with_parts else {},
        lines=joined,
        listed=True,
        inside=inside,
        elements_left_out=len(order) - len(elements),
    )


def _single(graph: Graph, relation: StatedRelation) -> DrawnLine:
    arrow = relation.arrow
    undirected = graph.review.framework.relation_types[arrow.type].undirected
    return DrawnLine(arrow.subject, arrow.object, _ground(relation), undirected, (relation,))


def _joined(
    graph: Graph, arrows: Sequence[StatedRelation], boxes: Mapping[str, str]
) -> tuple[tuple[DrawnLine, ...], Mapping[str, int]]:
    """Return the lines between boxes, and how many relations lie inside each box."""
    rank = {key: number for number, key in enumerate(graph.elements)}
    types = graph.review.framework.relation_types
    inside: Counter[str] = Counter()
    joined: dict[tuple[str, str, Ground, bool], list[StatedRelation]] = {}
    for relation in arrows:
        subject, object_ = boxes[relation.arrow.subject], boxes[relation.arrow.object]
        if subject == object_:
            inside[subject] += 1
            continue
        undirected = types[relation.arrow.type].undirected
        if undirected and rank[subject] > rank[object_]:
            subject, object_ = object_, subject
        joined.setdefault((subject, object_, _ground(relation), undirected), []).append(relation)
    return tuple(DrawnLine(*key, tuple(found)) for key, found in joined.items()), inside


def _ground(relation: StatedRelation) -> Ground:
    if relation.only_implied:
        return Ground.IMPLIED
    if relation.cited:
        return Ground.CITED
    return Ground.OWN if relation.own else Ground.DRAWN


def _wholes(graph: Graph) -> dict[str, str]:
    """Return the whole of each part; an element on or below a circle is no part here."""
    wholes: dict[str, str] = {}
    for key, element in graph.elements.items():
        path = {key}
        above = element
        while above.part_of in graph.elements and above.part_of not in path:
            path.add(above.part_of)
            above = graph.elements[above.part_of]
        if element.part_of in graph.elements and above.part_of not in path:
            wholes[key] = element.part_of
    return wholes


def _in_reading_order(graph: Graph, wholes: Mapping[str, str]) -> list[str]:
    """Return the elements as they are read: each whole, then its parts, depth first."""
    roots = [key for key in graph.elements if key not in wholes]
    return list(dict.fromkeys(key for root in roots for key in graph.with_parts(root)))


def _top(key: str, wholes: Mapping[str, str]) -> str:
    while key in wholes:
        key = wholes[key]
    return key
