"""A link opens what is folded, shows and focuses it, and one key leads back; without script too."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.browser import soon
from tests.report.conftest import NARROW, WIDE
from tests.report.test_links import anchors

ROLES = ("supported_by", "contradicted_by", "qualified_by")
# Each id in turn is the place that the address names. What is wrong with how it is shown then.
FOLLOWED = """async ([keys, live]) => {
  const wrong = [], frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const turned = () => new Promise(done => addEventListener('hashchange', done, {once: true}));
  const summaryOf = at => at.matches('details') ? at.firstElementChild
    : at.matches('.claim > div, .finding > article') ? at.previousElementSibling : at;
  for (const key of keys) {
    for (const d of document.querySelectorAll('details[open]')) d.open = false;
    const at = document.getElementById(key), seen = live ? summaryOf(at) : at;
    const changed = turned();
    location.hash = encodeURIComponent(key);
    await changed;
    for (let n = 0; n < 4; n++) await frame();
    const r = seen.getBoundingClientRect(), said = [];
    // the end of the page can be no further up than the end of the window
    const last = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    if (!at.checkVisibility()) said.push('folded');
    if (!(r.top >= -1 && r.top < innerHeight - 8)) said.push(`at ${r.top}`);
    if (live && !(r.top < 120 || last)) said.push(`below the top, at ${r.top}`);
    if (live && document.activeElement !== seen) said.push('no focus');
    if (live) for (let d = at.closest('details'); d; d = d.parentNode.closest('details')) if (!d.open) said.push('closed');
    if (said.length) wrong.push([key, ...said]);
  }
  return wrong;
}"""
IN_VIEW = """key => {
  const at = document.getElementById(key), r = at.getBoundingClientRect();
  return at.checkVisibility() && r.top >= -1 && r.top < innerHeight - 8;
}"""
NEAR_THE_TOP = """key => {
  const at = document.getElementById(key), r = at.getBoundingClientRect();
  return at.checkVisibility() && r.top >= 0 && r.top < 500;
}"""
FOCUSED = "() => document.activeElement.getAttribute('href')"


def places(built, step: int) -> list[str]:
    """The ids of what is folded or folds, each `step`th of them."""
    inside = built.tree().xpath(
        '//*[@id="evidence"]//*[@id and not(ancestor::*[local-name()="svg"])]'
    )
    keys = [element.get("id") for element in inside]
    return [key for key in keys if key[0] != "_"][::step]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(("name", "step"), [("small", 1), ("study", 9), ("many", 5)])
def test_the_place_of_a_link_is_opened_shown_and_focused(name, step, viewport, request, show):
    built = request.getfixturevalue(name)
    keys = places(built, step)
    assert len(keys) > 30
    page = show(built.path(), viewport=viewport)
    assert page.evaluate(FOLLOWED, [keys, True]) == []


@pytest.mark.parametrize(("name", "step"), [("small", 1), ("study", 9)])
def test_without_script_it_is_opened_and_shown(name, step, request, show):
    built = request.getfixturevalue(name)
    page = show(built.path(), java_script_enabled=False)
    for key in places(built, step):
        page.goto(f"{built.path().as_uri()}#{quote(key)}")
        assert soon(page, IN_VIEW, key), key


def test_the_address_that_the_page_is_opened_with_is_shown(study, counted, show):
    for key in (next(iter(counted.claims)), "source-okada2008", next(iter(counted.findings))):
        for script in (True, False):
            page = show(study.path(), f"#{key}", java_script_enabled=script)
            assert soon(page, NEAR_THE_TOP, key), (key, script)


def test_what_a_link_opened_can_be_folded_again(study, counted, show):
    key = next(iter(counted.claims))
    page = show(study.path(), f"#{key}")
    assert page.is_visible(f'[id="{key}"]')
    page.evaluate("document.activeElement.click()")
    assert not page.is_visible(f'[id="{key}"]')
    # the same link opens it once more
    page.evaluate(
        """key => {
      const a = document.querySelector(`main a[href="#${key}"]`);
      a.click();
    }""",
        key,
    )
    assert page.is_visible(f'[id="{key}"]')


@pytest.mark.parametrize("way", ["Backspace", "the browser's own"])
def test_one_key_leads_back_to_each_link_that_was_followed(study, show, way):
    page = show(study.path())
    first = page.locator(".conclusions th a.plain").nth(2)
    first.focus()
    page.keyboard.press("Enter")
    finding = first.get_attribute("href")
    page.wait_for_function("hash => location.hash === hash", arg=finding)
    second = page.locator(f'[id="{finding[1:]}"] .support a').first
    second.focus()
    page.keyboard.press("Enter")
    key = second.get_attribute("href")
    page.wait_for_function("hash => location.hash === hash", arg=key)
    for link, where in ((second, finding), (first, "")):
        page.keyboard.press(way) if way == "Backspace" else page.go_back()
        page.wait_for_function("hash => location.hash === hash", arg=where)
        page.wait_for_function(
            "href => document.activeElement.getAttribute('href') === href",
            arg=link.get_attribute("href"),
        )
        assert link.evaluate("e => e === document.activeElement")
        # it is shown a moment after it has the focus
        page.wait_for_function(
            """() => {
              const r = document.activeElement.getBoundingClientRect();
              return r.top >= 0 && r.bottom <= innerHeight;
            }"""
        )
    # where nothing was followed, the key leads nowhere
    page.keyboard.press("Backspace")
    page.wait_for_timeout(200)
    assert page.url == study.path().as_uri()


def test_back_leads_to_the_search_with_what_it_found(study, show):
    page = show(study.path())
    page.keyboard.press("/")
    page.keyboard.type("marijan")
    page.wait_for_selector("#_hits a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    led = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    page.wait_for_function("hash => location.hash === hash", arg=led)
    page.keyboard.press("Backspace")
    page.wait_for_function("() => document.activeElement.closest('#_hits')")
    assert page.evaluate(FOCUSED) == led
    assert page.input_value("#_q") == "marijan"


def test_every_finding_is_two_steps_from_the_passages_of_its_claims(study, counted, show):
    """One link from the report to the finding, one summary or link to the passage."""
    items = study.items()
    report = [
        section for section in study.tree().xpath("//main/*") if section.get("id") != "evidence"
    ]
    led = {anchor for section in report for anchor in anchors(section)}
    shown = 0
    for key in counted.findings:
        claims = {c for role in ROLES for c in counted.behind(key, role)}
        if not claims:
            continue
        card = items[key]
        for claim in claims:
            passage = items[claim]
            inside = any(step is card for step in passage.iterancestors())
            assert inside or claim in anchors(card), (key, claim)
            quotes = [" ".join(q.split()) for q in counted.quotes(claim)]
            said = " ".join(passage.text_content().split())
            assert all(quote in said for quote in quotes), (key, claim)
            shown += 1
    assert shown > 80
    judged = {
        tr.get("data-of")
        for tr in study.tree().xpath('//*[@class="conclusions stack"]//td[@data-of]')
    }
    assert len(judged) > 8
    assert judged <= led


FROM_THE_REPORT = ":is(.conclusions, .cells, .kinds)"
# the first line of a card that folds
LINE = "[class^=r-] .claim > summary, .bg > summary"


@pytest.mark.parametrize("script", [True, False])
def test_a_link_of_the_report_and_a_line_lead_to_the_passage(study, counted, show, script):
    page = show(study.path(), java_script_enabled=script)
    tried = 0
    for key in counted.findings:
        link = page.query_selector(f'{FROM_THE_REPORT} a[href="#{key}"]')
        if not link:
            continue
        link.evaluate("a => a.click()")
        assert soon(page, IN_VIEW, key), key
        line = page.query_selector(f'[id="{key}"] :is({LINE})')
        if line:
            assert line.is_visible(), key
            line.evaluate("s => s.click()")
            led = line.query_selector("xpath=..").query_selector(
                ".passage, .also a, .claim > summary"
            )
            assert led.is_visible(), key
        tried += 1
    assert tried > 25
