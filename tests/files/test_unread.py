"""A file that looks like a part of the review, and is not read, is named; a loop ends nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evidence.checks.manual import EVERY_RULE
from evidence.diagnostics import CannotGoOn
from evidence.files.file_names import is_read
from evidence.files.reading import ReviewFiles, review_files, review_paths

SHARED = Path(__file__).resolve().parents[3] / "shared"
CLAIMS = "claims:\n  - {id: a, statement: S.}\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "ann.yaml").write_text(CLAIMS)
    (tmp_path / "claims.yaml").write_text("review: {title: T}\n")
    (tmp_path / "sources.bib").write_text("")
    return tmp_path


def put(folder: Path, name: str, text: str = "") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def told(folder: Path) -> dict[str, tuple[str, str, str]]:
    """What is said, by the path that it is said of: severity, message, help."""
    start = len(f"{folder.as_posix()}/")
    return {
        one.place.file[start:]: (one.severity.value, one.message, one.help)
        for one in review_files(folder).unread
    }


def test_nothing_is_said_of_a_review_and_what_stands_beside_it(folder):
    for name in (
        "evidence.lock",
        "audit.jsonl",
        "README.md",
        "mkdocs.yml",
        ".pre-commit-config.yaml",
        "texts/kim2003.pdf",
        "build/report.html",
        "claims/.gitkeep",
        "claims/deep/er/bea.yaml",
        ".claims.yaml.1-ab.evidence-partial",
        "other/claims.yaml",  # a review of its own
    ):
        put(folder, name, CLAIMS if name.startswith("other") else "a: b\n")
    assert told(folder) == {}
    paths, _ = review_paths(folder)
    assert [path.relative_to(folder).as_posix() for path in paths] == [
        "claims.yaml",
        "claims/ann.yaml",
        "claims/deep/er/bea.yaml",
    ]


ENDS = "is not read: a file of claims ends with `.yaml`"
MAIN = "is not read; `claims.yaml` is"


@pytest.mark.parametrize(
    ("name", "text", "message", "help_"),
    [
        ("claims/ben.yml", CLAIMS, f"`ben.yml` {ENDS}", "rename it to `ben.yaml`"),
        ("claims/ben.YAML", CLAIMS, f"`ben.YAML` {ENDS}", "rename it to `ben.yaml`"),
        ("claims/x/ben.yaml.txt", "", f"`ben.yaml.txt` {ENDS}", "rename it to `ben.yaml`"),
        ("claims/ben.txt", CLAIMS, f"`ben.txt` {ENDS}", "rename it to `ben.yaml`"),
        (
            "claims/coding.csv",
            "id,statement\n",
            f"`coding.csv` {ENDS}",
            "write its rows as claims, or move it elsewhere",
        ),
        (
            "claims.yml",
            "",
            f"`claims.yml` {MAIN}",
            "rename it to `claims.yaml`, or move it elsewhere",
        ),
        (
            "claims (1).yaml",
            "",
            f"`claims (1).yaml` {MAIN}",
            "rename it to `claims.yaml`, or move it elsewhere",
        ),
        (
            "sources (1).bib",
            "",
            "`sources (1).bib` is not read; `sources.bib` is",
            "rename it to `sources.bib`, or move it elsewhere",
        ),
        ("ben.yaml", CLAIMS, "`ben.yaml` holds claims, and is not read", "move it into `claims/`"),
    ],
)
def test_a_file_that_looks_like_a_part_of_the_review_is_named_with_what_to_do(
    folder, name, text, message, help_
):
    put(folder, name, text)
    assert told(folder) == {name: ("warning", message, help_)}


@pytest.mark.parametrize(
    ("name", "message", "help_"),
    [
        (
            "claim",
            "the folder `claim` is not read: files of claims are read from `claims/`",
            "rename it to `claims`",
        ),
        (
            "coding",
            "the folder `coding` holds claims, and is not read",
            "move its files into `claims/`",
        ),
    ],
)
def test_a_folder_of_claims_by_another_name_is_named(folder, name, message, help_):
    put(folder, f"{name}/ben.yaml", CLAIMS)
    assert told(folder) == {name: ("warning", message, help_)}


def test_a_folder_that_differs_in_capitals_is_named_where_these_count(folder):
    (folder / "claims").rename(folder / "Claims")
    if (folder / "claims").exists():
        assert told(folder) == {}
    else:
        (said,) = told(folder).values()
        assert said[2] == "rename it to `claims`"


def test_a_linked_folder_is_named_and_not_followed(folder):
    put(folder, "more/bea.yaml", "a: b\n")
    (folder / "claims" / "linked").symlink_to(folder / "more")
    (folder / "claims" / "up").symlink_to(folder / "claims")
    assert {path: said[0] for path, said in told(folder).items()} == {
        "claims/linked": "warning",
        "claims/up": "warning",
    }


def test_copies_hidden_files_and_notes_are_named_in_one_note(folder):
    for name in (
        "claims.yaml~",
        "claims/ann.yaml.bak",
        "claims/.ben.yaml",
        "claims/notes.md",
        "claims/.ipynb_checkpoints/ann.yaml",
        "library.bib",
    ):
        put(folder, name)
    ((severity, message, _),) = told(folder).values()
    assert severity == "note"
    assert message == (
        "not read, being no files of the review: `claims.yaml~`, `library.bib`, "
        "`claims/.ben.yaml`, `claims/.ipynb_checkpoints`, `claims/ann.yaml.bak` and 1 more"
    )


def test_the_rules_have_a_manual_page_of_the_severity_that_is_said(folder):
    for name in ("claims/ben.yml", "claims/notes.md"):
        put(folder, name)
    pages = {rule.code: rule.severity for rule in EVERY_RULE}
    found = review_files(folder).unread
    assert {one.code: one.severity for one in found} == {
        code: pages[code] for code in ("unread-file", "other-file")
    }


def test_whoever_lists_the_files_reads_those_that_nobody_may_write_over(folder):
    names = ["claims/.ben.yaml", "claims/x/b.yaml", "claims/x.csv", "ben.yaml", "claims/x/y.md"]
    for name in names:
        put(folder, name)
    files = review_files(folder)
    read = {Path(path) for path, _ in files.claims}
    for name in names:
        assert (folder / name in read) == is_read(name) == alone(files).reads(folder / name)


def alone(files: ReviewFiles) -> ReviewFiles:
    """The files of a review without what was found, so that the path alone decides."""
    return ReviewFiles(files.folder, (), files.sources, files.lock)


@pytest.mark.parametrize("missing", ["claims.yaml", "sources.bib"])
def test_a_file_nearly_of_the_name_is_asked_about_where_the_file_is_missing(folder, missing):
    near = missing.replace("claims.yaml", "claims.yml").replace("sources", "Sources")
    (folder / missing).rename(folder / near)
    with pytest.raises(CannotGoOn) as stopped:
        review_files(folder)
    assert stopped.value.help == f"is `{near}` meant? rename it"


@pytest.mark.parametrize(
    "name", ["claims/loop.yaml", "claims.yaml", "sources.bib", "evidence.lock", "audit.jsonl"]
)
@pytest.mark.parametrize("goal", ["itself", "nothing"])
def test_a_link_that_leads_to_itself_or_nowhere_is_named(folder, name, goal):
    path = folder / name
    path.unlink(missing_ok=True)
    path.symlink_to(path.name if goal == "itself" else "nowhere")
    with pytest.raises(CannotGoOn, match=name):
        review_files(folder)


def test_a_folder_of_claims_that_leads_to_itself_is_named(folder):
    (folder / "claims" / "ann.yaml").unlink()
    (folder / "claims").rmdir()
    (folder / "claims").symlink_to("claims")
    with pytest.raises(CannotGoOn, match="claims"):
        review_files(folder)


def test_a_loop_beside_the_review_is_nobody_s_business(folder):
    (folder / "loop").symlink_to("loop")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(folder / "pipe.yaml")
    assert told(folder) == {}


def test_the_shared_case_is_told(tmp_path):
    case = SHARED / "cases" / "team" / "yml_ignored"
    if not case.is_dir():
        pytest.skip("the shared cases are not here")
    assert list(told(case)) == ["claims/ben.yml"]
