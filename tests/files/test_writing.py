"""A build's files are all new or all old, and nothing of the user's is written over."""

import os
import stat
from pathlib import Path

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.files import writing
from evidence.files.writing import PARTIAL, remove_leftovers, write_all


def test_all_files_are_written_with_their_folders(tmp_path):
    write_all({tmp_path / "a.html": b"A", tmp_path / "tables" / "b.csv": b"B"})
    assert (tmp_path / "a.html").read_bytes() == b"A"
    assert (tmp_path / "tables" / "b.csv").read_bytes() == b"B"
    assert not list(tmp_path.rglob(f"*{PARTIAL}"))


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_when_one_file_cannot_be_written_the_old_set_stays_whole(tmp_path, monkeypatch, failing):
    paths = [tmp_path / name for name in ("a", "b", "c")]
    write_all(dict.fromkeys(paths, b"old"))
    written = []
    real = writing.write_through

    def breaks(path: Path, data: bytes, goal: Path) -> None:
        if len(written) == failing:
            raise OSError(28, "No space left on device")
        written.append(path)
        real(path, data, goal)

    monkeypatch.setattr(writing, "write_through", breaks)
    with pytest.raises(CannotGoOn) as stopped:
        write_all(dict.fromkeys(paths, b"new"))
    assert stopped.value.message == f"{paths[failing].as_posix()}: no space left on device"
    assert {path.read_bytes() for path in paths} == {b"old"}
    assert not list(tmp_path.rglob(f"*{PARTIAL}"))


def test_a_file_that_is_written_anew_keeps_its_permissions(tmp_path):
    report = tmp_path / "report.html"
    write_all({report: b"old"})
    report.chmod(0o640)
    write_all({report: b"new"})
    assert report.read_bytes() == b"new"
    assert stat.S_IMODE(report.stat().st_mode) == 0o640


def test_a_link_is_not_written_through(tmp_path):
    aim = tmp_path / "aim"
    aim.write_text("mine")
    (tmp_path / "report.html").symlink_to(aim)
    with pytest.raises(CannotGoOn, match="this is a link"):
        write_all({tmp_path / "report.html": b"x"})
    assert aim.read_text() == "mine"


def test_a_file_of_the_review_is_never_written_over(tmp_path):
    mine = tmp_path / "claims.yaml"
    mine.write_text("review: {}")
    with pytest.raises(CannotGoOn, match="not written over"):
        write_all({mine: b"x"}, inputs=[mine])
    assert mine.read_text() == "review: {}"


def test_what_a_killed_run_left_behind_is_removed(tmp_path):
    left = tmp_path / "tables" / f"claims.csv{PARTIAL}"
    left.parent.mkdir()
    left.write_text("half")
    remove_leftovers(tmp_path)
    assert not left.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_named(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(CannotGoOn, match="permission denied"):
        write_all({tmp_path / "a": b"x"})
