"""Running heads and feet, page numbers: what each page has, and no sentence goes through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evidence.texts.full_text import Aside, AsideKind, FullText, TextPage
from evidence.texts.lines import Line, lines_of

_PAGE_NUMBER = re.compile(r"[-–—|\s]*(\d{1,4}|[ivxlc]{1,7})[-–—|\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_WORD = 4  # letters: a shorter word stands beside many a line by chance
_LETTERS = re.compile(r"[^\W\d_]{2}")
# Code points. A journal's own citation, or who took a copy and when, fills a line and
# more; a whole paragraph in one line, as plain text has it, is none.
_LONGEST = 400
_ROUNDS = 4  # a foot of several lines is taken from the edge inwards


def running_heads(lines: Sequence[Line], pages: Sequence[TextPage]) -> list[Aside]:
    """Return the running heads, running feet and page numbers of a text with pages.

    Shape: a line counts that stands, but for its digits, at the edge of several
           pages or anywhere on most; a lone number at an edge, or one that
           counts the pages.
    """
    if len(pages) < 2:
        return []
    sheets = _by_page(lines, pages)
    enough = 3 if len(pages) > 3 else 2
    most = max(3, (len(pages) + 1) // 2)
    found: list[Line] = []
    offset = _offset(sheets, pages)
    everywhere = {shape for shape, times in _shapes(sheets).items() if times >= most}
    everywhere -= _of_sentences(everywhere, sheets)
    for page, sheet in zip(pages, sheets, strict=True):
        counted = "" if offset is None else str(page.number + offset)
        first = _edge(sheet)
        found += [
            line
            for line in sheet
            if line.text.strip() == counted
            or (line in first and _PAGE_NUMBER.fullmatch(line.text))
            or (_is_head(line) and _shape(line) in everywhere)
        ]
    for _ in range(_ROUNDS):
        taken = {line.start for line in found}
        edges = [_edge([one for one in sheet if one.start not in taken]) for sheet in sheets]
        often = {shape for shape, times in _shapes(edges).items() if times >= enough}
        more = [one for edge in edges for one in edge if _is_head(one) and _shape(one) in often]
        if not more:
            break
        found += more
    kept = {(line.start, line.end) for line in found}
    return [Aside(AsideKind.FURNITURE, start, end) for start, end in sorted(kept)]


def _of_sentences(shapes: set[str], sheets: Sequence[Sequence[Line]]) -> set[str]:
    """Return the lines that a sentence goes through, though most pages have them.

    An article that says the same again breaks it at the same words by chance.
    What stands beside a running head differs from page to page; what stands
    beside a part of a sentence, before it or after it, is the same word.
    """
    beside: dict[str, list[tuple[str, str]]] = {}
    for sheet in sheets:
        told = {_shape(line): at for at, line in enumerate(sheet)}
        for shape in shapes & told.keys():
            at = told[shape]
            before, after = sheet[at - 1 : at] if at else [], sheet[at + 1 : at + 2]
            beside.setdefault(shape, []).append(
                (
                    _word(before, -1) if before and _shape(before[0]) not in shapes else "",
                    _word(after, 0) if after and _shape(after[0]) not in shapes else "",
                )
            )
    return {
        shape
        for shape, pairs in beside.items()
        if any(_is_one_word(words) for words in zip(*pairs, strict=True))
    }


def _is_one_word(words: Sequence[str]) -> bool:
    """Return whether one word stands wherever one does; none does at the edge of a page."""
    told = list(filter(None, words))
    return len(told) > 1 and len(set(told)) == 1 and len(told[0]) >= _WORD


def _word(lines: Sequence[Line], at: int) -> str:
    """Return the letters of the first or the last word of a line."""
    words = _WORDS.findall(lines[0].text)
    return words[at] if words else ""


def _is_head(line: Line) -> bool:
    return len(line.text) < _LONGEST and _LETTERS.search(_shape(line)) is not None


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
