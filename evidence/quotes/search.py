"""Where a quote stands in a text: word for word, in another form, or nearly.

First by the key of the text, which finds every place where the same letters
stand. Only a quote without such a place is sought by seeds, short runs of its
letters, and laid out word by word where most of them lie together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from evidence.model.lock import Difference, DifferenceKind, Outcome
from evidence.quotes import quick_search
from evidence.quotes.aligning import align
from evidence.quotes.comparing import compared
from evidence.quotes.judging import Comparison, judge, punctuation
from evidence.quotes.normalised import Stream, key_of, plain, same, splits_word, strict
from evidence.quotes.rough_search import Stretch, stretches
from evidence.quotes.scan_errors import Vocabulary, resemblance
from evidence.quotes.searchable import PositionMap, SearchableText, is_leftward
from evidence.quotes.similarity import nearest_stretch
from evidence.quotes.word_classes import TextWord, kind_of, words_of

OMISSION = re.compile(r"(?:(?<!\s)\s++)?+\[\s*+(?:…|\.\s?\.\s?\.)\s*+\]\s*+")
_MOST_HITS = 200
_CLOSE = 0.8  # of the words: the way that a seed showed is the right one


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text that a quote, or a piece of one, was found at.

    Shape: `start` and `end` are positions of the text; those of the verdict
           are positions of the stream of `course`.
    """

    verdict: Comparison
    start: int
    end: int
    course: PositionMap

    @property
    def stands(self) -> bool:
        """Return whether the words stand there."""
        return self.verdict.outcome.stands


def pieces_of(quote: str) -> list[str]:
    """Return the pieces of a quote between its omissions.

    >>> pieces_of("one […] two [...] three")
    ['one', 'two', 'three']
    """
    pieces = OMISSION.split(quote.strip()) if "[" in quote else [quote.strip()]
    return [piece for piece in pieces if key_of(piece)]


def matches(opened: SearchableText, piece: str) -> list[Match]:
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
        # Where one way leaves a note mark before the full stop and another does not, the
        # way on which the quote stands to the letter tells.
        both = [*exact, *_exact(opened, course, piece)]
        exact = _distinct(sorted(both, key=lambda match: match.verdict.outcome != Outcome.FOUND))
        whole = [match for match in exact if match.verdict.outcome is Outcome.FOUND]
        if whole:
            return whole
    near = [_judged(opened, piece, match) for match in exact]
    # nearly: the flow first, whose interruptions are gone, and the print if it has nothing
    for course in sorted(courses, key=lambda course: course is not opened.flow):
        if any(match.stands for match in near):
            break
        near += _near(opened, course, piece)
    near.sort(key=lambda match: match.verdict.rank)
    best = near[:1]
    return _distinct([match for match in near if match.stands and _ranks(match, best)]) or best


def _ranks(match: Match, best: Sequence[Match]) -> bool:
    return all(match.verdict.rank == other.verdict.rank for other in best)


def nearest(opened: SearchableText, piece: str) -> str:
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


def _quickly(opened: SearchableText, piece: str) -> Match | None:
    """Return the one place where a piece stands, perhaps misread, None if that is not sure."""
    verdict = quick_search.sure(opened.printed.stream, piece, opened.vocabulary(opened.printed))
    return Match(verdict, verdict.start, verdict.end, opened.printed) if verdict else None


def _courses(opened: SearchableText, piece: str) -> Iterator[PositionMap]:
    """Yield the ways through a text, the likeliest first."""
    yield opened.printed
    if opened.flow:
        yield opened.flow
    if opened.marked:
        yield opened.marked
    if any(map(is_leftward, piece)) and opened.mirrored:
        yield opened.mirrored


def _exact(opened: SearchableText, course: PositionMap, piece: str) -> list[Match]:
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
        verdict = compared(stream.text, piece, start, end)
        if _is_whole(opened, course, verdict.start, verdict.end):
            left, right = course.stretch(verdict.start, verdict.end)
            found.append(Match(verdict, left, right, course))
        at = stream.key.find(key, at + 1)
    return found


def _is_whole(opened: SearchableText, course: PositionMap, start: int, end: int) -> bool:
    """Return whether a stretch begins and ends where words do, or where their type changes."""
    text = course.stream.text
    first, last = course.origin(start), course.origin(end - 1) + 1
    begins = not splits_word(text, start) or opened.parted(first)
    ends = not splits_word(text, end) or opened.parted(last)
    return begins and ends and not opened.cuts_formula(last)


