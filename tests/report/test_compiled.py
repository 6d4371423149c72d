"""Our templates are compiled once, and what was kept of them is never out of date."""

from __future__ import annotations

import os
import sys

import pytest
from click.testing import CliRunner
from jinja2 import Environment

from evidence.cli.main import evidence
from evidence.files.reading import templates
from evidence.programs import cache as caches
from evidence.programs.cache import Cache, code_cache
from evidence.report import templating
from tests.report.conftest import SMALL

HELLO = {"a": "Hello {{ who }}{{ '<' }}"}


@pytest.fixture
def compiled(monkeypatch) -> list[str]:
    """The names of the templates that Jinja has compiled, as it does so."""
    seen: list[str] = []
    ours = Environment.compile

    def compile_(self, source, name=None, *more, **other):
        seen.append(name)
        return ours(self, source, name, *more, **other)

    monkeypatch.setattr(Environment, "compile", compile_)
    return seen


def said(texts=HELLO, kept=None, *, own=False, **settings):
    settings = {"autoescape": True} | settings
    made = templating.environment(texts, own=own, kept=kept, **settings)
    return templating.fill(made, "a", who="&")


def test_what_was_compiled_is_found_by_the_next_one(tmp_path, compiled):
    kept = Cache(tmp_path)
    assert said(kept=kept) == said(kept=kept) == said() == "Hello &amp;&lt;"
    assert compiled == ["a", "a"]  # the second one is that which keeps nothing


def test_another_text_or_another_way_to_fill_it_is_compiled_by_itself(tmp_path, compiled):
    kept = Cache(tmp_path)
    assert said(kept=kept) == "Hello &amp;&lt;"
    assert said(kept=kept, autoescape=False) == "Hello &<"
    assert said({"a": "Bye {{ who }}"}, kept) == "Bye &amp;"
    assert said({"a": "Bye\n"}, kept, keep_trailing_newline=True) == "Bye\n"
    assert said({"a": "Bye\n"}, kept) == "Bye"
    assert len(compiled) == 5


@pytest.mark.parametrize("what", ["python", "jinja"])
def test_another_version_compiles_anew(tmp_path, compiled, monkeypatch, what):
    kept = Cache(tmp_path)
    said(kept=kept)
    if what == "python":
        monkeypatch.setattr(templating, "MAGIC_NUMBER", b"4.0")
    else:
        monkeypatch.setattr(templating, "version", lambda _: "9.0")
    said(kept=kept)
    assert len(compiled) == 2


@pytest.mark.parametrize("damage", [b"", b"no code", b"\0" * 4000])
def test_what_is_damaged_is_compiled_anew(tmp_path, damage):
    kept = Cache(tmp_path)
    said(kept=kept)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert said(kept=kept) == said()
    kept.put(path.name, damage)  # whole, and yet no code
    assert said(kept=kept) == said()


def test_templates_of_the_review_are_not_kept(tmp_path):
    said(kept=Cache(tmp_path), own=True)
    assert list(tmp_path.iterdir()) == []


def test_a_literal_is_compiled_alike_for_every_flavour():
    """Jinja finalizes literals while it compiles, but leaves those alone that it has escaped."""
    off = [name for name, text in templates().items() if "autoescape" in text]
    assert off == []


def test_a_report_is_the_same_from_what_was_kept(tmp_path, compiled):
    def build(name: str) -> dict[str, bytes]:
        command = ["build", "--review", str(SMALL), "-o", str(tmp_path / name)]
        run = CliRunner(env={"XDG_CACHE_HOME": str(tmp_path / "cache")}).invoke(evidence, command)
        assert run.exit_code == 0, run.output
        files = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        return {path.relative_to(tmp_path / name).as_posix(): path.read_bytes() for path in files}

    first = build("first")
    assert len(compiled) > 20
    compiled.clear()
    assert build("second") == first
    assert compiled == []


@pytest.mark.skipif(sys.platform == "win32", reason="a folder there belongs to its user")
@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_nothing_is_run_from_a_folder_that_others_can_write_to(tmp_path, monkeypatch, mode):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert code_cache() == Cache(tmp_path / "evidence")
    (tmp_path / "evidence").chmod(mode)
    assert code_cache() == Cache(None)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder there belongs to its user")
def test_nothing_is_run_from_a_folder_of_somebody_else(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    code_cache()
    monkeypatch.setattr(os, "getuid", lambda: (tmp_path / "evidence").stat().st_uid + 1)
    assert code_cache() == Cache(None)


def test_without_a_folder_to_keep_it_in_all_is_compiled(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert code_cache() == Cache(None)
    monkeypatch.setattr(caches, "user_cache", lambda: Cache(None))
    assert code_cache() == Cache(None)
    assert said(kept=Cache(None)) == "Hello &amp;&lt;"
