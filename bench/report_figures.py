"""Measures what a reader gets: bytes by section, words, screens, pages, load, the front page.

    python bench/report_figures.py [--sizes 100,1000,10000] [--seed 1] [--runs 5] [REVIEW …]

Reviews are those named, else the one at the top of the repository, the one that
`evidence init` begins, the small one of the tests, many-texts of ../shared/cases
where that is, and then generated ones. Screens are of 1,440 by 900 and 390 by
844 pixels, pages are of A4 as the browser prints them by default. Words are those
of the report part, before the evidence: what is shown when the page opens, which
has the budget, and beside it all, with what is folded. A claim's sentence is
counted where it stands whole in the text of the page: once in the evidence, once
more where the report part quotes it. Load is that of the page to that of a bare
one of as many bytes, its own text in paragraphs, opened in turn. Exits 1 where a
budget is exceeded, 2 where there is no Chromium.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import lxml.html
import pypdfium2
from generate import generate
from playwright.sync_api import Browser, sync_playwright
from report import BROWSERS, FLAGS, bare_text, load

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT.parent / "shared" / "cases"
WIDE, NARROW = (1440, 900), (390, 844)
# what belongs to the whole page
_NEITHER = ("style", "script")
SHOWN = """() => [...document.querySelectorAll('main > :not(#evidence)')]
  .flatMap(e => e.innerText.split(/\\s+/)).filter(Boolean).length"""
WHERE_IT_ENDS = "Math.round(document.getElementById('evidence').getBoundingClientRect().top)"


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a review of one size may have; None where nothing is set.

    Shape: bytes of the page, of its report part and of the Markdown front;
           words and screens of the report part; pages as printed by default.
    """

    page: int
    pages: int
    front: int
    report: int | None = None
    words: int | None = None
    screens: float | None = None


