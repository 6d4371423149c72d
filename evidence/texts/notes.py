"""Notes at the foot of a page, boxes, and the marks that call the notes.

A block of notes is known by the rule above it, or by a mark in the page that
calls its first number. A note is given its right number: that of its mark, or
the next one where the print repeats a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import takewhile, zip_longest

from evidence.texts.full_text import Aside, AsideKind, NoteMark, TextPage
from evidence.texts.lines import Line, by_page

_RULE = re.compile(r"\n[ \t]{30,}+\n|\n[^\S\n]*+[_\-–—]{5,}+[^\S\n]*+\n")
_ENTRY = re.compile(r"(\d{1,3})(?:[.)]?\s+\S|(?=[^\W\d_])|$)")
_BOX = re.compile(r"(?:Kotak|Boks|Box|Panel)\s++(\d++)\s*+[.:–-]?\s*+(.*)", re.IGNORECASE)
_FIGURE = re.compile(r"(?:Figure|Fig\.|Table|Gambar|Tabel|Grafik|Bagan)\s*\d+\s*[.:–-]")
_FIGURE_MOST = 6  # lines of a caption
_FOOT_MOST = 12  # lines of small type at a foot
_SMALL = 0.94  # of the type size of the text: smaller type is that of notes
_SAME = 0.1  # of the type size of the text: what is as large is as large as the text
_NOTE_LEAST = 8  # code points: less is a number that stands alone
_INITIAL = re.compile(r"\b[A-Z]\.$")  # of a name
_WORD = re.compile(r"[^\W\d_]{3}")  # without one it is a label in a picture
_BOX_MOST = 4000  # code points: a box longer than a page is no box


@dataclass(slots=True)
class _Found:
    asides: list[Aside] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    last: int = 0
    body: float = 0.0
    # where the running text begins, -1 above: title, authors and where they work
    begins: int = -1


def notes_of(
    text: str, lines: Sequence[Line], pages: Sequence[TextPage], body: float
) -> tuple[list[Aside], tuple[NoteMark, ...]]:
    """Return the notes and boxes of a text, and the marks of the notes.

    Units: `body` is the type size of most of the text, 0 where it is not known.
    """
    found = _Found(body=body)
    grouped = by_page(text, lines, pages)
    for page, after in zip_longest(grouped, grouped[1:]):
        _page(text, page, found)
        if after and (at_foot := _unnumbered(page, after[0], found)):
            found.asides.append(at_foot)
    found.asides.sort(key=lambda aside: aside.start)
    return found.asides, tuple(sorted(found.marks, key=lambda mark: mark.start))


def _page(text: str, lines: list[Line], found: _Found) -> None:
    flow: list[Line] = []
    since = cursor = 0  # a page of two columns may have two blocks of notes
    while cursor < len(lines):
        how = _opening(text, lines, cursor, flow[since:], found)
        if how is _Opening.NONE:
            flow.append(lines[cursor])
            if found.begins < 0 and _is_running(lines[cursor], found.body):
                found.begins = (flow[-2:] or flow)[0].start
            cursor += 1
            continue
        entries, numbers, cursor = _entries(lines, cursor, flow, found, how)
        _notes(text, flow[since:], entries, numbers, found)
        since = len(flow)
    _boxes(flow, found)


def _unnumbered(lines: list[Line], after: Line, found: _Found) -> Aside | None:
    """Return the small type at the foot of a page through which a sentence goes, None without.

    Such are notes that a sign calls, whom to write to, when a paper came in.
    """
    taken = {aside.start for aside in found.asides}
    small = list(takewhile(lambda line: 0 < line.size < _SMALL * found.body, reversed(lines)))
    if not 0 < len(small) <= _FOOT_MOST or len(small) == len(lines) or not after.goes_on:
        return None
    above, first = lines[-len(small) - 1], small[-1]
    if above.ends_sentence or any(start >= above.start for start in taken):
        return None
    return Aside(AsideKind.NOTE, first.start, small[0].end)


class _Opening(Enum):
    """How a block of notes is told: by a rule above it, by small type, by a mark that calls it."""

    NONE = 0
    RULE = 1
    SMALL = 2
    CALLED = 3


def _opening(
    text: str, lines: list[Line], cursor: int, flow: list[Line], found: _Found
) -> _Opening:
    line = lines[cursor]
    entry = _ENTRY.match(line.text) if line.text[0].isdecimal() else None
    if not entry:
        return _Opening.NONE
    number = int(entry[1])
    before = text[lines[cursor - 1].end if cursor else 0 : line.start]
    if number in (1, found.last, found.last + 1) and _RULE.search(before):
        return _Opening.RULE
    starts = number == found.last + 1 or (number == 1 and found.last)
    if not starts or not flow or not _may_begin_a_note(line, found):
        return _Opening.NONE
    alone = any(own.text == entry[1] for own in flow)
    if not alone and not _called(number, text[flow[0].start : flow[-1].end]):
        return _Opening.NONE
    if found.body and line.size:
        return _Opening.SMALL
    return _Opening.CALLED if cursor * 3 > len(lines) else _Opening.NONE


def _is_running(line: Line, body: float) -> bool:
    """Return whether a line is one of the running text's, and no title or name in larger type."""
    sized = not body or not line.size or abs(line.size - body) < _SAME * body
    ends = line.ends_sentence and not _INITIAL.search(line.text)
    return sized and (ends or line.goes_on)


