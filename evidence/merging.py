"""Two changes of one file made one, part by part, every other byte as it was.

Whoever knows a format says where its parts stand; each is taken from the side
that changed it. Where both did, and not alike, both stand in the file between
the marks that git writes. A file whose layout is not known is left to whoever
merges lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

OURS, BETWEEN, THEIRS = "<<<<<<<", "=======", ">>>>>>>"


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file, and the items that both sides changed: these stand in it twice."""

    text: str
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilePart:
    """A stretch of a file: an item, or something that holds items.

    Shape: `text` is all of it without the blank lines behind it, `gap` these.
           Of what holds items, `head` is what stands before the first one;
           `parts` is None for an item.
    """

    name: str
    text: str
    gap: str
    head: str = ""
    parts: Mapping[str, FilePart] | None = None


class UnknownLayout(Exception):  # noqa: N818 - it says what is so, and is caught here
    """A layout in which items cannot be told apart by their lines."""


@dataclass(slots=True)
class _Merger:
    ours: str
    theirs: str
    conflicts: list[str] = field(default_factory=list)

    def merge(
        self, base: FilePart | None, one: FilePart | None, other: FilePart | None
    ) -> FilePart | None:
        """Return what comes of two changes of a part; None if it is gone."""
        if _same(one, other) or _same(base, other):
            return one
        if _same(base, one):
            return other
        if one and other and one.parts is not None and other.parts is not None:
            return self._within(base, one, other)
        return self._conflict(one, other)

    def _within(self, base: FilePart | None, one: FilePart, other: FilePart) -> FilePart:
        was = (base.parts or {}) if base else {}
        mine, its = one.parts or {}, other.parts or {}
        heads = [part.head.strip() for part in (base, one, other) if part]
        head = one.head
        if base and heads[1] == heads[0]:
            head = other.head
        elif base and heads[2] not in (heads[0], heads[1]):
            raise UnknownLayout  # a comment that both wrote anew belongs to no item
        merged = {
            key: part
            for key in _order(tuple(was), tuple(mine), tuple(its))
            if (part := self.merge(was.get(key), mine.get(key), its.get(key))) is not None
        }
        return _joined(one.name, head, merged, one, other)

    def _conflict(self, one: FilePart | None, other: FilePart | None) -> FilePart:
        some = one or other
        assert some is not None, "what both sides took out is no conflict"
        self.conflicts.append(some.name)
        sides = [f"{part.text}\n" if part else "" for part in (one, other)]
        text = f"{OURS} {self.ours}\n{sides[0]}{BETWEEN}\n{sides[1]}{THEIRS} {self.theirs}"
        return FilePart(some.name, text, some.gap)


def merged_parts(
    read: Callable[[str], FilePart],
    base: str,
    one: str,
    other: str,
    ours: str = "ours",
    theirs: str = "theirs",
) -> Merged | None:
    """Return two changes of a file merged part by part, None if its layout is not known.

    Shape: `read` returns a file in parts, or raises `UnknownLayout`.
    """
    merger = _Merger(ours, theirs)
    try:
        found = merger.merge(*map(read, (base, one, other)))
        text = f"{found.text}\n" if found and found.text else ""
        # what was put together has to read as the parts that it was made of
        if not merger.conflicts and found and _names(read(text)) != _names(found):
            return None
    except UnknownLayout:
        return None
    return Merged(text, tuple(merger.conflicts))


def _same(one: FilePart | None, other: FilePart | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.text == other.text


def _order(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of all three in one order: that of a side, with those of the other in it."""
    kept = set(base) & set(one)
    first, second = one, other
    if [key for key in base if key in kept] == [key for key in one if key in kept]:
        first, second = other, one  # this side kept the order; the other may not have
    order = list(first)
    for index, key in enumerate(second):
        if key not in first:
            before = next((k for k in reversed(second[:index]) if k in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, key)
    known = set(order)
    return (*order, *(key for key in base if key not in known))


def _joined(
    name: str, head: str, parts: dict[str, FilePart], one: FilePart, other: FilePart
) -> FilePart:
    """Return a part made of others: with the blank lines that part the others."""
    gaps = [part.gap for side in (one, other) for part in list((side.parts or {}).values())[:-1]]
    usual = max(set(gaps), key=gaps.count) if gaps else ""
    last_of = {list(side.parts)[-1] for side in (one, other) if side.parts}
    texts = []
    for number, (key, part) in enumerate(parts.items(), start=1):
        gap = usual if key in last_of or not part.gap else part.gap
        texts.append(part.text + ("\n" + gap if number < len(parts) else ""))
    return FilePart(name, (head + "".join(texts)).rstrip("\n"), one.gap, head, parts)


def _names(part: FilePart) -> list[object]:
    parts = part.parts or {}
    return [(key, one.text if one.parts is None else _names(one)) for key, one in parts.items()]
