"""Items, read one by one: what fits its shape is kept, and the rest is said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from evidence.yaml import shapes
from evidence.yaml.mending import mend
from evidence.yaml.nodes import Entries, Items, Node, Pages, Slip, Spot, pairs
from evidence.yaml.owner import Owner
from evidence.yaml.refused import slips
from evidence.yaml.shapes import Read, Refusal, Shape

_ID = re.compile(shapes.ID)


class Desk:
    """Where items are read: the files that they come from, and the slips that were found."""

    __slots__ = ("pages", "slips")

    def __init__(self, pages: Pages, found: list[Slip]) -> None:
        self.pages = pages
        self.slips = found

    def read(self, shape: Shape, node: Node, owner: Owner) -> Read | None:
        """Return what an item says, mended where it does not fit; None if nothing is left."""
        result = shape.read(node)
        if isinstance(result, dict):
            return result
        return self.mended(shape, node, owner, result)

    def mended(
        self, shape: Shape, node: Node, owner: Owner, refused: Collection[Refusal]
    ) -> Read | None:
        """Report what is refused of an item, and return the rest of it."""
        self.slips += slips(refused, owner)
        return mend(node, refused, owner, shape)

    def listed(self, tree: Entries, section: str, shape: Shape) -> Iterator[tuple[Read, Spot]]:
        """Return the items of a list, without those that have no readable id."""
        items = tree.get(section)
        if not isinstance(items, Items):
            return
        for node, at in zip(items, items.marks, strict=True):
            spot = Spot(self.pages, node, at)
            read = self.read(shape, node, owner(shape, section, spot))
            if read is not None and read["id"]:
                yield read, spot

    def keyed(self, tree: Entries, section: str, shape: Shape) -> Iterator[tuple[str, Read, Spot]]:
        """Return the items of a mapping from id to item."""
        entries = tree.get(section)
        if not isinstance(entries, Entries):
            return
        for (name, node), (at, _) in zip(entries.items(), pairs(entries), strict=True):
            spot = Spot(self.pages, node, at, name)
            holder = Owner(f"{shape.name} `{name}`", spot, shape.fields)
            if not _ID.fullmatch(name):
                self.slips += slips([Refusal("bad-id", (), name)], holder)
            read = self.read(shape, node, holder)
            if read is not None:
                yield name, read, spot


def owner(shape: Shape, section: str, spot: Spot, keys: Collection[str] = ()) -> Owner:
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
    return Owner(called, spot, keys or shape.fields, known)
