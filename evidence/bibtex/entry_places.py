"""Where an entry, its key and its fields stand, for diagnostics about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.bibtex.entry_fields import BibField
from evidence.bibtex.positions import Lines, Span
from evidence.diagnostics import Place


@dataclass(frozen=True, slots=True)
class EntryWhere:
    """The places of one entry: its start, its key, its fields and their values.

    `at()` is the `@`, `key()` the citation key; `at("title")` is the value of
    a field and `key("title")` its name. A field that the entry does not have
    (an inherited one) is where the entry is.
    """

    lines: Lines
    entry: Span
    citation_key: Span
    fields: Sequence[BibField] = ()

    def at(self, *path: str | int) -> Place:
        """Return the place of the value of the field, of the entry without a path."""
        for field in self.fields:
            if path and field.name == path[0]:
                return self.lines.place(*field.value)
        return self.lines.place(*self.entry)

    def key(self, *path: str | int) -> Place:
        """Return the place of the field's name, of the citation key without a path."""
        if not path:
            return self.lines.place(*self.citation_key)
        for field in self.fields:
            if field.name == path[0]:
                return self.lines.place(*field.stands)
        return self.lines.place(*self.entry)
