"""The sheets of a file as rows of text: XLSX, ODS and XLS by calamine, CSV by itself.

What the file is, its first bytes say, not its name. What a cell means is said
elsewhere (`sheet_mapping`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NoReturn
from weakref import WeakKeyDictionary

from evidence.diagnostics import CannotGoOn, not_installed
from evidence.origins.sheet_package import MOST_CELLS, SheetMarks, package_marks
from evidence.origins.sheet_text import text_rows

# the name of the one sheet of a text file
ONLY_SHEET = "table"
# bytes of a file that is no archive
MOST_BYTES = 256 * 1024**2

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"mime-version:")
_SAVE_AS = "open it in a spreadsheet program and save it as .xlsx"
# the whole numbers that a float holds exactly
_WHOLE = 2**53


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet: its cells as text, as they stand.

    Shape: `rows[0]` is row 1; a row may be shorter than others. `merges` are
           first row, first column, last row, last column, each counted from 0.
           `lost` says of a cell (row, column) why its value is not in the file;
           `notes` are the cells that a note hangs on.
           `guessed` are the rows whose letters rest on a guess, `guess` says which.
    """

    name: str
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    merges: tuple[tuple[int, int, int, int], ...] = ()
    lost: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notes: tuple[tuple[int, int], ...] = ()
    hidden: bool = False
    too_large: str = ""
    guessed: frozenset[int] = frozenset()
    guess: str = ""

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return max(map(len, self.rows), default=0)


def sheet_kind(head: bytes) -> str:
    r"""Return what the first bytes of a file say that it is: archive, ole, web, xml, text, binary.

    >>> sheet_kind(b"PK\x03\x04"), sheet_kind(b"a;b\n"), sheet_kind(b" <html>")
    ('archive', 'text', 'web')
    """
    if head.startswith(_ZIP):
        return "archive"
    if head.startswith(_OLE):
        return "ole"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if bare.startswith(_WEB) or (bare.startswith(b"<") and b"<html" in bare[:2000]):
        return "web"
    if bare.startswith(b"<?xml"):
        return "xml"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    # text in UTF-16 without a mark has a NUL beside each letter, text otherwise none
    nul = head.count(0)
    return "binary" if (odd - nul) * 50 > len(head) or 0 < nul < len(head) // 4 else "text"


# The workbooks that are open and were read: one is told, asked about and read in turn.
_READ: WeakKeyDictionary[BinaryIO, tuple[SheetGrid, ...]] = WeakKeyDictionary()


