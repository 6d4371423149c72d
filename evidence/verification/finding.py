"""Where a quote stands in a text: word for word, in another form, or nearly.

First by the key of the text, which finds every place where the same letters
stand. Only a quote without such a place is sought by seeds, short runs of its
letters, and laid out word by word where most of them lie together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.model.lock import Outcome
from evidence.verification import shortcuts
from evidence.verification.aligning import align
from evidence.verification.comparing import compared
from evidence.verification.judging import Verdict, judge, punctuation
from evidence.verification.keys import Stream, key_of, plain, same, splits_word, strict
from evidence.verification.likeness import nearest_stretch
from evidence.verification.opened import Course, Opened, is_leftward
from evidence.verification.scanning import resemblance
from evidence.verification.words import words_of

OMISSION = re.compile(r"\s*\[\s*(?:…|\.\s?\.\s?\.)\s*\]\s*")
_MOST_HITS = 200
_MOST_SEEDS = 48
_TRIED = 3  # stretches that are laid out word by word


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text that a quote, or a piece of one, was found at.

    Shape: `start` and `end` are positions of the text; those of the verdict
           are positions of the stream of `course`.
    """

    verdict: Verdict
    start: int
    end: int
    course: Course

    @property
    def stands(self) -> bool:
        """Return whether the words stand there."""
        return self.verdict.outcome.stands


def pieces_of(quote: str) -> list[str]:
    """Return the pieces of a quote between its omissions.

    >>> pieces_of("one […] two [...] three")
    ['one', 'two', 'three']
    """
    return [piece for piece in OMISSION.split(quote.strip()) if key_of(piece)]


def matches(opened: Opened, piece: str) -> list[Match]:
    """Return the places where a piece of a quote stands, the best sort of them alone.

    Shape: all places where it stands word for word, else all where it differs
           in form, else the one place most like it; [] if there is none.
    """
    quick = _quickly(opened, piece)
    if quick:
        return [quick]
    courses = list(_courses(opened, piece))
    exact: list[Match] = []
    for course in courses:
        exact = _distinct([*exact, *_exact(course, piece)])
        whole = [match for match in exact if match.verdict.outcome is Outcome.FOUND]
        if whole:
            return whole
    near = [_judged(opened, piece, match) for match in exact]
    for course in courses:
        standing = [match for match in near if match.stands]
        if standing:
            first = min(standing, key=lambda match: match.verdict.rank)
            return _distinct([match for match in standing if _ranks(match, [first])])
        near += _near(opened, course, piece)
    near.sort(key=lambda match: match.verdict.rank)
    best = near[:1]
    return _distinct([match for match in near if match.stands and _ranks(match, best)]) or best


def _ranks(match: Match, best: Sequence[Match]) -> bool:
    return all(match.verdict.rank == other.verdict.rank for other in best)


def nearest(opened: Opened, piece: str) -> str:
    """Return the words of the text that are most like a piece which was not found."""
    stream = opened.printed.stream
    start, end, alike = nearest_stretch(key_of(piece), stream.key)
    if alike < 0.5:
        return ""
    left, right = stream.position(start), stream.position(max(start, end - 1)) + 1
    return whole_words(stream.text, left, right)


def whole_words(text: str, start: int, end: int) -> str:
    """Return a stretch widened to whole words, on one line."""
    while start > 0 and splits_word(text, start):
        start -= 1
    while end < len(text) and splits_word(text, end):
        end += 1
    return " ".join(text[start:end].replace("-\n", "").split())


def _quickly(opened: Opened, piece: str) -> Match | None:
    """Return the one place where a piece stands, perhaps misread, None if that is not sure."""
    verdict = shortcuts.sure(opened.printed.stream, piece, opened.vocabulary(opened.printed))
    return Match(verdict, verdict.start, verdict.end, opened.printed) if verdict else None


def _courses(opened: Opened, piece: str) -> Iterator[Course]:
    """Yield the ways through a text, the likeliest first."""
    yield opened.printed
    if opened.flow:
        yield opened.flow
    if any(map(is_leftward, piece)) and opened.mirrored:
        yield opened.mirrored


