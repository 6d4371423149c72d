"""A small review on disk, and a way to call the commands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from evidence.cli.main import evidence
from evidence.diagnostics import CannotGoOn

BIB = "@misc{kim2003, author = {Kim, Ann}, title = {Tasting lessons}, year = {2003}}\n"
CLAIMS = """\
review: {title: Gardens}
framework:
  finding_kinds: {conclusion: {label: Conclusion}}
  elements: [{id: el.taste, label: Tasting, origin: emergent}]
claims:
  - id: tasting_first
    statement: Children name more vegetables after tasting.
    sources: [kim2003]
    at: {page: 3}
    quote: name more vegetables
    elements: [el.taste]
findings:
  - {id: f.tasting, kind: conclusion, statement: Tasting teaches., supported_by: [tasting_first]}
"""


@pytest.fixture
def review(tmp_path, monkeypatch, of_the_run) -> Path:
    folder = tmp_path / "review"
    folder.mkdir()
    (folder / "claims.yaml").write_text(dedent(CLAIMS))
    (folder / "sources.bib").write_text(BIB)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(of_the_run / "cache"))
    return folder


@pytest.fixture
def run() -> Callable[..., Result]:
    """Return a function that calls a command; a `CannotGoOn` is its exception."""

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(evidence, arguments)
        unexpected = result.exception
        if unexpected and not isinstance(unexpected, (SystemExit, CannotGoOn)):
            raise unexpected
        return result

    return call
