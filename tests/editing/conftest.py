"""The review that `init` writes, on disk, and a way to call commands in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidence.cli.main import evidence
from evidence.diagnostics import CannotGoOn
from evidence.files.starter import begin


@pytest.fixture
def review(tmp_path, monkeypatch) -> Path:
    begin(tmp_path / "review")
    monkeypatch.chdir(tmp_path / "review")
    return tmp_path / "review"


@pytest.fixture
def run() -> Callable[..., Result]:
    """Return a function that calls a command; a `CannotGoOn` is its exception."""

    def call(*arguments: str, typed: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(evidence, arguments, input=typed)
        unexpected = result.exception
        if unexpected and not isinstance(unexpected, (SystemExit, CannotGoOn)):
            raise unexpected
        return result

    return call
