"""A diagram as a Mermaid flowchart, for places that draw Markdown (GitHub, GitLab, editors).

Words stand in quotes, and all but letters, digits and plain punctuation as
numbered entities, so that no text can end its label or start markup. Lines are
solid, dashed or dotted as in the report's own picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.pages.diagram import Diagram, Edge, Node
from evidence.pages.diagram_outline import Ground
from evidence.report.boxes import parts_of

_PLAIN = frozenset(" .,:!?()-–—_/“”‘’…%→+·")
_STYLES = {
    Ground.IMPLIED: "stroke-dasharray:11 3",
    Ground.OWN: "stroke-dasharray:5 3",
    Ground.DRAWN: "stroke-dasharray:1 3",
}


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A box of a tree: its lines, and whether it has round ends."""

    lines: tuple[str, ...]
    rounded: bool = False


def flowchart(diagram: Diagram) -> str:
    """Return the flowchart of a diagram, causes above effects; "" if there is nothing to draw."""
    if not diagram.nodes:
        return ""
    names = {node.id: f"n{number}" for number, node in enumerate(diagram.nodes)}
    edges = _drawable(diagram)
    lines = [
        "flowchart TB",
        f"  accTitle: {_safe(diagram.title)}",
        f"  accDescr: {_safe(diagram.description)}",
        *(_listed(diagram, names) if diagram.listed else _nested(diagram, names)),
        *(_edge(edge, names) for edge in edges),
        *_styles(diagram, edges, names),
    ]
    return "\n".join(lines) + "\n"


def tree(nodes: Sequence[TreeNode], edges: Sequence[tuple[int, int, str]]) -> str:
    """Return the flowchart of a simple tree, from the top down.

    Shape: `edges` are numbers of two nodes, from above to below, and a label
           that may be "".
    """
    lines = ["flowchart TD"]
    for number, node in enumerate(nodes):
        left, right = ("([", "])") if node.rounded else ("[", "]")
        lines.append(f"  n{number}{left}{_label(*node.lines)}{right}")
    lines += [f"  n{above} -->{_said(label)} n{below}" for above, below, label in edges]
    return "\n".join(lines) + "\n"


def _listed(diagram: Diagram, names: Mapping[str, str]) -> Iterator[str]:
    """Yield one box for each element that is part of nothing, its parts as lines of its label."""
    parts = parts_of(diagram)
    for node in parts.get("", ()):
        rows = (f"{'– ' * depth}{_inline(part)}" for part, depth in _below(node, parts))
        said = _label(node.label, node.badge, *rows, node.inside)
        yield f"  {names[node.id]}[{said}]"


def _nested(diagram: Diagram, names: Mapping[str, str]) -> Iterator[str]:
    parts = parts_of(diagram)

    def level(nodes: Sequence[Node], hang: str) -> Iterator[str]:
        for node in nodes:
            inside = parts.get(node.id, ())
            if not inside:
                yield f"{hang}{names[node.id]}[{_label(node.label, node.badge)}]"
                continue
            # A second line of a title would stand on top of what is in the frame.
            yield f"{hang}subgraph {names[node.id]} [{_label(_inline(node))}]"
            yield from level(inside, hang + "  ")
            yield f"{hang}end"

    yield from level(parts.get("", ()), "  ")


def _below(
    node: Node, parts: Mapping[str, Sequence[Node]], depth: int = 1
) -> Iterator[tuple[Node, int]]:
    for part in parts.get(node.id, ()):
        yield part, depth
        yield from _below(part, parts, depth + 1)


def _drawable(diagram: Diagram) -> tuple[Edge, ...]:
    """Return the lines without those from a frame to itself, at which Mermaid 10 fails."""
    framed = set() if diagram.listed else {node.parent for node in diagram.nodes}
    return tuple(
        edge for edge in diagram.edges if edge.subject != edge.object or edge.subject not in framed
    )


def _edge(edge: Edge, names: Mapping[str, str]) -> str:
    if edge.ground is Ground.CITED:
        arrow = "---" if edge.undirected else "-->"
    else:
        arrow = "-.-" if edge.undirected else "-.->"
    return f"  {names[edge.subject]} {arrow}{_said(edge.label)} {names[edge.object]}"


def _styles(diagram: Diagram, edges: Sequence[Edge], names: Mapping[str, str]) -> Iterator[str]:
    drawn = [node for node in diagram.nodes if not (diagram.listed and node.parent)]
    for ground, style in _STYLES.items():
        for node in drawn:
            if node.ground is ground:
                yield f"  style {names[node.id]} {style}"
        numbers = [str(number) for number, edge in enumerate(edges) if edge.ground is ground]
        if numbers:
            yield f"  linkStyle {','.join(numbers)} {style}"


def _inline(node: Node) -> str:
    return f"{node.label} · {node.badge}" if node.badge else node.label


def _said(label: str) -> str:
    return f"|{_label(label)}|" if label else ""


def _label(*lines: str) -> str:
    return '"' + "<br>".join(_safe(line) for line in lines if line) + '"'


def _safe(text: str) -> str:
    return "".join(
        c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in " ".join(text.split())
    )
