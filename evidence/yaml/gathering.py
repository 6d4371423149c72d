"""One review out of the files that it is split into.

Lists add up, mappings are united entry by entry, and what is given twice is
said with both places. Positions are those of all files together, so what comes
from several of them stands in one tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from evidence.diagnostics import Diagnostic
from evidence.model import Framework, Review
from evidence.model.fields import Keyed, Several, fields_of, stands_alone
from evidence.yaml.key_suggestions import closest
from evidence.yaml.nodes import MOST_FOUND, Entries, FileText, Items, Node, Pages, pairs
from evidence.yaml.shapes import FILE_FIELDS, HOMES


def _items_of(noun: type, kind: type[Several | Keyed]) -> frozenset[str]:
    """Return the keys of a section whose values are items, in a list or in a mapping."""
    return frozenset(
        field.key
        for field in fields_of(noun)
        if isinstance(field.kind, kind) and stands_alone(field.kind)
    )


_LISTS: Mapping[str, frozenset[str]] = {
    "review": _items_of(Review, Several),
    "framework": _items_of(Framework, Several),
}
_MAPPINGS: Mapping[str, frozenset[str]] = {
    "review": _items_of(Review, Keyed),
    "framework": _items_of(Framework, Keyed),
}
# the keys whose values are items, each of which is read by itself
ITEMS = frozenset().union(*_LISTS.values(), *_MAPPINGS.values())
_ADDED_UP = frozenset({"claims", "findings"})


class Item(NamedTuple):
    """One claim or finding as written, its position, and the defaults of its file."""

    node: Node
    at: int
    defaults: Entries | None


class Gathered(NamedTuple):
    """All files as one, not yet read for what they mean.

    Shape: `review`, `sources`, `parties` and `framework` are united; `claims` and
           `findings` are in the order of the files; `starts` says where each
           of the united sections begins first.
    """

    review: Entries
    sources: Entries
    parties: Entries
    framework: Entries
    claims: tuple[Item, ...]
    findings: tuple[Item, ...]
    defaults: tuple[tuple[Entries, int], ...]
    starts: Mapping[str, int]


def gather(
    files: Iterable[tuple[FileText, tuple[tuple[int, Node], ...]]],
    pages: Pages,
    found: list[Diagnostic],
) -> Gathered:
    """Return the sections of all documents of all files, united."""
    united = {name: Entries(0) for name in ("review", "sources", "parties", "framework")}
    items: dict[str, list[Item]] = {name: [] for name in _ADDED_UP}
    defaults: list[tuple[Entries, int]] = []
    starts: dict[str, int] = {}
    for page, documents in files:
        sections = tuple(_sections(documents, pages, found))
        for section, at, node in sections:
            if section in united and isinstance(node, Entries):
                starts.setdefault(section, at)
                _unite(united[section], node, section, pages, found)
            elif section == "defaults" and isinstance(node, Entries):
                defaults.append((node, at))
        own = next((node for node, at in defaults if page.base <= at <= page.end), None)
        for section, _, node in sections:
            if section in items and isinstance(node, Items):
                items[section] += (
                    Item(item, at, own) for item, at in zip(node, node.marks, strict=True)
                )
    return Gathered(
        united["review"],
        united["sources"],
        united["parties"],
        united["framework"],
        tuple(items["claims"]),
        tuple(items["findings"]),
        tuple(defaults),
        starts,
    )


def _sections(
    documents: tuple[tuple[int, Node], ...], pages: Pages, found: list[Diagnostic]
) -> Iterator[tuple[str, int, Node]]:
    """Return name, position and content of each section of a file."""
    if len(documents) > 1:
        found.append(
            pages.wrong(
                "several-documents",
                "a second document begins here, and a file is one",
                documents[1][0],
                documents[1][0] + len("---"),
                "delete this line, or move what follows it to a file of its own in `claims/`",
            )
        )
    for start, node in documents:
        if isinstance(node, Entries):
            yield from _known_sections(node, pages, found)
        elif isinstance(node, Items):
            section = "findings" if any(_has(item, "kind") for item in node) else "claims"
            hint = f"write `{section}:` on a line above the list"
            message = "the file is a list, and must be a mapping"
            found.append(pages.wrong("wrong-type", message, start, start + 1, hint))
            if any(_has(item, "id") for item in node):
                yield section, start, node
        elif node is not None:
            message = "the file is text, and must be a mapping"
            found.append(pages.wrong("wrong-type", message, start, 0, "begin it with `claims:`"))


def _has(item: Node, key: str) -> bool:
    return isinstance(item, Entries) and key in item


def _known_sections(
    tree: Entries, pages: Pages, found: list[Diagnostic]
) -> Iterator[tuple[str, int, Node]]:
    for (key, node), (at, _) in zip(tree.items(), pairs(tree), strict=True):
        section = key
        if key not in FILE_FIELDS:
            if len(found) >= MOST_FOUND:
                continue
            section = closest(key, FILE_FIELDS)
            home = next((home for home, keys in HOMES.items() if key in keys), "")
            hint = f"`{key}` belongs to {home}" if home else ""
            hint = f"did you mean `{section}`?" if section else hint
            message = f"the file has an unknown key `{key}`"
            found.append(pages.wrong("unknown-key", message, at, at + len(key), hint))
        if node is None or not section or (section != key and section in tree):
            continue
        if isinstance(node, Items if section in _ADDED_UP else Entries):
            yield section, at, node
        else:
            found.append(_other_type(key, node, at, pages, is_list=section in _ADDED_UP))


def _other_type(key: str, node: Node, at: int, pages: Pages, *, is_list: bool) -> Diagnostic:
    given = (
        "text" if isinstance(node, str) else "a list" if isinstance(node, Items) else "a mapping"
    )
    expected = "a list" if is_list else "a mapping"
    hint = "begin each item with `- `" if is_list else "write `key: value` on each line"
    message = f"`{key}` is {given}, and must be {expected}"
    return pages.wrong("wrong-type", message, at, at + len(key), hint)


def _unite(
    into: Entries, more: Entries, section: str, pages: Pages, found: list[Diagnostic]
) -> None:
    """Add the entries of a section; its own lists and mappings are united in turn."""
    into.lost |= more.lost
    lists = _LISTS.get(section, frozenset())
    mappings = _MAPPINGS.get(section, frozenset())
    for (key, node), (at, value_at) in zip(more.items(), pairs(more), strict=True):
        if key in lists or key in mappings:
            if node is None:
                continue
            if not isinstance(node, Items if key in lists else Entries):
                found.append(_other_type(key, node, at, pages, is_list=key in lists))
                into.lost = True
                continue
            if key not in into:
                into.put(key, Items(value_at) if key in lists else Entries(value_at), at, value_at)
            held = into[key]
            if isinstance(held, Items) and isinstance(node, Items):
                held += node
                held.marks += node.marks
            elif isinstance(held, Entries) and isinstance(node, Entries):
                _unite(held, node, key, pages, found)
        elif key in into:
            first = into.key_at(key)
            message = f"`{key}` of `{section}` is given twice"
            related = ((first, "the first one"),)
            hint = "keep one of them"
            found.append(pages.wrong("given-twice", message, at, at + len(key), hint, related))
        else:
            into.put(key, node, at, value_at)
