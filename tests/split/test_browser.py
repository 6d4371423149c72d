"""The pages in a browser, from disk: they lead on, search themselves and say what they are."""

from __future__ import annotations

import shutil
from importlib.resources import files

import pytest
from playwright.sync_api import sync_playwright

from tests.split.conftest import BIB, HUBS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is off screen has no place of its own until it comes near, and axe would measure it anyway.
LAID_OUT = "*{content-visibility:visible!important}"


@pytest.fixture(scope="module")
def folder(split, tmp_path_factory):
    written = tmp_path_factory.mktemp("pages")
    for name, data in split(HUBS, BIB).files.items():
        (written / name).parent.mkdir(exist_ok=True)
        (written / name).write_bytes(data)
    return written


@pytest.fixture(scope="module")
def browser():
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def show(browser, folder):
    """Return a function that opens a page from disk; what it says to the console is an error."""
    opened = []

    def page(name, **more):
        made = browser.new_page(**more)
        made.set_default_timeout(5_000)
        opened.append(made)
        made.on("console", lambda said: pytest.fail(said.text))
        made.on("pageerror", lambda error: pytest.fail(str(error)))
        made.goto((folder / name).as_uri())
        return made

    yield page
    for made in opened:
        made.close()


def test_without_scripts_a_finding_leads_to_a_passage_and_its_source(show):
    page = show("report.html", java_script_enabled=False)
    page.locator(".more a[href*='tables-']").click()
    page.locator(".sof a[href$='#f.hub']").click()
    assert page.url.endswith("/report/findings-1.html#f.hub")
    assert page.get_by_text("words number 0 stand here").first.is_visible()
    page.locator("[id='f.hub'] .more a").first.click()
    assert "/report/lists-" in page.url
    page.locator("[id='f.hub~for'] a", has_text="c30").click()
    assert "/report/claims-" in page.url
    assert page.locator("#c30 q").inner_text() == "words number 30 stand here"
    page.locator("#c30 a[href*='#source-kim2003']").first.click()
    assert page.locator("#source-kim2003").is_visible()
    page.locator("h1 a").click()
    assert page.url.endswith("/report.html")


def test_a_page_of_claims_is_searched_and_the_address_says_how(show):
    page = show("report/claims-1.html")
    shown = page.locator(".claim:visible")
    before = shown.count()
    page.locator("#_q").fill("c13")
    page.wait_for_function("location.search.includes('q=')")
    assert shown.count() < before
    assert page.locator("#c13").is_visible()
    assert not page.locator("#_without").is_visible()


def test_findings_can_be_cited_and_are_not_searched(show):
    page = show("report/findings-1.html")
    assert not page.locator("#_find").is_visible()
    assert page.locator("button.cite").first.is_visible()


# What only these pages have: the entry's list of all pages, the way between them, rests of lists.
@pytest.mark.parametrize("name", ["report.html", "report/claims-1.html", "report/lists-1.html"])
def test_axe_finds_nothing_on_a_narrow_screen(show, name):
    page = show(name, viewport={"width": 320, "height": 700}, bypass_csp=True)
    page.add_style_tag(content=LAID_OUT)
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
