"""What was written, and where: the tree of a YAML file and the places in it.

A position is one integer: files lie one behind the other, so that what comes
from several files can stand in one tree. Lines, columns and the end of a value
are worked out only when somebody asks for them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from evidence.diagnostics import Diagnostic, Fixed, Place, Related
from evidence.yaml.rules import SEVERITIES

# a file with more than this is broken as a whole; to seek out the rest would take for ever
MOST_FOUND = 1000


class Entries(dict[str, "Node"]):
    """A mapping as it was written.

    Shape: `marks` holds the positions of key and value of each entry, in
           order; `lost` says that an entry could not be read and was reported.
    """

    __slots__ = ("lost", "marks", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.marks: list[int] = []
        self.lost = False

    def put(self, key: str, value: Node, at: int, value_at: int) -> None:
        """Add an entry, with the positions of its key and of its value."""
        self[key] = value
        self.marks += (at, value_at)

    def key_at(self, key: str) -> int:
        """Return the position of a key that is there."""
        return self.marks[2 * list(self).index(key)]

    def value_at(self, key: str) -> int:
        """Return the position of the value of a key that is there."""
        return self.marks[2 * list(self).index(key) + 1]


class Items(list["Node"]):
    """A list as it was written, with the position of each item in `marks`."""

    __slots__ = ("lost", "marks", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.marks: list[int] = []
        self.lost = False

    def put(self, value: Node, at: int) -> None:
        """Add an item with its position."""
        self.append(value)
        self.marks.append(at)


# None is an empty value; every other scalar stays the text that it was
Node: TypeAlias = str | Entries | Items | None

# the path of a value below an item: keys and indexes
Path: TypeAlias = tuple[str | int, ...]


def add(
    tree: Entries,
    key: str,
    value: Node,
    at: int,
    value_at: int,
    pages: Pages,
    found: list[Diagnostic],
) -> None:
    """Put an entry into a mapping; a repeated key is reported, and nothing of it is lost.

    Lists are joined and mappings are united, so that what stands under the
    second key is still read; of two texts the first one stays.
    """
    if key not in tree:
        tree.put(key, value, at, value_at)
        return
    if len(found) < MOST_FOUND:
        message = f"the key `{key}` is given twice"
        related = ((tree.key_at(key), "the first one"),)
        hint = "keep one of them"
        found.append(pages.wrong("duplicate-key", message, at, at + len(key), hint, related))
    before = tree[key]
    if isinstance(before, Items) and isinstance(value, Items):
        before += value
        before.marks += value.marks
    elif isinstance(before, Entries) and isinstance(value, Entries):
        for inner, (inner_at, inner_value_at) in zip(value, pairs(value), strict=True):
            if inner not in before:
                before.put(inner, value[inner], inner_at, inner_value_at)


def pairs(tree: Entries) -> Iterator[tuple[int, int]]:
    """Return the positions of key and value of each entry."""
    return zip(tree.marks[::2], tree.marks[1::2], strict=True)


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of one file, and the position at which it starts."""

    file: str
    text: str
    base: int

    @property
    def end(self) -> int:
        """Return the position behind the last character."""
        return self.base + len(self.text)


_LINE_BREAK = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r'"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\r\n]|\'\')*\'')


