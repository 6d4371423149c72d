"""How long `check` takes where one value of a review is absurdly long, for every field.

    python bench/long_values.py [--length 50000] [--most 3] [--seed 1] [--fields 0]

Each value of the example review and of a bibliography entry, one at a time, is
made of one nasty shape after another (" - ", "((((", "a a a", digits,
backslashes, ...). The checks run in processes of their own, so that one that
hangs is ended. Prints the slowest with how they grow from half the length.
Exits 1 where one takes longer than `--most` times the plain example and a
second, and more than three times as long as half of it, or has a message too
long to read. `--fields N` tries N fields that the
seed draws, 0 all of them; what is slowest of each is told on the way.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import yaml

from evidence import review
from evidence.review import Input

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests" / "yaml" / "example.yaml"
ENTRY = {
    "title": "Tasting lessons",
    "author": "Kim, A. and Lee, B.",
    "year": "2003",
    "date": "2003-04",
    "month": "apr",
    "journal": "Journal of Gardens",
    "pages": "1--9",
    "doi": "10.1000/xyz",
    "url": "https://example.org/x",
    "file": "kim2003.pdf",
    "note": "In print",
    "keywords": "garden, taste",
    "crossref": "other2000",
    "langid": "english",
}
SHAPES = {
    "dashes": " - ",
    "parentheses": "(",
    "words": "a ",
    "digits": "7",
    "thousands": "1,234.",
    "backslashes": "\\",
    "commands": "\\'{e}",
    "braces": "{",
    "pairs": "{}",
    "quotes": '"',
    "dots": ".",
    "commas": "a, b; ",
    "and": "x and ",
    "slashes": "1/2-",
    "dollars": "$",
    "spaces": " ",
    "lines": "a\n\n",
    "tabs": "x\t",
    "arrows": "el.a leads_to ",
    "id": "tasting_first",
    "near": "tasting_firs",
    "accents": "é",
    "combining": "é",
    "wide": "漢字",
    "html": "<a b='",
    "markdown": "[x](",
    "entities": "&amp;",
    "omissions": "[…] ",
    "colons": "a: ",
    "urls": "http://x.y/",
    "ats": "@",
    "percents": "% 5 ",
    "zeros": "0",
    "underscores": "_",
    "hyphens": "-",
    "tildes": "~",
    "carets": "^{",
}

# characters of a message, and of its help
LONGEST = 600
# of the time from half of the length: twice is in line with it, four times is not
GROWTH = 3
SHOWN = 40

Path_ = tuple[str | int, ...]
Told = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A field, and the shape of the value that it is given."""

    field: Path_
    shape: str

    @property
    def name(self) -> str:
        """Return the field as its path, with the shape."""
        return f"{'.'.join(map(str, self.field))} {self.shape}"


