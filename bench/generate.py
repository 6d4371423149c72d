"""Writes a realistic review of any size: the same seed gives the same bytes.

    python bench/generate.py DIR --claims 10000 [--seed 1] [--languages en,id]

A review of many texts: one source for ten claims, one finding for fifty, twenty
elements, every part of the format that such a review uses. It has no error.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from random import Random

from bibliography import bibliography
from coding import Coded, claim
from findings import findings
from framework import head


def main() -> None:
    """Write claims.yaml and sources.bib into the folder that is named."""
    parser = argparse.ArgumentParser(description="Write a generated review.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--languages", default="en", help="separated by commas, default first")
    asked = parser.parse_args()
    generate(asked.folder, asked.claims, seed=asked.seed, languages=asked.languages.split(","))


def generate(
    folder: Path, claims: int, *, seed: int = 1, languages: Sequence[str] = ("en",)
) -> None:
    """Write a review of so many claims into a folder, which is made if need be."""
    rng = Random(f"review {seed}")
    keys, entries = bibliography(rng, max(5, claims // 10))
    coded: list[Coded] = []
    parts = [head(keys, rng, languages), "claims:\n"]
    parts += [claim(rng, number, keys, coded) for number in range(claims)]
    parts += ["\nfindings:\n", *findings(rng, coded, max(1, claims // 50), languages)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "claims.yaml").write_text("".join(parts), encoding="utf-8", newline="\n")
    (folder / "sources.bib").write_text(entries, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
