"""What the page of `evidence serve` costs, as ratios to what cannot be had cheaper.

    python bench/serving.py [--claims 10000] [--pages 300]

Makes a PDF of many pages and a review of many claims in a folder of its own,
serves them, and asks as a browser does. Prints: the first page of the PDF
(image, words, sizes) beside PDFium drawing it alone; all pages one after the
other beside the same; how much memory that takes at most; a save, and what the
page then asks anew, beside `check` on the same review; what is asked while
somebody types; and how long a page waits that is asked for meanwhile. Exits 1
where a budget is exceeded.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pypdfium2

from evidence.loaded import given_in
from evidence.review import check

HERE = Path(__file__).resolve().parent
WIDTH = 1400
WORDS = [
    "the",
    "garden",
    "behind",
    "our",
    "school",
    "and",
    "those",
    "who",
    "went",
    "there",
    "early",
]
# at most so many times what it is measured beside
FIRST, SCROLL, SAVE, TYPING = 10.0, 10.0, 2.0, 0.5
MOST_MEMORY = 700  # MB


def main() -> int:
    """Measure, print, and say whether a budget is exceeded."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--claims", type=int, default=10_000)
    arguments.add_argument("--pages", type=int, default=300)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "review"
        maker = str(HERE / "generate.py")
        generate = [sys.executable, maker, str(folder), "--claims", str(asked.claims)]
        subprocess.run(generate, check=True, capture_output=True)
        key = with_a_long_text(folder, asked.pages)
        with served(folder) as page:
            missed = [*of_pages(page, folder, key, asked.pages), *of_saves(page, folder, key)]
    print("\n".join(missed))
    return 1 if missed else 0


class Page:
    """A browser's side of what is served."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        host, token = re.fullmatch(r"http://([^/]+)/\?token=(.*)", address.strip()).groups()  # type: ignore[union-attr]
        self.host = host
        self.heads = {
            "Cookie": f"evidence-{host.rpartition(':')[2]}={token}",
            "Origin": f"http://{host}",
            "Content-Type": "application/json",
        }

    def ask(self, path: str, sent: Any = None, **query: object) -> bytes:
        """Return what comes back for a request."""
        connection = http.client.HTTPConnection(self.host, timeout=300)
        where = f"{path}?{urlencode(query)}" if query else path
        body = json.dumps(sent) if sent is not None else None
        connection.request("POST" if body else "GET", where, body, self.heads)
        answer = connection.getresponse()
        data = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{where}: {answer.status} {data[:200]!r}")
        return data

    @property
    def memory(self) -> float:
        """Return how much memory the program takes now, in MB; 0 where that is not told."""
        try:
            told = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0.0
        return int(re.search(r"VmRSS:\s+(\d+)", told)[1]) / 1024  # type: ignore[index]

    @property
    def work(self) -> float:
        """Return the processor time that the program has taken, in seconds; 0 if not told."""
        try:
            told = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return 0.0
        user, system = told.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class served:  # noqa: N801 - it is used as a function
    """Serve a review for as long as the block runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Page:
        command = [sys.executable, "-m", "evidence", "serve", "--review", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
        assert self.process.stdout is not None
        return Page(self.process, self.process.stdout.readline())

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)


