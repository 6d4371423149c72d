"""From any conclusion to the passage and its source in two steps."""

from __future__ import annotations

import pytest

# Too narrow for passages beside claims: they are folded.
FOLDED = {"width": 800, "height": 700}
ROLES = ("supported_by", "contradicted_by", "qualified_by")
SEEN = "e => e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: false})"
# Where an element is, once it has been scrolled to as a reader would.
MIDDLE = """e => {
  e.scrollIntoView({block: 'center'});
  const [r] = e.getClientRects();
  return [r.x + r.width / 2, r.y + r.height / 2];
}"""


def with_claims(counted) -> list[str]:
    found = [key for key in counted.findings if counted.behind(key)]
    assert len(found) > 20
    return found


HEAD_IN_VIEW = """key => {
  const at = document.querySelector(':target'), r = at?.querySelector('h3').getBoundingClientRect();
  return at?.id === key && r.top >= 0 && r.bottom <= innerHeight;
}"""


def soon(page, script: str, value) -> bool:
    """Return whether something is so within a second or two: a jump takes a frame."""
    for _ in range(40):
        if page.evaluate(script, value):
            return True
        page.wait_for_timeout(50)
    return False


def squeezed(text: str) -> str:
    return " ".join(text.split())


def click(page, selector: str) -> None:
    """Click what is first under a selector, with the mouse, wherever it is."""
    # Twice: what comes into view near it may move it.
    page.eval_on_selector(selector, MIDDLE)
    page.mouse.click(*page.eval_on_selector(selector, MIDDLE))


@pytest.mark.parametrize("language", ["", "id"])
def test_a_card_holds_the_passage_and_the_sources_of_every_claim_or_leads_to_them(
    study, counted, language
):
    items, shown = study.items(language), 0
    for key in counted.findings:
        card = items[key]
        links = {a.get("href") for a in card.iter("a")}
        lines = {
            line.xpath('./p//a[@class="id"]/@href')[0]: line
            for line in card.iter("li")
            if "cl" in line.get("class", "").split()
        }
        for claim in {c for role in ROLES for c in counted.behind(key, role)}:
            assert f"#{claim}" in links, (key, claim)
            place = lines.get(f"#{claim}", items[claim])
            said = [squeezed(q.text_content()) for q in place.iter("q")]
            assert said == [squeezed(quote) for quote in counted.quotes(claim)], (key, claim)
            led = {a.get("href") for a in place.iter("a")}
            assert {f"#source-{s}" for s in counted.claims[claim]["sources"]} <= led
            shown += f"#{claim}" in lines
    assert shown > 80


def test_a_wide_page_shows_the_passages_of_every_card_at_once(study, counted, show):
    page = show(study.path(), java_script_enabled=False)
    hidden, seen = page.evaluate(f"""() => {{
      const all = [...document.querySelectorAll('.finding .sides .passage')];
      return [all.filter(e => !({SEEN})(e)).length, all.length];
    }}""")
    assert hidden == 0
    assert seen > 80
    for key in with_claims(counted)[::8]:
        click(page, f'.sof a[href="#{key}"]')
        assert soon(page, HEAD_IN_VIEW, key), key


def test_what_a_long_card_only_names_leads_to_the_claim_and_its_passage(study, show):
    page = show(study.path(), java_script_enabled=False)
    rest = page.eval_on_selector_all(".finding .more a", "all => all.map(a => a.hash)")
    assert len(rest) > 5
    for claim in dict.fromkeys(rest[::8]):
        link = f'.more a[href="{claim}"]'
        if page.query_selector(folded := f"details.bg:not([open]):has({link}) > summary"):
            click(page, folded)
        click(page, f".finding {link}")
        assert soon(page, "claim => '#' + document.querySelector(':target')?.id === claim", claim)
        assert page.eval_on_selector(":target .passage", SEEN)


def test_by_mouse_and_without_script_two_clicks_lead_to_the_passage(study, counted, show):
    page = show(study.path(), viewport=FOLDED, java_script_enabled=False)
    for key in with_claims(counted):
        click(page, f'.sof a[href="#{key}"]')
        assert soon(page, HEAD_IN_VIEW, key), key
        first = ":target .for .cl:first-child"
        assert not page.eval_on_selector(f"{first} .passage", SEEN), key
        click(page, f"{first} summary")
        assert page.eval_on_selector(f"{first} .passage", SEEN), key


def test_by_keyboard_two_returns_lead_to_the_passage(study, counted, show):
    page = show(study.path(), viewport=FOLDED)
    for key in with_claims(counted):
        page.focus(f'.sof a[href="#{key}"]')
        page.keyboard.press("Enter")
        assert soon(page, HEAD_IN_VIEW, key), key
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article').id") == key
        first = ":target .for .cl:first-child"
        page.focus(f"{first} summary")
        page.keyboard.press("Enter")
        assert page.eval_on_selector(f"{first} .passage", SEEN), key
