"""The folder of texts: what lies in it, and the full texts that were asked for.

Nothing outside the folder is opened, through whatever link, and nothing that
is no plain file. What was read is kept by content in a store outside the
review, and found there again without its reader.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import read_bytes, real, shown, why
from evidence.texts import (
    FileKind,
    FullText,
    TextFile,
    TextFolder,
    content_hash,
    from_cache,
    kind_of,
    read,
    to_cache,
)

MOST_FILES = 200_000


class Store(Protocol):
    """Keeps bytes under a key; may forget them at any time."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None if nothing is."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""


def list_texts(folder: Path) -> TextFolder:
    """Return the plain files of a folder and those below it, hidden ones left out.

    Raises: CannotGoOn if there is no such folder, it cannot be read, or it
            holds more files than a folder of texts can.
    """
    found: list[str] = []
    try:
        if not folder.is_dir():
            raise CannotGoOn(
                f"{shown(folder)}: there is no such folder of texts",
                "name one with --texts, or under `texts` in the review",
            )
        inside = real(folder)
        for where, below, names in os.walk(folder, onerror=_fail, followlinks=False):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                path = Path(where, name)
                if not name.startswith(".") and _is_inside(path, inside):
                    found.append(path.relative_to(folder).as_posix())
            if len(found) > MOST_FILES:
                raise CannotGoOn(f"{shown(folder)}: more than {MOST_FILES} files lie here")
    except OSError as error:
        raise CannotGoOn(f"{shown(folder)}: {why(error)}") from error
    return TextFolder(tuple(sorted(found)))


def load_texts(
    folder: Path, files: Iterable[TextFile], store: Store
) -> Iterator[tuple[str, FullText]]:
    """Yield the key and the text of each file, one by one, so that progress can be shown.

    Shape: a file that cannot be read gives a text that says why.
    """
    for file in files:
        yield file.key, _load(folder, file.file, store)


def _load(folder: Path, name: str, store: Store) -> FullText:
    try:
        data = read_bytes(folder / name, within=folder)
    except CannotGoOn as error:
        return FullText("", FileKind.PLAIN, file=name, unreadable=str(error))
    kind = kind_of(name, data)
    if kind is FileKind.PLAIN:
        return read(name, data, kind)  # quicker than the store
    key = f"text-{kind}-{content_hash(data)}"
    kept = store.get(key)
    text = from_cache(kept, name) if kept is not None else None
    if text is None:
        text = read(name, data, kind)
        if not text.unreadable:
            store.put(key, to_cache(text))
    return text


def _is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path is a plain file of the folder, whatever links lead to it."""
    return path.is_file() and (not path.is_symlink() or real(path).is_relative_to(folder))


def _fail(error: OSError) -> None:
    raise error
