"""The mapping of a sheet: which column is what. Plain settings in, a checked plan out.

The settings of a file, as they stand under `settings:` of its mapping:

    sheets:
      RQ1:
        holds: claims            # claims | texts | codes | nothing
        because: …               # of a sheet that holds nothing: why
        header: 2                # the row that names the columns; [1, 2]: two rows, joined
        id: [Nr]                 # the columns that tell one row from all others, if any do
        text: sato2019           # the text that all rows are about, where no column says it
        columns:                 # by name: `column C` has none, `Task (O)` shares its own
          Id: text               # what the row is about: an id, a citation key, a title
          Title: {as: entry, field: title}
          Finding: statement     # somebody's own words
          Quote: {as: quote, split: quotes}
          Codes: {as: code, split: lines}
          Page: {as: at, term: page}
        fill_down: [Id]          # a blank takes what stands above it; all but the text only where
                                 # the text was blank as well
        only: {column: Status, is: [included]}      # other rows are left; "" is an empty cell
        leave: [Profile]         # columns that are known and not taken
    empty: ["—", "n/a"]          # cells in which nothing stands
    encoding: windows-1252       # of a text file, as are the next two; absent: found
    separator: ";"
    quote_mark: '"'
    # where a machine extracted what stands there
    extractor: {tool: …, version: …, on: …, instructions: …, ran_by: …}

| `as` | the cell is | with |
|---|---|---|
| `text` | what the row is about; several columns are joined | `field`, if it is one |
| `entry` | a field of the text's entry | `field` |
| `statement` | somebody's own words | `split`, `claim` |
| `quote` | words of the text | `split`, `claim` |
| `code` | codes | `split`, `claim`, `under`: the column that holds the code above |
| `theme` | a claim of its own; its code is the column’s name, or `called` | `is: quote`, `split` |
| `mark` | a mark (x, yes, 1): the row has the code of the column’s name | `called`, `claim` |
| `at` | where in the text | `term`, `claim` |
| `coder`, `memo`, `voice` | who coded; a note for coders; author or participant | `claim` |
| `field` | another key of a claim, or a facet | `key`, `claim` |
| `label`, `definition`, `parent` | of a sheet that holds codes | |

`split` is `quotes` (each in quotation marks), `blank lines`, `lines`, or one of ; , | /.
Columns that say the same `claim` make one claim of the row; those without one belong to each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.diagnostics import CannotGoOn, did_you_mean
from evidence.origins.origin import Extractor
from evidence.origins.sheet_cells import EMPTY, SPLITS, folded
from evidence.origins.sheet_grid import SheetGrid
from evidence.origins.sheet_headers import SheetColumn, columns

HOLDS = ("claims", "texts", "codes", "nothing")
_KEYS = ("sheets", "empty", "encoding", "separator", "quote_mark", "extractor")
_SHEET_KEYS = (
    "holds",
    "because",
    "header",
    "id",
    "text",
    "columns",
    "fill_down",
    "only",
    "leave",
)
# What a column may be -> the keys that say more, with those that are required first.
_USES: Mapping[str, tuple[str, ...]] = {
    "text": ("field",),
    "entry": ("field",),
    "statement": ("split", "claim"),
    "quote": ("split", "claim"),
    "code": ("split", "claim", "under"),
    "theme": ("is", "called", "split"),
    "mark": ("called", "claim"),
    "at": ("term", "claim"),
    "coder": ("claim",),
    "memo": ("claim",),
    "voice": ("claim",),
    "field": ("key", "claim"),
    "label": (),
    "definition": (),
    "parent": (),
}
_REQUIRED = {"entry": "field", "at": "term", "field": "key"}
_OF_SHEET = {
    "claims": tuple(use for use in _USES if use not in {"label", "definition", "parent"}),
    "texts": ("text", "entry"),
    "codes": ("label", "definition", "parent"),
}
_EXTRACTOR = ("tool", "version", "on", "instructions", "ran_by")
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class SheetUse:
    """A column and what it is: `said` are the keys that say more."""

    column: SheetColumn
    use: str
    said: Mapping[str, str]

    @property
    def claim(self) -> str:
        """Return which claim of the row it belongs to, "" for each."""
        return self.said.get("claim", "")

    @property
    def split(self) -> str:
        """Return how its cells are cut, "" if they are not."""
        return self.said.get("split", "")

    @property
    def called(self) -> str:
        """Return what the code is called that the column stands for."""
        return self.said.get("called") or self.column.lower or self.column.name


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet and how it is read. Rows and columns count from 0; `first` is the first of data."""

    grid: SheetGrid
    holds: str
    because: str = ""
    first: int = 0
    columns: tuple[SheetColumn, ...] = ()
    uses: tuple[SheetUse, ...] = ()
    id: tuple[SheetColumn, ...] = ()
    text: str = ""
    fill_down: tuple[SheetColumn, ...] = ()
    only: SheetColumn | None = None
    wanted: tuple[str, ...] = ()
    leave: tuple[SheetColumn, ...] = ()

    def of(self, *kinds: str) -> tuple[SheetUse, ...]:
        """Return the columns that are used as one of these."""
        return tuple(use for use in self.uses if use.use in kinds)


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """All sheets of a file with their plans, and what holds for the file."""

    plans: tuple[SheetPlan, ...]
    empty: frozenset[str]
    extractor: Extractor | None


