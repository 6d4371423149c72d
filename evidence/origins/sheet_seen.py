"""The columns of a sheet with what their names mean and their cells show, for a proposal."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evidence.origins.sheet_cells import folded, marked, says
from evidence.origins.sheet_grid import SheetGrid
from evidence.origins.sheet_headers import SheetColumn, columns, header_rows
from evidence.origins.sheet_words import meanings

# what a column of decisions says of a row that is taken, and of one that is not
TAKEN = re.compile(
    r"^(?:in|incl?(?:uded?|usion)?|i|yes|y|1|true|positive|retained|kept|accept(?:ed)?|eligible"
    r"|final inclusion|disertakan|ya|ja|oui|sí|si|sim|eingeschlossen|inclus|incluido|incluído)\b",
    re.IGNORECASE,
)
NOT_TAKEN = re.compile(
    r"^(?:out|excl?(?:uded?|usion)?|e|no|n|0|false|negative|reject(?:ed)?|duplicate[ds]?"
    r"|ineligible|false positive|tidak|nein|non|não|ausgeschlossen|exclus|excluido|excluído)\b",
    re.IGNORECASE,
)
# "not reported", which is no wording of anything
NOT_SAID = ("nr", "n.r.", "ns", "not reported", "not stated", "not specified", "not applicable")

# cells of a column that show what it holds
_ENOUGH = 1_000
_NUMBER = re.compile(r"[-+−]?[\d.,\s%()±/:]+")
_STRONG = re.compile(
    r"cite|bib|\bkey\b|author.?year|\b(?:study|paper|article|source|text).?id\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column with what its name means, its filled cells, their rows, and how many differ."""

    column: SheetColumn
    meaning: str
    cells: tuple[str, ...]
    rows: tuple[int, ...]
    different: int

    @property
    def name(self) -> str:
        """Return its name, as settings say it."""
        return self.column.name

    @property
    def worded(self) -> float:
        """Return the share of cells that say something in words: no number, mark or truth value."""
        step = len(self.cells) // _ENOUGH + 1
        seen = self.cells[::step]
        return sum(map(_is_wording, seen)) / len(seen) if seen else 0.0

    @property
    def unique(self) -> bool:
        """Return whether no two of its cells are alike."""
        return self.different == len(self.cells)

    @property
    def nearly_unique(self) -> bool:
        """Return whether hardly two of its cells are alike."""
        return self.different * 10 >= len(self.cells) * 9


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """A sheet with its header rows, from 1, its columns, and the number of filled rows below."""

    grid: SheetGrid
    header: tuple[int, ...]
    seen: tuple[SeenColumn, ...]
    filled: int

    def of(self, *meanings: str) -> list[SeenColumn]:
        """Return the columns whose name means one of these."""
        return [each for each in self.seen if each.meaning in meanings]

    def texts(self) -> list[SeenColumn]:
        """Return the columns that may say what a row is about, the best first."""
        ranked = []
        said = bool(self.of("quote", "statement"))
        named = self.of("text", "key")
        for each in self.seen:
            # the number of a row is no text where another column names fewer texts
            fewer = any(other.different < each.different for other in named)
            rank = _text_rank(each, numbered=said and each.nearly_unique and fewer)
            if rank and len(each.cells) * 12 >= self.filled:
                ranked.append((rank, each.column.place, each))
        ranked.sort(key=lambda found: found[:2])
        return [each for *_, each in ranked]

    def ids(self, text: SeenColumn) -> list[str]:
        """Return the name of the column that tells one row from all others, in a list."""
        if text.unique and text.meaning != "author" and len(text.cells) == self.filled:
            return [text.name]
        plain = (each for each in self.of("text") if each is not text and _is_plain_id(each))
        return [each.name for each in plain if each.nearly_unique][:1]

    def continued(self, text: SeenColumn) -> frozenset[int]:
        """Return the rows without a text of their own, below one that has one."""
        own = set(text.rows) - self._covered(text)
        first = min(own, default=0)
        return frozenset(
            row
            for row in range(self.header[-1], len(self.grid.rows))
            if row > first and row not in own
        )

    def _covered(self, each: SeenColumn) -> set[int]:
        """Return the rows in which a merged cell that began above covers a column."""
        return {
            row
            for top, left, bottom, _ in self.grid.merges
            if left == each.column.place
            for row in range(top + 1, bottom + 1)
        }


def seen_sheet(grid: SheetGrid, empty: Collection[str]) -> SeenSheet | None:
    """Return what is seen of a sheet; None where no row names columns."""
    header = () if grid.too_large else header_rows(grid, empty)
    if not header:
        return None
    body = grid.rows[header[-1] :]
    seen = []
    for column in columns(grid, header, empty):
        filled = [
            (number, row[column.place])
            for number, row in enumerate(body, header[-1])
            if column.place < len(row) and says(row[column.place], empty)
        ]
        covered = {
            number
            for top, left, bottom, _ in grid.merges
            if left == column.place and top >= header[-1]
            for number in range(top, bottom + 1)
        }
        rows = sorted({number for number, _ in filled} | covered)
        if filled:
            cells = tuple(cell for _, cell in filled)
            different = len({folded(cell) for cell in cells})
            seen.append(SeenColumn(column, _meaning(column, cells), cells, tuple(rows), different))
    number = sum(any(says(cell, empty) for cell in row) for row in body)
    return SeenSheet(grid, header, tuple(seen), number)


def _meaning(column: SheetColumn, cells: Sequence[str]) -> str:
    """Return what the name of a column means, if its cells do not say otherwise."""
    name = column.lower or column.name
    meaning = "" if column.nameless else meanings(name)
    if meaning != "decision":
        return meaning
    values = {folded(cell) for cell in cells}
    decided = sum(bool(TAKEN.match(value) or NOT_TAKEN.match(value)) for value in values)
    # `Age eligibility` says something of a text, `Eligibility` that it was chosen
    alone = all(meanings(word) == "decision" for word in re.findall(r"[^\W\d_]{3,}", name))
    return "decision" if alone or decided * 2 >= len(values) else ""


def _text_rank(each: SeenColumn, *, numbered: bool) -> int:
    if each.meaning == "key":
        return 1
    if each.meaning == "text":
        if _STRONG.search(each.name.replace("_", " ").replace("-", " ")):
            return 2
        if _is_plain_id(each):
            return 5 if numbered else 3
        return 4
    if each.meaning in {"title", "author"}:
        return 6 if each.meaning == "title" else 8
    return 7 if each.meaning in {"doi", "url"} else 0


def _is_plain_id(each: SeenColumn) -> bool:
    return re.findall(r"[^\W\d_]+", each.name.casefold()) in (["id"], ["key"], ["ids"])


def _is_wording(cell: str) -> bool:
    bare = folded(cell)
    return (
        len(bare) > 1
        and marked(bare) is None
        and bare.casefold() not in NOT_SAID
        and not _NUMBER.fullmatch(bare)
        and sum(char.isalpha() for char in bare) > 1
    )
