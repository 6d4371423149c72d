"""A coding sheet that we exported and somebody filled in: rows of claims, new and known ones.

The sheet of claims is found by its header, wherever it and its columns were
moved. By the column `as exported` a row is known again; what it holds since is
told key by key, against the hashes of what it held. A row without it is new.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

from evidence.diagnostics import CannotGoOn
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment
from evidence.origins.sheet_grid import SheetGrid, sheet_grids
from evidence.yaml.claim_cells import (
    CODEBOOK,
    CODER,
    ELEMENT,
    EXPORTED,
    LANGUAGE,
    MARK,
    SOURCE,
    ClaimColumn,
    changed,
    column_named,
    draft_in,
    is_id,
    marked,
)
from evidence.yaml.dump import Value

_HEADER_WITHIN = 20
_NEEDED = frozenset(("statement", "quote"))
# the key of a claim for what a segment has a place of its own
_OWN = ("statement", "at", "quote", "prefix", "suffix", "elements", "coder", "memo", "voice")


class _Row(NamedTuple):
    """A row of the sheet: its number as a spreadsheet counts, its cells by head, its mark."""

    number: int
    cells: Mapping[str, str]
    known: str
    exported: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns of a sheet of claims: by their place those of keys, and where the mark stands.

    Shape: `strange` are heads that name nothing, or what a column before names.
    """

    row: int
    columns: Mapping[int, ClaimColumn]
    mark: int | None
    strange: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys that have a column."""
        return frozenset(column.key for column in self.columns.values())


class _Codebook(NamedTuple):
    """What the sheet beside the claims says: languages, facets, elements."""

    languages: tuple[str, ...]
    facets: frozenset[str]
    elements: Mapping[str, Code]


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is a coding sheet that we exported."""
    try:
        grids = sheet_grids(name, file, {})
    except CannotGoOn:
        return False
    return any(found is not None and found.mark is not None for found in map(_header, grids))


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:
    """Return the rows of a coding sheet.

    Shape:  a row that we exported has the key `claim:ID`, and says which keys
            changed; a new one has a key made of what it holds, or of its id.
    Raises: CannotGoOn for what is no sheet, or has no column `statement` or `quote`.
    """
    grids = sheet_grids(name, file, settings)
    book = _codebook(grids)
    found = next(((g, h) for g in grids if (h := _header(g, book.facets)) is not None), None)
    if found is None:
        raise CannotGoOn(
            f"{name} has no sheet with the columns `statement` and `quote`",
            "`evidence export sheet` makes one; another sheet is brought by `import sheet`",
        )
    grid, header = found
    rows = tuple(_rows(grid, header))
    language = book.languages[0] if book.languages else "en"
    left = [*_columns_left(header, rows), *_deleted(grids, rows)]
    segments = []
    for row, known in _known(rows):
        one = _segment(grid.name, row, header, language, known)
        if one.statement or one.quote or known:
            segments.append(one)
        else:
            left.append(Left("row", one.name, "it has neither a statement nor a quote"))
    named = (code for one in segments for code in one.codes)
    codes = {**book.elements, **{key: book.elements.get(key, Code(key, key)) for key in named}}
    texts = dict.fromkeys(one.text for one in segments if one.text)
    return Origin(
        tool="coding-sheet",
        file=name,
        texts=tuple(CodedText(key, key) for key in texts),
        codes=tuple(codes.values()),
        segments=tuple(_apart(segments)),
        left=tuple(left),
        counts={**_counts(grids, grid, header, rows, segments), "code": len(codes)},
    )


def _header(grid: SheetGrid, facets: Iterable[str] = ()) -> _Header | None:
    """Return the columns of a sheet of claims, None if it is another sheet."""
    for number, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        heads = [" ".join(cell.split()) for cell in row]
        if not {head.casefold() for head in heads} >= _NEEDED:
            continue
        known = frozenset(facets) or _facets_in_marks(grid, number, heads)
        columns: dict[int, ClaimColumn] = {}
        strange: list[str] = []
        where = None
        for place, head in enumerate(heads):
            column = column_named(head, known)
            if head.casefold() == MARK and where is None:
                where = place
            elif column is None or any(c.head == column.head for c in columns.values()):
                strange += [head] if head else []
            else:
                columns[place] = column
        return _Header(number, columns, where, tuple(strange))
    return None


