"""What a text cites without brackets: addresses, titles, laws, meetings, institutions, persons.

All of them count only where the bibliography has them; an institution only
after a word of attribution, for most are named as actors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.coverage.bibliography import acronym, institutions, persons, titles
from evidence.coverage.cited import CitedPlace, CitedWork, Form, in_text, said
from evidence.model.sources import Source
from evidence.quotes.locating import note_at
from evidence.quotes.normalised import key_of
from evidence.quotes.searchable import PositionMap, SearchableText

_CUE = re.compile(
    r"(?:\b(?:menurut|berdasarkan|dikutip|laporan|data|sumber|according|based|reports?|from|dari|on|to"
    r"|by|oleh|the)\s*:?\s*){1,4}$",
    re.IGNORECASE,
)

_YEAR_FOLLOWS = re.compile(r"(?:1[5-9]|20)\d\d")


def mentions(
    opened: SearchableText, course: PositionMap, sources: Sequence[Source]
) -> Iterator[CitedPlace]:
    """Yield the places where a text names a source of the bibliography, or its address."""
    yield from _by_address(course, sources)
    yield from _by_name(opened, course, sources)


def _by_address(course: PositionMap, sources: Sequence[Source]) -> Iterator[CitedPlace]:
    for source in sources:
        address = re.sub(r"^https?://(?:www\.)?", "", source.fields.get("url", ""))
        key = key_of(address)
        if len(key) < 16:
            continue
        for start, end in _stretches(course, key):
            yield in_text(
                course,
                CitedPlace(start, end, address, Form.WEB, (CitedWork(address, (source.key,)),)),
            )


def _by_name(
    opened: SearchableText, course: PositionMap, sources: Sequence[Source]
) -> Iterator[CitedPlace]:
    """Yield titles, laws and meetings; institutions and acronyms after a word of attribution."""
    text = course.stream.text
    for source in sources:
        for title in titles(source):
            for start, end in _stretches(course, key_of(title)[:90]):
                yield _named(course, source, start, end)
        called = [
            stretch for name in institutions(source) for stretch in _stretches(course, key_of(name))
        ]
        short = acronym(source)
        if short:
            called += [match.span() for match in re.finditer(rf"\b{short}\b", text)]
        for start, end in called:
            if _CUE.search(text[max(0, start - 40) : start]):
                yield _named(course, source, start, end)
        yield from _by_person(opened, course, source)


def _by_person(opened: SearchableText, course: PositionMap, source: Source) -> Iterator[CitedPlace]:
    """Yield persons without a year: cited where a note says who somebody is."""
    text = course.stream.text
    for name in persons(source):
        for start, end in _stretches(course, key_of(name)):
            alone = not _YEAR_FOLLOWS.match(text[end : end + 12].lstrip(" \n("))
            if alone and note_at(opened, course.origin(start)):
                yield _named(course, source, start, end)


def _named(course: PositionMap, source: Source, start: int, end: int) -> CitedPlace:
    printed = said(course, start, end)
    place = CitedPlace(start, end, printed, Form.NAMED, (CitedWork(printed, (source.key,)),))
    return in_text(course, place)


def _stretches(course: PositionMap, key: str) -> Iterator[tuple[int, int]]:
    stream = course.stream
    at = stream.key.find(key) if key else -1
    while at >= 0:
        start, end = stream.position(at), stream.position(at + len(key) - 1) + 1
        inside = start and stream.text[start - 1].isalnum()
        if not inside:
            yield start, end
        at = stream.key.find(key, at + len(key))
