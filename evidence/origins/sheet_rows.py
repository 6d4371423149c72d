"""The rows of a sheet as its plan reads them: merged cells and blanks filled, others left."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from evidence.origins.sheet_cells import folded, says
from evidence.origins.sheet_headers import SheetColumn
from evidence.origins.sheet_mapping import SheetPlan


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row in which something stands.

    Shape: `number` counts from 1; `cells` are those of the sheet with merged
           cells and blanks filled, "" where nothing stands; `filled` are the
           columns whose cell is another row's, `other_text` those of them that
           a row of another text shares. `left` says why the row is not taken.
    """

    number: int
    cells: tuple[str, ...]
    text: str
    filled: frozenset[int]
    other_text: frozenset[int] = frozenset()
    left: str = ""

    def own(self, place: int) -> bool:
        """Return whether something stands in this row's own cell of a column."""
        return bool(self.cells[place]) and place not in self.filled


def lines(plan: SheetPlan, empty: Collection[str]) -> Iterator[SheetLine]:
    """Yield the rows of a sheet below its header, but for those in which nothing stands."""
    width = plan.grid.width
    texts = [use.column.place for use in plan.of("text")]
    merged = _merged(plan, texts)
    others = [c.place for c in plan.fill_down if c.place not in texts]
    down = [c.place for c in plan.fill_down if c.place in texts]
    above: list[str] = [""] * width
    losing = {row for row, _ in plan.grid.lost}
    text_of: dict[int, str] = {}
    for number, row in enumerate(plan.grid.rows[plan.first :], plan.first):
        cells = [cell if says(cell, empty) else "" for cell in row]
        cells += [""] * (width - len(cells))
        if not any(cells) and number not in losing:
            continue
        begun = _fill(plan, cells, number, merged, empty) if merged else {}
        filled = set(begun)
        continued = bool(texts) and all(not cells[p] or p in filled for p in texts)
        for place in (*down, *(others if continued else ())):
            if not cells[place] and above[place]:
                cells[place] = above[place]
                filled.add(place)
        for place in (*down, *others):
            above[place] = cells[place]
        text = plan.text or " ".join(said for p in texts if (said := folded(cells[p])))
        text_of[number] = text
        yield SheetLine(
            number + 1,
            tuple(cells),
            text,
            frozenset(filled),
            frozenset(place for place, row in begun.items() if text_of.get(row) != text),
            _left(plan, cells, text),
        )


def _fill(
    plan: SheetPlan,
    cells: list[str],
    number: int,
    merged: dict[tuple[int, int], tuple[int, int]],
    empty: Collection[str],
) -> dict[int, int]:
    """Fill the cells of a row that a merged one covers; return the row where each begins."""
    begun = {}
    for place, cell in enumerate(cells):
        first = merged.get((number, place))
        if first is None or cell:
            continue
        row = plan.grid.rows[first[0]]
        said = row[first[1]] if first[1] < len(row) else ""
        if says(said, empty):
            cells[place] = said
            begun[place] = first[0]
    return begun


def _left(plan: SheetPlan, cells: list[str], text: str) -> str:
    if plan.only is not None:
        said = folded(cells[plan.only.place])
        if said.casefold() not in plan.wanted:
            return (
                f"`{plan.only.name}` says “{said[:80]}”" if said else f"`{plan.only.name}` is empty"
            )
    if not text and plan.holds != "codes":
        names = " and ".join(f"`{use.column.name}`" for use in plan.of("text"))
        return f"it does not say which text it is about: {names} is empty"
    return ""


def _merged(plan: SheetPlan, texts: list[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each cell below the header that a merged one covers where that begins.

    One across several columns of data is a heading where it begins at the text,
    or covers the sheet: it is not repeated to the side.
    """
    found = {}
    last = max((use.column.place for use in plan.uses), default=0)
    for top, left, bottom, right in plan.grid.merges:
        if top < plan.first:
            continue
        heading = left in texts or (left == 0 and right >= last)
        for row in range(top, bottom + 1):
            for place in range(left, (left if heading else right) + 1):
                if (row, place) != (top, left):
                    found[row, place] = (top, left)
    return found


def used_columns(plan: SheetPlan) -> frozenset[int]:
    """Return the places of the columns that the mapping takes something from."""
    more: tuple[SheetColumn, ...] = (*plan.id, *((plan.only,) if plan.only else ()))
    return frozenset((*(use.column.place for use in plan.uses), *(column.place for column in more)))
