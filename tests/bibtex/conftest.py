"""A .bib file written in a test, read: its sources by key, and what was found where."""

from __future__ import annotations

from textwrap import dedent
from typing import NamedTuple

import pytest

from evidence.bibtex import read
from evidence.diagnostics import Diagnostic
from evidence.model import Source


class Bib(NamedTuple):
    sources: dict[str, Source]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def found(self) -> list[tuple[str, int]]:
        return [(d.code, d.place.line) for d in self.diagnostics]


@pytest.fixture(scope="session")
def bib():
    def bib(text: str | bytes) -> Bib:
        data = text if isinstance(text, bytes) else dedent(text).encode("utf-8", "surrogateescape")
        sources, diagnostics = read("sources.bib", data)
        return Bib({source.key: source for source in sources}, diagnostics)

    return bib
