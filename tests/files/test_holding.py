"""One writer at a time: who waits is told for whom, and a dead one holds nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.files import holding
from evidence.files.holding import HELD, hold

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from evidence.files.holding import hold
with hold(Path(sys.argv[1]), "verify"):
    if "child" in sys.argv:
        import os
        if os.fork() == 0:  # it lives on when we are killed
            os.close(1)
            time.sleep(20)
            os._exit(0)
    print("held", flush=True)
    sys.stdin.read()
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and modes are those of POSIX")


@pytest.fixture
def other():
    """Return a function that makes another process hold a goal."""
    started = []

    def start(goal, *arguments):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(goal), *arguments],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_who_holds_it_is_said_with_its_command_and_process(tmp_path, other):
    process = other(tmp_path / "evidence.lock")
    said = rf"evidence\.lock: `evidence verify` \(process {process.pid}\) is writing it"
    with pytest.raises(CannotGoOn, match=said), hold(tmp_path / "evidence.lock", "x", patience=0):
        pass


def test_who_waits_is_told_for_whom_and_goes_on_when_it_is_done(tmp_path, other, monkeypatch):
    monkeypatch.setattr(holding, "_SOON", 0)
    process = other(tmp_path / "build")
    told = []

    def tell(line):
        told.append(line)
        process.stdin.close()

    with hold(tmp_path / "build", "build", tell):
        pass
    (line,) = told
    assert line.startswith(f"waiting for `evidence verify` (process {process.pid})")


@pytest.mark.parametrize("arguments", [[], ["child"]], ids=["alone", "with a child that lives on"])
def test_what_a_killed_process_held_is_free(tmp_path, other, arguments):
    process = other(tmp_path / "build", *arguments)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with hold(tmp_path / "build", "build", patience=5):
        pass
    assert list(tmp_path.iterdir()) == []


def test_other_goals_in_the_same_folder_are_free(tmp_path, other):
    other(tmp_path / "evidence.lock")
    with hold(tmp_path / "audit.jsonl", "audit", patience=0):
        pass


def test_threads_of_one_process_keep_each_other_waiting(tmp_path):
    events = []

    def late():
        with hold(tmp_path / "build", "build"):
            events.append("second")

    thread = threading.Thread(target=late)
    with hold(tmp_path / "build", "build"):
        thread.start()
        time.sleep(0.05)
        events.append("first")
    thread.join()
    assert events == ["first", "second"]


def test_folders_that_were_made_for_a_goal_go_again_if_they_stay_empty(tmp_path):
    with hold(tmp_path / "a" / "b" / "build", "build", parents=True):
        assert (tmp_path / "a" / "b").is_dir()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CannotGoOn, match="there is no such folder"), hold(tmp_path / "a" / "b", ""):
        pass


@pytest.mark.parametrize("kind", ["a FIFO", "a folder", "a link"])
def test_what_stands_where_the_lock_belongs_is_refused(tmp_path, kind):
    path = tmp_path / f".build{HELD}"
    match kind:
        case "a FIFO":
            os.mkfifo(path)
        case "a folder":
            path.mkdir()
        case _:
            path.symlink_to(tmp_path / "aim")
    with pytest.raises(CannotGoOn, match=r"\.build\.evidence-held: "), hold(tmp_path / "build", ""):
        pass
    assert not (tmp_path / "aim").exists()


def test_where_a_disk_has_no_locks_the_command_goes_on_and_says_so(tmp_path, monkeypatch):
    import errno
    import fcntl

    def refuses(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "lockf", refuses)
    told = []
    with hold(tmp_path / "build", "build", told.append):
        pass
    assert told == ["there are no locks on this disk: run one command at a time"]
