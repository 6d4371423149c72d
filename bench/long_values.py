"""How long `check` takes where one value of a review is absurdly long, for every field.

    python bench/long_values.py [--length 50000] [--most 3] [--seed 1] [--fields 0]

Each value of the example review and of a bibliography entry, one at a time, is
made of one nasty shape after another (" - ", "((((", "a a a", digits,
backslashes, ...). Each check runs in a process of its own, so that one that
hangs is ended. Prints the slowest with how they grow from half the length, and
exits 1 where one takes longer than `--most` times the plain example and a
second. `--fields N` tries N fields that the seed draws, 0 all of them.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests" / "claims" / "example.yaml"
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
    """Print the slowest cases; exit 1 where one is slower than it may be."""
    parser = argparse.ArgumentParser(description="Check reviews with one long value each.")
    parser.add_argument("--length", type=int, default=50_000)
    parser.add_argument("--most", type=float, default=3.0, help="times the plain example, and 1 s")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fields", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    example = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    fields = [("yaml", *path) for path in leaves(example)] + [("bib", name) for name in ENTRY]
    fields += [("bib", "!key"), ("bib", "!type"), ("bib", "!field")]
    if asked.fields:
        fields = random.Random(asked.seed).sample(fields, asked.fields)
    plain = min(measured([], 0, 600)[0][0] for _ in range(3))
    most = asked.most * plain + 1
    limit = 10 * most
    cases = [Case(path, shape) for path in fields for shape in SHAPES]
    by_field = [[case for case in cases if case.field == path] for path in fields]
    with ThreadPoolExecutor(asked.at_once) as pool:
        took = list(pool.map(lambda some: measured(some, asked.length, limit), by_field))
    results = [
        (second, said, case)
        for some, found in zip(by_field, took, strict=True)
        for (second, said), case in zip(found, some, strict=True)
    ]
    slowest = sorted(results, key=lambda result: -result[0])
    print(f"{len(cases)} values of {asked.length} characters; the plain example: {plain:.3f} s")
    for second, _, case in slowest[:15]:
        half = measured([case], asked.length // 2, limit)[0][0]
        print(f"{second:8.3f} s, x{second / max(half, 1e-9):4.1f} from half of it: {case.name}")
    slow = [case for second, _, case in slowest if second > most]
    long = sorted({f"{case.name} ({said})" for _, said, case in slowest if said > LONGEST})
    print(f"{len(slow)} take longer than {most:.2f} s: {', '.join(c.name for c in slow[:40])}")
    print(f"{len(long)} have a message longer than {LONGEST}: {', '.join(long[::len(SHAPES)][:40])}")
    sys.exit(bool(slow or long))


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


def made(field: Path_, value: str) -> tuple[str, str]:
    """Return the review and the bibliography with one value in place of that of a field."""
    example = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    entry, key, kind = dict(ENTRY), "kim2003", "article"
    if field[:1] == ("bib",):
        name = str(field[1])
        if name == "!key":
            key = value
        elif name == "!type":
            kind = value
        elif name == "!field":
            entry[value] = "x"
        else:
            entry[name] = value
    elif field:
        *above, last = field[1:]
        node = _at(example, above)
        if isinstance(last, str) and last.startswith("!"):
            old = last[1:]
            items = [(value if name == old else name, held) for name, held in node.items()]
            node.clear()
            node.update(items)
        else:
            node[last] = value
    listed = "".join(f"  {name} = {{{said}}},\n" for name, said in entry.items())
    # JSON is YAML, and says any value
    return json.dumps(example, ensure_ascii=False), f"@{kind}{{{key},\n{listed}}}\n"


def _at(node: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        node = node[step]
    return node


def measured(cases: Sequence[Case], length: int, limit: float) -> list[Told]:
    """Return what checking each case takes, `limit` for one that was ended, and the longest line."""
    told: list[Told] = []
    waiting = list(cases)
    while len(told) < max(1, len(cases)):
        with subprocess.Popen(
            [sys.executable, __file__, "--child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            todo = [[list(c.field), c.shape, length] for c in waiting] or [[[], "dashes", 0]]
            child.stdin.write(json.dumps([limit, todo]))
            child.stdin.close()
            before = len(told)
            told += [(float(took), int(said)) for took, said in map(str.split, child.stdout)]
        done = len(told) - before
        if child.returncode:  # the alarm ended it in the midst of the next one
            told.append((limit, 0))
            done += 1
        waiting = waiting[done:]
    return told


def check_some() -> None:
    """Check the cases that standard input tells, and print the seconds of each."""
    import gc
    import signal

    from evidence import pipeline
    from evidence.pipeline import Input

    limit, todo = json.load(sys.stdin)
    gc.disable()
    for field, shape, length in [([], "dashes", 0), *todo]:
        piece = SHAPES[shape]
        review, library = made(tuple(field), (piece * (length // len(piece) + 1))[:length])
        given = Input([("claims.yaml", review.encode())], ("sources.bib", library.encode()))
        signal.setitimer(signal.ITIMER_REAL, limit)
        start = time.perf_counter()
        found = pipeline.check(given)
        took = time.perf_counter() - start
        signal.setitimer(signal.ITIMER_REAL, 0)
        said = max((max(len(d.message), len(d.help)) for d in found.diagnostics), default=0)
        if field or not todo[0][0]:
            print(took, said, flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--child"]:
        check_some()
    else:
        main()
