"""`@string` definitions, month names and `#`: the pieces of a value put together."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.bibtex.entry_fields import BibField, Piece, Slip
from evidence.bibtex.positions import Span

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
MOST = 20_000_000


class Strings:
    """What the names in values stand for; later definitions replace earlier ones."""

    def __init__(self) -> None:
        self.known = dict(MONTHS)
        self.slips: list[Slip] = []
        self.left = MOST

    def define(self, definition: BibField) -> None:
        """Add a string, which may be made of those before it."""
        value = self.value(definition, self.slips)
        if len(value) > LONGEST:
            self.slips.append(Slip("long-string", definition.stands, definition.name))
            value = value[:LONGEST]
        self.known[definition.name] = value

    def value(self, field: BibField, slips: list[Slip]) -> str:
        """Return the value, LaTeX and all; names that nothing defines stay as they stand."""
        parts: list[str] = []
        for piece in field.pieces or (Piece(field.text),):
            text = piece.text
            if piece.bare >= 0 and not text.isdecimal():
                text = self._named(piece, slips)
            parts.append(text)
        return "".join(parts)

    def _named(self, piece: Piece, slips: list[Slip]) -> str:
        defined = self.known.get(piece.text.lower())
        span = Span(piece.bare, piece.bare + len(piece.text))
        if defined is None:
            slips.append(Slip("undefined-string", span, piece.text))
            return piece.text
        if len(defined) > self.left:
            if self.left:
                slips.append(Slip("long-string", span, piece.text))
            self.left = 0
            return piece.text
        self.left -= len(defined)
        return defined


def strings_of(definitions: Iterable[BibField]) -> Strings:
    """Return the strings that the definitions give, in their order."""
    strings = Strings()
    for definition in definitions:
        strings.define(definition)
    return strings
