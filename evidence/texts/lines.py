"""The lines of a text, and the stretches of it that are pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.texts.full_text import TextPage

# three empty lines: what converters leave of a page break in plain text
_SOFT_BREAK = re.compile(r"\n{4,}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: its stretch without the blanks around it.

    Units: `size` is the type size in points, 0 where the file does not tell.
    """

    start: int
    end: int
    text: str
    size: float = 0.0

    @property
    def ends_sentence(self) -> bool:
        """Return whether the line ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def goes_on(self) -> bool:
        """Return whether the line begins in the middle of a sentence."""
        return self.text[0].islower() or self.text[0] in ",;)"


def lines_of(text: str, sizes: Sequence[tuple[int, float]] = ()) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines = []
    start = 0
    starts = [begun for begun, _ in sizes]
    for raw in text.split("\n"):
        said = raw.strip()
        if said:
            left = start + len(raw) - len(raw.lstrip())
            at = bisect_right(starts, left) - 1
            lines.append(Line(left, left + len(said), said, sizes[at][1] if at >= 0 else 0.0))
        start += len(raw) + 1
    return lines


def body_size(lines: Sequence[Line]) -> float:
    """Return the type size of most of the text, 0 where no line has one."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def by_page(text: str, lines: Sequence[Line], pages: Sequence[TextPage]) -> list[list[Line]]:
    """Return the lines page by page; by soft breaks where there are no pages."""
    ends = [page.end for page in pages] or [match.end() for match in _SOFT_BREAK.finditer(text)]
    groups: list[list[Line]] = []
    cursor = 0
    for end in (*ends, len(text) + 1):
        first = cursor
        while cursor < len(lines) and lines[cursor].start < end:
            cursor += 1
        if cursor > first:
            groups.append(list(lines[first:cursor]))
    return groups


def outside(lines: Sequence[Line], stretches: Sequence[tuple[int, int]]) -> list[Line]:
    """Return the lines that begin in none of the stretches."""
    free = []
    later = sorted(stretches)
    position = 0
    for line in lines:
        while position < len(later) and later[position][1] <= line.start:
            position += 1
        if position == len(later) or line.start < later[position][0]:
            free.append(line)
    return free
