"""What reading a REFI-QDA project of 200 MB costs in memory: films and pictures, and a few texts.

    python bench/refi_qda.py [--megabytes 200] [--budget 64]

Makes the project in a temporary folder (random bytes, so that they do not
pack), reads it in a process of its own, and prints how much memory that took,
beside what reading the same project without its films takes. Exits 1 if the
films cost more than the budget, in MB.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

from evidence.origins import refi_qda

MB = 1024**2
SELECTIONS = 2_000
SENTENCE = "Beds get plots, and bread rises here. "


def make(path: Path, megabytes: int) -> None:
    """Write a project with a text, its selections, and films of so many megabytes."""
    text = SENTENCE * SELECTIONS
    code = '<Code guid="00000000-0000-0000-0000-0000000000c2" name="Beds" isCodable="true"/>'
    coding = (
        '<Coding guid="00000000-0000-0000-0000-0000000000e1">'
        '<CodeRef targetGUID="00000000-0000-0000-0000-0000000000c2"/></Coding>'
    )
    selections = "".join(
        f'<PlainTextSelection guid="00000000-0000-0000-0000-{number:012}" name=""'
        f' startPosition="{number * len(SENTENCE)}"'
        f' endPosition="{number * len(SENTENCE) + 14}">{coding}</PlainTextSelection>'
        for number in range(SELECTIONS)
    )
    xml = (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="P"><CodeBook><Codes>'
        f'{code}</Codes></CodeBook><Sources><TextSource guid="00000000-0000-0000-0000-0000000000f1"'
        f' plainTextPath="internal://a.txt">{selections}</TextSource></Sources></Project>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("project.qde", xml, zipfile.ZIP_DEFLATED)
        archive.writestr("sources/a.txt", text, zipfile.ZIP_DEFLATED)
        for number in range(megabytes // 20):
            with archive.open(f"sources/film{number}.mp4", "w") as film:
                for _ in range(20):
                    film.write(os.urandom(MB))


def read(path: Path) -> None:
    """Read a project, and print as JSON what it held and what it cost, in MB."""
    tracemalloc.start()
    with path.open("rb") as file:
        found = refi_qda.read(path.name, file, {})
    _, peak = tracemalloc.get_traced_memory()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"segments": len(found.segments), "left": len(found.left)}
    print(json.dumps(told | {"python": round(peak / MB, 1), "process": round(held, 1)}))


def measured(folder: Path, megabytes: int) -> dict[str, float]:
    """Return what reading a project of so many megabytes costs, in a process of its own."""
    path = folder / f"films{megabytes}.qdpx"
    make(path, megabytes)
    run = subprocess.run(
        [sys.executable, __file__, "--read", str(path)], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(run.stdout)
    size = path.stat().st_size / MB
    print(
        f"{size:7.1f} MB: {told['segments']:,.0f} segments, {told['left']:,.0f} left,"
        f" {told['python']} MB in Python, {told['process']} MB in all"
    )
    return told


def main() -> int:
    """Measure, and say whether films are kept out of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--budget", type=float, default=64)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        read(asked.read)
        return 0
    with tempfile.TemporaryDirectory() as name:
        without, with_films = (measured(Path(name), size) for size in (0, asked.megabytes))
    more = with_films["process"] - without["process"]
    print(f"films cost {more:.1f} MB, of {asked.budget:.0f}")
    return int(more > asked.budget)


if __name__ == "__main__":
    sys.exit(main())