def sheet_grids(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> tuple[SheetGrid, ...]:
    """Return the sheets of a file; as long as it stays open, a workbook is read once.

    Shape:  `settings` may say `encoding`, `separator` and `quote_mark` of a text file.
    Raises: CannotGoOn for what is no sheet, is protected, damaged or too large.
    """
    if (known := _READ.get(file)) is not None:
        return known
    file.seek(0)
    head = file.read(4096)
    match sheet_kind(head):
        case "archive":
            marks = package_marks(name, file)
            _READ[file] = found = _workbook(name, file, marks)
            return found
        case "ole":
            _refuse_protected(name, file)
            _READ[file] = found = _workbook(name, file, {})
            return found
        case "web":
            raise CannotGoOn(f"{name} is a saved web page, not a sheet", _SAVE_AS)
        case "xml":
            raise CannotGoOn(f"{name} is XML, not a sheet in a form that is read here", _SAVE_AS)
        case "binary":
            raise CannotGoOn(
                f"{name} is neither a spreadsheet nor text", f"{_SAVE_AS}, or as CSV in UTF-8"
            )
    return (_text_grid(name, file, settings),)


def shown(value: object) -> str:
    """Return the value of a cell as text: whole numbers without `.0`, dates as ISO.

    >>> shown(2019.0), shown(0.25), shown(True), shown(dt.datetime(2020, 1, 2))
    ('2019', '0.25', 'TRUE', '2020-01-02')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) <= _WHOLE else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return "" if value is None else str(value)


def _workbook(name: str, file: BinaryIO, marks: Mapping[str, SheetMarks]) -> tuple[SheetGrid, ...]:
    book = _opened(name, file)
    hidden = {
        each.name for each in book.sheets_metadata if not str(each.visible).endswith(".Visible")
    }
    grids = []
    for title in book.sheet_names:
        said = marks.get(title, SheetMarks())
        if said.too_large:
            grids.append(SheetGrid(title, (), hidden=title in hidden, too_large=said.too_large))
            continue
        grids.append(_grid(name, book, title, said, hidden=title in hidden))
    return tuple(grids)


def _grid(name: str, book: Any, title: str, said: SheetMarks, *, hidden: bool) -> SheetGrid:
    try:
        sheet = book.get_sheet_by_name(title)
        rows = [list(map(shown, row)) for row in sheet.to_python(skip_empty_area=False)]
        merged = sheet.merged_cell_ranges
    except BaseException as wrong:  # noqa: BLE001 - a panic of the reader is no Exception
        _refuse(name, wrong, f"sheet `{title}` of {name}")
    for (row, column), text in said.values.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    merges = [(*first, *last) for first, last in merged] if merged else said.merges
    return SheetGrid(
        title,
        tuple(map(tuple, rows)),
        _bounded(merges, rows),
        said.lost,
        said.notes,
        hidden=hidden,
    )


def _bounded(
    merges: Iterable[tuple[int, int, int, int]], rows: list[list[str]]
) -> tuple[tuple[int, int, int, int], ...]:
    """Return the merges as far as the sheet reaches; none once they cover more than a sheet may."""
    width = max(map(len, rows), default=0)
    found = []
    covered = 0
    for top, left, bottom, right in merges:
        inside = (top, left, min(bottom, len(rows) - 1), min(right, width - 1))
        if inside[2] < top or inside[3] < left:
            continue
        covered += (inside[2] - top + 1) * (inside[3] - left + 1)
        if covered > MOST_CELLS:
            break
        found.append(inside)
    return tuple(sorted(found))


def _opened(name: str, file: BinaryIO) -> Any:
    """Return the workbook that calamine opens."""
    try:  # optional
        from python_calamine import load_workbook  # noqa: PLC0415
    except ImportError:
        raise not_installed("python-calamine", "sheets are read with it", "sheets") from None
    file.seek(0)
    try:
        return load_workbook(file)
    except BaseException as wrong:  # noqa: BLE001 - a panic of the reader is no Exception
        _refuse(name, wrong, name)


def _refuse(name: str, wrong: BaseException, what: str) -> NoReturn:
    """Raise what the reader's error means; what is none of its errors goes on."""
    kind = type(wrong).__name__
    if kind == "PasswordError":
        raise _protected(name) from None
    if isinstance(wrong, Exception) or kind == "PanicException":
        reason = " ".join(str(wrong).split())[:120]
        raise CannotGoOn(f"{what} cannot be read: {reason}", _SAVE_AS) from None
    raise wrong


def _refuse_protected(name: str, file: BinaryIO) -> None:
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise CannotGoOn(f"{name} is larger than {MOST_BYTES // 1024**2} MB", "split it")
    if _ENCRYPTED in data:
        raise _protected(name)


def _protected(name: str) -> CannotGoOn:
    return CannotGoOn(
        f"{name} is protected by a password", "save a copy without the password and import that"
    )


def _text_grid(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> SheetGrid:
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise CannotGoOn(f"{name} is larger than {MOST_BYTES // 1024**2} MB", "split it")
    read = text_rows(name, data, settings)
    lost = {
        (row, column): "a formula, whose value a text file does not hold"
        for row, cells in enumerate(read.rows)
        for column, cell in enumerate(cells)
        if cell.startswith("=") and len(cell) > 1
    }
    rows = read.rows
    if lost:
        rows = tuple(
            tuple("" if (r, c) in lost else cell for c, cell in enumerate(cells))
            for r, cells in enumerate(rows)
        )
    return SheetGrid(ONLY_SHEET, rows, lost=lost, guessed=read.guessed, guess=read.guess)
