"""Items, read one by one: what fits its shape is kept, and the rest is said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from evidence.diagnostics import Diagnostic
from evidence.yaml import shapes
from evidence.yaml.item_repair import repair
from evidence.yaml.key_suggestions import NamedItem
from evidence.yaml.nodes import Entries, Items, Node, Pages, Spot, pairs
from evidence.yaml.refusal_messages import told
from evidence.yaml.shapes import Read, Refusal, Shape

_ID = re.compile(shapes.ID)


class ItemReader:
    """Where items are read: the files that they come from, and what was found wrong in them."""

    __slots__ = ("found", "pages")

    def __init__(self, pages: Pages, found: list[Diagnostic]) -> None:
        self.pages = pages
        self.found = found

    def read(self, shape: Shape, node: Node, holder: NamedItem) -> Read | None:
        """Return what an item says, repaired where it does not fit; None if nothing is left."""
        result = shape.read(node)
        if isinstance(result, dict):
            return result
        return self.repaired(shape, node, holder, result)

    def repaired(
        self, shape: Shape, node: Node, holder: NamedItem, refused: Collection[Refusal]
    ) -> Read | None:
        """Report what is refused of an item, and return the rest of it."""
        self.found += told(refused, holder)
        return repair(node, refused, holder, shape)

    def listed(self, tree: Entries, section: str, shape: Shape) -> Iterator[tuple[Read, Spot]]:
        """Return the items of a list, without those that have no readable id."""
        items = tree.get(section)
        if not isinstance(items, Items):
            return
        for node, at in zip(items, items.marks, strict=True):
            spot = Spot(self.pages, node, at)
            read = self.read(shape, node, named_item(shape, section, spot))
            if read is not None and read["id"]:
                yield read, spot

    def keyed(self, tree: Entries, section: str, shape: Shape) -> Iterator[tuple[str, Read, Spot]]:
        """Return the items of a mapping from id to item."""
        entries = tree.get(section)
        if isinstance(entries, Entries):
            yield from self.items_of(entries, shape)

    def items_of(self, entries: Entries, shape: Shape) -> Iterator[tuple[str, Read, Spot]]:
        """Return the items of a mapping from id to item that is a section of its own."""
        for (name, node), (at, _) in zip(entries.items(), pairs(entries), strict=True):
            spot = Spot(self.pages, node, at, name)
            holder = NamedItem(f"{shape.name} `{name}`", spot, shape.fields)
            if not _ID.fullmatch(name):
                self.found += told([Refusal("bad-id", (), name)], holder)
            read = self.read(shape, node, holder)
            if read is not None:
                yield name, read, spot


def named_item(shape: Shape, section: str, spot: Spot, keys: Collection[str] = ()) -> NamedItem:
    """Return how messages call an item of a list, and what keys it may have."""
    node = spot.node
    name = node.get("id") if isinstance(node, Entries) else None
    known = name if isinstance(name, str) else ""
    if known:
        called = f"{shape.name} `{known}`"
    elif isinstance(node, Entries):
        called = f"{'an' if shape.name[0] in 'aeiou' else 'a'} {shape.name}"
    else:
        called = f"an item of `{section}`"
    return NamedItem(called, spot, keys or shape.fields, known)
