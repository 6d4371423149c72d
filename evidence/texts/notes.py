"""Notes at the foot of a page, boxes, and the marks that call the notes.

A block of notes is known by the rule above it, or by a mark in the page that
calls its first number. A note is given its right number: that of its mark, or
the next one where the print repeats a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence.texts.full_text import Aside, AsideKind, Mark, Page
from evidence.texts.lines import Line, by_page

_RULE = re.compile(r"\n[ \t]{30,}\n|\n\s*[_\-–—]{5,}\s*\n")
_ENTRY = re.compile(r"(\d{1,3})(?:[.)]?\s+\S|(?=[^\W\d_])|$)")
_BOX = re.compile(r"(?:Kotak|Boks|Box|Panel)\s+(\d+)\s*[.:–-]?\s*(.*)", re.IGNORECASE)
_BOX_MOST = 4000  # code points: a box longer than a page is no box


@dataclass(slots=True)
class _Found:
    asides: list[Aside] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    last: int = 0


def notes_of(
    text: str, lines: Sequence[Line], pages: Sequence[Page]
) -> tuple[list[Aside], tuple[Mark, ...]]:
    """Return the notes and boxes of a text, and the marks of the notes."""
    found = _Found()
    for page in by_page(text, lines, pages):
        _page(text, page, found)
    found.asides.sort(key=lambda aside: aside.start)
    return found.asides, tuple(sorted(found.marks, key=lambda mark: mark.start))


def _page(text: str, lines: list[Line], found: _Found) -> None:
    ruled, first = _block(text, lines, found.last)
    flow = lines[:first]
    entries: list[list[Line]] = []
    numbers: list[int] = []
    cursor = first
    while cursor < len(lines):
        line = lines[cursor]
        if _BOX.match(line.text) or (entries and _resumes(flow, lines[cursor - 1], line)):
            break
        entry = _ENTRY.match(line.text)
        if entry and _follows(int(entry[1]), numbers, found.last, ruled=ruled):
            entries.append([])
            numbers.append(int(entry[1]))
        if not entries:
            break
        entries[-1].append(line)
        cursor += 1
    rest = lines[cursor:]
    _boxes([*flow, *rest], found)
    if entries:
        _notes(text, flow, entries, numbers, found)


def _block(text: str, lines: list[Line], last: int) -> tuple[bool, int]:
    """Return whether a rule opens the block of notes, and its first line's index."""
    for index, line in enumerate(lines):
        entry = _ENTRY.match(line.text)
        if not entry:
            continue
        number = int(entry[1])
        before = text[lines[index - 1].end if index else 0 : line.start]
        if _RULE.search(before) and number in (1, last, last + 1):
            return True, index
        starts = number == last + 1 or (number == 1 and last)
        if starts and index * 3 > len(lines) and len(line.text) > 8:
            page = text[lines[0].start : line.start]
            if _called(number, page) or any(own.text == entry[1] for own in lines[:index]):
                return False, index
    return False, len(lines)


def _called(number: int, page: str) -> re.Match[str] | None:
    """Return the place where a raised number stands at a word or a punctuation mark."""
    return re.search(rf"(?<=[^\W\d_]|[.,;:)\]”\"’'%])({number})(?![\d.,]?\d|[^\W\d_])", page)


def _follows(number: int, numbers: list[int], last: int, *, ruled: bool) -> bool:
    if not numbers:
        return number in (1, last, last + 1)
    # a rule makes sure that these are notes, and a misprint may repeat a number
    return number == numbers[-1] + 1 or (ruled and number == numbers[-1])


def _resumes(flow: list[Line], before: Line, line: Line) -> bool:
    """Return whether the running text goes on at this line, broken off before the notes."""
    return bool(flow) and not flow[-1].ends_sentence and before.ends_sentence and line.goes_on


def _notes(
    text: str, flow: list[Line], entries: list[list[Line]], numbers: list[int], found: _Found
) -> None:
    own = [line for line in flow if line.text.isdecimal() and len(line.text) < 4]
    if len(own) == len(entries):
        right = [int(line.text) for line in own]
    else:
        right = _counted(numbers, found.last)
    start, end = (flow[0].start, flow[-1].end) if flow else (0, 0)
    for number, printed, lines in zip(right, numbers, entries, strict=True):
        mark = next(
            (Mark(one.start, one.end, str(number)) for one in own if one.text == str(number)), None
        )
        if mark is None:
            raised = _called(number, text[start:end])
            if raised:
                mark = Mark(start + raised.start(), start + raised.end(), str(number))
        if mark:
            found.marks.append(mark)
        found.asides.append(
            Aside(
                AsideKind.NOTE,
                lines[0].start,
                lines[-1].end,
                str(number),
                str(printed),
                anchor=mark.start if mark else -1,
            )
        )
    found.last = right[-1]


def _counted(numbers: list[int], last: int) -> list[int]:
    right: list[int] = []
    for number in numbers:
        previous = right[-1] if right else last
        right.append(previous + 1 if number == previous else number)
    return right


def _boxes(lines: list[Line], found: _Found) -> None:
    cursor = 0
    while cursor < len(lines):
        line = lines[cursor]
        caption = _BOX.fullmatch(line.text)
        # "Box 2 shows that ..." in running text is no caption
        if (
            not caption
            or caption[2][:1].islower()
            or (cursor and lines[cursor - 1].text[-1] == ",")
        ):
            cursor += 1
            continue
        before = lines[:cursor]
        cursor += 1
        title = caption[2] or (lines[cursor].text if cursor < len(lines) else "")
        last = line
        while cursor < len(lines) and lines[cursor].end - line.start < _BOX_MOST:
            if _resumes(before, last, lines[cursor]) or _BOX.fullmatch(lines[cursor].text):
                break
            last = lines[cursor]
            cursor += 1
        anchor = before[-1].end if before else -1
        found.asides.append(
            Aside(
                AsideKind.BOX, line.start, last.end, caption[1], caption[1], title.strip(), anchor
            )
        )
