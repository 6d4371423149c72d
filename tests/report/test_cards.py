"""A citation shows what it leads to, on hover and on focus, and never in the way."""

from __future__ import annotations

import pytest

from tests.browser import timed
from tests.report.test_search import FRAME

SOURCE = ".cells .who a >> nth=0"


@pytest.fixture
def page(small, show):
    opened = show(small.path())
    opened.mouse.move(5, 5)
    return opened


def reference(page, link) -> str:
    return page.evaluate(
        "key => document.getElementById(key).querySelector('.refline').textContent",
        link.get_attribute("href")[1:],
    )


def is_shown(page) -> bool:
    return page.is_visible("#_card")


def by_tab(page, link) -> None:
    """Bring the focus to a link as a keyboard does."""
    link.evaluate(
        "e => { const all = [...document.querySelectorAll('a[href], button, summary')].filter(e => e.checkVisibility()); all[all.indexOf(e) - 1].focus(); }"
    )
    page.keyboard.press("Tab")
    assert link.evaluate("e => e === document.activeElement")


def test_a_card_shows_on_hover_stays_under_the_pointer_and_goes_with_it(page):
    link = page.locator(SOURCE)
    passes = timed(page)
    link.hover()
    assert not is_shown(page)
    passes(250)
    assert is_shown(page)
    assert page.text_content("#_card") == reference(page, link)
    box = page.locator("#_card").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=4)
    passes(400)
    assert is_shown(page)
    page.mouse.move(5, 5)
    passes(250)
    assert not is_shown(page)


def test_a_card_shows_on_focus_is_announced_and_closes_with_escape(page):
    link = page.locator(SOURCE)
    by_tab(page, link)
    assert is_shown(page)
    assert link.get_attribute("aria-describedby") == "_card"
    assert page.get_attribute("#_card", "role") == "tooltip"
    page.keyboard.press("Escape")
    assert not is_shown(page)
    assert link.get_attribute("aria-describedby") is None
    assert link.evaluate("e => e === document.activeElement")


def test_a_card_of_the_keyboard_is_not_taken_by_a_pointer_at_rest(page):
    link = page.locator(SOURCE)
    link.scroll_into_view_if_needed()
    passes = timed(page)
    page.mouse.move(640, 450)
    passes(300)
    by_tab(page, link)
    for _ in range(4):
        page.evaluate("scrollBy(0, 37)")
        # a page that was moved tells of the pointer a moment later
        page.wait_for_timeout(120)
        passes(120)
    assert is_shown(page)
    assert page.text_content("#_card") == reference(page, link)


def test_a_card_of_a_claim_and_of_a_finding_says_what_stands_there(study, counted, show):
    page = show(study.path())
    claim = page.locator(".conclusions td > p > a").first
    by_tab(page, claim)
    key = claim.get_attribute("href")[1:]
    said = page.text_content("#_card")
    assert counted.claims[key]["statement"]["en"] in said
    assert counted.quotes(key)[0] in said
    (who, *_) = study.items()[key].xpath("../summary//*[@class='who']")
    assert " ".join(who.text_content().split()) in " ".join(said.split())
    finding = page.locator(".cells th a").first
    by_tab(page, finding)
    said = page.text_content("#_card")
    key = finding.get_attribute("href")[1:]
    assert counted.findings[key]["statement"]["en"] in said
    (support,) = study.items()[key].xpath(".//p[@class='support']")
    assert " ".join(support.text_content().split()) in " ".join(said.split())


def test_a_link_to_an_element_or_to_what_is_around_it_shows_no_card(page):
    by_tab(page, page.locator(SOURCE))
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    by_tab(page, page.locator('.finding footer a[href^="#el."]').first)
    assert not is_shown(page)
    # the link to itself
    by_tab(page, page.locator(".finding footer a", has_text="link to here").first)
    assert not is_shown(page)


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_a_card_stays_within_the_window(small, show, width):
    page = show(small.path(), viewport={"width": width, "height": 600})
    for link in page.locator(".cells .who a").all():
        by_tab(page, link)
        box = page.locator("#_card").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 600


@pytest.mark.parametrize("width", [320, 1280])
def test_a_card_does_not_lie_on_the_link_that_it_tells_of(study, with_scrollbars, width):
    page = with_scrollbars.new_page(viewport={"width": width, "height": 600})
    page.goto(study.path().as_uri())
    by_tab(page, page.locator(".conclusions td a[href^='#']").first)
    shown = 0
    for _ in range(40):
        # a card cannot keep off a link that is as long as the window is high
        if page.evaluate(
            "document.activeElement.matches('.conclusions td > p > a, .conclusions .who a')"
        ):
            page.evaluate("document.activeElement.scrollIntoView({block: 'end'})")
            shown += is_shown(page)
            card = page.locator("#_card").bounding_box()
            lines = page.evaluate(
                "[...document.activeElement.getClientRects()].map(r => [r.top, r.bottom])"
            )
            above, below = card["y"] + 1, card["y"] + card["height"] - 1
            assert all(bottom <= above or top >= below for top, bottom in lines), (card, lines)
        page.keyboard.press("Tab")
    assert shown > 10


def test_a_link_that_is_followed_at_once_leaves_no_card_behind(study, show):
    page = show(study.path())
    link = page.locator(".conclusions th a").nth(4)
    link.scroll_into_view_if_needed()
    page.mouse.move(5, 5)
    passes = timed(page)
    link.click()
    passes(400)
    assert not is_shown(page)
    page.go_back()
    page.wait_for_function("() => location.hash === ''")
    page.evaluate(FRAME)
    passes(400)
    assert not is_shown(page)


def test_cards_can_be_turned_off_for_good(page):
    page.check("#_cards-off")
    page.reload()
    assert page.is_checked("#_cards-off")
    link = page.locator(SOURCE)
    by_tab(page, link)
    passes = timed(page)
    link.hover()
    passes(400)
    assert not is_shown(page)
    page.uncheck("#_cards-off")
    page.reload()
    by_tab(page, link)
    assert is_shown(page)


def test_a_finger_gets_no_card(small, show):
    page = show(small.path(), has_touch=True, viewport={"width": 400, "height": 700})
    link = page.locator(SOURCE)
    passes = timed(page)
    link.tap()
    page.wait_for_function("href => location.hash === href", arg=link.get_attribute("href"))
    page.evaluate(FRAME)
    passes(400)
    assert not is_shown(page)
    assert page.url.endswith(link.get_attribute("href"))
