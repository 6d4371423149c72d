"""A file of claims in the parts that two changes of it are merged by.

An item is a claim, a finding, an element, a question, an author, what is said
of a source, or a key of the review or of the framework.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence.merging import FilePart, Merged, UnknownLayout, merged_parts
from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Entries, Items, Node
from evidence.yaml.parser import load

# where items stand: lists of items with ids, and mappings whose entries are items
_LISTS = {
    ("claims",): "id",
    ("findings",): "id",
    ("review", "questions"): "id",
    ("review", "authors"): "initials",
    ("review", "machines"): "initials",
    ("framework", "elements"): "id",
}
_MAPPINGS = frozenset(
    {
        (),
        ("sources",),
        ("parties",),
        ("review",),
        ("framework",),
        ("framework", "facets"),
        ("framework", "finding_kinds"),
        ("framework", "relation_types"),
    }
)
_BLANK = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*\Z")


def merged(base: str, one: str, other: str) -> Merged | None:
    """Return two changes of a file merged item by item, None if its layout is not known."""
    if "\r" in base + one + other:
        return None
    return merged_parts(lambda text: _part("", text), base, one, other)


def _part(name: str, text: str) -> FilePart:
    """Return a whole file in parts."""
    if not text.strip():
        return FilePart(name, "", "", "", {})
    if not text.endswith("\n"):
        text += "\n"
    read = clean(text.encode())
    loaded = load(read.text)
    if loaded.stop is not None or len(loaded.documents) != 1 or len(read.text) != len(text):
        raise UnknownLayout
    root = loaded.documents[0][1]
    if not isinstance(root, Entries):
        raise UnknownLayout
    return _holding((), name, text, 0, len(text), root)


def _holding(
    path: tuple[str, ...], name: str, text: str, start: int, end: int, node: Node
) -> FilePart:
    """Return the stretch of a file in which a node stands, in parts if it holds items."""
    body = text[start:end]
    gap = _BLANK.search(body)
    bare = body[: gap.start()] if gap else body
    whole = FilePart(name, bare.rstrip("\n"), (gap[0] if gap else "").removeprefix("\n"))
    places = list(_places(path, text, node))
    starts = [_above(text, at, start) for _, at, _ in places]
    alone = len({key for key, _, _ in places}) == len(places) and starts == sorted(set(starts))
    if not places or not alone or any(at < 0 for at in starts):
        if not path:
            raise UnknownLayout
        return whole  # one item to us: its own items do not stand on lines of their own
    ends = [*starts[1:], end]
    parts = {
        key: _holding((*path, key), key, text, at, stop, inner)
        for (key, _, inner), at, stop in zip(places, starts, ends, strict=True)
    }
    return replace(whole, head=text[start : starts[0]], parts=parts)


def _places(path: tuple[str, ...], text: str, node: Node) -> Iterator[tuple[str, int, Node]]:
    """Yield the items of a node: what each is called, where its first line begins.

    Shape: -1 for one that does not stand on lines of its own.
    """
    if path in _LISTS and isinstance(node, Items):
        for item, at in zip(node, node.marks, strict=True):
            key = item.get(_LISTS[path]) if isinstance(item, Entries) else None
            first = text.rfind("\n", 0, at) + 1
            known = isinstance(key, str) and text[first:at].strip() == "-"
            yield str(key), first if known else -1, None
    elif path in _MAPPINGS and isinstance(node, Entries):
        for key, at in zip(node, node.marks[::2], strict=True):
            first = text.rfind("\n", 0, at) + 1
            yield key, first if not text[first:at].strip() else -1, node[key]


def _above(text: str, at: int, start: int) -> int:
    """Return where the comments begin that stand directly above a line, after a blank one."""
    first = at
    if at < 0:
        return at
    while first > start:
        before = text.rfind("\n", 0, first - 1) + 1
        if not text[before : first - 1].lstrip().startswith("#"):
            break
        first = before
    # comments that follow an item without a blank line are that item's
    if (
        first < at
        and first > start
        and text[text.rfind("\n", 0, first - 1) + 1 : first - 1].strip()
    ):
        return at
    return max(first, start)