class Pages:
    """All files that are read together: from a position to file, line and column."""

    __slots__ = ("_bases", "_ends", "_lines", "_pages")

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        pages: list[FileText] = []
        base = 0
        for file, text in texts:
            pages.append(FileText(file, text, base))
            base += len(text) + 1  # the end of a file is a position of its own
        self._pages = tuple(pages)
        self._bases = [page.base for page in pages]
        # cut into lines when a place is first asked for: most files are never asked
        self._lines: dict[int, list[int]] = {}
        # a value that many things are wrong with is looked through once
        self._ends: dict[int, int] = {}

    def __iter__(self) -> Iterator[FileText]:
        return iter(self._pages)

    def _page(self, position: int) -> tuple[FileText, list[int]]:
        number = max(bisect_right(self._bases, position) - 1, 0)
        page = self._pages[number]
        lines = self._lines.get(number)
        if lines is None:
            lines = [0, *map(re.Match.end, _LINE_BREAK.finditer(page.text))]
            self._lines[number] = lines
        return page, lines

    def line(self, position: int) -> int:
        """Return the number of the line in which a position lies."""
        page, lines = self._page(position)
        return bisect_right(lines, position - page.base)

    def place(self, start: int, end: int = 0) -> Place:
        """Return the place of a position; `end` is the first position after the stretch."""
        page, lines = self._page(start)
        index = start - page.base
        line = bisect_right(lines, index)
        first = lines[line - 1]
        last = lines[line] if line < len(lines) else len(page.text)
        width = len(page.text[index:last].rstrip())
        stop = min(end - page.base, index + width) if end else 0
        column = index - first + 1
        return Place(page.file, line, column, stop - first + 1 if stop > index else 0)

    def index(self, base: int, place: Place) -> int:
        """Return the index of a place in the text of its file, which starts at `base`."""
        _, lines = self._page(base)
        return lines[place.line - 1] + place.column - 1

    def wrong(
        self,
        code: str,
        message: str,
        start: int,
        end: int = 0,
        help: str = "",  # noqa: A002 - as in the diagnostic
        related: Iterable[tuple[int, str]] = (),
        item: str = "",
        base: int = 0,
    ) -> Diagnostic:
        """Return a diagnostic of what stands between two positions.

        Shape: the positions, and those of `related`, count from `base`.
        """
        return Diagnostic(
            code,
            SEVERITIES[code],
            _one_line(message),
            self.place(base + start, base + end if end else 0),
            _one_line(help),
            tuple(Related(self.place(base + at), _one_line(what)) for at, what in related),
            item,
        )

    def end_of(self, start: int, node: Node) -> int:
        """Return the position after the value or key at `start`, on its first line."""
        page, lines = self._page(start)
        text, index = page.text, start - page.base
        if isinstance(node, str) and node and text.startswith(node, index):
            return start + len(node)
        line = bisect_right(lines, index)
        last = lines[line] if line < len(lines) else len(text)
        if isinstance(node, str):
            if start not in self._ends:
                quoted = _QUOTED.match(text, index, last)
                self._ends[start] = page.base + quoted.end() if quoted else 0
            if self._ends[start]:
                return self._ends[start]
        elif node is not None and text[index : index + 1] in ("{", "["):
            if start not in self._ends:
                closed = closing(text, index, last)
                self._ends[start] = page.base + closed if closed else 0
            if self._ends[start]:
                return self._ends[start]
        return page.base + index + len(text[index:last].split(" #", 1)[0].rstrip())


def _one_line(text: str) -> str:
    """Return a message on one line, whatever it quotes: no control and no hidden characters."""
    if not text.isprintable():
        text = " ".join(text.split())
        text = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)
    return text


def closing(text: str, start: int, stop: int) -> int:
    """Return the index after the bracket that closes the one at `start`, 0 if none does."""
    depth, index = 0, start
    while index < stop:
        character = text[index]
        quoted = _QUOTED.match(text, index, stop) if character in "\"'" else None
        if quoted:
            index = quoted.end()
            continue
        depth += (character in "[{") - (character in "]}")
        index += 1
        if depth == 0:
            return index
    return 0


class Spot:
    """Where one item of a file stands: a `Where` that keeps the item's tree.

    No dataclass, so that `dataclasses.asdict` of an item does not unfold the
    tree. It never changes, so a copy is itself; what is pickled keeps the place
    of the item alone, for the tree would take the whole file along.

    Shape: `start` is the position that stands for the whole item: that of its
           key, whose text is `name`, or where an item of a list begins.
    """

    __slots__ = ("name", "node", "pages", "start")

    def __init__(self, pages: Pages, node: Node, start: int, name: str = "") -> None:
        self.pages = pages
        self.node = node
        self.start = start
        self.name = name

    def __str__(self) -> str:
        return str(self.at())

    def __copy__(self) -> Spot:
        return self

    def __deepcopy__(self, _: object) -> Spot:
        return self

    def __reduce__(self) -> tuple[type[Fixed], tuple[Place]]:
        return Fixed, (self.at(),)

    def at(self, *path: str | int) -> Place:
        """Return the place of the value at `path`; of the nearest one above if it is absent."""
        return self.pages.place(*self.stretch(path))

    def key(self, *path: str | int) -> Place:
        """Return the place of the key that holds the value at `path`."""
        return self.pages.place(*self.stretch(path, key=True))

    def stretch(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return the positions of the value, or the key, at `path` and of what follows it."""
        node = self.node
        shown: Node = self.name or None
        start, at_key, key_shown = self.start, self.start, shown
        for step in path:
            if isinstance(node, Entries) and isinstance(step, str) and step in node:
                index = 2 * list(node).index(step)
                at_key, key_shown = node.marks[index], step
                start, node = node.marks[index + 1], node[step]
            elif isinstance(node, Items) and isinstance(step, int) and 0 <= step < len(node):
                start, node = node.marks[step], node[step]
            else:
                break
            shown = node
            if node is None:  # nothing is written there but the key
                start, shown = at_key, key_shown
        if key:
            start, shown = at_key, key_shown
        return start, self.pages.end_of(start, shown)
