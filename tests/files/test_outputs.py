"""What of a folder is a build's, what is somebody's, and where a build does not write at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.files.outputs import apart_from, outputs, publish
from evidence.files.replacing import MANIFEST, recover

SET = {"report.html": b"page\n", "tables/a.csv": b"a,b\n"}


def unknown(*_):
    return ()


def build(folder, files=SET, **options):
    private = options.pop("private", False)
    return publish(outputs(folder, unknown, private=private), files, **options)


@pytest.fixture
def built(tmp_path):
    build(tmp_path / "build")
    return tmp_path / "build"


def names(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_the_list_of_what_was_written_is_one_that_sha256sum_checks(built):
    lines = (built / MANIFEST).read_text().splitlines()
    assert lines == [f"{hashlib.sha256(SET[name]).hexdigest()}  {name}" for name in sorted(SET)]


def test_a_folder_with_other_things_in_it_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CannotGoOn, match=r"holds other things \(`notes.txt`\) and no earlier"):
        build(tmp_path)
    assert names(tmp_path) == {"notes.txt"}


@pytest.mark.parametrize("strewn", [".DS_Store", "Thumbs.db", ".gitkeep", "lost+found"])
def test_what_systems_strew_about_makes_a_folder_no_less_empty(tmp_path, strewn):
    (tmp_path / strewn).mkdir() if strewn == "lost+found" else (tmp_path / strewn).touch()
    build(tmp_path)
    assert (tmp_path / strewn).exists()
    build(tmp_path, {"report.html": b"new"})
    assert (tmp_path / strewn).exists()


def test_files_of_somebody_elses_in_a_build_are_never_touched(built):
    (built / "notes.txt").write_text("mine")
    (built / "tables" / "mine.csv").write_text("mine")
    (built / "own").mkdir()
    (built / "own" / "x.evidence-partial").write_text("of another program")
    inode = (built / "notes.txt").stat().st_ino
    build(built, {"report.html": b"new"})
    assert names(built) == {
        MANIFEST,
        "report.html",
        "notes.txt",
        "tables/mine.csv",
        "own/x.evidence-partial",
    }
    assert (built / "notes.txt").stat().st_ino == inode


def test_what_a_person_changed_is_not_written_over_unless_that_was_asked_for(built):
    (built / "tables" / "a.csv").write_text("a,b\nmine,too\n")
    with pytest.raises(CannotGoOn, match=r"build/tables/a\.csv: not as a build left it"):
        build(built, SET | {"report.html": b"new"})
    assert (built / "report.html").read_bytes() == b"page\n"
    build(built, SET, over=True)
    assert (built / "tables" / "a.csv").read_bytes() == b"a,b\n"


def test_what_a_person_changed_stays_when_it_is_no_longer_part_of_the_set(built):
    (built / "tables" / "a.csv").write_text("mine")
    build(built, {"report.html": b"new"})
    assert (built / "tables" / "a.csv").read_text() == "mine"
    build(built, {"report.html": b"newer"})
    assert (built / "tables" / "a.csv").read_text() == "mine"


def test_a_file_of_somebodys_in_the_place_of_an_output_is_not_written_over(built):
    (built / "report.docx").write_text("mine")
    with pytest.raises(CannotGoOn, match=r"report\.docx: not as a build left it"):
        build(built, SET | {"report.docx": b"ours"})


def test_line_ends_of_windows_are_no_change_by_a_person(built):
    (built / "tables" / "a.csv").write_bytes(b"a,b\r\n")
    build(built, SET | {"report.html": b"new"})
    assert (built / "tables" / "a.csv").read_bytes() == b"a,b\n"


def test_what_is_not_in_the_set_goes_or_is_kept_as_was_asked(built):
    kept = build(built, {"report.md": b"x"}, keeps=lambda name: name.endswith(".html"))
    assert kept == ("report.html",)
    assert names(built) == {MANIFEST, "report.md", "report.html"}
    (built / "report.html").write_text("changed by a person")
    build(built, {"report.md": b"y"}, keeps=lambda name: name.endswith(".html"))
    assert (built / "report.html").read_text() == "changed by a person"
    with pytest.raises(CannotGoOn, match="not as a build left it"):
        build(built)


@pytest.mark.parametrize("name", ["../mine", "/etc/hosts", "a/../../mine", "C:\\mine"])
def test_a_list_that_names_files_elsewhere_reaches_none_of_them(built, name):
    mine = built.parent / "mine"
    mine.write_text("mine")
    digest = hashlib.sha256(b"mine").hexdigest()
    with (built / MANIFEST).open("a") as file:
        file.write(f"{digest}  {name}\n")
    build(built, {"report.html": b"new"})
    assert mine.read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="links are those of POSIX")
def test_nothing_is_written_or_removed_through_a_link(built, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (built / "tables").rename(elsewhere)
    (built / "tables").symlink_to(elsewhere)
    with pytest.raises(CannotGoOn, match=r"build/tables: this is a link"):
        build(built)
    build(built, {"report.html": b"new"})
    assert (elsewhere / "a.csv").read_bytes() == b"a,b\n"
    (tmp_path / "link").symlink_to(built)
    with pytest.raises(CannotGoOn, match=r"link: this is a link"):
        build(tmp_path / "link")


@pytest.mark.parametrize("kind", ["a folder", "a FIFO"])
def test_what_is_no_file_in_the_place_of_an_output_is_refused(built, kind):
    (built / "report.html").unlink()
    (built / "report.html").mkdir() if kind == "a folder" else os.mkfifo(built / "report.html")
    with pytest.raises(CannotGoOn, match=r"report\.html: this is not a plain file"):
        build(built)


def test_a_private_build_and_a_public_one_never_share_a_folder(tmp_path):
    private = SET | {"PRIVATE.txt": b"do not publish", ".gitignore": b"*\n"}
    build(tmp_path / "a")
    with pytest.raises(CannotGoOn, match="this folder holds a public build"):
        build(tmp_path / "a", private, private=True)
    build(tmp_path / "b", private, private=True)
    with pytest.raises(CannotGoOn, match="this folder holds a private build"):
        build(tmp_path / "b")
    with pytest.raises(CannotGoOn, match="this lies within another build"):
        build(tmp_path / "a" / "private", private, private=True)


def test_a_build_that_kept_no_list_is_known_by_what_it_wrote(tmp_path):
    (tmp_path / "report.html").write_text("page of an earlier version")
    (tmp_path / "report.docx").write_text("somebody's")

    def recognise(names, read):
        return [name for name in names if read(name).startswith(b"page")]

    publish(outputs(tmp_path, recognise), {"report.html": b"new"})
    assert (tmp_path / "report.html").read_bytes() == b"new"
    assert (tmp_path / "report.docx").read_text() == "somebody's"


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("review", "holds files of the review"),
        (".", "holds files of the review"),
        ("review/claims", "holds files of the review"),
        ("review/claims/build", "lies among files of the review"),
        ("texts", "holds files of the review"),
        ("texts/build", "lies among files of the review"),
    ],
)
def test_outputs_and_inputs_lie_apart(tmp_path, goal, said):
    (tmp_path / "review" / "claims").mkdir(parents=True)
    (tmp_path / "texts").mkdir()
    with pytest.raises(CannotGoOn, match=said):
        apart_from(tmp_path / goal, tmp_path / "review", [tmp_path / "texts"])


def test_a_folder_of_texts_that_holds_the_whole_review_is_in_nobodys_way(tmp_path):
    review = tmp_path / "review"
    review.mkdir()
    apart_from(review / "build", review, [tmp_path, review])


def test_what_killed_builds_left_is_cleared_and_nothing_else(built, tmp_path):
    mine = ["build.evidence-new/mine", "notes.evidence-new", ".other.1-a.evidence-new/x"]
    for name in (*mine, ".build.1-a.evidence-new/x", "build/.set.1-a.evidence-new/new/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    before = names(built) - {".set.1-a.evidence-new/new/x"}
    recover(built)
    assert names(tmp_path) == {*mine, *(f"build/{name}" for name in before)}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_whose_parent_cannot_be_written_is_filled_where_it_stands(built):
    built.parent.chmod(0o555)
    try:
        build(built, {"report.html": b"new"})
    finally:
        built.parent.chmod(0o755)
    assert names(built) == {MANIFEST, "report.html"}


def test_a_folder_that_somebody_stands_in_stays_the_same_one(built, monkeypatch):
    monkeypatch.chdir(built)
    build(built, {"report.html": b"new"})
    assert Path.cwd().samefile(built)
    assert names(built) == {MANIFEST, "report.html"}
