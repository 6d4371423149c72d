"""Search as you type, filters with counts, the evidence map's cells; all of it in the address."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import combinations

import pytest

from tests.report.conftest import NARROW

SHOWN = "() => [...document.querySelectorAll('.claim:not([hidden])')].map(c => c.id)"
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
    return {axis: counted.values(key, axis) for axis in counted.axes()}


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
        ("source_type", "study"),
        ("_standing", "cited"),
        ("_role", "qualified_by"),
        ("_year", "2008"),
        ("_element", "el.innovation"),
        ("_source", "okada2008"),
    ]
    for asked in [*combinations(choices, 1), *combinations(choices, 2)]:
        page.evaluate("document.querySelector('#_clear').click()")
        for name, value in asked:
            page.select_option(f'select[data-facet="{name}"]', value)
        assert page.evaluate(SHOWN) == [
            k for k, v in given.items() if all(x in v[n] for n, x in asked)
        ]
        page.wait_for_timeout(350)
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
    assert page.url.endswith("?_q=network&context=india&_without=okada2008#claims")
    again = show(study.path(), page.url.partition(".html")[2])
    assert again.evaluate(SHOWN) == shown
    assert again.text_content("#_left") == left
    assert again.input_value("#_q") == "network"
    page.click("#_clear")
    assert page.url.endswith("?_without=okada2008#claims")
    assert len(page.evaluate(SHOWN)) > 200


@pytest.mark.parametrize(
    "address",
    [
        "?_q=%&context=nowhere&_without=nobody&_rows=x&_columns=y",
        "?context=&_q=",
        "#%",
        "#%E0%A4%A",
        "?__proto__=x&_q=%00&_without=__proto__#__proto__",
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
    page.wait_for_selector("#_map")
    wrong, tried = page.evaluate(
        """() => {
          const wrong = [], cells = [...document.querySelectorAll('.map td a:not([hidden])')];
          for (const a of cells) {
            a.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
            const shown = document.querySelectorAll('.claim:not([hidden])').length;
            if (shown !== parseInt(a.textContent)) wrong.push([a.href, shown, a.textContent]);
          }
          return [wrong, cells.length];
        }"""
    )
    assert wrong == []
    assert tried > 150


def test_a_cell_of_the_map_can_be_opened_by_its_address_and_without_script(study, show):
    page = show(study.path())
    page.wait_for_selector("#_map")
    cell = page.locator(".map td a").first
    number, address = int(cell.text_content().split()[0]), cell.get_attribute("href")
    cell.click()
    shown = page.evaluate(SHOWN)
    assert len(shown) == number
    assert page.evaluate("document.activeElement.closest('.claim').id") == shown[0]
    assert page.url.endswith(address)
    again = show(study.path(), address)
    assert len(again.evaluate(SHOWN)) == number
    still = show(study.path(), java_script_enabled=False)
    anchor = still.locator(".map td a").first.get_attribute("href")
    assert anchor == still.locator(".map tbody th a").first.get_attribute("href")


def test_back_leads_from_a_cell_to_the_map_as_it_was(study, show):
    page = show(study.path())
    page.wait_for_selector("#_map")
    page.select_option("#_without", "okada2008")
    before = page.url
    whole = page.evaluate(SHOWN)
    page.locator(".map td a").first.click()
    assert len(page.evaluate(SHOWN)) < len(whole)
    assert "_without=okada2008" in page.url
    page.go_back()
    assert page.url == before
    assert page.evaluate(SHOWN) == whole
    assert page.input_value("#_without") == "okada2008"
    page.select_option("#_without", "")
    page.go_forward()
    assert page.input_value("#_without") == "okada2008"
    assert len(page.evaluate(SHOWN)) < len(whole)


def test_any_two_axes_make_a_map_that_counts_what_both_have(study, counted, show):
    page = show(study.path())
    page.wait_for_selector("#_map")
    rows, columns = (page.locator(f"#_map select[name={name}]") for name in ("_rows", "_columns"))
    assert set(counted.axes()) == set(rows.evaluate("s => [...s.options].map(o => o.value)"))
    for row, column in (
        ("_year", "source_type"),
        ("_element", "_standing"),
        ("role", "context"),
        ("role", "source_type"),
        ("_source", "_role"),
    ):
        # A map of an axis by itself is not offered.
        columns.evaluate("s => { s.value = 'population'; s.dispatchEvent(new Event('change')); }")
        rows.select_option(row)
        columns.select_option(column)
        assert columns.locator(f"option[value={row}]").is_disabled()
        expected = counted.cross(row, column)
        table = page.locator("#_map table")
        values = table.get_attribute("data-values").split()
        told = table.evaluate(
            """t => [...t.tBodies[0].rows, ...t.tFoot.rows].map(tr => [tr.dataset.row, [...tr.cells].slice(1)
              .map(td => parseInt((td.querySelector('a:not([hidden])') || td).textContent) || 0)])"""
        )
        assert [key for key, _ in told][-1] == ""
        for key, counts in told:
            assert counts == [expected[key, value] for value in (*values, "")], (row, column, key)
        empty = sum(counts[:-1].count(0) for key, counts in told if key)
        gaps = empty if all(a[0] != "_" or a == "_element" for a in (row, column)) else 0
        assert table.locator("td > i").all_inner_texts() == ["gap"] * gaps, (row, column)
        assert table.locator("thead th[scope=col]").count() == len(values) + 2
        assert table.locator("tbody th[scope=row]").count() == len(told) - 1
        again = show(study.path(), page.url.partition(".html")[2])
        again.wait_for_selector("#_map")
        assert again.locator("#_map table").inner_text() == table.inner_text()


def test_words_in_a_folded_passage_are_found_by_the_browser(study, counted, show):
    key = next(k for k in counted.findings if counted.behind(k))
    quote = counted.quotes(counted.behind(key)[0])[0]
    page = show(study.path(), f"#:~:text={quote.replace(' ', '%20')}", viewport=NARROW)
    page.wait_for_function("() => document.querySelectorAll('details.pass[open]').length === 1")
