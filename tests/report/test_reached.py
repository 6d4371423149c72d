"""From any conclusion to the passage and its source in two steps."""

from __future__ import annotations

import pytest

from tests.browser import soon

ROLES = ("stated_in", "supported_by", "contradicted_by", "qualified_by", "background")
SEEN = "e => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})"


def with_claims(counted) -> list[str]:
    found = [key for key in counted.findings if counted.behind(key)]
    assert len(found) > 20
    return found


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["", "id"])
def test_each_claim_stands_once_with_its_passages_and_sources(study, counted, language):
    items = study.items(language)
    for key, claim in counted.claims.items():
        place = items[key]
        said = [squeezed(q.text_content()) for q in place.xpath('.//*[@class="passage"]//q')]
        assert said == [squeezed(quote) for quote in counted.quotes(key)], key
        led = {a.get("href") for a in place.xpath('./p[@class="who"]//a')}
        assert {f"#source-{s}" for s in claim["sources"]} <= led, key


@pytest.mark.parametrize("language", ["", "id"])
def test_a_card_holds_every_claim_that_its_finding_names_or_leads_to_it(study, counted, language):
    items = study.items(language)
    homes = 0
    for key, finding in counted.findings.items():
        card = items[key]
        whole = set(card.xpath('.//details[@class="claim"]/div/@id'))
        led = {href[1:] for href in card.xpath('.//*[@class="also"]/a/@href')}
        homes += len(whole)
        named = {c for role in ROLES for c in finding.get(role, ()) if c in counted.claims}
        named |= {c for c in counted.behind(key) if counted.counts(c)}
        assert named <= whole | led, key
        assert not whole & led, key
    assert homes == len(counted.claims)


def report_link(page, key: str):
    """The link of the report part that leads to a finding and is not folded, where it has one."""
    links = page.query_selector_all(f'main > section:not(#evidence) a[href="#{key}"]')
    return next((link for link in links if link.is_visible()), None)


def test_by_mouse_and_without_script_two_clicks_lead_to_the_passage(study, counted, show):
    page = show(study.path(), java_script_enabled=False)
    tried = 0
    for key in with_claims(counted)[::3]:
        link = report_link(page, key)
        if link is None:
            continue
        link.click()
        card = f'article[id="{key}"]'
        assert soon(page, f"() => ({SEEN})(document.querySelector('{card} .support'))"), key
        first = page.query_selector(f"{card} > div .claim") or page.query_selector(
            f"{card} > div .also a"
        )
        if first.get_attribute("class") == "claim":
            first.query_selector("summary").click()
            assert first.query_selector(".passage").evaluate(SEEN), key
        else:
            claim = first.get_attribute("href")[1:]
            first.click()
            assert soon(
                page, f"() => ({SEEN})(document.getElementById('{claim}').firstElementChild)"
            )
        tried += 1
    assert tried > 8


def test_by_keyboard_two_returns_lead_to_the_passage(study, counted, show):
    page = show(study.path())
    tried = 0
    for key in with_claims(counted)[1::3]:
        link = report_link(page, key)
        if link is None:
            continue
        link.focus()
        page.keyboard.press("Enter")
        card = f'article[id="{key}"]'
        assert soon(page, f"() => ({SEEN})(document.querySelector('{card} .support'))"), key
        first = page.query_selector(f"{card} > div .claim > summary")
        if first is None:
            continue
        first.focus()
        page.keyboard.press("Enter")
        assert page.eval_on_selector(f"{card} > div .claim .passage", SEEN), key
        tried += 1
    assert tried > 5
