"""A report of several pages, from disk: they lead on, search themselves and say what they are."""

from __future__ import annotations

import pytest

from tests.report.conftest import NARROW
from tests.report.test_form import AXE, LAID_OUT, TAGS
from tests.split.conftest import BIB, HUBS, PAGE_BYTES, built


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    written = tmp_path_factory.mktemp("pages")
    for name, data in built(HUBS, BIB, PAGE_BYTES).files.items():
        (written / name).parent.mkdir(exist_ok=True)
        (written / name).write_bytes(data)
    return written


def test_without_scripts_a_finding_leads_to_a_passage_and_its_source(show, folder):
    page = show(folder / "report.html", java_script_enabled=False)
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


def test_a_page_of_claims_is_searched_and_the_address_says_how(show, folder):
    page = show(folder / "report" / "claims-1.html")
    shown = page.locator(".claim:visible")
    before = shown.count()
    key = shown.last.get_attribute("id")
    page.locator("#_q").fill(key)
    page.wait_for_function("() => location.search.includes('_q=')")
    assert shown.count() < before
    assert page.locator(f"[id='{key}']").is_visible()
    assert not page.locator("#_without").is_visible()


def test_findings_can_be_cited_and_are_not_searched(show, folder):
    page = show(folder / "report" / "findings-1.html")
    assert not page.locator("#_find").is_visible()
    assert page.locator("details.cite").first.is_visible()


# What only these pages have: the entry's list of all pages, the way between them, rests of lists.
@pytest.mark.parametrize("name", ["report.html", "report/claims-1.html", "report/lists-1.html"])
def test_axe_finds_nothing_on_a_narrow_screen(show, folder, name):
    page = show(folder / name, viewport=NARROW, bypass_csp=True)
    page.add_style_tag(content=LAID_OUT)
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
