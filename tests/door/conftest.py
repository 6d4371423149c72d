"""A new review in a folder of its own, and reviews that a test writes."""

from __future__ import annotations

from textwrap import dedent

import pytest

import evidence
from evidence.files.starter import begin
from tests.conftest import FRAME, WORKS


@pytest.fixture
def gardens(tmp_path, monkeypatch):
    """The folder of a new review, as `evidence init` begins it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    begin(tmp_path / "gardens")
    return tmp_path / "gardens"


@pytest.fixture
def loaded(tmp_path):
    """Write a review and load it: `head` says more of it, `frame` is the framework, `text` the rest."""

    def load(text: str = "", head: str = "", frame: str = FRAME, **options):
        written = f"review: {{title: Gardens, {head}}}\n{frame}{dedent(text)}"
        (tmp_path / "claims.yaml").write_text(written, encoding="utf-8")
        (tmp_path / "sources.bib").write_text(WORKS, encoding="utf-8")
        return evidence.load(tmp_path, **options)

    return load
