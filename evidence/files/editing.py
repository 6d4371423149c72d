"""Changes a file of the review: one writer at a time, all of the change or none of it.

An editor knows nothing of our locks; so a file is replaced only while it still
holds the bytes that the change was made from.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.files.file_names import CLAIMS
from evidence.files.holding import PATIENCE, Tell, hold
from evidence.files.reading import read_bytes, shown
from evidence.files.writing import clear, in_full


@contextlib.contextmanager
def editing(
    folder: Path, command: str, tell: Tell = lambda _: None, patience: float = PATIENCE
) -> Iterator[None]:
    """Hold all claims of the review in a folder for oneself, as `hold` does."""
    with hold(folder / CLAIMS, command, tell, patience=patience):
        clear(folder, "claims/**/*.yaml")
        yield


def replace(path: Path, before: bytes, after: bytes, *, through_links: bool = False) -> None:
    """Put new bytes in place of a file that still holds the bytes `before`.

    Shape:  `before` is b"" for a file that is not there yet. The file keeps its
            permissions. With `through_links` a link stays one, and what it
            leads to is replaced.
    Raises: CannotGoOn if it holds something else by now, is a link, or cannot
            be written.
    """
    if path.is_symlink() and not through_links:
        raise CannotGoOn(f"{shown(path)}: this is a link; it is not written through")
    goal = path.resolve()
    with in_full(goal, after) as partial:
        now = read_bytes(goal) if goal.exists() else b""
        if now != before:
            raise CannotGoOn(
                f"{shown(path)}: the file changed since it was read; nothing was written",
                "save it in your editor, then run the command again",
            )
        partial.replace(goal)
