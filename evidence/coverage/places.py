"""Which of the places where a text cites something have a claim.

A claim covers the place of its source that is nearest to its passage: the one
in the same sentence, else the closest one within reach. A note and a box are
places of their own. A claim without a quote covers where its locator leads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from evidence.coverage import rules
from evidence.coverage.cited import CitedPlace, CitedWork
from evidence.coverage.citing import cited_places
from evidence.diagnostics import Diagnostic, Place, sort
from evidence.lock.records import text_key
from evidence.model.claims import Claim, Passage
from evidence.model.sources import Source
from evidence.quotes.locating import box_at, note_at, section_at
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts.full_text import FileKind, FullText

_REACH = 1500  # code points: about half a page
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(]?[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Covered:
    """A cited place with the claims that cover it, and the works that none of them cites."""

    place: CitedPlace
    claims: tuple[str, ...] = ()
    missing: tuple[CitedWork, ...] = ()


@dataclass(frozen=True, slots=True)
class _PassagePlace:
    """Where a passage of a claim stands: in a note, a box, or the running text."""

    claim: Claim
    home: tuple[str, str]
    start: int
    end: int
    sentences: range
    exact: bool = True


def coverage(
    full: FullText, key: str, claims: Iterable[Claim], sources: Sequence[Source]
) -> tuple[Covered, ...]:
    """Return every cited place of a text with the claims that cover it.

    Shape: `key` is the text's own citation key; only claims that were read in
           it count, and where it names itself it cites nothing. () for a text
           that cannot be read.
    """
    if full.unreadable:
        return ()
    opened = SearchableText(full)
    map_ = _Map(opened)
    stands = [
        stand
        for claim in claims
        if text_key(claim) == key
        for passage in claim.passages
        for stand in map_.stands(claim, passage)
    ]
    places = [place for place in cited_places(opened, sources) if not _is_its_own(place, key)]
    covering: list[set[str]] = [set() for _ in places]
    lacking = []
    for number, place in enumerate(places):
        missing = []
        for work in place.works:
            rivals = _rivals(places, work)
            found = [
                stand.claim.id
                for stand in stands
                if _covers(map_, stand, place, rivals, _bond(stand.claim, work, key))
            ]
            covering[number].update(found)
            if not found:
                missing.append(work)
        lacking.append(tuple(missing))
    return tuple(
        Covered(place, tuple(sorted(found)), missing)
        for place, found, missing in zip(places, covering, lacking, strict=True)
    )


def _is_its_own(place: CitedPlace, key: str) -> bool:
    """Return whether a text names itself there, as in its own title."""
    return all(work.keys == (key,) for work in place.works)


def uncovered(full: FullText, found: Iterable[Covered]) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each place that lacks a claim."""
    return sort(_tell(full, covered) for covered in found if covered.missing)


class _Map:
    """The text as distances are measured in it: without what interrupts it."""

    def __init__(self, opened: SearchableText) -> None:
        self.opened = opened
        self.course = opened.flow or opened.printed
        text = self.course.stream.text
        self.breaks = [match.end() for match in _SENTENCE.finditer(text)]
        self.known: dict[tuple[int, int], tuple[int, range]] = {}

    def home(self, position: int) -> tuple[str, str]:
        note, box = note_at(self.opened, position), box_at(self.opened, position)
        if note:
            return ("note", note.number)
        return ("box", box.number) if box else ("", "")

    def sentences(self, start: int, end: int) -> range:
        return self.placed(start, end)[1]

    def placed(self, start: int, end: int) -> tuple[int, range]:
        """Return where a stretch stands in the flow, and in which of its sentences."""
        if (start, end) not in self.known:
            first, last = self.course.place(start), self.course.place(max(start, end - 1))
            told = range(bisect_right(self.breaks, first), bisect_right(self.breaks, last) + 1)
            self.known[start, end] = first, told
        return self.known[start, end]

    def stands(self, claim: Claim, passage: Passage) -> Iterator[_PassagePlace]:
        if passage.quote:
            seen = look_up(self.opened, passage)
            for spot in (seen.spot,) if seen.spot else seen.places:
                start, end = spot.start, spot.end
                yield _PassagePlace(claim, self.home(start), start, end, self.sentences(start, end))
            return
        note, box = passage.at.get("note"), passage.at.get("box")
        home = ("note", note) if note else ("box", box) if box else ("", "")
        yield _PassagePlace(claim, home, 0, 0, range(0), exact=False)

    def distance(self, stand: _PassagePlace, place: CitedPlace) -> int:
        """Return how far a place is from a passage: 0 in the same sentence."""
        there, sentences = self.placed(place.start, place.end)
        if stand.sentences.start < sentences.stop and sentences.start < stand.sentences.stop:
            return 0
        here, _ = self.placed(stand.start, stand.end)
        return abs(here - there) + 1


