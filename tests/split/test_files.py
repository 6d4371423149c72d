"""The files of a report of several pages on disk: what a later build leaves, and what it removes."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from evidence.cli.main import evidence
from evidence.pipeline.building import Options
from tests.split.conftest import BIB, HUBS


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    (folder / "claims.yaml").write_text(HUBS)
    (folder / "sources.bib").write_text(BIB)
    return folder


@pytest.fixture
def build(review, tmp_path, monkeypatch):
    """Return a function that builds the review into a folder, and says what is in it then."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(review / "cache"))

    def run(*options):
        command = ["build", "--review", str(review), "-o", str(tmp_path / "out"), *options]
        result = CliRunner().invoke(evidence, command)
        assert result.exit_code == 0, result.output
        files = {p.relative_to(tmp_path / "out").as_posix() for p in files_in(tmp_path / "out")}
        return files, result.output

    return run


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_command_names_the_entry_and_not_every_page(build):
    files, said = build("--split", "--to", "html,md")
    assert {"report.html", "report/claims-1.html", "report.id/claims-1.md"} <= files
    assert "report.html" in said
    assert "claims-1" not in said


def test_one_file_again_leaves_no_page_of_the_split_report(build, tmp_path):
    build("--split", "--to", "html,md")
    files, _ = build("--no-split", "--to", "html,md")
    assert files == {"report.html", "report.id.html", "report.md", "report.id.md"}
    assert not (tmp_path / "out" / "report").exists()
    page = (tmp_path / "out" / "report.html").read_text()
    assert 'id="c149"' in page
    assert "several-pages" not in page


def test_a_smaller_report_leaves_no_page_of_a_larger_one(build, tmp_path):
    before, _ = build("--split", "--to", "html")
    pages = tmp_path / "out" / "report"
    (pages / "claims-98.html").write_bytes((pages / "claims-1.html").read_bytes())
    after, _ = build("--split", "--to", "html")
    assert after == before


def test_what_no_build_wrote_is_let_be(build, tmp_path):
    build("--split", "--to", "html")
    pages = tmp_path / "out" / "report"
    mine = {
        pages / "claims-99.html": "my own",
        pages / "notes.html": '<meta name="generator" content="Evidence 9">',
        tmp_path
        / "out"
        / "reports"
        / "claims-1.html": '<meta name="generator" content="Evidence 9">',
    }
    for path, text in mine.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    files, _ = build("--no-split", "--to", "html")
    assert files == {"report.html", "report.id.html"} | {
        path.relative_to(tmp_path / "out").as_posix() for path in mine
    }


def test_a_folder_that_is_a_link_is_not_followed(build, tmp_path):
    build("--split", "--to", "html")
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "out" / "report").rename(elsewhere)
    (tmp_path / "out" / "report").symlink_to(elsewhere, target_is_directory=True)
    kept = len(files_in(elsewhere))
    build("--no-split", "--to", "html")
    assert len(files_in(elsewhere)) == kept


def test_formats_that_were_not_asked_for_stay_as_they_are(build):
    split, _ = build("--split", "--to", "html,md")
    files, _ = build("--no-split", "--to", "md")
    assert {name for name in split if name.endswith(".html")} <= files
    assert {name for name in files if name.endswith(".md")} == {"report.md", "report.id.md"}


@pytest.mark.parametrize(("claims", "split"), [(10_000, False), (10_001, True)])
def test_more_than_ten_thousand_claims_are_split_unless_said_otherwise(claims, split):
    assert Options().splits(claims) is split
    assert Options(split=False).splits(claims) is False
