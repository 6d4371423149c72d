"""Sheets: XLSX, ODS, XLS, CSV and the like, read by a mapping that is proposed from their headers.

What the settings say, and each word of them, stands in `sheet_mapping`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment
from evidence.origins.sheet_cells import folded, says
from evidence.origins.sheet_claims import CELL, SheetCode, claims_of, counted
from evidence.origins.sheet_entry import entry_value
from evidence.origins.sheet_grid import sheet_grids, sheet_kind
from evidence.origins.sheet_headers import letters
from evidence.origins.sheet_mapping import SheetMapping, SheetPlan, SheetUse, mapping
from evidence.origins.sheet_proposal import proposed
from evidence.origins.sheet_rows import SheetLine, lines, used_columns

TOOL = "sheet"
_NOTE = "note of a cell"
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".tab", ".psv")


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file may be a sheet: a workbook by its bytes, or text that is named so."""
    try:
        file.seek(0)
        head = file.read(4096)
        kind = sheet_kind(head)
    except (OSError, ValueError):
        return False
    file.seek(0)
    named = name.casefold().endswith(_ENDINGS)
    if kind == "archive":
        return named or b"xl/" in head or b"opendocument.spreadsheet" in head
    # a saved web page that is named a sheet is told so here, and nowhere else
    return named and kind != "binary" if kind != "ole" else True


def propose(name: str, file: BinaryIO) -> dict[str, Any] | str:
    """Return the settings that the headers of a file suggest, or a question if they do not.

    Raises: CannotGoOn if the file cannot be read.
    """
    return proposed(name, sheet_grids(name, file, {}))


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:
    """Return what a file holds, by settings; by those that are proposed where there are none.

    Raises: CannotGoOn if the file cannot be read, if the settings do not fit it, or if
            there are none and none can be proposed.
    """
    grids = sheet_grids(name, file, settings)
    if "sheets" not in settings:
        suggested = proposed(name, grids)
        if isinstance(suggested, str):
            first, _, rest = suggested.partition("\n")
            raise CannotGoOn(first, rest)
        settings = {**suggested, **settings}
    return _Reading(name, mapping(name, grids, settings)).origin()


@dataclass(slots=True)
class _Work:
    """A text while its rows are gathered."""

    key: str
    entry: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Coded:
    """A code while its cells are gathered."""

    label: str
    parent: str = ""
    definition: str = ""
    told: list[str] = field(default_factory=list)


