"""A set of outputs is the old one or the new one, whatever call fails and wherever a kill hits."""

from __future__ import annotations

import errno
import os
import warnings

import pytest

from bench.stopping import fail_at, full_from, in_child, kill_at, watched
from evidence.diagnostics import CannotGoOn
from evidence.files import replacing
from evidence.files.holding import hold
from evidence.files.outputs import outputs, publish
from evidence.files.replacing import MANIFEST, exchange, recover

OLDER = {"report.html": b"old page", "tables/gone.csv": b"old"}
NEWER = {"report.html": b"new page", "more/b.csv": b"new"}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")


def build(folder, files):
    with hold(folder, "build"):
        recover(folder)
        publish(outputs(folder, lambda *_: ()), files)


def shown(folder):
    """What a reader sees below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.parts)
    }


def left(folder):
    return [path.name for path in folder.rglob(".*") if path.name != MANIFEST]


@pytest.fixture(params=["exchange", "two renames", "in place", "first"])
def way(request, monkeypatch):
    """How a set comes to stand in its place."""
    if request.param == "two renames":
        monkeypatch.setattr(replacing, "exchange", lambda *_: False)
    if request.param == "exchange" and not can_exchange(request.getfixturevalue("tmp_path")):
        pytest.skip("this disk cannot exchange two folders in one step")
    return request.param


@pytest.fixture(autouse=True)
def _disk(monkeypatch):
    """A flush is counted like the other calls, and takes no time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def can_exchange(folder):
    for name in ("one", "other"):
        (folder / name).mkdir()
    can = exchange(folder / "one", folder / "other")
    for name in ("one", "other"):
        (folder / name).rmdir()
    return can


@pytest.fixture
def begun(tmp_path, way):
    """Return a function that makes a folder with the older set, as the way needs it."""

    def begin(name):
        folder = tmp_path / name / "build"
        folder.parent.mkdir()
        if way != "first":
            build(folder, OLDER)
        if way == "in place":
            (folder / "notes.txt").write_bytes(b"mine")
        return folder

    return begin


def expected(way):
    own = {"notes.txt": b"mine"} if way == "in place" else {}
    return ({} if way == "first" else OLDER) | own, NEWER | own


def calls(begun):
    """The calls by which the newer set is written, one after the other."""
    folder = begun("counted")
    with watched(folder.parent, lambda *_: None) as names:
        build(folder, NEWER)
    return names


def test_a_new_set_takes_the_place_of_the_old_one_and_leaves_nothing_else(begun, way):
    folder = begun("one")
    build(folder, NEWER)
    assert shown(folder) == expected(way)[1]
    assert left(folder.parent) == []
    assert sorted(path.name for path in folder.parent.iterdir()) == ["build"]


@pytest.mark.parametrize("how", ["one call", "all that needs room from there on"])
def test_whatever_call_fails_the_set_is_whole_and_the_next_build_goes_through(begun, way, how):
    number = len(calls(begun))
    older, newer = expected(way)
    refused = []
    for n in range(1, number + 1):
        folder = begun(f"{n}")
        act = fail_at(n, errno.EIO) if how == "one call" else full_from(n)
        with watched(folder.parent, act):
            said = attempt(folder)
        refused += [said] * bool(said)
        flushed_late = said == "the new files are there, but might not outlast a power cut"
        assert shown(folder) == (newer if flushed_late or not said else older), n
        build(folder, NEWER)
        assert (shown(folder), left(folder.parent)) == (newer, []), n
    assert number > 15
    assert len(refused) > number / 2


def attempt(folder):
    """What a build says that fails, "" for one that does not."""
    try:
        build(folder, NEWER)
    except CannotGoOn as stopped:
        return stopped.help or stopped.message
    return ""


@pytest.mark.parametrize("code", [errno.EACCES, errno.EBUSY, errno.EXDEV, errno.EROFS])
@pytest.mark.parametrize("call", ["mkdir", "exchange", "rename"])
def test_where_a_folder_cannot_change_places_the_files_do(tmp_path, monkeypatch, call, code):
    """What a mount point says, a parent that is not ours, or an open file on Windows."""
    folder = tmp_path / "build"
    build(folder, OLDER)
    inode = folder.stat().st_ino
    if call == "rename":
        monkeypatch.setattr(replacing, "exchange", lambda *_: False)

    refused = []

    def act(_, name, __):
        # the first folder to be made is the parent, which is there
        if name == call and len(refused) < (2 if call == "mkdir" else 1):
            refused.append(name)
            raise OSError(code, os.strerror(code))

    with watched(tmp_path, act):
        build(folder, NEWER)
    assert refused
    assert shown(folder) == NEWER
    assert folder.stat().st_ino == inode
    assert left(tmp_path) == []


def test_wherever_a_kill_hits_the_set_is_whole_then_or_with_the_next_build(begun, way):
    number = len(calls(begun))
    older, newer = expected(way)
    half = []
    for n in range(1, number + 1):
        folder = begun(f"{n}")
        assert killed(folder, n) == -9, n
        now = shown(folder)
        if now not in (older, newer):
            half.append(now)
        with hold(folder, "build"):  # a build that stops at errors of the review gets so far
            recover(folder)
        assert shown(folder) in (older, newer), n
        assert left(folder.parent) == [], n
        build(folder, NEWER)
        assert (shown(folder), left(folder.parent)) == (newer, []), n
    if way in {"exchange", "first"}:
        assert half == []
    elif way == "two renames":
        assert half == [{}]  # between the two there is no set, never a mixed one
    else:
        assert all(now["notes.txt"] == b"mine" for now in half)


def killed(folder, n):
    def work():
        with watched(folder.parent, kill_at(n)):
            build(folder, NEWER)
        return 0

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads that other tests may have left
        return in_child(work)


def test_without_the_care_taken_the_same_kills_leave_mixed_sets(tmp_path):
    """The control: each file written over where it stands."""

    def write(folder, files):
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            to = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.write(to, data)
            os.close(to)
        return 0

    def work(folder, n):
        with watched(folder, kill_at(n)):
            return write(folder, NEWER)

    mixed = 0
    for n in range(1, 7):
        folder = tmp_path / str(n)
        write(folder, OLDER)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert in_child(lambda folder=folder, n=n: work(folder, n)) == -9
        mixed += shown(folder) not in (OLDER, OLDER | NEWER)
    assert mixed > 3