def empty_marks(settings: Mapping[str, Any]) -> frozenset[str]:
    """Return the cells in which nothing stands, in lower case."""
    said = settings.get("empty", EMPTY)
    return frozenset(
        folded(str(each)).casefold() for each in ([said] if isinstance(said, str) else said)
    )


def mapping(name: str, grids: Sequence[SheetGrid], settings: Mapping[str, Any]) -> SheetMapping:
    """Return what the settings say of each sheet; a sheet that they do not name holds nothing.

    Raises: CannotGoOn that names every problem of the settings.
    """
    problems: list[str] = []
    problems += _unknown(settings, _KEYS, "the settings")
    if not isinstance(settings.get("empty", ()), list | tuple | str):
        problems.append("`empty` is a list of words")
        settings = {**settings, "empty": EMPTY}
    empty = empty_marks(settings)
    sheets = settings.get("sheets", {})
    if not isinstance(sheets, Mapping) or not sheets:
        problems.append("`sheets` names each sheet and what it holds, and is missing")
        sheets = {}
    by_name = {grid.name: grid for grid in grids}
    for said in sheets:
        if str(said) not in by_name:
            problems.append(_near(f"there is no sheet `{said}`", str(said), by_name))
    plans = []
    for grid in grids:
        reader = _PlanReader(grid, empty)
        plans.append(reader.plan(sheets.get(grid.name)))
        problems += reader.problems
    extractor = _extractor(settings.get("extractor"), problems)
    if problems:
        shown = problems[:_MOST_PROBLEMS]
        more = len(problems) - len(shown)
        told = "\n".join((*shown, *([f"and {more} more"] if more else [])))
        number = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise CannotGoOn(f"the mapping of {name} has {number}", told)
    return SheetMapping(tuple(plans), empty, extractor)


