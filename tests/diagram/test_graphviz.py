"""Graphviz as a child, and the cache that spares it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from evidence.programs import cache as caches
from evidence.programs import graphviz
from evidence.programs.cache import Cache, key_of, user_cache

NOTHING = Cache(None)


@pytest.fixture
def program(tmp_path):
    """Makes an executable of a few lines of Python."""

    def make(code: str) -> Path:
        path = tmp_path / "program"
        path.write_text(f"#!{sys.executable} -IS\nimport os, sys, time\n{code}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return make


def test_the_packaged_program_answers_with_a_drawing():
    if graphviz.installed() is None:
        pytest.skip("no Graphviz is installed")
    answer = ET.fromstring(graphviz.drawn("digraph { n0 -> n1 }", NOTHING))
    kinds = [g.get("class") for g in answer.iter("{http://www.w3.org/2000/svg}g")]
    assert kinds == ["graph", "node", "node", "edge"]


def test_the_program_of_the_package_comes_before_that_of_the_machine():
    found = graphviz.installed()
    if found is None or found.name != "graphviz-pure":
        pytest.skip("graphviz-pure is not installed")
    assert found.is_absolute()


def test_without_a_program_there_is_no_answer_and_no_error(monkeypatch):
    monkeypatch.setattr(graphviz, "installed", lambda: None)
    assert graphviz.drawn("digraph {}", NOTHING) is None


@pytest.mark.parametrize(
    "code", ["sys.exit(1)", "print('x'); sys.exit(3)", "os.kill(os.getpid(), 9)", ""]
)
def test_a_program_that_fails_or_says_nothing_gives_no_answer(program, code):
    assert graphviz.drawn("digraph {}", NOTHING, program(code)) is None


def test_a_program_that_cannot_be_run_gives_no_answer(tmp_path):
    (tmp_path / "text").write_text("no program")
    assert graphviz.drawn("digraph {}", NOTHING, tmp_path / "text") is None
    assert graphviz.drawn("digraph {}", NOTHING, tmp_path / "absent") is None


def test_a_program_that_hangs_is_given_up(program, monkeypatch):
    monkeypatch.setattr(graphviz, "SECONDS", 0.2)
    assert graphviz.drawn("digraph {}", NOTHING, program("time.sleep(30)")) is None


def test_an_answer_is_asked_for_once(program, tmp_path):
    count = tmp_path / "count"
    child = program(
        f"open({str(count)!r}, 'a').write('x'); print(sys.stdin.read().upper(), end='')"
    )
    kept = Cache(tmp_path / "cache")
    assert [graphviz.drawn("digraph {}", kept, child) for _ in range(3)] == ["DIGRAPH {}"] * 3
    assert count.read_text() == "x"
    assert graphviz.drawn("digraph { a }", kept, child) == "DIGRAPH { A }"
    assert count.read_text() == "xx"


def test_another_program_is_asked_again(program, tmp_path):
    kept = Cache(tmp_path / "cache")
    assert graphviz.drawn("x", kept, program("print(1, end='')")) == "1"
    assert graphviz.drawn("x", kept, program("print(22, end='')")) == "22"


def test_a_program_in_the_folder_of_the_review_is_never_run(monkeypatch, tmp_path, program):
    program("print('owned')").rename(tmp_path / "dot")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    monkeypatch.setattr(graphviz, "_packaged", lambda: None)
    assert graphviz.installed() is None


def test_what_was_kept_is_found_and_what_was_not_is_none(tmp_path):
    kept = Cache(tmp_path / "new" / "cache")
    key = key_of("kind", "a", b"b")
    assert kept.get(key) is None
    kept.put(key, b"value\0")
    assert kept.get(key) == b"value\0"
    assert kept.get(key_of("kind", "a", b"c")) is None
    assert [path.name for path in kept.folder.iterdir()] == [key]


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 40])
def test_a_damaged_entry_is_none(tmp_path, damage):
    kept = Cache(tmp_path)
    kept.put("key", b"value")
    (tmp_path / "key").write_bytes(damage)
    assert kept.get("key") is None


def test_a_cache_that_cannot_be_written_keeps_nothing_and_breaks_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")
    blocked = Cache(tmp_path / "file")
    blocked.put("key", b"value")
    assert blocked.get("key") is None
    NOTHING.put("key", b"value")
    assert NOTHING.get("key") is None


def test_the_oldest_entries_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(caches, "ENTRIES", 3)
    kept = Cache(tmp_path)
    for number in range(5):
        kept.put(f"key-{number}", b"value")
        os.utime(tmp_path / f"key-{number}", ns=(number, number))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key-2", "key-3", "key-4"]


def test_the_cache_is_where_the_system_keeps_caches(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache().folder == tmp_path / "evidence"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    if sys.platform.startswith("linux"):
        assert user_cache().folder == tmp_path / "home" / ".cache" / "evidence"
