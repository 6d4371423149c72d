"""Sheets as a workbook in XLSX, the same bytes each time.

Every cell is a text or a number: nothing that a review says becomes a formula,
a link or an error. The links there are lead from row to row of the workbook.
xlsxwriter writes it cell by cell, since pandas would decide itself what a text
is; only this module knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from evidence.diagnostics import CannotGoOn, not_installed
from evidence.spreadsheet import Jump, Sheet, WorkbookCell, WorkbookColumn

# what Excel holds: signs in a cell, in UTF-16; rows of a sheet; links of a sheet
MOST_SIGNS = 32_767
MOST_ROWS = 1_048_576
_MOST_LINKS = 65_530
_MOST_HINT = 255
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_CUT = " […]"
# the height of a line in points; how many lines a row shows, of a long text, of prose
_LINE, _MOST_LINES, _LINES_OF_LONG, _LINES_OF_PROSE = 15, 10, 4, 27
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# where the review has no date: the first day that a ZIP archive knows
_NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - the file has no time zone

_BODY = {"valign": "top", "text_wrap": True}
_HEAD = {**_BODY, "bold": True, "bg_color": "#E8E8E4", "bottom": 1}
_ASIDE = {"valign": "top", "font_color": "#808080"}
_LINK = {**_BODY, "font_color": "#1F4E79", "underline": 1}


@dataclass(frozen=True, slots=True)
class Properties:
    """What a workbook says of itself; what is not known is ""."""

    title: str = ""
    authors: str = ""
    date: str = ""
    comment: str = ""


def workbook(sheets: Sequence[Sheet], about: Properties = Properties()) -> bytes:
    """Return sheets as the bytes of an XLSX file.

    Shape:  a text that is longer than a cell holds is cut, and ends in `[…]`.
    Raises: CannotGoOn without xlsxwriter, or where there are more rows than a sheet holds.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - only workbooks need it
    except ModuleNotFoundError:
        raise not_installed("xlsxwriter", "workbooks are written with it", "sheets") from None
    out = BytesIO()
    book: Any = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    created = datetime.fromisoformat(about.date) if _DAY.fullmatch(about.date) else _NO_DAY
    book.set_properties(
        {
            "title": about.title[:_MOST_HINT],
            "author": about.authors[:_MOST_HINT],
            "comments": about.comment,
            "created": created,
        }
    )
    names = sheet_names(sheet.name for sheet in sheets)
    places = _places(sheets, names)
    formats = {
        name: book.add_format(said)
        for name, said in (
            ("body", _BODY),
            # what is typed stays what was typed: no date, no number, no formula
            ("typed", {**_BODY, "num_format": "@"}),
            ("head", _HEAD),
            ("aside", _ASIDE),
            ("link", _LINK),
        )
    }
    for sheet, name in zip(sheets, names, strict=True):
        _write(book.add_worksheet(name), sheet, places, formats)
    book.close()
    return out.getvalue()


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return names as sheets may bear them: short, without signs of formulas, each once.

    >>> sheet_names(["Strategies: what?", "a" * 40, "strategies  what_"])
    ('Strategies_ what_', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'strategies  what_')
    """
    taken: set[str] = set()
    names = []
    for want in wanted:
        plain = "".join(c for c in _NOT_IN_NAMES.sub("_", want) if c.isprintable()).strip(" '")
        name, number = plain[:_LONGEST_NAME] or "_", 2
        while name.casefold() in taken or name.casefold() == "history":
            end = f" {number}"
            name, number = f"{plain[: _LONGEST_NAME - len(end)]}{end}", number + 1
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def fits(text: str) -> bool:
    """Return whether a cell can hold a text."""
    return len(text) * 2 <= MOST_SIGNS or _signs(text) <= MOST_SIGNS


def _signs(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _places(sheets: Sequence[Sheet], names: Sequence[str]) -> Mapping[str, str]:
    """Return the address of each row that bears an anchor."""
    found = {}
    for sheet, name in zip(sheets, names, strict=True):
        first, quoted = 1 if sheet.prose else 2, name.replace("'", "''")
        for row, anchor in enumerate(sheet.anchors, start=first):
            if anchor:
                found[anchor] = f"internal:'{quoted}'!A{row}"
    return found


def _write(at: Any, sheet: Sheet, places: Mapping[str, str], formats: Mapping[str, Any]) -> None:
    if len(sheet.rows) + sheet.spare >= MOST_ROWS:
        raise CannotGoOn(
            f"a sheet holds at most {MOST_ROWS:,} rows, and `{sheet.name}` has {len(sheet.rows):,}",
            "the CSV tables hold any number of them",
        )
    body = "typed" if sheet.spare else "body"
    for number, column in enumerate(sheet.columns):
        style = formats["aside" if column.aside else body]
        folded = {"level": 1, "hidden": True} if column.folded else {}
        at.set_column(number, number, column.width, style, folded)
    links, first = 0, 0
    if not sheet.prose:
        first = 1
        for number, column in enumerate(sheet.columns):
            at.write_string(0, number, column.head, formats["head"])
        last = max(len(sheet.rows) + sheet.spare, 1)
        at.freeze_panes(1, sheet.fixed)
        at.autofilter(0, 0, last, len(sheet.columns) - 1)
        _guide(at, sheet, last)
        at.repeat_rows(0)
    for row, cells in enumerate(sheet.rows, start=first):
        at.set_row(row, _height(sheet, cells))
        for number, cell in enumerate(cells):
            if isinstance(cell, Jump):
                target = places.get(cell.to)
                if target and links < _MOST_LINKS:
                    links += 1
                    at.write_url(row, number, target, formats["link"], _whole(cell.text))
                    continue
            aside = not sheet.prose and sheet.columns[number].aside
            head = sheet.prose and number == 0
            _put(at, row, number, cell, formats["head" if head else "aside" if aside else body])
    at.hide_gridlines(0)  # they are printed too
    at.set_landscape()
    at.set_paper(9)  # A4
    at.set_print_scale(60)
    if not sheet.prose:
        at.repeat_columns(0, sheet.fixed - 1)


def _height(sheet: Sheet, cells: Sequence[WorkbookCell]) -> float:
    """Return how high a row is, in points: not every program finds it out by itself."""
    most = 1
    for column, cell in zip(sheet.columns, cells, strict=True):
        if not column.aside and not column.folded and not isinstance(cell, int | float):
            text = cell.text if isinstance(cell, Jump) else cell
            lines = sum(-(-len(line) // column.width) or 1 for line in text.split("\n"))
            most = max(most, min(lines, _LINES_OF_LONG) if column.long else lines)
    return _LINE * min(most, _LINES_OF_PROSE if sheet.prose else _MOST_LINES)


def _put(at: Any, row: int, number: int, cell: WorkbookCell, style: Any) -> None:
    if isinstance(cell, int | float):
        at.write_number(row, number, cell, style)
        return
    text = cell.text if isinstance(cell, Jump) else cell
    if text:
        at.write_string(row, number, _whole(text), style)


def _whole(text: str) -> str:
    """Return a text that a cell can hold."""
    if fits(text):
        return text
    room = MOST_SIGNS - len(_CUT)
    while _signs(text) > room:
        text = text[: len(text) - max(1, (_signs(text) - room) // 2)]
    return f"{text}{_CUT}"


def _guide(at: Any, sheet: Sheet, last: int) -> None:
    """Let each column say what may stand in it, and offer its words."""
    for number, column in enumerate(sheet.columns):
        said = _guidance(column)
        if said:
            at.data_validation(1, number, last, number, said)


def _guidance(column: WorkbookColumn) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if column.hint:
        said = {"validate": "any", "input_title": column.head[:32], "input_message": _hint(column)}
    if column.choices:
        said |= {"validate": "list", "source": f"={column.choices}", "ignore_blank": True}
        # several words may stand in a cell, and a new one is for the review to judge
        said |= {"show_error": column.strict}
    return said


def _hint(column: WorkbookColumn) -> str:
    return column.hint if len(column.hint) <= _MOST_HINT else f"{column.hint[: _MOST_HINT - 1]}…"
