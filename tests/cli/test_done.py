"""`evidence done`: whose coding is done, and what changed of it since."""

from __future__ import annotations

import json

import pytest

from evidence.loaded import load

AUTHORS = (
    "review: {title: Gardens, authors: [{initials: ys}, {initials: bk}],"
    " machines: [{initials: m1, tool: A model}]}"
)
ANOTHER = """\
  - id: tasting_by_bk
    statement: Teachers hold tasting lessons.
    sources: [kim2003]
    at: {section: 9, paragraph: 1}
    elements: [el.taste]
    coder: bk
"""


@pytest.fixture
def coded(review):
    """The small review, each of its claims coded by ys, one more by bk."""
    claims = review / "claims.yaml"
    text = claims.read_text().replace("review: {title: Gardens}", AUTHORS)
    text = text.replace("\n    statement:", "\n    coder: ys\n    statement:")
    head, _, rest = text.partition("claims:\n")
    claims.write_text(f"{head}claims:\n{ANOTHER}{rest}")
    own = [claim for claim in load(review).claims if claim.coder == "ys"]
    assert own
    assert load(review).errors == ()
    return review


def codings(folder):
    lines = (folder / "evidence.lock").read_text(encoding="utf-8").splitlines()
    return [told for line in lines if "coding" in (told := json.loads(line))]


def reword(folder, before, after):
    claims = folder / "claims.yaml"
    text = claims.read_text()
    assert before in text
    claims.write_text(text.replace(before, after))


def said(run):
    return [line for line in run("check").stdout.splitlines() if "changed-since-done" in line]


def test_a_coding_that_is_done_says_who_when_and_with_which_claims(coded, run):
    result = run("done", "--coder", "bk")
    assert (result.exit_code, "bk is done on" in result.stdout) == (0, True)
    assert "with 1 claim" in result.stdout
    (told,) = codings(coded)
    assert (told["coding"], told["number"]) == ("bk", 1)
    assert "claim tasting_by_bk" in told["parts"]
    assert told["fingerprint"]
    assert said(run) == []


@pytest.mark.parametrize(
    ("coder", "why"),
    [
        ("m1", "`m1` is a machine; only people are done with a coding"),
        ("yy", "`yy` is no author of the review"),
    ],
)
def test_only_an_author_is_done(coded, run, coder, why):
    assert why in str(run("done", "--coder", coder).exception)
    assert not (coded / "evidence.lock").exists()


def test_who_coded_nothing_is_not_done(coded, run):
    reword(coded, "coder: bk", "coder: ys")
    assert "no claim says that `bk` coded it" in str(run("done", "--coder", "bk").exception)


def test_a_claim_that_changed_since_is_named_until_the_coder_is_done_anew(coded, run):
    run("done", "--coder", "bk")
    reword(coded, "Teachers hold", "Some teachers hold")
    (line,) = said(run)
    assert "the coding of bk was done on" in line
    assert "`tasting_by_bk`" in line
    again = run("done", "--coder", "bk")
    assert "changed: `tasting_by_bk`" in again.stdout
    assert said(run) == []
    assert [told["number"] for told in codings(coded)] == [1, 2]
    assert "nothing changed since" in run("done", "--coder", "bk").stdout
    assert len(codings(coded)) == 2


def test_a_claim_that_is_new_or_gone_since_is_named(coded, run):
    run("done", "--coder", "bk")
    reword(coded, ANOTHER, ANOTHER.replace("tasting_by_bk", "another").replace("hold", "like"))
    (line,) = said(run)
    assert "`another` (new), `tasting_by_bk` (gone)" in line


def test_another_s_claim_a_memo_and_a_new_id_are_no_change(coded, run):
    run("done", "--coder", "bk")
    reword(coded, ANOTHER, f"{ANOTHER.replace('tasting_by_bk', 'by_bk')}    memo: Ask again.\n")
    claim = next(one for one in load(coded).claims if one.coder == "ys")
    reword(coded, claim.statement.plain, f"{claim.statement.plain} So they say")
    reword(coded, "el.taste", "el.tasting")
    assert load(coded).errors == ()
    assert said(run) == []


def test_what_is_done_stays_in_the_lock_when_it_is_written_anew(coded, run):
    run("done", "--coder", "bk")
    before = codings(coded)
    run("sign", load(coded).findings[0].id, "--by", "ys")
    run("done", "--coder", "ys")
    assert codings(coded)[0] == before[0]
    assert [told["coding"] for told in codings(coded)] == ["bk", "ys"]


def test_a_record_that_was_edited_by_hand_is_an_error_and_nothing_is_written(coded, run):
    run("done", "--coder", "bk")
    reword_lock = coded / "evidence.lock"
    text = reword_lock.read_text().replace('"coding": "bk"', '"coding": "ys"')
    reword_lock.write_text(text)
    assert run("check").exit_code == 1
    assert run("done", "--coder", "ys").exit_code == 1
    assert reword_lock.read_text() == text
