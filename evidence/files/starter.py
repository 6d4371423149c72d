"""Begins a review in an empty folder, from the files that the package carries for it."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import shown, why
from evidence.files.writing import write_all

# a package with real dot files would hide them from those who work on it
_DOT = "dot-"
_MAY_BE_THERE = frozenset({".git"})


def starter_files() -> dict[str, bytes]:
    """Return the files of a new review by their paths below its folder."""
    return dict(_files_in(resources.files("evidence") / "starter", ""))


def begin(folder: Path) -> tuple[str, ...]:
    """Write a new review, and return the paths of its files below the folder.

    Raises: CannotGoOn if there is anything in the folder but a `.git`, or it
            cannot be written; nothing is changed then.
    """
    try:
        held = folder.exists() and any(path.name not in _MAY_BE_THERE for path in folder.iterdir())
    except OSError as error:
        raise CannotGoOn(f"{shown(folder)}: {why(error)}") from error
    if held:
        raise CannotGoOn(
            f"{shown(folder)}: the folder is not empty; nothing was written",
            "name a folder that is empty or not there yet",
        )
    files = starter_files()
    write_all({folder / name: data for name, data in files.items()})
    return tuple(files)


def _files_in(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = entry.name
        path = prefix + ("." + name.removeprefix(_DOT) if name.startswith(_DOT) else name)
        if entry.is_dir():
            found += _files_in(entry, f"{path}/")
        else:
            found.append((path, entry.read_bytes()))
    return found