BUDGETS = {
    "the review at the top": Budget(700_000, 8, 60_000, words=3_200, screens=6),
    "100 claims": Budget(280_000, 6, 40_000, 80_000),
    "1,000 claims": Budget(1_500_000, 12, 100_000, 150_000),
    "10,000 claims": Budget(13_000_000, 20, 200_000, 250_000),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one report.

    Shape: `sections` leads from the id of a section to its bytes; `words` are
           those shown, `all_words` with what is folded; `screens` are wide and
           narrow ones; `said` is how often a claim's sentence is printed, on
           average and at most; `loads` are the milliseconds of the page and of
           a bare one.
    """

    page: int
    report: int
    front: int
    words: int
    screens: tuple[float, float]
    pages: int
    said: tuple[float, int]
    sections: dict[str, int]
    all_words: int = 0
    loads: tuple[float, float] = (0.0, 0.0)


def main() -> None:
    """Print the figures of each review against its budget; exit 1 where one is exceeded."""
    parser = argparse.ArgumentParser(description="Measure what a reader of a report gets.")
    parser.add_argument("reviews", nargs="*", type=Path, metavar="REVIEW")
    parser.add_argument("--sizes", default="100,1000,10000", help="claims, separated by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5, help="loads of each page")
    asked = parser.parse_args()
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print("no Chromium here: install it to measure", file=sys.stderr)
        sys.exit(2)
    kept = True
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        for name, review in reviews(asked, Path(folder)):
            found = measure(browser, build(review, Path(folder, "out", name)), asked.runs)
            print(*told(name, found), sep="\n")
            kept = all(within for *_, within in against(found, BUDGETS.get(name))) and kept
        browser.close()
    sys.exit(0 if kept else 1)


def reviews(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the reviews that are measured, each with its name."""
    if asked.reviews:
        yield from ((review.name, review) for review in asked.reviews)
        return
    yield "the review at the top", ROOT
    demo = folder / "demo"
    command = [sys.executable, "-m", "evidence", "init", str(demo)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    yield "the review that init begins", demo
    yield "the small review of the tests", ROOT / "tests" / "snapshot" / "review"
    if (CASES / "many-texts").is_dir():
        yield "many-texts", CASES / "many-texts"
    else:
        print(f"no {CASES / 'many-texts'} here: not measured", file=sys.stderr)
    for size in map(int, asked.sizes.split(",")):
        generate(folder / str(size), size, seed=asked.seed)
        yield f"{size:,} claims", folder / str(size)


def build(review: Path, out: Path) -> Path:
    """Build a review into a folder and return that."""
    command = [sys.executable, "-m", "evidence", "build", "--review", str(review), "-o", str(out)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{' '.join(command)} exited {run.returncode}\n{run.stderr}")
    return out


def measure(browser: Browser, out: Path, runs: int) -> Figures:
    """Return the figures of the report that was built into a folder, opened so many times."""
    html = (out / "report.html").read_text(encoding="utf-8")
    claims = json.loads((out / "evidence.json").read_bytes())["claims"]
    root = lxml.html.fromstring(html)
    part = words_of(root, evidence=False)
    return Figures(
        page=len(html.encode()),
        report=sum(
            size
            for name, size in sections(root)
            if name not in _NEITHER and not name.startswith("evidence")
        ),
        front=(out / "report.md").stat().st_size,
        words=shown(browser, out / "report.html"),
        all_words=len(part.split()),
        screens=(
            screens(browser, out / "report.html", *WIDE),
            screens(browser, out / "report.html", *NARROW),
        ),
        pages=printed(browser, out / "report.html"),
        said=said(f"{part} {words_of(root, evidence=True)}", claims),
        sections=dict(sections(root)),
        loads=loads(browser, out / "report.html", runs),
    )


def sections(root: lxml.html.HtmlElement) -> Iterator[tuple[str, int]]:
    """Yield each part of a page with its bytes: its head, its report part, its evidence."""

    def size(element: lxml.html.HtmlElement) -> int:
        return len(lxml.html.tostring(element, encoding="utf-8", with_tail=False))

    for name in _NEITHER:
        yield name, sum(map(size, root.iter(name)))
    (main,) = root.iter("main")
    for child in main:
        if child.get("id") != "evidence":
            yield child.get("id") or child.get("class") or child.tag, size(child)
    inside = main.xpath('./section[@id="evidence"]//div[@class="all"]/*')
    for child in inside:
        yield f"evidence: {child.get('id')}", size(child)
    copies = main.xpath(".//*[@class='copies']")
    yield "evidence, of these what is copied", sum(map(size, copies))


def words_of(root: lxml.html.HtmlElement, *, evidence: bool) -> str:
    """Return the words of the report part or of the evidence."""
    (main,) = root.iter("main")
    chosen = [child for child in main if (child.get("id") == "evidence") is evidence]
    return " ".join(" ".join(child.itertext()) for child in chosen)


def shown(browser: Browser, path: Path) -> int:
    """Return how many words of the report part are shown when the page opens, wide."""
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    page.goto(path.as_uri())
    words = page.evaluate(SHOWN)
    page.close()
    return int(words)


def loads(browser: Browser, path: Path, runs: int) -> tuple[float, float]:
    """Return how long a report takes to load, and a bare page of as many bytes, in turn."""
    bare = path.with_name("bare.html")
    bare.write_text(filled_up(bare_text(path.read_text(encoding="utf-8")), path.stat().st_size))
    took: dict[Path, list[float]] = {path: [], bare: []}
    page = browser.new_page()
    for turn in range(runs + 1):
        for one, found in took.items():
            spent = load(page, one)
            if turn:  # the first round warms the disk and the browser
                found.append(spent)
    page.close()
    return median(took[path]), median(took[bare])


def filled_up(text: str, size: int) -> str:
    """Return a bare page with its paragraphs again and again, until it has so many bytes.

    >>> len(filled_up("<title>Bare</title><p>Beds</p>", 100).encode()) >= 100
    True
    """
    paragraphs = text.partition("<p>")[2]
    while len(text.encode()) < size and paragraphs:
        text += f"<p>{paragraphs}"[: max(size - len(text.encode()), len("<p>"))]
    return text


def screens(browser: Browser, path: Path, width: int, height: int) -> float:
    """Return how many screens the report part fills."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(path.as_uri())
    filled = page.evaluate(WHERE_IT_ENDS) / height
    page.close()
    return float(filled)


def printed(browser: Browser, path: Path) -> int:
    """Return how many pages of A4 the browser prints of a report as it opens."""
    page = browser.new_page()
    page.goto(path.as_uri())
    pdf = page.pdf(format="A4")
    page.close()
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def said(text: str, claims: list[dict[str, dict[str, str]]]) -> tuple[float, int]:
    """Return how often a claim's sentence stands in a text, on average and at most.

    >>> said("Beds are dug. Beds are dug. It rains.", [{"statement": {"en": "Beds are dug."}}])
    (2.0, 2)
    """
    flat = " ".join(text.split())
    statements = [" ".join(next(iter(claim["statement"].values())).split()) for claim in claims]
    counts = [flat.count(statement) for statement in statements]
    return (mean(counts), max(counts)) if counts else (0.0, 0)


def against(found: Figures, budget: Budget | None) -> Iterator[tuple[str, float, float, bool]]:
    """Yield each figure that has a budget: its name, it, the budget, whether it is kept."""
    if budget is None:
        return
    for name, figure, most in (
        ("kB of the page", found.page / 1e3, budget.page / 1e3),
        ("kB of its report part", found.report / 1e3, budget.report and budget.report / 1e3),
        ("kB of the Markdown front", found.front / 1e3, budget.front / 1e3),
        ("words shown of the report part", found.words, budget.words),
        ("screens of it, wide", found.screens[0], budget.screens),
        ("pages printed", found.pages, budget.pages),
    ):
        if most is not None:
            yield name, figure, most, figure <= most


def told(name: str, found: Figures) -> Iterator[str]:
    """Yield the lines that tell what was measured of a review."""
    yield f"{name}:"
    yield (
        f"  page {found.page / 1e3:,.1f} kB, report part {found.report / 1e3:,.1f} kB, "
        f"{found.words:,} words shown of {found.all_words:,}, "
        f"{found.screens[0]:.1f} screens wide and {found.screens[1]:.1f} narrow, "
        f"{found.pages} pages printed, "
        f"Markdown front {found.front / 1e3:,.1f} kB"
    )
    page, bare = found.loads
    if bare:
        ratio = f"{page / bare:.2f} times"
        yield f"  load {page:,.0f} ms, {ratio} that of a bare page of as many bytes"
    yield f"  a claim's sentence is printed {found.said[0]:.2f} times, {found.said[1]} at most"
    for section, size in found.sections.items():
        yield f"  {size / 1e3:9,.1f} kB  {section}"
    for what, figure, most, within in against(found, BUDGETS.get(name)):
        yield f"  {what}: {figure:,.1f} of {most:,.0f}{'' if within else '  EXCEEDED'}"


if __name__ == "__main__":
    main()
