"""Git, run as a child: what it knows of a folder and of its earlier states.

Nothing is written but by git itself, and only what is asked for. Without git,
or outside of a repository, nothing breaks that does not need it.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SECONDS = 60.0


def user_name(folder: Path) -> str:
    """Return the name that git gives to whoever works in a folder, "" if it knows none."""
    answer = _ask(folder, "config", "user.name")
    return answer.decode("utf-8", "replace").strip() if answer is not None else ""


def _ask(folder: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """Return what git answers, None if it is not there or refuses."""
    program = shutil.which("git")
    # A relative hit is one in the folder that the command was called in: not ours to run.
    if program is None or not Path(program).is_absolute():
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the program is git, and no shell is asked
            [program, "-C", str(folder), *arguments],
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
