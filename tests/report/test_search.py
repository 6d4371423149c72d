"""Search as you type, filters with counts, the evidence map's cells; all of it in the address."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import combinations

import pytest

from tests.report.conftest import NARROW

SHOWN = "() => [...document.querySelectorAll('#_claims > .claim:not([hidden])')].map(c => c.id)"
COUNTS = """() => Object.fromEntries([...document.querySelectorAll('select[data-facet]')].map(s =>
  [s.dataset.facet, Object.fromEntries([...s.options].filter(o => o.value).map(o => [o.value, +o.textContent.match(/\\((\\d+)\\)$/)[1]]))]))"""
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def search(page, text: str) -> list[str]:
    page.fill("#_q", text)
    page.evaluate(FRAME)
    return page.evaluate(SHOWN)


def plain(text: str) -> str:
    split = unicodedata.normalize("NFD", text)
    return "".join(c for c in split if not unicodedata.category(c).startswith("M")).lower()


def values(counted, key: str) -> dict[str, list[str]]:
    """What a claim can be filtered by, from the file."""
    claim = counted.claims[key]
    facets = [
        name for name, facet in counted.facets.items() if facet.get("on", "claims") == "claims"
    ]
    given = {name: claim.get(name, []) for name in facets}
    own = {
        "standing": counted.standing(key),
        "source": claim["sources"],
        "element": counted.about(key),
    }
    return {n: v if isinstance(v, list) else [v] for n, v in (given | own).items()}


def test_words_are_found_in_any_case_and_order_with_and_without_accents(study, show):
    page = show(study.path())
    texts = {
        c.get("id"): plain(c.text_content())
        for c in study.tree().xpath('//article[@class="claim"]')
    }
    for text in (
        "Bangalore",
        "NETWORKS small",
        "small networks",
        "jaringan sosial",
        "güvén",
        "dépok",
        "zzzz",
        "60 %",
    ):
        words = plain(text).split()
        expected = [key for key, said in texts.items() if all(word in said for word in words)]
        assert search(page, text) == expected, text
        assert page.text_content("#_found") == f"{len(expected)} of {len(texts)} claims"
    assert page.get_attribute("#_found", "role") == "status"
    assert search(page, "") == list(texts)


def test_filters_combine_and_each_counts_what_it_would_leave(study, counted, show):
    page = show(study.path())
    given = {key: values(counted, key) for key in counted.claims}
    choices = [
        ("context", "indonesia"),
        ("role", "status"),
        ("standing", "cited"),
        ("element", "el.innovation"),
        ("source", "okada2008"),
    ]
    for asked in [*combinations(choices, 1), *combinations(choices, 2)]:
        page.evaluate("document.querySelector('#_clear').click()")
        for name, value in asked:
            page.select_option(f'select[data-facet="{name}"]', value)
        assert page.evaluate(SHOWN) == [
            k for k, v in given.items() if all(x in v[n] for n, x in asked)
        ]
        page.wait_for_timeout(150)
        told = page.evaluate(COUNTS)
        for facet, counts in told.items():
            others = [(n, x) for n, x in asked if n != facet]
            left = Counter(
                x for v in given.values() if all(y in v[n] for n, y in others) for x in v[facet]
            )
            assert +Counter(counts) == left, (asked, facet)


def test_the_state_is_in_the_address_and_comes_back_from_it(study, show):
    page = show(study.path(), "#claims")
    search(page, "klaster & 50 %")
    page.fill("#_q", "network")
    page.select_option('select[data-facet="context"]', "india")
    page.select_option("#_without", "okada2008")
    shown, left = page.evaluate(SHOWN), page.text_content("#_left")
    assert 0 < len(shown) < 100
    assert page.url.endswith("?q=network&context=india&without=okada2008#claims")
    again = show(study.path(), page.url.partition(".html")[2])
    assert again.evaluate(SHOWN) == shown
    assert again.text_content("#_left") == left
    assert again.input_value("#_q") == "network"
    page.click("#_clear")
    assert page.url.endswith("?without=okada2008#claims")
    assert len(page.evaluate(SHOWN)) > 200


@pytest.mark.parametrize(
    "address",
    [
        "?q=%&context=nowhere&without=nobody",
        "?context=&q=",
        "#%",
        "#%E0%A4%A",
        "?__proto__=x&q=%00#__proto__",
    ],
)
def test_an_odd_address_does_no_harm(study, show, address):
    page = show(study.path(), address)
    assert page.is_visible("#_find")
    assert page.input_value("#_without") == ""


def test_keys_lead_to_the_search_through_what_it_finds_and_out_of_it(study, show):
    page = show(study.path())
    focused = "() => document.activeElement.id || document.activeElement.closest('.claim')?.id"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "_q"
    page.keyboard.type("a/b")
    assert page.input_value("#_q") == "a/b"
    page.keyboard.press("Escape")
    assert page.input_value("#_q") == ""
    page.keyboard.type("bangalore")
    page.evaluate(FRAME)
    shown = page.evaluate(SHOWN)
    for key in shown[:3]:
        page.keyboard.press("ArrowDown")
        assert page.evaluate(focused) == key
    for key in [*shown[1::-1], "_q"]:
        page.keyboard.press("ArrowUp")
        assert page.evaluate(focused) == key
    page.keyboard.press("Control+/")
    assert page.input_value("#_q") == "bangalore"


def test_a_link_to_a_claim_that_a_filter_hides_shows_it(study, counted, show):
    page = show(study.path())
    search(page, "bangalore")
    hidden = next(iter(set(counted.claims) - set(page.evaluate(SHOWN))))
    page.evaluate("key => location.hash = key", hidden)
    page.wait_for_function("key => document.getElementById(key).checkVisibility()", arg=hidden)


def test_every_cell_of_the_evidence_map_leads_to_as_many_claims_as_it_counts(study, show):
    page = show(study.path())
    wrong, tried = page.evaluate(
        """() => {
          const wrong = [], cells = [...document.querySelectorAll('.map td a')];
          for (const a of cells) {
            a.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
            const shown = document.querySelectorAll('#_claims > .claim:not([hidden])').length;
            if (shown !== parseInt(a.textContent)) wrong.push([a.href, shown, a.textContent]);
          }
          return [wrong, cells.length];
        }"""
    )
    assert wrong == []
    assert tried > 150


def test_a_cell_of_the_map_can_be_opened_by_its_address_and_without_script(study, show):
    page = show(study.path())
    cell = page.locator(".map td a").first
    number, address = int(cell.text_content().split()[0]), cell.get_attribute("href")
    cell.click()
    assert page.evaluate("document.activeElement.id") == "_q"
    assert page.url.endswith(address)
    again = show(study.path(), address)
    assert len(again.evaluate(SHOWN)) == number
    still = show(study.path(), java_script_enabled=False)
    anchor = still.locator(".map td a").first.get_attribute("href")
    assert anchor == still.locator(".map tbody th a").first.get_attribute("href")


def test_words_in_a_folded_passage_are_found_by_the_browser(study, counted, show):
    key = next(k for k in counted.findings if counted.behind(k))
    quote = counted.quotes(counted.behind(key)[0])[0]
    page = show(study.path(), f"#:~:text={quote.replace(' ', '%20')}", viewport=NARROW)
    page.wait_for_function("document.querySelectorAll('details.pass[open]').length === 1")
