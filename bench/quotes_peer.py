"""200 quotes side by side with the PyPI package `citations`.

True ones (as they stand, as a page prints them, misread), altered ones,
ambiguous ones, quotes of unreadable files and absent ones. `citations` runs in
a Python of its own, which is named here so that nothing of it is installed:

    python -m venv /tmp/peer && /tmp/peer/bin/pip install "citations[pdf]"
    python bench/quotes_peer.py --python /tmp/peer/bin/python
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from quotes import (
    FOLDERS,
    KINDS,
    Quote,
    edited,
    laid_out,
    misread,
    opened_texts,
    stands,
    true_quotes,
)

from evidence.model import Locator, Passage
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import read

PEER = """
import json, pathlib, sys, time
from citations.verify import check_one
from citations.models import ClaimSource
rows = json.load(open(sys.argv[1]))
readers = {".html": "html-text", ".nxml": "jats-text", ".docx": "docx-text"}
begun = time.perf_counter()
told = []
for row in rows:
    path = pathlib.Path(row["path"])
    reader = "html-text" if row["html"] else readers.get(path.suffix)
    told.append(check_one(row["quote"], path, extract_cmd=reader).state)
print(json.dumps({"seconds": time.perf_counter() - begun, "states": told}))
"""

# what each answer of theirs is in our words; an altered quote is `not found` there, and right
RIGHT = {
    "true": {"found", "differs_in_form"},
    "altered": {"altered", "not_found", "not found"},
    "ambiguous": {"ambiguous"},
    "unreadable": {"unreadable", "unchecked"},
    "absent": {"not_found", "not found"},
}


def main() -> None:
    """Print how many outcomes are right, by kind, and the time of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", help="a Python that has `citations`")
    parser.add_argument("--seed", type=int, default=79)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    if not asked.python:
        sys.exit("name a Python that has `citations` with --python; nothing was compared")
    with tempfile.TemporaryDirectory() as folder:
        rows = material(random.Random(asked.seed), Path(folder))
        print(f"{len(rows)} quotes: {dict(Counter(row['kind'] for row in rows))}")
        listed = Path(folder, "rows.json")
        listed.write_text(json.dumps(rows))
        told = [peer(asked.python, listed) for _ in range(2)]
        ours = [evidence(rows) for _ in range(2)]
        for name, runs in (("citations", told), ("evidence", ours)):
            states = runs[0].states
            right = Counter(
                str(row["kind"])
                for row, state in zip(rows, states, strict=True)
                if state in RIGHT[str(row["kind"]).split(",")[0]]
            )
            seconds = ", ".join(f"{run.seconds:.2f} s" for run in runs)
            print(f"{name}: {sum(right.values())} of {len(rows)} right, {seconds}; {dict(right)}")
            if asked.show:
                for row, state in zip(rows, states, strict=True):
                    if state not in RIGHT[str(row["kind"]).split(",")[0]]:
                        print(
                            "   ",
                            row["kind"],
                            state,
                            Path(str(row["path"])).name,
                            str(row["quote"])[:80],
                        )


def material(rng: random.Random, folder: Path) -> list[dict[str, object]]:
    """Return 200 quotes with the file that each is looked up in."""
    texts = opened_texts()
    paths = {path.name: path for place in FOLDERS for path in place.iterdir()}
    pool = [quote for quote in true_quotes(texts, rng, 3000) if unique(texts, quote)]
    rows: list[dict[str, object]] = []

    def add(kind: str, path: Path, said: str) -> None:
        html = path.name == "paper-qa__bates.txt"  # a page that was saved as .txt
        rows.append({"kind": kind, "path": str(path), "quote": said, "html": html})

    for number, quote in enumerate(rng.sample(pool, 80)):
        said, kind = quote.words, "true"
        if 40 <= number < 60:
            said, kind = laid_out(said, rng), "true, laid out"
        elif number >= 60:
            said, kind = misread(said, 0.01, rng), "true, misread"
        add(kind, paths[quote.text], said)
    while len(rows) < 140:
        quote, edit = rng.choice(pool), KINDS[len(rows) % len(KINDS)]
        told = edited(quote.words, edit, rng)
        if told and not stands(texts[quote.text], told):
            add("altered", paths[quote.text], told)
    for name, said in twice(texts, rng, 20):
        add("ambiguous", paths[name], said)
    locked = paths["sample-files__libreoffice-writer-password.pdf"]
    empty = folder / "empty.pdf"
    empty.write_bytes(b"")
    cut = folder / "cut.pdf"
    cut.write_bytes(paths["sample-files__multicolumn.pdf"].read_bytes()[:2000])
    for number, quote in enumerate(rng.sample(pool, 20)):
        add("unreadable", (locked, empty, cut)[number % 3], quote.words)
    for quote in rng.sample(pool, 20):
        other = rng.choice([name for name in texts if name != quote.text])
        add("absent", paths[other], quote.words)
    return rows


def unique(texts: dict[str, SearchableText], quote: Quote) -> bool:
    """Return whether a quote stands once in its text."""
    opened = texts[quote.text]
    return look_up(opened, Passage(Locator(), quote.words)).outcome.value == "found"


def twice(
    texts: dict[str, SearchableText], rng: random.Random, number: int
) -> list[tuple[str, str]]:
    """Return runs of three words that stand several times in a text, word for word."""
    found: list[tuple[str, str]] = []
    names = sorted(texts)
    while len(found) < number:
        name = rng.choice(names)
        words = texts[name].printed.stream.flat.split()
        at = rng.randrange(len(words) - 3)
        said = " ".join(words[at : at + 3])
        line = " ".join(words)
        if said.isascii() and line.count(f" {said} ") > 1 and len(said) > 14:
            found.append((name, said))
    return found


@dataclass(frozen=True, slots=True)
class Run:
    """The answers of one tool, and the seconds that they took."""

    states: list[str]
    seconds: float


def peer(python: str, listed: Path) -> Run:
    """Return the answers of `citations`, and the seconds that they took."""
    ran = subprocess.run(
        [python, "-c", PEER, str(listed)], capture_output=True, text=True, check=False
    )
    if ran.returncode:
        sys.exit(f"citations could not run: {ran.stderr.strip().splitlines()[-1]}")
    told = json.loads(ran.stdout.splitlines()[-1])
    return Run(told["states"], told["seconds"])


def evidence(rows: list[dict[str, object]]) -> Run:
    """Return our answers, and the seconds that they took."""
    begun = time.perf_counter()
    opened: dict[str, SearchableText] = {}
    told = []
    for row in rows:
        path = str(row["path"])
        if path not in opened:
            opened[path] = SearchableText(read(Path(path).name, Path(path).read_bytes()))
        seen = look_up(opened[path], Passage(Locator(), str(row["quote"])))
        told.append(seen.outcome.value)
    return Run(told, time.perf_counter() - begun)


if __name__ == "__main__":
    main()
