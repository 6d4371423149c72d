"""Two changes of a file of records merged line by line: no record is lost, and none is made up.

A record that both sides made anew stands there twice, which is told as such
until it is verified again; signatures of both sides stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence


def merged_lines(base: bytes, one: bytes, other: bytes, *, in_order: bool = False) -> bytes:
    """Return two changes of JSON Lines merged.

    Shape: a line is left out that a side took out. With `in_order` the lines
           stay as they stood, those of the other side last; else they stand as
           a lock has them.
    """
    was, mine, its = (list(dict.fromkeys(_lines(data))) for data in (base, one, other))
    gone = set(was) - (set(mine) & set(its))
    kept = [line for line in dict.fromkeys((*mine, *its)) if line not in gone]
    lines = kept if in_order else sorted(kept, key=_place)
    return b"".join(line + b"\n" for line in lines)


def _lines(data: bytes) -> Iterable[bytes]:
    return (line.strip() for line in data.split(b"\n") if line.strip())


def _place(line: bytes) -> tuple[int, Sequence[str | int]]:
    """Return where a line stands in a lock: the version, records, signatures, others."""
    try:
        told = json.loads(line)
    except ValueError:
        return 4, ()
    if not isinstance(told, dict):
        return 4, ()
    if "lock" in told:
        return 0, ()
    if "claim" in told:
        return 1, (str(told["claim"]), f"{told.get('passage', 0):>9}", str(told.get("date", "")))
    if "finding" in told:
        number = f"{told.get('number', 1):>9}"
        return 2, (str(told["finding"]), str(told.get("date", "")), number, str(told.get("by", "")))
    return 3, (line.decode("utf-8", "replace"),)