class _TieStrength(IntEnum):
    """How a claim is tied to a cited work: not, by what stands beside it, or by its source."""

    NONE = 0
    BESIDE = 1
    SOURCE = 2


def _bond(claim: Claim, work: CitedWork, own: str) -> _TieStrength:
    wanted = frozenset(work.keys)
    if wanted & frozenset((*claim.sources, *claim.draws_on)):
        return _TieStrength.SOURCE
    if wanted:
        return _TieStrength.BESIDE if wanted & frozenset(claim.via) else _TieStrength.NONE
    # a work that no bibliography has is covered by any claim that is not the text's own
    others = frozenset((*claim.sources, *claim.draws_on, *claim.via)) - {own}
    return _TieStrength.BESIDE if others else _TieStrength.NONE


def _covers(
    map_: _Map,
    stand: _PassagePlace,
    place: CitedPlace,
    rivals: Sequence[CitedPlace],
    bond: _TieStrength,
) -> bool:
    home = map_.home(place.start)
    if bond is _TieStrength.NONE or stand.home != home:
        return False
    if not stand.exact:
        wanted = stand.claim.passage.at.get("section")
        section = section_at(map_.opened, place.start)
        return bool(home[0]) or (
            wanted is not None and section is not None and wanted == section.number
        )
    distance = map_.distance(stand, place)
    if bond is _TieStrength.BESIDE:
        # a box or a note has its source in a line of its own
        return bool(home[0]) or not distance
    nearest = min(
        (map_.distance(stand, rival) for rival in rivals if map_.home(rival.start) == home),
        default=distance,
    )
    return distance <= min(nearest, _REACH)


def _rivals(places: Sequence[CitedPlace], work: CitedWork) -> list[CitedPlace]:
    wanted = set(work.keys)
    return [place for place in places if any(wanted & set(other.keys) for other in place.works)]


def _tell(full: FullText, covered: Covered) -> Diagnostic:
    place = covered.place
    works = ", ".join(
        f"`{work.keys[0]}`" if work.keys else f"`{work.printed}`" for work in covered.missing
    )
    where = next(
        (
            f" in {name} {value}"
            for name, value in (
                ("note", place.note),
                ("box", place.box),
                ("section", place.section),
            )
            if value
        ),
        "",
    )
    unknown = [work.printed for work in covered.missing if not work.keys]
    help_ = f"the bibliography has no {', '.join(unknown)}" if unknown else ""
    return rules.UNCLAIMED.diagnostic(
        f"no claim covers `{place.printed}`{where}: {works}",
        _line(full, place.start),
        help_,
        item=covered.missing[0].keys[0] if covered.missing[0].keys else "",
    )


def _line(full: FullText, position: int) -> Place | None:
    """Return the line of a plain text; other kinds of file have none that a person could open."""
    if full.kind is not FileKind.PLAIN:
        return None
    before = full.text[:position]
    return Place(full.file, before.count("\n") + 1, position - before.rfind("\n"))
