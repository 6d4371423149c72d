"""What the README promises of the repository itself: its commands, and where Python comes in."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest


def test_build_py_without_the_dependencies_says_in_one_line_what_to_run(root, tmp_path):
    # -S leaves nothing to import but the standard library and the folder of the script.
    bare = [sys.executable, "-S", "-E", "-s", str(root / "build.py")]
    run = subprocess.run(bare, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "run `make review`" in run.stderr


def test_build_py_is_the_door_to_build(root):
    command = [sys.executable, str(root / "build.py"), "--help"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("Usage: evidence build ")


def would_run(root, *options) -> list[str]:
    """The commands that make would run, also when a make is running this test."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--dry-run", "--no-print-directory", "VENV=fresh", *options]
    run = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def test_the_wheel_is_made_by_its_backend_and_not_by_a_module_called_build(root):
    assert would_run(root, "wheel")[-1] == "fresh/bin/hatchling build -d dist"


def test_build_py_found_in_place_of_the_tool_says_what_makes_the_wheel(root, tmp_path):
    """The command that it names, and that CONTRIBUTING names, is the one that finds the tool."""
    tool = tmp_path / "build" / "__main__.py"
    tool.parent.mkdir()
    tool.with_name("__init__.py").touch()
    tool.write_text("print('the tool')")
    env = os.environ | {"PYTHONPATH": str(tmp_path)}

    def python(*options):
        command = [sys.executable, *options]
        return subprocess.run(
            command, cwd=root, env=env, capture_output=True, text=True, check=False
        )

    mistaken = python("-m", "build", "--outdir", str(tmp_path))
    assert (mistaken.returncode, mistaken.stdout) == (2, "")
    assert mistaken.stderr.count("\n") == 1
    assert "run `make wheel`, or `python -P -m build`" in mistaken.stderr
    assert "`python -P -m build`" in (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert python("-P", "-m", "build").stdout == "the tool\n"


def test_what_make_quick_leaves_out_is_there(root):
    options = dict.fromkeys(("ignore", "ignore-glob", "deselect"), ())
    command = shlex.split(would_run(root, "quick")[-1])
    assert command[command.index("-m") + 1] == "not browser"
    for option in command:
        name, _, what = option.removeprefix("--").partition("=")
        if name in options:
            options[name] += (what,)
    assert all(options.values())
    paths = [*options["ignore"], *(test.partition("::")[0] for test in options["deselect"])]
    assert [path for path in paths if not (root / path).exists()] == []
    assert [glob for glob in options["ignore-glob"] if not any(root.glob(f"tests/{glob}"))] == []


@pytest.mark.parametrize("target", ["review", "test"])
def test_the_commands_set_up_from_their_lock_and_check_every_hash(target, root):
    lock = {"review": "requirements.lock", "test": "requirements-test.lock"}[target]
    commands = would_run(root, "--always-make", target)
    locked = [line for line in commands if "--require-hashes" in line]
    assert [line.split()[-1] for line in locked] == [lock]
    assert any("--no-deps --no-build-isolation" in line for line in commands)


def test_the_ci_script_is_executable_and_runs_the_tests_last(root):
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert re.search(r"(?m)^set -euo pipefail$", text)
    assert text.splitlines()[-1] == "make test"


def test_the_ci_script_has_no_syntax_error(root):
    subprocess.run(["bash", "-n", str(root / ".ci" / "run")], check=True)
