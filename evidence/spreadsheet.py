"""What a spreadsheet opens as it is meant: CSV as UTF-8 whose cells do not run, and sheets.

The one place that says what a spreadsheet would take for a formula in CSV. The
sheets of a workbook are values here; `exchange.workbook` writes them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import NamedTuple, TypeAlias

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


class Jump(NamedTuple):
    """A cell that leads to the row of the workbook which bears an anchor."""

    text: str
    to: str


WorkbookCell: TypeAlias = str | int | float | Jump


@dataclass(frozen=True, slots=True)
class WorkbookColumn:
    """A column of a sheet.

    Shape: `hint` is shown where a cell of it is chosen. `choices` name a range
           of words, as in `Codebook!$B$2:$B$9`, that its cells offer; other
           words are refused if it is `strict`. `folded` is a column that is
           shut until somebody opens it; `aside` one that is not to be filled in;
           `long` one whose texts may be longer than what is shown of them.
    Units: `width` in signs of the default font.
    """

    head: str
    width: int
    hint: str = ""
    choices: str = ""
    strict: bool = False
    folded: bool = False
    aside: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: a table with a header, or lines to read (`prose`).

    Shape: `anchors` name the rows that other sheets lead to, "" for none, in
           the order of `rows`. `spare` empty rows stand below, to be filled in;
           `fixed` columns stay in sight.
    """

    name: str
    columns: tuple[WorkbookColumn, ...]
    rows: tuple[tuple[WorkbookCell, ...], ...]
    anchors: tuple[str, ...] = ()
    spare: int = 0
    fixed: int = 1
    prose: bool = False
