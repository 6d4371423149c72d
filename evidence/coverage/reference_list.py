"""A numbered list of references, and which source each number means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evidence.model.sources import Source
from evidence.quotes.normalised import key_of
from evidence.quotes.searchable import SearchableText

_ENTRY = re.compile(r"^[ \t]*\[?(\d{1,3})[\].)]?[ \t\n]+(?=\S)", re.MULTILINE)


def numbered_references(
    opened: SearchableText, sources: Sequence[Source]
) -> Mapping[int, tuple[str, ...]]:
    """Return the keys that each number of the list of references can mean.

    Shape: {} where the text has no numbered list; () for a number whose entry
           is in no bibliography.
    """
    start = opened.structure.references
    if start < 0:
        return {}
    entries = _entries(opened.full.text[start:])
    if len(entries) < 2:
        return {}
    titles = [(key_of(source.title), source) for source in sources if source.title]
    return {
        number: tuple(
            source.key for title, source in titles if len(title) >= 12 and title in key_of(entry)
        )
        for number, entry in entries.items()
    }


def _entries(text: str) -> dict[int, str]:
    """Return the entries of a list whose numbers count up from 1."""
    entries: dict[int, str] = {}
    last = 0
    begun = 0
    for match in _ENTRY.finditer(text):
        if int(match[1]) != last + 1:
            continue
        if last:
            entries[last] = text[begun : match.start()]
        last, begun = last + 1, match.end()
    if last:
        entries[last] = text[begun : begun + 1000]
    return entries