def _facets_in_marks(grid: SheetGrid, header: int, heads: Sequence[str]) -> frozenset[str]:
    """Return the heads that rows were exported with: without a codebook they tell the facets."""
    places = [place for place, head in enumerate(heads) if head.casefold() == MARK]
    found: set[str] = set()
    for row in grid.rows[header + 1 :]:
        for place in places:
            found.update(marked(row[place])[1] if place < len(row) else ())
    return frozenset(key for key in found if column_named(key, ()) is None)


def _codebook(grids: Iterable[SheetGrid]) -> _Codebook:
    grid = next((grid for grid in grids if grid.name == CODEBOOK), None)
    entries = [(*row, *[""] * 5)[:5] for row in grid.rows[1:]] if grid else []
    elements = {
        value: Code(value, label or value, definition, parent)
        for column, value, label, definition, parent in entries
        if column == ELEMENT and value
    }
    return _Codebook(
        tuple(value for column, value, *_ in entries if column == LANGUAGE),
        frozenset(column for column, *_ in entries if column and column_named(column, ()) is None)
        - {LANGUAGE},
        elements,
    )


def _rows(grid: SheetGrid, header: _Header) -> Iterator[_Row]:
    for number, row in enumerate(grid.rows[header.row + 1 :], start=header.row + 2):
        cells = {
            column.head: row[place].strip()
            for place, column in header.columns.items()
            if place < len(row) and row[place].strip()
        }
        text = row[header.mark] if header.mark is not None and header.mark < len(row) else ""
        known, exported = marked(text)
        others = [cell for place, cell in enumerate(row) if place not in header.columns]
        if known or set(cells) - _filled_in(header) or any(cell.strip() for cell in others):
            yield _Row(number, cells, known, exported)


def _filled_in(header: _Header) -> frozenset[str]:
    """Return the heads of what stands in empty rows too: the coder."""
    return frozenset(c.head for c in header.columns.values() if c.key == CODER)


def _known(rows: Sequence[_Row]) -> Iterator[tuple[_Row, str]]:
    """Yield each row with the id of the claim that it holds, "" of a new one.

    A row that was copied bears the mark of its model: the one that has the
    claim's id, else the first, stays what it was.
    """
    owner: dict[str, int] = {}
    for row in rows:
        if row.known and row.cells.get("id") == row.known:
            owner.setdefault(row.known, row.number)
    for row in rows:
        if row.known:
            owner.setdefault(row.known, row.number)
    for row in rows:
        yield row, row.known if owner.get(row.known) == row.number else ""


def _segment(sheet: str, row: _Row, header: _Header, language: str, known: str) -> Segment:
    said, wrong = draft_in(row.cells, tuple(header.columns.values()), language)
    odd = [
        f"the cell `{key}` cannot be read: {why}; it says “{_cell_of(row, header, key)}”"
        for key, why in wrong.items()
    ]
    if row.known and not known:
        odd.append(
            f"it bears the mark of `{row.known}`, as another row does: taken for a new claim"
        )
    key = said.get("id", "")
    if key and not is_id(key):
        del said["id"]
        odd.append(f"`{key}` can be no id, which begins with a letter: it is given another")
    within = header.keys - wrong.keys()
    moved = changed(row.exported, said, within) if known else None
    if header.mark is None and isinstance(key, str) and is_id(key):
        known = key
    statement = said.get("statement", "")
    by_language = statement if isinstance(statement, Mapping) else {}
    sources = said.get(SOURCE)
    fields = {name: value for name, value in said.items() if name not in _OWN}
    if by_language:
        fields["statement"] = by_language
    return Segment(
        key=f"claim:{known}" if known else _new_key(said),
        kind="row",
        name=f"row {row.number} of sheet {sheet}",
        text=sources[0] if isinstance(sources, tuple) and isinstance(sources[0], str) else "",
        quote=_text(said, "quote"),
        prefix=_text(said, "prefix"),
        suffix=_text(said, "suffix"),
        statement=_first(statement, language),
        at={term: str(place) for term, place in at.items()}
        if isinstance(at := said.get("at"), Mapping)
        else {},
        codes=tuple(code for code in codes if isinstance(code, str))
        if isinstance(codes := said.get(ELEMENT), tuple)
        else (),
        coder=_text(said, CODER),
        memo=_text(said, "memo"),
        voice=_text(said, "voice"),
        fields=fields,
        approximated=tuple(odd),
        changed=moved,
    )


