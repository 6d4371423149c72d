"""Pandoc's inline nodes as text, and as HTML that cannot do anything.

Every character of text is escaped, six tags are written, and a link is one only
if it goes where the bibliography itself says, or to doi.org.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

_TAGS = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span class="small-caps">', "</span>"),
}
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_LITERAL = frozenset({"Code", "Math", "RawInline"})
_WEB = re.compile(r"https?://[^\s\"'<>\\^`{|}\x00-\x20]+", re.IGNORECASE)
_RESOLVERS = (
    "https://doi.org/",
    "https://www.ncbi.nlm.nih.gov/",
)
_DEEPEST = 40


def text_of(nodes: Any) -> str:
    """Return the text of inline nodes, without any markup."""
    output: list[str] = []
    _write(nodes, None, output, 0)
    return "".join(output)


def html_of(nodes: Any, links: frozenset[str] = frozenset()) -> str:
    """Return inline nodes as safe HTML; `links` are the addresses that may be linked to.

    >>> html_of([{"t": "Emph", "c": [{"t": "Str", "c": "<b>"}]}])
    '<i>&lt;b&gt;</i>'
    """
    output: list[str] = []
    _write(nodes, links, output, 0)
    return "".join(output).strip()


def _write(nodes: Any, links: frozenset[str] | None, output: list[str], depth: int) -> None:
    """Write nodes as HTML, or as text alone where `links` is None."""
    if depth > _DEEPEST or not isinstance(nodes, list):
        return
    for node in nodes:
        if not isinstance(node, dict):
            continue
        kind, content = node.get("t"), node.get("c")
        if kind == "Str" and isinstance(content, str):
            output.append(content if links is None else escape(content, quote=False))
        elif kind in _SPACES:
            output.append(" ")
        else:
            before, after = _around(kind, content, links)
            output.append(before)
            literal = (
                content[-1] if kind in _LITERAL and isinstance(content, list) and content else None
            )
            if isinstance(literal, str):
                text = literal
                output.append(text if links is None else escape(text, quote=False))
            else:
                _write(_children(content), links, output, depth + 1)
            output.append(after)


def _around(kind: Any, content: Any, links: frozenset[str] | None) -> tuple[str, str]:
    """Return what is written before and after the children of a node."""
    match kind, content:
        case "Quoted", [{"t": "SingleQuote"}, _]:
            return "‘", "’"
        case "Quoted", _:
            return "“", "”"
        case _ if links is None:
            return "", ""
        case "Link", [_, _, [str(target), *_]] if _allowed(target, links):
            return f'<a href="{escape(target)}">', "</a>"
    return _TAGS.get(kind, ("", ""))


def _children(content: Any) -> list[Any]:
    """Return the nodes in the content of a node, whatever stands beside them.

    A `Note` holds blocks, a `Cite` its citations first, a `Link` its target last.
    """
    if not isinstance(content, list) or not content:
        return []
    if isinstance(content[0], dict) and "t" in content[0] and isinstance(content[-1], dict):
        return content
    for part in reversed(content):
        if isinstance(part, list) and part and isinstance(part[0], dict) and "t" in part[0]:
            return part
    return []


def _allowed(target: str, links: frozenset[str]) -> bool:
    return bool(_WEB.fullmatch(target)) and (target in links or target.startswith(_RESOLVERS))
