"""How much longer reading a PDF takes than the PDF library needs for its letters.

python bench/quotes_reading.py FILE.pdf ...
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import pypdfium2
from quotes import FOLDERS

from evidence.texts import read


def main() -> None:
    """Print the seconds of the library alone and of reading, for each file."""
    named = [Path(name) for name in sys.argv[1:]]
    for path in named or [FOLDERS[0] / "sample-files__multicolumn.pdf"]:
        data = path.read_bytes()
        alone, whole = [], []
        for _ in range(5):
            start = time.perf_counter()
            letters = bare(data)
            alone.append(time.perf_counter() - start)
            start = time.perf_counter()
            read(path.name, data)
            whole.append(time.perf_counter() - start)
        library, ours = statistics.median(alone), statistics.median(whole)
        print(f"{path.name}: {letters} letters, library {library:.4f} s, read {ours:.4f} s")


def bare(data: bytes) -> int:
    """Return how many letters the library finds, page by page."""
    document = pypdfium2.PdfDocument(data)
    letters = 0
    for sheet in document:
        words = sheet.get_textpage()
        letters += len(words.get_text_range())
        words.close()
        sheet.close()
    document.close()
    return letters


if __name__ == "__main__":
    main()
