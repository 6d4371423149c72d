"""The exit codes of the program itself, which calling a command from a test does not show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def evidence(review):
    """Return a function that runs the program in the folder of the review."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "evidence", *arguments],
            cwd=review,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    return call


def test_check_leaves_with_0_where_nothing_is_wrong(evidence):
    done = evidence("check")
    assert (done.returncode, done.stderr) == (0, "")


def test_check_leaves_with_1_where_the_review_has_errors(review, evidence):
    file = review / "claims.yaml"
    file.write_text(file.read_text().replace("[kim2003]", "[kim2030]"))
    done = evidence("check")
    assert (done.returncode, done.stderr) == (1, "")
    assert "error[unknown-source]" in done.stdout


def test_what_is_wrong_with_a_source_that_nobody_cites_stops_nothing(review, evidence):
    file = review / "sources.bib"
    file.write_text(file.read_text() + "@book{other, year = {2001}, year = {2002}, title {A}}\n")
    done = evidence("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "note[repeated-field]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--review", "nowhere"), "evidence: nowhere: there is no such folder\n"),
        (("check", "--format", "xml"), "'xml' is not one of"),
        (("chekc",), "did you mean `check`?"),
        (("trace", "nobody"), "evidence: nothing in the review bears the id `nobody`\n"),
    ],
)
def test_a_command_that_cannot_run_leaves_with_2_and_says_why(evidence, arguments, said):
    done = evidence(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_version_leave_with_0(evidence):
    assert evidence("--version").returncode == 0
    assert evidence("check", "--help").returncode == 0
