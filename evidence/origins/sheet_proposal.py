"""A mapping proposed from the headers of a file's sheets, or a plain question.

Of each sheet it is told what it holds. A sheet of which that cannot be told
holds nothing, with the reason; where that is so of every sheet the reasons are
the question. A column is taken for a claim only where its name, or its cells,
say so: what is doubtful is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence.origins.sheet_cells import EMPTY, folded, marked, pieces, quotes
from evidence.origins.sheet_grid import ONLY_SHEET, SheetGrid
from evidence.origins.sheet_seen import (
    NOT_SAID,
    NOT_TAKEN,
    TAKEN,
    SeenColumn,
    SeenSheet,
    seen_sheet,
)
from evidence.origins.sheet_words import meanings

_TERMS = {
    "page": "page pages pp p seite seiten s pagina paginas halaman hlm",
    "section": "section sections abschnitt seccion secao bagian",
    "chapter": "chapter kapitel bab",
    "paragraph": "paragraph paragraf",
}
_WHAT_TO_SAY = (
    "say in the mapping which column is `text` (what a row is about), and which are `statement`, "
    "`quote` or `theme` (each cell a claim)"
)
# columns that a message names
_MOST_NAMED = 12


@dataclass(slots=True)
class _Told:
    """What is told of a sheet: settings, or why there are none."""

    settings: dict[str, Any] | None
    because: str = ""
    works: bool = False
    long: bool = False
    keys: set[str] = field(default_factory=set)
    empty: Collection[str] = ()


def proposed(name: str, grids: Sequence[SheetGrid]) -> dict[str, Any] | str:
    """Return the settings that the headers suggest, or a question."""
    empty = frozenset(EMPTY)
    sheets = {grid.name: seen_sheet(grid, empty) for grid in grids}
    told = {grid.name: _told(grid, sheets[grid.name]) for grid in grids}
    long = any(each.long for each in told.values())
    keys = set().union(*(each.keys for each in told.values() if each.long or not long))
    for title, each in told.items():
        sheet = sheets[title]
        listed = each.works or (long and bool(each.settings) and not each.long)
        if listed and keys and sheet is not None and not _is_book(each):
            told[title] = _joined(sheet, keys) or each
    held = {each.settings["holds"] for each in told.values() if each.settings}
    if not held & {"claims", "codes"}:
        return _question(name, told)
    said = {
        title: each.settings or {"holds": "nothing", "because": each.because}
        for title, each in told.items()
    }
    # "not reported" is no claim: cells that say it are told as empty
    not_said = sorted({word for each in told.values() for word in each.empty})
    return {"sheets": said, **({"empty": [*EMPTY, *not_said]} if not_said else {})}


def _is_book(told: _Told) -> bool:
    return told.settings is not None and told.settings["holds"] == "codes"


def _question(name: str, told: Mapping[str, _Told]) -> str:
    whole = f"it cannot be told from the headers of {name} what of it are claims"
    because = [each.because for each in told.values() if each.because]
    return "\n".join(
        (
            whole,
            *dict.fromkeys(because),
            _WHAT_TO_SAY,
        )
    )


def _told(grid: SheetGrid, sheet: SeenSheet | None) -> _Told:
    where = f"sheet `{grid.name}`" if grid.name != ONLY_SHEET else "the table"
    if grid.too_large or grid.hidden:
        return _Told(None, grid.too_large or f"{where} is hidden")
    if sheet is None:
        return _Told(None, f"in {where} no row that names columns was found: say `header`")
    book = _codebook(sheet)
    if book is not None:
        return _Told(book)
    return _long(sheet, where) if sheet.of("quote", "statement") else _wide(sheet, where)


def _named(seen: Sequence[SeenColumn]) -> str:
    names = [f"`{each.name}`" for each in seen]
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


# a sheet of codes


def _codebook(sheet: SeenSheet) -> dict[str, Any] | None:
    """Return the settings of a sheet that defines codes, None if it does not."""
    definitions = sheet.of("definition")
    if len(definitions) != 1 or sheet.texts() or sheet.of("statement", "coder", "decision"):
        return None
    place = definitions[0].column.place
    before = [each for each in sheet.seen if each.column.place < place]
    labels = [each for each in before if each.meaning in {"label", "code"}] or before
    if not labels or sum(map(_is_label, labels[-1].cells)) * 10 < len(labels[-1].cells) * 9:
        return None
    label = labels[-1]
    uses: dict[str, Any] = {label.name: "label", definitions[0].name: "definition"}
    above = [e for e in before if e is not label and e.column.place < label.column.place]
    grouped = [
        e for e in above if e.meaning == "parent" or e.column.nameless or e.meaning == "code"
    ]
    filled: list[str] = []
    if grouped:
        uses = {grouped[-1].name: "parent", **uses}
        filled = _down(sheet, grouped[-1])
    return _settings(sheet, "codes", uses, fill_down=filled)


def _is_label(cell: str) -> bool:
    return len(folded(cell)) <= 80 and sum(char.isalpha() for char in cell) >= 2


# one claim a row


def _long(sheet: SeenSheet, where: str) -> _Told:
    texts = sheet.texts()
    said = sheet.of("quote", "statement")
    if not texts:
        return _Told(
            None,
            f"{where} has {_named(said)}, and no column says which text its rows are about: say "
            "`as: text` of one, or `text:` if all are about one",
        )
    if _of_a_database(sheet):
        return _Told(None, _works(sheet, where), works=True)
    groups = _groups(sheet, said)
    wanted = _only(sheet, where)
    if not any(each.worded for each in said):
        return _Told(None, f"in {where} no words stand in {_named(said)}")
    if groups is None:
        return _Told(
            None,
            f"{where} has several columns that say something, {_named(said)}, and it cannot be "
            f"told which of {_named(sheet.of('code', 'at'))} belong together: say `claim:` of each",
        )
    if isinstance(wanted, str):
        return _Told(None, wanted)
    text = texts[0]
    uses = _text_uses(sheet, text)
    for each in sheet.seen:
        use = None if each.name in uses else _long_use(sheet, each, groups.get(each.name, ""))
        if each.meaning == "author" and "document" in text.name.casefold():
            # in what programs for coding write it may be who coded
            use = None
        if use is not None and not _repeats(use, uses):
            uses[each.name] = use
    settings = _settings(
        sheet,
        "claims",
        uses,
        fill_down=[*_down(sheet, text), *_codes_down(sheet, text, groups)],
        only=wanted,
        ids=_row_ids(sheet, text),
    )
    return _Told(settings, long=True, keys={folded(cell) for cell in text.cells})


def _row_ids(sheet: SeenSheet, text: SeenColumn) -> list[str]:
    """Return the row's own id; the text is one where a row is what was found in it."""
    found = sheet.ids(text)
    return found if sheet.of("statement") else [name for name in found if name != text.name]


