"""Files that break YAML readers: all are read in no time, and all are reported."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from evidence.yaml import read

SECURITY = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "security"
FILES = sorted((*SECURITY.glob("yaml/*"), *SECURITY.glob("own/yaml-hostile/*")))
SECONDS = 2


@pytest.mark.skipif(not FILES, reason="the corpora are not beside the checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_hostile_file_is_reported_with_a_line_and_in_no_time(path):
    start = time.process_time()
    review, diagnostics = read([("claims.yaml", path.read_bytes())])
    assert time.process_time() - start < SECONDS
    assert diagnostics
    assert all(d.place.line >= 1 and d.place.column >= 1 for d in diagnostics)
    assert review.claims == ()


BOMBS = {
    "deep brackets": "[" * 100_000,
    "deep keys": "? " * 50_000,
    "deep dashes": "- " * 50_000,
    "deep blocks": "\n".join(" " * n + "a:" for n in range(1500)),
    "merge keys": "a0: &a0 {k: v}\n"
    + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 60)),
    "aliases": "a: &a [x]\n" + "".join(f"{c}: &{c} [*a,*a,*a,*a]\n" for c in "bcdefgh"),
    "one key again and again": "".join(f"k{n}: v\n" for n in range(20_000)) * 2,
    "unknown keys": "claims:\n  - id: a\n" + "".join(f"    k{n}: v\n" for n in range(20_000)),
    "nothing but quotes": 'a: "\n' * 20_000,
    "nothing but prose": "a line of prose: with a colon: or two\n" * 20_000,
    "nothing but conflicts": "<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n" * 5_000,
    "nothing but hidden characters": "a: \u200b\n" * 20_000,
    "nothing but comments": "a: b #c\n" * 20_000,
    "nothing but zeros": "\0" * 200_000,
    "broken far below": "\n".join(f"{'  ' * n}k{n}:" for n in range(60))
    + "".join(f"\n{' ' * 120}a{n}: b" for n in range(2_000))
    + '\n"x',
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_file_that_is_made_to_take_long_does_not(what):
    start = time.process_time()
    _, diagnostics = read([("claims.yaml", BOMBS[what].encode())])
    assert time.process_time() - start < SECONDS
    assert diagnostics
    assert all(d.place.line >= 1 for d in diagnostics)
