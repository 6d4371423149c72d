"""What of a framework is drawn: its main elements, and the lines between them.

A box stands for an element and all of its parts, and a line for all relations
between two boxes: dozens of arrows among nested frames tell nobody anything.
What is left out stands in the matrix and in the list of relations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence.graph import Graph
from evidence.synthesis.relations import StatedRelation, relations

MOST_BOXES, MOST_LINES = 10, 20


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """The relations that one line stands for.

    Shape: `both_ways` where some of them lead back; `undirected` where they
           have no direction. `claims` state them, each once.
    """

    subject: str
    object: str
    undirected: bool
    both_ways: bool
    cited: bool
    claims: tuple[str, ...]
    relations: tuple[StatedRelation, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The elements that are boxes, in the order of the framework, and the lines.

    Shape: `claims` bear on an element or a part of it. The last two count the
           main elements and the relations that are not drawn.
    """

    elements: tuple[str, ...] = ()
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: tuple[DrawnLine, ...] = ()
    elements_left_out: int = 0
    relations_left_out: int = 0


def outline(graph: Graph) -> Outline:
    """Return the main elements with the most claims, and the lines with the most between them."""
    main = main_elements(graph)
    claims = {key: _claims(graph, key) for key in main}
    first = sorted(main, key=lambda key: -len(claims[key]))[:MOST_BOXES]
    elements = tuple(key for key in main if key in first)
    every = relations(graph)
    lines = _joined(graph, every, elements, box_of(graph, main))
    strongest = sorted(lines, key=lambda line: -len(line.claims))[:MOST_LINES]
    drawn = tuple(line for line in lines if line in strongest)
    return Outline(
        elements=elements,
        claims={key: claims[key] for key in elements},
        lines=drawn,
        elements_left_out=len(main) - len(elements),
        relations_left_out=len(every) - sum(len(line.relations) for line in drawn),
    )


def main_elements(graph: Graph) -> tuple[str, ...]:
    """Return the elements that are part of nothing; where that is a single one, its parts."""
    wholes = _wholes(graph)
    level = tuple(key for key in graph.elements if key not in wholes)
    while len(level) == 1:
        below = tuple(key for key, whole in wholes.items() if whole == level[0])
        if not below:
            break
        level = below
    return level


def box_of(graph: Graph, main: Sequence[str]) -> Mapping[str, str]:
    """Return the main element that stands for each element; one above all of them has none."""
    wholes = _wholes(graph)
    found = {}
    for key in graph.elements:
        above = key
        while above not in main and above in wholes:
            above = wholes[above]
        if above in main:
            found[key] = above
    return found


def _claims(graph: Graph, key: str) -> tuple[str, ...]:
    parts = graph.with_parts(key)
    return tuple(dict.fromkeys(c for part in parts for c in graph.claims_about.get(part, ())))


def _joined(
    graph: Graph,
    arrows: Sequence[StatedRelation],
    elements: Sequence[str],
    boxes: Mapping[str, str],
) -> tuple[DrawnLine, ...]:
    """Return the lines between boxes: of two boxes one, and one more for what has no direction."""
    rank = {key: number for number, key in enumerate(elements)}
    types = graph.review.framework.relation_types
    joined: dict[tuple[str, str, bool], list[StatedRelation]] = {}
    for relation in arrows:
        arrow = relation.arrow
        ends = (boxes.get(arrow.subject, ""), boxes.get(arrow.object, ""))
        if ends[0] in rank and ends[1] in rank and ends[0] != ends[1]:
            one, other = sorted(ends, key=lambda key: rank[key])
            undirected = types[arrow.type].undirected
            joined.setdefault((one, other, undirected), []).append(relation)
    return tuple(
        _line(one, other, undirected, tuple(found), boxes)
        for (one, other, undirected), found in joined.items()
    )


def _line(
    one: str,
    other: str,
    undirected: bool,
    found: tuple[StatedRelation, ...],
    boxes: Mapping[str, str],
) -> DrawnLine:
    starts = {boxes[relation.arrow.subject] for relation in found}
    back = starts == {other} and not undirected
    return DrawnLine(
        subject=other if back else one,
        object=one if back else other,
        undirected=undirected,
        both_ways=len(starts) > 1 and not undirected,
        cited=any(relation.cited for relation in found),
        claims=tuple(dict.fromkeys(claim for relation in found for claim in relation.claims)),
        relations=found,
    )


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
