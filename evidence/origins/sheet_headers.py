"""The rows of a sheet that name its columns, and the name of each column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evidence.origins.sheet_cells import folded, says
from evidence.origins.sheet_grid import SheetGrid
from evidence.origins.sheet_words import meanings

# filled rows among which the names are looked for, and rows below that show what is a column
_LOOK = 15
_BELOW = 40
_LONGEST_NAME = 120
# what speaks for the first row that has several cells
_FIRST = 3.0
_NO_NAME = re.compile(r"https?:|^[\d\W_]+$|\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its place from 0, its letter, the name that settings use, its group's name.

    Shape: `name` is "column C" where the sheet has none, and `Task (O)` where two have one.
           `lower` is the name without that of the group.
    """

    place: int
    letter: str
    name: str
    group: str = ""
    lower: str = ""

    @property
    def nameless(self) -> bool:
        """Return whether the sheet has no name for it."""
        return not self.lower and not self.group


def letters(place: int) -> str:
    """Return the letters of a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(65 + rest) + found
    return found


def header_rows(grid: SheetGrid, empty: Collection[str]) -> tuple[int, ...]:
    """Return the rows, from 1, whose cells name the columns; none where none can be told."""
    filled = [
        place
        for place, row in enumerate(grid.rows[:2000])
        if sum(says(cell, empty) for cell in row) > 0
    ][: _LOOK + _BELOW]
    best = (0.0, -1)
    scored = False
    for order, place in enumerate(filled[:_LOOK]):
        below = [grid.rows[each] for each in filled[order + 1 : order + 1 + _BELOW]]
        score = _score(grid.rows[place], below, empty) if below else 0.0
        if score:
            best = max(best, (score + (0.0 if scored else _FIRST) - order / 2, -place))
            scored = True
    if best[0] <= 0:
        return ()
    main = -best[1]
    if _is_data(grid, main, filled, empty):
        return ()
    if main and _names_more(grid, main - 1, main, empty):
        return (main, main + 1)
    if _continues(grid, main, empty):
        return (main + 1, main + 2)
    return (main + 1,)


def columns(
    grid: SheetGrid, header: Sequence[int], empty: Collection[str]
) -> tuple[SheetColumn, ...]:
    """Return the columns of a sheet as its header rows, counted from 1, name them."""
    upper = _across(grid, header[0] - 1, header[-1] - 1, empty) if len(header) > 1 else {}
    lower = grid.rows[header[-1] - 1] if header and header[-1] <= len(grid.rows) else ()
    parts = []
    for place in range(grid.width):
        below = _name(lower[place] if place < len(lower) else "", empty)
        above = upper.get(place, "")
        if not below:
            above, below = "", above
        parts.append(("" if above == below else above, below))
    names = [": ".join(filter(None, part)) for part in parts]
    times = Counter(map(str.casefold, names))
    return tuple(
        SheetColumn(place, letter := letters(place), _told(name, letter, times), *part)
        for place, (name, part) in enumerate(zip(names, parts, strict=True))
    )


def _told(name: str, letter: str, times: Counter[str]) -> str:
    if not name:
        return f"column {letter}"
    return f"{name} ({letter})" if times[name.casefold()] > 1 else name


def _name(cell: str, empty: Collection[str]) -> str:
    name = folded(cell) if says(cell, empty) else ""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _is_name(cell: str) -> bool:
    name = folded(cell)
    return len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)


def _score(row: Sequence[str], below: Sequence[Sequence[str]], empty: Collection[str]) -> float:
    """Return how much a row looks as if it named the columns below it."""
    cells = [(place, cell) for place, cell in enumerate(row) if says(cell, empty)]
    if len(cells) < 2:
        return 0
    score = 0.0
    for _, cell in cells:
        name = folded(cell)
        good = _is_name(cell) and len(name) <= 60 and not name.endswith((".", ";"))
        score += (1 + 3 * bool(meanings(cell) and len(name.split()) <= 4)) if good else -2
    seen = Counter(folded(cell).casefold() for _, cell in cells)
    score -= sum(times - 1 for times in seen.values()) / 2
    named = {place for place, _ in cells}
    used = Counter(
        place for other in below for place, cell in enumerate(other) if says(cell, empty)
    )
    missing = sum(
        times > max(1, len(below) // 4) for place, times in used.items() if place not in named
    )
    return score - missing


def _is_data(grid: SheetGrid, main: int, filled: Sequence[int], empty: Collection[str]) -> bool:
    """Return whether the best row is a row like those below it: the sheet names no columns."""
    row = grid.rows[main]
    cells = [(place, folded(cell)) for place, cell in enumerate(row) if says(cell, empty)]
    if any(meanings(cell) for _, cell in cells):
        return False
    below = [grid.rows[each] for each in filled if each > main]
    again = sum(
        any(place < len(other) and folded(other[place]) == cell for other in below)
        for place, cell in cells
    )
    return again > 0 or sum(not _is_name(cell) or len(cell) > 60 for _, cell in cells) > 0


def _across(grid: SheetGrid, upper: int, lower: int, empty: Collection[str]) -> dict[int, str]:
    """Return the names of the upper of two header rows, each over all columns of its group."""
    row = grid.rows[upper]
    below = grid.rows[lower]
    found: dict[int, str] = {}
    spans = {left: right for top, left, _, right in grid.merges if top == upper}
    merged = any(right > left for left, right in spans.items())
    group = ""
    for place in range(grid.width):
        name = _name(row[place] if place < len(row) else "", empty)
        named_below = place < len(below) and says(below[place], empty)
        if name:
            found[place] = name
            last = spans.get(place, place)
            found.update(dict.fromkeys(range(place, last + 1), name))
            group = name if named_below and not merged else ""
        elif place not in found and group and named_below:
            found[place] = group
    return found


def _names_more(grid: SheetGrid, upper: int, main: int, empty: Collection[str]) -> bool:
    """Return whether the row above names groups of the columns, or columns without a name."""
    row, below = grid.rows[upper], grid.rows[main]
    cells = [place for place, cell in enumerate(row) if says(cell, empty)]
    if not cells or not all(_is_name(row[place]) for place in cells):
        return False
    spans = [(left, right) for top, left, _, right in grid.merges if top == upper and right > left]
    width = sum(says(cell, empty) for cell in below)
    if any(right - left + 1 < width for left, right in spans):
        return True
    nameless = [p for p in cells if p >= len(below) or not says(below[p], empty)]
    used = grid.rows[main + 1 : main + 1 + _BELOW]
    if any(any(p < len(other) and says(other[p], empty) for other in used) for p in nameless):
        return len(cells) > 1 or cells[0] > 0
    # groups without a merge: several, none over the first column alone
    return not spans and len(cells) > 1 and len(cells) < width and len(row) >= width


def _continues(grid: SheetGrid, main: int, empty: Collection[str]) -> bool:
    """Return whether the row below the names is a second one, of the columns of groups."""
    if main + 2 >= len(grid.rows):
        return False
    row, lower = grid.rows[main], grid.rows[main + 1]
    cells = [place for place, cell in enumerate(lower) if says(cell, empty)]
    groups = {
        place
        for top, left, _, right in grid.merges
        if top == main and right > left
        for place in range(left, right + 1)
    }
    blank = {p for p in range(grid.width) if p >= len(row) or not says(row[p], empty)}
    starts = {p for p in range(grid.width) if p + 1 in blank and p not in blank}
    return (
        len(cells) > 1
        and set(cells) <= (groups or blank | starts)
        and bool(set(cells) & blank)
        and all(_is_name(lower[p]) and len(folded(lower[p])) <= 60 for p in cells)
        and (bool(groups) or any(meanings(lower[p]) for p in cells))
    )