def main() -> None:
    """Print the slowest cases; exit 1 where one is slower, or says more, than it may."""
    parser = argparse.ArgumentParser(description="Check reviews with one long value each.")
    parser.add_argument("--length", type=int, default=50_000)
    parser.add_argument("--most", type=float, default=3.0, help="times the plain example, and 1 s")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fields", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    fields = [("yaml", *path) for path in leaves(json.loads(example()))]
    fields += [("bib", name) for name in (*ENTRY, "!key", "!type", "!field")]
    if asked.fields:
        fields = random.Random(asked.seed).sample(fields, asked.fields)
    ((plain, _),) = measured([Case((), "dashes")], 0, 600)
    most = asked.most * plain + 1
    by_field = [[Case(path, shape) for shape in SHAPES] for path in fields]
    with ThreadPoolExecutor(asked.at_once) as pool:
        took = pool.map(lambda some: measured(some, asked.length, 10 * most), by_field)
        results: list[tuple[float, int, Case]] = []
        for some, found in zip(by_field, took, strict=True):
            told = [(*one, case) for one, case in zip(found, some, strict=True)]
            results += told
            # a run of all of them takes minutes, and may be ended
            slowest, _, case = max(told, key=lambda one: one[0])
            done = f"{len(results)} of {len(by_field) * len(SHAPES)}"
            print(f"{done}: {slowest:.3f} s, {case.name}", file=sys.stderr, flush=True)
    results.sort(key=lambda result: -result[0])
    print(f"{len(results)} values of {asked.length} characters; the plain example: {plain:.3f} s")
    slow = []
    for rank, (second, _, case) in enumerate(results):
        if rank >= 15 and second <= most:
            break
        ((half, _),) = measured([case], asked.length // 2, 10 * most)
        if second >= 10 * most or (second > most and second > GROWTH * half):
            slow.append(case.name)
        if rank < 15:
            print(f"{second:8.3f} s, x{second / half:4.1f} from half of it: {case.name}")
    long = sorted({".".join(map(str, case.field)) for _, said, case in results if said > LONGEST})
    print(
        f"{len(slow)} take longer than {most:.2f} s and grow faster than their length: "
        f"{', '.join(slow[:SHOWN])}"
    )
    print(f"{len(long)} fields, messages of more than {LONGEST}: {', '.join(long[:SHOWN])}")
    sys.exit(bool(slow or long))


@cache
def example() -> str:
    """Return the example review as JSON, which is read anew in no time."""
    return json.dumps(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")), ensure_ascii=False)


def leaves(node: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every scalar, and of every key as `!` and the key."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*path, f"!{key}")
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, (*path, index))
    else:
        yield path


def measured(cases: Sequence[Case], length: int, limit: float) -> list[Told]:
    """Return for each case how long its check takes, and how long its longest message is.

    Shape: `limit` and 0 for a check that was ended.
    """
    told: list[Told] = []
    # from a process without threads: one forked beside them may wait for ever for a lock
    fresh = get_context("forkserver")
    while len(told) < len(cases):
        ours, theirs = fresh.Pipe(duplex=False)
        child = fresh.Process(target=check_all, args=(cases[len(told) :], length, theirs))
        child.start()
        theirs.close()
        while len(told) < len(cases) and ours.poll(limit):
            told.append(ours.recv())
        if child.is_alive() and len(told) < len(cases):
            child.kill()
            told.append((limit, 0))
        child.join()
    return told


def check_all(cases: Sequence[Case], length: int, results: Connection) -> None:
    """Check the cases one after the other, and send what came of each."""
    gc.disable()
    for case in cases:
        piece = SHAPES[case.shape]
        given = made(case.field, (piece * (length // len(piece) + 1))[:length])
        start = time.process_time()
        found = review.check(given).diagnostics
        took = time.process_time() - start
        said = max((max(len(d.message), len(d.help)) for d in found), default=0)
        results.send((took, said))


def made(field: Path_, value: str) -> Input:
    """Return the review and the bibliography with one value in place of that of a field."""
    given = json.loads(example())
    entry, key, kind = dict(ENTRY), "kim2003", "article"
    match field:
        case ("bib", "!key"):
            key = value
        case ("bib", "!type"):
            kind = value
        case ("bib", "!field"):
            entry[value] = "x"
        case ("bib", name):
            entry[str(name)] = value
        case ("yaml", *above, last):
            put(given, above, last, value)
    listed = "".join(f"  {name} = {{{said}}},\n" for name, said in entry.items())
    # JSON is YAML, and says any value
    claims = json.dumps(given, ensure_ascii=False).encode()
    library = f"@{kind}{{{key},\n{listed}}}\n".encode()
    return Input([("claims.yaml", claims)], ("sources.bib", library))


def put(node: Any, above: Sequence[str | int], last: str | int, value: str) -> None:
    """Put a value, or a key, in place of the one at a path."""
    for step in above:
        node = node[step]
    if isinstance(last, str) and last.startswith("!"):
        items = [(value if name == last[1:] else name, held) for name, held in node.items()]
        node.clear()
        node.update(items)
    else:
        node[last] = value


if __name__ == "__main__":
    main()
