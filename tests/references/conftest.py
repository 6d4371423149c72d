"""Sources written as BibTeX, for tests of what becomes of them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from evidence.bibtex import read
from evidence.programs.cache import Cache
from evidence.programs.pandoc import format_references
from evidence.references import csl_items


@pytest.fixture(scope="session")
def items():
    def items(text: str):
        sources, _ = read("sources.bib", dedent(text).encode("utf-8", "surrogatepass"))
        return csl_items(sources)

    return items


@pytest.fixture(scope="session")
def formatted(items):
    """Return a function that formats BibTeX with the pandoc that is installed, uncached."""

    def formatted(text: str, language: str = "en", style: bytes | None = None):
        return format_references(items(text), language=language, style=style, cache=Cache(None))

    return formatted
