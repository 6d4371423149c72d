"""CSV that a spreadsheet opens as it is meant: as UTF-8, and without running a cell.

The one place that says what a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# without it Excel reads UTF-8 as the code page of the machine
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV: a byte order mark, then a line for each, the cells guarded."""
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def guarded(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before it.

    >>> guarded("=1+1"), guarded(-3), guarded("a-b"), guarded("'tis")
    ("'=1+1", -3, 'a-b', "''tis")
    """
    if not isinstance(cell, str):
        return cell
    bare = cell.lstrip(" \ufeff\u00a0")
    return f"'{cell}" if bare.startswith((*_FORMULA, "'")) else cell


def unguarded(cell: str) -> str:
    """Return what stood in a cell before it was guarded.

    >>> unguarded("'=1+1"), unguarded("a-b")
    ('=1+1', 'a-b')
    """
    return cell.removeprefix("'")
