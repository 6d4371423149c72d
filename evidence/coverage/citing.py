"""Where a text cites something: brackets, running text, notes, addresses, institutions.

Author and year, in English and Indonesian, across line breaks; numbered
citations where the text has a numbered list of references. Who is cited
through whom is told too ("Porter dalam Guo and Guo (2011)").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from evidence.coverage.bibliography import Bibliography, bibliography
from evidence.coverage.cited import CitedPlace, CitedWork, Form, in_text, said
from evidence.coverage.mentions import mentions
from evidence.coverage.reference_list import numbered_references
from evidence.model.sources import Source
from evidence.quotes.locating import box_at, note_at, section_at
from evidence.quotes.searchable import PositionMap, SearchableText

_YEAR = r"(?:(?:1[5-9]|20)\d\d[a-z]?|n\.\s?d\.|t\.\s?t\.|in press|forthcoming)"
_UPPER = r"(?![a-z\u00df-\u00f6\u00f8-\u00ff])[^\W\d_]"
_NAME = rf"(?:(?:van|von|de|der|den|da|del|la|le|bin|al)\s+)*{_UPPER}[\w'’.]*(?:-\s*[\w'’]+)*"
_MORE = r"(?:\s*,?\s+(?:et\s+al\.?|dkk\.?|and\s+(?:others|colleagues)|dan\s+kawan-kawan))"
_JOIN = r"(?:\s*,\s*(?:(?:and|dan|serta|&)\s+)?|\s+(?:and|dan|serta|&|und|et)\s+)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,3}}(?:{_JOIN}{_NAME}(?:\s+{_NAME}){{0,2}}){{0,6}}{_MORE}?"
_THROUGH = r"(?:yang\s+)?(?:dikutip\s+(?:oleh|dalam|dari)|(?:as\s+)?(?:cited|quoted)\s+(?:in|by))"
_WITHIN = r"(?:dalam|in|apud)"

_BRACKET = re.compile(r"[(\[]([^()\[\]]{4,400})[)\]]")
_HAS_YEAR = re.compile(rf"(?<![\w/]){_YEAR}(?![\w/]|[–-]\d)")
_YEARS_FIRST = re.compile(rf"\s*({_YEAR}(?:\s*[,;&]\s*{_YEAR})*)(?:\s*[,:].*)?\s*", re.DOTALL)
_CITED = re.compile(
    rf"(?:(?P<first>{_NAMES})\s*,?\s+(?P<how>{_THROUGH}|{_WITHIN})\s+)?"
    rf"(?P<names>{_NAMES})(?:'s|’s)?\s*,?\s*(?P<years>{_YEAR}(?:\s*,\s*{_YEAR})*)(?![\w/]|[–-]\d)"
)
_BEFORE = re.compile(
    rf"(?:(?P<first>{_NAMES})\s+(?P<how>{_THROUGH}|{_WITHIN})\s+)?(?P<names>{_NAMES})(?:'s|’s)?\s*$"
)
_ATTRIBUTED = re.compile(
    rf"(?:[Bb]ased\s+on|[Aa]ccording\s+to|[Mm]enurut|[Bb]erdasarkan)\s+(?:the\s+|data\s+)?"
    rf"(?P<names>{_UPPER}\w+(?:\s+(?:(?:of|and|for|the|dan|untuk)\s+){{0,2}}{_UPPER}\w+){{1,8}})"
    rf",?\s+(?:in|tahun|pada)\s+(?P<year>{_YEAR})"
)
_JOINED = re.compile(r"\s*+(?:[,;]|,?\s*+(?:and|dan|serta|&))?\s*+(?:studi\s++)?", re.IGNORECASE)


def cited_places(opened: SearchableText, sources: Sequence[Source]) -> tuple[CitedPlace, ...]:
    """Return every place where a text cites something, in the order of the text.

    Shape: the list of references is left out. Institutions, titles, meetings and
           addresses count only where the bibliography has them.
    """
    course = opened.flow or opened.printed
    known = bibliography(sources)
    found = [
        *_by_year(course, known),
        *_attributed(course, known),
        *_by_number(opened, sources),
        *mentions(opened, course, sources),
    ]
    limit = opened.structure.references
    placed = [_placed(opened, place) for place in found if limit < 0 or place.start < limit]
    return _distinct(placed)


def _by_year(course: PositionMap, known: Bibliography) -> Iterator[CitedPlace]:
    text = course.stream.text
    waiting: CitedPlace | None = None
    for match in _BRACKET.finditer(text):
        if not _HAS_YEAR.search(match[1]):
            continue
        years = _YEARS_FIRST.fullmatch(match[1])
        place = _narrative(course, match, years[1], known) if years else None
        if place is None:
            works = _works(match[1], known)
            place = _place(course, match.start(), match.end(), Form.BRACKET, works)
        if place is None:
            continue
        # "A (2001), B (2002) and C (2003)" is one place
        if waiting and waiting.form is place.form is Form.NARRATIVE:
            between = text[waiting.end : place.start]
            if _JOINED.fullmatch(between) and between.strip():
                waiting = CitedPlace(
                    waiting.start,
                    place.end,
                    " ".join(text[waiting.start : place.end].split()),
                    Form.NARRATIVE,
                    (*waiting.works, *place.works),
                )
                continue
        if waiting:
            yield in_text(course, waiting)
        waiting = place
    if waiting:
        yield in_text(course, waiting)


def _narrative(
    course: PositionMap, bracket: re.Match[str], years: str, known: Bibliography
) -> CitedPlace | None:
    text = course.stream.text
    before = text[max(0, bracket.start() - 160) : bracket.start()]
    match = _last(_BEFORE, before)
    if match is None:
        return None
    works = []
    names = _trimmed(match["names"], years, known)
    for year in re.findall(_YEAR, years):
        keys = known.meant(names, year)
        works.append(_cited(match["first"], match["how"], f"{names} ({year})", keys, known))
    start = bracket.start() - len(before) + match.end("names") - len(match["names"])
    start += match["names"].rfind(names)
    if match["first"] and works and works[0].via:
        start = bracket.start() - len(before) + match.start("first")
    return _place(course, start, bracket.end(), Form.NARRATIVE, tuple(works))


def _last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """Return the longest match that ends where `before` ends and begins at a word."""
    for start in (match.start() for match in re.finditer(r"(?<!\w)(?=\w)", before)):
        match = pattern.match(before, start)
        if match:
            return match
    return None


def _trimmed(names: str, years: str, known: Bibliography) -> str:
    """Return names without the words of the sentence that were taken for some."""
    words = names.split()
    full = known.meant(names, re.findall(_YEAR, years)[0])
    several = re.search(r"[,&]| and | dan ", names)
    while len(words) > 1:
        stray = words[0][:1].islower() or (full and not known.is_author(words[0], full))
        if not stray and (full or several or len(words) < 3):
            break
        words = words[1:]
    kept = " ".join(words)
    # as printed, so that the place can be found again
    match = re.search(r"\s+".join(map(re.escape, words)) + r"$", names)
    return match[0] if match else kept


def _cited(
    first: str | None, how: str | None, printed: str, keys: tuple[str, ...], known: Bibliography
) -> CitedWork:
    named = " ".join(printed.split())
    if not first or not how:
        return CitedWork(named, keys)
    original = known.meant(first, "")
    # "in Bangalore (2004)" names no author unless the bibliography knows one
    if original or re.fullmatch(_THROUGH, how):
        return CitedWork(f"{' '.join(first.split())} {how} {named}", original, keys)
    return CitedWork(named, keys)


def _works(inside: str, known: Bibliography) -> tuple[CitedWork, ...]:
    works = []
    for part in inside.split(";"):
        for match in _CITED.finditer(part):
            for year in re.findall(_YEAR, match["years"]):
                keys = known.meant(match["names"], year)
                printed = f"{match['names']}, {year}"
                works.append(_cited(match["first"], match["how"], printed, keys, known))
    return tuple(works)


def _place(
    course: PositionMap, start: int, end: int, form: Form, works: tuple[CitedWork, ...]
) -> CitedPlace | None:
    if not works:
        return None
    return CitedPlace(start, end, said(course, start, end), form, works)


def _attributed(course: PositionMap, known: Bibliography) -> Iterator[CitedPlace]:
    """Yield institutions that a sentence takes its word from, with a year but no bracket."""
    for match in _ATTRIBUTED.finditer(course.stream.text):
        names, year = match["names"], match["year"]
        printed = " ".join(f"{names} in {year}".split())
        works = (CitedWork(printed, known.meant(names, year)),)
        place = _place(course, match.start("names"), match.end(), Form.NARRATIVE, works)
        if place:
            yield in_text(course, place)


def _by_number(opened: SearchableText, sources: Sequence[Source]) -> Iterator[CitedPlace]:
    listed = numbered_references(opened, sources)
    if not listed:
        return
    text = opened.full.text
    anchors = {aside.anchor for aside in opened.structure.asides}
    for mark in opened.structure.marks:
        numbers = [number for number in _numbers(mark.number) if number in listed]
        works = tuple(CitedWork(f"[{number}]", listed[number]) for number in numbers)
        if works and mark.start not in anchors:
            printed = " ".join(text[mark.start : mark.end].split())
            yield CitedPlace(mark.start, mark.end, printed, Form.NUMBERED, works)


def _numbers(said: str) -> Iterator[int]:
    for part in said.split(","):
        ends = [int(number) for number in re.findall(r"\d{1,3}", part)]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] < 50:
            yield from range(ends[0], ends[1] + 1)
        else:
            yield from ends


def _placed(opened: SearchableText, place: CitedPlace) -> CitedPlace:
    note, box = note_at(opened, place.start), box_at(opened, place.start)
    anchor = (note or box).anchor if note or box else -1  # type: ignore[union-attr]
    section = section_at(opened, anchor if anchor >= 0 else place.start)
    return CitedPlace(
        place.start,
        place.end,
        place.printed,
        place.form,
        place.works,
        (section.number or section.title) if section else "",
        note.number if note else "",
        box.number if box else "",
    )


def _distinct(places: Sequence[CitedPlace]) -> tuple[CitedPlace, ...]:
    """Return the places in order; of two that overlap, the one that tells more."""
    kept: list[CitedPlace] = []
    rank = list(Form)
    for place in sorted(places, key=lambda one: (rank.index(one.form), one.start)):
        at = bisect_right([one.start for one in kept], place.start)
        near = kept[max(0, at - 2) : at + 1]
        if all(place.end <= one.start or place.start >= one.end for one in near):
            kept.insert(at, place)
    return tuple(kept)
