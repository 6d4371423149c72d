"""Importing a sheet of 5,000 rows, beside pandas reading it: processes, in CPU seconds.

    python bench/imports.py [--rows 5000]

The sheet is made anew, as people write them: a study, a statement, a quote, a
page, a theme and a coder in each row. The floor is a process that imports
pandas and reads the sheet with calamine; ours is `evidence import` with all
that it does: the mapping, the plan, the check of the whole review, the files.
Exits with 1 above 20 times the floor.

The floor is not the bare read inside a process that has imported pandas already:
ours starts, checks the whole review and writes its files, of which a bare read
does nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import xlsxwriter

from evidence.files.starter import begin

MOST = 20
WORDS = [
    "garden",
    "taste",
    "pupil",
    "school",
    "lesson",
    "bed",
    "water",
    "summer",
    "name",
    "food",
    "teacher",
    "class",
    "year",
]
FLOOR = """
import sys, time
import pandas
pandas.read_excel(sys.argv[1], engine="calamine")
begun = time.process_time()
pandas.read_excel(sys.argv[1], engine="calamine")
print(time.process_time() - begun)
"""


def main() -> int:
    """Measure, print a line for each, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000)
    rows: int = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder, "coding.xlsx")
        write(sheet, rows)
        begin(Path(folder, "review"))
        floor, said = seconds([sys.executable, "-c", FLOOR, str(sheet)], folder)
        alone = float(said)
        ours = [sys.executable, "-m", "evidence", "import", str(sheet)]
        first, _ = seconds(ours, str(Path(folder, "review")))
        again, _ = seconds(ours, str(Path(folder, "review")))
    floor -= alone  # it is read twice, once to be timed apart from the import of pandas
    print(f"pandas is imported and reads {rows} rows: {floor:.2f} s; reads them: {alone:.2f} s")
    for what, took in (("the first import", first), ("the same again", again)):
        print(f"{what}: {took:.2f} s, {took / floor:.1f} times; {took / alone:.0f} times reading")
    return int(max(first, again) > MOST * floor)


def write(path: Path, rows: int) -> None:
    """Write a sheet of so many coded rows."""
    drawn = random.Random(5)
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Coding")
    sheet.write_row(0, 0, ["Study", "Statement", "Quote", "Page", "Theme", "Coder"])
    for row in range(1, rows + 1):
        said, quoted = (" ".join(drawn.choices(WORDS, k=length)) for length in (12, 15))
        theme = drawn.choice(["Tasting", "Gardens", "Food"])
        sheet.write_row(
            row, 0, [f"Study {row % 40}", f"{said}.", quoted, row % 30 + 1, theme, "an"]
        )
    book.close()


def seconds(command: list[str], folder: str) -> tuple[float, str]:
    """Return the CPU seconds of a child process, and what it printed.

    Raises: subprocess.CalledProcessError if it fails.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, env=dict(os.environ)
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, made.stdout


if __name__ == "__main__":
    sys.exit(main())
