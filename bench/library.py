"""Measures `check` on a whole library against what bibtexparser needs to split it.

    python bench/library.py [--entries 7000] [--runs 5] [--seed 1] [FILE...]

User CPU of whole processes, in turn, medians: one that splits the file with
bibtexparser, one that checks a review of one claim with the file as its
`sources.bib`. The libraries are one as a reference manager exports it, one of
bare entries, and each FILE; in all of them the first entry is cited. Exits 1
where a ratio is exceeded.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median

from bibliography import bibliography
from speed import user_seconds

from evidence.bibtex import read

# splitting alone: no middleware, and without the messages that it logs
SPLIT = """
import logging, sys
logging.disable(logging.CRITICAL)
from bibtexparser.splitter import Splitter
Splitter(open(sys.argv[1], encoding="utf-8-sig", errors="replace").read()).split()
"""
MOST = 2.5
CLAIMS = """\
review: {{title: A library}}
framework:
  elements: [{{id: el.a, label: A, origin: emergent}}]
  finding_kinds: {{conclusion: {{label: Conclusion}}}}
claims:
  - {{id: a_claim, statement: A., sources: ["{key}"], at: {{page: 1}}, elements: [el.a]}}
findings:
  - {{id: f.a, kind: conclusion, statement: A., supported_by: [a_claim]}}
"""


def main() -> int:
    """Print seconds and ratios; return 1 where a library takes too long."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=7000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    asked = parser.parse_args()
    libraries = {
        name: bibliography(Random(asked.seed), asked.entries, exported=exported)[1].encode()
        for name, exported in (("as exported", True), ("bare entries", False))
    } | {file.name: file.read_bytes() for file in asked.files}
    kept = True
    print(f"{'library':32}{'kB':>8}{'entries':>9}{'split':>8}{'check':>8}{'ratio':>8}")
    for name, data in libraries.items():
        sources, _ = read(name, data)
        split, check = measured(data, sources[0].key, asked.runs)
        kept &= check <= MOST * split
        print(
            f"{name[:31]:32}{len(data) / 1e3:>8,.0f}{len(sources):>9,}{split:>8.2f}{check:>8.2f}"
            f"{check / split:>8.2f} of {MOST}  {'kept' if check <= MOST * split else 'EXCEEDED'}"
        )
    return 0 if kept else 1


def measured(data: bytes, key: str, runs: int) -> tuple[float, float]:
    """Return the median user seconds of splitting a library and of checking a review with it."""
    command = Path(sys.executable).with_name("evidence")
    commands = {
        "split": [sys.executable, "-c", SPLIT, "sources.bib"],
        "check": [str(command), "check"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sources.bib").write_bytes(data)
        (folder / "claims.yaml").write_text(CLAIMS.format(key=key), encoding="utf-8")
        # the first round compiles modules; it does not count
        for turn in range(runs + 1):
            for what, words in commands.items():
                spent = user_seconds(words, folder)
                if turn:
                    taken[what].append(spent)
    return median(taken["split"]), median(taken["check"])


if __name__ == "__main__":
    raise SystemExit(main())