def _text_uses(sheet: SeenSheet, text: SeenColumn) -> dict[str, Any]:
    """Return the columns that say what a row is about: authors do together with the year."""
    uses = {text.name: _text_use(text)}
    if text.meaning == "author":
        uses |= {each.name: _as("text", field="year") for each in sheet.of("year")[:1]}
    return uses


def _text_use(text: SeenColumn) -> Any:
    field_of = text.meaning if text.meaning in {"title", "author"} else ""
    return _as("text", field=field_of)


def _long_use(sheet: SeenSheet, each: SeenColumn, claim: str) -> Any:
    """Return what a column of a sheet with quotes or statements is, None if nothing is taken."""
    use: Any = None
    match each.meaning:
        case "quote":
            use = _as("quote", split=_quote_split(each), claim=claim)
        case "code":
            use = _as("code", split=_code_split(each), claim=claim)
        case "at":
            use = _as("at", term=_term(each.name), claim=claim)
        case "statement" | "coder" | "memo":
            use = _as(each.meaning, claim=claim)
        case "voice" if {folded(c).casefold() for c in each.cells} <= {"author", "participant"}:
            use = "voice"
        case "" if not each.column.nameless and _all_marks(sheet, each):
            use = "mark"
    return use or _entry_use(each)


def _all_marks(sheet: SeenSheet, each: SeenColumn) -> bool:
    """Return whether a column marks rows and holds nothing else; a bullet in each row is none."""
    cells = {folded(cell) for cell in each.cells}
    marks = {marked(cell) for cell in cells}
    bullets = cells <= {"●", "•"} and len(each.cells) == sheet.filled
    return True in marks and None not in marks and not bullets


def _entry_use(each: SeenColumn) -> Any:
    named = each.meaning in {"title", "author", "year", "journal", "doi", "url"}
    return _as("entry", field=each.meaning) if named else None


