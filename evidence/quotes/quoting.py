"""A quote made of a selection: what of the words between two places may be quoted, and from where.

It is proved as `verify` would prove it: the words that were selected, without
what interrupts them, are looked up again in the text, and stand where they were
selected. Where they stand more than once, what is before or after them tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.model.claims import Locator, Passage
from evidence.model.lock import Outcome
from evidence.quotes.locating import box_at, misplaced, note_at, section_at, spot
from evidence.quotes.normalised import splits_word
from evidence.quotes.passage import SearchResult, look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts.full_text import AsideKind

_LINE_HYPHEN = re.compile(
    "([^\\W\\d_]+)[-\u00ad\u2010\u0002\ufffe][ \\t]*[\\r\\n]+\\s*([^\\W\\d_]+)"
)
_PARTED_BEFORE = re.compile("[^\\W\\d_]+[-\u00ad\u2010][ \\t]*\\n\\s*\\Z")
_PARTED_AFTER = re.compile("[^\\W\\d_]?[-\u00ad\u2010][ \\t]*\\n\\s*[^\\W\\d_]+")
_SOFT = re.compile("[\u00ad\u0002\ufffe]")
_LONGEST_WORD = 60  # code points that a cut word is sought back and forth for
_MOST_WORDS = 12  # before or after a quote, to tell like places apart
_COUNTS = (1, 2, 3, 5, 8, 12)  # of such words, in turn


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a selection gives a claim: the words, where they stand, and what tells them apart.

    Shape: `start` and `end` are the stretch of the text, of whole words;
           `outcome` is what `verify` will say of it, and of one that does not
           stand there `why` says what is amiss. `places` counts where the
           words stand.
    """

    quote: str
    start: int
    end: int
    at: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    suffix: str = ""
    outcome: Outcome = Outcome.UNCHECKED
    places: int = 1
    why: str = ""

    @property
    def passage(self) -> Passage:
        """Return the passage that a claim gets of it."""
        return Passage(Locator(self.at), self.quote, self.prefix, self.suffix)


def quoted(opened: SearchableText, start: int, end: int) -> Quotation:
    """Return the quote that a stretch of a text gives."""
    start, end = whole(opened.full.text, start, end)
    if start >= end:
        return Quotation("", start, end, why="no words are selected")
    at = located(opened, start, end)
    best: Quotation | None = None
    for words in dict.fromkeys(_readings(opened, start, end)):
        made = _told_apart(opened, Quotation(words, start, end, at))
        if made.outcome is Outcome.FOUND:
            return made
        if made.outcome.stands and (best is None or not best.outcome.stands):
            best = made
        best = best or made
    return best or Quotation("", start, end, at, why="no words are selected")


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of whole words, without the blanks around them.

    >>> whole("name more vegetables", 2, 12)
    (0, 20)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return start, start
    first, last = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > first and not text[start - 1].isspace() and splits_word(text, start):
        start -= 1
    while end < last and not text[end].isspace() and splits_word(text, end):
        end += 1
    # a word that a line end parts is one
    if before := _PARTED_BEFORE.search(text, max(0, start - _LONGEST_WORD), start):
        start = before.start()
    if after := _PARTED_AFTER.match(text, max(start, end - 1)):
        end = after.end()
    return start, end


