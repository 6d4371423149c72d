"""A database of another program, opened from its bytes in memory and asked with bounds.

Nothing of it is run: no view, no virtual table, no extension. Where a value is
of another type than its program writes, it is read as what can be made of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

from evidence.diagnostics import CannotGoOn
from evidence.origins.origin import Left

MAGIC = b"SQLite format 3\x00"
# bytes of a database; those of qualitative programs, which keep pictures and films apart, have 5 MB
MOST_BYTES = 256 * 1024**2
# steps of SQLite's machine, in all: 500 for each row of a large project
_STEPS, _MOST_TIMES = 1_000_000, 2_000
_WAL_BYTES = slice(18, 20)

Row = Mapping[str, Any]


class LeftTable(NamedTuple):
    """Rows of a table that are not taken: what they are, what names one, and why they stay.

    Shape: `where` says which rows; a table without the first column that names has none.
    """

    table: str
    kind: str
    named: tuple[str, ...]
    because: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a database, by name, with their columns.

    Shape: `unwritten` says that the program may have written more beside the
           file, in its `-wal`, which is not seen.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    connection: sqlite3.Connection = field(repr=False, compare=False)
    unwritten: bool = False

    def rows(self, table: str, *columns: str, where: str = "", order: str = "rowid") -> list[Row]:
        """Return the rows of a table, () if it is not there; a missing column is None."""
        if table not in self.columns:
            return []
        there = [column for column in columns if column in self.columns[table]]
        asked = ", ".join(f'"{column}"' for column in there) or "NULL"
        # the names of tables and columns are those that the readers know; none has a quote in it
        condition = f" WHERE {where}" if where else ""
        said = f'SELECT {asked} FROM "{table}"{condition} ORDER BY {order}'  # noqa: S608
        nothing = dict.fromkeys(columns)
        with _reading(self.name):
            found = self.connection.execute(said).fetchall()
        return [nothing | dict(zip(there, row, strict=False)) for row in found]

    def count(self, table: str, where: str = "", distinct: Sequence[str] = ()) -> int:
        """Return how many rows a table has, 0 if it is not there; or rows that differ."""
        if table not in self.columns:
            return 0
        condition = f" WHERE {where}" if where else ""
        said = f'SELECT count(*) FROM "{table}"{condition}'  # noqa: S608
        if distinct:
            named = ", ".join(f'"{column}"' for column in distinct)
            inner = f'SELECT DISTINCT {named} FROM "{table}"{condition}'  # noqa: S608
            said = f"SELECT count(*) FROM ({inner})"  # noqa: S608
        with _reading(self.name):
            return int(self.connection.execute(said).fetchone()[0])

    def left(self, tables: Sequence[LeftTable]) -> tuple[list[Left], dict[str, int]]:
        """Return every row of tables that are not taken, named, and how many there are by kind."""
        left: list[Left] = []
        counts: dict[str, int] = {}
        for table, kind, named, because, where in tables:
            counts.setdefault(kind, 0)
            if named[0] not in self.columns.get(table, ()):
                continue
            counts[kind] += self.count(table, where)
            for place, row in enumerate(self.rows(table, *named, where=where), start=1):
                said = ", ".join(filter(None, (line(row[column]) for column in named)))
                left.append(Left(kind, said or f"row {place} of {table}", because))
        return left, counts

    def remarks(self) -> tuple[str, ...]:
        """Return what is to be said of the file as a whole."""
        told = (
            f"{self.name} was written by a program that may have written more to {self.name}-wal,"
            " which is not seen; close the program, then import again"
        )
        return (told,) if self.unwritten else ()


def is_database(file: BinaryIO, *tables: str) -> bool:
    """Return whether a file is a database with these tables; the file is left where it was."""
    start = file.tell()
    try:
        if file.read(len(MAGIC)) != MAGIC:
            return False
        file.seek(start)
        return set(tables) <= set(open_tables("", file).columns)
    except (CannotGoOn, OSError, ValueError):
        return False
    finally:
        file.seek(start)


def open_tables(name: str, file: BinaryIO, *needed: str) -> Tables:
    """Return the tables of a database.

    Raises: CannotGoOn if it is none, is damaged or too large, or lacks a table that is needed.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise CannotGoOn(f"{name}: the database has more than {MOST_BYTES // 1024**2} MB")
    if not data.startswith(MAGIC):
        raise CannotGoOn(f"{name}: no SQLite database")
    with _reading(name):
        connection = connected(data)
        named = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%\"%'"
        ).fetchall()
        columns = {
            str(table): tuple(
                str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")')
            )
            for (table,) in named
        }
    lacking = [table for table in needed if table not in columns]
    if lacking:
        raise CannotGoOn(f"{name}: the database has no table `{lacking[0]}`")
    return Tables(name, columns, connection, has_log(data))


def has_log(data: bytes) -> bool:
    """Return whether a database keeps its newest changes in a second file, its `-wal`."""
    return data[_WAL_BYTES] == b"\2\2"


def connected(data: bytes) -> sqlite3.Connection:
    """Return a connection to a database in memory: nothing of it is run, and questions end.

    Raises: sqlite3.Error, there or at the first question, if it is damaged.
    """
    if has_log(data):
        # a database in memory has no second file: without this mark SQLite asks for none
        data = data[: _WAL_BYTES.start] + b"\1\1" + data[_WAL_BYTES.stop :]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    connection.text_factory = _text
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    connection.set_progress_handler(_bounded(), _STEPS)
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


def filled(column: str) -> str:
    """Return the condition that a column holds something."""
    return f"coalesce({column}, '') <> ''"


def words(value: Any) -> str:
    """Return a value as text, "" for nothing.

    >>> words(None), words(" a "), words(2019.0), words(b"x")
    ('', ' a ', '2019', 'x')
    """
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case bytes():
            return _text(value)
    return str(value)


def line(value: Any) -> str:
    r"""Return a value as one line, "" for nothing.

    >>> line(" two\n lines ")
    'two lines'
    """
    return " ".join(words(value).split())


def number(value: Any) -> int | None:
    """Return a value as a whole number, None if it is none.

    >>> number(83075.0), number("12"), number("twelve"), number(None), number(float("inf"))
    (83075, 12, None, None, None)
    """
    try:
        found = float(value)
        return int(found) if found == int(found) else None
    except (TypeError, ValueError, OverflowError):
        return None


def _text(data: bytes) -> str:
    # bytes that are no UTF-8 become marks that are seen: where they stand no position fits
    return data.decode("utf-8", "replace")


def _bounded() -> Callable[[], int]:
    times = iter(range(_MOST_TIMES))
    return lambda: int(next(times, None) is None)


@contextmanager
def _reading(name: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OverflowError, MemoryError) as wrong:
        help_ = "open it in its program, and save or export it anew"
        raise CannotGoOn(f"{name}: the database cannot be read: {wrong}", help_) from None
