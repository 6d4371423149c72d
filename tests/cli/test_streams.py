"""An output that is full or closed ends any command with 2 and one line, never with a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = "Children name more vegetables (Kim, 2003).\n"
COMMANDS = [
    "check",
    *(f"check --format {name}" for name in ("json", "github", "sarif", "junit")),
    "list",
    "list claims",
    "build --to md",
    "verify --texts texts",
    "verify --texts texts --format json",
    "audit --size 1 --seed 7",
    *(f"trace f.tasting --format {name}" for name in ("text", "json", "mermaid")),
    "coverage kim2003 --texts texts",
    "explain",
    "explain unknown-source",
    "schema",
    "--help",
    "--version",
]
# One process for all of them: starting Python is what takes long.
ONE_AFTER_THE_OTHER = """
import json, os, sys
from evidence.cli import main
full, error = os.open("/dev/full", os.O_WRONLY), os.dup(2)
told = {}
for command in json.loads(sys.argv[1]):
    said = os.open("said.txt", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.dup2(full, 1), os.dup2(said, 2)
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)
    sys.argv = ["evidence", *command.split()]
    try:
        main()
    except SystemExit as left:
        told[command] = [left.code, os.pread(said, 9999, 0).decode()]
os.dup2(error, 2)
with open("told.json", "w") as file:
    json.dump(told, file)
"""
FULL = "evidence: standard output cannot be written: no space left on device\n"
CLOSED = "evidence: standard output is closed: nothing could be said\n"

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


@pytest.fixture
def shell(review):
    """Return a function that runs the program with redirections in the folder of the review."""
    (review / "texts").mkdir()
    (review / "texts" / "kim2003.txt").write_text(TEXT)

    def call(command: str, program: str = f"{sys.executable} -m evidence ") -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-c", f"{program}{command}"],
            cwd=review,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    return call


def test_a_full_output_is_told_in_one_line_by_every_command(shell, review):
    (review / "all.py").write_text(ONE_AFTER_THE_OTHER)
    code, said = shell(f"{sys.executable} all.py '{json.dumps(COMMANDS)}'", program="")
    assert (code, said) == (0, "")
    told = json.loads((review / "told.json").read_text())
    warned = f"1 warning; `evidence check` shows them\n{FULL}"
    assert told == {c: [2, warned if c.startswith("build") else FULL] for c in COMMANDS}


def test_a_full_output_is_told_by_the_program_itself(shell):
    assert shell("list > /dev/full") == (2, FULL)


@pytest.mark.parametrize("command", ["check", "check --format json", "--help"])
def test_a_closed_output_is_told_in_one_line(shell, command):
    assert shell(f"{command} >&-") == (2, CLOSED)


def test_a_command_whose_output_is_closed_does_nothing(review, shell):
    shell("build --to md >&-")
    assert not (review / "build").exists()


@pytest.mark.parametrize("streams", ["> /dev/full 2>&1", ">&- 2>&-", "2> /dev/full"])
def test_where_nobody_can_be_told_the_exit_code_says_it(shell, streams):
    assert shell(f"check --review nowhere {streams}") == (2, "")


def test_with_a_closed_error_stream_nothing_is_printed_into_a_file_that_is_written(review, shell):
    (review / "claims.yaml").write_text((review / "claims.yaml").read_text() + "  # more\n")
    assert shell("build --to md 2>&-")[0] == 0  # it has warnings to count
    assert "warning" not in (review / "build" / "report.md").read_text().partition("\n")[0]


def test_a_closed_input_is_an_empty_one(shell):
    code, said = shell("add --statement x --quote - <&-")
    assert (code, said.splitlines()[0]) == (
        2,
        "evidence: there is no quote: standard input was empty",
    )
