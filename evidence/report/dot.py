"""A diagram as DOT, the language of Graphviz, for its layout alone.

Graphviz is told the sizes of the boxes and what is linked, and says where all
of it goes. Elements are called n0, n1, ... and lines e0, e1, ... by their
number: no word of a review reaches it, so there is nothing to escape, and no
font of the machine has a say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.pages.diagram import Diagram, Edge, Node
from evidence.report.boxes import Box, boxes_of, edge_labels, parts_of

# Between two rows, or columns, there is room for the largest label, and for
# the arrow that it interrupts.
LEAST_GAP, GAP_BESIDE_LABEL = 30.0, 20.0
LEAST_GAP_ACROSS, GAP_BESIDE_LABEL_ACROSS = 44.0, 36.0
POINTS = 72.0


def dot(diagram: Diagram, *, across: bool = False, curved: bool = False) -> str:
    """Return the layout problem of a diagram: causes above effects, or left of them (`across`).

    The many lines of a listed diagram run at right angles, unless `curved`; no
    engine can let such lines end at frames. Boxes that no line reaches are
    placed by `places`.
    """
    labels = [label for edge in diagram.edges for label in edge_labels(edge)[:1]]
    if across:
        widest = max((label.width for label in labels), default=0.0)
        gap = max(LEAST_GAP_ACROSS, widest + GAP_BESIDE_LABEL_ACROSS)
    else:
        highest = max((label.height for label in labels), default=0.0)
        gap = max(LEAST_GAP, highest + GAP_BESIDE_LABEL)
    plan = _plan(diagram)
    curved = curved or not diagram.listed
    lines = [
        "digraph {",
        f"graph [rankdir={'LR' if across else 'TB'}, ranksep={_inches(gap)}]",
        f"graph [compound=true, nodesep=0.25, splines={'true' if curved else 'ortho'}]",
        'node [shape=box, fixedsize=true, label=""]',
        "edge [arrowsize=0.6]",
        *plan.nodes(plan.parts.get("", ())),
        *plan.edges(),
        "}",
    ]
    return "\n".join(lines) + "\n"


def linked(diagram: Diagram) -> frozenset[str]:
    """Return the elements that Graphviz places: all but single boxes that no line reaches."""
    wholes = {node.id: node.parent or "" for node in diagram.nodes}
    reached = {end for edge in diagram.edges for end in (edge.subject, edge.object)}
    framed = (
        set() if diagram.listed else {key for pair in wholes.items() for key in pair if pair[1]}
    )
    return frozenset(key for key in wholes if key in reached or key in framed)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of a diagram becomes which node, cluster and edge of Graphviz."""

    diagram: Diagram
    boxes: Mapping[str, Box]
    parts: Mapping[str, tuple[Node, ...]]
    numbers: Mapping[str, int]
    wholes: Mapping[str, str]
    linked: frozenset[str]

    def nodes(self, nodes: Sequence[Node]) -> Iterator[str]:
        for node in nodes:
            if node.id not in self.linked:
                continue
            number, box = self.numbers[node.id], self.boxes[node.id]
            sized = f"n{number} [width={_inches(box.width)}, height={_inches(box.height)}]"
            inside = () if self.diagram.listed else self.parts.get(node.id, ())
            if not inside:
                yield sized
                continue
            yield f"subgraph cluster_{number} {{"
            yield "margin=9"
            yield sized
            yield from self.nodes(inside)
            # The heading of a frame stands above all that is in it.
            for part in inside:
                yield f"n{number} -> n{self.numbers[part.id]} [style=invis]"
            yield "}"

    def edges(self) -> Iterator[str]:
        for number, edge in enumerate(self.diagram.edges):
            tail, head = self.numbers[edge.subject], self.numbers[edge.object]
            attributes = [f"id=e{number}", *self._frames(edge)]
            if edge.undirected:
                attributes.append("dir=none")
            yield f"n{tail} -> n{head} [{', '.join(attributes)}]"

    def _frames(self, edge: Edge) -> Iterator[str]:
        """Let a line end at the frame of a whole, unless its other end is inside."""
        if self.diagram.listed:
            return
        for name, end, other in (
            ("ltail", edge.subject, edge.object),
            ("lhead", edge.object, edge.subject),
        ):
            if end in self.parts and end not in _chain(other, self.wholes):
                yield f"{name}=cluster_{self.numbers[end]}"


def _plan(diagram: Diagram) -> _Plan:
    return _Plan(
        diagram=diagram,
        boxes=boxes_of(diagram),
        parts=parts_of(diagram),
        numbers={node.id: number for number, node in enumerate(diagram.nodes)},
        wholes={node.id: node.parent or "" for node in diagram.nodes},
        linked=linked(diagram),
    )


def _chain(key: str, wholes: Mapping[str, str]) -> list[str]:
    """Return an element and the wholes above it, the topmost last."""
    chain = [key]
    while (above := wholes.get(chain[-1], "")) and above in wholes:
        chain.append(above)
    return chain


def _inches(points: float) -> str:
    return f"{points / POINTS:.4f}"
