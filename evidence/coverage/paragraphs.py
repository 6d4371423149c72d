"""Which paragraphs of a text have no claim: the coder's question.

A text that does not tell its paragraphs is told by its pages. Titles, captions
and the list of references are no paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.lock.records import text_key
from evidence.model.claims import Claim, Passage
from evidence.quotes.locating import holds_a_sentence, section_at
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts.full_text import FullText

_WORDS = 10  # of a paragraph that tell which it is


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph, or a page of a text that does not tell its paragraphs, and its claims.

    Shape: `name` is how a locator calls it, as in `paragraph 3` or `page 12`;
           `section` the heading that it stands under, "" without; `words` its
           first words.
    """

    name: str
    start: int
    end: int
    words: str
    section: str = ""
    claims: tuple[str, ...] = ()


def parts(full: FullText, key: str, claims: Iterable[Claim]) -> tuple[TextPart, ...]:
    """Return the paragraphs of a text, else its pages, each with the claims read there.

    Shape: only claims that were read in the text, whose citation key is `key`,
           count. () for a text that cannot be read, or tells neither.
    """
    if full.unreadable:
        return ()
    opened = SearchableText(full)
    passages = [
        (claim.id, passage)
        for claim in claims
        if text_key(claim) == key
        for passage in claim.passages
    ]
    found = list(_paragraphs(opened) or _pages(opened))
    read: list[set[str]] = [set() for _ in found]
    for name, passage in passages:
        for number in _where(opened, passage, found):
            read[number].add(name)
    return tuple(
        TextPart(part.name, part.start, part.end, part.words, part.section, tuple(sorted(names)))
        for part, names in zip(found, read, strict=True)
    )


def _paragraphs(opened: SearchableText) -> list[TextPart]:
    structure = opened.structure
    limit = structure.references if structure.references >= 0 else len(opened.full.text)
    ends = [*structure.paragraphs[1:], len(opened.full.text)]
    told: list[TextPart] = []
    for number, (start, end) in enumerate(zip(structure.paragraphs, ends, strict=True)):
        if start < limit and holds_a_sentence(opened, number):
            heading = section_at(opened, start)
            name = f"paragraph {len(told) + 1}"
            sure = heading is not None and (structure.reliable or heading.number)
            section = f"{heading.number} {heading.title}".strip() if heading and sure else ""
            told.append(TextPart(name, start, end, _first_words(opened, start, end), section))
    return told


def _pages(opened: SearchableText) -> Iterator[TextPart]:
    for page in opened.pages:
        words = _first_words(opened, page.start, page.end)
        if words:
            yield TextPart(f"page {page.printed or page.label}", page.start, page.end, words)


def _first_words(opened: SearchableText, start: int, end: int) -> str:
    words = opened.full.text[start:end].split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _where(opened: SearchableText, passage: Passage, found: Sequence[TextPart]) -> Iterator[int]:
    """Yield the numbers of the parts that a passage stands in, or that its locator names."""
    if passage.quote:
        seen = look_up(opened, passage)
        spots = (seen.spot,) if seen.spot else seen.places
        for number, part in enumerate(found):
            if any(spot.start < part.end and spot.end > part.start for spot in spots):
                yield number
        return
    named = {f"{term} {value}" for term, value in passage.at.terms}
    yield from (number for number, part in enumerate(found) if part.name in named)