def timed(run: Callable[[], object], times: int = 3) -> float:
    """Return the shortest of some times that something took, in seconds."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        took.append(time.perf_counter() - begun)
    return min(took)


def with_a_long_text(folder: Path, pages: int) -> str:
    """Write the PDF of a source, and return its key."""
    sys.path.insert(0, str(HERE.parent))
    from tests.texts.conftest import pdf  # noqa: PLC0415 - the tests make PDF by hand

    entries = (folder / "sources.bib").read_text(encoding="utf-8")
    (key, *_) = re.findall(r"(?m)^@(?!string)\w+\{([\w:.-]+),", entries)
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    sheets = []
    for number in range(pages):
        lines = [
            " ".join(WORDS[(number + line + at) % len(WORDS)] for at in range(14)) + "."
            for line in range(40)
        ]
        sheets.append("\n".join(lines))
    (texts / f"{key}.pdf").write_bytes(pdf(*sheets))
    claims = folder / "claims.yaml"
    told = claims.read_text(encoding="utf-8")
    if "texts:" not in told:
        claims.write_text(
            told.replace("review:\n", "review:\n  texts: texts/\n", 1), encoding="utf-8"
        )
    return str(key)


def of_pages(page: Page, folder: Path, key: str, pages: int) -> list[str]:
    """Measure the pages of the PDF, and return which budgets are exceeded."""
    document = pypdfium2.PdfDocument((folder / "texts" / f"{key}.pdf").read_bytes())

    most = 0.0

    def alone(number: int) -> None:
        sheet = document[number]
        sheet.render(scale=WIDTH / sheet.get_size()[0]).close()
        sheet.close()

    def shown(number: int) -> None:
        page.ask("/page.png", key=key, page=number, width=WIDTH)
        page.ask("/api/words", key=key, page=number)
        nonlocal most
        most = max(most, page.memory)

    begun = time.perf_counter()
    page.ask("/api/outline", key=key)
    shown(0)
    cold = time.perf_counter() - begun
    bare = timed(lambda: alone(0))
    first = timed(lambda: shown(0))
    every = range(pages)
    own = time.process_time()
    all_bare = timed(lambda: list(map(alone, every)), 1)
    own, theirs = time.process_time() - own, page.work
    all_shown = timed(lambda: list(map(shown, every)), 1)
    theirs = page.work - theirs
    print(f"first page: {cold * 1000:.0f} ms when the file is opened, then {first * 1000:.0f} ms")
    print(f"  {first / bare:.1f} times PDFium drawing it alone ({bare * 1000:.0f} ms)")
    print(f"{pages} pages: {all_shown:.1f} s, {all_shown / all_bare:.1f} times PDFium alone")
    print(
        f"  {theirs / own:.1f} times in processor time, which others on the machine do not change"
    )
    print(f"memory meanwhile, at most: {most:.0f} MB; after it: {page.memory:.0f} MB")
    begun = time.perf_counter()
    page.ask("/api/text", key=key)
    print(f"the whole text, read for the first time: {time.perf_counter() - begun:.1f} s")
    document.close()
    missed = [f"the first page takes {first / bare:.1f} times"] if first > FIRST * bare else []
    missed += (
        [f"scrolling takes {all_shown / all_bare:.1f} times"]
        if all_shown > SCROLL * all_bare
        else []
    )
    missed += [f"it takes {most:.0f} MB"] if most > MOST_MEMORY else []
    return missed


def of_saves(page: Page, folder: Path, key: str) -> list[str]:
    """Measure a save with its diagnostics, and return which budgets are exceeded."""
    checked = timed(lambda: check(given_in(folder)), 2)
    known = next(c for c in check(given_in(folder)).graph.claims.values() if c.sources)
    names = iter(range(1000))

    def saved() -> None:
        claim = {
            "id": f"bench_{next(names)}",
            "statement": "It rained again.",
            "sources": [known.sources[0]],
            "at": {"page": "1"},
            "elements": list(known.elements) or ["el.none"],
            **{facet: list(values) for facet, values in known.facets.items()},
        }
        told = json.loads(page.ask("/api/add", {"key": known.sources[0], "claim": claim}))
        if told["why"]:
            raise SystemExit(f"not saved: {told}")

    def asked_anew() -> None:
        page.ask("/api/codebook")
        page.ask("/api/claims", key=key)

    def typed() -> None:
        claim = {"id": "bench_typed", "statement": "It rained.", "sources": [known.sources[0]],
                 "at": {"page": "1"}, "elements": list(known.elements),
                 "measure": {"of": "days", "unit": "days", "value": "4.000"}}  # fmt: skip
        told = json.loads(page.ask("/api/check", {"key": known.sources[0], "claim": claim}))
        if not any(one["field"] == "measure" for one in told["diagnostics"]):
            raise SystemExit(f"not seen: {told}")

    def beside() -> float:
        """Return the longest that a light question takes while what is typed is checked."""
        typing = threading.Thread(target=typed)
        typing.start()
        waits = []
        while typing.is_alive():
            waits.append(timed(lambda: page.ask("/api/outline", key=key), 1))
        typing.join()
        return max(waits, default=0.0)

    page.ask("/api/codebook")
    save = timed(saved, 3)
    anew = timed(asked_anew, 2)
    quote = timed(lambda: page.ask("/api/quote", {"key": key, "start": 100, "end": 190}))
    print(
        f"check: {checked:.2f} s; a save with its diagnostics: {save:.2f} s,"
        f" {save / checked:.1f} times"
    )
    print(f"what the page asks anew after it: {anew:.2f} s; a selection: {quote * 1000:.0f} ms")
    first = timed(typed, 1)
    typing = timed(typed, 3)
    print(
        f"what is typed: {typing:.2f} s, {typing / checked:.2f} times check ({first:.2f} s after a"
        f" save); a light question meanwhile: {beside() * 1000:.0f} ms at most"
    )
    print(f"memory in the end: {page.memory:.0f} MB")
    missed = [f"a save takes {save / checked:.1f} times"] if save > SAVE * checked else []
    return missed + (
        [f"what is typed takes {typing / checked:.2f} times"] if typing > TYPING * checked else []
    )


if __name__ == "__main__":
    sys.exit(main())
