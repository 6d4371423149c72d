"""A text cut along its indentation: what YAML looks like to somebody who does not parse it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# a key as it stands at the beginning of a line; ours never hold spaces
KEY = re.compile(
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s,\[\]{}"'#&*!|>%@`?:-](?:[^\s:]|:(?=\S))*)"""
    r"""(?P<colon>:)(?=[ \t\r\n]|$)"""
)
# the dash of an item, with the spaces behind it, and the tabs that YAML does not allow there
DASH = re.compile(r"-(?:[ \t]+|(?=[\r\n]|$))")
# a key whose text begins on the next line, and the key that only an item of a list begins with
_BLOCK = re.compile(rf"{KEY.pattern}[ \t]*[|>]")
_ID = re.compile(r"id:[ \t]")
_LINE = re.compile(r"^( *)(?=[^\s#])", re.MULTILINE)


class IndentedLine(NamedTuple):
    """One line of a text: where it starts, how far it is indented, what stands on it."""

    start: int
    indent: int
    content: str

    @property
    def first(self) -> int:
        """Return the index of the first thing on the line."""
        return self.start + self.indent


def line_at(text: str, index: int) -> IndentedLine:
    """Return the line that an index lies in; behind the end of a text, the last one."""
    if index >= len(text):
        index = max(len(text.rstrip()) - 1, 0)
    start = text.rfind("\n", 0, index) + 1
    stop = text.find("\n", index)
    line = text[start : stop if stop >= 0 else len(text)]
    content = line.lstrip(" ")
    return IndentedLine(start, len(line) - len(content), content.rstrip())


class Part(NamedTuple):
    """A part of a text: one key or one item, with all that is indented below it."""

    start: int
    stop: int
    column: int


def content_of(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return index and column of the first thing between two indexes, comments aside."""
    line = line_at(text, start)
    if start > line.start and text[start : start + 1] not in ("", "\n", "\r", "#"):
        return start, start - line.start
    match = _LINE.search(text, start, stop)
    return (match.end(), len(match[1])) if match else None


def cut(text: str, start: int, column: int, stop: int) -> list[Part]:
    """Return the keys or items between two indexes: what begins in a column, or left of it."""
    if DASH.match(text, start):
        heads = _items(text, start, column, stop)
    else:
        heads = _keys(text, start, column, stop)
    stops = [head for head, _ in heads[1:]] + [stop]
    return [Part(at, end, col) for (at, col), end in zip(heads, stops, strict=True)]


def _lines(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield index and column of what each line begins with, after the one at `start`."""
    for match in _LINE.finditer(text, line_at(text, start).start + 1, stop):
        if match.end() != start:
            yield match.end(), len(match[1])


def _keys(text: str, start: int, column: int, stop: int) -> list[tuple[int, int]]:
    heads = [(start, column)]
    open_key = is_open(text, start)
    for at, indent in _lines(text, start, stop):
        if indent > column or (indent == column and open_key and DASH.match(text, at)):
            continue  # a list may stand in the column of its key
        heads.append((at, indent))
        open_key = is_open(text, at)
    return heads


def _items(text: str, start: int, column: int, stop: int) -> list[tuple[int, int]]:
    """Return where the items of a list begin, also those whose dash is out of its column."""
    heads = [(start, column)]
    inner = column + 2  # where the keys of an item stand
    prose = stop  # the column of a key whose text goes on below it
    for at, indent in [(start, column), *_lines(text, start, stop)]:
        if indent > prose:
            continue
        dash = DASH.match(text, at)
        prose = indent if _BLOCK.match(text, dash.end() if dash else at) else stop
        # what is out of place to the left holds what stands right of it
        outside = indent < inner if dash else indent <= min(column, heads[-1][1])
        if at > start and (outside or (dash and _ID.match(text, dash.end()))):
            heads.append((at, indent))
    return heads


def is_open(text: str, start: int) -> bool:
    """Return whether a key stands alone on its line, with its value below."""
    key = KEY.match(text, start)
    if not key:
        return False
    line = line_at(text, start)
    rest = text[key.end() : line.first + len(line.content)].strip()
    return not rest or rest.startswith("#")
