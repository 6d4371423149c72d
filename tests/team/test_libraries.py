"""Two people change one library on two branches: entry by entry, nothing lost and nothing doubled."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.bibtex.merging import merged
from tests.conftest import SHARED
from tests.team.branches import expected
from tests.team.test_merging import git

BIB = SHARED / "corpora" / "bib"
needs_corpora = pytest.mark.skipif(
    not BIB.is_dir(), reason="the corpora are beside a checkout of the project only"
)
MERGES = 200
# libraries that a plain reader cuts into entries, with a key each, as it does the entries added
LIBRARIES = (
    "jabref__testjabref",
    "colrev__records",
    "citation-js__bibtex-input",
    "jabref__Chocolate",
)
OTHERS = "zotero-better-bibtex__web_page_and_other_mendeley_idiocy"
MOST = 16  # entries of a library

TWO = """\
% Encoding: UTF-8

@string{food = {Journal of Food}}

@article{kim2003,
  author = {Kim, Ann},
  journal = food
}

% of the second garden
@book{abel2005, title = {Beds}}
"""


def pieces(text: str) -> list[str]:
    """Cut a library before each line that begins with `@`; what is no entry stays with the last."""
    found: list[str] = []
    for piece in re.split(r"(?m)^(?=@)", text):
        if found and re.match(r"@(comment|string|preamble)\b|[^@]", piece, re.IGNORECASE):
            found[-1] += piece
        elif piece.strip():
            found.append(piece)
    return found


def by_key(text: str) -> dict[str, str]:
    """The entries of a library by key, as plain regular expressions see them; no key twice."""
    found: dict[str, str] = {}
    for piece in re.split(r"(?m)^(?=@)", text):
        key = re.match(
            r"@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*,", piece, re.IGNORECASE
        )
        if key:
            assert key[1] not in found, key[1]
            found[key[1]] = re.sub(r"\s+", " ", piece).strip()
    return found


@pytest.fixture(scope="module")
def corpora() -> tuple[list[list[str]], list[str]]:
    libraries = []
    for name in LIBRARIES:
        held = pieces((BIB / f"{name}.bib").read_text(encoding="utf-8"))
        found: dict[str, str] = {}
        for piece in held:
            for key in by_key(piece):
                found.setdefault(key, piece if piece.endswith("\n") else f"{piece}\n")
        libraries.append(list(found.values())[:MOST])
    others = pieces((BIB / f"{OTHERS}.bib").read_text(encoding="utf-8"))
    return libraries, [one.rstrip() + "\n\n" for one in others if len(by_key(one)) == 1]


def changed(held: list[str], new: list[str], chance: random.Random) -> str:
    """What somebody did to a library on a branch: added at the end or in between, edited, deleted."""
    now = list(held)
    for _ in range(chance.randint(1, 5)):
        what, place = chance.random(), chance.randrange(len(now))
        if what < 0.5:
            fresh = new.pop()
            now.insert(len(now) if what < 0.35 else place, fresh)
        elif what < 0.8:
            now[place] = re.sub(r"(?m)^(@.*)$", r"\1\n  note = {read again},", now[place], count=1)
        else:
            del now[place]
    return "".join(now)


def three(seed: int, corpora) -> tuple[str, str, str]:
    libraries, others = corpora
    chance = random.Random(seed)
    held = list(libraries[seed % len(libraries)])
    new = chance.sample(others, 12)  # entries that both add as well: the first of them
    mine = changed(held, new[:1] + new[1:6], chance)
    its = changed(held, new[:1] + new[6:], chance)
    return "".join(held), mine, its


@needs_corpora
def test_of_two_hundred_merges_of_real_libraries_each_entry_is_as_one_side_left_it(corpora):
    conflicted = 0
    for seed in range(MERGES):
        texts = three(seed, corpora)
        right, both = expected(*map(by_key, texts))
        found = merged(*texts)
        assert found is not None, seed
        assert set(found.conflicts) == both, seed
        if both:
            conflicted += 1
            assert found.text.count("<<<<<<< ours") == len(both)
        else:
            assert by_key(found.text) == right, seed
    assert 0 < conflicted < MERGES / 4


@needs_corpora
def test_without_the_driver_git_merges_a_library_right_or_leaves_a_conflict(corpora, tmp_path):
    clean = 0
    for seed in range(0, MERGES, 5):
        texts = three(seed, corpora)
        for name, text in zip(("base", "ours", "theirs"), texts, strict=True):
            (tmp_path / name).write_text(text, encoding="utf-8")
        command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        if done.returncode == 0:
            right, both = expected(*map(by_key, texts))
            assert both == set()
            assert by_key(done.stdout.decode()) == right, seed
            clean += 1
    assert clean > 0


def test_strings_and_remarks_are_kept_and_new_ones_of_both_sides_stand():
    one = TWO.replace("@string{food", "@string{acm = {ACM}}\n@string{food").replace(
        "Beds", "Bedding"
    )
    other = TWO.replace("= {Journal of Food}}", "= {Journal of Food}}\n@string{bed = {Beds}}")
    other += "\n@misc{lopez2011, title = {Meals}}\n"
    found = merged(TWO, one, other)
    assert found.conflicts == ()
    for line in (*one.splitlines(), *other.splitlines()):
        if "title = {Beds}" not in line:
            assert line in found.text.splitlines()
    assert "% of the second garden\n@book{abel2005, title = {Bedding}}" in found.text


def test_an_entry_that_both_changed_is_a_conflict_and_one_that_both_added_alike_is_none():
    one, other = (TWO.replace("Kim, Ann", name) for name in ("Kim, A.", "Kim, Anna"))
    found = merged(TWO, one, other)
    assert found.conflicts == ("kim2003",)
    assert (found.text.count("Kim, A."), found.text.count("Kim, Anna")) == (1, 1)
    new = TWO + "\n@misc{lopez2011, title = {Meals}}\n"
    assert merged(TWO, new, new).text == new
    assert merged(TWO, new, new.replace("Meals}", "Lunch}")).conflicts == ("lopez2011",)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(mark, end):
    base, one, other = (
        f"{mark}{text}".replace("\n", end)
        for text in (TWO, TWO.replace("Beds", "Bedding"), TWO.replace("Kim, Ann", "Kim, A."))
    )
    both = TWO.replace("Beds", "Bedding").replace("Kim, Ann", "Kim, A.")
    assert merged(base, one, other).text == f"{mark}{both}".replace("\n", end)


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title = {A}} @misc{b, title = {B}}\n",
        "@misc{a, title = {A}}\n@misc{a, title = {B}}\n",
        "@misc{a, title = {A\n@misc{b, title = {B}}\n",
        "no entry at all\n",
        "@misc{, title = {A}}\n",
    ],
)
def test_a_library_in_which_entries_are_not_sure_is_left_to_git(text):
    assert merged(text, f"{text}% one\n", f"{text}% two\n") is None


@needs_corpora
@pytest.mark.parametrize("seed", range(6))
def test_git_merges_a_library_by_the_driver_that_init_names(
    seed, corpora, run, tmp_path, monkeypatch
):
    base, mine, its = three(seed, corpora)
    folder = tmp_path / "review"
    assert run("init", str(folder)).exit_code == 0
    monkeypatch.chdir(folder)
    git(folder, "init", "-q", "-b", "main")
    assert run("merge", "--install").exit_code == 0
    shown = git(folder, "config", "merge.evidence.driver").strip()
    command = shown.replace("evidence", f'"{sys.executable}" -m evidence', 1)
    git(folder, "config", "merge.evidence.driver", command)
    library = Path("sources.bib")
    for branch, text in (("main", base), ("ben", its), ("main", mine)):
        if branch == "ben":
            git(folder, "checkout", "-q", "-b", "ben")
        elif text == mine:
            git(folder, "checkout", "-q", "main")
        library.write_text(text, encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", branch)
    git(folder, "merge", "ben", wrong=True)
    right, both = expected(*map(by_key, (base, mine, its)))
    text = library.read_text(encoding="utf-8")
    assert text.count("<<<<<<< ") == len(both)
    assert both or by_key(text) == right
