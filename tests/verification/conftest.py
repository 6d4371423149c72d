"""The study with its review, small texts, and quotes looked up in them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from evidence import bibtex
from evidence.model import Claim, Locator, Passage, Wording
from evidence.quotes.passage import Sighting, look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText, read
from evidence.yaml import read as read_claims

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def study() -> FullText:
    path = SHARED / "study" / "asmara2013.txt"
    if not path.is_file():
        pytest.skip("the study is not here")
    return read(path.name, path.read_bytes())


@pytest.fixture(scope="session")
def review():
    """Return the review of the study that stands in this repository."""
    paths = [ROOT / "claims.yaml", *sorted((ROOT / "claims").rglob("*.yaml"))]
    found, diagnostics = read_claims([(path.name, path.read_bytes()) for path in paths])
    assert diagnostics == ()
    return found


@pytest.fixture(scope="session")
def bibliography():
    found, _ = bibtex.read("sources.bib", (ROOT / "sources.bib").read_bytes())
    return found


@pytest.fixture(scope="session")
def material():
    """Return the module of `bench` that cuts and edits quotes."""
    name = "bench_quotes"
    spec = importlib.util.spec_from_file_location(name, ROOT / "bench" / "quotes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def real_texts(material):
    found = material.opened_texts()
    if not found:
        pytest.skip("the corpus of full texts is not here")
    return found


def opened(text: str | FullText) -> SearchableText:
    return SearchableText(FullText(text, FileKind.PLAIN) if isinstance(text, str) else text)


def passage(quote: str, prefix: str = "", suffix: str = "", **at: str) -> Passage:
    return Passage(Locator(tuple(at.items())), quote, prefix, suffix)


def sight(text: str | FullText | SearchableText, quote: str, **given: str) -> Sighting:
    """Look a quote up in a text; keywords are a prefix, a suffix and terms of a locator."""
    seen = text if isinstance(text, SearchableText) else opened(text)
    return look_up(seen, passage(quote, **given))


def claim(name: str, quote: str, also: tuple[str, ...] = (), **fields: object) -> Claim:
    at = fields.pop("at", Locator())
    return Claim(
        name,
        Wording("They say so."),
        fields.pop("sources", ("kim2003",)),
        Passage(at, quote),
        also=tuple(Passage(at, other) for other in also),
        **fields,
    )
