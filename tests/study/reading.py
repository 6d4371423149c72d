"""The study, its review and its bibliography, as tests of other rooms read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import bibtex
from evidence.model import Review, Source
from evidence.texts import FullText, read
from evidence.yaml import read as read_claims

ROOT = Path(__file__).resolve().parents[2]


def study_text() -> FullText:
    """Return the text of the study; the test that asks is skipped where it is not."""
    path = ROOT.parent / "shared" / "study" / "asmara2013.txt"
    if not path.is_file():
        pytest.skip("the study is not here")
    return read(path.name, path.read_bytes())


def study_review() -> Review:
    """Return the review of the study that stands in this repository."""
    paths = [ROOT / "claims.yaml", *sorted((ROOT / "claims").rglob("*.yaml"))]
    found, diagnostics = read_claims([(path.name, path.read_bytes()) for path in paths])
    assert diagnostics == ()
    return found


def study_sources() -> tuple[Source, ...]:
    """Return the bibliography of that review."""
    found, _ = bibtex.read("sources.bib", (ROOT / "sources.bib").read_bytes())
    return found
