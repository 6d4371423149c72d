"""`evidence sign`: one finding, one person, and what changed since."""

from __future__ import annotations

import json
import subprocess

import pytest

SIGNERS = "review: {title: Gardens, authors: [{initials: ys}, {initials: bk}]}"


@pytest.fixture
def signable(review):
    claims = review / "claims.yaml"
    machines = SIGNERS.replace("]}", "], machines: [{initials: m1, tool: A model}]}")
    claims.write_text(claims.read_text().replace("review: {title: Gardens}", machines))
    return review


def reword(folder) -> None:
    claims = folder / "claims.yaml"
    claims.write_text(claims.read_text().replace("after tasting.", "after much tasting."))


def signatures(folder) -> list[dict]:
    lines = (folder / "evidence.lock").read_text(encoding="utf-8").splitlines()
    return [told for line in lines if "finding" in (told := json.loads(line))]


def test_a_signature_says_who_when_and_who_ran_the_command(signable, run):
    result = run("sign", "f.tasting", "--by", "ys")
    assert result.exit_code == 0
    assert "ys signed f.tasting on" in result.stdout
    (told,) = signatures(signable)
    assert (told["by"], told["number"], told["finding"]) == ("ys", 1, "f.tasting")
    assert told["ran_by"]
    assert run("check").stdout.count("changed-since-signed") == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("f.tasting", "--by", "m1"), "`m1` is a machine; only people sign"),
        (("f.tasting", "--by", "yy"), "`yy` is no author of the review"),
        (("tasting_first", "--by", "ys"), "`tasting_first` is a claim; findings are signed"),
    ],
)
def test_only_authors_sign_and_only_findings_are_signed(signable, run, arguments, why):
    assert why in str(run("sign", *arguments).exception)
    assert not (signable / "evidence.lock").exists()


@pytest.mark.parametrize("arguments", [("--all", "--by", "ys"), ("f.tasting", "f.x", "--by", "ys")])
def test_findings_are_signed_one_at_a_time(signable, run, arguments):
    assert run("sign", *arguments).exit_code == 2
    assert not (signable / "evidence.lock").exists()


def test_what_changed_is_shown_and_has_to_be_reconsidered(signable, run):
    run("sign", "f.tasting", "--by", "ys")
    before = (signable / "evidence.lock").read_bytes()
    reword(signable)
    assert "the statement of `tasting_first`" in run("check").stdout
    assert (signable / "evidence.lock").read_bytes() == before
    unsaid = run("sign", "f.tasting", "--by", "bk")
    assert "the statement of `tasting_first`" in unsaid.stdout
    assert "--reconsidered" in unsaid.exception.help
    assert (signable / "evidence.lock").read_bytes() == before
    assert run("sign", "f.tasting", "--by", "bk", "--reconsidered", "much is meant").exit_code == 0
    assert [(one["by"], one.get("reconsidered")) for one in signatures(signable)] == [
        ("ys", None),
        ("bk", "much is meant"),
    ]
    assert "changed-since-signed" not in run("check").stdout


def test_on_a_terminal_it_is_asked_what_was_reconsidered(signable, run, monkeypatch):
    run("sign", "f.tasting", "--by", "ys")
    reword(signable)
    answers = iter(["", "looked at again"])
    monkeypatch.setattr("evidence.cli.sign.at_terminal", lambda: True)
    monkeypatch.setattr("evidence.cli.prompts.on_terminal", lambda: lambda *_: next(answers))
    assert run("sign", "f.tasting", "--by", "ys").exit_code == 0
    assert [one.get("reconsidered") for one in signatures(signable)] == [None, "looked at again"]


def test_who_signs_again_what_did_not_change_writes_nothing(signable, run):
    run("sign", "f.tasting", "--by", "ys")
    before = (signable / "evidence.lock").read_bytes()
    assert "nothing changed since" in run("sign", "f.tasting", "--by", "ys").stdout
    assert (signable / "evidence.lock").read_bytes() == before
    assert run("sign", "f.tasting", "--by", "bk").exit_code == 0
    assert len(signatures(signable)) == 2


def test_neither_check_nor_build_signs(signable, run):
    run("check")
    run("build", "--to", "json")
    assert not (signable / "evidence.lock").exists()


def test_where_git_has_the_words_of_then_both_wordings_are_shown(signable, run):
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(
            ["git", *identity, *arguments], cwd=signable, check=True, capture_output=True
        )

    git("init", "-q", "-b", "main")
    run("sign", "f.tasting", "--by", "ys")
    git("add", "-A")
    git("commit", "-qm", "signed")
    reword(signable)
    shown = run("sign", "f.tasting", "--by", "ys", "--reconsidered", "yes").stdout
    both = "“Children name more vegetables after tasting.” became “Children name more vegetables"
    assert f"`tasting_first`, statement.en: {both} after much tasting.”" in shown
    # what was never committed as it was signed has no words of then
    claims = signable / "claims.yaml"
    claims.write_text(claims.read_text().replace("much tasting.", "tasting much."))
    git("add", "-A")
    git("commit", "-qm", "signed and reworded at once")
    claims.write_text(claims.read_text().replace("tasting much.", "some tasting."))
    shown = run("sign", "f.tasting", "--by", "ys", "--reconsidered", "yes").stdout
    assert "became" not in shown
