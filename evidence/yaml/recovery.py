"""What can still be read of a file in which libyaml stopped.

libyaml gives up at the first thing that it cannot read, and all that follows
is lost. Here such a text is cut along its indentation into the items and keys
that it consists of, and each is read by itself, down to the one that is
broken: that one is explained, and its neighbours are kept.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from evidence.diagnostics import Diagnostic
from evidence.language import counted
from evidence.yaml.indentation import DASH, KEY, Part, content_of, cut, is_open, line_at
from evidence.yaml.nodes import Entries, Items, Node, Pages, add, pairs
from evidence.yaml.parser import MAX_DEPTH, Loaded, Stop, blocks_without_text, load
from evidence.yaml.syntax import (
    TAB_BEHIND_DASH,
    Wrong,
    behind_block_sign,
    explain,
    not_an_entry,
    tab_behind_dash,
)

# a file with more broken places than this is not a review, and nobody reads on
MAX_BROKEN = 50
# each level of indentation reads its part again; no review is nested so that this is reached
MAX_READINGS = 8

_MARK = re.compile(r"^(?:---|\.\.\.)(?=\s|$)[ \t]*", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%.*$", re.MULTILINE)
_GLUED_DASH = re.compile(r"-(?=\w)")
_NO_COMMA = re.compile(r"[^,{}\[\]\"']*")
_BLOCK_SIGN = re.compile(r"^[|>][-+0-9]* *")
_ID = re.compile(r"\bid: *[\"']?([A-Za-z][\w.:-]*)")
_TAB_LINE = re.compile(r" *\t[ \t]*\S")
_DASH_TAB = re.compile(r"(?: *-)+ *\t")
# texts that are whole, and only written in a way that YAML reads as something else
_QUOTED = frozenset({"bad-escape", "unclosed-quote"})
_READABLE = frozenset({"colon-in-text", "reserved-character", "text-after-value"}) | _QUOTED


def load_all(text: str, base: int, pages: Pages) -> Loaded:
    """Return the documents of a text: as they are, or with all of them that can be read."""
    loaded = load(text, base, pages)
    if loaded.stop:
        return recover(text, loaded.stop, base, pages)
    lost = tuple(
        behind_block_sign(text, at, partial(pages.wrong, base=base))
        for at in blocks_without_text(text)
    )
    return loaded._replace(found=(*loaded.found, *lost)) if lost else loaded


def recover(text: str, stop: Stop, base: int, pages: Pages) -> Loaded:
    """Return every document of a text with all of it that can be read, and what cannot."""
    reader = _Recovery(text, base, pages)
    documents = reader.documents()
    if not reader.found and len(documents) <= 1:
        # each part reads well alone: the fault lies between them
        reader.found.append(explain(text, stop, partial(pages.wrong, base=base)))
    return Loaded(documents, tuple(_tabs_once(text, reader.found)), None)


def _tabs_once(text: str, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return what was found with one for all tabs: whoever uses them does so everywhere."""
    kept = [one for one in found if one.code != "tab-indentation"]
    tabs = [one for one in found if one.code == "tab-indentation"]
    for behind_dash, pattern in ((True, _DASH_TAB), (False, _TAB_LINE)):
        kind = [one for one in tabs if (one.message == TAB_BEHIND_DASH) is behind_dash]
        if not kind:
            continue
        first = min(kind, key=lambda one: one.order)
        lines = {one.place.line for one in kind if one.place}
        written = enumerate(text.split("\n"), start=1)
        lines |= {number for number, line in written if pattern.match(line)}
        more = len(lines) - 1
        if len(kind) > 1 and more:
            as_there = "as on" if behind_dash else "as is" if more == 1 else "as are"
            said = f"{first.message}, {as_there} {counted(more, 'more line')} of this file"
            first = replace(first, message=said)
        kept.append(first)
    return kept


