"""Where commands write, and where they do not, whatever they are asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.report import markdown
from evidence.report.markdown_files import divided

ROOT = Path(__file__).parents[2]
TEXT = "After tasting they name more vegetables now.\n"


@pytest.fixture
def texts(review):
    (review / "texts").mkdir()
    (review / "texts" / "kim2003.txt").write_text(TEXT)
    return review / "texts"


def contents(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


REVIEW = ["claims.yaml", "claims/more.yaml", "sources.bib", "evidence.lock", "audit.jsonl"]


@pytest.mark.parametrize("name", REVIEW)
@pytest.mark.parametrize("overwrite", [[], ["--overwrite"]], ids=["", "overwrite"])
def test_the_schema_is_never_written_over_a_file_of_the_review(review, run, name, overwrite):
    before = contents(review)
    said = run("schema", "-o", name, *overwrite).exception
    assert isinstance(said, CannotGoOn)
    assert said.message == f"{name}: this is the name of a file of the review; nothing was written"
    assert contents(review) == before


def test_a_sheet_is_a_csv_or_html_file(review, run):
    for name in REVIEW:
        done = run("audit", "--size", "1", "--seed", "7", "--sheet", name)
        assert done.exit_code == 2
        assert "a sheet is a .csv or .html file" in done.output
    assert set(contents(review)) == {"claims.yaml", "sources.bib"}


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.html"])
def test_a_sheet_that_somebody_may_have_filled_is_not_written_over(review, run, name):
    run("audit", "--size", "1", "--seed", "7", "--sheet", name)
    before = (review / name).read_bytes()
    run("audit", "--sheet", name)  # it would be the same
    (review / name).write_text("filled in")
    said = run("audit", "--sheet", name).exception
    assert said.message == f"{name}: this file is there already; nothing was written"
    assert (review / name).read_text() == "filled in"
    run("audit", "--sheet", name, "--overwrite")
    assert (review / name).read_bytes() == before


def test_where_the_sheet_cannot_be_written_nothing_is_drawn(review, run):
    (review / "sheet.csv").write_text("filled in")
    run("audit", "--size", "1", "--seed", "7", "--sheet", "sheet.csv")
    assert not (review / "audit.jsonl").exists()


def test_another_sample_is_drawn_only_where_that_was_asked_for(review, run):
    run("audit", "--size", "1", "--seed", "7")
    before = (review / "audit.jsonl").read_bytes()
    assert run("audit", "--size", "1", "--seed", "7").exit_code == 0
    said = run("audit", "--size", "1", "--seed", "8").exception
    assert said.message.startswith("a sample was drawn already: 1 of 1 claim, with seed 7")
    assert (review / "audit.jsonl").read_bytes() == before
    assert run("audit", "--size", "1", "--seed", "8", "--redraw").exit_code == 0
    assert (review / "audit.jsonl").read_bytes() != before


def test_verdicts_that_were_recorded_before_are_not_told_as_new(review, run):
    run("audit", "--size", "1", "--seed", "7", "--sheet", "sheet.csv")
    text = (review / "sheet.csv").read_text().replace(",,,,,", ",,faithful,eva,2026-01-02,,")
    (review / "sheet.csv").write_text(text)
    assert "1 judgement recorded in audit.jsonl\n" in run("audit", "--record", "sheet.csv").output
    again = run("audit", "--record", "sheet.csv").output
    assert "0 judgements recorded in audit.jsonl (1 stood there already)\n" in again


def test_a_schema_is_made_again_over_the_earlier_one_but_not_over_one_that_was_changed(review, run):
    schema = review / "schema.json"
    assert run("schema", "-o", "schema.json").exit_code == 0
    claims = review / "claims.yaml"
    claims.write_text(claims.read_text().replace("el.taste", "el.tasting"))
    assert run("schema", "-o", "schema.json").exit_code == 0
    assert "el.tasting" in schema.read_text()
    schema.write_text(schema.read_text().replace("el.tasting", "el.mine", 1))
    said = run("schema", "-o", "schema.json").exception
    assert said.message == "schema.json: this file is there already; nothing was written"
    assert run("schema", "-o", "schema.json", "--overwrite").exit_code == 0
    schema.write_text("[1]")
    assert isinstance(run("schema", "-o", "schema.json").exception, CannotGoOn)


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (".", "holds files of the review"),
        ("..", "holds files of the review"),
        ("/", "holds files of the review"),
        ("texts", "holds other things (`a.evidence-partial`) and no earlier build"),
        ("texts/report", "lies among files of the review"),
        ("claims", "holds files of the review"),
        ("claims/build", "lies among files of the review"),
        ("claims.yaml", "this is not a folder"),
        ("own", "holds files of the review"),
        ("notes", "holds other things (`mine.txt`) and no earlier build"),
        ("link", "this is a link; it is not written through"),
        ("build/inner", "this lies within another build"),
    ],
)
def test_a_build_goes_to_a_folder_of_its_own_or_nowhere(review, run, texts, goal, said):
    claims = review / "claims.yaml"
    claims.write_text(claims.read_text().replace("title: Gardens", "title: Gardens, texts: texts"))
    run("build", "--to", "json")
    for name in ("notes/mine.txt", "own/report.css", "elsewhere/x", "texts/a.evidence-partial"):
        (review / name).parent.mkdir(exist_ok=True)
        (review / name).write_text("mine")
    (review / "link").symlink_to("elsewhere")
    before = contents(review)
    result = run("build", "-o", goal, "--to", "json", "--templates", "own")
    assert isinstance(result.exception, CannotGoOn), result.output
    assert said in result.exception.message
    assert contents(review) == before


def test_a_home_folder_is_refused_and_nothing_below_it_is_touched(review, run, tmp_path):
    home = tmp_path / "home"
    (home / "other").mkdir(parents=True)
    (home / "other" / "x.evidence-partial").write_text("of another run")
    result = run("build", "-o", str(home), "--to", "json")
    assert "holds other things (`other`)" in result.exception.message
    assert set(contents(home)) == {"other/x.evidence-partial"}


def test_a_build_of_the_first_version_is_built_anew(review, run):
    (review / "build" / "tables").mkdir(parents=True)
    old = '<!doctype html>\n<meta name="generator" content="Evidence 0.1.0">\n'
    (review / "build" / "report.html").write_text(old)
    (review / "build" / "tables" / "claims.csv").write_text("id\n")
    result = run("build", "--to", "html,csv")
    assert result.exit_code == 0, result.exception
    assert "Gardens" in (review / "build" / "report.html").read_text()
    assert (review / "build" / "tables" / "claims.csv").read_text() != "id\n"


def test_a_build_names_every_file_that_it_wrote(review, run):
    result = run("build")
    lines = result.stdout.splitlines()
    named = set()
    for line in lines:
        folder, _, names = line.removeprefix("build/").rpartition(": ")
        named |= {f"{folder}{name}" for name in names.split(", ")}
    assert {name.split("/")[0] for name in named if "/" in name} == {"tables", "report"}
    assert named == set(contents(review / "build"))


def test_formats_that_were_not_asked_for_are_kept_and_named(review, run):
    run("build", "--to", "html,csv")
    result = run("build", "--to", "md")
    assert result.stdout.splitlines() == [
        "build/report.md",
        "build/.evidence.sha256",
        "build/report/: findings.md, claims.md, sources.md, framework.md, sensitivity.md, method.md",
    ]
    assert "kept as an earlier build left them:\n  build/report.html\n" in result.stderr
    assert "tables/claims.csv" in contents(review / "build")


def test_the_report_of_a_language_that_the_review_no_longer_has_goes(review, run):
    claims = review / "claims.yaml"
    text = claims.read_text()
    claims.write_text(text.replace("title: Gardens", "title: Gardens, languages: [en, id]"))
    run("build", "--to", "md")
    assert {"report.id.md", "report/claims.id.md"} <= set(contents(review / "build"))
    claims.write_text(text)
    run("build", "--to", "md")
    assert not [name for name in contents(review / "build") if ".id." in name]
    assert "report/claims.md" in contents(review / "build")


def test_a_file_of_one_s_own_among_those_of_the_report_stays(review, run):
    run("build")
    (review / "build" / "report" / "notes.md").write_text("mine")
    (review / "build" / "report" / "claims-9.md").write_text("mine too")
    run("build", "--to", "md")
    assert contents(review / "build")["report/notes.md"] == b"mine"
    assert contents(review / "build")["report/claims-9.md"] == b"mine too"


def test_what_no_longer_needs_several_files_leaves_none_behind(review, run, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(markdown, "divided", partial(divided, most=600))
        run("build", "--to", "md")
    before = {name for name in contents(review / "build") if name.startswith("report/claims")}
    assert len(before) > 1
    run("build", "--to", "md")
    after = {name for name in contents(review / "build") if name.startswith("report/claims")}
    assert after == {"report/claims.md"}


def test_a_document_that_somebody_wrote_on_in_is_not_written_over(review, run):
    run("build", "--to", "md")
    report = review / "build" / "report.md"
    report.write_text(report.read_text() + "my introduction\n")
    said = run("build", "--to", "md,json").exception
    assert said.message == "build/report.md: not as a build left it; nothing was written"
    assert "evidence.json" not in contents(review / "build")
    assert run("build", "--to", "md,json", "--overwrite").exit_code == 0
    assert "my introduction" not in report.read_text()


def test_a_private_build_stays_out_of_version_control_and_of_the_public_one(review, run, texts):
    run("verify", "--texts", "texts")
    run("build", "--to", "md")
    said = run("build", "--to", "md", "--with-passages", "--texts", "texts", "-o", "build")
    assert said.exception.message.startswith("build: this folder holds a public build")
    result = run("build", "--to", "md", "--with-passages", "--texts", "texts")
    assert result.stdout.splitlines()[0] == "build-private/report.private.md"
    assert b"After tasting they" in contents(review)["build-private/report/claims.private.md"]
    assert b"After tasting they" not in contents(review)["build/report/claims.md"]
    subprocess.run(["git", "init", "-q"], cwd=review, check=True)
    seen = subprocess.run(
        ["git", "status", "--porcelain", "-uall"],
        cwd=review,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "build/report.md" in seen
    assert "build-private" not in seen


def start(review, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "evidence", *arguments],
        cwd=review,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_sheets_that_are_recorded_at_once_are_all_recorded(review):
    people = ["ann", "ben", "eva", "kim"]
    for who in people:
        (review / f"{who}.csv").write_text(
            f"claim,verdict,by,date\ntasting_first,faithful,{who},2026-01-02\n"
        )
    start(review, "audit", "--size", "1", "--seed", "7").communicate()
    recording = [start(review, "audit", "--record", f"{who}.csv") for who in people]
    said = [process.communicate() for process in recording]
    assert [process.returncode for process in recording] == [0] * 4, said
    recorded = (review / "audit.jsonl").read_text()
    assert all(f'"by": "{who}"' in recorded for who in people)
    assert recorded.count("\n") == 5


@pytest.mark.parametrize("command", [["build", "--to", "md"], ["verify", "--texts", "texts"]])
def test_commands_that_run_at_once_wait_for_each_other(review, texts, command):
    running = [start(review, *command) for _ in range(3)]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * 3, said
    assert not [name for name in contents(review) if "evidence-" in name]
