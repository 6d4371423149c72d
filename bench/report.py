"""Measures the report in a browser: its size, how long it loads, how fast its search paints.

    python bench/report.py [--sizes 100,1000,10000] [--runs 5] [--seed 1]

The yardstick is the same text as bare paragraphs, opened in turn with the
report, so that the ratio holds on any machine. Exits 1 where a budget is
exceeded, 2 where there is no Chromium.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

from generate import generate
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
# Claims -> bytes that the report may have; the script in it; its load to that of
# the bare text, of 10,000 claims or more; milliseconds from a key to the paint.
BYTES = {100: 270_000, 1_000: 1_650_000, 10_000: 16_000_000}
SCRIPT, LOAD, PAINT = 26_000, 3.0, 150.0
# Typed letter by letter; the first letter pays for reading the claims.
TYPED = "garden t"
BLOCKS = set("p h1 h2 h3 h4 li td th dt dd summary pre figcaption caption option".split())  # noqa: SIM905

LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
# Two frames later, what the first one drew has been painted.
PAINTED = """text => new Promise(done => {
  const box = document.querySelector('[type=search]'), start = performance.now();
  box.value = text;
  box.dispatchEvent(new Event('input', {bubbles: true}));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure, the most that it may be, and what it is of."""

    what: str
    figure: float
    most: float
    unit: str

    @property
    def kept(self) -> bool:
        """Return whether the budget is kept."""
        return self.figure <= self.most

    def __str__(self) -> str:
        verdict = "kept" if self.kept else "EXCEEDED"
        return f"{self.what:44}{self.figure:>12,.1f}{self.unit} of {self.most:,.0f}  {verdict}"


class Blocks(HTMLParser):
    """The text of a page, block by block, without its script and style."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [""]
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a block; script and style are no text."""
        self._silent = tag in {"script", "style"}
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        self._silent = False
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        """Take up text."""
        if not self._silent:
            self.blocks[-1] += data


def main() -> None:
    """Print sizes and times of reports of each size; exit 1 where a budget is exceeded."""
    parser = argparse.ArgumentParser(description="Measure the report in a browser.")
    parser.add_argument("--sizes", default="100,1000,10000", help="claims, separated by commas")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print("no Chromium here: install it to measure", file=sys.stderr)
        sys.exit(2)
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        for size in map(int, asked.sizes.split(",")):
            report = build(Path(folder, str(size)), size, asked.seed)
            results += [*weights(report, size), *times(browser, report, size, asked.runs)]
        browser.close()
    print(*results, sep="\n")
    sys.exit(0 if all(result.kept for result in results) else 1)


def build(folder: Path, claims: int, seed: int) -> Path:
    """Generate a review, build it and return the path of its report."""
    generate(folder, claims, seed=seed)
    command = [sys.executable, "-m", "evidence", "build", "--review", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{' '.join(command)} exited {run.returncode}\n{run.stderr}")
    return folder / "build" / "report.html"


def weights(report: Path, claims: int) -> Iterator[Result]:
    """Yield the size of the report, where a budget names it, and of the script in it."""
    page = report.read_bytes()
    if claims in BYTES:
        yield Result(f"report.html, {claims:,} claims", len(page) / 1e3, BYTES[claims] / 1e3, " kB")
    code = b"".join(re.findall(rb"<script>(.*?)</script>", page, re.DOTALL))
    yield Result(f"script in it, {claims:,} claims", len(code) / 1e3, SCRIPT / 1e3, " kB")


def times(browser: Browser, report: Path, claims: int, runs: int) -> Iterator[Result]:
    """Yield how the report's load compares with its bare text's, and the slowest key's paint."""
    bare = report.with_name("bare.html")
    bare.write_text(bare_text(report.read_text(encoding="utf-8")), encoding="utf-8")
    page = browser.new_page()
    took: dict[Path, list[float]] = {bare: [], report: []}
    # The first round warms the disk and the browser; it does not count.
    for turn in range(runs + 1):
        for path, found in took.items():
            spent = load(page, path)
            if turn:
                found.append(spent)
    whole, least = median(took[report]), median(took[bare])
    print(f"load, {claims:,} claims: report {whole:,.0f} ms, bare text {least:,.0f} ms")
    if claims >= max(BYTES):
        yield Result(f"load, {claims:,} claims, to the bare text", whole / least, LOAD, " x")
    page.evaluate("document.querySelector('#claims').scrollIntoView()")
    page.wait_for_timeout(300)
    keys = [page.evaluate(PAINTED, TYPED[: end + 1]) for end in range(len(TYPED))]
    print(
        f"paint, {claims:,} claims: first key {keys[0]:,.0f} ms, others {median(keys[1:]):,.0f} ms"
    )
    yield Result(f"search to paint, {claims:,} claims, slowest key", max(keys), PAINT, " ms")
    page.close()


def load(page: Page, path: Path) -> float:
    """Return the milliseconds from the start of a load to its end."""
    page.goto(path.as_uri())
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    return float(page.evaluate(LOADED))


def bare_text(report: str) -> str:
    """Return the text of a report as a page of paragraphs and nothing else."""
    text = "\n".join(f"<p>{escape(block)}</p>" for block in Blocks(report).blocks if block.strip())
    return f"<!doctype html>\n<meta charset=utf-8>\n<title>Bare</title>\n{text}\n"


if __name__ == "__main__":
    main()