class _Recovery:
    __slots__ = ("_base", "_broken", "_left", "_pages", "_text", "found")

    def __init__(self, text: str, base: int, pages: Pages) -> None:
        self._text = text
        self._base = base
        self._pages = pages
        self._broken = 0
        self._left = MAX_READINGS * len(text) + MAX_READINGS
        self.found: list[Diagnostic] = []

    def documents(self) -> tuple[tuple[int, Node], ...]:
        """Return the documents of the text, cut at lines of `---` and `...`."""
        starts = [(0, 0)]
        starts += [(match.start(), match.end()) for match in _MARK.finditer(self._text)]
        stops = [start for start, _ in starts[1:]] + [len(self._text)]
        found: list[tuple[int, Node]] = []
        for (mark, start), stop in zip(starts, stops, strict=True):
            directives = list(_DIRECTIVE.finditer(self._text, start, stop))
            for directive in directives:
                halt = Stop("", 0, "directive")
                self._break(explain(directive[0], halt, self._wrong(directive.start())))
            content = content_of(self._text, directives[-1].end() if directives else start, stop)
            if content is not None:
                node, kept = self._node(*content, stop, 0)
                if kept:
                    found.append((mark + self._base, node))
        return tuple(found)

    def _break(self, broken: Diagnostic) -> None:
        """Note a broken place; after too many of them, the last word."""
        self._broken += 1
        if self._broken <= MAX_BROKEN:
            self.found.append(broken)
        elif self._broken == MAX_BROKEN + 1:
            message = f"after {MAX_BROKEN} places that cannot be read, the rest of the file is left"
            self.found.append(self._wrong()("yaml-syntax", message, self._index(broken)))

    def _wrong(self, start: int = 0) -> Wrong:
        """Return `Pages.wrong` for what counts its positions from an index of the text."""
        return partial(self._pages.wrong, base=self._base + start)

    def _index(self, broken: Diagnostic) -> int:
        return self._pages.index(self._base, broken.place) if broken.place else 0

    def _add(self, tree: Entries, key: str, value: Node, at: int, value_at: int) -> None:
        add(tree, key, value, at, value_at, self._pages, self.found)

    def _load(self, start: int, stop: int, column: int) -> Loaded:
        self._left -= stop - start
        piece = " " * column + self._text[start:stop]
        return load(piece, self._base + start - column, self._pages)

    def _explain(self, start: int, column: int, stop: int, halt: Stop) -> Diagnostic:
        piece = " " * column + self._text[start:stop]
        return explain(piece, halt, self._wrong(start - column))

    def _node(self, start: int, column: int, stop: int, depth: int) -> tuple[Node, bool]:
        """Return what stands between two indexes, and whether any of it could be kept."""
        if self._broken > MAX_BROKEN:
            return None, False
        loaded = self._load(start, stop, column)
        if loaded.stop is None:
            self.found += loaded.found
            return (loaded.documents[0][1], True) if loaded.documents else (None, False)
        parts = self._parts(start, column, stop, depth)
        if parts is not None:
            return parts, True
        self._break(self._explain(start, column, stop, loaded.stop))
        return None, False

    def _parts(self, start: int, column: int, stop: int, depth: int) -> Entries | Items | None:
        """Return the parts of a text that cannot be read as a whole, None if it has none."""
        if depth >= MAX_DEPTH or self._left <= 0:
            return None
        children = cut(self._text, start, column, stop)
        if DASH.match(self._text, start):
            return self._items(children, depth)
        if not any(KEY.match(self._text, child.start) for child in children):
            return None
        tree = Entries(self._base + start)
        self._entries(tree, children, column, depth)
        return tree

    def _items(self, children: list[Part], depth: int) -> Items:
        tree = Items(self._base + children[0].start)
        column = children[0].column
        for child in children:
            dash = DASH.match(self._text, child.start)
            if dash is None:
                self._out_of_item(tree, child, column, depth)
                continue
            start, inner_column = content_of(self._text, dash.end(), child.stop) or (
                dash.end(),
                column + 1,
            )
            if "\t" in dash[0]:
                self._break(tab_behind_dash(child.start + dash[0].index("\t"), self._wrong()))
                inner_column = self._column_below(start, child) or inner_column
            if child.column != column:
                self._break(self._misplaced(child, column))
                inner_column = self._column_of_keys(start, child, column) or inner_column
            value, kept = self._node(start, inner_column, child.stop, depth + 1)
            known = None if kept else _ID.search(self._text, child.start, child.stop)
            if known:  # so that nobody calls links to it unknown
                value, kept = Entries(self._base + start), True
                value.put("id", known[1], self._base + known.start(), self._base + known.start(1))
                value.lost = True
            if kept:
                tree.put(value, self._base + start)
            else:
                tree.lost = True
        return tree

    def _column_below(self, start: int, child: Part) -> int:
        """Return the column that the lines below the first of an item leave for it, else 0."""
        line_end = self._text.find("\n", start, child.stop)
        if line_end < 0:
            return 0
        lines = self._text[line_end + 1 : child.stop].split("\n")
        return min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)

    def _column_of_keys(self, start: int, child: Part, column: int) -> int:
        """Return where the keys of an item stand whose dash alone is out of place, else 0."""
        right = column + start - child.start
        line_end = self._text.find("\n", start, child.stop)
        below = content_of(self._text, line_end, child.stop) if line_end >= 0 else None
        return right if below and below[1] == right else 0

    def _out_of_item(self, tree: Items, child: Part, column: int, depth: int) -> None:
        """Give a key that stands in the column of a list to the item above it."""
        last = tree[-1] if tree else None
        if isinstance(last, Entries) and KEY.match(self._text, child.start):
            self._break(self._misplaced(child, column + 2))
            self._entries(last, [child], child.column, depth)
        else:
            start = child.start
            glued = _GLUED_DASH.match(self._text, child.start)
            if glued:
                self._glued_item(tree, child, depth)
                return
            message = "this line stands among the items of a list, and is none"
            hint = "begin it with `- `, or indent it as what it belongs to"
            self._break(self._wrong()("bad-indentation", message, start, start + 1, hint))
            tree.lost = True

    def _glued_item(self, tree: Items, child: Part, depth: int) -> None:
        """Read an item whose dash has no space behind it: its first line, then the others."""
        self._break(self._not_a_key(child))
        start = child.start + 1
        stop = self._text.find("\n", start, child.stop) + 1 or child.stop
        first, _ = self._node(start, child.column + 1, stop, depth + 1)
        content = content_of(self._text, stop, child.stop) if stop < child.stop else None
        rest = self._node(*content, child.stop, depth + 1)[0] if content else None
        if isinstance(first, Entries):
            if isinstance(rest, Entries):
                self._unite(first, rest)
            tree.put(first, self._base + start)
        else:
            tree.lost = True

    def _not_a_key(self, child: Part) -> Diagnostic:
        return not_an_entry(self._text, child.start, self._wrong())

    def _misplaced(self, child: Part, column: int) -> Diagnostic:
        key = KEY.match(self._text, child.start)
        item = DASH.match(self._text, child.start)
        what = f"`{key['key']}`" if key else "this item" if item else "this line"
        spaces = counted(column, "space")
        return self._wrong()(
            "bad-indentation",
            f"{what} is indented by {child.column}, and what it belongs to by {spaces}",
            child.start,
            child.start + (len(key["key"]) if key else 1),
            f"indent it by {spaces}",
        )

    def _entries(self, tree: Entries, children: list[Part], column: int, depth: int) -> None:
        for child in children:
            if self._broken > MAX_BROKEN:
                tree.lost = True
                return
            if child.column != column:
                self._break(self._misplaced(child, column))
            key = KEY.match(self._text, child.start)
            if key is None:
                self._not_an_entry(tree, child)
                continue
            loaded = self._load(child.start, child.stop, child.column)
            inner = loaded.documents[0][1] if loaded.documents else None
            if loaded.stop is None and isinstance(inner, Entries):
                self.found += loaded.found
                self._unite(tree, inner)
            elif loaded.stop is not None:
                self._broken_entry(tree, child, key, loaded.stop, depth)

    def _unite(self, tree: Entries, inner: Entries) -> None:
        for key, (at, value_at) in zip(inner, pairs(inner), strict=True):
            self._add(tree, key, inner[key], at, value_at)
        tree.lost |= inner.lost

    def _not_an_entry(self, tree: Entries, child: Part) -> None:
        entry = self._entry(self._text[child.start : child.stop], child)
        if entry:  # its key has a space in it, and that is not for us to judge
            self._unite(tree, entry)
            return
        halt = self._load(child.start, child.stop, child.column).stop
        broken = self._not_a_key(child)
        if halt:
            broken = self._explain(child.start, child.column, child.stop, halt)
        at = self._base + child.start
        self._break(broken)
        key, _, rest = self._text[child.start : child.stop].partition(":")
        if broken.code == "missing-space" and rest and key.isidentifier():
            self._add(tree, key, " ".join(rest.split()), at, at + len(key) + 1)
        else:
            tree.lost = True

    def _broken_entry(
        self, tree: Entries, child: Part, key: re.Match[str], halt: Stop, depth: int
    ) -> None:
        """Keep what can be kept of one entry that is broken somewhere."""
        name = key["key"].strip("\"'")
        at = self._base + child.start
        content = (
            content_of(self._text, key.end(), child.stop)
            if is_open(self._text, child.start)
            else None
        )
        if content:
            # that it cannot be read as a whole is known: it is the greater part of the entry
            value: Node = self._parts(*content, child.stop, depth + 1)
            if value is None:
                value, _ = self._node(*content, child.stop, depth + 1)
            if value is None:
                tree.lost = True
            else:
                self._add(tree, name, value, at, self._base + content[0])
            return
        broken = self._explain(child.start, child.column, child.stop, halt)
        self._break(broken)
        self._mended_value(tree, child, key, broken, depth)

    def _mended_value(
        self, tree: Entries, child: Part, key: re.Match[str], broken: Diagnostic, depth: int
    ) -> None:
        """Put what the value of a broken entry was most likely meant to be."""
        index, code = self._index(broken), broken.code
        line = line_at(self._text, index)
        raw = " ".join(self._text[key.end() : child.stop].split())
        mended: Entries | None = None
        if code in ("bad-indentation", "tab-indentation") and line.start > child.start:
            # the value ends above the line that is out of place; if that is a key, it is kept
            mended = self._entry(self._text[child.start : line.start], child)
            rest, _ = self._node(line.first, line.indent, child.stop, depth + 1)
            if mended is None or not all(mended.values()):
                mended = Entries(self._base + child.start)
                mended.lost = True
            if isinstance(rest, Entries):
                self._unite(mended, rest)
            else:
                mended.lost = True
        elif code == "bad-indentation":  # a list on the line of its key
            value, kept = self._node(index, index - line.start, child.stop, depth + 1)
            if kept:
                mended = Entries(self._base + child.start)
                mended.put(key["key"], value, mended.start, self._base + index)
        elif code == "unbalanced-bracket":
            mended = self._balanced(child, raw[:1], index)
        elif code == "key-not-text" and raw[:1] == "{":
            mended = self._without_keyless(child, index)
        elif code in _READABLE and raw and raw[0] not in "{[":
            text = _BLOCK_SIGN.sub("", raw)
            mended = Entries(self._base + child.start)
            at = content_of(self._text, key.end(), child.stop) or (key.end(), 0)
            text = text.strip(raw[0]) if code in _QUOTED else text
            mended.put(key["key"].strip("\"'"), text, mended.start, self._base + at[0])
        if mended is None:
            tree.lost = True
        else:
            self._unite(tree, mended)

    def _entry(self, piece: str, child: Part) -> Entries | None:
        """Return what a changed piece of text says in place of a child, if it can be read."""
        loaded = load(
            " " * child.column + piece, self._base + child.start - child.column, self._pages
        )
        inner = loaded.documents[0][1] if loaded.documents else None
        return inner if loaded.stop is None and isinstance(inner, Entries) else None

    def _without_keyless(self, child: Part, colon: int) -> Entries | None:
        """Return an entry without what stands behind a colon that has no key."""
        before = self._text[child.start : colon].rstrip().removesuffix(",")
        value = _NO_COMMA.match(self._text, colon, child.stop)
        entry = self._entry(
            before + self._text[value.end() if value else colon : child.stop], child
        )
        inner = next(iter(entry.values()), None) if entry else None
        if isinstance(inner, Entries):
            inner.lost = True
        return entry

    def _balanced(self, child: Part, opened: str, broken: int) -> Entries | None:
        """Return an entry with its brackets put right, if one bracket is all that is wrong."""
        piece = self._text[child.start : child.stop].rstrip()
        before, after = piece[: broken - child.start], piece[broken - child.start + 1 :]
        closing = {"[": "]", "{": "}"}.get(opened, "")
        for attempt in (f"{piece}{closing}", f"{before}{closing}{after}", f"{before}{after}"):
            entry = self._entry(attempt, child)
            if entry:
                return entry
        return None
