"""The question to pandoc: a document that cites every source once.

A pandoc document in JSON, not in Markdown: a title is a list of words there, so
nothing that a title says can become markup, a citation or a command.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from typing import Any

from evidence.references.csl import Item
from evidence.references.smallhtml import marks

Node = dict[str, Any]

API = [1, 23]
# Not printed in a list of references: notes of the reader, and what search is for.
_NOT_PRINTED = frozenset({"abstract", "annote", "call-number", "custom", "id", "keyword", "note"})
# As a month, a season is printed; as CSL's `season`, pandoc's processor leaves it out.
_SEASON = 20
_TITLES = frozenset({"title", "container-title", "collection-title", "title-short"})
_WRAPPERS = {
    "i": "Emph",
    "b": "Strong",
    "sub": "Subscript",
    "sup": "Superscript",
    "sc": "SmallCaps",
}
_PROTECTED = '<span class="nocase">'
_QUOTED = re.compile("“([^“”]*)”")
_SPACE: Node = {"t": "Space"}


def question_of(items: Sequence[Item], *, language: str, style: bytes | None = None) -> str:
    """Return pandoc's own JSON for a text that cites each item in the form "(Okada 2008)".

    Items are known to pandoc by their number, so a citation key may be anything.
    """
    references = [
        _reference(
            index,
            item,
            recased=style is not None or _english(item),
            own_style=style is not None,
        )
        for index, item in enumerate(items)
    ]
    meta: Node = {"lang": _string(language), "references": {"t": "MetaList", "c": references}}
    if style is not None:
        encoded = base64.b64encode(style).decode("ascii")
        meta["csl"] = _string(f"data:application/xml;base64,{encoded}")
    blocks = [_cited(index) for index in range(len(items))]
    whole = {"pandoc-api-version": API, "meta": meta, "blocks": blocks}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _english(item: Item) -> bool:
    return bool(item.get("language", "").startswith("en"))


def _printed(date: dict[str, Any]) -> dict[str, Any]:
    season = date.get("season")
    if not season:
        return date
    parts = [[*date["date-parts"][0], _SEASON + season]]
    return {**{name: part for name, part in date.items() if name != "season"}, "date-parts": parts}


def _reference(index: int, item: Item, *, recased: bool, own_style: bool) -> Node:
    content: Node = {"id": _string(str(index))}
    for name, value in item.items():
        if name not in _NOT_PRINTED:
            if name in _TITLES:
                content[name] = _title(value, recased=recased)
            else:
                content[name] = _value(_printed(value) if name == "issued" else value)
    # Words in the place of a date are printed once as a status, as a date twice.
    words = item.get("issued", {}).get("literal", "")
    if words and not own_style and "status" not in item:
        content["status"] = _string(words)
        del content["issued"]
    # English rules of capitals are for English: a title in a language that nobody
    # stated stays as it is written.
    content.setdefault("language", _string("und"))
    if not item.keys() & {"title", "author", "editor"}:
        content["title"] = _string(f"[{item['id']}]")
    return {"t": "MetaMap", "c": content}


def _title(text: str, *, recased: bool) -> Node:
    """Return a title; capitals need protection only where the style may change them."""
    if "“" in text:
        return _inlines(text)
    return _value(text if recased else text.replace(_PROTECTED, "<span>"))


def _value(value: Any) -> Node:
    if isinstance(value, str):
        return _inlines(value) if "<" in value else _string(value)
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {name: _value(part) for name, part in value.items()}}
    if isinstance(value, (list, tuple)):
        return {"t": "MetaList", "c": [_value(part) for part in value]}
    return _string(str(value))


def _inlines(text: str) -> Node:
    pieces = marks(text)
    if "“" not in text and not any(mark.text for mark in pieces if mark.kind != "text"):
        return _string("".join(mark.text for mark in pieces))
    levels: list[list[Node]] = [[]]
    for mark in marks(text):
        if mark.kind == "open":
            levels.append([])
        elif mark.kind == "text":
            levels[-1].extend(_words(mark.text))
        else:
            inner = levels.pop()
            levels[-1].extend(_wrapped(mark.text, inner) if inner else ())
    return {"t": "MetaInlines", "c": levels[0]}


def _wrapped(kind: str, inner: list[Node]) -> list[Node]:
    if kind == "nocase":
        return [{"t": "Span", "c": [["", ["nocase"], []], inner]}]
    return [{"t": _WRAPPERS[kind], "c": inner}] if kind in _WRAPPERS else inner


def _words(text: str) -> list[Node]:
    """Return words and spaces; what stands in “quotes” is told apart, to be nested in others."""
    nodes: list[Node] = []
    for index, piece in enumerate(_QUOTED.split(text)):
        words = _spaced(piece)
        if index % 2:
            nodes.append({"t": "Quoted", "c": [{"t": "DoubleQuote"}, words]})
        else:
            nodes.extend(words)
    return nodes


def _spaced(text: str) -> list[Node]:
    nodes: list[Node] = []
    for index, word in enumerate(text.split(" ")):
        if index:
            nodes.append(_SPACE)
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes


def _string(text: str) -> Node:
    return {"t": "MetaString", "c": text}


def _cited(index: int) -> Node:
    citation = {
        "citationId": str(index),
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], []]}]}
