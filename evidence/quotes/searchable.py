"""A full text opened for looking things up: what is needed of it is worked out once.

The value holds its results; a text of which one quote is sought pays for that
quote alone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from evidence.quotes.normalised import Stream
from evidence.quotes.scan_errors import Vocabulary
from evidence.texts.full_text import Aside, AsideKind, FileKind, FullText, Structure, TextPage
from evidence.texts.letters import text_hash
from evidence.texts.outline import interruptions_of, structure_of
from evidence.texts.running_heads import pages_with_numbers

_INTERRUPTION = 2500  # code points of a figure, a table or a box within a sentence
_CAPTION = re.compile(
    r"(?:fig(?:ure)?|table|gambar|tabel|grafik|bagan|box|kotak|chart|exhibit)\.?\s*\d+",
    re.IGNORECASE,
)
_RICH = 5_000  # code points: two pages
_SEVERAL = 8  # times: a word that stands so often is one
_SAMPLE = 120_000  # code points of a text that tell which words there are


@dataclass(frozen=True, slots=True)
class PositionMap:
    """A way through a text, and the way back to it.

    Shape: `starts` are where each piece begins in the stream, `origins` where
           it begins in the text.
    """

    stream: Stream
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def origin(self, position: int) -> int:
        """Return where in the text a character of the stream stands."""
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + position - self.starts[piece]

    def place(self, origin: int) -> int:
        """Return where in the stream a character of the text stands, or the next one that does."""
        best = len(self.stream.text)
        for start, begun, after in zip(
            self.starts, self.origins, (*self.starts[1:], best), strict=True
        ):
            if begun <= origin < begun + after - start:
                return start + origin - begun
            if begun > origin:
                best = min(best, start)
        return best

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the text that a stretch of the stream covers."""
        ends = self.origin(start), self.origin(max(start, end - 1))
        # a line that was turned round ends where it began
        return min(ends), max(ends) + (end > start)


class SearchableText:
    """A text with its streams: as it is printed, and as a reader follows it."""

    def __init__(self, full: FullText, named: frozenset[str] = frozenset()) -> None:
        self.full = full
        # keys of the headings that the claims name
        self.named = named

    @cached_property
    def printed(self) -> PositionMap:
        """Return the text in the order of print."""
        return PositionMap(Stream(self.full.text))

    @cached_property
    def structure(self) -> Structure:
        """Return what stands where in the text."""
        return structure_of(self.full)

    @cached_property
    def pages(self) -> tuple[TextPage, ...]:
        """Return the pages with their printed numbers."""
        return pages_with_numbers(self.full)

    @cached_property
    def text_hash(self) -> str:
        """Return the hash of the normalised text."""
        return self.full.text_hash or text_hash(self.full.text)

    @cached_property
    def flow(self) -> PositionMap | None:
        """Return the text without what interrupts it, asides after it; None if nothing does."""
        return self._without(self._asides, self._marks)

    @cached_property
    def marked(self) -> PositionMap | None:
        """Return the flow with its marks, which some copy; None if that is no way of its own."""
        return self._without(self._asides, ()) if self._asides and self._marks else None

    def _without(
        self, asides: Sequence[Aside], marks: Sequence[tuple[int, int]]
    ) -> PositionMap | None:
        running = _merge([*((aside.start, aside.end) for aside in asides), *marks])
        if not running:
            return None
        pieces = list(_between(running, 0, len(self.full.text)))
        for aside in asides:
            if aside.kind is not AsideKind.FURNITURE:
                inner = _merge([mark for mark in marks if aside.start <= mark[0] < aside.end])
                # with the line end, so that no quote runs from one aside into the next
                pieces += _between(inner, aside.start, min(aside.end + 1, len(self.full.text)))
        return self._course(pieces)

    @cached_property
    def mirrored(self) -> PositionMap | None:
        """Return the text with its right-to-left lines turned round; None if it has none.

        PDF files often hold such lines in the order in which they are seen.
        """
        text = self.full.text
        if not text or text.isascii() or not any(map(is_leftward, frozenset(text))):
            return None
        # each letter is a piece of its own: such a text is rare, and a line short
        pieces: list[tuple[int, int]] = []
        start = 0
        for line in text.splitlines(keepends=True):
            pieces += _turned(line, start)
            start += len(line)
        return self._course(pieces)

    def parted(self, position: int) -> bool:
        """Return whether a word may end at a position inside of it: its type changes there.

        A figure after it belongs to it: an index, a power.
        """
        return position in self._seams and not self.full.text[position : position + 1].isdigit()

    def cuts_formula(self, position: int) -> bool:
        """Return whether a figure is cut off there that belongs to what it stands at: CO2, H1.

        A plain text does not tell such a figure from the mark of a note.
        """
        before, after = (
            self.full.text[position - 1 : position],
            self.full.text[position : position + 1],
        )
        if not (before.isupper() and after.isdecimal()) or self.full.kind is FileKind.PLAIN:
            return False
        return all(start != position for start, _ in self._marks)

    def vocabulary(self, course: PositionMap) -> Vocabulary:
        """Return what the text tells of words, for stretches of one course."""
        stream = course.stream
        return Vocabulary(
            self._count,
            self._broken,
            lambda start, end: _interrupts(stream.text, start, end),
            marks=lambda start, end: _lies_in(self._marks, *course.stretch(start, end)),
            scanned=lambda start, end: _lies_in(self.full.scanned, *course.stretch(start, end)),
            rich=len(self.full.text) >= _RICH,
            flat=self.full.kind is not FileKind.PLAIN,
        )

    @cached_property
    def _interruptions(self) -> Structure:
        return interruptions_of(self.full)

    @cached_property
    def _seams(self) -> frozenset[int]:
        return frozenset((*self.full.seams, *(at for mark in self.full.raised for at in mark)))

    @property
    def _asides(self) -> Sequence[Aside]:
        return self._interruptions.asides

    @cached_property
    def _marks(self) -> Sequence[tuple[int, int]]:
        return [(mark.start, mark.end) for mark in self._interruptions.marks]

    def _course(self, pieces: Iterable[tuple[int, int]]) -> PositionMap:
        text = self.full.text
        starts, origins, told = [], [], []
        length = 0
        for start, end in pieces:
            if start >= end:
                continue
            starts.append(length)
            origins.append(start)
            told.append(text[start:end])
            length += end - start
        return PositionMap(Stream("".join(told)), tuple(starts), tuple(origins))

    def _count(self, word: str, most: int) -> int:
        """Return how often a word stands in the text, `most` at most."""
        # a lower-case copy of the text would cost more than these looks
        found = _count(self.full.text, word, most)
        lower = word.lower()
        return found or (_count(self.full.text, lower, most) if lower != word else 0)

    def _broken(self, word: str) -> bool:
        """Return whether three letters in a row of a word stand in hardly a word of the text.

        Where a word begins or ends, they must begin or end other words.
        """
        text = self.full.text
        # where the word stands itself, its letters say nothing of other words
        own = _count(text, word, _SEVERAL) + _count(text, word.capitalize(), _SEVERAL)
        if own >= _SEVERAL:
            return False
        needed = own + 2 + min(len(text), _SAMPLE) // 100_000
        last = len(word) - 3
        return any(
            not _stands_often(text, word[at : at + 3], needed, first=at == 0, final=at == last)
            for at in range(last + 1)
        )


