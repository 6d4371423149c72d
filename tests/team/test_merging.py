"""Two people on two branches: a right merge or a conflict, and nothing lost in silence."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.lock.merging import merged_lines
from evidence.lock.records import read_lock, write_lock
from evidence.model.lock import Lock, Outcome, Record, Signature
from evidence.review import Input, check
from evidence.yaml.merging import merged
from tests.team.branches import changed, expected, first, items

MERGES = 200


def three(seed: int) -> tuple[str, str, str]:
    chance = random.Random(seed)
    base = first(chance)
    return str(base), str(changed(base, "an", chance)), str(changed(base, "bk", chance))


def test_of_two_hundred_merges_each_item_is_as_one_side_left_it_or_both_changed_it():
    conflicted = 0
    for seed in range(MERGES):
        texts = three(seed)
        right, both = expected(*map(items, texts))
        found = merged(*texts)
        assert found is not None, seed
        assert set(found.conflicts) == both, seed
        if both:
            conflicted += 1
            assert "<<<<<<< ours" in found.text
        else:
            assert items(found.text) == right, seed
    assert 0 < conflicted < MERGES / 10


def test_without_the_driver_git_merges_right_or_leaves_a_conflict(tmp_path):
    clean = 0
    for seed in range(0, MERGES, 4):
        texts = three(seed)
        for name, text in zip(("base", "ours", "theirs"), texts, strict=True):
            (tmp_path / name).write_text(text, encoding="utf-8")
        command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        if done.returncode == 0:
            right, both = expected(*map(items, texts))
            assert both == set()
            assert items(done.stdout.decode()) == right, seed
            clean += 1
    assert clean > MERGES / 4 / 2


def test_what_both_wrote_alike_and_what_one_deleted_is_no_conflict():
    base = "claims:\n  - id: a\n    statement: A.\n  - id: b\n    statement: B.\n"
    alike = base.replace("A.", "C.")
    assert merged(base, alike, alike).text == alike
    without = base.replace("  - id: b\n    statement: B.\n", "")
    assert merged(base, alike, without).text == "claims:\n  - id: a\n    statement: C.\n"


def test_what_one_deleted_and_the_other_changed_is_a_conflict():
    base = "claims:\n  - id: a\n    statement: A.\n  - id: b\n    statement: B.\n"
    found = merged(
        base, base.replace("B.", "C."), base.replace("  - id: b\n    statement: B.\n", "")
    )
    assert found.conflicts == ("b",)
    assert found.text.endswith("    statement: C.\n=======\n>>>>>>> theirs\n")


def test_comments_go_with_the_item_below_them_and_keys_of_the_review_are_items():
    base = (
        "review:\n  title: T\n  date: 2026-01-01\n\nclaims:\n  - id: a\n    statement: A.\n\n"
        "  # of the second\n  - id: b\n    statement: B.\n"
    )
    one = base.replace("title: T", "title: U").replace("# of the second", "# of b")
    other = base.replace("2026-01-01", "2026-02-02").replace("statement: A.", "statement: AA.")
    found = merged(base, one, other)
    assert found.conflicts == ()
    assert found.text == one.replace("2026-01-01", "2026-02-02").replace("A.\n", "AA.\n")


@pytest.mark.parametrize("text", ["a: [", "- a\n- b\n", "claims: *x\n", "a: 1\r\nb: 2\r\n"])
def test_a_file_of_another_layout_is_left_to_git(text):
    assert merged(text, f"{text}x: 1\n", f"{text}y: 1\n") is None


def lock(*records: Record, signed: tuple[Signature, ...] = ()) -> bytes:
    return write_lock(Lock(records, signed)).encode()


def test_of_two_locks_no_record_and_no_signature_is_lost():
    a, b, c = (Record(name, 0, Outcome.FOUND, "2026-11-29") for name in "abc")
    again = Record("a", 0, Outcome.ALTERED, "2026-11-30")
    ys, bk = (Signature("f", by, "2026-11-30", by) for by in ("ys", "bk"))
    told = merged_lines(lock(a, b), lock(again, b, c, signed=(ys,)), lock(a, signed=(bk,)))
    found, wrong = read_lock("evidence.lock", told)
    assert wrong == ()
    assert {record.id[0]: record.outcome for record in found.records} == {
        "a": Outcome.ALTERED,
        "c": Outcome.FOUND,
    }
    assert {one.by for one in found.signatures} == {"ys", "bk"}


def test_a_conflict_names_the_items_that_it_cuts_short():
    text = (
        "claims:\n<<<<<<< HEAD\n  - id: anna_one\n    statement: A.\n=======\n"
        "  - id: ben_one\n    statement: B.\n>>>>>>> ben\n    role: advice\n"
    )
    given = Input((("claims.yaml", text.encode()),), ("sources.bib", b""))
    (found,) = (d for d in check(given).diagnostics if d.code == "merge-conflict")
    assert found.message.endswith("; `anna_one` and `ben_one` go on below it")
    assert "the lines below that both share" in found.help


def git(folder: Path, *arguments: str, wrong: bool = False) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert wrong or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def clone(tmp_path, run, monkeypatch) -> Path:
    """A new review under git, in which two people each add a claim on a branch."""
    folder = tmp_path / "gardens"
    assert run("init", str(folder)).exit_code == 0
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "init")
    monkeypatch.chdir(folder)
    return folder


def add(run, name: str, *facets: str) -> None:
    options = ("--source", "okoro2014", "--at", "page=4", "--element", "el.garden")
    given = ("--facet", "context=town", "--facet", "role=advice", *facets)
    result = run("add", "--id", name, "--statement", f"{name} is said.", *options, *given)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("driver", ["ours", "broken", "none"])
def test_two_claims_at_one_place_merge_with_the_driver_and_conflict_whole_without(
    clone, run, driver
):
    """A driver that is not there or breaks is no driver: git would keep one side alone."""
    if driver != "none":
        assert run("merge", "--install").exit_code == 0
        shown = git(clone, "config", "merge.evidence.driver").strip()
        assert shown.startswith("evidence merge %O %A %B %P; ")
        program = f'"{sys.executable}" -m evidence' if driver == "ours" else "no_such_program"
        command = shown.replace("evidence", program, 1)
        git(clone, "config", "merge.evidence.driver", command)
    git(clone, "checkout", "-q", "-b", "ben")
    add(run, "ben_one")
    git(clone, "commit", "-qam", "ben")
    git(clone, "checkout", "-q", "main")
    add(run, "anna_one")
    git(clone, "commit", "-qam", "anna")
    git(clone, "merge", "ben", wrong=True)
    text = (clone / "claims.yaml").read_text(encoding="utf-8")
    if driver == "ours":
        assert run("check").exit_code == 0
    else:
        assert "<<<<<<<" in text
        assert {"anna_one", "ben_one"} <= set(text.replace(":", " ").split())
        # who deletes the marks alone is told what is missing, or has both claims whole
        marks = ("<<<<<<<", "=======", ">>>>>>>")
        left = [line for line in text.splitlines() if not line.startswith(marks)]
        (clone / "claims.yaml").write_text("\n".join(left) + "\n", encoding="utf-8")
        if run("check").exit_code:
            return
    found = items((clone / "claims.yaml").read_text(encoding="utf-8"))
    for name in ("anna_one", "ben_one"):
        assert found[name]["role"] == "advice"
        assert found[name]["statement"] == f"{name} is said."


def test_what_add_writes_ends_in_a_line_that_no_other_claim_has(clone, run):
    add(run, "unquoted")
    add(run, "quoted", "--quote", "words of the text")
    text = (clone / "claims.yaml").read_text(encoding="utf-8")
    for name, last in (("unquoted", "statement: unquoted is said."), ("quoted", "quote: words of")):
        written = text.partition(f"- id: {name}\n")[2].partition("\n\n")[0]
        assert written.splitlines()[-1].strip().startswith(last)


def test_an_empty_review_has_a_file_for_each_coder_and_add_finds_it(tmp_path, run, monkeypatch):
    folder = tmp_path / "ours"
    assert run("init", "--empty", "--coder", "an", "--coder", "bk", str(folder)).exit_code == 0
    monkeypatch.chdir(folder)
    assert run("check").exit_code == 0
    (folder / "sources.bib").write_text("@misc{kim2003, title = {T}, author = {Kim, A.}}\n")
    given = ("--source", "kim2003", "--at", "page=4", "--unfitted", "--statement", "S.")
    assert run("add", "--id", "one", *given, "--coder", "bk").exit_code == 0
    assert "  - id: one\n" in (folder / "claims" / "bk.yaml").read_text(encoding="utf-8")
    assert "coder" not in (folder / "claims" / "bk.yaml").read_text("utf-8").split("id: one")[1]
    assert run("init", "--coder", "an", str(tmp_path / "other")).exit_code == 2


def test_the_workflow_of_a_new_review_says_what_a_pull_request_changes(clone):
    told = (clone / ".github" / "workflows" / "review.yml").read_text(encoding="utf-8")
    assert 'evidence diff "origin/$BASE" --format markdown > changed.md' in told
    assert "pull-requests: write" in told