def _groups(sheet: SeenSheet, said: Sequence[SeenColumn]) -> dict[str, str] | None:
    """Return which claim of a row each column belongs to; None where it cannot be told.

    Columns belong together by a number in their names, or by their group, else
    by their order where that is the same throughout: code, quote, code, quote.
    """
    quoted = [each for each in said if each.meaning == "quote"]
    stated = [each for each in said if each.meaning == "statement"]
    if len(quoted) < 2 and len(stated) < 2:
        return {}
    others = sheet.of("code", "at")
    labels = {each.name: _label(each) for each in (*said, *others)}
    by_label = {labels[each.name] for each in said}
    leading = Counter(labels[each.name] for each in (quoted if len(quoted) > 1 else stated))
    if "" not in by_label and max(leading.values()) == 1:
        return {
            each.name: labels[each.name]
            for each in (*said, *others)
            if labels[each.name] in by_label
        }
    if not others and len(stated) < 2:
        return {}
    leaders = stated if len(stated) > 1 else quoted
    order = [e for e in sheet.seen if e in leaders or e in others or e in said]
    size, rest = divmod(len(order), len(leaders))
    shape = [each.meaning for each in order[:size]]
    runs = [order[start : start + size] for start in range(0, len(order), size)]
    if rest or any([each.meaning for each in run] != shape for run in runs):
        return None
    return {each.name: str(number) for number, run in enumerate(runs, 1) for each in run}


def _label(each: SeenColumn) -> str:
    """Return the number in a column's name, or its group."""
    if each.column.group and each.column.lower:
        return each.column.group
    numbers = re.findall(r"\d+", each.column.lower or each.column.name)
    return numbers[-1] if len(set(numbers)) == 1 else ""


def _codes_down(sheet: SeenSheet, text: SeenColumn, groups: Mapping[str, str]) -> list[str]:
    """Return the columns of codes that stand in the first of several rows of one text alone."""
    continued = sheet.continued(text)
    found = []
    for code in sheet.of("code"):
        group = groups.get(code.name, "")
        spoken = {
            row
            for each in sheet.of("quote", "statement")
            if not group or groups.get(each.name, "") in {"", group}
            for row in each.rows
        }
        if (spoken & continued) - set(code.rows):
            found.append(code.name)
    return found


# one claim a cell


def _wide(sheet: SeenSheet, where: str) -> _Told:
    texts = sheet.texts()
    if not texts:
        return _Told(
            None,
            f"{where} has the columns {_named(sheet.seen)}, of which none says which text a row is "
            "about, and none is a statement or a quote",
        )
    if _of_a_database(sheet):
        return _Told(None, _works(sheet, where), works=True)
    text = texts[0]
    others = [each for each in sheet.seen if each is not text]
    free = [e for e in others if e.meaning in {"", "definition", "label", "parent", "voice"}]
    themes = [e for e in free if e.worded > 0.5 and not e.column.nameless]
    if decided := sheet.of("decision"):
        return _Told(
            None,
            f"{where} looks like a log of decisions ({_named(decided)}), not like what was found "
            f"in the texts; if some of {_named(others)} say that, call them `theme`",
            works=True,
        )
    if not themes:
        what = f": {_named(free)} hold numbers or marks" if free else ""
        return _Told(
            None,
            f"{where} has no column that can be a statement, a quote or a theme{what}",
            works=bool(sheet.of("title", "author", "doi", "url")),
        )
    uses = _text_uses(sheet, text)
    for each in others:
        if each.name in uses:
            continue
        use = _theme_use(each) if each in themes else _wide_use(each)
        if use is not None and not _repeats(use, uses):
            uses[each.name] = use
    settings = _settings(sheet, "claims", uses, fill_down=_down(sheet, text), ids=sheet.ids(text))
    said = {folded(cell).casefold() for each in themes for cell in each.cells}
    return _Told(
        settings, keys={folded(cell) for cell in text.cells}, empty=said & frozenset(NOT_SAID)
    )


def _theme_use(each: SeenColumn) -> Any:
    quoting = bool(each.column.group) and meanings(each.column.group) == "quote"
    return _as("theme", split=_point_split(each), **({"is": "quote"} if quoting else {}))


def _wide_use(each: SeenColumn) -> Any:
    return each.meaning if each.meaning in {"coder", "memo"} else _entry_use(each)


def _repeats(use: Any, uses: Mapping[str, Any]) -> bool:
    """Return whether another column gives the same field of the entry."""
    if not isinstance(use, dict) or use["as"] not in {"entry", "at"}:
        return False
    taken = [each.get("field") for each in uses.values() if isinstance(each, dict)]
    return use in uses.values() or (use["as"] == "entry" and use["field"] in taken)


def _point_split(each: SeenColumn) -> str:
    """Return `;` where the pieces of a column's cells are points of several words each."""
    cut = [pieces(cell, ";") for cell in each.cells if ";" in cell]
    found = [piece for group in cut for piece in group]
    words = sum(len(piece.split()) for piece in found)
    return ";" if len(cut) > 1 and words >= 4 * len(found) else ""


# lists of works


