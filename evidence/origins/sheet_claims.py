"""The rows of a sheet of claims as segments: one a row, or one a cell where columns are themes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from evidence.origins.origin import Left, Segment
from evidence.origins.sheet_cells import (
    code_pieces,
    folded,
    marked,
    own_lines,
    pieces,
    quotes,
)
from evidence.origins.sheet_grid import ONLY_SHEET
from evidence.origins.sheet_headers import SheetColumn
from evidence.origins.sheet_mapping import SheetPlan, SheetUse
from evidence.origins.sheet_rows import SheetLine
from evidence.yaml.dump import Value

ROW = "row"
CELL = "cell"
MORE = "further claim of a row"


@dataclass(frozen=True, slots=True)
class SheetCode:
    """A code as one cell names it, and the code above it."""

    label: str
    parent: str = ""

    @property
    def key(self) -> str:
        """Return the label in lower case: people do not keep to one way of writing it."""
        return self.label.casefold()


@dataclass(frozen=True, slots=True)
class SheetClaims:
    """What a sheet of claims gives."""

    segments: tuple[Segment, ...]
    left: tuple[Left, ...]
    codes: tuple[SheetCode, ...]


def claims_of(plan: SheetPlan, rows: Sequence[SheetLine], prefix: str) -> SheetClaims:
    """Return the segments of a sheet, what is left of it, and the codes that it names.

    Shape: `prefix` begins each key: the sheet, where the file has several.
    """
    reader = _Reader(plan, rows)
    for line in rows:
        if plan.of("theme"):
            reader.cells(line)
        else:
            reader.row(line)
    segments = _told_apart(reader.segments, prefix)
    return SheetClaims(segments, tuple(reader.left), tuple(reader.codes))


def counted(
    plan: SheetPlan, rows: Sequence[SheetLine], lost: Collection[tuple[int, int]]
) -> Counter[str]:
    """Return how many things of each kind the sheet holds, by its cells, without reading claims."""
    counts: Counter[str] = Counter()
    counts[CELL] += sum(row >= plan.first for row, _ in lost)
    if themes := plan.of("theme"):
        for line in rows:
            cells = [u for u in themes if _stands(line, u)]
            counts[ROW] += not cells
            counts[CELL] += len(cells)
            counts[MORE] += sum(
                max(len(_values(line.cells[u.column.place], u)) - 1, 0)
                for u in cells
                if not line.left
            )
        return counts
    quoting = plan.of("quote", "statement")
    groups = dict.fromkeys(use.claim for use in quoting)
    for line in rows:
        counts[ROW] += 1
        if line.left:
            continue
        made = 0
        for group in groups:
            sizes = {use.use: 0 for use in quoting}
            for use in quoting:
                if use.claim == group and line.cells[use.column.place]:
                    sizes[use.use] += len(_values(line.cells[use.column.place], use))
            if any(sizes.values()):
                made += max(sizes.get("quote", 0), 1) * max(sizes.get("statement", 0), 1)
        counts[MORE] += max(made - 1, 0)
        if made:
            counts[CELL] += sum(
                bool(line.own(use.column.place))
                for use in plan.of("code")
                if use.claim and not _said(line, quoting, use.claim)
            )
    return counts


def _said(line: SheetLine, quoting: Sequence[SheetUse], group: str) -> bool:
    return any(line.cells[use.column.place] for use in quoting if use.claim == group)


class _Reader:
    """Makes segments of lines, and gathers them."""

    def __init__(self, plan: SheetPlan, rows: Sequence[SheetLine]) -> None:
        self.plan = plan
        self.segments: list[Segment] = []
        self.left: list[Left] = []
        self.codes: list[SheetCode] = []
        self._cells: dict[tuple[int, str], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._themes = plan.of("theme")
        self._quoting = plan.of("quote", "statement")
        self._coded = plan.of("code", "mark")
        self._beside = plan.of("memo", "coder", "voice", "at", "field")
        self._groups = tuple(dict.fromkeys(use.claim for use in self._quoting))
        self._of = f" of sheet {plan.grid.name}" if plan.grid.name != ONLY_SHEET else ""
        self._known = {
            use.column.place: frozenset(
                folded(line.cells[use.column.place]).casefold()
                for line in rows
                if "\n" not in line.cells[use.column.place].strip()
            )
            for use in plan.of("code")
            if use.split == "lines"
        }

    def cells(self, line: SheetLine) -> None:
        """Take each cell of a theme as a claim."""
        themes = [use for use in self._themes if _stands(line, use)]
        if not themes:
            because = line.left or "nothing stands under its themes"
            self._leave(ROW, f"row {line.number}{self._of}", because)
        for use in themes:
            name = f"cell {use.column.letter}{line.number}{self._of} (`{use.column.name}`)"
            if line.left:
                self._leave(CELL, name, line.left)
                continue
            code = _code_of(use)
            more, told = self._codes(line, "")
            self.codes.append(code)
            values = _values(line.cells[use.column.place], use)
            if not values:
                self._leave(CELL, name, "nothing but marks stands in it")
            for order, value in enumerate(values):
                quoted = use.said.get("is") == "quote"
                self.segments.append(
                    self._segment(
                        line,
                        "",
                        kind=MORE if order else CELL,
                        name=name if len(values) == 1 else f"{name}, value {order + 1}",
                        statement="" if quoted else value,
                        quote=value if quoted else "",
                        codes=(code, *more),
                        told=told,
                        place=(use.column.name, value if use.split else ""),
                    )
                )

    def row(self, line: SheetLine) -> None:
        """Take a row as a claim, or as several where its columns or cells say so."""
        name = f"row {line.number}{self._of}"
        if line.left:
            self._leave(ROW, name, line.left)
            return
        made: list[Segment] = []
        quoting = self._quoting
        for group in self._groups:
            made += self._group(line, group, name, first=not made)
        if not made:
            names = " and ".join(f"`{use.column.name}`" for use in quoting[:3])
            self._leave(ROW, name, f"nothing stands in {names}")
            return
        self.segments += made
        for use in self._coded:
            alone = use.use == "code" and use.claim and line.own(use.column.place)
            if alone and not _said(line, quoting, use.claim):
                cell = f"cell {use.column.letter}{line.number}{self._of}"
                self._leave(CELL, cell, f"a code of `{use.claim}`, where nothing is said")

    def _group(self, line: SheetLine, group: str, name: str, *, first: bool) -> list[Segment]:
        columns = [use for use in self._quoting if use.claim == group]
        said, quoted = (
            [
                value
                for use in columns
                if use.use == kind
                for value in _values(line.cells[use.column.place], use)
            ]
            for kind in ("statement", "quote")
        )
        if not said and not quoted:
            return []
        codes, told = self._codes(line, group)
        self.codes += codes
        split = any(use.split for use in columns)
        several: tuple[str, ...] = ()
        if said and quoted and len(said) * len(quoted) > 1:
            several = (f"{len(said) * len(quoted)} claims share what the row says",)
        made = []
        pairs = [(s, q) for s in said or [""] for q in quoted or [""]]
        for order, (statement, quote) in enumerate(pairs):
            of_row = f"{name}, {group}" if group else name
            made.append(
                self._segment(
                    line,
                    group,
                    kind=ROW if first and not order else MORE,
                    name=f"{of_row}, claim {order + 1}" if len(pairs) > 1 else of_row,
                    statement=statement,
                    quote=quote,
                    codes=codes,
                    told=(*told, *several),
                    place=(group, f"{statement}\0{quote}" if split else ""),
                )
            )
        return made

    def _codes(self, line: SheetLine, group: str) -> tuple[tuple[SheetCode, ...], tuple[str, ...]]:
        """Return the codes of a row, and what of them is not as it stood."""
        codes: list[SheetCode] = []
        told: list[str] = []
        for use in self._coded:
            cell = line.cells[use.column.place]
            if use.claim not in {"", group} or not cell:
                continue
            if use.use == "mark":
                mark = marked(cell)
                if mark is None:
                    word = f"“{folded(cell)[:60]}”"
                    told.append(f"in `{use.column.name}`: {word} is taken for no mark")
                elif mark:
                    codes.append(_code_of(use))
                continue
            labels, changed = self._cut(use, cell)
            told += [f"in `{use.column.name}`: {each}" for each in changed]
            above = self._above(line, use)
            codes += [
                SheetCode(label, above if above.casefold() != label.casefold() else "")
                for label in labels
            ]
        return tuple({code.key: code for code in codes}.values()), tuple(told)

    def _cut(self, use: SheetUse, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the codes of a cell, and what of it is changed; cells of codes are alike."""
        place = use.column.place
        found = self._cells.get((place, cell))
        if found is None:
            found = code_pieces(cell, use.split, self._known.get(place, frozenset()))
            self._cells[place, cell] = found
        return found

    def _above(self, line: SheetLine, use: SheetUse) -> str:
        under = use.said.get("under")
        if not under:
            return ""
        column = next((c for c in self.plan.columns if c.name == folded(under)), None)
        return folded(line.cells[column.place]) if column else ""

    def _segment(
        self,
        line: SheetLine,
        group: str,
        *,
        kind: str,
        name: str,
        statement: str,
        quote: str,
        codes: Sequence[SheetCode],
        told: Sequence[str],
        place: tuple[str, str],
    ) -> Segment:
        more: dict[str, list[str]] = {"memo": [], "coder": [], "voice": []}
        at: dict[str, str] = {}
        fields: dict[str, Value] = {}
        for use in self._beside:
            cell = line.cells[use.column.place]
            if not cell or use.claim not in {"", group}:
                continue
            value = own_lines(cell)
            if use.use == "at":
                at[use.said["term"]] = folded(value)
            elif use.use == "field":
                fields[use.said["key"]] = folded(value)
            else:
                more[use.use].append(value)
        guess = line.number - 1 in self.plan.grid.guessed
        return Segment(
            key=_key(self.plan.id, line, place, statement, quote),
            kind=kind,
            name=name,
            text=line.text,
            quote=quote,
            statement=statement,
            at=at,
            codes=tuple(code.key for code in codes),
            coder=folded(" ".join(more["coder"])),
            memo="\n".join(more["memo"]),
            voice=folded(" ".join(more["voice"])).casefold(),
            fields=fields,
            approximated=(*told, *((self.plan.grid.guess,) if guess else ())),
        )

    def _leave(self, kind: str, name: str, because: str) -> None:
        self.left.append(Left(kind, name, because))