def located(opened: SearchableText, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """Return the terms of a locator for a stretch, of which `verify` disagrees with none."""
    found: list[tuple[str, str]] = []
    note, box = note_at(opened, start), box_at(opened, start)
    if opened.pages:
        found.append(("page", _pages(opened, start, end)))
    heading = section_at(opened, start) if opened.structure.reliable else None
    if note and note.number:
        found.append(("note", note.number))
    elif box and (box.number or box.title):
        found.append(("box", box.number or " ".join(box.title.split())))
    elif heading and heading.number:
        found.append(("section", heading.number))
    elif heading:
        found.append(("heading", " ".join(heading.title.split())))
    if not (note or box) and not opened.pages:
        # the paragraph that there is none of is answered by the one that it is
        wrong = misplaced(opened, Locator((*found, ("paragraph", "0"))), start, end)
        found += [("paragraph", one.found) for one in wrong if one.term == "paragraph"]
    amiss = {one.term for one in misplaced(opened, Locator(tuple(found)), start, end)}
    return tuple((term, value) for term, value in found if term not in amiss)


def _pages(opened: SearchableText, start: int, end: int) -> str:
    first = spot(opened, start, end).page
    last = spot(opened, max(start, end - 1), end).page
    return first if first == last else f"{first}-{last}"


def _readings(opened: SearchableText, start: int, end: int) -> Iterator[str]:
    """Yield the words of a stretch in the ways in which they can be read, the best first."""
    text, structure = opened.full.text, opened.structure
    home = next((a for a in structure.asides if a.start <= start < a.end), None)
    asides = [
        (aside.start, aside.end)
        for aside in structure.asides
        if aside is not home and not (aside.kind is AsideKind.BOX and home is None)
    ]
    marks = [(mark.start, mark.end) for mark in structure.marks]
    boxes = [(a.start, a.end) for a in structure.asides if a.kind is AsideKind.BOX and a != home]
    for cut in ([*asides, *boxes, *marks], [*asides, *boxes], [*asides, *marks], asides, []):
        words = one_line(opened, _without(text, start, end, cut))
        if words:
            yield words


def _without(text: str, start: int, end: int, cut: list[tuple[int, int]]) -> str:
    kept, here = [], start
    for left, right in sorted(cut):
        if right <= here or left >= end:
            continue
        kept.append(text[here : max(here, left)])
        here = right
    kept.append(text[here:end] if here < end else "")
    return "".join(kept)


def one_line(opened: SearchableText, words: str) -> str:
    """Return words of a text as they would stand on one line.

    Shape: a word that a line end parted is joined, unless the text has it with a
           hyphen elsewhere and not without one.
    """
    whole_text = opened.full.text

    def joined(match: re.Match[str]) -> str:
        one, other = match[1], match[2]
        if one + other in whole_text or not _SOFT.sub("-", match[0]).startswith(one + "-"):
            return one + other
        hyphened = f"{one}-{other}"
        keeps = hyphened in whole_text or not other[0].islower()
        return hyphened if keeps else one + other

    return " ".join(_SOFT.sub("", _LINE_HYPHEN.sub(joined, words)).split())


def _told_apart(opened: SearchableText, made: Quotation) -> Quotation:
    """Return a quote with the words before or after that tell its place from others."""
    seen = look_up(opened, made.passage)
    first = _judged(made, seen)
    if first.outcome is not Outcome.AMBIGUOUS:
        return first
    places = max(2, len(seen.places))
    text = opened.full.text
    before = one_line(opened, text[max(0, made.start - 400) : made.start]).split()[-_MOST_WORDS:]
    after = one_line(opened, text[made.end : made.end + 400]).split()[:_MOST_WORDS]
    told = next(
        (p.prefix for p in seen.places if p.start < made.end and p.end > made.start and p.prefix),
        "",
    )
    tried = [(told, "")] if told else []
    tried += [(" ".join(before[-count:]), "") for count in _COUNTS if count <= len(before)]
    tried += [("", " ".join(after[:count])) for count in _COUNTS if count <= len(after)]
    for prefix, suffix in tried:
        one = Quotation(made.quote, made.start, made.end, made.at, prefix, suffix)
        judged = _judged(one, look_up(opened, one.passage), places)
        if judged.outcome.stands:
            return judged
    return _judged(made, seen, places)


def _judged(made: Quotation, seen: SearchResult, places: int = 1) -> Quotation:
    """Return a quote with what looking it up gives: elsewhere is nowhere."""
    outcome, where = seen.outcome, seen.spot
    away = where is not None and (where.end <= made.start or where.start >= made.end)
    why = ""
    if outcome.stands and (away or seen.misplaced):
        outcome = Outcome.AMBIGUOUS
        why = "the words stand elsewhere too, and nothing near them tells the places apart"
    elif not outcome.stands:
        why = {
            Outcome.AMBIGUOUS: "the words stand at several places, which nothing near tells apart",
            Outcome.UNREADABLE: seen.reason,
            Outcome.UNCHECKED: seen.reason,
        }.get(outcome, "these words cannot be followed in the text: select fewer of them")
    return Quotation(
        made.quote, made.start, made.end, made.at, made.prefix, made.suffix, outcome, places, why
    )
