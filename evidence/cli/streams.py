"""The streams of the command line: in UTF-8, and one that cannot be written ends the command.

A full disk behind `>`, or an output that the caller has closed, is no bug of
ours: it is told in one line, like everything else that the tool cannot get
around.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import why

_NAMES = {1: "standard output", 2: "standard error"}


class _Printed(io.TextIOWrapper):
    """A stream whose failure names it."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as error:
            raise self._lost(error) from error

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            raise self._lost(error) from error

    def _lost(self, error: OSError) -> Exception:
        if isinstance(error, BrokenPipeError):
            return error  # whoever read it has left, which is no mishap
        name = _NAMES.get(self.fileno(), "the output")
        return CannotGoOn(f"{name} cannot be written: {why(error)}")


def take_streams() -> None:
    """Make the standard streams ours.

    Raises: CannotGoOn if standard output is closed: nothing could be said.
    """
    closed = sys.stdout is None
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # what is opened next would take its place, and be printed into
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stderr = _printed(sys.stderr, 2)
    sys.stdout = _printed(sys.stdout, 1)
    if closed:
        raise CannotGoOn("standard output is closed: nothing could be said")


def give_up(stream: TextIO) -> None:
    """Let go of what a stream could not write, so that nobody tries again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _printed(stream: TextIO | None, number: int) -> TextIO:
    if stream is None:
        return io.TextIOWrapper(io.FileIO(number, "w", closefd=False), encoding="utf-8")
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # somebody's own, who calls us from Python
    lines = stream.line_buffering
    return _Printed(stream.detach(), "utf-8", "backslashreplace", line_buffering=lines)