class _Reading:
    """Gathers what the sheets of a file hold."""

    def __init__(self, name: str, said: SheetMapping) -> None:
        self.name = name
        self.said = said
        self.works: dict[str, _Work] = {}
        self.codes: dict[str, _Coded] = {}
        self.segments: list[Segment] = []
        self.left: list[Left] = []
        self.counts: Counter[str] = Counter()
        self._rows = {
            plan.grid.name: tuple(lines(plan, said.empty))
            for plan in said.plans
            if plan.holds != "nothing"
        }
        self._several = sum(plan.holds == "claims" for plan in said.plans) > 1

    def origin(self) -> Origin:
        # codebooks first: the label of a code is theirs
        order = {"codes": 0, "texts": 1, "claims": 2, "nothing": 3}
        for plan in sorted(self.said.plans, key=lambda each: order[each.holds]):
            match plan.holds:
                case "codes":
                    self._codebook(plan)
                case "texts":
                    self._texts(plan)
                case "claims":
                    self._claims(plan)
                case _:
                    self._leave("sheet", f"sheet `{plan.grid.name}`", plan.because)
                    self.counts["sheet"] += 1
        self.counts["text"] += len({key for key in self._text_keys() if key})
        self.counts["code"] += len(self._code_keys())
        return Origin(
            TOOL,
            self.name,
            texts=tuple(map(_text, self.works.values())),
            codes=tuple(_code(key, code) for key, code in self.codes.items()),
            segments=tuple(self.segments),
            left=tuple(self.left),
            counts={kind: number for kind, number in self.counts.items() if number},
            extractor=self.said.extractor,
        )

    def _claims(self, plan: SheetPlan) -> None:
        rows = self._rows[plan.grid.name]
        prefix = f"{plan.grid.name}/" if self._several else ""
        found = claims_of(plan, rows, prefix)
        self.segments += found.segments
        self.left += found.left
        for code in found.codes:
            self._name_code(code)
        uses = plan.of("entry", "text")
        for line in rows:
            if not line.left:
                self._entry(uses, line)
        self._lost(plan)
        self._unused(plan)
        lost = self._lost_cells(plan)
        self.counts.update(counted(plan, rows, lost))

    def _texts(self, plan: SheetPlan) -> None:
        seen: dict[str, int] = {}
        for line in self._rows[plan.grid.name]:
            name = f"row {line.number} of sheet {plan.grid.name}"
            if line.left:
                self._leave("text", name, line.left)
            elif line.text in seen:
                self._leave("text", name, f"`{line.text}` stands in row {seen[line.text]}")
            else:
                seen[line.text] = line.number
                self._entry(plan.of("entry", "text"), line)
                continue
            self.counts["text"] += 1
        self._lost(plan)
        self._unused(plan)
        self.counts[CELL] += len(self._lost_cells(plan))

    def _codebook(self, plan: SheetPlan) -> None:
        for line in self._rows[plan.grid.name]:
            said = {use.use: folded(line.cells[use.column.place]) for use in plan.uses}
            name = f"row {line.number} of sheet {plan.grid.name}"
            if line.left or not said["label"]:
                self._leave("code", name, line.left or "no label stands in it")
                self.counts["code"] += 1
                continue
            code = self._name_code(SheetCode(said["label"], said.get("parent", "")))
            definition = said.get("definition", "")
            if definition and definition not in code.definition:
                code.definition = f"{code.definition} {definition}".strip()
        self._lost(plan)
        self._unused(plan)
        self.counts[CELL] += len(self._lost_cells(plan))

    def _name_code(self, said: SheetCode) -> _Coded:
        code = self.codes.setdefault(said.key, _Coded(said.label))
        if code.label != said.label and (other := f"also written “{said.label}”") not in code.told:
            code.told.append(other)
        if said.parent and said.parent.casefold() != said.key:
            parent = said.parent.casefold()
            self.codes.setdefault(parent, _Coded(said.parent))
            if not code.parent and not self._below(parent, said.key):
                code.parent = parent
            elif code.parent != parent:
                other = f"also stands under “{said.parent}”"
                code.told += [] if other in code.told else [other]
        return code

    def _below(self, key: str, other: str) -> bool:
        """Return whether a code stands below another, however far."""
        seen = set()
        while key and key not in seen:
            if key == other:
                return True
            seen.add(key)
            key = self.codes[key].parent if key in self.codes else ""
        return False

    def _entry(self, uses: Sequence[SheetUse], line: SheetLine) -> None:
        work = self.works.setdefault(line.text, _Work(line.text))
        for use in uses:
            key = use.said.get("field", "")
            cell = line.cells[use.column.place]
            if not key or not cell:
                continue
            value, told = entry_value(key, cell)
            if told and told not in work.told:
                work.told.append(told)
            before = work.entry.setdefault(key, value)
            if before != value:
                other = f"another row gives {key} as “{value[:80]}”"
                work.told += [] if other in work.told else [other]

    def _lost_cells(self, plan: SheetPlan) -> list[tuple[int, int]]:
        used = used_columns(plan)
        return [(row, c) for row, c in plan.grid.lost if row >= plan.first and c in used]

    def _lost(self, plan: SheetPlan) -> None:
        names = {column.place: column.letter for column in plan.columns}
        for row, place in self._lost_cells(plan):
            name = f"cell {names.get(place, '')}{row + 1} of sheet {plan.grid.name}"
            self._leave(CELL, name, plan.grid.lost[row, place])
        for row, place in plan.grid.notes:
            name = f"note at {letters(place)}{row + 1} of sheet {plan.grid.name}"
            self._leave(_NOTE, name, "the note of a cell is not taken")
        self.counts[_NOTE] += len(plan.grid.notes)

    def _unused(self, plan: SheetPlan) -> None:
        """Name each column in which something stands and of which nothing is taken."""
        used = used_columns(plan)
        known = {column.place for column in plan.leave}
        for column in plan.columns:
            if column.place not in used and self._stands(plan, column.place):
                why = "leaves it" if column.place in known else "does not name it"
                name = f"column `{column.name}` of sheet {plan.grid.name}"
                self._leave("column", name, f"the mapping {why}")
        self.counts["column"] += sum(
            self._stands(plan, place) for place in range(plan.grid.width) if place not in used
        )

    def _stands(self, plan: SheetPlan, place: int) -> bool:
        return any(
            place < len(row) and says(row[place], self.said.empty)
            for row in plan.grid.rows[plan.first :]
        )

    def _text_keys(self) -> Iterator[str]:
        """Yield the text of each row that is taken, as the cells say it."""
        for plan in self.said.plans:
            if plan.holds in {"claims", "texts"}:
                for line in self._rows[plan.grid.name]:
                    if not line.left:
                        yield line.text

    def _code_keys(self) -> set[str]:
        return {*self.codes, *(key for segment in self.segments for key in segment.codes)}

    def _leave(self, kind: str, name: str, because: str) -> None:
        self.left.append(Left(kind, name, because))


def _text(work: _Work) -> CodedText:
    name = work.entry.get("title", work.key)
    return CodedText(work.key, name, work.entry, approximated=tuple(work.told))


def _code(key: str, code: _Coded) -> Code:
    return Code(key, code.label, code.definition, code.parent, tuple(code.told))
