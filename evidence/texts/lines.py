"""The lines of a text, and the stretches of it that are pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.texts.full_text import Page

# three empty lines: what converters leave of a page break in plain text
_SOFT_BREAK = re.compile(r"\n{4,}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: its stretch without the blanks around it."""

    start: int
    end: int
    text: str

    @property
    def ends_sentence(self) -> bool:
        """Return whether the line ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def goes_on(self) -> bool:
        """Return whether the line begins in the middle of a sentence."""
        return self.text[0].islower() or self.text[0] in ",;)"


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines = []
    start = 0
    for raw in text.split("\n"):
        said = raw.strip()
        if said:
            left = start + len(raw) - len(raw.lstrip())
            lines.append(Line(left, left + len(said), said))
        start += len(raw) + 1
    return lines


def by_page(text: str, lines: Sequence[Line], pages: Sequence[Page]) -> list[list[Line]]:
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
