"""How long a coding sheet of 5,000 rows takes to read, beside pandas on the same file.

    python bench/sheets.py [--rows 5000]

Prints, for a long sheet (a claim a row), a wide one (a claim a cell) and a text
file, the seconds of `pandas.read_excel` (`read_csv`) and how many times that our
reader takes with settings, and to propose them. Exits 1 above the budget.
Needs python-calamine and xlsxwriter (the extra `sheets`).
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
import time
from collections.abc import Callable
from functools import partial

import pandas as pd
import xlsxwriter

from evidence.origins import sheet

# of the whole import, of which reading is a part
BUDGET = 20.0
_ROUNDS = 5
_WORDS = ["gardens", "beds", "pupils", "taste", "rain", "money", "soil", "water", "seeds", "time"]
_Table = list[list[object]]


def main() -> int:
    """Measure and print; return 1 where a reading takes longer than the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    rows = parser.parse_args().rows
    chance = random.Random(16)
    over = False
    for name, table in (("long.xlsx", _long(rows, chance)), ("wide.xlsx", _wide(rows, chance))):
        data = _workbook(table)
        over |= _told(name, data, _seconds(partial(_pandas, data)))
    data = _text(_long(rows, chance))
    _told("long.csv", data, _seconds(lambda: pd.read_csv(io.BytesIO(data))))
    return int(over)


def _pandas(data: bytes) -> None:
    pd.read_excel(io.BytesIO(data), engine="calamine")


def _told(name: str, data: bytes, theirs: float) -> bool:
    settings = sheet.propose(name, io.BytesIO(data))
    assert not isinstance(settings, str), settings
    segments = len(sheet.read(name, io.BytesIO(data), settings).segments)
    ours = _seconds(lambda: sheet.read(name, io.BytesIO(data), settings))
    proposing = _seconds(lambda: sheet.propose(name, io.BytesIO(data)))
    print(
        f"{name}: {segments:,} claims, pandas {theirs:.3f} s, "
        f"reading {ours / theirs:.1f} times, proposing {proposing / theirs:.1f} times"
    )
    return ours / theirs > BUDGET


def _long(rows: int, chance: random.Random) -> _Table:
    """A row for each passage: study, page, quote, codes, coder, memo."""
    table: _Table = [["Study", "Page", "Quote", "Codes", "Coder", "Memo"]]
    for _ in range(rows):
        table.append(
            [
                f"study{chance.randrange(60)}",
                chance.randrange(1, 300),
                _said(chance, 18),
                "; ".join(chance.sample(_WORDS, 2)),
                chance.choice(("ys", "bk")),
                _said(chance, 4),
            ]
        )
    return table


def _wide(rows: int, chance: random.Random) -> _Table:
    """A row for each study, its themes as columns, of which a third are empty."""
    themes = [f"What it says of {word}" for word in _WORDS[:6]]
    table: _Table = [["Study", *themes]]
    for number in range(rows):
        said = (_said(chance, 8) if chance.random() > 0.33 else None for _ in themes)
        table.append([f"study{number}", *said])
    return table


def _said(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))


def _workbook(table: _Table) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Coding")
        for number, row in enumerate(table):
            page.write_row(number, 0, row)
    return out.getvalue()


def _text(table: _Table) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode()


def _seconds(work: Callable[[], object]) -> float:
    """Return the least of several times of the processor: what others do there only adds."""
    found = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    sys.exit(main())
