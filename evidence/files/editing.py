"""Changes a file that a user wrote: one writer at a time, all of the change or none of it.

The lock is the operating system's and goes with the process that holds it,
however that ends. An editor knows nothing of it; so a file is replaced only
while it still holds the bytes that the change was made from.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import read_bytes, shown, why
from evidence.files.writing import PARTIAL, flush_folder, write_through

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = ".evidence-editing"

_PATIENCE = 60.0  # seconds; a change takes one at most
_PAUSE = 0.005


@contextlib.contextmanager
def editing(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the review in a folder for oneself; what a killed writer left is cleared away.

    Units:  `patience` in seconds.
    Raises: CannotGoOn if somebody else holds it for longer than that, or
            nothing can be written there.
    """
    path = folder / LOCK_FILE
    try:
        descriptor = _locked(path, patience)
    except OSError as error:
        raise CannotGoOn(f"{shown(path)}: {why(error)}") from error
    try:
        for left in (*folder.glob(f"*.yaml{PARTIAL}"), *folder.glob(f"claims/**/*.yaml{PARTIAL}")):
            with contextlib.suppress(OSError):
                left.unlink()
        yield
    finally:
        # removed while it is held: whoever waits sees that its file is gone, and makes a new one
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(descriptor)


def replace(path: Path, before: bytes | None, after: bytes) -> None:
    """Put new bytes in place of a file that still holds the bytes `before`.

    Shape:  `before` is None for a file that is not there yet. The file keeps
            its permissions; a link stays one, and what it leads to is replaced.
    Raises: CannotGoOn if it holds something else by now, or cannot be written.
    """
    goal = path.resolve()
    partial = goal.with_name(goal.name + PARTIAL)
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        write_through(partial, after, goal)
        now = read_bytes(goal) if goal.exists() else None
        if now != before:
            raise CannotGoOn(
                f"{shown(path)}: the file changed since it was read; nothing was written",
                "save it in your editor, then run the command again",
            )
        partial.replace(goal)
        flush_folder(goal.parent)
    except OSError as error:
        raise CannotGoOn(f"{shown(path)}: {why(error)}") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _locked(path: Path, patience: float) -> int:
    """Return the descriptor of the lock's file, once it is locked and still in its place."""
    until = time.monotonic() + patience
    while (descriptor := _taken(path)) is None:
        if time.monotonic() > until:
            raise CannotGoOn(
                f"{shown(path.parent)}: another command is editing this review",
                "wait until it is done, or end it",
            )
        time.sleep(_PAUSE)
    return descriptor


def _taken(path: Path) -> int | None:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o666)
    taken = False
    try:
        taken = _lock(descriptor) and _is_in_place(descriptor, path)
    finally:
        if not taken:
            os.close(descriptor)
    return descriptor if taken else None


def _lock(descriptor: int) -> bool:
    """Return whether the lock could be had at once."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the second is what Windows says
        return False
    return True


def _is_in_place(descriptor: int, path: Path) -> bool:
    """Return whether the locked file is the one that others would lock now."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
