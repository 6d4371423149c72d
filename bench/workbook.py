"""Measures workbook and coding sheet of a large review beside pandas writing the same cells.

    python bench/workbook.py [--claims 10000] [--seed 1] [--times 3]

A review is generated, and what is written of it is timed: the sheets of the report
as values, the workbook of them, the coding sheet, and reading that back. Beside it
pandas writes the same cells with the same engine, `DataFrame.to_excel` for each
sheet, and reads them with calamine. The best of some runs counts. Exits 1 where
writing takes more than twice as long as pandas does, or reading twenty times.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import pandas as pd
from generate import generate

import evidence
from evidence.exchange.coding_sheet import coding_sheet
from evidence.exchange.exported import ToExport, without_proposals
from evidence.exchange.workbook import workbook
from evidence.language import Catalogue
from evidence.origins import coding_sheet as reader
from evidence.origins.sheet_grid import sheet_grids
from evidence.pages.citations import Citations, Cited
from evidence.pages.edition import Edition
from evidence.pages.passages import Passages
from evidence.pages.translated import Translated
from evidence.pages.workbook import workbook_sheets
from evidence.spreadsheet import Jump, Sheet
from evidence.synthesis.synthesis import synthesise

MOST, MOST_READING = 2.0, 20.0
T = TypeVar("T")


def main() -> int:
    """Print the figures; return 1 where the budget is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), asked.claims, seed=asked.seed)
        review = evidence.load(folder)
    graph = review.graph
    keys = graph.sources
    citations = Citations({key: Cited(key, key, key) for key in keys}, {})
    shown = Translated(graph, Catalogue(), {key: key for key in keys})
    found = synthesise(graph)

    def values() -> tuple[Sheet, ...]:
        passages, edition = Passages(review.checked.states), Edition((), "0" * 64, "1")
        return workbook_sheets(shown, found, passages, citations, edition)

    print(f"{len(graph.claims):,} claims, best of {asked.times}")
    seconds, sheets = best(values, asked.times)
    print(f"{'sheets of the report, as values':40} {seconds:6.2f} s")
    written, data = best(lambda: workbook(sheets), asked.times)
    beside, theirs = best(lambda: by_pandas(sheets), asked.times)
    say("workbook of them", written, beside, len(data), len(theirs))
    given = ToExport(without_proposals(graph))
    coded, made = best(lambda: coding_sheet(given), asked.times)
    grids = sheet_grids("sheet.xlsx", io.BytesIO(made.data), {})
    frames = {g.name: pd.DataFrame(g.rows[1:], columns=g.rows[0]) for g in grids if len(g.rows) > 1}
    plain, theirs = best(lambda: to_excel(frames), asked.times)
    say("coding sheet", coded, plain, len(made.data), len(theirs))
    back, origin = best(lambda: reader.read("sheet.xlsx", io.BytesIO(made.data), {}), asked.times)
    plain_back, _ = best(
        lambda: pd.read_excel(io.BytesIO(made.data), sheet_name=None, engine="calamine"),
        asked.times,
    )
    print(f"{'reading the coding sheet':40} {back:6.2f} s  {back / plain_back:5.2f} of pandas")
    assert len(origin.segments) == len(graph.claims)
    dear = max(written / beside, coded / plain) > MOST or back / plain_back > MOST_READING
    return int(dear)


def best(work: Callable[[], T], times: int) -> tuple[float, T]:
    """Return the least seconds that some work takes, and what it makes."""
    least = float("inf")
    for _ in range(times):
        start = perf_counter()
        made = work()
        least = min(least, perf_counter() - start)
    return least, made


def by_pandas(sheets: Sequence[Sheet]) -> bytes:
    """Return the same cells as pandas writes them, links as texts."""
    frames = {
        sheet.name: pd.DataFrame(
            [[cell.text if isinstance(cell, Jump) else cell for cell in row] for row in sheet.rows],
            columns=[column.head or str(n) for n, column in enumerate(sheet.columns)],
        )
        for sheet in sheets
    }
    return to_excel(frames)


def to_excel(frames: dict[str, pd.DataFrame]) -> bytes:
    """Return frames as a workbook by pandas and xlsxwriter, every text a text."""
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        for name, frame in frames.items():
            frame.to_excel(writer, sheet_name=name, index=False)
    return out.getvalue()


def say(what: str, ours: float, theirs: float, size: int, size_there: int) -> None:
    """Print one line: seconds, the ratio to pandas, and the sizes."""
    print(
        f"{what:40} {ours:6.2f} s  {ours / theirs:5.2f} of pandas ({theirs:.2f} s);"
        f" {size / 1e6:.1f} MB, there {size_there / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
