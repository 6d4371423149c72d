"""Where a stretch of a text is, in the words of a locator, and whether one fits.

Only what the text can tell is judged. A page fits by the file's label, by the
number printed on it and, in a file without labels, by the count of sheets; a
section fits with all that contain it; a note has the section of its mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from evidence.model.claims import Locator
from evidence.model.lock import Misplaced, TextPlace
from evidence.quotes.normalised import key_of
from evidence.quotes.searchable import SearchableText
from evidence.texts.full_text import Aside, AsideKind, Heading, TextPage

_SHORT = 80  # code points: a shorter block without a full stop is a title
_RANGE = re.compile(r"(?:(?<!\s)\s++)?+[–—-]++\s*+")


def spot(opened: SearchableText, start: int, end: int, prefix: str = "") -> TextPlace:
    """Return a stretch with the label of its page."""
    page = _page_at(opened, start)
    if page is None:
        return TextPlace(start, end, prefix=prefix)
    return TextPlace(start, end, page.printed or page.label, page.number, prefix)


def misplaced(opened: SearchableText, at: Locator, start: int, end: int) -> tuple[Misplaced, ...]:
    """Return the terms of a locator that disagree with where a stretch stands."""
    found = []
    for term, given in at.terms:
        judge = _TERMS.get(term)
        right = judge(opened, at, given.strip(), start, end) if judge else None
        if right is not None:
            found.append(Misplaced(term, given, right))
    return tuple(found)


def section_at(opened: SearchableText, position: int) -> Heading | None:
    """Return the last numbered heading before a position, else the last of its own line."""
    before = _headings_before(opened, position)
    numbered = [heading for heading in before if heading.number]
    if numbered:
        return numbered[-1]
    own = [heading for heading in before if not heading.run_in]
    return own[-1] if own else None


def note_at(opened: SearchableText, position: int) -> Aside | None:
    """Return the note that a position stands in, None outside of notes."""
    return _aside_at(opened, AsideKind.NOTE, position)


def box_at(opened: SearchableText, position: int) -> Aside | None:
    """Return the box that a position stands in, None outside of boxes."""
    return _aside_at(opened, AsideKind.BOX, position)


def holds_a_sentence(opened: SearchableText, number: int) -> bool:
    """Return whether a paragraph holds a sentence."""
    starts = opened.structure.paragraphs
    end = starts[number + 1] if number + 1 < len(starts) else len(opened.full.text)
    said = opened.full.text[starts[number] : end].strip()
    return len(said) > _SHORT or said[-1:] in (".", "!", "?", "。")


def _page(opened: SearchableText, at: Locator, given: str, start: int, end: int) -> str | None:
    del at
    pages = opened.pages
    if not pages:
        return None
    touched = [page for page in pages if page.start < end and page.end > start]
    wanted = [part.casefold() for part in _RANGE.split(given) if part]
    if not touched or not wanted:
        return None
    for page in touched:
        for name in _names(page):
            if name in wanted or _within(name, wanted):
                return None
    printed = any(page.printed for page in pages)
    if not printed and not opened.full.labelled:
        highest = max((int(part) for part in wanted if part.isdecimal()), default=0)
        beyond = highest > len(pages) or not wanted[0].isdecimal()
        if beyond and (len(pages) > 1 or _shows(opened, wanted)):
            return None  # numbers of a journal that the file does not show
    labels = list(dict.fromkeys(page.printed or page.label for page in touched))
    return labels[0] if len(labels) == 1 else f"{labels[0]}-{labels[-1]}"


def _shows(opened: SearchableText, wanted: list[str]) -> bool:
    """Return whether a text of one page bears a number among its first or last words."""
    words = [word.strip(".,;:()[]|") for word in opened.full.text.split()]
    return any(number in (*words[:40], *words[-40:]) for number in wanted)


def _names(page: TextPage) -> Iterator[str]:
    if page.printed:
        yield page.printed
    yield page.label.casefold()


def _within(name: str, wanted: list[str]) -> bool:
    if len(wanted) != 2 or not all(part.isdecimal() for part in (*wanted, name)):
        return False
    low, high = wanted
    if len(high) < len(low):  # 551-60
        high = low[: len(low) - len(high)] + high
    return int(low) <= int(name) <= int(high)


def _section(opened: SearchableText, at: Locator, given: str, start: int, end: int) -> str | None:
    del at, end
    position = _anchor(opened, start)
    headings = [heading for heading in opened.structure.headings if not heading.run_in]
    if not headings:
        return None
    bare = given.rstrip(".")
    numbers = {heading.number for heading in headings if heading.number}
    here = section_at(opened, position)
    if re.fullmatch(r"[\d.]+", bare):
        if not numbers:
            return None
        if here and here.number:
            fits = here.number == bare or here.number.startswith(bare + ".")
            return None if fits else here.number
        return None
    return _under(opened, bare, position)


def _heading(opened: SearchableText, at: Locator, given: str, start: int, end: int) -> str | None:
    del at, end
    return _under(opened, given, _anchor(opened, start))


def _under(opened: SearchableText, title: str, position: int) -> str | None:
    """Return None if a position lies under a heading, else the heading it lies under."""
    named = [heading for heading in opened.structure.headings if _is_called(heading, title)]
    if not named and not opened.structure.reliable:
        return None
    before = [heading for heading in _headings_before(opened, position) if _sure(opened, heading)]
    for heading in named:
        after = (other for other in before if other.start > heading.start)
        if heading.start <= position and all(other.level > heading.level for other in after):
            return None
    return before[-1].title if before else "none"


def _is_called(heading: Heading, title: str) -> bool:
    return key_of(title) in (key_of(heading.title), key_of(heading.number + heading.title))


def _sure(opened: SearchableText, heading: Heading) -> bool:
    """Return whether a heading is sure enough to put what follows under it.

    A run-in heading may be no more than a short sentence, unless a claim names it.
    """
    return not heading.run_in or key_of(heading.title) in opened.named


def _note(opened: SearchableText, at: Locator, given: str, start: int, end: int) -> str | None:
    del end
    notes = [aside for aside in opened.structure.asides if aside.kind is AsideKind.NOTE]
    if not any(note.number for note in notes):
        return None
    here = note_at(opened, start)
    if here is None:
        return "none"
    if here.number == given and (at.get("printed") or here.printed) == here.printed:
        return None
    return here.number if here.printed == here.number else f"{here.number}, printed {here.printed}"


def _box(opened: SearchableText, at: Locator, given: str, start: int, end: int) -> str | None:
    del at, end
    boxes = [aside for aside in opened.structure.asides if aside.kind is AsideKind.BOX]
    if not boxes:
        return None
    here = box_at(opened, start)
    if here is None:
        return "none" if any(_named(box, given) for box in boxes) else None
    return None if _named(here, given) else here.number or here.title


def _named(aside: Aside, given: str) -> bool:
    return given in (aside.number, aside.printed) or key_of(given) == key_of(aside.title)


def _paragraph(opened: SearchableText, at: Locator, given: str, start: int, end: int) -> str | None:
    del end
    structure = opened.structure
    if not structure.paragraphs or not given.isdecimal():
        return None
    if note_at(opened, start) or box_at(opened, start):
        return None
    heading = _named_heading(opened, at, start)
    if heading is None and any(term in ("heading", "section", "chapter") for term, _ in at.terms):
        return None
    first = bisect_right(structure.paragraphs, heading.end - 1) if heading else 0
    last = bisect_right(structure.paragraphs, start)
    here = last - first
    if here < 1 or here == int(given):
        return None
    if heading:
        return str(here)
    # from the beginning of a text: whether titles are counted is for whoever counts
    told = sum(holds_a_sentence(opened, number) for number in range(first, last))
    return None if told == int(given) else str(told or here)


def _named_heading(opened: SearchableText, at: Locator, position: int) -> Heading | None:
    """Return the nearest heading before a position that the locator names."""
    wanted = {key_of(value) for term, value in at.terms if term in ("heading", "section")}
    for heading in reversed(_headings_before(opened, position)):
        if key_of(heading.title) in wanted or key_of(heading.number) in wanted:
            return heading
    return None


def _anchor(opened: SearchableText, position: int) -> int:
    """Return the position that a section is told by: for a note, that of its mark."""
    for kind in (AsideKind.NOTE, AsideKind.BOX):
        aside = _aside_at(opened, kind, position)
        if aside and aside.anchor >= 0:
            return aside.anchor
    return position


def _headings_before(opened: SearchableText, position: int) -> list[Heading]:
    headings = opened.structure.headings
    return list(headings[: bisect_right([heading.start for heading in headings], position)])


def _aside_at(opened: SearchableText, kind: AsideKind, position: int) -> Aside | None:
    for aside in opened.structure.asides:
        if aside.kind is kind and aside.start <= position < aside.end:
            return aside
    return None


def _page_at(opened: SearchableText, position: int) -> TextPage | None:
    pages = opened.pages
    index = bisect_right([page.start for page in pages], position) - 1
    return pages[index] if 0 <= index < len(pages) else None


_TERMS = {
    "page": _page,
    "section": _section,
    "chapter": _section,
    "heading": _heading,
    "note": _note,
    "box": _box,
    "paragraph": _paragraph,
}
