"""Replaces a set of files by another: all of it or none, whenever it is stopped.

The new set is written in full into a folder of its own beside the old one, and
then the two change places: in one step where the system can (Linux), else by
two renames, between which there is no set at all. A folder that is a mount
point, is not ours, or holds files of somebody else's has to stay. There the new
files are put in place one by one, while a folder within keeps the way back.
`recover` puts right what a kill has left.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import glob
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import shown, why
from evidence.files.writing import flush_folder, own_name, write_through

MANIFEST = ".evidence.sha256"
NEW, OLD, UNDO = ".evidence-new", ".evidence-old", ".evidence-undo"

_ADDED = "added"
# Says that a folder cannot change places here, not that the disk is full or broken.
_FIXED = frozenset(
    getattr(errno, name)
    for name in ("EACCES", "EBUSY", "EINVAL", "ENOSYS", "ENOTSUP", "EPERM", "EROFS", "EXDEV")
)
_AS_IT_WAS = "the earlier files are as they were"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of a folder; names are below it, with forward slashes.

    Shape: `files` the new ones; `kept` and `gone` those that are there and stay
           or do not; `whole` if nothing else is there, so that another folder
           can stand in its place.
    """

    files: Mapping[str, bytes]
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    whole: bool = True


def replace_set(
    folder: Path, said: str, change: FileChange, judge: Callable[[], FileChange]
) -> None:
    """Bring a change of a folder about, which messages call `said`.

    Shape:  `judge` returns the change as it has to be now; it is asked again
            when everything is written that takes time.
    Raises: CannotGoOn, naming the path, if anything fails; the old set is whole.
    """
    try:
        if change.whole and _is_ours(folder):
            try:
                _change_places(folder, said, change, judge)
            except OSError as error:
                if error.errno not in _FIXED:
                    raise
            else:
                return
        _put_in_place(folder, said, change, judge)
    except OSError as error:
        raise CannotGoOn(f"{said}: {why(error)}", _AS_IT_WAS) from error


def recover(folder: Path) -> None:
    """Put right what a writer of a set that was killed left; only for whoever holds it.

    Raises: CannotGoOn if that cannot be done.
    """
    name = glob.escape(folder.name)
    new, old = (sorted(folder.parent.glob(f".{name}.*{kind}")) for kind in (NEW, OLD))
    try:
        if not folder.exists():
            whole = [path for path in new if (path / MANIFEST).is_file()] or old
            if whole:
                whole[0].rename(folder)
                flush_folder(folder.parent)
        for undo in sorted(folder.glob(f".*{UNDO}")):
            _undo(folder, undo)
    except OSError as error:
        said = f"{shown(folder)}: what a build left that was killed cannot be put right"
        raise CannotGoOn(f"{said}: {why(error)}") from error
    for left in (*new, *old, *folder.glob(f".*{NEW}")):
        _remove(left)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, and return whether the system can.

    Raises: OSError if it can and does not.
    """
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # another C library
        return False
    here, in_exchange = -100, 2
    if call(here, os.fsencode(one), here, os.fsencode(other), in_exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in _FIXED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _change_places(
    folder: Path, said: str, change: FileChange, judge: Callable[[], FileChange]
) -> None:
    """Fill a new folder, and let it and the old one change places."""
    new = own_name(folder, NEW)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
        _copy(change.kept, folder, new)
        _fill(new, change, folder, said)
        if folder.exists():
            shutil.copystat(folder, new)
            os.utime(new)
        _flush(new)
        _still(said, change, judge)
        _swap(new, folder)
    finally:  # it holds the old set by now, or nothing that is needed
        _remove(new)
    try:
        flush_folder(folder.parent)
    except OSError as error:
        raise CannotGoOn(
            f"{said}: {why(error)}", "the new files are there, but might not outlast a power cut"
        ) from error


def _swap(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
    elif not exchange(new, folder):
        old = own_name(folder, OLD)
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        _remove(old)


def _put_in_place(
    folder: Path, said: str, change: FileChange, judge: Callable[[], FileChange]
) -> None:
    """Put the new files in place one by one, with a way back until the last one is there."""
    change = replace(change, whole=False)
    new = own_name(folder / "set", NEW)
    undo = new.with_name(new.name.removesuffix(NEW) + UNDO)
    try:
        new.mkdir(parents=True)
        _fill(new / "new", change, folder, said)
        there = [name for name in (*change.files, *change.gone) if (folder / name).exists()]
        _copy(there, folder, new / "old")
        added = "\n".join(name for name in change.files if name not in there)
        write_through(new / _ADDED, added.encode(), new)
        _flush(new)
        _still(said, change, judge)
        new.rename(undo)
        try:
            for name in change.files:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (undo / "new" / name).replace(folder / name)
            for name in change.gone:
                (folder / name).unlink(missing_ok=True)
            flush_folder(folder)
            undo.rename(new)
        except OSError:
            _undone(folder, undo, said)
            raise
        _remove_empty(folder, change.gone)
    finally:
        _remove(new)


def _undone(folder: Path, undo: Path, said: str) -> None:
    try:
        _undo(folder, undo)
    except OSError as error:
        raise CannotGoOn(
            f"{said}: {why(error)}",
            "some files are new and some are old; the next build puts that right",
        ) from error


def _undo(folder: Path, undo: Path) -> None:
    """Put back what was there before."""
    for old in [path for path in (undo / "old").rglob("*") if path.is_file()]:
        goal = folder / old.relative_to(undo / "old")
        goal.parent.mkdir(parents=True, exist_ok=True)
        old.replace(goal)
    for name in (undo / _ADDED).read_text(encoding="utf-8").split("\n"):
        if name:
            (folder / name).unlink(missing_ok=True)
            _remove_empty(folder, [name])
    flush_folder(folder)
    _remove(undo.rename(undo.with_name(undo.name.removesuffix(UNDO) + NEW)))


def _remove_empty(folder: Path, gone: Iterable[str]) -> None:
    """Remove the folders in which nothing is left."""
    for name in gone:
        if "/" in name:
            with contextlib.suppress(OSError):  # something is
                (folder / name).parent.rmdir()


def _still(said: str, change: FileChange, judge: Callable[[], FileChange]) -> None:
    if replace(now := judge(), whole=now.whole and change.whole) != change:
        raise CannotGoOn(
            f"{said}: something changed in it while it was being written", "build again"
        )


def _fill(new: Path, change: FileChange, folder: Path, said: str) -> None:
    for name, data in change.files.items():
        try:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            write_through(new / name, data, folder / name)
        except OSError as error:
            raise CannotGoOn(f"{said}/{name}: {why(error)}", _AS_IT_WAS) from error


def _copy(names: Iterable[str], folder: Path, new: Path) -> None:
    """Give files a second name, or their content a second file where a disk has no such names."""
    for name in names:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(folder / name, new / name, follow_symlinks=False)
        except OSError:
            write_through(new / name, (folder / name).read_bytes(), folder / name)


def _flush(folder: Path) -> None:
    for path, _, _ in os.walk(folder, topdown=False):
        flush_folder(Path(path))


def _remove(folder: Path) -> None:
    """Remove a folder of ours; what cannot be removed now is, by the next build."""
    if not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Return whether nobody would miss the folder itself: it is ours, and we do not stand in it."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return True
    with contextlib.suppress(OSError):  # we stand in a folder that is no more
        if Path.cwd().is_relative_to(folder):
            return False
    return sys.platform == "win32" or status.st_uid == os.geteuid()
