"""One writer at a time: whoever writes a file or a folder holds it until it is written.

The lock is the operating system's and goes with the process that holds it,
however that ends. It stands beside what is held and says who holds it. An
editor knows nothing of it.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import re
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import shown, why
from evidence.files.writing import clear

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

HELD = ".evidence-held"
PATIENCE = 60.0  # seconds

_PAUSE = 0.01
_SOON = 1.0  # seconds; nobody needs to be told of less
_FAR = 1 << 20  # the byte that is locked on Windows, where a locked one cannot be read
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_HOLDER = re.compile(r"(\d+) (\S+)\n")
# A lock of the system is the process's: its threads keep each other waiting here.
_OURS = threading.RLock()

Tell = Callable[[str], None]


def _silent(_: str) -> None:
    """Tell nobody."""


@contextlib.contextmanager
def hold(
    goal: Path,
    command: str,
    tell: Tell = _silent,
    *,
    patience: float = PATIENCE,
    parents: bool = False,
) -> Iterator[None]:
    """Hold a file or folder for oneself, and clear away what a killed writer of it left.

    Shape:  `command` is what others are told of us; `tell` is told for whom we
            wait, and that there are no locks where there are none. With
            `parents` the folders above are made, and go again if they stay empty.
    Units:  `patience` in seconds.
    Raises: CannotGoOn if somebody else holds it for longer than that, or
            nothing can be written there.
    """
    made = _made_above(goal) if parents else []
    if not goal.parent.is_dir():
        raise CannotGoOn(f"{shown(goal.parent)}: there is no such folder")
    path = _beside(goal)
    if not _OURS.acquire(timeout=patience):
        raise CannotGoOn(f"{shown(goal)}: this process is writing it already")
    try:
        try:
            descriptor = _locked(path, goal, tell, patience)
        except OSError as error:
            raise CannotGoOn(f"{shown(path)}: {why(error)}") from error
        try:
            _say_who(descriptor, command)
            clear(goal.parent, glob.escape(goal.name))
            yield
        finally:
            _let_go(descriptor, path)
    finally:
        _OURS.release()
        for folder in made:
            with contextlib.suppress(OSError):  # it is not empty
                folder.rmdir()


def holder(path: Path) -> str:
    """Return who holds a lock, as it says itself; "another command" where it does not."""
    try:
        said = _HOLDER.fullmatch(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        said = None
    return f"`evidence {said[2]}` (process {said[1]})" if said else "another command"


def _made_above(goal: Path) -> list[Path]:
    """Make the folders that a goal needs above it, and return them, the lowest first."""
    missing = [folder for folder in goal.parents if not folder.exists()]
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotGoOn(f"{shown(goal.parent)}: {why(error)}") from error
    return missing


def _beside(goal: Path) -> Path:
    """Return where the lock of a goal stands: in a folder that cannot have it beside, within."""
    if goal.is_dir() and not os.access(goal.parent, os.W_OK):
        return goal / HELD
    return goal.with_name(f".{goal.name}{HELD}")


def _locked(path: Path, goal: Path, tell: Tell, patience: float) -> int:
    """Return the descriptor of the lock's file, once it is locked and still in its place."""
    start = time.monotonic()
    told = False
    while (descriptor := _taken(path, tell)) is None:
        waited = time.monotonic() - start
        if waited > patience:
            raise CannotGoOn(
                f"{shown(goal)}: {holder(path)} is writing it; nothing was written",
                "wait until it is done, or end it",
            )
        if waited > _SOON and not told:
            tell(f"waiting for {holder(path)}, which is writing {shown(goal)}")
            told = True
        time.sleep(_PAUSE)
    return descriptor


def _taken(path: Path, tell: Tell) -> int | None:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if path.is_symlink():
        raise CannotGoOn(f"{shown(path)}: this is a link; it is not written through")
    try:
        descriptor = os.open(path, flags, 0o666)
    except PermissionError:
        if sys.platform == "win32" and path.exists():  # it is being removed
            return None
        raise
    taken = False
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise CannotGoOn(f"{shown(path)}: this is not a plain file")
        taken = _lock(descriptor, tell) and _is_in_place(descriptor, path)
    finally:
        if not taken:
            os.close(descriptor)
    return descriptor if taken else None


def _lock(descriptor: int, tell: Tell) -> bool:
    """Return whether the lock could be had at once.

    Not `flock`: a child process would inherit it, and hold it when we are dead.
    """
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the second is what Windows says
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        tell("there are no locks on this disk: run one command at a time")
    return True


def _is_in_place(descriptor: int, path: Path) -> bool:
    """Return whether the locked file is the one that others would lock now."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _say_who(descriptor: int, command: str) -> None:
    with contextlib.suppress(OSError):  # a full disk; the lock holds all the same
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()} {command}\n".encode())


def _let_go(descriptor: int, path: Path) -> None:
    # Removed while it is held: whoever waits sees that its file is gone, and makes a new one.
    # On Windows what is open cannot be removed, by us now or by us while another has it.
    if sys.platform == "win32":
        os.close(descriptor)
    with contextlib.suppress(OSError):
        path.unlink()
    if sys.platform != "win32":
        os.close(descriptor)
