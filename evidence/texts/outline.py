"""What stands where in a text without markup, worked out from its lines.

Running heads and page numbers, notes at the foot of a page, boxes, headings
and note marks. What the lines do not show clearly is left out: a structure
that is missing is not judged, a wrong one would accuse authors wrongly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evidence.texts.full_text import Aside, AsideKind, FullText, Mark, Page, Structure
from evidence.texts.headings import headings_of
from evidence.texts.lines import Line, lines_of, outside
from evidence.texts.notes import notes_of

_REFERENCES = re.compile(
    r"(?:\d+\.?\s+)?(?:references?|bibliography|literature cited|works cited|referensi|literatur"
    r"|daftar (?:pustaka|rujukan|referensi))\s*:?",
    re.IGNORECASE,
)
_NUMBERED_CITATION = re.compile(r"[ \t]?\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]")
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(\d{1,4}|[ivxlc]{1,7})[-–—|\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def structure_of(text: FullText) -> Structure:
    """Return what stands where: the markup's word, else what the lines show."""
    if text.structure is not None:
        return _with_citations(text.structure, text.text)
    lines = lines_of(text.text)
    furniture = _furniture(lines, text.pages)
    taken = {(aside.start, aside.end) for aside in furniture}
    lines = [line for line in lines if (line.start, line.end) not in taken]
    notes, marks = notes_of(text.text, lines, text.pages)
    called = [(mark.start, mark.end) for mark in marks]
    free = outside(lines, [*((aside.start, aside.end) for aside in notes), *called])
    references = next(
        (line.start for line in reversed(free) if _REFERENCES.fullmatch(line.text)), -1
    )
    headings = headings_of(free)
    return _with_citations(
        Structure(
            headings,
            tuple(sorted((*furniture, *notes), key=lambda aside: aside.start)),
            marks,
            references=references,
        ),
        text.text,
    )


def pages_with_numbers(text: FullText) -> tuple[Page, ...]:
    """Return the pages with the numbers that are printed on them.

    Shape: a number counts where it stands alone at the head or the foot of
           its page and grows by one from page to page on most pages.
    """
    if len(text.pages) < 2:
        return text.pages
    offsets: Counter[int] = Counter()
    edges = _edges(lines_of(text.text), text.pages)
    repeated = _shapes(edges)
    for page, edge in zip(text.pages, edges, strict=True):
        offsets.update(number - page.number for number in _edge_numbers(edge, repeated))
    if not offsets:
        return text.pages
    offset, votes = offsets.most_common(1)[0]
    if votes < 2 or votes * 2 < len(text.pages):
        return text.pages
    return tuple(
        Page(page.number, page.label, page.start, page.end, str(page.number + offset))
        if page.number + offset > 0
        else page
        for page in text.pages
    )


def _edge_numbers(edge: Sequence[Line], repeated: Counter[str]) -> set[int]:
    """Return the numbers that stand alone, or in a running head, at a page's edge."""
    found: set[int] = set()
    for line in edge:
        words = line.text.split()
        if len(words) > 1 and repeated[_shape(line)] < 2:
            continue
        found.update(
            int(word) for word in (words[0], words[-1]) if word.isdecimal() and len(word) < 5
        )
    return found


def _edges(lines: Sequence[Line], pages: Sequence[Page]) -> list[list[Line]]:
    """Return the first two and the last two lines of each page."""
    edges = []
    cursor = 0
    for page in pages:
        first = cursor
        while cursor < len(lines) and lines[cursor].start < page.end:
            cursor += 1
        own = lines[first:cursor]
        edges.append([*own[:2], *own[max(2, len(own) - 2) :]])
    return edges


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _shapes(edges: Sequence[Sequence[Line]]) -> Counter[str]:
    return Counter(shape for edge in edges for shape in {_shape(line) for line in edge})


def _furniture(lines: Sequence[Line], pages: Sequence[Page]) -> list[Aside]:
    """Return the running heads, running feet and page numbers."""
    if len(pages) < 2:
        return []
    edges = _edges(lines, pages)
    repeated = _shapes(edges)
    enough = 3 if len(pages) > 3 else 2
    return [
        Aside(AsideKind.FURNITURE, line.start, line.end)
        for edge in edges
        for line in edge
        if _PAGE_NUMBER.fullmatch(line.text)
        or (repeated[_shape(line)] >= enough and len(line.text) < 120)
    ]


def _with_citations(structure: Structure, text: str) -> Structure:
    """Return the structure with numbered citations, which a quote may leave out."""
    known = {mark.start for mark in structure.marks}
    more = [
        Mark(match.start(), match.end(), match[0].strip(" \t[]"))
        for match in _NUMBERED_CITATION.finditer(text)
        if match.start() not in known and match.start() + 1 not in known
    ]
    if not more:
        return structure
    marks = tuple(sorted((*structure.marks, *more), key=lambda mark: mark.start))
    return Structure(
        structure.headings,
        structure.asides,
        marks,
        structure.paragraphs,
        structure.references,
        structure.reliable,
    )
