"""Writes what a build made: all of it, or nothing.

Every file is first written in full beside its goal, flushed to the disk, then
put in its place by one rename. The set is renamed only when all of it is
there; a failure before that leaves the old set as it was.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import shown, why

PARTIAL = ".evidence-partial"


def write_all(files: Mapping[Path, bytes], inputs: Iterable[Path] = ()) -> None:
    """Write files so that either all are new or all are old.

    Raises: CannotGoOn, naming the path, if one cannot be written, is one of
            the `inputs`, or is a link.
    """
    protected = {path.resolve() for path in inputs}
    for path in files:
        _refuse(path, protected)
    waiting: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(path.name + PARTIAL)
            waiting.append((partial, path))
            write_through(partial, data, path)
        for partial, path in waiting:
            partial.replace(path)
        for folder in {path.parent for path in files}:
            flush_folder(folder)
    except OSError as error:
        for partial, _ in waiting:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
        raise CannotGoOn(f"{shown(path)}: {why(error)}") from error


def remove_leftovers(folder: Path) -> None:
    """Remove what an earlier run, killed in its midst, left half written."""
    if folder.is_dir():
        for path in folder.rglob(f"*{PARTIAL}"):
            with contextlib.suppress(OSError):
                path.unlink()


def write_through(path: Path, data: bytes, goal: Path) -> None:
    """Write bytes to a file and on to the disk, with the permissions of the file that it is for.

    Raises: OSError if it cannot be written, or is a link.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if goal.exists():
        path.chmod(stat.S_IMODE(goal.stat().st_mode))


def flush_folder(folder: Path) -> None:
    """Make the renames in a folder last, where the system can."""
    with contextlib.suppress(OSError):  # some systems cannot open a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse(path: Path, protected: set[Path]) -> None:
    if path.is_symlink():
        raise CannotGoOn(f"{shown(path)}: this is a link; it is not written through")
    if path.exists() and not path.is_file():
        raise CannotGoOn(f"{shown(path)}: this is not a plain file")
    if path.resolve() in protected:
        raise CannotGoOn(f"{shown(path)}: this is a file of the review; it is not written over")