def _code_of(use: SheetUse) -> SheetCode:
    """Return the code that a column stands for, below that of its group."""
    return SheetCode(use.called, use.column.group if use.column.lower else "")


def _stands(line: SheetLine, use: SheetUse) -> bool:
    """Return whether a theme's cell is a claim: not that of a merged cell of the same text."""
    return line.own(use.column.place) or (
        bool(line.cells[use.column.place]) and use.column.place in line.other_text
    )


def _values(cell: str, use: SheetUse) -> tuple[str, ...]:
    """Return the statements or quotes of a cell."""
    if not cell:
        return ()
    if use.use == "quote" or use.said.get("is") == "quote":
        return quotes(cell, use.split)
    return pieces(cell, use.split)


def _key(
    ids: Sequence[SheetColumn], line: SheetLine, place: tuple[str, str], statement: str, quote: str
) -> str:
    """Return what tells a segment from others whatever rows are put above it."""
    own = " ".join(said for column in ids if (said := folded(line.cells[column.place])))
    where, value = place
    if own:
        return "/".join(filter(None, (own, where, _short(value) if value else "")))
    return "/".join(filter(None, (where, _short(line.text, folded(statement), quote))))


def _told_apart(segments: Sequence[Segment], prefix: str) -> tuple[Segment, ...]:
    """Return the segments with keys that differ: equals are counted."""
    seen: Counter[str] = Counter()
    found = []
    for segment in segments:
        key = f"{prefix}{segment.key}"
        seen[key] += 1
        told = f"{key} ({seen[key]})" if seen[key] > 1 else key
        found.append(segment if told == segment.key else replace(segment, key=told))
    return tuple(found)


def _short(*values: str) -> str:
    told = "\0".join(values)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]
