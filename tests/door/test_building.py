"""A review is built from Python as the command builds it; the commands come in at the same place."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

import evidence
from evidence import loaded
from evidence.cli.main import evidence as command


def run(*arguments):
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def held(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_build_writes_what_the_command_writes_and_names_it(gardens, tmp_path):
    built = evidence.load(gardens).build(tmp_path / "ours")
    assert run("build", "--review", str(gardens), "-o", str(tmp_path / "theirs")).exit_code == 0
    assert held(tmp_path / "ours") == held(tmp_path / "theirs")
    assert set(built.names) == set(held(tmp_path / "ours"))
    assert all(path.is_file() for path in built.files)
    assert (built.folder, built.kept, built.remarks) == (tmp_path / "ours", (), ())


def test_a_build_goes_to_the_folder_build_of_the_review_and_writes_what_is_asked_for(gardens):
    built = evidence.load(gardens).build(to=["json"])
    assert built.folder == gardens / "build"
    assert set(held(built.folder)) == {"evidence.json", ".evidence.sha256"}


def test_a_review_with_errors_is_not_built_and_what_was_built_stays(gardens):
    evidence.load(gardens).build(to=["json"])
    before = held(gardens / "build")
    file = gardens / "claims.yaml"
    file.write_text(file.read_text().replace("[kim2003]", "[kim2030]"))
    with pytest.raises(evidence.HasErrors) as caught:
        evidence.load(gardens).build(to=["json"])
    assert {wrong.code for wrong in caught.value.diagnostics} == {"unknown-source"}
    assert held(gardens / "build") == before


def test_what_is_built_is_the_review_as_it_was_loaded(gardens):
    review = evidence.load(gardens)
    (gardens / "claims.yaml").write_text("claims: [")
    assert "evidence.json" in review.build(to=["json"]).names


def test_a_format_that_there_is_not_is_refused_with_the_nearest(gardens):
    with pytest.raises(evidence.CannotGoOn, match="there is no format `jsn`") as caught:
        evidence.load(gardens).build(to=["jsn"])
    assert caught.value.help == "did you mean `json`?"
    assert not (gardens / "build").exists()


def test_what_a_person_changed_is_written_over_only_when_told_to(gardens):
    review = evidence.load(gardens)
    (made,) = (f for f in review.build(to=["json"]).files if f.name == "evidence.json")
    made.write_text("mine")
    with pytest.raises(evidence.CannotGoOn, match="not as a build left it"):
        review.build(to=["json"])
    assert made.read_text() == "mine"
    review.build(to=["json"], overwrite=True)
    assert made.read_text() != "mine"


def test_the_words_around_quotes_go_to_a_private_folder(gardens):
    assert run("verify", "--review", str(gardens)).exit_code == 0
    built = evidence.load(gardens).build(to=["md"], with_passages=True)
    assert built.folder == gardens / "build-private"
    assert "PRIVATE.txt" in built.names


def test_a_report_with_passages_bears_another_name_in_every_language_and_says_so(gardens):
    claims = gardens / "claims.yaml"
    text = claims.read_text().replace("review:\n", "review:\n  languages: [en, id]\n", 1)
    claims.write_text(text)
    assert run("verify", "--review", str(gardens)).exit_code == 0
    built = evidence.load(gardens).build(to=["html", "md", "json"], with_passages=True)
    reports = [name for name in built.names if name.endswith((".html", ".md"))]
    assert all(".private." in name for name in reports)
    assert {name.partition(".")[0].partition("/")[0] for name in reports} == {"report"}
    assert {"report.private.html", "report.private.id.html"} <= set(reports)
    assert built.remarks[-1].startswith("for private reading, with passages of full texts: ")
    assert all(f"{built.folder}/{name}" in built.remarks[-1] for name in reports)
    page = (built.folder / "report.private.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "report.private.html#" in page
    assert 'href="report.id.html"' not in page
    again = evidence.load(gardens).build(to=["html"])
    assert "report.html" in again.names
    assert not any("private" in line for line in again.remarks)


def test_templates_that_are_broken_are_named_with_their_line(gardens, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "report.md.j2").write_text("{# page: Page #}\n{{ page.nothing }}\n")
    with pytest.raises(evidence.CannotGoOn, match=r"own/report\.md\.j2:2: "):
        evidence.load(gardens).build(to=["md"], templates=own)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["build", "--to", "json"],
        ["verify"],
        ["coverage", "kim2003"],
        ["audit", "--size", "2", "--seed", "a"],
        ["trace", "f.tasting"],
        ["list"],
        ["schema"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_reads_a_review_once_and_as_python_does(arguments, gardens, monkeypatch):
    read = []
    load = loaded.load
    monkeypatch.setattr(
        loaded, "load", lambda *given, **more: read.append(given) or load(*given, **more)
    )
    assert run(*arguments, "--review", str(gardens)).exit_code in {0, 1}
    assert read == [(gardens,)]


def test_the_tables_of_the_page_are_written_in_each_language_and_begin_no_formula(gardens):
    claims = gardens / "claims.yaml"
    text = claims.read_text().replace("review:\n", "review:\n  languages: [en, id]\n", 1)
    said = "Hold tasting lessons every week, with an hour set aside for them."
    assert said in text
    claims.write_text(text.replace(said, "'=1+1'"))
    built = evidence.load(gardens).build(to=["csv"])
    names = {name for name in built.names if "page-" in name or "summary" in name}
    kinds = {name.removeprefix("tables/page-").partition(".")[0] for name in names}
    assert "tables/summary-of-findings.csv" in names
    assert "tables/summary-of-findings.id.csv" in names
    assert "sources-by-findings" in kinds
    for name in names:
        data = (built.folder / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b",=1+1" not in data
    assert b"'=1+1" in (built.folder / "tables" / "summary-of-findings.csv").read_bytes()
    english, other = (
        (built.folder / "tables" / f"summary-of-findings{suffix}.csv").read_text("utf-8-sig")
        for suffix in ("", ".id")
    )
    assert english.startswith("Number,Kind,Finding,GRADE-CERQual confidence")
    assert other.startswith("Nomor,Jenis,Temuan,Keyakinan GRADE-CERQual")
    assert "report.html#f.tasting" in english
    assert "report.id.html#f.tasting" in other
