"""A sample of bench/serving_kills.py: the page is killed while it saves, and nothing is harmed."""

from __future__ import annotations

from random import Random

import pytest

from bench.serving_kills import killed_serving, walked


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "review"


def test_the_page_is_killed_while_it_saves_and_the_file_is_the_old_or_the_new_one(folder):
    states, long = walked(folder)
    assert len(set(states)) == len(states)
    assert b"# ask her again" in states[-1]
    random = Random(5)
    for number in (1, 3):
        fell, wrong = killed_serving(folder, states, number, random.uniform(0.2, 1) * long)
        assert wrong == [], fell


def test_what_is_harmed_would_be_seen(folder):
    states, long = walked(folder)
    _, wrong = killed_serving(folder, states[:1], 2, long)
    assert wrong == ["harmed"]  # that file is no state that this one knows of
