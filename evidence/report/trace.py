"""A trace as text with branches, as JSON, or as a Mermaid diagram."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass
from typing import Any

from evidence.pages.trace import Branch
from evidence.report.mermaid import TreeNode, tree


@dataclass(frozen=True, slots=True)
class Trace:
    """The ways from one item, in words: down to passages and sources, up to findings.

    Shape: a branch for each way; `str` draws them as `text` does.
    """

    branches: tuple[Branch, ...]

    def __str__(self) -> str:
        return self.text().rstrip("\n")

    def text(self, width: int = 88) -> str:
        """Return the ways drawn with lines, their texts wrapped to a width in columns."""
        return "\n".join(_text(branch, width) for branch in self.branches)

    def json(self) -> str:
        """Return the ways as a JSON list: kind, id, role, text, mark, and steps below."""
        told = [_plain(branch) for branch in self.branches]
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    def mermaid(self) -> str:
        """Return the ways as one Mermaid flowchart; what both of them hold stands there once."""
        numbers: dict[tuple[str, str], int] = {}
        nodes: list[TreeNode] = []
        edges: dict[tuple[int, int, str], None] = {}
        for branch in self.branches:
            _flow(branch, None, numbers, nodes, edges)
        return tree(nodes, tuple(edges))


def _text(root: Branch, width: int) -> str:
    lines: list[str] = []
    _draw(root, "", "", width, lines)
    return "\n".join(lines) + "\n"


def _draw(branch: Branch, first: str, rest: str, width: int, lines: list[str]) -> None:
    head = " ".join(part for part in (branch.role, _name(branch), branch.mark) if part)
    hang = rest + ("│  " if branch.branches else "   ")
    wrapped = textwrap.wrap(head, max(24, width - len(hang)), break_long_words=False)
    lines += [f"{first if number == 0 else hang}{part}" for number, part in enumerate(wrapped)]
    if branch.kind not in {"source", "passage"}:
        room = max(24, width - len(hang))
        lines += [f"{hang}{part}" for part in textwrap.wrap(branch.text, room)]
    for index, below in enumerate(branch.branches):
        last = index == len(branch.branches) - 1
        _draw(
            below,
            rest + ("└─ " if last else "├─ "),
            rest + ("   " if last else "│  "),
            width,
            lines,
        )


def _name(branch: Branch) -> str:
    if branch.kind == "passage":
        return branch.text
    if branch.kind == "source":
        return f"{branch.id} ({branch.text})"
    return branch.id


def _plain(branch: Branch) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": branch.kind, "id": branch.id}
    told |= {k: v for k, v in (("role", branch.role), ("mark", branch.mark)) if v}
    told["text"] = branch.text
    if branch.branches:
        told["steps"] = [_plain(below) for below in branch.branches]
    return told


def _flow(
    branch: Branch,
    above: int | None,
    numbers: dict[tuple[str, str], int],
    nodes: list[TreeNode],
    edges: dict[tuple[int, int, str], None],
) -> None:
    key = (branch.kind, branch.id if branch.kind != "passage" else f"{branch.id}: {branch.text}")
    if key not in numbers:
        numbers[key] = len(nodes)
        title = (branch.id,) if branch.kind in {"claim", "finding", "proposal", "element"} else ()
        lines = (*title, *textwrap.wrap(branch.text, 36)[:4])
        nodes.append(TreeNode(lines, rounded=branch.kind == "source"))
    if above is not None:
        edges[above, numbers[key], branch.role] = None
    for below in branch.branches:
        _flow(below, numbers[key], numbers, nodes, edges)
