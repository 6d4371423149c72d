"""Running heads and feet, page numbers: what each page has, and no sentence goes through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evidence.texts.full_text import Aside, AsideKind, FullText, TextPage
from evidence.texts.lines import Line, lines_of

_PAGE_NUMBER = re.compile(r"[-–—|\s]*(\d{1,4}|[ivxlc]{1,7})[-–—|\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONGEST = 120  # code points: a longer line is no running head


def running_heads(lines: Sequence[Line], pages: Sequence[TextPage]) -> list[Aside]:
    """Return the running heads, running feet and page numbers of a text with pages.

    Shape: a line counts that stands, but for its digits, at the edge of several
           pages or anywhere on most; a lone number at an edge, or one that
           counts the pages.
    """
    if len(pages) < 2:
        return []
    sheets = _by_page(lines, pages)
    edges = [_edge(sheet) for sheet in sheets]
    at_edge = _shapes(edges)
    anywhere = _shapes(sheets)
    enough = 3 if len(pages) > 3 else 2
    most = max(3, (len(pages) + 1) // 2)
    offset = _offset(sheets, pages)
    found = []
    for page, sheet, edge in zip(pages, sheets, edges, strict=True):
        for line in sheet:
            shape = _shape(line)
            number = _PAGE_NUMBER.fullmatch(line.text)
            counts = offset is not None and line.text.strip() == str(page.number + offset)
            heads = len(line.text) < _LONGEST and _LETTERS.search(shape) is not None
            repeats = anywhere[shape] >= most or (line in edge and at_edge[shape] >= enough)
            if counts or (number and line in edge) or (heads and repeats):
                found.append(Aside(AsideKind.FURNITURE, line.start, line.end))
    return found


def pages_with_numbers(text: FullText) -> tuple[TextPage, ...]:
    """Return the pages with the numbers that are printed on them.

    Shape: a number counts where it stands alone or in a running head and grows
           by one from page to page on most pages.
    """
    if len(text.pages) < 2:
        return text.pages
    offset = _offset(_by_page(lines_of(text.text), text.pages), text.pages)
    if offset is None:
        return text.pages
    return tuple(
        TextPage(page.number, page.label, page.start, page.end, str(page.number + offset))
        if page.number + offset > 0
        else page
        for page in text.pages
    )


def _offset(sheets: Sequence[Sequence[Line]], pages: Sequence[TextPage]) -> int | None:
    """Return by how much printed numbers exceed the count of sheets, None if they do not tell."""
    offsets: Counter[int] = Counter()
    repeated = _shapes([_edge(sheet) for sheet in sheets])
    for page, sheet in zip(pages, sheets, strict=True):
        offsets.update(number - page.number for number in _numbers(sheet, repeated))
    if not offsets:
        return None
    offset, votes = offsets.most_common(1)[0]
    return offset if votes >= 2 and votes * 2 >= len(pages) else None


def _numbers(sheet: Sequence[Line], repeated: Counter[str]) -> set[int]:
    found: set[int] = set()
    edge = _edge(sheet)
    for line in sheet:
        words = line.text.split()
        if len(words) > 1 and (line not in edge or repeated[_shape(line)] < 2):
            continue
        found.update(
            int(word) for word in (words[0], words[-1]) if word.isdecimal() and len(word) < 5
        )
    return found


def _by_page(lines: Sequence[Line], pages: Sequence[TextPage]) -> list[list[Line]]:
    sheets = []
    cursor = 0
    for page in pages:
        first = cursor
        while cursor < len(lines) and lines[cursor].start < page.end:
            cursor += 1
        sheets.append(list(lines[first:cursor]))
    return sheets


def _edge(sheet: Sequence[Line]) -> list[Line]:
    """Return the first two and the last two lines of a page."""
    return [*sheet[:2], *sheet[max(2, len(sheet) - 2) :]]


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _shapes(groups: Sequence[Sequence[Line]]) -> Counter[str]:
    return Counter(shape for group in groups for shape in {_shape(line) for line in group})
