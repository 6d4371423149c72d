"""The workflow of a new review, its step *what changed*, run by bash with a `gh` that records."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.team.test_merging import git

# notes what it was given, and the file that it was to post; fails where it is told to
GH = """\
#!/bin/sh
{{ for one in "$@"; do echo "$one"; done; }} >> "{folder}/arguments"
while [ $# -gt 0 ]; do
  if [ "$1" = --body-file ]; then cp "$2" "{folder}/body"; fi
  shift
done
echo "$GH_TOKEN" > "{folder}/token"
exit {code}
"""


@dataclass(frozen=True)
class Step:
    """What came of running the step of a workflow."""

    code: int
    said: str
    summary: str
    arguments: list[str]
    body: str
    token: str


@pytest.fixture
def pull_request(tmp_path, run):
    """A new review that is on `main` of its host, and a branch that changes a finding."""
    folder = tmp_path / "gardens"
    assert run("init", str(folder)).exit_code == 0
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "init")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(folder, "checkout", "-q", "-b", "ben")
    path = folder / "claims.yaml"
    text = path.read_text(encoding="utf-8")
    assert "with an hour set aside" in text
    path.write_text(text.replace("with an hour set aside", "with two hours set aside"), "utf-8")
    git(folder, "commit", "-qam", "two hours")
    return folder


def step(folder: Path, beside: Path, base: str = "main", code: int = 0) -> Step:
    """Run the step as GitHub does: by `bash -e`, with the variables that the workflow names."""
    path = folder / ".github" / "workflows" / "review.yml"
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]["review"]["steps"]
    (held,) = (one for one in steps if one.get("name") == "what changed")
    assert held["if"] == "github.event_name == 'pull_request'"
    given = {"${{ github.base_ref }}": base, "${{ github.event.number }}": "7"}
    given["${{ github.token }}"] = "a token"
    programs = beside / "programs"
    programs.mkdir()
    for name, text in (
        ("gh", GH.format(folder=beside.as_posix(), code=code)),
        ("evidence", f'#!/bin/sh\nexec "{sys.executable}" -m evidence "$@"\n'),
    ):
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    environment = {
        **os.environ,
        **{key: given[value] for key, value in held["env"].items()},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(beside / "summary"),
    }
    done = subprocess.run(
        ["bash", "-e", "-c", held["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    def noted(name: str) -> str:
        file = beside / name
        return file.read_text(encoding="utf-8") if file.exists() else ""

    return Step(
        done.returncode,
        done.stdout + done.stderr,
        noted("summary"),
        noted("arguments").splitlines(),
        noted("body"),
        noted("token").strip(),
    )


def test_what_a_pull_request_changes_is_posted_under_it_and_in_the_summary(pull_request, tmp_path):
    found = step(pull_request, tmp_path)
    assert (found.code, found.token) == (0, "a token"), found.said
    told = ["pr", "comment", "7", "--body-file", "changed.md", "--edit-last", "--create-if-none"]
    assert found.arguments == told
    assert found.body.startswith("### What changed\n")
    assert "**`f.tasting`**" in found.body
    assert "two hours set aside" in found.body
    assert found.summary == found.body
    assert len(found.body) < 65_536  # what the host takes


def test_where_it_may_not_be_posted_the_run_goes_on_and_says_so(pull_request, tmp_path):
    found = step(pull_request, tmp_path, code=1)
    assert found.code == 0
    assert "not posted: a pull request from a fork may not" in found.said
    assert "two hours set aside" in found.summary


def test_the_pull_request_that_brings_the_review_has_nothing_to_compare_with(
    pull_request, tmp_path
):
    git(pull_request, "checkout", "-q", "--orphan", "old")
    git(pull_request, "rm", "-rqf", "--cached", ".")
    git(pull_request, "commit", "-qm", "nothing", "--allow-empty")
    git(pull_request, "update-ref", "refs/remotes/origin/old", "HEAD")
    git(pull_request, "checkout", "-qf", "ben")
    found = step(pull_request, tmp_path, base="old")
    assert (found.code, found.arguments) == (0, [])
    assert "there was no claims.yaml" in found.said
    assert "not said what changed" in found.said


def test_a_job_that_may_comment_is_allowed_to_do_that_and_no_more(pull_request):
    path = pull_request / ".github" / "workflows" / "review.yml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert told["permissions"] == {"contents": "read", "pull-requests": "write"}
    checkout = told["jobs"]["review"]["steps"][0]
    assert json.dumps(checkout["with"]) == '{"fetch-depth": 0}'