def _may_begin_a_note(line: Line, found: _Found) -> bool:
    """Return whether a numbered line can be a note's, as far as its words and type size tell.

    What is called above the first sentence is where authors work, and what is
    set as large as the text is a list.
    """
    if len(line.text) < _NOTE_LEAST or not _WORD.search(line.text):
        return False
    sized = found.body and line.size
    return not sized or (found.begins >= 0 and line.size < _SMALL * found.body)


def _entries(
    lines: list[Line], cursor: int, flow: list[Line], found: _Found, how: _Opening
) -> tuple[list[list[Line]], list[int], int]:
    """Return the notes of a block as lines, their printed numbers, and where the block ends."""
    entries: list[list[Line]] = []
    numbers: list[int] = []
    while cursor < len(lines):
        line = lines[cursor]
        resumes = _resumes(flow[-1] if flow else None, lines[cursor - 1], line)
        grows = how is _Opening.SMALL and line.size >= _SMALL * found.body
        if entries and (_BOX.match(line.text) or resumes or grows):
            break
        entry = _ENTRY.match(line.text)
        ruled = how is _Opening.RULE
        if entry and _follows(int(entry[1]), numbers, found.last, ruled=ruled):
            entries.append([])
            numbers.append(int(entry[1]))
        entries[-1].append(line)
        cursor += 1
    return entries, numbers, cursor


def _called(number: int, page: str) -> re.Match[str] | None:
    """Return the place where a raised number stands at a word or a punctuation mark."""
    return re.search(rf"(?<=[^\W\d_]|[.,;:)\]”\"’'%])({number})(?![\d.,]?\d|[^\W\d_])", page)


def _follows(number: int, numbers: list[int], last: int, *, ruled: bool) -> bool:
    if not numbers:
        return number in (1, last, last + 1)
    # a rule makes sure that these are notes, and a misprint may repeat a number
    return number == numbers[-1] + 1 or (ruled and number == numbers[-1])


def _resumes(flow: Line | None, before: Line, line: Line) -> bool:
    """Return whether the running text, whose last line was `flow`, goes on at this line."""
    return flow is not None and not flow.ends_sentence and before.ends_sentence and line.goes_on


def _notes(
    text: str, flow: list[Line], entries: list[list[Line]], numbers: list[int], found: _Found
) -> None:
    own = [line for line in flow if line.text.isdecimal() and len(line.text) < 4]
    if len(own) == len(entries):
        right = [int(line.text) for line in own]
    else:
        right = _counted(numbers, found.last)
    start, end = (max(flow[0].start, found.begins), flow[-1].end) if flow else (0, 0)
    for number, printed, lines in zip(right, numbers, entries, strict=True):
        mark = next(
            (NoteMark(one.start, one.end, str(number)) for one in own if one.text == str(number)),
            None,
        )
        if mark is None:
            raised = _called(number, text[start:end])
            if raised:
                mark = NoteMark(start + raised.start(), start + raised.end(), str(number))
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
    flow: Line | None = None
    while cursor < len(lines):
        line = lines[cursor]
        cursor += 1
        caption = _BOX.fullmatch(line.text)
        if not caption and _FIGURE.match(line.text):
            end = _figure_end(lines, cursor, flow)
            if end > cursor - 1:
                last = lines[end - 1]
                found.asides.append(Aside(AsideKind.FIGURE, line.start, last.end, title=line.text))
                cursor = end
                continue
        # "Box 2 shows that ..." in running text is no caption
        if not caption or caption[2][:1].islower() or (flow and flow.text[-1] == ","):
            flow = line
            continue
        title = caption[2] or (lines[cursor].text if cursor < len(lines) else "")
        last = line
        while cursor < len(lines) and lines[cursor].end - line.start < _BOX_MOST:
            if _resumes(flow, last, lines[cursor]) or _BOX.fullmatch(lines[cursor].text):
                break
            last = lines[cursor]
            cursor += 1
        anchor = flow.end if flow else -1
        number = caption[1]
        found.asides.append(
            Aside(AsideKind.BOX, line.start, last.end, number, number, title.strip(), anchor)
        )


def _figure_end(lines: list[Line], cursor: int, flow: Line | None) -> int:
    """Return where a sentence goes on that a caption broke into, 0 if none does."""
    if flow is None or flow.ends_sentence:
        return 0
    for at in range(cursor, min(len(lines), cursor + _FIGURE_MOST)):
        if lines[at].goes_on:
            return at
    return 0