def _exact(course: Course, piece: str) -> list[Match]:
    """Return the places where the letters of a piece stand, in order and whole."""
    key = key_of(piece)
    stream = course.stream
    found: list[Match] = []
    if not key:
        return found
    at = stream.key.find(key)
    while at >= 0 and len(found) < _MOST_HITS:
        start = stream.position(at)
        end = stream.position(at + len(key) - 1) + 1
        while end < len(stream.text) and "\u0300" <= stream.text[end] <= "\u036f":
            end += 1
        if not splits_word(stream.text, start) and not splits_word(stream.text, end):
            verdict = compared(stream.text, piece, start, end)
            left, right = course.stretch(verdict.start, verdict.end)
            found.append(Match(verdict, left, right, course))
        at = stream.key.find(key, at + 1)
    return found


def _judged(opened: Opened, piece: str, match: Match) -> Match:
    """Return a place where the letters stand, with the difference in the words told."""
    stream = match.course.stream
    start, end = match.verdict.start, match.verdict.end
    verdict = judge(
        align(words_of(plain(piece)), words_of(stream.plain, start, end), resemblance),
        opened.vocabulary(match.course),
    )
    if verdict.outcome is Outcome.FOUND:
        changes = punctuation(strict(piece), strict(stream.text[start:end]))
        verdict = Verdict(Outcome.DIFFERS_IN_FORM, start, end, changes)
    return Match(verdict, match.start, match.end, match.course)


def _near(opened: Opened, course: Course, piece: str) -> list[Match]:
    """Return the stretches most like a piece, each judged word by word."""
    key = key_of(piece)
    quoted = words_of(plain(piece))
    stream = course.stream
    found = []
    for low, high in _stretches(stream.key, key):
        start = stream.position(low)
        end = stream.position(high - 1) + 1
        while start > 0 and splits_word(stream.text, start):
            start -= 1
        while end < len(stream.text) and splits_word(stream.text, end):
            end += 1
        printed = words_of(stream.plain, start, end)
        verdict = judge(align(quoted, printed, resemblance), opened.vocabulary(course))
        if verdict.outcome is Outcome.FOUND:
            verdict = _with_punctuation(verdict, piece, stream)
        left, right = course.stretch(verdict.start, verdict.end)
        found.append(Match(verdict, left, right, course))
    return sorted(found, key=lambda match: match.verdict.rank)


def _with_punctuation(verdict: Verdict, piece: str, stream: Stream) -> Verdict:
    """Return the verdict of a piece whose words stand there, its punctuation compared."""
    printed = strict(stream.text[verdict.start : verdict.end])
    if same(strict(piece).strip(".,;:"), printed.strip(".,;:")):
        return verdict
    changes = punctuation(strict(piece), printed)
    return Verdict(Outcome.DIFFERS_IN_FORM, verdict.start, verdict.end, changes)


def _stretches(text: str, key: str) -> list[tuple[int, int]]:
    """Return where in the key of a text most seeds of a quote lie together, best first."""
    for size in (12, 8, 5):
        if len(key) >= size * 2 or size == 5:
            hits = _seeds(text, key, size)
            best = _densest(hits, len(key), len(text))
            if best:
                return best
    return []


def _seeds(text: str, key: str, size: int) -> list[tuple[int, int]]:
    """Return where runs of letters of the key stand: pairs of a place in text and key."""
    last = max(0, len(key) - size)
    step = max(1, size // 2, last // _MOST_SEEDS)
    hits = []
    for offset in (*range(0, last, step), last):
        seed = key[offset : offset + size]
        at = text.find(seed)
        count = 0
        while at >= 0 and count < 30:
            hits.append((at, offset))
            count += 1
            at = text.find(seed, at + 1)
    return sorted(hits)


def _densest(hits: Sequence[tuple[int, int]], length: int, limit: int) -> list[tuple[int, int]]:
    """Return the stretches with the most different seeds, none of them beside another."""
    reach = length + length // 2 + 200
    ranked = []
    low = 0
    counts: dict[int, int] = {}
    for high, (at, offset) in enumerate(hits):
        counts[offset] = counts.get(offset, 0) + 1
        while at - hits[low][0] > reach:
            gone = hits[low][1]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            low += 1
        ranked.append((-len(counts), at - hits[low][0], low, high))
    ranked.sort()
    chosen: list[tuple[int, int]] = []
    for _, _, low, high in ranked:
        first, last = hits[low], hits[high]
        start = max(0, first[0] - first[1] - 25)
        end = min(limit, last[0] + length - last[1] + 40)
        if all(end <= left or start >= right for left, right in chosen):
            chosen.append((start, end))
        if len(chosen) == _TRIED:
            break
    return chosen


def _distinct(found: Sequence[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in found:
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return kept
