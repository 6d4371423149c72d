"""`verify-report` says in one line whether a report is what a review makes, byte by byte."""

from __future__ import annotations

import re

import pytest

from evidence.diagnostics import CannotGoOn


@pytest.fixture
def report(review, run):
    assert run("build", "--to", "html").exit_code == 0
    return review / "build" / "report.html"


@pytest.fixture
def told(run):
    """Return a function that verifies a report: the exit code, and the one line that is said."""

    def verify(*arguments: str) -> tuple[int, str]:
        result = run("verify-report", *arguments)
        (line,) = result.output.splitlines()
        return result.exit_code, line

    return verify


def test_a_report_that_this_review_makes_is_said_to_be_built_from_it(report, told, tmp_path):
    code, line = told("build/report.html")
    assert code == 0
    assert re.fullmatch(
        r"build/report\.html: built from these inputs \(sha256 [0-9a-f]{12}, Evidence \S+\)", line
    )
    elsewhere = tmp_path / "mailed.html"
    elsewhere.write_bytes(report.read_bytes())
    assert told(str(elsewhere))[0] == 0


def test_a_report_in_any_language_of_the_review_is_known(review, run, told):
    claims = review / "claims.yaml"
    text = claims.read_text().replace("title: Gardens", "title: Gardens, languages: [en, id]")
    claims.write_text(text)
    run("build", "--to", "html")
    assert told("build/report.id.html")[0] == told("build/report.html")[0] == 0


def test_a_letter_that_was_changed_is_seen_and_its_line_named(report, told):
    text = report.read_text()
    at = text.index("Tasting teaches.", text.index("<body"))
    report.write_text(f"{text[:at]}Tasting teacher.{text[at + 16 :]}")
    code, line = told("build/report.html")
    assert code == 1
    number = text[:at].count("\n") + 1
    assert f", but differs in line {number}: it was changed, or made with other " in line


def test_a_byte_at_the_end_is_seen(report, told):
    report.write_bytes(report.read_bytes() + b" ")
    assert told("build/report.html")[0] == 1


def test_a_report_of_other_inputs_is_said_to_be_one(report, review, told):
    bib = review / "sources.bib"
    bib.write_text(bib.read_text().replace("2003}}", "2004}}"))
    code, line = told("build/report.html")
    assert code == 1
    assert re.fullmatch(
        r"build/report\.html: built from other inputs"
        r" \(sha256 [0-9a-f]{12}, and these are [0-9a-f]{12}\)",
        line,
    )


def test_a_report_of_another_version_is_said_to_be_one(report, told):
    report.write_bytes(
        re.sub(rb'content="Evidence [^"]*"', b'content="Evidence 0.0"', report.read_bytes())
    )
    code, line = told("build/report.html")
    assert code == 1
    assert ": built by Evidence 0.0, and this is " in line


def test_a_file_that_is_no_report_is_said_to_be_none(review, told):
    (review / "page.html").write_text("<p>hello</p>")
    assert told("page.html") == (
        1, "page.html: no report of this version of Evidence: it names no inputs",
    )  # fmt: skip


def test_a_file_that_is_not_there_cannot_be_verified(review, run):
    result = run("verify-report", "nothing.html")
    assert isinstance(result.exception, CannotGoOn)


def test_nothing_is_written(report, review, told):
    before = {path: path.stat().st_mtime_ns for path in review.rglob("*")}
    told("build/report.html")
    assert {path: path.stat().st_mtime_ns for path in review.rglob("*")} == before


def test_a_report_with_passages_needs_the_texts_again(review, run, told):
    (review / "texts").mkdir()
    text = review / "texts" / "kim2003.txt"
    text.write_text("After tasting they name more vegetables now.\n")
    run("verify", "--texts", "texts")
    run("build", "--to", "html", "--with-passages", "--texts", "texts")
    file = "build-private/report.private.html"
    assert told(file, "--texts", "texts")[0] == 0
    text.unlink()
    code, line = told(file, "--texts", "texts")
    assert code == 1
    assert "other templates, texts or programs" in line
