"""One passage looked up in one text: its outcome, its place, and what is amiss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.model.claims import Passage
from evidence.model.lock import Difference, DifferenceKind, Misplaced, Outcome, TextPlace
from evidence.quotes.locating import misplaced, spot
from evidence.quotes.normalised import key_of, splits_word
from evidence.quotes.search import Match, matches, nearest, pieces_of, whole_words
from evidence.quotes.searchable import PositionMap, SearchableText

_FAR = 12_000  # code points between two pieces of one quote: four printed pages
_MOST_PLACES = 20
_PREFIX_WORDS = 8


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What came of looking for one passage in one text."""

    outcome: Outcome
    spot: TextPlace | None = None
    changes: tuple[Difference, ...] = ()
    places: tuple[TextPlace, ...] = ()
    nearest: str = ""
    misplaced: tuple[Misplaced, ...] = ()
    reason: str = ""


def look_up(opened: SearchableText, passage: Passage) -> SearchResult:
    """Return what comes of looking for a passage in its text.

    Shape: `prefix`, `suffix` and then the locator decide between places.
    """
    full = opened.full
    if full.unreadable:
        return SearchResult(Outcome.UNREADABLE, reason=full.unreadable)
    pieces = pieces_of(passage.quote)
    if not pieces:
        return SearchResult(Outcome.UNCHECKED, reason="the quote has no words")
    per_piece = [matches(opened, piece) for piece in pieces]
    missing = next((at for at, found in enumerate(per_piece) if not _usable(found)), None)
    if missing is not None:
        return _missing(opened, pieces[missing], per_piece[missing])
    chains = _chains(per_piece)
    if not chains:
        apart = Difference(DifferenceKind.ORDER, passage.quote, "")
        return SearchResult(
            Outcome.ALTERED, _spot(opened, [found[0] for found in per_piece][:1]), (apart,)
        )
    chains = _decided(opened, passage, chains)
    if len(chains) > 1:
        return SearchResult(Outcome.AMBIGUOUS, places=_places(opened, chains))
    chain = chains[0]
    outcome, changes = _worst(chain)
    where = _spot(opened, chain)
    wrong = (
        *_contradicted(opened, passage, chain),
        *misplaced(opened, passage.at, where.start, where.end),
    )
    return SearchResult(outcome, where, changes, misplaced=wrong)


Chain = tuple[Match, ...]


def _usable(found: Sequence[Match]) -> bool:
    return bool(found) and found[0].verdict.outcome is not Outcome.NOT_FOUND


def _missing(opened: SearchableText, piece: str, near: Sequence[Match]) -> SearchResult:
    full = opened.full
    if full.blank_pages and len(full.blank_pages) * 10 >= len(full.pages):
        shown = ", ".join(full.blank_pages[:5])
        return SearchResult(
            Outcome.UNREADABLE, reason=f"not on the readable pages; scanned without text: {shown}"
        )
    if near and near[0].verdict.matched > 0.3 and near[0].end > near[0].start:
        stream = near[0].course.stream
        said = whole_words(stream.text, near[0].verdict.start, near[0].verdict.end)
    else:
        said = nearest(opened, piece)
    return SearchResult(Outcome.NOT_FOUND, nearest=said[:600])


def _chains(per_piece: Sequence[Sequence[Match]]) -> list[Chain]:
    """Return the ways to read the pieces in order, the closest for each first piece."""
    if len(per_piece) == 1:
        return [(match,) for match in per_piece[0]]
    chains: list[Chain] = []
    for first in sorted(per_piece[0], key=lambda match: match.start):
        chain = [first]
        for found in per_piece[1:]:
            later = [match for match in found if match.start >= chain[-1].end]
            following = min(later, key=lambda match: match.start, default=None)
            if following is None or following.start - chain[-1].end > _FAR:
                break
            chain.append(following)
        else:
            chains.append(tuple(chain))
    # of two ways that end alike the later beginning is the passage
    ending = {chain[1].start: chain for chain in chains}
    return list(ending.values())


