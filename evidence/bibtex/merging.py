"""A library in the parts that two changes of it are merged by.

An entry is a part, known by its key, with the remarks directly above it; so are
a string and every other block that begins with `@` at the beginning of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from evidence.bibtex.blocks import split
from evidence.bibtex.positions import Lines
from evidence.merging import FilePart, Merged, UnknownLayout, merged_parts

_MARK = "\ufeff"
_OTHER = re.compile(
    r"^[^\S\n]*+@[^\S\n]*+(?:string|preamble|comment)\b", re.IGNORECASE | re.MULTILINE
)
_STRING = re.compile(r"\s*+@\s*+string\s*+[{(]\s*+([^\s={}]++)", re.IGNORECASE)
# in such a file it is not sure where an entry ends
_UNSURE = frozenset({"unclosed-entry", "lost-entry", "bib-merge-conflict"})


class _Start(NamedTuple):
    """Where a block begins, what it is called, and where it ends; 0 where nobody looked."""

    at: int
    name: str
    end: int = 0


def merged(base: str, one: str, other: str) -> Merged | None:
    """Return two changes of a library merged entry by entry, None if its layout is not known."""
    texts = (base, one, other)
    marked = [text.startswith(_MARK) for text in texts if text]
    ended = ["\r\n" in text for text in texts if text]
    if len(set(marked)) > 1 or len(set(ended)) > 1:
        return None
    plain = [text.removeprefix(_MARK).replace("\r\n", "\n") for text in texts]
    if any("\r" in text for text in plain):
        return None
    found = merged_parts(_whole, *plain)
    if found is None:
        return None
    said = found.text.replace("\n", "\r\n") if any(ended) else found.text
    return Merged(f"{_MARK if any(marked) else ''}{said}", found.conflicts)


def _whole(text: str) -> FilePart:
    """Return a library in parts.

    Raises: UnknownLayout where blocks cannot be told apart by their lines.
    """
    if not text.strip():
        return FilePart("", "", "", "", {})
    text = text if text.endswith("\n") else f"{text}\n"
    starts = sorted(_starts(text))
    if not starts or len({one.name for one in starts}) < len(starts):
        raise UnknownLayout
    begins = list(_begins(text, starts))
    parts = {
        one.name: _stretch(one.name, text[begin:end])
        for one, begin, end in zip(starts, begins, [*begins[1:], len(text)], strict=True)
    }
    return replace(_stretch("", text), head=text[: begins[0]], parts=parts)


def _starts(text: str) -> Iterator[_Start]:
    """Yield where every block begins."""
    blocks = split(Lines("", text))
    found = [one for entry in blocks.entries for one in entry.found]
    if any(one.code in _UNSURE for one in (*blocks.found, *found)):
        raise UnknownLayout
    at = 0
    for entry in blocks.entries:
        yield from _others(text, at, entry.span.start)
        at = entry.span.end
        if not entry.key:
            raise UnknownLayout
        yield _Start(entry.span.start, entry.key, entry.span.end)
    yield from _others(text, at, len(text))


def _others(text: str, start: int, stop: int) -> Iterator[_Start]:
    """Yield where blocks begin between two entries: strings by name, others by their first line."""
    for found in _OTHER.finditer(text, start, stop):
        string = _STRING.match(text, found.start())
        line = text[found.start() : text.index("\n", found.start())].strip()
        yield _Start(found.start(), f"@string {string[1]}" if string else line)


def _begins(text: str, starts: list[_Start]) -> Iterator[int]:
    """Yield where the part of each block begins: with the remarks directly above it."""
    before = 0
    for one in starts:
        line = text.rfind("\n", 0, one.at) + 1
        if text[line : one.at].strip() or line < before:
            raise UnknownLayout  # two on one line
        yield _above(text, line, before)
        # what stands behind an entry on its last line is its own
        before = text.index("\n", max(one.end - 1, one.at)) + 1


def _above(text: str, line: int, before: int) -> int:
    """Return where the remarks begin that stand above a line, after a blank one or an entry."""
    first = line
    while first > before:
        above = text.rfind("\n", 0, first - 1) + 1
        said = text[above : first - 1].strip()
        if not said or said[0] in "@})":
            break
        first = above
    return first


def _stretch(name: str, text: str) -> FilePart:
    bare = text.rstrip("\n")
    return FilePart(name, bare, text[len(bare) :].removeprefix("\n"))
