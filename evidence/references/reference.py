"""A source as a citation style writes it, in the text and in the list of references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reference:
    """One source in one style and language.

    Shape: `entry_html` is safe HTML of `i b sup sub span a` alone, links going
           to http, https and doi.org only; the others are plain text, as in
           "Okada, Aya. 2008. ..." and "Okada 2008". No two sources of a review
           share a `short`.
    """

    entry_html: str
    entry_text: str
    short: str


@dataclass(frozen=True, slots=True)
class References:
    """All sources of a review in one style and language, in the style's own order."""

    entries: Mapping[str, Reference] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Reference:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)