def _cell_of(row: _Row, header: _Header, key: str) -> str:
    heads = [column.head for column in header.columns.values() if column.key == key]
    return " ".join(" ".join(row.cells.get(head, "") for head in heads).split())


def _first(statement: Value, language: str) -> str:
    """Return a text in the default language, else in any."""
    if isinstance(statement, Mapping):
        return str(statement.get(language) or next(iter(statement.values())))
    return str(statement)


def _text(said: Mapping[str, Value], key: str) -> str:
    value = said.get(key, "")
    return value if isinstance(value, str) else ""


def _new_key(said: Mapping[str, Value]) -> str:
    """Return what a new row is known by: the id that it was given, else what it holds."""
    key = said.get("id")
    if isinstance(key, str):
        return f"row:{key}"
    told = [said.get(name, "") for name in (SOURCE, "at", "quote", "statement")]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def _apart(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield segments of which no two have one key: those that are alike are counted."""
    met: Counter[str] = Counter()
    for one in segments:
        met[one.key] += 1
        yield one if met[one.key] == 1 else one.known_as(f"{one.key}-{met[one.key]}")


def _columns_left(header: _Header, rows: Sequence[_Row]) -> Iterator[Left]:
    for head in header.strange:
        yield Left("column", head, "it is no key of a claim, and no facet of the codebook")
    if header.mark is None:
        why = "it is not there: rows are known by their ids, and what changed cannot be told"
        yield Left("column", MARK, why)
    for key in _gone(header, rows):
        why = "it is not there any more: what claims say there stays as it is"
        yield Left("column", key, why)


def _gone(header: _Header, rows: Iterable[_Row]) -> tuple[str, ...]:
    """Return the keys that rows were exported with, and that have no column any more."""
    exported = dict.fromkeys(key for row in rows for key in row.exported)
    return tuple(key for key in exported if key not in header.keys)


def _deleted(grids: Iterable[SheetGrid], rows: Iterable[_Row]) -> Iterator[Left]:
    there = {row.known for row in rows}
    for key in _exported(grids):
        if key not in there:
            why = "it was exported and no row holds it: the claim stays as it is"
            yield Left("deleted row", key, why)


def _exported(grids: Iterable[SheetGrid]) -> tuple[str, ...]:
    grid = next((grid for grid in grids if grid.name == EXPORTED), None)
    return tuple(row[0] for row in grid.rows[1:] if row and row[0]) if grid else ()


def _counts(
    grids: Sequence[SheetGrid],
    grid: SheetGrid,
    header: _Header,
    rows: Sequence[_Row],
    segments: Iterable[Segment],
) -> Mapping[str, int]:
    """Return how many things of each kind the file holds, counted on its cells."""
    aside = {place for place, column in header.columns.items() if column.key == CODER}
    body = grid.rows[header.row + 1 :]
    full = sum(any(c.strip() for n, c in enumerate(row) if n not in aside) for row in body)
    heads = sum(bool(cell.strip()) for cell in grid.rows[header.row])
    marks = (
        {marked(row[header.mark])[0] for row in body if len(row) > (header.mark or 0)}
        if (header.mark is not None)
        else set()
    )
    gone = _gone(header, rows)
    return {
        "row": full,
        "column": heads
        - len(header.columns)
        - (header.mark is not None)
        + (header.mark is None)
        + len(gone),
        "deleted row": len(set(_exported(grids)) - marks),
        "text": len({one.text for one in segments} - {""}),
    }
