"""Many writers, killed writers, editors and full disks: the file stays whole, nothing is lost."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.files.editing import editing, replace
from evidence.files.writing import PARTIAL

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from evidence.files.editing import editing
with editing(Path(sys.argv[1]), "verify"):
    print("held", flush=True)
    time.sleep(60)
"""

ADD = """
import sys
from pathlib import Path
from evidence.yaml.appending import append
from evidence.files.editing import editing, replace
path, writer, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("begun", flush=True)
for n in range(number):
    with editing(path.parent, "add"):
        before = path.read_bytes()
        made = append(before, {"id": f"{writer}_{n}", "statement": "So it is."})
        replace(path, before, made.data)
"""


@pytest.fixture
def claims(tmp_path):
    path = tmp_path / "claims.yaml"
    path.write_text("# ours\nclaims:\n  - id: first\n\nfindings: []\n")
    return path


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the review."""
    process = start(HOLD, tmp_path, stdout=subprocess.PIPE)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_of_eight_processes_that_add_fifty_claims_each_none_loses_one(claims):
    writers = [start(ADD, claims, f"w{writer}", 50) for writer in range(8)]
    assert [writer.wait(60) for writer in writers] == [0] * 8
    text = claims.read_text()
    assert {f"w{w}_{n}" for w in range(8) for n in range(50)} <= set(text.split())
    assert text.count("  - id: w") == 400
    assert text.endswith("\n\nfindings: []\n")
    assert names(claims.parent) == ["claims.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_writer_killed_at_any_moment_leaves_whole_claims_and_the_next_one_goes_on(claims):
    random = Random(1)
    for number in range(12):
        before = claims.read_bytes()
        writer = start(ADD, claims, f"k{number}", 1000, stdout=subprocess.PIPE)
        writer.stdout.readline()  # it has begun
        time.sleep(random.uniform(0, 0.05))
        writer.kill()
        writer.wait()
        writer.stdout.close()
        after = claims.read_bytes()
        head, tail = before.split(b"\nfindings")
        assert after.startswith(head)
        assert after.endswith(b"\nfindings" + tail)
        added = [line for line in after.decode().splitlines() if line.startswith("  - id: k")]
        whole = after.decode().count("    statement: So it is.\n")
        assert len(added) == whole
    with editing(claims.parent, "add"):
        pass
    assert names(claims.parent) == ["claims.yaml"]


def start(code, path, *arguments, **options):
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(path), *map(str, arguments)]
    return subprocess.Popen(command, env=env, text=True, **options)


def test_a_lock_dies_with_the_process_that_holds_it(claims, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with editing(claims.parent, "add", patience=0.05):
        pass
    assert names(claims.parent) == ["claims.yaml"]


def test_a_review_that_is_held_too_long_is_given_up_with_one_line(claims, holder):
    said = rf"claims\.yaml: `evidence verify` \(process {holder.pid}\) is writing it"
    refused = pytest.raises(CannotGoOn, match=said)
    with refused, editing(claims.parent, "add", patience=0.05):
        pass
    assert holder.poll() is None


def test_what_a_killed_writer_left_half_written_is_cleared_away(claims):
    (claims.parent / "claims").mkdir()
    left = [
        claims.with_name(f".claims.yaml.7-ab{PARTIAL}"),
        claims.parent / f"claims/.a.yaml.7-ab{PARTIAL}",
    ]
    for path in left:
        path.write_text("half of it")
    with editing(claims.parent, "add"):
        assert not any(path.exists() for path in left)


def test_a_file_that_changed_since_it_was_read_is_left_as_it_is(claims):
    before = claims.read_bytes()
    claims.write_bytes(before + b"# from an editor\n")
    with pytest.raises(CannotGoOn, match=r"claims\.yaml: the file changed since it was read"):
        replace(claims, before, b"claims: []\n")
    assert claims.read_bytes() == before + b"# from an editor\n"
    assert names(claims.parent) == ["claims.yaml"]


def test_a_file_that_appeared_in_the_meantime_is_not_written_over(claims):
    with pytest.raises(CannotGoOn, match="changed since it was read"):
        replace(claims, b"", b"claims: []\n")
    new = claims.parent / "claims" / "kim2003.yaml"
    replace(new, b"", b"claims: []\n")
    assert new.read_bytes() == b"claims: []\n"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links are those of POSIX")
def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(claims):
    claims.chmod(0o660)
    link = claims.with_name("link.yaml")
    link.symlink_to("claims.yaml")
    with pytest.raises(CannotGoOn, match="this is a link"):
        replace(link, claims.read_bytes(), b"x")
    replace(link, claims.read_bytes(), b"claims: []\n", through_links=True)
    assert link.is_symlink()
    assert claims.read_bytes() == b"claims: []\n"
    assert stat.S_IMODE(claims.stat().st_mode) == 0o660


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "chmod"])
def test_whatever_the_system_refuses_the_old_file_is_whole(claims, monkeypatch, call):
    """The n-th call fails, for every n, until the change goes through."""
    before = claims.read_bytes()
    real = getattr(os, call)
    messages = []
    for failing in range(1, 10):
        calls = itertools.count(1)

        def refusing(*args, failing=failing, calls=calls, **kwargs):
            if next(calls) == failing:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*args, **kwargs)

        monkeypatch.setattr(os, call, refusing)
        messages.append(attempt(claims, before))
        monkeypatch.undo()
        assert claims.read_bytes() in (before, b"new\n")
        assert claims.read_bytes() == b"new\n" or messages[-1]
        assert names(claims.parent) == ["claims.yaml"]
        claims.write_bytes(before)
        if next(calls) <= failing:  # there was no n-th call: every one has failed once
            break
    *refused, last = messages
    assert last == ""
    assert any("no space left on device" in message for message in refused) or call == "chmod"


def attempt(path, before):
    try:
        with editing(path.parent, "add"):
            replace(path, before, b"new\n")
    except CannotGoOn as error:
        return error.message
    return ""


def names(folder):
    return sorted(path.name for path in folder.iterdir())