def _joined(sheet: SeenSheet, keys: Collection[str]) -> _Told | None:
    """Return the settings of a list of works whose ids are those of the claims."""
    texts = [each for each in sheet.texts() if each.unique]
    if not texts:
        return None
    known = set(keys)
    best = max(texts, key=lambda each: len({folded(cell) for cell in each.cells} & known))
    if len({folded(cell) for cell in best.cells} & known) * 2 < len(keys):
        return None
    uses: dict[str, Any] = {best.name: _text_use(best)}
    for each in sheet.seen:
        use = _entry_use(each) if each is not best else None
        if use is not None and not _repeats(use, uses):
            uses[each.name] = use
    return _Told(_settings(sheet, "texts", uses))


def _of_a_database(sheet: SeenSheet) -> bool:
    """Return whether a sheet lists works, as databases and reference managers export them."""
    listed = sheet.of("title", "author", "year", "journal", "doi", "url", "works", "number", "text")
    about = [each for each in sheet.seen if each.meaning in {"title", "author", "doi"}]
    abstract = any("abstract" in each.name.casefold() for each in sheet.seen)
    other = sheet.of("statement", "code", "coder", "at")
    return bool(about) and (
        (abstract and not sheet.of("coder") and not (sheet.of("quote") and other))
        or (len(listed) * 3 >= len(sheet.seen) * 2 and not sheet.of("quote", "statement"))
    )


def _works(sheet: SeenSheet, where: str) -> str:
    return (
        f"{where} lists works ({_named(sheet.of('title', 'author', 'year', 'doi', 'works'))}) and "
        "holds no claims; what a reference manager exports as BibTeX or RIS brings them"
    )


def _down(sheet: SeenSheet, each: SeenColumn) -> list[str]:
    """Return the name of a column whose blanks stand below the cell that is meant, in a list."""
    first = min(each.rows, default=0)
    filled = {row for other in sheet.seen if other is not each for row in other.rows}
    blank = any(row > first for row in filled.difference(each.rows))
    return [each.name] if blank else []


# small things


def _only(sheet: SeenSheet, where: str) -> dict[str, Any] | str | None:
    """Return which rows are taken where a column says so; a question where that is not clear."""
    for each in sheet.of("decision"):
        values = list(dict.fromkeys(folded(cell) for cell in each.cells))
        taken = [value for value in values if TAKEN.match(value) and not NOT_TAKEN.match(value)]
        left = [value for value in values if NOT_TAKEN.match(value)]
        if taken or left:
            # where only what is left out says so, an empty cell takes its row
            return {"column": each.name, "is": taken or [""]}
        if len(values) <= 12:
            told = ", ".join(f"“{value[:40]}”" for value in values)
            return (
                f"in {where} it cannot be told which rows `{each.name}` takes: it says {told}; "
                f"say `only: {{column: {each.name}, is: […]}}`, or `leave: [{each.name}]`"
            )
    return None


def _quote_split(each: SeenColumn) -> str:
    if any(len(quotes(cell, "quotes")) > 1 for cell in each.cells):
        return "quotes"
    marked_ = any(cell.strip().startswith(('"', "“", "«", "„")) for cell in each.cells)
    several = sum(len(quotes(cell, "blank lines")) > 1 for cell in each.cells)
    return "blank lines" if several and not marked_ else ""


def _code_split(each: SeenColumn) -> str:
    """Return what separates the codes of a cell: lines, `;` or `,`, as far as they recur."""
    for split in ("lines", ";", "|", ","):
        sign = "\n" if split == "lines" else split
        cut = [cell for cell in each.cells if sign in cell.strip()]
        if not cut:
            continue
        if split in {"lines", ";", "|"}:
            return split
        found = [piece for cell in cut for piece in pieces(cell, ",")]
        if all(len(piece.split()) <= 4 for piece in found):
            return split
    return ""


def _term(name: str) -> str:
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return next((term for term, said in _TERMS.items() if set(said.split()) & set(words)), "page")


def _as(use: str, **said: str) -> Any:
    more = {key: value for key, value in said.items() if value}
    return {"as": use, **more} if more else use


def _settings(
    sheet: SeenSheet,
    holds: str,
    uses: Mapping[str, Any],
    *,
    fill_down: Sequence[str] = (),
    only: Mapping[str, Any] | None = None,
    ids: Sequence[str] = (),
) -> dict[str, Any]:
    header: Any = list(sheet.header) if len(sheet.header) > 1 else sheet.header[0]
    taken = {*uses, *([only["column"]] if only else []), *ids}
    left = [each.name for each in sheet.seen if each.name not in taken]
    more = {
        "id": list(ids),
        "fill_down": list(dict.fromkeys(fill_down)),
        "only": dict(only or {}),
        "leave": left,
    }
    return {
        "holds": holds,
        "header": header,
        "columns": dict(uses),
        **{key: value for key, value in more.items() if value},
    }
