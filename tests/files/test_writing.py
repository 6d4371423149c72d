"""A file is whole or as it was, and what stands in the way is not written through."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.files.editing import replace
from evidence.files.outputs import write_one
from evidence.files.reading import review_files
from evidence.files.writing import PARTIAL, clear, in_full

ROOT = Path(__file__).parents[2]


@pytest.fixture
def review(tmp_path):
    (tmp_path / "claims").mkdir()
    for name in ("claims.yaml", "claims/a.yaml", "sources.bib", "evidence.lock"):
        (tmp_path / name).write_text(f"# {name}\n")
    return review_files(tmp_path)


def contents(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()
    }


def test_a_file_is_there_in_full_before_it_takes_its_place(tmp_path):
    goal = tmp_path / "new" / "report.md"
    with in_full(goal, b"all of it") as partial:
        assert partial.read_bytes() == b"all of it"
        assert not goal.exists()
        partial.replace(goal)
    assert contents(tmp_path) == {"new/report.md": "all of it"}


def test_where_it_does_not_take_its_place_nothing_is_left(tmp_path):
    with pytest.raises(KeyboardInterrupt), in_full(tmp_path / "report.md", b"x"):
        raise KeyboardInterrupt
    assert contents(tmp_path) == {}


def test_a_file_that_is_written_anew_keeps_its_permissions(tmp_path):
    goal = tmp_path / "evidence.lock"
    goal.write_text("old")
    goal.chmod(0o640)
    replace(goal, b"old", b"new")
    assert goal.read_text() == "new"
    assert stat.S_IMODE(goal.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="there are no FIFOs")
@pytest.mark.parametrize("kind", ["a FIFO", "a folder", "a link"])
@pytest.mark.parametrize("name", ["evidence.lock", f"evidence.lock{PARTIAL}"])
def test_what_stands_where_a_lock_or_its_partial_is_written_neither_hangs_nor_is_followed(
    tmp_path, name, kind
):
    aim, there = tmp_path / "aim", tmp_path / name
    aim.write_text("mine")
    match kind:
        case "a FIFO":
            os.mkfifo(there)
        case "a folder":
            there.mkdir()
        case _:
            there.symlink_to(aim)
    code = "import sys; from pathlib import Path; from evidence.files.editing import replace\n"
    code += "replace(Path(sys.argv[1]), b'', b'new')"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "evidence.lock")],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    if name.endswith(PARTIAL):  # nobody writes under a name that another could take
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "evidence.lock").read_text() == "new"
    else:
        assert "CannotGoOn" in done.stderr
    assert aim.read_text() == "mine"
    assert there.is_symlink() == (kind == "a link")


def test_what_killed_writers_of_a_file_left_is_removed_and_nothing_else(tmp_path):
    mine = [f"other.yaml{PARTIAL}", ".claims.yaml.notes", f".claims.yaml.1-a{PARTIAL}/mine"]
    left = [f".claims.yaml.{n}-ab{PARTIAL}" for n in (1, 2)]
    for name in (*mine, *left):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    clear(tmp_path, "claims.yaml")
    assert set(contents(tmp_path)) == set(mine)


@pytest.mark.parametrize(
    "name",
    [
        "claims.yaml",
        "CLAIMS.yaml",
        "claims/a.yaml",
        "claims/not/there/yet.yml",
        "sources.bib",
        "evidence.lock",
        "audit.jsonl",
        "claims/../claims.yaml",
    ],
)
@pytest.mark.parametrize("over", [False, True])
def test_no_output_takes_the_name_of_a_file_of_the_review(tmp_path, review, name, over):
    before = contents(tmp_path)
    with pytest.raises(CannotGoOn, match="name of a file of the review"):
        write_one(tmp_path / name, b"x", review, "schema", over=over)
    assert contents(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="links are those of POSIX")
def test_an_input_under_another_name_is_an_input(tmp_path, review):
    (tmp_path / "hard").hardlink_to(tmp_path / "claims.yaml")
    (tmp_path / "soft").symlink_to(tmp_path / "claims.yaml")
    for name, said in (("hard", "name of a file of the review"), ("soft", "this is a link")):
        with pytest.raises(CannotGoOn, match=said):
            write_one(tmp_path / name, b"x", review, "schema", over=True)
    assert (tmp_path / "claims.yaml").read_text() == "# claims.yaml\n"


def test_a_file_that_is_there_is_written_over_only_where_that_was_asked_for(tmp_path, review):
    sheet = tmp_path / "sheet.csv"
    write_one(sheet, b"empty", review, "audit", over=False)
    write_one(sheet, b"empty", review, "audit", over=False)  # it holds just that
    sheet.write_text("filled in")
    with pytest.raises(CannotGoOn, match=r"sheet\.csv: this file is there already"):
        write_one(sheet, b"empty", review, "audit", over=False)
    assert sheet.read_text() == "filled in"
    write_one(sheet, b"empty", review, "audit", over=True)
    assert sheet.read_text() == "empty"


def test_what_nobody_but_a_command_wrote_is_made_again(tmp_path, review):
    schema = tmp_path / "schema.json"
    schema.write_text("made before")
    write_one(
        schema, b"new", review, "schema", over=False, remade=lambda data: data == b"made before"
    )
    assert schema.read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_without_rights_is_named(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(CannotGoOn, match="permission denied"):
        replace(tmp_path / "a", b"", b"x")
