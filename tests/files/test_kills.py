"""A sample of the campaign in bench/kills.py: commands that die, or fail, while they write."""

from __future__ import annotations

import errno
import os
import warnings
from collections import Counter
from random import Random

import pytest

from bench.kills import TRIALS, careless, failed, killed, made_ready
from bench.stopping import fail_at

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
NAMED = {trial.name: trial for trial in TRIALS}


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads that other tests may have left
        yield tmp_path


@pytest.mark.parametrize("name", ["verify", "add", "page, change", "page, delete"])
def test_a_command_that_is_killed_harms_nothing_and_the_next_one_goes_through(root, name):
    ready = made_ready(NAMED[name], root)
    for at in Random(3).sample(range(1, len(ready.calls) + 1), 2):
        assert list(killed(ready, root, at)) == [], (at, ready.calls[at - 1])


def test_a_build_that_is_killed_or_fails_leaves_a_whole_set(root):
    ready = made_ready(NAMED["build"], root)
    at = ready.calls.index("exchange") + 1
    assert list(killed(ready, root, at + 1)) == []  # the new set stands, the old one lies about
    assert list(failed(ready, root, fail_at(at - 1, errno.ENOSPC))) == []


def test_the_control_is_harmed_by_the_same_kills(root):
    ready = made_ready(careless(NAMED["verify"]), root)
    last = max(n for n, name in enumerate(ready.calls, start=1) if name == "write")
    assert Counter(killed(ready, root, last)) == {"harmed": 1, "blocked": 1}
