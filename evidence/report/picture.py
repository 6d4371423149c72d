"""The diagram of the framework as a picture, and the signs that its legend explains."""

from __future__ import annotations

from evidence.pages.diagram import Diagram, Edge, Sign
from evidence.pictures.framework_diagram import (
    Ask,
    DiagramArrow,
    DiagramBox,
    FrameworkDiagram,
    arrow_sample,
    box_sample,
    framework_diagram,
    narrow_framework_diagram,
)


def picture(diagram: Diagram, ask: Ask) -> str:
    """Return a diagram as SVG for a page, wide and narrow; the style shows one of the two.

    `ask` is Graphviz. "" if there is nothing to draw or nobody draws it.
    """
    drawing = _drawing(diagram)
    return framework_diagram(drawing, ask) + narrow_framework_diagram(drawing, ask)


def picture_alone(diagram: Diagram, ask: Ask) -> str:
    """Return a diagram as SVG for a file of its own or a document."""
    return framework_diagram(_drawing(diagram), ask)


def sample(sign: Sign) -> str:
    """Return the sign that a line of the legend explains, as a small picture without words."""
    match sign:
        case Sign.PART | Sign.GAP:
            return box_sample(hollow=sign is Sign.GAP)
        case _:
            heads = 0 if sign is Sign.UNDIRECTED else 1
            return arrow_sample(cited=sign is not Sign.UNCITED, heads=heads)


def _drawing(diagram: Diagram) -> FrameworkDiagram:
    numbers = {node.id: number for number, node in enumerate(diagram.nodes)}
    return FrameworkDiagram(
        title=diagram.title,
        description=diagram.description,
        boxes=tuple(
            DiagramBox(node.label, node.badge, node.href, node.gap, node.language)
            for node in diagram.nodes
        ),
        arrows=tuple(
            DiagramArrow(
                tail=numbers[edge.subject],
                head=numbers[edge.object],
                title=edge.hint,
                claims=edge.claims,
                cited=edge.cited,
                heads=_heads(edge),
            )
            for edge in diagram.edges
        ),
        language=diagram.language,
    )


def _heads(edge: Edge) -> int:
    if edge.undirected:
        return 0
    return 2 if edge.both_ways else 1
