"""A text file with separators as rows of cells, whatever its encoding, separator and quoting."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evidence.diagnostics import CannotGoOn

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", ";", "\t", "|", "^", "~", "\x1f")
# characters that are looked at to find the separator
_LOOKED_AT = 64_000
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class TextRows:
    """The cells of a text file; `guessed` are the rows whose letters rest on `guess`."""

    rows: tuple[tuple[str, ...], ...]
    guessed: frozenset[int]
    guess: str


def text_rows(name: str, data: bytes, settings: Mapping[str, Any]) -> TextRows:
    """Return the rows of a text file; blank lines are empty rows.

    Raises: CannotGoOn where the encoding that the settings name is not the file's.
    """
    text, guess = _decoded(name, data, str(settings.get("encoding") or ""))
    mark = str(settings.get("quote_mark") or "") or _quote_mark(text)
    separator = str(settings.get("separator") or "")
    named = {"tab": "\t", "comma": ",", "semicolon": ";"}.get(separator, separator)
    rows = _split(text, named or _separator(text, mark), mark)
    guessed = (i for i, row in enumerate(rows) if not all(map(str.isascii, row))) if guess else ()
    return TextRows(rows, frozenset(guessed), guess)


def _decoded(name: str, data: bytes, said: str) -> tuple[str, str]:
    """Return the text, and what of it is a guess."""
    if said:
        return _as_said(name, data, said), ""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if data[:2000].count(0) * 3 > len(data[:2000]):
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        guess = "the file does not say its encoding: read as UTF-16"
        return data.decode(encoding, "replace"), guess
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _undeclared(data)


def _marked(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError:
        said = encoding.removesuffix("-sig").upper()
        guess = f"the file says {said}, and some bytes are not: {_LOST} stands for them"
        return data.decode(encoding, "replace"), guess


def _undeclared(data: bytes) -> tuple[str, str]:
    """Return text that is not UTF-8 throughout: a damaged one, or one of the old code pages."""
    text = data.decode("utf-8", "replace")
    right = sum(not char.isascii() for char in text) - text.count(_LOST)
    if right > text.count(_LOST):
        return text, f"some bytes are not UTF-8: {_LOST} stands for them"
    try:
        return data.decode("cp1252"), "the file does not say its encoding: read as Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "the file does not say its encoding: read as Latin-1"


def _as_said(name: str, data: bytes, said: str) -> str:
    try:
        codec = codecs.lookup(said)
    except LookupError:
        raise CannotGoOn(
            f"the settings name the encoding `{said}`, which is not known",
            "say `encoding: utf-8`, or `windows-1252`, `latin-1`, `utf-16`, `mac-roman`",
        ) from None
    try:
        text, _ = codec.decode(data, "strict")
    except (UnicodeError, ValueError, TypeError):
        raise CannotGoOn(
            f"{name} is not in the encoding `{said}` that the settings name",
            "leave `encoding` out, and it is found",
        ) from None
    if not isinstance(text, str):
        raise CannotGoOn(f"`{said}` is no encoding of text", "say `encoding: utf-8`")
    return text.removeprefix("\ufeff")


def _quote_mark(text: str) -> str:
    """Return the mark that cells are quoted with: an apostrophe only where lines begin with it."""
    head = text[:_LOOKED_AT]
    lines = [line for line in head.splitlines() if line]
    apostrophes = sum(line.startswith("'") and line.endswith("'") for line in lines)
    return "'" if '"' not in head and apostrophes * 2 > len(lines) else '"'


def _separator(text: str, mark: str) -> str:
    """Return the separator by which most rows have the same number of cells, and several."""
    head = text[:_LOOKED_AT]
    best = (0.0, 0, ",")
    for place, separator in enumerate(_SEPARATORS):
        if separator not in head:
            continue
        rows = [row for row in _split(head, separator, mark) if any(row)]
        # the last row may be cut
        sizes = Counter(len(row) for row in (rows[:-1] or rows))
        size, times = max(sizes.items(), key=lambda each: (each[1] * (each[0] > 1), each[0]))
        if size > 1:
            best = max(best, (times / sum(sizes.values()), -place, separator))
    return best[2]


def _split(text: str, separator: str, mark: str) -> tuple[tuple[str, ...], ...]:
    if len(separator) != 1 or len(mark) != 1 or separator in "\r\n" or separator == mark:
        raise CannotGoOn(
            f"`{separator}` and `{mark}` cannot separate and quote cells",
            "`separator` and `quote_mark` are one character each, `separator: tab` is the tab",
        )
    # a cell may be as long as the file: the default of 131,072 is a limit of the whole process
    before = csv.field_size_limit(max(len(text) + 1, 131_072))
    try:
        escape = "\\" if f"\\{mark}" in text and mark * 2 not in text else None
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=separator,
            quotechar=mark,
            doublequote=escape is None,
            escapechar=escape,
        )
        return tuple(map(tuple, reader))
    except csv.Error as wrong:
        raise CannotGoOn(
            f"the text cannot be cut into cells: {wrong}", "save it as CSV in UTF-8 again"
        ) from None
    finally:
        csv.field_size_limit(before)
