"""YAML into a tree in which every key and value knows its position.

The events come from libyaml; the tree is ours, because it must keep positions,
name both places of a repeated key, leave scalars as text (the schema says what
they mean), and refuse what can hide or explode: anchors, aliases, merge keys,
tags, absurd depth and size. Only this module knows PyYAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs hide it
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.tokens import (
    FlowEntryToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
)

from evidence.diagnostics import Diagnostic
from evidence.yaml.for_libyaml import ForLibyaml, as_written, for_libyaml, without_tab
from evidence.yaml.locators import locator
from evidence.yaml.nodes import Entries, Items, Node, Pages, add

TOO_DEEP = "too deep"
GLUED_COMMENT = "a comment without a space before it"

# no honest review comes near these; libyaml turns quadratic on deep brackets
MAX_DEPTH = 64
MAX_SCALAR = 1_000_000

_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_LONGEST_EMPTY = 4
_LONGEST_TAG = 80
# of blank lines with a tab, each of which is read anew
_MOST_TABS = 20

# `#` begins a comment only behind a space; libyaml does not look, and drops the rest of the line
_GLUED = re.compile(r"""#(?<=["'\]}\[{,|>+\-0-9]#)""")
_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*(?=#)")
_ENDS = (
    FlowEntryToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
)


# events have no common type that knows their attributes
_Event: TypeAlias = Any


class Stop(NamedTuple):
    """Where libyaml could not go on, in its own words, with indexes into the text."""

    problem: str
    at: int
    context: str = ""
    context_at: int = 0


class Loaded(NamedTuple):
    """What one text holds: its documents, what is wrong with them, and where it stopped."""

    documents: tuple[tuple[int, Node], ...]
    found: tuple[Diagnostic, ...]
    stop: Stop | None


class _TooDeepError(Exception):
    """The nesting passed the limit, at a position."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(position)


def load(text: str, base: int = 0, pages: Pages | None = None) -> Loaded:
    """Return the documents of a text, up to the first place that cannot be read.

    Shape: each document comes with its position; `base` is added to every
           position. `pages` are the files that the text stands in, for the
           places of what is wrong.
    """
    pages = pages or Pages([("", text)])
    given = for_libyaml(text)
    loaded = _load(given, text, base, pages)
    for _ in range(_MOST_TABS):
        if loaded.stop is None:
            break
        written = without_tab(given.text, loaded.stop.at)
        if written == given.text:
            return loaded
        given = given._replace(text=written)
        loaded = _load(given, text, base, pages)
    if loaded.stop is None and _GLUED.search(text):
        return loaded._replace(stop=_glued_comment(given.text))
    return loaded


def _load(given: ForLibyaml, text: str, base: int, pages: Pages) -> Loaded:
    events = iter(CParser(given.text).get_event, None)
    next_event = events.__next__
    if given.filler:
        next_event = partial(_event_as_written, next_event, given, text)
    reader = _Reader(text, base, next_event, pages)
    documents: list[tuple[int, Node]] = []
    stop = None
    try:
        # StreamStart, (DocumentStart, a node, DocumentEnd)*, StreamEnd
        event: _Event
        for event in events:
            start = event.start_mark.index + base
            if type(event) is DocumentStartEvent:
                if event.version or event.tags:
                    reader.directive(start)
                documents.append((start, reader.document()))
    except _TooDeepError as error:
        stop = Stop(TOO_DEEP, error.position - base)
    except MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else 0
        stop = Stop(
            error.problem or "",
            min(at, len(text)),
            error.context or "",
            error.context_mark.index if error.context_mark else 0,
        )
    return Loaded(tuple(documents), reader.found(), stop)


def _event_as_written(next_event: Callable[[], _Event], given: ForLibyaml, text: str) -> _Event:
    event = next_event()
    written = text[event.start_mark.index : event.end_mark.index]
    if type(event) is ScalarEvent:
        event.value = as_written(event.value, given, written, escapes=event.style == '"')
    return event


def _glued_comment(text: str) -> Stop | None:
    """Return the first place where something ends and `#` follows at once, None if none does."""
    for token in iter(CParser(text).get_token, None):
        end = token.end_mark.index
        if type(token) is ScalarToken:
            if token.style in ("|", ">"):
                sign = _BLOCK_SIGN.match(text, token.start_mark.index)
                end = sign.end() if sign else len(text)
            elif token.style not in ("'", '"'):
                continue
        elif type(token) not in _ENDS:
            continue
        if text.startswith("#", end):
            return Stop(GLUED_COMMENT, end)
    return None


def blocks_without_text(text: str) -> list[int]:
    """Return where `>5` or `|2` stands and no text below it: YAML reads it as an empty text."""
    if not _NUMBERED_BLOCK.search(text):
        return []
    return [
        token.start_mark.index
        for token in iter(CParser(text).get_token, None)
        if type(token) is ScalarToken
        and token.style in ("|", ">")
        and not token.value.strip()
        and _NUMBERED_BLOCK.match(text, token.start_mark.index - 1)
    ]


_NUMBERED_BLOCK = re.compile(r"\s[|>]\d")


class _Reader:
    """Reads nodes from events.

    The two loops, `_entries` and `_items`, are the hottest code of
    `evidence check`: what an ordinary review holds goes straight through them,
    and everything else leaves them by a method of its own.
    """

    __slots__ = ("_anchors", "_base", "_cut", "_found", "_next", "_pages", "_text")

    def __init__(
        self, text: str, base: int, next_event: Callable[[], _Event], pages: Pages
    ) -> None:
        self._text = text
        self._base = base
        self._next = next_event
        self._pages = pages
        self._found: list[Diagnostic] = []
        self._anchors: dict[str, list[int]] = {}
        self._cut = -1

    def found(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong with all that was read, each anchor once."""
        return (*self._found, *(self._anchor(name, at) for name, at in self._anchors.items()))

    def directive(self, start: int) -> None:
        """Report a line that begins with `%`, at the document that it speaks of."""
        self._found.append(
            self._pages.wrong(
                "directive",
                "a line with `%` speaks to the YAML parser, and is not allowed",
                start,
                start + 1,
                "delete it",
            )
        )

    def document(self) -> Node:
        """Return the node that stands at the next event, None for one that is refused."""
        node, _ = self._node(self._next(), 0)
        return node

    def _node(self, event: _Event, depth: int) -> tuple[Node, bool]:
        """Return the node that begins with an event, and whether it could be kept."""
        kind = type(event)
        if kind is AliasEvent:
            self._note(event)
            return None, False
        if event.anchor is not None or event.tag is not None:
            self._note(event)
        start = event.start_mark.index + self._base
        if kind is MappingStartEvent:
            return self._entries(start, depth + 1), True
        if kind is SequenceStartEvent:
            return self._items(start, depth + 1), True
        value: str = event.value
        if len(value) > MAX_SCALAR:
            self._found.append(self._too_long(value, start))
            return None, False
        return (None if value in _EMPTY and event.implicit[0] else value), True

    def _entries(self, start: int, depth: int) -> Entries:
        if depth > MAX_DEPTH:
            raise _TooDeepError(start)
        next_event, base = self._next, self._base
        tree = Entries(start)
        mark = tree.marks.append
        value: Node
        while True:
            event = next_event()
            if type(event) is MappingEndEvent:
                break
            at = event.start_mark.index + base
            if type(event) is not ScalarEvent:
                self._pass_over(event, tree, depth)
                continue
            if event.anchor is not None or event.tag is not None:
                self._note(event)
            key: str = event.value
            event = next_event()
            value_at = event.start_mark.index + base
            if (
                type(event) is not ScalarEvent
                or event.anchor is not None
                or event.tag is not None
                or (len(value := event.value) <= _LONGEST_EMPTY and value in _EMPTY)
                or len(value) > MAX_SCALAR
            ):
                value, kept = self._node(event, depth)
                if not kept:
                    tree.lost = True
                    continue
            if value is None or key in tree:
                self._odd_entry(tree, key, value, at, value_at)
            else:
                tree[key] = value
                mark(at)
                mark(value_at)
        if "<<" in tree or "" in tree:
            self._odd_keys(tree)
        return tree

    def _items(self, start: int, depth: int) -> Items:
        if depth > MAX_DEPTH:
            raise _TooDeepError(start)
        next_event, base = self._next, self._base
        tree = Items(start)
        mark = tree.marks.append
        value: Node
        while True:
            event = next_event()
            if type(event) is SequenceEndEvent:
                return tree
            at = event.start_mark.index + base
            if (
                type(event) is not ScalarEvent
                or event.anchor is not None
                or event.tag is not None
                or (len(value := event.value) <= _LONGEST_EMPTY and value in _EMPTY)
                or len(value) > MAX_SCALAR
            ):
                value, kept = self._node(event, depth)
                if not kept:
                    tree.lost = True
                    continue
            tree.append(value)
            mark(at)

    def _note(self, event: _Event) -> None:
        """Report an anchor, an alias or a tag; what they stand on is kept where it can be."""
        start = event.start_mark.index + self._base
        if event.anchor is not None:
            self._anchors.setdefault(event.anchor, []).append(start)
        elif type(event) is not AliasEvent:
            index = event.start_mark.index
            tag = self._text[index : index + _LONGEST_TAG].split(maxsplit=1)[0]
            self._found.append(
                self._pages.wrong(
                    "tag",
                    f"the tag `{tag}` is not allowed",
                    start,
                    start + len(tag),
                    "remove the tag; put the text in quotes if it begins with `!`",
                )
            )

    def _pass_over(self, event: _Event, tree: Entries, depth: int) -> None:
        """Report a key that is a list or a mapping, and leave out its entry."""
        start = event.start_mark.index + self._base
        before = len(self._found)
        self._node(event, depth)
        self._node(self._next(), depth)
        del self._found[before:]  # the entry goes as a whole, and with one message
        self._found.append(
            self._pages.wrong(
                "key-not-text",
                "a list or a mapping stands where a key is expected",
                start,
                start + 1,
                "write the key as plain text, followed by a colon and a space",
            )
        )
        tree.lost = True

    def _odd_entry(self, tree: Entries, key: str, value: Node, at: int, value_at: int) -> None:
        """Put an entry that has no value, or whose key was there before."""
        index = value_at - self._base
        if (
            value is None
            and key
            and self._text.startswith("{", tree.start - self._base)
            and not self._text[:index].rstrip().endswith(":")
        ):
            self._bare_entry(tree, key, at, value_at)
        else:
            add(tree, key, value, at, value_at, self._pages, self._found)

    def _bare_entry(self, tree: Entries, key: str, at: int, end: int) -> None:
        """Report words without a colon in `{…}`, and give them back to the text before them."""
        last = next(reversed(tree), "")
        before = tree.get(last)
        if not isinstance(before, str):
            place = locator(key)
            first, _, rest = key.partition(" ")
            term, value = place or (first, rest)
            hint = f"write `{term}: {value}`" if value else f"give it a value, `{key}: …`"
            message = f"`{key}` has no colon, and no value"
            self._found.append(self._pages.wrong("missing-colon", message, at, end, hint))
            if place:
                add(tree, term, value, at, at, self._pages, self._found)
            else:
                tree.lost = True
            return
        whole = f"{before}, {key}"
        tree[last] = whole
        if self._cut != tree.marks[-1]:  # one message, however many commas the text has
            self._cut = tree.marks[-1]
            self._found.append(
                self._pages.wrong(
                    "cut-prose",
                    f"a comma ends the text of `{last}` in `{{…}}`, and `{key}` stands alone",
                    at,
                    end,
                    f'put the text in quotes, `{last}: "{_shortened(whole)}"`',
                )
            )

    def _odd_keys(self, tree: Entries) -> None:
        """Report a merge key or an entry without a key, and leave them out."""
        for key, code, message, hint in (
            ("<<", "merge-key", "`<<` merges mappings, which is not allowed", "write them out"),
            ("", "key-not-text", "a colon stands without a key", "write the key before it"),
        ):
            if key in tree:
                at = tree.key_at(key)
                self._found.append(self._pages.wrong(code, message, at, at + (len(key) or 1), hint))
                place = list(tree).index(key)
                del tree.marks[2 * place : 2 * place + 2]
                del tree[key]
                tree.lost = True

    def _anchor(self, name: str, at: list[int]) -> Diagnostic:
        message = f"anchors and aliases are not allowed, and `{name}` is one"
        hint = "write the value out where it is needed; put text that begins with `&` or `*` "
        related = ((position, "and here") for position in at[1:4])
        end = at[0] + len(name) + 1
        return self._pages.wrong("anchor", message, at[0], end, f"{hint}in quotes", related)

    def _too_long(self, value: str, start: int) -> Diagnostic:
        return self._pages.wrong(
            "too-long",
            f"a text of {len(value):,} characters is longer than {MAX_SCALAR:,}",
            start,
            help="a review holds statements and short quotes; full texts belong in `review.texts`",
        )


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
