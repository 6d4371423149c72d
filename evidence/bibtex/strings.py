"""`@string` definitions, month names and `#`: the pieces of a value put together."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.bibtex.entry_fields import BibField, Piece
from evidence.bibtex.positions import Lines, Span
from evidence.diagnostics import Diagnostic

MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "sept": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
# A chain of strings that double each other reaches any length in a few lines, and
# one long string that is used often fills the memory.
LONGEST = 20_000
# Stands for the key of an entry where a field is no part of any report.
UNSHOWN = "\n"
MOST = 20_000_000


class Strings:
    """What the names in values stand for; later definitions replace earlier ones.

    Shape: `undefined` are the names that nothing defines, each with its uses, by the
           key of the entry that uses it.
    """

    def __init__(self, lines: Lines, found: list[Diagnostic]) -> None:
        self.known = dict(MONTHS)
        self.undefined: dict[tuple[str, str], list[Piece]] = {}
        self._lines = lines
        self._found = found
        self._left = MOST

    def define(self, definition: BibField) -> None:
        """Add a string, which may be made of those before it."""
        value = self.value(definition)
        if len(value) > LONGEST:
            self._too_long(definition.stands, definition.name)
            value = value[:LONGEST]
        self.known[definition.name] = value

    def value(self, field: BibField, key: str = "") -> str:
        """Return the value, LaTeX and all; names that nothing defines stay as they stand.

        Shape: `key` is that of the entry whose field it is.
        """
        parts: list[str] = []
        for piece in field.pieces or (Piece(field.text),):
            text = piece.text
            if piece.bare >= 0 and not text.isdecimal():
                text = self._named(piece, key)
            parts.append(text)
        return "".join(parts)

    def _named(self, piece: Piece, key: str) -> str:
        name = piece.text.lower()
        defined = self.known.get(name)
        if defined is None:
            self.undefined.setdefault((key, name), []).append(piece)
            return piece.text
        if len(defined) > self._left:
            if self._left:
                self._too_long(piece.stands, piece.text, key)
            self._left = 0
            return piece.text
        self._left -= len(defined)
        return defined

    def _too_long(self, span: Span, name: str, key: str = "") -> None:
        self._found.append(self._lines.wrong("long-string", span, key, name))


def strings_of(definitions: Iterable[BibField], lines: Lines, found: list[Diagnostic]) -> Strings:
    """Return the strings that the definitions give, in their order.

    Shape: what is wrong with them, and with the values made of them, is added to `found`.
    """
    strings = Strings(lines, found)
    for definition in definitions:
        strings.define(definition)
    return strings
