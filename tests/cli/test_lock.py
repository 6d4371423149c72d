"""What stands in the lock and in the audit is never lost: what cannot be read stops the writer."""

from __future__ import annotations

import json

import pytest

from evidence.lock.records import check_value


@pytest.fixture
def locked(review, run):
    """The review with one verified quote, its text, and its lock."""
    (review / "texts").mkdir()
    (review / "texts" / "kim2003.txt").write_text("They name more vegetables now.\n")
    run("verify", "--texts", "texts")
    return review / "evidence.lock"


def with_check(line):
    told = json.dumps(line)[:-1]
    return f'{told}, "check": "{check_value(told.encode())}"}}'


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda text: text.replace('"start": 5', '"start": 6'), "edited-record"),
        (lambda text: text.replace('"passage": 0, ', ""), "broken-record"),
        (lambda text: text[:-40], "broken-record"),
        (lambda text: text.replace('{"lock": 1}', '{"lock": 2}'), "newer-lock"),
        (lambda text: f"<<<<<<< HEAD\n{text}=======\n>>>>>>> other\n", "lock-conflict"),
        (
            lambda text: text + with_check({"finding": "f", "by": {"name": "ys"}}) + "\n",
            "broken-record",
        ),
        (lambda text: text + '{"finding": "f", "by": "ys"}\n', "edited-record"),
    ],
    ids=["edited", "damaged", "cut", "newer", "merged", "signed otherwise", "signed by hand"],
)
def test_what_cannot_be_read_in_a_lock_is_an_error_and_verify_leaves_it_as_it_is(
    locked, run, harm, code
):
    harmed = harm(locked.read_text())
    locked.write_text(harmed)
    for command in (
        ("check",),
        ("verify", "--check", "--texts", "texts"),
        ("verify", "--texts", "texts"),
    ):
        done = run(*command)
        assert done.exit_code == 1, done.output
        assert f"error[{code}]" in done.output
    assert locked.read_text() == harmed


def test_a_record_of_another_kind_is_kept_as_it_is_and_said(locked, run):
    other = with_check({"import": "taguette", "key": "17", "n": 1.50})
    signed = with_check(
        {
            "finding": "f",
            "by": "ys",
            "date": "2026-01-01",
            "fingerprint": "a",
            "parts": {"x": {"y": "z"}},
        }
    )
    locked.write_text(f"{locked.read_text()}{other}\n{signed}\n")
    (locked.parent / "texts" / "kim2003.txt").write_text("Yes. They name more vegetables now.\n")
    done = run("verify", "--texts", "texts")
    assert done.exit_code == 0, done.output
    after = locked.read_text().splitlines()
    assert '"start": 10' in after[1]
    assert after[2:] == [signed, other]
    assert "note[other-record]" in run("check").output


def test_a_record_that_is_dropped_is_said(locked, run):
    claims = locked.parent / "claims.yaml"
    claims.write_text(
        claims.read_text().replace("quote: name more vegetables", "caveat: Of eight.")
    )
    done = run("verify", "--texts", "texts")
    assert "note[dropped-record]" in done.output
    assert "`tasting_first`" in done.output
    assert locked.read_text() == '{"lock": 1}\n'


VERDICT = '{"claim": "tasting_first", "verdict": "faithful", "by": "ys", "date": "2026-01-02"}\n'


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda text: f"<<<<<<< HEAD\n{text}=======\n>>>>>>> other\n", "audit-conflict"),
        (lambda text: text[:-20], "broken-verdict"),
        (lambda text: text.replace("faithful", "fine"), "unknown-verdict"),
        (lambda text: text.replace('"by": "ys", ', ""), "broken-verdict"),
        (lambda text: text + text.replace('"seed": "7"', '"seed": "8"'), "broken-verdict"),
    ],
    ids=["merged", "cut", "verdict", "nobody", "two draws"],
)
def test_what_cannot_be_read_in_an_audit_is_an_error_and_nobody_writes_it(review, run, harm, code):
    run("audit", "--size", "1", "--seed", "7", "--sheet", "sheet.csv")
    audit = review / "audit.jsonl"
    audit.write_text(harm(audit.read_text() + VERDICT))
    before = audit.read_bytes()
    for command in (("audit", "--size", "1", "--seed", "9"), ("audit", "--record", "sheet.csv")):
        done = run(*command)
        assert done.exit_code == 1
        assert f"error[{code}]" in done.output
    assert audit.read_bytes() == before
