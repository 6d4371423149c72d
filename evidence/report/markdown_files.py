"""The Markdown report as a set of files: a front page, and a file for each part of the evidence.

A template writes links as on one page, `#id`. Here each becomes the address of
the file that holds the id, and a part that a Git host would not draw is divided
by its own headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from posixpath import dirname, relpath

from evidence.language import Catalogue
from evidence.report.escaping import destination

# A Git host draws a file up to half a megabyte, and shows a longer one as it is.
MOST_BYTES = 500_000
# Templates alone begin a line with hashes or an anchor: whatever data hold is escaped.
_SECTION = re.compile(r"(?m)^(?=#{1,4} )")
_ANCHORED = re.compile(r'(?m)^(?=<a id=")')
_LINES = re.compile(r"(?m)^(?=- )")
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
# The end of a link's label, and its address; an escaped bracket ends none.
_LINK = re.compile(r"(?<!\\)((?:\\\\)*\]\()(#[^)\s]+)\)")


def part_name(report: str, part: str, number: int = 1) -> str:
    """Return the name of the file of a part, which says what the name of its report says.

    >>> part_name("report.private.id", "claims"), part_name("report", "claims", 2)
    ('report/claims.private.id.md', 'report/claims-2.md')
    """
    folder, point, kind = report.partition(".")
    return f"{folder}/{part}{f'-{number}' if number > 1 else ''}{point}{kind}.md"


def addressed(files: Mapping[str, str]) -> dict[str, str]:
    """Return files in which every link to an id leads to the file that holds it.

    >>> addressed({"a.md": "[x](#x)", "b/c.md": '<a id="x"></a>'})["a.md"]
    '[x](b/c.md#x)'
    """
    homes = {
        destination(f"#{unescape(key)}"): name
        for name, text in files.items()
        for key in _ANCHOR.findall(text)
    }

    def led(name: str, text: str) -> str:
        @cache  # a file may have thousands of links, to a few others
        def path(home: str) -> str:
            return "" if home == name else relpath(home, dirname(name) or ".")

        def address(link: re.Match[str]) -> str:
            return f"{link[1]}{path(homes.get(link[2], name))}{link[2]})"

        return _LINK.sub(address, text)

    return {name: led(name, text) for name, text in files.items()}


def divided(
    report: str, part: str, text: str, words: Catalogue, most: int = MOST_BYTES
) -> dict[str, str]:
    """Return a part of the evidence as one file, or as several of which each names the others.

    Shape: `text` begins with lines that all of them begin with, up to its title.
           It is cut before a heading; where what stands under one heading is
           too much, before an item of it, and the heading comes again.
    """
    name = part_name(report, part)
    weight = _weight(text, name)
    if weight <= most:
        return {name: text}
    top, title, *sections = _SECTION.split(text)
    title, *first = _ANCHORED.split(title)
    # two files that follow each other are together more than one may be
    links = (2 * weight // most + 2) * (len(name) + len("[99](-99) · "))
    room = most - _weight(top + title, name) - links
    sections = ["".join(first), *_joined(sections)]
    cut = list(_filled([p for each in sections for p in _pieces(each, room, name)], room, name))
    heads = _heads(report, part, len(cut), words)
    made = {}
    for number, (head, body) in enumerate(zip(heads, cut, strict=True), 1):
        called = title if number == 1 else _without_anchor(title)
        made[part_name(report, part, number)] = f"{top}{called}{head}{body}".rstrip() + "\n"
    return made


def _weight(text: str, name: str) -> int:
    """Return the bytes of a text once its links name files, or a little more."""
    return len(text.encode()) + text.count("](#") * (len(name) + len("-9999../"))


def _pieces(section: str, room: int, name: str) -> Iterator[str]:
    """Yield a section, or the pieces of one that is too long, each under its heading."""
    if _weight(section, name) <= room:
        yield section
        return
    head, *items = _ANCHORED.split(section)
    if not items:
        head, *items = _LINES.split(section)
    again = _without_anchor(head)
    for number, body in enumerate(_filled(items, room - _weight(head, name), name)):
        yield f"{again if number else head}{body}"


def _joined(sections: Sequence[str]) -> Iterator[str]:
    """Yield sections, a heading with nothing under it together with the one that follows."""
    bare = ""
    for section in sections:
        if "\n" in section.strip():
            yield bare + section
            bare = ""
        else:
            bare += section
    if bare:
        yield bare


def _filled(pieces: Sequence[str], room: int, name: str) -> Iterator[str]:
    """Yield pieces put together, as many as there is room for."""
    held: list[str] = []
    left = room
    for piece in pieces:
        weight = _weight(piece, name)
        if held and weight > left:
            yield "".join(held)
            held, left = [], room
        held.append(piece)
        left -= weight
    if held:
        yield "".join(held)


def _heads(report: str, part: str, number: int, words: Catalogue) -> list[str]:
    """Return for each of the files of a part which one it is, with links to the others."""
    names = [part_name(report, part, one) for one in range(1, number + 1)]

    def head(own: int) -> str:
        said = [
            str(one) if one == own else f"[{one}]({relpath(name, dirname(name))})"
            for one, name in enumerate(names, 1)
        ]
        return f"{words('Part:')} {' · '.join(said)}\n\n"

    return [head(own) for own in range(1, number + 1)]


def _without_anchor(heading: str) -> str:
    """Return a heading that comes again, without the id that the first one bears."""
    return _ANCHOR.sub("", heading)
