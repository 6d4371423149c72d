"""Git, run as a child: what it knows of a folder and of its earlier states.

Nothing is written but by git itself, and only what is asked for. Without git,
or outside of a repository, nothing breaks that does not need it.
"""

from __future__ import annotations

import getpass
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from evidence.diagnostics import CannotGoOn

SECONDS = 60.0


def user_name(folder: Path) -> str:
    """Return the name that git gives to whoever works in a folder, "" if it knows none."""
    answer = _ask(folder, "config", "user.name")
    return answer.decode("utf-8", "replace").strip() if answer is not None else ""


def who_runs(folder: Path) -> str:
    """Return who runs a command: as git knows them in a folder, else as the system does."""
    try:
        return user_name(folder) or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit that a revision names, "" if it names none or there is no repository."""
    if revision.startswith("-"):
        return ""
    answer = _ask(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return answer.decode().strip() if answer else ""


def files_at(folder: Path, commit: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Return files of a folder as they stood in a commit, by their paths below it.

    Shape:  `wanted` is asked for each path. A link is no file.
    Raises: CannotGoOn if git does not answer.
    """
    listed = _ask(folder, "ls-tree", "-r", "-z", commit, "--", ".")
    if listed is None:
        raise CannotGoOn(f"git cannot list what stood in {folder.as_posix()} at {commit[:12]}")
    found: dict[str, str] = {}
    for entry in filter(None, listed.split(b"\0")):
        head, _, path = entry.partition(b"\t")
        mode, _, name = head.split(b" ")
        below = path.decode("utf-8", "surrogateescape")
        if mode in _PLAIN and wanted(below):
            found[below] = name.decode()
    return dict(zip(found, _contents(folder, tuple(found.values())), strict=True))


def first_with(folder: Path, name: str, text: str) -> str:
    """Return the commit that brought a text into a file of a folder, "" if none did."""
    answer = _ask(folder, "log", "--reverse", "--format=%H", f"-S{text}", "--", name)
    return answer.decode().partition("\n")[0] if answer else ""


def configure(folder: Path, key: str, value: str) -> bool:
    """Set a value in the configuration of a clone, and return whether git did."""
    return _ask(folder, "config", "--local", key, value) is not None


def merged_text(base: Path, ours: Path, theirs: Path) -> tuple[bytes, bool]:
    """Return two changes of a file merged line by line, and whether nothing is in conflict.

    Raises: CannotGoOn without git.
    """
    program = _program()
    if program is None:
        raise CannotGoOn("git is not installed, or not on the path")
    done = subprocess.run(  # noqa: S603 - the program is git, and no shell is asked
        [program, "merge-file", "-p", "-L", "ours", "-L", "base", "-L", "theirs"]
        + [str(path) for path in (ours, base, theirs)],
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if not 0 <= done.returncode < _FAILED:
        raise CannotGoOn(f"git cannot merge {ours.as_posix()}")
    return done.stdout, done.returncode == 0


def _contents(folder: Path, names: Sequence[str]) -> Iterator[bytes]:
    """Yield what stands in git under some names, asked for at once."""
    given = "".join(f"{name}\n" for name in names).encode()
    answer = _ask(folder, "cat-file", "--batch", given=given)
    if answer is None:
        raise CannotGoOn(f"git cannot read what stood in {folder.as_posix()}")
    at = 0
    for _ in names:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


# files, and those that may be run
_PLAIN = (b"100644", b"100755")
# from here on what git returns is no number of conflicts
_FAILED = 128


def _program() -> str | None:
    program = shutil.which("git")
    # A relative hit is one in the folder that the command was called in: not ours to run.
    return program if program is not None and Path(program).is_absolute() else None


def _ask(folder: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """Return what git answers, None if it is not there or refuses."""
    program = _program()
    if program is None:
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