def _interrupts(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is whole lines, a caption among them."""
    if end - start > _INTERRUPTION or not end:
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : text.find("\n", end) % (len(text) + 1)]
    if before.strip() or after.strip(" \t.,;:)"):
        return False
    return any(_CAPTION.match(line.strip()) for line in text[start:end].split("\n"))


def _count(text: str, word: str, most: int) -> int:
    found = 0
    at = text.find(word, 0, _SAMPLE)
    while at >= 0 and found < most:
        end = at + len(word)
        inside = (at and text[at - 1].isalnum()) or text[end : end + 1].isalnum()
        found += not inside
        at = text.find(word, end, _SAMPLE)
    return found


def _stands_often(text: str, run: str, needed: int, *, first: bool, final: bool) -> bool:
    at = text.find(run, 0, _SAMPLE)
    while at >= 0:
        inside = first and at and text[at - 1].isalnum()
        after = final and text[at + len(run) : at + len(run) + 1].isalnum()
        needed -= not inside and not after
        if not needed:
            return True
        at = text.find(run, at + 1, _SAMPLE)
    return False


def _lies_in(stretches: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(stretches, start, key=itemgetter(0)) - 1
    return at >= 0 and end <= stretches[at][1]


def _merge(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _between(
    stretches: Iterable[tuple[int, int]], start: int, end: int
) -> Iterable[tuple[int, int]]:
    for left, right in stretches:
        yield start, left
        start = right
    yield start, end


def is_leftward(sign: str) -> bool:
    """Return whether a character is read from right to left."""
    return unicodedata.bidirectional(sign) in ("R", "AL")


def _turned(line: str, start: int) -> list[tuple[int, int]]:
    """Return the pieces of a line in reading order: turned round, but for other scripts."""
    body = line.rstrip("\r\n\f")
    if not any(map(is_leftward, body)):
        return [(start, start + len(line))]
    runs: list[list[int]] = []
    forward = False
    for at in reversed(range(len(body))):
        straight = body[at].isalnum() and not is_leftward(body[at])
        if straight and forward:
            runs[-1].insert(0, at)
        else:
            runs.append([at])
        forward = straight
    turned = [(start + run[0], start + run[-1] + 1) for run in runs]
    return [*turned, (start + len(body), start + len(line))]
