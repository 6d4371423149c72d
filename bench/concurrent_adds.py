"""Writers that run `evidence add` on one review at the same time: how many claims survive.

    python bench/concurrent_adds.py [--writers 8] [--claims 50]

Prints how many were tried and how many are missing afterwards, and the same of
a control that reads, appends and writes without the lock, to show that the
harness can fail. Exits 1 if a claim of the first is missing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
UNLOCKED = """
import sys
from pathlib import Path
from evidence.yaml.appending import append
path = Path(sys.argv[1])
made = append(path.read_bytes(), {"id": sys.argv[2], "statement": "So it is."})
partial = path.with_name(sys.argv[2])
partial.write_bytes(made.data)
partial.replace(path)
"""


def main() -> None:
    """Run the writers, then the control, and print what is left of each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--claims", type=int, default=50, help="how many each of them adds")
    asked = parser.parse_args()
    lost = measured("evidence add", by_command, asked.writers, asked.claims)
    measured("control, no lock", without_lock, asked.writers, min(asked.claims, 10))
    sys.exit(1 if lost else 0)


def measured(name: str, add: Callable[[Path, str], None], writers: int, claims: int) -> int:
    """Print how many claims were added and are missing, and return how many are."""
    with tempfile.TemporaryDirectory() as folder:
        review = Path(folder) / "review"
        run("-m", "evidence", "init", str(review))
        start = time.monotonic()
        ids = [[f"w{writer}_{number}" for number in range(claims)] for writer in range(writers)]

        def write(own: list[str]) -> None:
            for each in own:
                add(review, each)

        with ThreadPoolExecutor(writers) as pool:
            list(pool.map(write, ids))
        seconds = time.monotonic() - start
        text = (review / "claims.yaml").read_text(encoding="utf-8").split()
        lost = {each for own in ids for each in own} - set(text)
    tried = writers * claims
    print(f"{name}: {tried} tried, {len(lost)} lost, {seconds / tried:.2f} s for each")
    return len(lost)


def by_command(review: Path, each: str) -> None:
    """Add a claim as a user does."""
    facets = ("--facet", "context=town", "--facet", "role=effect")
    claim = ("--id", each, "--statement", "So it is.", "--source", "kim2003", "--at", "page=3")
    run("-m", "evidence", "add", "--review", str(review), *claim, "--unfitted", *facets)


def without_lock(review: Path, each: str) -> None:
    """Add a claim as a program does that knows of no other."""
    run("-c", UNLOCKED, str(review / "claims.yaml"), each)


def run(*arguments: str) -> None:
    """Run Python with the checkout, and show what it says if it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


if __name__ == "__main__":
    main()
