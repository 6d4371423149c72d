"""The processes that verify spreads its work over end with it, and it says where one was ended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Each job tells its process and never ends.
SPREAD = """
import os, time
from evidence.cli import verify

def look(_):
    os.write(1, f"{os.getpid()}{os.linesep}".encode())  # in one piece
    time.sleep(600)

if __name__ == "__main__":
    os.cpu_count = lambda: 2
    try:
        list(verify._each(9)(look, range(2)))
    except verify.CannotGoOn as error:
        print(error.message)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")


@pytest.fixture
def spread(tmp_path):
    """A process that spreads work over two others, and their numbers."""
    (tmp_path / "spread.py").write_text(SPREAD)
    process = subprocess.Popen(
        [sys.executable, tmp_path / "spread.py"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    workers = [int(process.stdout.readline()) for _ in range(2)]
    yield process, workers
    process.kill()
    process.wait()
    process.stdout.close()


def test_they_end_when_it_is_killed(spread):
    process, _ = spread
    process.kill()
    process.stdout.read()  # which ends when nobody is left that could write


def test_where_one_of_them_is_ended_that_is_told(spread):
    process, workers = spread
    os.kill(workers[0], 9)
    assert process.stdout.read() == (
        "a process that looks up quotes was ended from outside; nothing was written\n"
    )
