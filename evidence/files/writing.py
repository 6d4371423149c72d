"""Writes a file whole or not at all.

What is new is first written in full beside its goal, under a name that no other
process uses, and flushed to the disk; then it takes its place by one rename.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import shown, why

PARTIAL = ".evidence-partial"

_LOST = frozenset({errno.EIO, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def own_name(goal: Path, ending: str = PARTIAL) -> Path:
    """Return a hidden name beside a goal that is this process's alone."""
    return goal.with_name(f".{goal.name}.{os.getpid()}-{secrets.token_hex(4)}{ending}")


def clear(folder: Path, names: str) -> None:
    """Remove what killed writers of the goals of these names left; only for whoever holds them.

    Shape: `names` is a pattern, as in `claims.yaml` or `claims/**/*.yaml`.
    """
    where, _, name = names.rpartition("/")
    for left in folder.glob(f"{where}/.{name}.*{PARTIAL}".removeprefix("/")):
        with contextlib.suppress(OSError):
            if stat.S_ISREG(left.lstat().st_mode):
                left.unlink()


@contextlib.contextmanager
def in_full(goal: Path, data: bytes) -> Iterator[Path]:
    """Have a file with the bytes beside its goal, on the disk, to be renamed; else it is removed.

    Raises: CannotGoOn, naming the goal, if anything of it fails.
    """
    partial = own_name(goal)
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        write_through(partial, data, goal)
        yield partial
        flush_folder(goal.parent)
    except OSError as error:
        raise CannotGoOn(f"{shown(goal)}: {why(error)}") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def write_through(path: Path, data: bytes, goal: Path) -> None:
    """Write bytes to a new file and on to the disk, with the permissions of the one it is for.

    Raises: OSError if it cannot be written, or there is anything of that name.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    with contextlib.suppress(FileNotFoundError):
        path.chmod(stat.S_IMODE(goal.stat().st_mode))


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last, where the system can.

    Raises: OSError if the disk is full or damaged.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # some systems cannot open a folder
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno in _LOST:
            raise
    finally:
        os.close(descriptor)
