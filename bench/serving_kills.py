"""Kills `evidence serve` and `evidence add` with SIGKILL while they save: what is left of the file.

    python bench/serving_kills.py [--kills 100] [--seed 1]

A review is served as it is for somebody who codes; claims are added, changed
and deleted through it one after the other, and the program is killed at a
moment that is drawn, from before the first to after the last of them; every
fourth time it is an `evidence add` that is killed. Then the file has to be,
byte for byte, what one of the saves left, that before it or that after it
(else *harmed*); what was answered as saved has to be in it (else *lost*); the
program has to start again and the next save to go through at once (else
*blocked*), with nothing left lying about (else *littered*). Prints how many
kills fell between which saves. Exits 1 if anything is wrong.

The kills at each single call to the system are in `bench/kills.py`.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CLAIMS = """\
# one who keeps count
review:
  title: Gardens in schools
framework:
  elements:
    - {id: el.one, label: One, origin: emergent}
claims:
  - id: first
    statement: So it was said first.  # she said
    sources: [kim2003]
    at: {page: 1}
    elements: [el.one]
  # ask her again
  - id: second
    statement: So it was said then.
    sources: [kim2003]
    at: {page: 2}
    elements: [el.one]
"""
SOURCES = "@article{kim2003, author = {Kim, Yu}, title = {Gardens}, year = {2003}}\n"
LEFT = re.compile(r"\..*\.evidence-(partial|held|new|old|undo)")
QUICK = 30.0  # seconds within which a save has to go through, however busy the machine is


class Serving:
    """The program, and a browser's side of it."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "evidence", "serve", "--review", str(folder)]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=surroundings(),
        )
        assert self.process.stdout is not None
        address = self.process.stdout.readline().strip()
        found = re.fullmatch(r"http://([^/]+)/\?token=(.*)", address)
        if found is None:
            raise SystemExit(f"it does not start: {address}")
        self.host, token = found.groups()
        self.heads = {
            "Cookie": f"evidence-{self.host.rpartition(':')[2]}={token}",
            "Origin": f"http://{self.host}",
            "Content-Type": "application/json",
        }

    def ask(self, path: str, sent: Any) -> dict[str, Any]:
        """Return what comes back for a save."""
        connection = http.client.HTTPConnection(self.host, timeout=QUICK)
        try:
            connection.request("POST", path, json.dumps(sent), self.heads)
            return dict(json.loads(connection.getresponse().read()))
        finally:
            connection.close()

    def kill(self) -> None:
        """End the program as a failing machine does."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def surroundings() -> dict[str, str]:
    """Return the environment in which the program runs: this one."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def made(folder: Path) -> Path:
    """Write the review anew, and return its file of claims."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "sources.bib").write_text(SOURCES, encoding="utf-8")
    (folder / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    return folder / "claims.yaml"


def claim(name: str) -> dict[str, Any]:
    """Return a claim as the page sends it."""
    return {
        "id": name, "statement": f"It is said by {name}.", "sources": ["kim2003"],
        "at": {"page": "3"}, "elements": ["el.one"],
    }  # fmt: skip


def saves(marks: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """Yield what is saved one after the other: where it is sent, and what."""
    yield "/api/add", {"claim": claim("third")}
    yield "/api/change", {"id": "first", "mark": marks["first"], "changes": {"caveat": "Few."}}
    yield "/api/add", {"claim": claim("fourth")}
    yield "/api/remove", {"id": "second", "mark": marks["second"]}
    yield "/api/add", {"claim": claim("fifth")}


def marks_of(file: Path) -> dict[str, str]:
    """Return the mark of each claim of a file."""
    sys.path.insert(0, str(ROOT))
    from evidence.yaml.item_changes import written_items  # noqa: PLC0415 - only its own marks fit

    return {id_: item.mark for id_, item in written_items(file.read_bytes()).items()}


def walked(folder: Path) -> tuple[list[bytes], float]:
    """Save all there is to save, and return the file after each, and how long one takes."""
    file = made(folder)
    states = [file.read_bytes()]
    serving = Serving(folder)
    try:
        took = []
        for path, sent in saves(marks_of(file)):
            begun = time.perf_counter()
            told = serving.ask(path, sent)
            took.append(time.perf_counter() - begun)
            if told["why"]:
                raise SystemExit(f"not saved: {told}")
            states.append(file.read_bytes())
        return states, max(took[1:])
    finally:
        serving.kill()


def killed_serving(
    folder: Path, states: list[bytes], number: int, moment: float
) -> tuple[str, list[str]]:
    """Kill the page a moment after so many saves; return where that fell, and what is wrong."""
    file = made(folder)
    marks = marks_of(file)
    serving = Serving(folder)
    answered = 0

    def save_all() -> None:
        nonlocal answered
        for path, sent in saves(marks):
            try:
                told = serving.ask(path, sent)
            except (OSError, http.client.HTTPException, ValueError):
                return
            if told.get("why"):
                return
            answered += 1

    saving = threading.Thread(target=save_all)
    saving.start()
    while saving.is_alive() and answered < number:
        time.sleep(0.0005)
    time.sleep(moment)
    serving.kill()
    saving.join()
    now = file.read_bytes()
    wrong = []
    if now not in states:
        wrong.append("harmed")
    elif states.index(now) < answered:
        wrong.append("lost")
    fell = f"after {answered} saves"
    again = Serving(folder)
    try:
        told = again.ask("/api/add", {"claim": claim("later")})
    finally:
        again.kill()
    return fell, wrong + after(folder, file, now, told["why"] == "")


def killed_add(folder: Path, moment: float) -> tuple[str, list[str]]:
    """Kill `evidence add`; return where that fell, and what is wrong then."""
    file = made(folder)
    before = file.read_bytes()
    adding = subprocess.Popen(
        add_of(folder, "third"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
    )
    time.sleep(moment)
    adding.kill()
    adding.wait()
    now = file.read_bytes()
    wrong = [] if now == before or b"id: third" in now else ["harmed"]
    if now != before:
        whole = made(folder.parent / "whole")
        subprocess.run(
            add_of(whole.parent, "third"), check=True, stdout=subprocess.DEVNULL, env=surroundings()
        )
        wrong = [] if now == whole.read_bytes() else ["harmed"]
    run = subprocess.run(
        add_of(folder, "later"),
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
        timeout=120,
    )
    fell = "add, before it wrote" if now == before else "add, after it wrote"
    return fell, wrong + after(folder, file, now, run.returncode == 0)


def add_of(folder: Path, name: str) -> list[str]:
    """Return the command that adds a claim."""
    return [
        sys.executable, "-m", "evidence", "add", "--review", str(folder), "--id", name,
        "--statement", f"It is said by {name}.", "--source", "kim2003", "--at", "page=3",
        "--element", "el.one",
    ]  # fmt: skip


def after(folder: Path, file: Path, before: bytes, went: bool) -> list[str]:
    """Return what is wrong after the save that comes next."""
    now = file.read_bytes()
    kept = all(line in now for line in before.splitlines())
    wrong = [] if went and kept and now.count(b"id: later") == 1 else ["blocked"]
    left = [path.name for path in folder.rglob(".*") if LEFT.fullmatch(path.name)]
    return wrong + (["littered"] if left else [])


def kills(number: int, seed: int, root: Path) -> tuple[Counter[str], Counter[str]]:
    """Kill as often as asked for; return where it fell, and what was wrong."""
    random = Random(seed)
    folder = root / "review"
    states, long = walked(folder)
    alone = time.perf_counter()
    subprocess.run(
        add_of(made(folder).parent, "third"),
        check=True,
        stdout=subprocess.DEVNULL,
        env=surroundings(),
    )
    alone = time.perf_counter() - alone
    fell, wrong = Counter[str](), Counter[str]()
    for turn in range(number):
        if turn % 4 == 3:
            where, found = killed_add(folder, random.uniform(0.3, 1.1) * alone)
        else:
            after_saves, moment = random.randrange(len(states) - 1), random.uniform(0, 1.1) * long
            where, found = killed_serving(folder, states, after_saves, moment)
        fell[where] += 1
        wrong.update(found)
    return fell, wrong


def main() -> int:
    """Kill, print what was found, and say whether anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CACHE_HOME"] = str(Path(place) / "cache")
        fell, wrong = kills(asked.kills, asked.seed, Path(place))
    for where, times in sorted(fell.items()):
        print(f"{times:>5} killed {where}")
    for word in ("harmed", "lost", "blocked", "littered"):
        print(f"{wrong[word]:>5} {word}")
    return 1 if wrong.total() else 0


if __name__ == "__main__":
    sys.exit(main())
