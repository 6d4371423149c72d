"""A review on disk, a way to call commands in it, and an origin made by hand."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from evidence.cli.main import evidence
from evidence.diagnostics import CannotGoOn
from evidence.files.starter import begin
from evidence.imports import readers

HEAD = """\
review:
  authors: [{initials: ys, name: Y. Sato}, {initials: bk, name: B. Kim}]
  machines: [{initials: m1, tool: reader, version: "2", on: 2026-11-01}]
"""


@pytest.fixture
def review(tmp_path, monkeypatch):
    begin(tmp_path / "review")
    monkeypatch.chdir(tmp_path / "review")
    claims = tmp_path / "review" / "claims.yaml"
    claims.write_text(claims.read_text().replace("review:\n", HEAD, 1))
    return tmp_path / "review"


@pytest.fixture
def run():
    """Return a function that calls a command; a `CannotGoOn` is its exception."""

    def call(*arguments, typed=None):
        result = CliRunner().invoke(evidence, [str(part) for part in arguments], input=typed)
        unexpected = result.exception
        if unexpected and not isinstance(unexpected, (SystemExit, CannotGoOn)):
            raise unexpected
        return result

    return call


@pytest.fixture
def bring(review, run, monkeypatch):
    """Return a function that imports an origin as if a file of that name held it."""
    held = SimpleNamespace(origin=None)
    module = SimpleNamespace(
        recognises=lambda name, file: name.endswith(".held"),
        read=lambda name, file, settings: held.origin,
    )
    monkeypatch.setitem(sys.modules, "evidence.origins.held", module)
    monkeypatch.setattr(
        readers,
        "READERS",
        {**readers.READERS, **dict.fromkeys(("taguette", "word"), "evidence.origins.held")},
    )

    def call(origin, *options):
        held.origin = origin
        (review / origin.file).write_bytes(b"held elsewhere")
        return run("import", *options, origin.file)

    return call
