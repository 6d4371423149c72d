"""Measures `check` and `build` on generated reviews against the YAML loader alone.

    python bench/speed.py [--sizes 1000,10000] [--runs 5] [--seed 1]

User CPU of whole processes with their children, caches cold, the commands in
turn, medians. The yardstick is PyYAML's C loader on the same file in the same
run, so the ratios hold on any machine. Exits 1 where a budget is exceeded.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generate import generate

YARDSTICK = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)"
# How many times the yardstick each command may take, at the largest size.
RATIOS = {"check": 1.0, "build": 3.0}
# How many times more it may take from one size to one ten times as large.
GROWTH = 12.0
# Claims -> bytes that report.html may have; and its scripts, at any size.
REPORT = {100: 270_000, 1_000: 1_650_000, 10_000: 16_000_000}
SCRIPT = 25_000


@dataclass(frozen=True, slots=True)
class Result:
    """A figure, the most that it may be, and what it is of."""

    what: str
    figure: float
    most: float
    unit: str = ""

    @property
    def kept(self) -> bool:
        """Return whether the budget is kept."""
        return self.figure <= self.most

    def __str__(self) -> str:
        verdict = "kept" if self.kept else "EXCEEDED"
        return f"{self.what:44}{self.figure:>12,.2f}{self.unit} of {self.most:,.0f}  {verdict}"


def main() -> None:
    """Print seconds, ratios, growth and sizes; exit 1 where a budget is exceeded."""
    parser = argparse.ArgumentParser(description="Measure check and build.")
    parser.add_argument("--sizes", default="1000,10000", help="claims, separated by commas")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        reviews = {
            size: Path(folder, str(size)) for size in {*sizes, *REPORT} if size <= max(sizes)
        }
        for size, review in reviews.items():
            generate(review, size, seed=asked.seed)
        seconds = {size: measure(reviews[size], asked.runs) for size in sizes}
        for size in sorted(reviews.keys() - seconds.keys()):
            user_seconds(_command("build"), reviews[size])
        results = [*speeds(seconds), *weights(reviews)]
    print(_table(seconds))
    print(*results, sep="\n")
    sys.exit(0 if all(result.kept for result in results) else 1)


def measure(review: Path, runs: int) -> dict[str, float]:
    """Return the median user seconds of each command on one review."""
    commands = {"yaml": [sys.executable, "-c", YARDSTICK, "claims.yaml"]} | {
        name: _command(name) for name in RATIOS
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    # The first round compiles modules; it does not count.
    for turn in range(runs + 1):
        for name, command in commands.items():
            spent = user_seconds(command, review)
            if turn:
                taken[name].append(spent)
    return {name: median(spent) for name, spent in taken.items()}


def user_seconds(command: Sequence[str], review: Path) -> float:
    """Return the user CPU of a command and its children, started with an empty cache."""
    with tempfile.TemporaryDirectory() as cache:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        run = subprocess.run(
            command,
            cwd=review,
            # modules that are compiled anew in every run would be measured as well
            env=os.environ | {"XDG_CACHE_HOME": cache, "PYTHONDONTWRITEBYTECODE": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    if run.returncode:
        sys.exit(f"{' '.join(command)} exited {run.returncode}\n{run.stdout[-2000:]}{run.stderr}")
    return spent


def speeds(seconds: dict[int, dict[str, float]]) -> Iterator[Result]:
    """Yield the ratios at the largest size, and the growth over each step of ten."""
    largest = max(seconds)
    for name, most in RATIOS.items():
        ratio = seconds[largest][name] / seconds[largest]["yaml"]
        yield Result(f"{name}, {largest:,} claims, to the yardstick", ratio, most, " x")
    for size in sorted(seconds):
        if size * 10 in seconds:
            for name in RATIOS:
                growth = seconds[size * 10][name] / seconds[size][name]
                yield Result(f"{name}, {size:,} -> {size * 10:,} claims", growth, GROWTH, " x")


def weights(reviews: dict[int, Path]) -> Iterator[Result]:
    """Yield the size of each report that was built, and of the script in it."""
    for size in sorted(reviews.keys() & REPORT.keys()):
        page = (reviews[size] / "build" / "report.html").read_bytes()
        yield Result(f"report.html, {size:,} claims", len(page) / 1e3, REPORT[size] / 1e3, " kB")
        code = b"".join(re.findall(rb"<script>(.*?)</script>", page, re.DOTALL))
        yield Result(f"script in it, {size:,} claims", len(code) / 1e3, SCRIPT / 1e3, " kB")


def _command(name: str) -> list[str]:
    command = Path(sys.executable).with_name("evidence")
    if not command.exists():
        sys.exit(f"no {command}; run `make test` first, and this with {sys.executable}")
    return [str(command), name]


def _table(seconds: dict[int, dict[str, float]]) -> str:
    lines = [f"{'user seconds':16}" + "".join(f"{name:>10}" for name in ("yaml", *RATIOS))]
    for size in sorted(seconds):
        row = "".join(f"{seconds[size][name]:>10.2f}" for name in ("yaml", *RATIOS))
        lines.append(f"{size:>9,} claims{row}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
