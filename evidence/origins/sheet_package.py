"""What stands in the archive of an XLSX or ODS file beside the values that calamine reads.

Looked through before calamine sees the file: how much it unpacks to, how far
its sheets reach, document types; and for each sheet the cells whose value is
not there (a formula without one, an error), and in ODS merged cells and truths.
"""

from __future__ import annotations

import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from evidence.diagnostics import CannotGoOn

# bytes that the parts of an archive unpack to; cells of a sheet, from the first row to the last
MOST_UNPACKED = 256 * 1024**2
MOST_CELLS = 5_000_000
_MOST_PARTS = 10_000
_PIECE = 256 * 1024

_MERGE = tuple[int, int, int, int]
_DIGITS = "0123456789"
_MOST_PLAIN = 64 * 1024**2
# a formula, and a cell with an error
_NOT_PLAIN = (b"<f>", b"<f ", b"<f/", b't="e"', b"t='e'")
_CELLS = (b"<c ", b"<c>", b"<c/", b"<c\n", b"<c\t", b"<c\r")
_REFS = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
# what reading an archive raises whose bytes are not what they should be
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_FORMULA = "a formula without a stored value: open the file in a spreadsheet program and save it"


@dataclass(slots=True)
class _Marks:
    """What is gathered of a sheet while its XML is read."""

    lost: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[_MERGE] = field(default_factory=list)
    values: dict[tuple[int, int], str] = field(default_factory=dict)
    notes: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What the XML of a sheet says beside its values, cells counted from 0.

    Shape: `lost` why the value of a cell is missing; `merges` of ODS; `values`
           that calamine gives as something else; `notes` the cells that a note
           hangs on; `too_large` why it is not read.
    """

    lost: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merges: tuple[_MERGE, ...] = ()
    values: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notes: tuple[tuple[int, int], ...] = ()
    too_large: str = ""


def package_marks(name: str, file: BinaryIO) -> Mapping[str, SheetMarks]:
    """Return what the archive says of each sheet, by the sheet's name.

    Raises: CannotGoOn for an archive that is damaged, unpacks to too much, is
            protected, is no spreadsheet, or holds a document type.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = _bounded(name, archive)
            if "content.xml" in names:
                return _ods(name, archive)
            if "xl/workbook.bin" in names:
                raise CannotGoOn(
                    f"{name} is a binary workbook (.xlsb)", "save it as .xlsx and import that"
                )
            return _xlsx(name, archive)
    except _DAMAGES as wrong:
        if isinstance(wrong, RuntimeError) and "password" in str(wrong):
            raise CannotGoOn(
                f"{name} is protected by a password", "save a copy without the password"
            ) from None
        raise CannotGoOn(
            f"{name} is damaged: {' '.join(str(wrong).split())[:120]}",
            "open it in a spreadsheet program, if that still can, and save it anew",
        ) from None


