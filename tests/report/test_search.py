"""Search as you type, filters with counts, the evidence map's cells; all of it in the address.

Measured with 10,000 claims of bench/generate.py, on two processors that had three times their
work: 6 to 70 ms of script a key; on a loaded machine the texts are read once, in idle time, in
one to two seconds. No test asserts a time.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import combinations

import pytest

from tests.browser import timed
from tests.report.conftest import NARROW

# All that was found, by id: the list is lengthened until it holds everything.
SHOWN = """() => {
  const more = document.querySelector('#_more');
  while (!more.hidden) more.click();
  return [...document.querySelectorAll('#_hits > li > a')].map(a => decodeURIComponent(a.hash.slice(1)));
}"""
OPEN_TO_FILTERS = "() => [...document.querySelectorAll('details.claim:not([hidden])')].map(c => c.lastElementChild.id)"
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


def texts(built) -> dict[str, dict[str, str]]:
    """What is read of each finding, source and claim, by what it is and its id, as the page has it."""
    tree = built.tree()
    found: dict[str, dict[str, str]] = {"finding": {}, "source": {}, "claim": {}}
    for card in tree.xpath('//details[@class="finding"]'):
        article = card.find("article")
        own = [part for part in article if part.tag in ("header", "p", "table")]
        found["finding"][article.get("id")] = said(card.find("summary"), *own)
    for source in tree.xpath('//article[@class="source"]'):
        own = [part for part in source if part.tag in ("p", "ul") and part.get("class") != "ids"]
        found["source"][source.get("id")] = said(*own)
    for claim in tree.xpath('//details[contains(@class, "claim")]'):
        found["claim"][claim.find("div").get("id")] = said(*claim)
    return found


def said(*parts) -> str:
    return plain(" ".join(part.text_content() for part in parts))


def values(counted, key: str) -> dict[str, list[str]]:
    """What a claim can be filtered by, from the file."""
    return {axis: counted.values(key, axis) for axis in counted.axes()}


def test_words_are_found_in_any_case_and_order_with_and_without_accents(study, counted, show):
    page = show(study.path())
    known = texts(study)
    assert set(known["claim"]) == set(counted.claims)
    assert set(known["finding"]) == set(counted.findings)
    for text in (
        "Bangalore",
        "NETWORKS small",
        "small networks",
        "jaringan sosial",
        "güvén",
        "dépok",
        "zzzz",
        "60 %",
        "okada2008",
        "clustér morosini",
        "Índia",
    ):
        words = plain(text).split()
        expected = {
            kind: [key for key, said in of.items() if all(word in said for word in words)]
            for kind, of in known.items()
        }
        listed = [key for keys in expected.values() for key in keys]
        assert search(page, text) == listed, text
        numbers = [len(keys) for keys in expected.values()]
        told = "findings: {}; sources: {}; claims: {} of 254".format(*numbers)
        assert page.text_content("#_found") == told
        kinds = page.locator("#_hits small").all_text_contents()
        assert kinds == [kind for kind, keys in expected.items() for _ in keys]
    assert page.get_attribute("#_found", "role") == "status"
    assert search(page, "") == []
    assert page.text_content("#_found") == ""
    assert not page.is_visible("#_hits")


def test_of_much_that_is_found_the_first_fifty_are_listed_and_the_others_counted(study, show):
    page = show(study.path())
    page.fill("#_q", "indonesia")
    page.evaluate(FRAME)
    lines = page.locator("#_hits > li")
    assert lines.count() == 50
    whole = sum("indonesia" in said for of in texts(study).values() for said in of.values())
    assert whole > 100
    assert page.text_content("#_found").endswith(f"; the first 50 of {whole} are listed")
    page.click("#_more")
    assert lines.count() == 100
    assert page.evaluate("document.activeElement === document.querySelectorAll('#_hits a')[50]")
    assert len(page.evaluate(SHOWN)) == whole
    assert not page.is_visible("#_more")
    assert "are listed" not in page.text_content("#_found")


def test_what_is_found_is_marked_with_the_words_around_it_and_the_judgement(study, show):
    page = show(study.path())
    known = {key: text for of in texts(study).values() for key, text in of.items()}
    for text in ("cluster", "NETWORK small", "índia softwáre", "2006"):
        keys, words = search(page, text), plain(text).split()
        assert keys
        lines = page.evaluate(
            """() => [...document.querySelectorAll('#_hits > li')].map(li => ({
              marks: [...li.querySelectorAll('mark')].map(m => m.textContent),
              around: li.querySelector('p')?.textContent || '',
              judged: [...li.querySelectorAll('.m')].map(m => m.textContent)}))"""
        )
        for key, line in zip(keys, lines, strict=True):
            assert line["marks"], (text, key)
            assert {plain(mark) for mark in line["marks"]} <= set(words), (text, key)
            around = " ".join(plain(line["around"]).strip("…").split())
            assert around in " ".join(known[key].split()), (text, key)
            item = study.items()[key]
            heads = item.xpath("../summary//b[contains(@class, 'm-')]")
            own = [] if key.startswith("source-") else [m.text_content() for m in heads]
            assert line["judged"] == own, (text, key)


def test_filters_combine_and_each_counts_what_it_would_leave(study, counted, show):
    page = show(study.path())
    passes = timed(page)
    given = {key: values(counted, key) for key in page.evaluate(OPEN_TO_FILTERS)}
    assert set(given) == set(counted.claims)
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
        page.evaluate("document.querySelector('.facets').open = true")
        for name, value in asked:
            page.select_option(f'select[data-facet="{name}"]', value)
        left = [k for k, v in given.items() if all(x in v[n] for n, x in asked)]
        assert page.evaluate(SHOWN) == left
        assert page.evaluate(OPEN_TO_FILTERS) == left
        assert (
            page.text_content("#_found") == f"findings: 0; sources: 0; claims: {len(left)} of 254"
        )
        passes(350)  # it counts when a reader rests
        told = page.evaluate(COUNTS)
        for facet, counts in told.items():
            others = [(n, x) for n, x in asked if n != facet]
            left = Counter(
                x for v in given.values() if all(y in v[n] for n, y in others) for x in v[facet]
            )
            assert +Counter(counts) == left, (asked, facet)


def test_each_list_of_claims_says_how_many_a_filter_hides(study, show):
    page = show(study.path())
    lists = """() => [...new Set([...document.querySelectorAll('details.claim')].map(c => c.parentNode))].map(at => [
      at.querySelectorAll(':scope > .claim[hidden]').length,
      [...at.querySelectorAll(':scope > .hides')].map(p => +p.textContent.match(/\\d+$/)[0])])"""
    page.evaluate("document.querySelector('.facets').open = true")
    page.select_option('select[data-facet="context"]', "india")
    told = page.evaluate(lists)
    assert (
        sum(hidden for hidden, _ in told)
        == 254 - page.locator("details.claim:not([hidden])").count()
    )
    assert [said for hidden, said in told if said != ([hidden] if hidden else [])] == []
    page.click("#_clear")
    assert page.locator(".hides").count() == 0
    assert page.locator("details.claim[hidden]").count() == 0


def test_a_search_and_a_filter_find_the_claims_that_meet_both(study, counted, show):
    page = show(study.path(), "?context=india")
    assert page.evaluate("document.querySelector('.facets').open")
    known = texts(study)["claim"]
    expected = [
        key
        for key, said in known.items()
        if "network" in said and "india" in counted.values(key, "context")
    ]
    assert search(page, "network") == expected
    assert len(expected) > 5


def test_the_state_is_in_the_address_and_comes_back_from_it(study, show):
    page = show(study.path(), "#sources")
    search(page, "klaster & 50 %")
    page.fill("#_q", "network")
    page.evaluate("document.querySelector('.facets').open = true")
    page.select_option('select[data-facet="context"]', "india")
    page.select_option("#_without", "okada2008")
    shown, left = page.evaluate(SHOWN), page.text_content("#_left")
    assert 0 < len(shown) < 100
    assert page.url.endswith("?_q=network&context=india&_without=okada2008#sources")
    again = show(study.path(), page.url.partition(".html")[2])
    assert again.evaluate(SHOWN) == shown
    assert again.text_content("#_left") == left
    assert again.input_value("#_q") == "network"
    page.click("#_clear")
    assert page.url.endswith("?_without=okada2008#sources")
    assert page.evaluate(SHOWN) == []


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
    focused = """() => document.activeElement.id
      || document.activeElement.closest('#_hits') && decodeURIComponent(document.activeElement.hash.slice(1))"""
    page.keyboard.press("/")
    assert page.evaluate(focused) == "_q"
    page.keyboard.type("a/b")
    assert page.input_value("#_q") == "a/b"
    page.keyboard.press("Backspace")
    assert page.input_value("#_q") == "a/"
    page.keyboard.press("Escape")
    assert page.input_value("#_q") == ""
    page.keyboard.type("marijan")
    page.evaluate(FRAME)
    shown = page.evaluate(SHOWN)
    page.focus("#_q")
    for key in shown[:3]:
        page.keyboard.press("ArrowDown")
        assert page.evaluate(focused) == key
        assert not page.is_visible("#_card")
    for key in [*shown[1::-1], "_q"]:
        page.keyboard.press("ArrowUp")
        assert page.evaluate(focused) == key
    page.keyboard.press("Control+/")
    assert page.input_value("#_q") == "marijan"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("key => location.hash === '#' + key", arg=shown[0])
    page.keyboard.press("/")
    assert page.evaluate(focused) == "_q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "_q"
    assert page.input_value("#_q") == ""
    assert page.evaluate(SHOWN) == []


def test_the_keys_can_be_turned_off_for_good(small, show):
    page = show(small.path())
    page.check("#_keys-off")
    page.reload()
    assert page.is_checked("#_keys-off")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "_q"
    page.uncheck("#_keys-off")
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "_q"


def test_a_link_to_a_claim_that_a_filter_hides_shows_it(study, counted, show):
    page = show(study.path(), "?context=india")
    hidden = next(iter(set(counted.claims) - set(page.evaluate(OPEN_TO_FILTERS))))
    page.evaluate("key => location.hash = encodeURIComponent(key)", hidden)
    page.wait_for_function("key => document.getElementById(key).checkVisibility()", arg=hidden)
    told = page.evaluate(
        """key => { const at = document.getElementById(key).parentNode.parentNode;
          return [at.querySelectorAll(':scope > .claim[hidden]').length,
                  +(at.querySelector(':scope > .hides')?.textContent.match(/\\d+$/)[0] || 0)]; }""",
        hidden,
    )
    assert told[0] == told[1]


def test_every_cell_of_the_evidence_map_leads_to_as_many_claims_as_it_counts(study, show):
    page = show(study.path())
    page.wait_for_selector("#_map:not([hidden])", state="attached")
    wrong, tried = page.evaluate(
        """() => {
          const wrong = [], cells = [...document.querySelectorAll('.map td a:not([hidden])')];
          for (const a of cells) {
            a.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
            const shown = document.querySelectorAll('details.claim:not([hidden])').length;
            const told = +document.querySelector('#_found').textContent.match(/claims: (\\d+)/)[1];
            if (shown !== parseInt(a.textContent) || shown !== told) wrong.push([a.href, shown, told, a.textContent]);
          }
          return [wrong, cells.length];
        }"""
    )
    assert wrong == []
    assert tried > 150


def test_a_cell_of_the_map_can_be_opened_by_its_address_and_without_script(study, show):
    page = show(study.path(), "#map-context")
    page.wait_for_selector("#_map:not([hidden])", state="attached")
    cell = page.locator(".map td a").first
    number, address = int(cell.text_content().split()[0]), cell.get_attribute("href")
    cell.click()
    shown = page.evaluate(SHOWN)
    assert len(shown) == number
    cell.evaluate("a => a.click()")
    assert page.evaluate("decodeURIComponent(document.activeElement.hash.slice(1))") == shown[0]
    assert page.url.endswith(address)
    again = show(study.path(), address)
    assert len(again.evaluate(SHOWN)) == number
    still = show(study.path(), java_script_enabled=False)
    anchor = still.locator(".map td a").first.get_attribute("href")
    assert anchor == still.locator(".map tbody th a").first.get_attribute("href")


def test_back_leads_from_a_cell_to_the_map_as_it_was(study, show):
    page = show(study.path(), "#map-context")
    page.wait_for_selector("#_map:not([hidden])", state="attached")
    page.select_option("#_without", "okada2008")
    before = page.url
    whole = page.evaluate(OPEN_TO_FILTERS)
    page.locator(".map td a").first.click()
    assert len(page.evaluate(OPEN_TO_FILTERS)) < len(whole)
    assert "_without=okada2008" in page.url
    page.go_back()
    assert page.url == before
    assert page.evaluate(OPEN_TO_FILTERS) == whole
    assert page.input_value("#_without") == "okada2008"
    page.wait_for_function("() => document.activeElement.matches('.map td a')")
    page.select_option("#_without", "")
    page.go_forward()
    assert page.input_value("#_without") == "okada2008"
    assert len(page.evaluate(OPEN_TO_FILTERS)) < len(whole)


def test_any_two_axes_make_a_map_that_counts_what_both_have(study, counted, show):
    page = show(study.path(), "#map-context")
    page.wait_for_selector("#_map:not([hidden])", state="attached")
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
        again.wait_for_selector("#_map:not([hidden])", state="attached")
        assert again.locator("#_map table").inner_text() == table.inner_text()


def test_words_in_a_folded_passage_are_found_by_the_browser(study, counted, show):
    key = next(k for k in counted.findings if counted.behind(k))
    quote = counted.quotes(counted.behind(key)[0])[0]
    page = show(study.path(), f"#:~:text={quote.replace(' ', '%20')}", viewport=NARROW)
    page.wait_for_function("() => document.querySelectorAll('details.claim[open]').length === 1")
