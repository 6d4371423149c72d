"""Two changes of one file of claims merged item by item, every other byte as it was.

An item is a claim, a finding, an element, a question, an author, what is said
of a source, or a key of the review or of the framework. Each is taken from the
side that changed it; where both did, and not alike, both stand in the file
between the marks that git writes. A file whose layout is not known is left to
whoever merges lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Entries, Items, Node
from evidence.yaml.parser import load

OURS, BETWEEN, THEIRS = "<<<<<<<", "=======", ">>>>>>>"

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


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file, and the items that both sides changed: these stand in it twice."""

    text: str
    conflicts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Part:
    """A stretch of a file: an item, or something that holds items.

    Shape: `text` is all of it without the blank lines behind it, `gap` these.
           Of what holds items, `head` is what stands before the first one;
           `parts` is None for an item.
    """

    name: str
    text: str
    gap: str
    head: str = ""
    parts: dict[str, _Part] | None = None


class _Unknown(Exception):  # noqa: N818 - it says what is so, and is caught here
    """A layout in which items cannot be told apart by their lines."""


@dataclass(slots=True)
class _Merger:
    ours: str
    theirs: str
    conflicts: list[str] = field(default_factory=list)

    def merge(self, base: _Part | None, one: _Part | None, other: _Part | None) -> _Part | None:
        """Return what comes of two changes of a part; None if it is gone."""
        if _same(one, other) or _same(base, other):
            return one
        if _same(base, one):
            return other
        if one and other and one.parts is not None and other.parts is not None:
            return self._within(base, one, other)
        return self._conflict(one, other)

    def _within(self, base: _Part | None, one: _Part, other: _Part) -> _Part:
        was = (base.parts or {}) if base else {}
        mine, its = one.parts or {}, other.parts or {}
        heads = [part.head.strip() for part in (base, one, other) if part]
        head = one.head
        if base and heads[1] == heads[0]:
            head = other.head
        elif base and heads[2] not in (heads[0], heads[1]):
            raise _Unknown  # a comment that both wrote anew belongs to no item
        merged = {
            key: part
            for key in _order(tuple(was), tuple(mine), tuple(its))
            if (part := self.merge(was.get(key), mine.get(key), its.get(key))) is not None
        }
        return _joined(one.name, head, merged, one, other)

    def _conflict(self, one: _Part | None, other: _Part | None) -> _Part:
        some = one or other
        assert some is not None, "what both sides took out is no conflict"
        self.conflicts.append(some.name)
        sides = [f"{part.text}\n" if part else "" for part in (one, other)]
        text = f"{OURS} {self.ours}\n{sides[0]}{BETWEEN}\n{sides[1]}{THEIRS} {self.theirs}"
        return _Part(some.name, text, some.gap)


def merged(
    base: str, one: str, other: str, ours: str = "ours", theirs: str = "theirs"
) -> Merged | None:
    """Return two changes of a file merged item by item, None if its layout is not known."""
    if "\r" in base + one + other:
        return None
    merger = _Merger(ours, theirs)
    try:
        parts = [_part("", text) for text in (base, one, other)]
        found = merger.merge(*parts)
    except _Unknown:
        return None
    text = f"{found.text}\n" if found and found.text else ""
    if not merger.conflicts and not _holds(text, found):
        return None
    return Merged(text, tuple(merger.conflicts))


def _same(one: _Part | None, other: _Part | None) -> bool:
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


def _joined(name: str, head: str, parts: dict[str, _Part], one: _Part, other: _Part) -> _Part:
    """Return a part made of others: with the blank lines that part the others."""
    gaps = [part.gap for side in (one, other) for part in list((side.parts or {}).values())[:-1]]
    usual = max(set(gaps), key=gaps.count) if gaps else ""
    last_of = {list(side.parts)[-1] for side in (one, other) if side.parts}
    texts = []
    for number, (key, part) in enumerate(parts.items(), start=1):
        gap = usual if key in last_of or not part.gap else part.gap
        texts.append(part.text + ("\n" + gap if number < len(parts) else ""))
    return _Part(name, (head + "".join(texts)).rstrip("\n"), one.gap, head, parts)


def _part(name: str, text: str) -> _Part:
    """Return a whole file in parts."""
    if not text.strip():
        return _Part(name, "", "", "", {})
    if not text.endswith("\n"):
        text += "\n"
    read = clean(text.encode())
    loaded = load(read.text)
    if loaded.stop is not None or len(loaded.documents) != 1 or len(read.text) != len(text):
        raise _Unknown
    root = loaded.documents[0][1]
    if not isinstance(root, Entries):
        raise _Unknown
    return _holding((), name, text, 0, len(text), root)


def _holding(
    path: tuple[str, ...], name: str, text: str, start: int, end: int, node: Node
) -> _Part:
    """Return the stretch of a file in which a node stands, in parts if it holds items."""
    body = text[start:end]
    gap = _BLANK.search(body)
    bare = body[: gap.start()] if gap else body
    whole = _Part(name, bare.rstrip("\n"), (gap[0] if gap else "").removeprefix("\n"))
    places = list(_places(path, text, node))
    starts = [_above(text, at, start) for _, at, _ in places]
    alone = len({key for key, _, _ in places}) == len(places) and starts == sorted(set(starts))
    if not places or not alone or any(at < 0 for at in starts):
        if not path:
            raise _Unknown
        return whole  # one item to us: its own items do not stand on lines of their own
    ends = [*starts[1:], end]
    whole.head = text[start : starts[0]]
    whole.parts = {
        key: _holding((*path, key), key, text, at, stop, inner)
        for (key, _, inner), at, stop in zip(places, starts, ends, strict=True)
    }
    return whole


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


def _holds(text: str, found: _Part | None) -> bool:
    """Return whether a merged file reads as the parts that it was made of."""
    try:
        again = _part("", text)
    except _Unknown:
        return False
    return found is None or _names(again) == _names(found)


def _names(part: _Part) -> list[object]:
    parts = part.parts or {}
    return [(key, one.text if one.parts is None else _names(one)) for key, one in parts.items()]
