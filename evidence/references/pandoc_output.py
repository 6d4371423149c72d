"""Pandoc's answer as references: labels from the citations, entries from the list.

The answer is a tree in JSON. It is read node by node into plain text and into
HTML of a handful of tags, whatever it holds, so that nothing in it can become
markup that we did not write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from evidence.references.csl import Item
from evidence.references.inlines import html_of, text_of
from evidence.references.labels import distinct, own_labels, plain_year, short_of
from evidence.references.reference import Reference, References
from evidence.references.smallhtml import plain


class _Cited(NamedTuple):
    """What the style made of one source in the text."""

    citation: str
    in_note: bool


def read_answer(answer: Mapping[str, Any], items: Sequence[Item]) -> References | None:
    """Return the references in pandoc's answer to `question_of(items, ...)`, None if it is none."""
    cited, entries = _sorted_out(answer.get("blocks"))
    if not all(index in cited for index in range(len(items))):
        return None
    # A style without a list of references leaves the order to the bibliography.
    order = [index for index in entries if index < len(items)]
    order += [index for index in range(len(items)) if index not in entries]
    own = dict(zip(order, own_labels([items[index] for index in order]), strict=True))
    called = {
        index: short_of(
            cited[index].citation,
            plain_year(items[index]),
            own[index],
            in_note=cited[index].in_note,
        )
        for index in order
    }
    keys = {index: str(items[index]["id"]) for index in order}
    shorts = distinct({index: (called[index], keys[index]) for index in order})
    links = frozenset(item["URL"] for item in items if "URL" in item)
    return References(
        {
            keys[index]: Reference(
                _with_addendum(
                    html_of(entries.get(index), links) or escape(own[index].text, quote=False),
                    escape(_addendum(items[index]), quote=False),
                ),
                _with_addendum(
                    text_of(entries.get(index)).strip() or own[index].text,
                    _addendum(items[index]),
                ),
                shorts[index],
            )
            for index in order
        }
    )


def _addendum(item: Item) -> str:
    return plain(item.get("custom", {}).get("addendum", ""))


def _with_addendum(entry: str, addendum: str) -> str:
    """Return an entry with what biblatex prints behind it, which CSL has no variable for."""
    if not addendum:
        return entry
    return f"{entry} {addendum}" if addendum[-1:] in ".?!" else f"{entry} {addendum}."


def _sorted_out(blocks: Any) -> tuple[dict[int, _Cited], dict[int, list[Any]]]:
    """Return the citations and the entries of the list, by the number of the item."""
    cited: dict[int, _Cited] = {}
    entries: dict[int, list[Any]] = {}
    for block in blocks if isinstance(blocks, list) else ():
        match block:
            case {
                "t": "Para",
                "c": [{"t": "Cite", "c": [[{"citationId": str(number)}], words]}],
            } if number.isdecimal():
                cited[int(number)] = _Cited(text_of(words).strip(), _is_note(words))
            case {"t": "Div", "c": [_, list(content)]}:
                entries.update(_entries(content))
    return cited, entries


def _entries(blocks: list[Any]) -> dict[int, list[Any]]:
    entries: dict[int, list[Any]] = {}
    for block in blocks:
        match block:
            case {"t": "Div", "c": [[str(name), *_], list(content)]}:
                number = name.removeprefix("ref-")
                if number.isdecimal():
                    entries[int(number)] = _inlines(content)
    return entries


def _inlines(blocks: list[Any]) -> list[Any]:
    inlines: list[Any] = []
    for block in blocks:
        match block:
            case {"t": "Para" | "Plain", "c": list(content)}:
                inlines += [{"t": "Space"}, *content] if inlines else content
            case {"t": "Div", "c": [_, list(content)]}:
                inlines += _inlines(content)
    return inlines


def _is_note(words: Any) -> bool:
    return isinstance(words, list) and any(
        isinstance(word, dict) and word.get("t") == "Note" for word in words
    )