def _judged(opened: SearchableText, piece: str, match: Match) -> Match:
    """Return a place where the letters stand, with the difference in the words told."""
    stream = match.course.stream
    start, end = match.verdict.start, match.verdict.end
    verdict = judge(
        align(words_of(plain(piece)), words_of(stream.plain, start, end), resemblance),
        opened.vocabulary(match.course),
    )
    if verdict.outcome is Outcome.FOUND:
        changes = punctuation(strict(piece), strict(stream.text[start:end]))
        verdict = Comparison(Outcome.DIFFERS_IN_FORM, start, end, changes)
    return Match(verdict, match.start, match.end, match.course)


def _near(opened: SearchableText, course: PositionMap, piece: str) -> list[Match]:
    """Return the stretches most like a piece, each judged word by word."""
    key = key_of(piece)
    quoted = words_of(plain(piece))
    stream = course.stream
    found: list[Match] = []
    # signs alone have no words that could nearly stand there
    for near in stretches(stream.key, key) if quoted else ():
        # a stretch with fewer seeds cannot be better than one where most words stand
        if found and found[0].verdict.matched * 0.8 > near.share:
            break
        start = stream.position(near.start)
        end = stream.position(near.end - 1) + 1
        while start > 0 and splits_word(stream.text, start):
            start -= 1
        while end < len(stream.text) and splits_word(stream.text, end):
            end += 1
        printed = _without_marks(
            quoted, words_of(stream.plain, start, end), opened.vocabulary(course)
        )
        verdict = _laid_beside(
            opened, course, quoted, printed, _offset(stream, near, quoted, printed)
        )
        if verdict.outcome is Outcome.FOUND:
            verdict = _with_punctuation(verdict, piece, stream)
        if verdict.outcome.stands and not _is_whole(opened, course, verdict.start, verdict.end):
            verdict = _cut(verdict, stream.text)
        left, right = course.stretch(verdict.start, verdict.end)
        found.append(Match(verdict, left, right, course))
    return sorted(found, key=lambda match: match.verdict.rank)


def _cut(verdict: Comparison, text: str) -> Comparison:
    """Return the verdict on words whose first or last is a part of what is printed."""
    start, end = verdict.start, verdict.end
    left, right = start, end
    while left > 0 and splits_word(text, left):
        left -= 1
    while right < len(text) and splits_word(text, right):
        right += 1
    first, *_ = text[start:end].split()
    *_, last = text[start:end].split()
    pairs = ((first, text[left:start] + first), (last, last + text[end:right]))
    changes = (
        Difference(_kind_of_cut(said, printed), said, " ".join(printed.split()))
        for said, printed in pairs
        if said != printed
    )
    return Comparison(Outcome.ALTERED, start, end, tuple(changes), verdict.matched)


def _kind_of_cut(said: str, printed: str) -> DifferenceKind:
    """Return what is cut, a figure or a word; a unit that is left out is a unit."""
    kind = kind_of(said, printed)
    figure = kind is DifferenceKind.WORD and any(map(str.isdecimal, said))
    return DifferenceKind.NUMBER if figure else kind


def _without_marks(
    quoted: list[TextWord], printed: list[TextWord], vocabulary: Vocabulary
) -> list[TextWord]:
    """Return the words of a text without the marks that whoever quotes left out."""
    ours = {word.text for word in quoted}
    return [
        word
        for word in printed
        if len(word.text) > 3 or word.text in ours or not vocabulary.marks(word.start, word.end)
    ]


def _laid_beside(
    opened: SearchableText,
    course: PositionMap,
    quoted: list[TextWord],
    printed: list[TextWord],
    offset: int,
) -> Comparison:
    """Return the verdict on two rows of words, of which one pair is known to stand together."""
    vocabulary = opened.vocabulary(course)
    verdict = judge(align(quoted, printed, resemblance, offset), vocabulary)
    if verdict.matched >= _CLOSE:
        return verdict
    return judge(align(quoted, printed, resemblance), vocabulary)


def _offset(stream: Stream, near: Stretch, quoted: list[TextWord], printed: list[TextWord]) -> int:
    """Return how many words of the text stand before the quote's first, by a shared seed."""
    letters = accumulate(len(word.key) for word in quoted)
    ours = next((at for at, told in enumerate(letters) if told > near.offset), 0)
    position = stream.position(near.place)
    theirs = next((at for at, word in enumerate(printed) if word.end > position), 0)
    return theirs - ours


def _with_punctuation(verdict: Comparison, piece: str, stream: Stream) -> Comparison:
    """Return the verdict of a piece whose words stand there, its punctuation compared."""
    printed = strict(stream.text[verdict.start : verdict.end])
    if same(strict(piece).strip(".,;:"), printed.strip(".,;:")):
        return verdict
    changes = punctuation(strict(piece), printed)
    return Comparison(Outcome.DIFFERS_IN_FORM, verdict.start, verdict.end, changes)


def _distinct(found: Sequence[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in found:
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return kept
