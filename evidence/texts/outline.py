"""What stands where in a text without markup, worked out from its lines.

Running heads and page numbers, notes at the foot of a page, boxes, headings
and note marks. What the lines do not show clearly is left out: a structure
that is missing is not judged, a wrong one would accuse authors wrongly.
"""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.texts.full_text import FileKind, FullText, NoteMark, Structure
from evidence.texts.headings import headings_of
from evidence.texts.lines import body_size, lines_of, outside
from evidence.texts.notes import notes_of
from evidence.texts.raised import run_on_marks
from evidence.texts.running_heads import running_heads

_REFERENCES = re.compile(
    r"(?:\d+\.?\s+)?(?:references?|bibliography|literature cited|works cited|referensi|literatur"
    r"|daftar (?:pustaka|rujukan|referensi))\s*:?",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"\S(?:.|\n(?![ \t\f]*\n))*")
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
    """Return the structure with raised numbers and numbered citations among its marks."""
    known = {mark.start for mark in structure.marks}
    more = [
        NoteMark(start, end, text.text[start:end])
        for start, end in text.raised
        if start not in known
    ]
    for match in _NUMBERED_CITATION.finditer(text.text):
        start, end = match.span()
        if start not in known and start + 1 not in known:
            # with the space before it, which nobody sets who leaves it out
            start -= text.text[start - 1 : start] in (" ", "\t")
            more.append(NoteMark(start, end, match[0].strip("[]")))
    if not more:
        return structure
    marks = sorted((*structure.marks, *more), key=lambda mark: mark.start)
    return replace(structure, marks=tuple(marks))
