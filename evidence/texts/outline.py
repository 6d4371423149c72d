"""What stands where in a text without markup, worked out from its lines.

Running heads and page numbers, notes at the foot of a page, boxes, headings
and note marks. What the lines do not show clearly is left out: a structure
that is missing is not judged, a wrong one would accuse authors wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise, zip_longest

from evidence.texts.full_text import FileKind, FullText, NoteMark, Structure
from evidence.texts.headings import headings_of
from evidence.texts.lines import body_size, lines_of, outside
from evidence.texts.notes import notes_of
from evidence.texts.raised import parenthesised_marks, raised_signs, run_on_marks
from evidence.texts.running_heads import running_heads

_REFERENCES = re.compile(
    r"(?:\d+\.?\s+)?(?:references?|bibliography|literature cited|works cited|referensi|literatur"
    r"|daftar (?:pustaka|rujukan|referensi))\s*:?",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"\S(?:.|\n(?![ \t\f]*\n))*")
_REFERENCE_HEAD = re.compile(
    rf"^[ \t]*(?:{_REFERENCES.pattern})[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_NUMBERED_ENTRY = re.compile(r"^[ \t]*[\[(]?(\d{1,3})[.)\]]?[ \t]*(?=[^\W\d_]|$)", re.MULTILINE)
_BETWEEN = re.compile(r"\s?[,;]?\s?|[-\u2010-\u2015\u2212]")
_OPENS = re.compile(r"[ \t\n]?[(\[]\Z")
_CLOSING = {"(": ")", "[": "]"}
_NUMBERED_CITATION = re.compile(r"\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]")


def structure_of(text: FullText) -> Structure:
    """Return what stands where: the markup's word, else what the lines show."""
    if text.structure is not None:
        return _with_marks(text.structure, text)
    lines = lines_of(text.text, text.sizes)
    broken = interruptions_of(text)
    taken = [(aside.start, aside.end) for aside in broken.asides]
    taken += [(mark.start, mark.end) for mark in broken.marks]
    free = outside(lines, taken)
    references = next(
        (line.start for line in reversed(free) if _REFERENCES.fullmatch(line.text)), -1
    )
    headings = headings_of(free, body_size(lines))
    blocks = _paragraphs(text.text) if text.kind is FileKind.PLAIN else ()
    return replace(broken, headings=headings, references=references, paragraphs=blocks)


def _paragraphs(text: str) -> tuple[int, ...]:
    """Return where blocks between blank lines begin, () where blank lines part no paragraphs.

    A text whose blocks go on within a sentence does not tell its paragraphs.
    """
    blocks = [found for found in _BLOCK.finditer(text) if found[0].strip()]
    go_on = sum(found[0][0].islower() for found in blocks)
    return () if go_on * 20 > len(blocks) else tuple(found.start() for found in blocks)


def interruptions_of(text: FullText) -> Structure:
    """Return what interrupts the running text alone: asides and marks, which cost less."""
    if text.structure is not None:
        return _with_marks(text.structure, text)
    lines = lines_of(text.text, text.sizes)
    furniture = running_heads(lines, text.pages)
    taken = {(aside.start, aside.end) for aside in furniture}
    if taken:
        lines = [line for line in lines if (line.start, line.end) not in taken]
    notes, marks = notes_of(text.text, lines, text.pages, body_size(lines))
    if text.kind is FileKind.PLAIN:
        known = {mark.start for mark in marks}
        told = (
            NoteMark(start, end, text.text[start:end]) for start, end in run_on_marks(text.text)
        )
        marks = (*marks, *(mark for mark in told if mark.start not in known))
    asides = tuple(sorted((*furniture, *notes), key=lambda aside: aside.start))
    return _with_marks(Structure(asides=asides, marks=marks), text)


def _with_marks(structure: Structure, text: FullText) -> Structure:
    """Return the structure with raised numbers and numbered citations among its marks.

    Parentheses around marks alone, and a comma between two, belong to them.
    """
    known = {mark.start for mark in structure.marks}
    more = [
        NoteMark(start, end, text.text[start:end].strip(" ()"))
        for start, end in (
            *text.raised,
            *(raised_signs(text.text) if not text.text.isascii() else ()),
            *parenthesised_marks(text.text, _listed(text.text)),
        )
        if start not in known
    ]
    known |= {mark.start for mark in more}
    for match in _NUMBERED_CITATION.finditer(text.text):
        start, end = match.span()
        if start not in known and start + 1 not in known:
            # with the space before it, which nobody sets who leaves it out
            start -= text.text[start - 1 : start] in (" ", "\t")
            more.append(NoteMark(start, end, match[0].strip("[]")))
    marks = sorted((*structure.marks, *more), key=lambda mark: (mark.start, -mark.end))
    return replace(structure, marks=tuple(_joined(marks, text.text)))


def _joined(marks: list[NoteMark], text: str) -> Iterator[NoteMark]:
    """Yield the marks, each with what stands between it and the next, or around both."""
    row: list[NoteMark] = []
    ends = accumulate((mark.end for mark in marks), max, initial=0)
    marks = [mark for mark, end in zip(marks, ends, strict=False) if mark.end > end]
    for mark, after in zip_longest(marks, marks[1:]):
        row.append(mark)
        if after and _BETWEEN.fullmatch(text, mark.end, max(mark.end, after.start)):
            continue
        opens = _OPENS.search(text, max(0, row[0].start - 3), row[0].start)
        if opens and text[mark.end : mark.end + 1] == _CLOSING[opens[0].strip()]:
            row[0] = replace(row[0], start=opens.start())
            row[-1] = replace(row[-1], end=mark.end + 1)
        yield from (replace(one, end=two.start) for one, two in pairwise(row))
        yield row[-1]
        row = []


def _listed(text: str) -> int:
    """Return how many numbered references a text lists at its end, 0 if they are not numbered."""
    *_, last = ([0], *([found.end()] for found in _REFERENCE_HEAD.finditer(text)))
    count = 0
    for entry in _NUMBERED_ENTRY.finditer(text, last[0]) if last[0] else ():
        count += int(entry[1]) == count + 1
    return count
