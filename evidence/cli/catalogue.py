"""The interface's words in a language, from the catalogue that the package carries."""

from __future__ import annotations

from evidence.files.reading import catalogue_bytes
from evidence.language import Words, catalogue


def words_for(language: str) -> Words:
    """Return the words in a language; English ones where there is no catalogue."""
    po = catalogue_bytes(language)
    return catalogue(language, po) if po else Words(language)
