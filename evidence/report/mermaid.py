"""A diagram as a Mermaid flowchart, for places that draw Markdown (GitHub, GitLab, editors).

Words stand in quotes, and all but letters, digits and plain punctuation as
numbered entities, so that no text can end its label or start markup. Lines are
solid or dotted, and thick, as in the report's own picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.pages.diagram import Diagram, Edge

_PLAIN = frozenset(" .,:!?()-–—_/“”‘’…%→+·")


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
    lines = [
        "flowchart TB",
        f"  accTitle: {_safe(diagram.title)}",
        f"  accDescr: {_safe(diagram.description)}",
        *(f"  {names[node.id]}[{_label(node.label, node.badge)}]" for node in diagram.nodes),
        *(_edge(edge, names) for edge in diagram.edges),
        *_styles(diagram, names),
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


def _edge(edge: Edge, names: Mapping[str, str]) -> str:
    line = "--" if edge.cited else "-.-"
    if not edge.undirected:
        line = f"<{line}>" if edge.both_ways else f"{line}>"
    elif edge.cited:
        line = "---"
    return f"  {names[edge.subject]} {line}{_said(edge.label)} {names[edge.object]}"


def _styles(diagram: Diagram, names: Mapping[str, str]) -> Iterator[str]:
    for node in diagram.nodes:
        if node.gap:
            yield f"  style {names[node.id]} stroke-dasharray:5 3"
    for number, edge in enumerate(diagram.edges):
        if edge.claims > 1:
            yield f"  linkStyle {number} stroke-width:{min(edge.claims + 1, 8)}px"


def _said(label: str) -> str:
    return f"|{_label(label)}|" if label else ""


def _label(*lines: str) -> str:
    return '"' + "<br>".join(_safe(line) for line in lines if line) + '"'


def _safe(text: str) -> str:
    return "".join(
        c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in " ".join(text.split())
    )
