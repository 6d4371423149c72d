"""Keys of a section of a file, such as the title of the review, written anew, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.diagnostics import CannotGoOn
from evidence.yaml.appending import as_read, column_of, line_break
from evidence.yaml.dump import Value, entries
from evidence.yaml.nodes import Entries
from evidence.yaml.splicing import BY_HAND, entry_lines, filled, read_as, read_whole


def written_keys(data: bytes, section: str) -> Mapping[str, Any] | None:
    """Return what a section of a file holds, as it was read; None if the file has none."""
    read = read_whole(data)
    root = None if isinstance(read, CannotGoOn) else read[1]
    held = root.get(section) if isinstance(root, Entries) else None
    return held if isinstance(held, Entries) else None


def has_section(data: bytes, section: str) -> bool:
    """Return whether a file has a section, be it empty."""
    read = read_whole(data)
    return not isinstance(read, CannotGoOn) and isinstance(read[1], Entries) and section in read[1]


def with_keys(data: bytes, section: str, changes: Mapping[str, Value]) -> bytes | CannotGoOn:
    """Return the bytes of a file with some keys of a section changed.

    Shape: a key that the section lacks becomes its first one; a section that the
           file lacks, the file's first one.
    """
    read = read_whole(data)
    if isinstance(read, CannotGoOn):
        return read
    raw, root = read
    root = Entries(0) if root is None else root
    if not isinstance(root, Entries):
        return CannotGoOn("its keys do not stand on lines of their own", BY_HAND)
    held = root.get(section)
    if isinstance(held, Entries) and held and not raw.startswith("{", held.start):
        made = _changed(raw, root, section, held, changes)
    elif held:
        return _no_place(section)
    else:
        made = _begun(raw, root, section, changes)
    inner = {**(held if isinstance(held, Entries) else {})}
    inner |= {key: as_read(value) for key, value in changes.items()}
    proved = read_as(data, made, {**root, section: inner})
    return _no_place(section) if proved is None else proved


def _changed(
    raw: str, root: Entries, section: str, held: Entries, changes: Mapping[str, Value]
) -> str:
    end = entry_lines(raw, root, section, len(raw))[1]
    column = column_of(raw, held.marks[0])
    first = raw.rfind("\n", 0, held.marks[0]) + 1
    pieces: list[tuple[int, int, str]] = []
    for key, value in changes.items():
        written = entries({key: value}, column).replace("\n", line_break(raw))
        pieces.append(
            (*entry_lines(raw, held, key, end), written) if key in held else (first, first, written)
        )
    for start, stop, text in sorted(pieces, reverse=True):
        raw = raw[:start] + text + raw[stop:]
    return raw


def _begun(raw: str, root: Entries, section: str, changes: Mapping[str, Value]) -> str:
    """Return a file with a section that it lacks, or has nothing in, below its head."""
    new = f"{section}:\n{entries(changes, 2)}".replace("\n", line_break(raw))
    if section in root:
        return filled(raw, root.key_at(section), section, entries(changes, 2))
    if not root.marks:
        return raw + new
    at = raw.rfind("\n", 0, root.marks[0]) + 1
    # the comment that stands on the first section stays on it; one above a blank line is the file's
    above = raw[:at].splitlines(keepends=True)
    kept = list(above)
    while kept and kept[-1].lstrip().startswith("#"):
        kept.pop()
    at = len("".join(kept)) if kept else at
    return raw[:at] + new + line_break(raw) + raw[at:]


def _no_place(section: str) -> CannotGoOn:
    return CannotGoOn(f"`{section}` is laid out so that it cannot be changed", BY_HAND)