def _decided(opened: SearchableText, passage: Passage, chains: list[Chain]) -> list[Chain]:
    """Return the places that the prefix, the suffix and the locator leave."""
    if len(chains) > 1 and passage.prefix:
        chains = [c for c in chains if _precedes(c[0], passage.prefix)] or chains
    if len(chains) > 1 and passage.suffix:
        chains = [c for c in chains if _follows(c[-1], passage.suffix)] or chains
    if len(chains) > 1 and passage.at:
        fitting = [c for c in chains if not misplaced(opened, passage.at, c[0].start, c[-1].end)]
        chains = fitting or chains
    return chains


def _contradicted(opened: SearchableText, passage: Passage, chain: Chain) -> tuple[Misplaced, ...]:
    """Return the prefix and the suffix that are not what stands before and after the place."""
    found = []
    first, last = chain[0], chain[-1]
    if passage.prefix and not any(
        _ends(course, first.start, passage.prefix) for course in _courses(opened)
    ):
        words = _words_before(opened.printed, first.start)
        found.append(Misplaced("prefix", passage.prefix, " ".join(words) or "none"))
    if passage.suffix and not any(
        _begins(course, last.end, passage.suffix) for course in _courses(opened)
    ):
        after = opened.full.text[last.end : last.end + 200].split()[:_PREFIX_WORDS]
        found.append(Misplaced("suffix", passage.suffix, " ".join(after) or "none"))
    return tuple(found)


def _courses(opened: SearchableText) -> Iterator[PositionMap]:
    """Yield the ways through a text, each worked out when it is asked for."""
    yield opened.printed
    yield from filter(None, (opened.flow, opened.marked))


def _ends(course: PositionMap, position: int, prefix: str) -> bool:
    """Return whether what stands before a position of the text ends so."""
    key = key_of(prefix)
    place = course.stream.place(course.place(position))
    return course.stream.key.endswith(key, max(0, place - len(key)), place)


def _begins(course: PositionMap, position: int, suffix: str) -> bool:
    """Return whether what stands from a position of the text on begins so."""
    return course.stream.key.startswith(key_of(suffix), course.stream.place(course.place(position)))


def _precedes(match: Match, prefix: str) -> bool:
    key = key_of(prefix)
    stream = match.course.stream
    place = stream.place(match.verdict.start)
    return stream.key.endswith(key, max(0, place - len(key)), place)


def _follows(match: Match, suffix: str) -> bool:
    key = key_of(suffix)
    stream = match.course.stream
    return stream.key.startswith(key, stream.place(match.verdict.end))


def _places(opened: SearchableText, chains: Sequence[Chain]) -> tuple[TextPlace, ...]:
    """Return the places with the fewest words before each that tell them apart."""
    chains = sorted(chains, key=lambda chain: chain[0].start)[:_MOST_PLACES]
    before = [_words_before(chain[0].course, chain[0].verdict.start) for chain in chains]
    spots = []
    for own, chain in zip(before, chains, strict=True):
        prefix = ""
        for count in range(1, len(own) + 1):
            prefix = " ".join(own[-count:])
            if sum(key_of(" ".join(other[-count:])) == key_of(prefix) for other in before) == 1:
                break
        spots.append(spot(opened, chain[0].start, chain[-1].end, prefix))
    return tuple(spots)


def _words_before(course: PositionMap, position: int) -> list[str]:
    text = course.stream.text
    start = max(0, position - 200)
    while start < position and splits_word(text, start):
        start += 1
    return text[start:position].split()[-_PREFIX_WORDS:]


def _worst(chain: Chain) -> tuple[Outcome, tuple[Difference, ...]]:
    order = (Outcome.ALTERED, Outcome.DIFFERS_IN_FORM, Outcome.FOUND)
    outcomes = {match.verdict.outcome for match in chain}
    outcome = next((known for known in order if known in outcomes), Outcome.FOUND)
    changes = [change for match in chain for change in match.verdict.changes]
    if outcome is Outcome.ALTERED:
        changes = [change for change in changes if change.alters]
    return outcome, tuple(changes)


def _spot(opened: SearchableText, chain: Sequence[Match]) -> TextPlace:
    return spot(opened, chain[0].start, chain[-1].end)
