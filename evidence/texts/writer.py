"""Writes a text down while its markup is read, and remembers what stands where.

Whitespace is folded as a browser folds it; blocks begin on lines of their own.
Asides that interrupt a sentence are held back until its block ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from evidence.texts.full_text import Aside, AsideKind, Heading, NoteMark, Structure
from evidence.texts.raised import MARK, is_meant, written_down, written_up

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BEFORE = 24  # code points before a raised sign that tell what it is raised at
# between two marks, raised as they are
_BETWEEN = frozenset(",;-\u2010\u2011\u2012\u2013\u2014\u2212")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*|[IVX]+|[A-Z])[.)]?\s+(\S.*)", re.DOTALL)


@dataclass(slots=True)
class TextWriter:
    """A text in the making; `finish` returns it with its structure."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[Heading] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    references: int = -1
    _held: list[tuple[Aside, TextWriter]] = field(default_factory=list)
    _gap: str = ""
    _waiting: int = -1  # where a raised figure begins that what follows may tell from a mark

    def write(self, text: str) -> None:
        """Add running text; runs of whitespace become one space."""
        folded = _SPACE.sub(" ", text)
        if folded.startswith(" ") and not self._gap and self.length:
            self._gap = " "
        folded = folded.strip(" ")
        if not folded:
            return
        if self._waiting >= 0:
            bare = self.since(self._waiting).strip()
            if not self._gap and is_meant(self._before(self._waiting), bare, folded):
                self._write_up(self._waiting)
                self.marks.pop()
            self._waiting = -1
        if self.length:
            self._put(self._gap)
        self._gap = ""
        self._put(folded)
        if text[-1:].isspace():
            self._gap = " "

    def block(self) -> None:
        """End the block: what follows stands on a new line."""
        if self.length:
            self._gap = "\n"

    def paragraph(self) -> None:
        """Begin a paragraph."""
        self.block()
        self.paragraphs.append(self.here)

    @property
    def here(self) -> int:
        """Return where the next words will stand."""
        return self.length + len(self._gap) if self.length else 0

    def since(self, start: int) -> str:
        """Return what was written since `start`; the text before it is not looked at."""
        wanted = self.length - start
        tail: list[str] = []
        found = 0
        for piece in reversed(self.pieces):
            if found >= wanted:
                break
            tail.append(piece)
            found += len(piece)
        return "".join(reversed(tail))[found - wanted :] if wanted > 0 else ""

    def heading(self, start: int, level: int, number: str = "") -> None:
        """Note that what was written since `start` is a heading."""
        title = self.since(start).strip()
        if not title:
            return
        split = _NUMBERED.fullmatch(title)
        if split and not number and split[1][0].isdigit():
            number, title = split[1], split[2]
        elif number and title.startswith(number):
            title = title[len(number) :].lstrip(" .\n")
        self.headings.append(Heading(title, number.rstrip("."), level, start, self.length))

    def mark(self, start: int, number: str = "") -> None:
        """Note that what was written since `start` is a mark."""
        if self.length > start:
            number = number or self.since(start).strip("[]() ")
            self.marks.append(NoteMark(start, self.length, number))

    def raised(self, start: int, *, calls: bool = False, meant: bool = False) -> None:
        """Note that what was written since `start` is raised.

        Shape: `calls` says that the markup makes it a mark, `meant` that it is none;
               else what it looks like tells a mark from a figure that is meant, which
               is written up.
        """
        bare = self.since(start).strip()
        follows = bool(self.marks) and self.marks[-1].end == start
        if meant or (not (calls or follows) and is_meant(self._before(start), bare)):
            self._write_up(start)
        elif calls or MARK.fullmatch(bare) or (follows and bare in _BETWEEN):
            self.mark(start)
            if not (calls or follows) and not self._before(start)[-1:].isalnum():
                self._waiting = start

    def lowered(self, start: int) -> None:
        """Note that what was written since `start` is lowered, and no part of a figure there."""
        before, said = self._before(start), self.since(start)
        if before[-1:].isdecimal() and said.strip().isdecimal():
            self._rewrite(start, written_down)

    def _before(self, start: int) -> str:
        """Return what stands before a raised sign, with the blank that may begin it."""
        told = self.since(max(0, start - _BEFORE))
        said = self.since(start)
        return told[: len(told) - len(said.lstrip())]

    def _write_up(self, start: int) -> None:
        self._rewrite(start, written_up)

    def _rewrite(self, start: int, written: Callable[[str], str]) -> None:
        text = "".join(self.pieces)
        self.pieces = [text[:start], written(text[start:])]

    def hold(self, aside: Aside, content: TextWriter) -> None:
        """Keep an aside until `release`."""
        self._held.append((aside, content))

    def release(self) -> None:
        """Write the asides that were held back, each as a block of its own."""
        for aside, content in self._held:
            self.block()
            start = self.here
            self._take(content)
            if self.length > start:
                self.asides.append(
                    Aside(
                        aside.kind,
                        start,
                        self.length,
                        aside.number,
                        aside.printed or aside.number,
                        aside.title,
                        aside.anchor,
                    )
                )
            self.block()
        self._held.clear()

    def finish(self) -> tuple[str, Structure]:
        """Return the text and what stands where."""
        self.release()
        return "".join(self.pieces), Structure(
            tuple(sorted(self.headings, key=lambda heading: heading.start)),
            tuple(sorted(self._anchored(), key=lambda aside: aside.start)),
            tuple(sorted(self.marks, key=lambda mark: mark.start)),
            tuple(self.paragraphs),
            self.references,
            reliable=True,
        )

    def _anchored(self) -> list[Aside]:
        # a note whose mark was met elsewhere than where its words were held
        called = {mark.number: mark.start for mark in reversed(self.marks) if mark.number}
        return [
            Aside(
                aside.kind,
                aside.start,
                aside.end,
                aside.number,
                aside.printed,
                aside.title,
                called.get(aside.number, -1),
            )
            if aside.kind is AsideKind.NOTE and aside.anchor < 0
            else aside
            for aside in self.asides
        ]

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _take(self, other: TextWriter) -> None:
        text, inner = other.finish()
        if not text:
            return
        if self.length:
            self._put(self._gap)
        self._gap = ""
        base = self.length
        self._put(text)
        self.marks.extend(
            NoteMark(mark.start + base, mark.end + base, mark.number) for mark in inner.marks
        )
