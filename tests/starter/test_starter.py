"""`evidence init` begins a review that a newcomer can build, read and change."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bench.stopping import fail_at, in_child, kill_at, watched
from evidence import review as reviews
from evidence.cli.main import COMMANDS, evidence
from evidence.diagnostics import CannotGoOn
from evidence.files.starter import begin
from evidence.graph import Role, named_by
from evidence.model.lock import Lock, Outcome
from evidence.quotes.reporting import problems
from evidence.quotes.verifying import verify
from evidence.review import Input
from evidence.synthesis.cells import filled_cells
from evidence.texts import read

ROOT = Path(__file__).parents[2]


@pytest.fixture
def begun(tmp_path) -> Path:
    result = CliRunner().invoke(evidence, ["init", str(tmp_path / "demo")])
    assert result.exit_code == 0, result.output
    return tmp_path / "demo"


@pytest.fixture(scope="module")
def graph(files):
    given = Input((("claims.yaml", files["claims.yaml"]),), ("sources.bib", files["sources.bib"]))
    return reviews.check(given).graph


def contents(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_nothing_is_wrong_with_the_review_not_even_a_note(begun):
    result = CliRunner().invoke(evidence, ["check", "--strict", "--review", str(begun)])
    assert (result.exit_code, result.output) == (0, "no problems\n")


def test_the_review_builds(begun, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(begun.parent / "cache"))
    result = CliRunner().invoke(evidence, ["build", "--review", str(begun)])
    assert result.exit_code == 0, result.output
    assert "Gardens in schools" in (begun / "build" / "report.html").read_text(encoding="utf-8")


def test_what_is_written_is_all_that_the_package_carries_and_nothing_is_hidden_in_it(begun, files):
    assert contents(begun) == files
    assert {".gitignore", ".pre-commit-config.yaml", ".github/workflows/review.yml"} <= set(files)


def test_a_folder_that_is_not_empty_is_refused_and_stays_as_it_is(begun):
    (begun / "claims.yaml").write_text("# weeks of work\n")
    before = contents(begun)
    result = CliRunner().invoke(evidence, ["init", str(begun)])
    assert isinstance(result.exception, CannotGoOn)
    assert "not empty" in result.exception.message
    assert contents(begun) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_wherever_it_is_killed_the_next_one_goes_on(tmp_path, files, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: None)  # counted, but it takes no time
    with watched(tmp_path, lambda *_: None) as calls:
        begin(tmp_path / "counted")
    for n in range(1, len(calls) + 1):
        folder = tmp_path / str(n)

        def work(folder=folder, n=n):
            with watched(tmp_path, kill_at(n)):
                begin(folder)
            return 0

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of threads that other tests may have left
            assert in_child(work) == -signal.SIGKILL
        begin(folder)
        assert contents(folder) == files, n
    assert len(calls) > 30


def test_a_beginning_that_fails_leaves_nothing(tmp_path):
    with watched(tmp_path, lambda *_: None) as calls:
        begin(tmp_path / "counted")
    for n in range(1, len(calls) + 1, 5):
        folder = tmp_path / str(n)
        with watched(tmp_path, fail_at(n, errno.ENOSPC)), contextlib.suppress(CannotGoOn):
            begin(folder)
            continue
        assert not folder.exists(), n


@pytest.mark.parametrize("name", ["notes.txt", "texts/mine.txt", ".claims.yaml.notes"])
def test_a_beginning_in_which_somebody_put_something_is_refused(begun, name):
    (begun / name).write_text("mine")
    (begun / "sources.bib").unlink()
    before = contents(begun)
    with pytest.raises(CannotGoOn, match="not empty"):
        begin(begun)
    assert contents(begun) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "demo").write_text("mine")
    result = CliRunner().invoke(evidence, ["init", str(tmp_path / "demo")])
    assert isinstance(result.exception, CannotGoOn)
    assert (tmp_path / "demo").read_text() == "mine"


def test_a_repository_without_files_is_empty_enough(tmp_path):
    (tmp_path / ".git").mkdir()
    assert CliRunner().invoke(evidence, ["init", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "claims.yaml").is_file()


def test_every_command_that_init_names_is_there(begun):
    shown = CliRunner().invoke(evidence, ["init", str(begun.parent / "other")]).output
    text = (begun / "claims.yaml").read_text(encoding="utf-8")
    named = re.findall(r"evidence ([a-z-]+)", shown) + re.findall(r"`evidence ([a-z-]+)", text)
    assert {"check", "build", "add"} <= set(named) <= set(COMMANDS)


def test_the_comments_teach_the_seven_keys_before_anything_else(files):
    head = files["claims.yaml"].decode().split("\nreview:")[0]
    assert all(line.startswith("#") or not line for line in head.splitlines())
    taught = re.findall(r"(?m)^#   (\w+) ", head)
    assert taught == ["id", "statement", "sources", "at", "quote", "elements", "facets"]


def test_it_is_a_review_of_many_texts_that_says_that_its_sources_are_invented(graph, files):
    assert graph.review.of == ""
    assert len({claim.read_in for claim in graph.claims.values()}) == len(graph.sources) == 4
    assert {source.fields["note"] for source in graph.sources.values()} == {
        "Invented for an example"
    }
    assert "invented" in files["claims.yaml"].decode().splitlines()[0]
    assert all(b"This text is invented." in files[path] for path in files if "texts/" in path)


def test_every_kind_of_finding_is_shown_with_a_contradiction_a_gap_and_a_measure(graph):
    findings = graph.findings.values()
    assert {finding.kind for finding in findings} == set(graph.review.framework.finding_kinds)
    assert any(cell.claims for finding in findings for cell in filled_cells(graph, finding))
    assert any(finding.gaps for finding in findings)
    disputed = [f for f in findings if named_by(f, Role.CONTRADICTED_BY)]
    assert disputed
    assert all(finding.resolution for finding in disputed)
    assert any(claim.measure for claim in graph.claims.values())
    assert any(claim.relates for claim in graph.claims.values())


def test_the_quotes_of_the_two_texts_are_found_in_them(graph, files):
    texts = {Path(path).stem: read(path, data) for path, data in files.items() if "texts/" in path}
    _, results = verify(tuple(graph.claims.values()), texts, "2024-01-01", Lock())
    seen = [result for result in results if result.seen]
    assert len(seen) >= 4
    assert {result.outcome for result in seen} == {Outcome.FOUND}
    assert problems(results) == ()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_texts_and_outputs_stay_out_of_version_control(begun):
    subprocess.run(["git", "init", "-q"], cwd=begun, check=True)
    (begun / "build").mkdir()
    (begun / "build" / "report.html").write_text("made")
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=begun,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert sorted(listed) == [
        ".gitattributes",
        ".github/workflows/review.yml",
        ".gitignore",
        ".pre-commit-config.yaml",
        "claims.yaml",
        "sources.bib",
    ]


def test_the_hook_runs_the_check_for_the_files_of_a_review(files):
    (hook,) = yaml.safe_load(files[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    assert hook["entry"] == "evidence check"
    matches = ["claims.yaml", "claims/a/b.yaml", "sources.bib", "evidence.lock"]
    assert all(re.search(hook["files"], path) for path in matches)
    assert not re.search(hook["files"], "README.md")


def test_the_workflow_checks_and_builds_and_installs_from_where_the_team_says(files):
    workflow = yaml.safe_load(files[".github/workflows/review.yml"])
    job = workflow["jobs"]["review"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert "evidence check --format github" in runs
    assert "evidence build" in runs
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    # the name on PyPI is another project's
    assert not any(re.search(r"pip install evidence(?![\w-])", run) for run in runs)


def test_the_wheel_carries_every_file_of_it(tmp_path, files):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    carried = [name.removeprefix("evidence/starter/") for name in names if "/starter/" in name]
    assert sorted(re.sub(r"(^|/)dot-", r"\1.", name) for name in carried) == sorted(files)
