"""Where things stand in a .bib file: offsets become lines and columns on demand.

Positions are kept as offsets while reading, because most of them are never
asked for; the table of lines is made once, when the first one is.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from evidence.bibtex.rules import report
from evidence.diagnostics import Diagnostic, Place


class Span(NamedTuple):
    """A stretch of the text, in code points from its beginning."""

    start: int
    end: int


class Lines:
    """Turns offsets of one text into places of one file."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def wrong(self, code: str, span: Span, item: str = "", *details: str) -> Diagnostic:
        """Return the diagnostic of a code for what stands there."""
        return report(code, self.place(*span), item, *details)

    def place(self, start: int, end: int = 0) -> Place:
        """Return the place of a stretch; one that runs on ends with its first line."""
        starts = self._starts
        index = bisect_right(starts, start) - 1
        column = start - starts[index] + 1
        if end <= start:
            return Place(self.file, index + 1, column)
        last = starts[index + 1] - 1 if index + 1 < len(starts) else len(self.text)
        return Place(self.file, index + 1, column, max(column, column + min(end, last) - start))