class _PlanReader:
    """Reads the settings of one sheet; what is wrong is gathered."""

    def __init__(self, grid: SheetGrid, empty: Collection[str]) -> None:
        self.grid = grid
        self.empty = empty
        self.problems: list[str] = []
        self._where = f"sheet `{grid.name}`"
        self._columns: tuple[SheetColumn, ...] = ()

    def plan(self, said: Any) -> SheetPlan:
        if said is None:
            return SheetPlan(self.grid, "nothing", "the mapping does not name it")
        if not isinstance(said, Mapping):
            return self._wrong(f"{self._where} is followed by its keys, `holds: claims` and more")
        self.problems += _unknown(said, _SHEET_KEYS, self._where)
        holds = str(said.get("holds", "claims"))
        if holds not in HOLDS:
            return self._wrong(_near(f"{self._where} cannot hold `{holds}`", holds, HOLDS))
        if holds == "nothing":
            because = folded(str(said.get("because") or "the mapping leaves it"))
            return SheetPlan(self.grid, holds, because)
        if self.grid.too_large:
            return self._wrong(self.grid.too_large)
        header = self._header(said.get("header", 1))
        self._columns = columns(self.grid, header, self.empty)
        uses = tuple(self._uses(said.get("columns"), holds))
        only, wanted = self._only(said.get("only"))
        plan = SheetPlan(
            grid=self.grid,
            holds=holds,
            first=header[-1],
            columns=self._columns,
            uses=uses,
            id=self._listed(said, "id"),
            text=folded(str(said.get("text") or "")),
            fill_down=self._listed(said, "fill_down"),
            only=only,
            wanted=wanted,
            leave=self._listed(said, "leave"),
        )
        self._whole(plan)
        return plan

    def _wrong(self, problem: str) -> SheetPlan:
        self.problems.append(problem)
        return SheetPlan(self.grid, "nothing")

    def _header(self, said: Any) -> tuple[int, ...]:
        rows = said if isinstance(said, list | tuple) else [said]
        numbers = tuple(int(str(row)) for row in rows if str(row).isdecimal() and len(str(row)) < 8)
        inside = all(1 <= row <= max(1, len(self.grid.rows)) for row in numbers)
        if len(numbers) != len(rows) or not 1 <= len(numbers) <= 2 or not inside:
            self.problems.append(
                f"{self._where}: `header` is the row that names the columns, from 1 to "
                f"{len(self.grid.rows)}, or two rows as [1, 2]"
            )
            return (1,)
        return tuple(sorted(numbers))

    def _uses(self, said: Any, holds: str) -> Iterator[SheetUse]:
        if not isinstance(said, Mapping) or not said:
            self.problems.append(
                f"{self._where}: `columns` says what its columns are: {self._named()}"
            )
            return
        taken: dict[str, str] = {}
        for key, value in said.items():
            column = self._column(str(key), "columns")
            keys = value if isinstance(value, Mapping) else {"as": value}
            use = str(keys.get("as", ""))
            where = f"{self._where}, column `{key}`"
            known = _OF_SHEET[holds]
            if use not in known:
                told = f"{where}: `as` is one of {', '.join(known)}" + (
                    f", not `{use}`" if use else ""
                )
                self.problems.append(_near(told, use, known))
                continue
            self.problems += _unknown(keys, ("as", *_USES[use]), where)
            if column is None:
                continue
            if column.name in taken:
                self.problems.append(f"{where} is named twice, also as `{taken[column.name]}`")
            taken[column.name] = str(key)
            said_more = {
                str(k): folded(str(v)) for k, v in keys.items() if k != "as" and v is not None
            }
            self._check_use(where, use, said_more)
            yield SheetUse(column, use, said_more)

    def _check_use(self, where: str, use: str, said: Mapping[str, str]) -> None:
        needed = _REQUIRED.get(use)
        if needed and not said.get(needed):
            self.problems.append(f"{where}: `as: {use}` needs `{needed}`")
        split = said.get("split", "")
        if split and split not in SPLITS:
            told = f"{where}: `split` is one of {', '.join(f'`{each}`' for each in SPLITS)}"
            self.problems.append(_near(told, split, SPLITS))
        if said.get("is", "statement") not in {"statement", "quote"}:
            self.problems.append(f"{where}: `is` is `statement` or `quote`")
        if under := said.get("under"):
            self._column(under, "under")

    def _only(self, said: Any) -> tuple[SheetColumn | None, tuple[str, ...]]:
        if said is None:
            return None, ()
        if not isinstance(said, Mapping) or set(said) != {"column", "is"}:
            self.problems.append(
                f"{self._where}: `only` is written as {{column: Status, is: [included]}}"
            )
            return None, ()
        wanted = said["is"] if isinstance(said["is"], list | tuple) else [said["is"]]
        values = tuple(folded("" if each is None else str(each)).casefold() for each in wanted)
        return self._column(str(said["column"]), "only"), values

    def _listed(self, said: Mapping[str, Any], key: str) -> tuple[SheetColumn, ...]:
        value = said.get(key)
        names = [] if value is None else value if isinstance(value, list | tuple) else [value]
        found = (self._column(str(each), key) for each in names)
        return tuple(column for column in found if column is not None)

    def _column(self, name: str, key: str) -> SheetColumn | None:
        """Return the column of a name, or of letters that are no column's name."""
        wanted = folded(name)
        for column in self._columns:
            if column.name == wanted:
                return column
        near = [c for c in self._columns if c.name.casefold() == wanted.casefold()]
        bare = wanted.removeprefix("column ")
        near = near or [column for column in self._columns if column.letter == bare]
        if near:
            return near[0]
        told = f"{self._where} has no column `{wanted}` (`{key}`): it has {self._named()}"
        self.problems.append(_near(told, wanted, (column.name for column in self._columns)))
        return None

    def _named(self) -> str:
        names = [f"`{column.name}`" for column in self._columns]
        return ", ".join(names[:30]) + (f" and {len(names) - 30} more" if len(names) > 30 else "")

    def _whole(self, plan: SheetPlan) -> None:
        """Tell what a sheet needs and its columns do not give."""
        if not plan.uses:
            return
        if plan.holds == "codes" and not plan.of("label"):
            self.problems.append(f"{self._where} holds codes, and no column is `label`")
        if plan.holds == "texts" and not plan.of("text"):
            self.problems.append(f"{self._where} holds texts, and no column is `text`")
        if plan.holds != "claims":
            return
        if not plan.of("text") and not plan.text:
            self.problems.append(
                f"{self._where}: no column is `text`, and the sheet says no `text` for all rows: "
                "what are its rows about?"
            )
        if not plan.of("statement", "quote", "theme"):
            self.problems.append(
                f"{self._where} holds claims, and no column is `statement`, `quote` or `theme`"
            )
        if plan.of("theme") and plan.of("statement", "quote"):
            self.problems.append(
                f"{self._where}: where columns are `theme`, each cell is a claim, and no other "
                "column can be `statement` or `quote`"
            )
        self._groups(plan)

    def _groups(self, plan: SheetPlan) -> None:
        groups = {use.claim for use in plan.of("statement", "quote") if use.claim}
        for use in plan.uses:
            if use.claim and use.claim not in groups:
                told = (
                    f"{self._where}, column `{use.column.name}`: no `statement` or `quote` is of "
                    f"`claim: {use.claim}`"
                )
                self.problems.append(_near(told, use.claim, groups))
        for group in {"", *groups}:
            said = [u.column.name for u in plan.of("statement") if u.claim == group]
            if len(said) > 1:
                told = ", ".join(f"`{name}`" for name in said)
                self.problems.append(
                    f"{self._where}: {told} would be the statement of one claim: say `claim:` "
                    "of each, and of the columns that belong to it"
                )


def _unknown(said: Mapping[Any, Any], known: Sequence[str], where: str) -> Iterator[str]:
    for key in said:
        if str(key) not in known:
            yield _near(f"{where} has no key `{key}`", str(key), known)


def _near(problem: str, word: str, known: Any) -> str:
    near = did_you_mean(word, known) if word else ""
    return f"{problem}: {near}" if near else problem


def _extractor(said: Any, problems: list[str]) -> Extractor | None:
    if said is None:
        return None
    keys = said if isinstance(said, Mapping) else {}
    missing = [key for key in _EXTRACTOR if not keys.get(key)]
    problems += _unknown(keys, _EXTRACTOR, "`extractor`")
    if missing:
        problems.append(f"`extractor` says which machine it was, and needs {', '.join(missing)}")
        return None
    return Extractor(*(str(keys[key]) for key in _EXTRACTOR))