def _bounded(name: str, archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the names of the parts, after each that is read was unpacked once and let go."""
    infos = archive.infolist()
    if len(infos) > _MOST_PARTS:
        raise CannotGoOn(f"{name} holds {len(infos):,} parts, which no spreadsheet does")
    total = 0
    for info in infos:
        if not info.filename.endswith((".xml", ".rels")):
            continue
        tail = b""
        for piece in _pieces(archive, info):
            total += len(piece)
            if total > MOST_UNPACKED:
                most = MOST_UNPACKED // 1024**2
                raise CannotGoOn(
                    f"{name} unpacks to more than {most} MB and is not read",
                    "split it, or delete what is not needed",
                )
            if b"<!DOCTYPE" in (seam := tail + piece) or b"<!ENTITY" in seam:
                raise CannotGoOn(
                    f"{name} holds a document type in `{info.filename}`, which no spreadsheet "
                    "program writes",
                    "nothing of it is read; save it anew from a spreadsheet program",
                )
            tail = piece[-16:]
    return frozenset(info.filename for info in infos)


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as part:
        while piece := part.read(_PIECE):
            yield piece


def _parse(
    name: str,
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None] | None = None,
    listen: Callable[[expat.XMLParserType], None] | None = None,
) -> None:
    """Read a part, calling `start` with each local name and its attributes by local name."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _document_type(name, part)
    if listen is not None:
        listen(parser)
    if part not in archive.NameToInfo:
        return
    try:
        for piece in _pieces(archive, archive.getinfo(part)):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as wrong:
        raise CannotGoOn(
            f"{name} is damaged: `{part}` is no XML ({wrong})",
            "open it in a spreadsheet program, if that still can, and save it anew",
        ) from None


def _document_type(name: str, part: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise CannotGoOn(
            f"{name} holds a document type in `{part}`, which no spreadsheet program writes",
            "nothing of it is read; save it anew from a spreadsheet program",
        )

    return refuse


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _xlsx(name: str, archive: zipfile.ZipFile) -> Mapping[str, SheetMarks]:
    sheets: list[tuple[str, str]] = []

    def sheet(tag: str, at: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            by_local = {_local(key): value for key, value in at.items()}
            sheets.append((by_local.get("name", ""), by_local.get("id", "")))

    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise CannotGoOn(
            f"{name} is an archive, and no spreadsheet", "unpack it and import the file in it"
        )
    _parse(name, archive, "xl/workbook.xml", sheet)
    targets = _targets(name, archive, "xl/workbook.xml")
    found = {}
    for title, identity in sheets:
        part = targets.get(identity, "")
        if part in names:
            marks = _worksheet(name, archive, part)
            for other in _targets(name, archive, part).values():
                if other in names and re.search(r"/(?:threadedC|c)omments?[^/]*\.xml$", other):
                    marks.notes += _notes(name, archive, other)
            found[title] = _closed(title, marks)
    return found


def _targets(name: str, archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the parts that a part leads to, by the id of the relationship."""
    folder, _, last = part.rpartition("/")
    found: dict[str, str] = {}

    def target(tag: str, at: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            said = at.get("Target", "")
            path = said.lstrip("/") if said.startswith("/") else posixpath.join(folder, said)
            found[at.get("Id", "")] = posixpath.normpath(path)

    _parse(name, archive, f"{folder}/_rels/{last}.rels", target)
    return found


def _notes(name: str, archive: zipfile.ZipFile, part: str) -> list[tuple[int, int]]:
    """Return the cells that the notes of a sheet hang on."""
    found = []

    def note(tag: str, at: dict[str, str]) -> None:
        if _local(tag) in {"comment", "threadedComment"}:
            ref = at.get("ref", "A1")
            row = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")[:8]
            found.append((int(row) - 1 if row.isdecimal() else 0, _column(ref)))

    _parse(name, archive, part, note)
    return found


def _worksheet(name: str, archive: zipfile.ZipFile, part: str) -> _Marks:
    plain = _plain(archive, part)
    if plain is not None:
        _parse(name, archive, part)
        return plain
    reader = _Worksheet()
    _parse(name, archive, part, reader.start, reader.listen)
    return reader.finished()


def _plain(archive: zipfile.ZipFile, part: str) -> _Marks | None:
    """Return how far a sheet reaches at most; None where that, or its formulas, need a closer look.

    Most sheets have no formula and no error, and each cell says where it is:
    hearing each element of them would cost more than reading the values does.
    """
    if archive.getinfo(part).file_size > _MOST_PLAIN:
        return None
    xml = archive.read(part)
    head = xml[:1000]
    if b"<worksheet" not in head or (b"encoding=" in head and b"UTF-8" not in head.upper()):
        return None
    if any(mark in xml for mark in _NOT_PLAIN):
        return None
    refs = _REFS.findall(xml)
    if len(refs) != sum(map(xml.count, _CELLS)):
        return None
    marks = _Marks(rows=max((int(row) for _, row in refs), default=0))
    letters = max({(len(each), each) for each, _ in refs}, default=(0, b""))[1]
    marks.columns = _column(letters.decode()) + 1 if letters else 0
    return marks if marks.rows * marks.columns <= MOST_CELLS else None


class _Worksheet:
    """Hears the XML of a sheet of XLSX: how far it reaches, and cells without their value."""

    def __init__(self) -> None:
        self.marks = _Marks()
        self._parser: expat.XMLParserType | None = None
        self._row = 0
        self._column = -1
        self._ref = ""
        self._error = self._formula = self._valued = False
        self._farthest = (0, "")

    def listen(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.EndElementHandler = self._end

    def start(self, tag: str, at: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        if local == "c":
            if self._formula or self._error:
                self._settle()
            self._ref = at.get("r", "")
            self._column += 1
            self._error = at.get("t") == "e"
            self._valued = False
        elif local in {"v", "is"}:
            self._value()
        elif local == "f":
            self._formula = True
        elif local == "row":
            if self._formula or self._error:
                self._settle()
            said = at.get("r", "")
            self._row = int(said) if said.isdecimal() and len(said) < 9 else self._row + 1
            self._column = -1

    def finished(self) -> _Marks:
        self._settle()
        reached = _column(self._farthest[1]) + 1 if self._farthest[1] else 0
        self.marks.columns = max(self.marks.columns, reached)
        return self.marks

    def _value(self) -> None:
        self.marks.rows = max(self.marks.rows, self._row)
        letters = self._ref.rstrip(_DIGITS)
        if letters:
            self._farthest = max(self._farthest, (len(letters), letters))
        else:
            self.marks.columns = max(self.marks.columns, self._column + 1)
        if self._formula and self._parser is not None:
            # whether its value is empty only its letters tell
            self._parser.CharacterDataHandler = self._letters

    def _letters(self, text: str) -> None:
        self._valued = self._valued or bool(text)

    def _end(self, tag: str) -> None:
        if self._formula and self._parser is not None and tag.rpartition(" ")[2] == "v":
            self._parser.CharacterDataHandler = None

    def _settle(self) -> None:
        place = (self._row - 1, _column(self._ref) if self._ref else self._column)
        if self._formula and not self._valued:
            self.marks.lost[place] = _FORMULA
        elif self._error:
            self.marks.lost[place] = "an error of a formula"
        self._formula = self._error = False


def _column(ref: str) -> int:
    """Return the column of a reference such as `AB12`, counted from 0."""
    number = 0
    for letter in re.sub(r"[^A-Za-z]", "", ref)[:4].upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _ods(name: str, archive: zipfile.ZipFile) -> Mapping[str, SheetMarks]:
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise CannotGoOn(
                f"{name} is protected by a password",
                "save a copy without the password and import that",
            )
    reader = _OdsTables()
    _parse(name, archive, "content.xml", reader.start)
    found = {title: _closed(title, said) for title, said in reader.found.items()}
    # calamine reads all sheets of an ODS at once
    if too_large := next((each.too_large for each in found.values() if each.too_large), ""):
        raise CannotGoOn(f"{name} is not read: {too_large}", "delete it, or the sheet, and save")
    return found


class _OdsTables:
    """Hears the XML of an ODS file: how far each sheet reaches, merged cells, truth values."""

    def __init__(self) -> None:
        self.found: dict[str, _Marks] = {}
        self._marks = _Marks()
        self._row = self._column = 0
        self._repeated = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        if local == "annotation":
            self._marks.notes.append((self._row, self._column - 1))
        if local not in {"table", "table-row", "table-cell", "covered-table-cell"}:
            return
        at = {_local(key): value for key, value in attributes.items()}
        if local == "table":
            self._marks = self.found.setdefault(at.get("name", ""), _Marks())
            self._row = self._repeated = 0
        elif local == "table-row":
            self._row += self._repeated
            self._repeated = _number(at, "number-rows-repeated")
            self._column = 0
        else:
            self._cell(at)

    def _cell(self, at: Mapping[str, str]) -> None:
        marks, row, column = self._marks, self._row, self._column
        times = _number(at, "number-columns-repeated")
        kind = at.get("value-type", "")
        if kind:
            marks.rows = max(marks.rows, row + self._repeated)
            marks.columns = max(marks.columns, column + times)
        if kind == "boolean":
            marks.values[row, column] = at.get("boolean-value", "").upper()
        if at.get("formula") and kind in {"", "error"}:
            marks.lost[row, column] = _FORMULA
        down, across = _number(at, "number-rows-spanned"), _number(at, "number-columns-spanned")
        if down > 1 or across > 1:
            marks.merges.append((row, column, row + down - 1, column + across - 1))
        self._column += times


def _number(at: Mapping[str, str], key: str) -> int:
    said = at.get(key, "1")
    return int(said) if said.isdecimal() and len(said) < 9 else 1


def _closed(title: str, marks: _Marks) -> SheetMarks:
    cells = marks.rows * marks.columns
    too_large = (
        f"sheet `{title}` reaches to row {marks.rows:,} and column {marks.columns:,}: "
        f"{cells:,} cells, of which at most {MOST_CELLS:,} are read; something stands far away"
        if cells > MOST_CELLS
        else ""
    )
    notes = tuple(sorted(set(marks.notes)))
    return SheetMarks(marks.lost, tuple(marks.merges), marks.values, notes, too_large)
