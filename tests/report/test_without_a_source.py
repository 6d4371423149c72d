"""Leave a source or a group out: the page, evidence.json and a count of our own say the same."""

from __future__ import annotations

import re

import pytest

from tests import browser as chromium
from tests.report import recount

# Every source and group in turn, left out as a reader does it; what the page says then.
LEFT_OUT = """() => {
  const select = document.querySelector('#_without');
  const all = (q, at = document) => [...at.querySelectorAll(q)];
  const id = a => decodeURIComponent(a.getAttribute('href').replace(/.*#/, ''));
  const number = text => +(text.match(/\\d+/) || [0])[0];
  const lost = at => all('.lost', at).map(l => [l.querySelector('.m')?.className.slice(4) || '', l.textContent]);
  const words = at => all('.lost', at).map(l => l.textContent.replace(' → ', ''));
  const outside = e => !e.closest('#_find, #_bar, #_card');
  return all('option', select).filter(o => o.value).map(option => {
    select.value = option.value;
    select.dispatchEvent(new Event('change'));
    return {
      choice: option.value, label: option.textContent,
      said: document.querySelector('#_left').textContent,
      bar: document.querySelector('#_bar').hidden ? '' : document.querySelector('#_gone').textContent,
      places: all('[data-of]').map(e => [e.dataset.of, words(e), e.classList.contains('touched')]),
      changes: all('#_changes li').map(li => [id(li.querySelector('a')), li.className, li.querySelector('a').textContent,
        li.querySelector('.by').textContent]),
      cells: all('.cells tbody tr').map(tr => [id(tr.querySelector('th a')), lost(tr.cells[0]).length,
        [...tr.cells].slice(1).map(td => lost(td).find(l => l[0])?.[0] || ''),
        [...tr.cells].slice(1).map(td => [((td.dataset.c || '') + ' ' + (td.dataset.d || '')).split(' ').filter(Boolean), td.classList.contains('touched')])]),
      elements: Object.fromEntries(all('article.element').map(e => [e.id, lost(e.querySelector('h5')).map(l => number(l[1]))])),
      counted: all('.pic.framework .below').filter(e => getComputedStyle(e).visibility !== 'hidden').length,
      head: all('[data-judged]').map(e => ({
        ids: e.dataset.judged.split(' '),
        rows: all('.narrow > .key', e).map(row => [row.classList[1], number(row.querySelector('.number').textContent.split('→').pop())]),
        pale: all('.strip > g', e).map(g => g.classList.contains('away')),
        said: all('.lost', e).filter(l => l.tagName === 'P').map(l => [l.textContent.match(/\\d+/g).map(Number),
          all('.m', l).map(m => m.className.slice(4))])[0],
      })),
      note: document.querySelector('#result > .lost')?.textContent || '',
      unlabelled: all('[data-whole]').filter(e => !e.querySelector(':scope > .lost')).length,
      counts: all('.cells tbody td[data-c]').map(td => [(td.dataset.c + ' ' + (td.dataset.d || '')).split(' ').filter(Boolean),
        td.querySelector('.counts .lost')?.textContent || '']),
      out: all('details.claim.gone').map(c => c.lastElementChild.id),
      ...Object.fromEntries(['struck', 'unstruck'].map((name, n) => [name, [...new Set(all('main a[href^="#"]')
        .filter(a => outside(a) && a.classList.contains('gone') === !n).map(id))]])),
      leads: all('.leaning thead a').map(id),
      leaning: all('.leaning tbody tr').map(tr => [id(tr.querySelector('th a')).slice(7), tr.classList.contains('touched')]),
      maps: all('.map').map(t => ({
        rows: t.dataset.rows || '_element', axis: t.dataset.axis, columns: t.dataset.values.split(' '),
        counts: [...t.tBodies[0].rows, ...(t.tFoot?.rows || [])].map(tr => [
          tr.querySelector('th a') ? id(tr.querySelector('th a')) : tr.dataset.row || '',
          [...tr.cells].slice(1).map(td => number((td.querySelector('a:not([hidden])') || td).textContent))]),
      })),
    };
  });
}"""
UNJUDGED = "; not judged without it"
# of a finding that only gathers others, all of which fall
GATHERED = "each finding that it gathers is left without anything cited"
# How many elements of the page are struck through.
STRUCK = """() => [...document.querySelectorAll('main *')].filter(
  e => getComputedStyle(e).textDecorationLine === 'line-through').length"""


@pytest.fixture(params=["study", "small", "many", "odd"])
def reviewed(request):
    built = request.getfixturevalue(request.param)
    return built, recount.read(built.review)


@pytest.fixture(scope="module")
def views(browser):
    """Return a function that leaves out every choice of a report in turn, once for each report."""
    seen = {}

    def of(built):
        if built.folder not in seen:
            page = browser.new_page()
            page.goto(built.path().as_uri())
            page.wait_for_selector("#_map:not([hidden])", state="attached")
            seen[built.folder] = chromium.told(page, LEFT_OUT)
            page.close()
        return seen[built.folder]

    return of


def changes(counted: recount.Review, choice: str) -> dict[str, tuple[int, int, bool, bool]]:
    """What every finding that changes is then: its citations, studies, contested, fallen."""
    return {
        key: (len(then.citations), len(then.studies), then.contested, falls)
        for key, (then, falls) in counted.changes(choice).items()
    }


def told(changed) -> dict[str, tuple[int, int, bool, bool]]:
    return {
        c["finding"]: (c["citations"], c["studies"], c["contested"], c["falls"]) for c in changed
    }


def described(counted: recount.Review, facts: recount.Facts) -> str:
    """What is said of a finding's support where something is left out."""

    def number(n: int, one: str, several: str) -> str:
        return f"{n} {one if n == 1 else several}"

    said = [
        (number(len(facts.citations), "citation", "citations"), bool(counted.of)),
        (number(len(facts.studies), "study", "studies"), not counted.of),
        ("carries its own citation", counted.of and facts.own_citation),
        ("a citation stands near", counted.of and facts.near and not facts.citations),
        ("own statements only", counted.of and facts.ground == "own"),
        (f"{len(facts.against)} of them against", facts.against),
        ("known at second hand only", facts.ground == "second_hand"),
    ]
    return ", ".join(words for words, holds in said if holds)


def holds(said: str, counted: recount.Review, key: str, choice: str) -> bool:
    """Whether words say what a finding rests on then, what contests it, and if that was judged."""
    if said.endswith(GATHERED):
        return counted.heading_falls(key, choice, frozenset())
    facts, words = counted.support(key, choice), said.removesuffix(UNJUDGED)
    expected = described(counted, facts)
    rest = words.removeprefix(expected).removeprefix(", ")
    return (
        words.startswith(expected)
        and bool(rest) == facts.contested
        and ("against it" in rest or "contested" in rest) == facts.contested
        and (words != said) == counted.unjudged(key, choice)
    )


def test_evidence_json_says_what_changes_without_each_source(reviewed):
    built, counted = reviewed
    said = {source: told(changed) for source, changed in built.json["without_source"].items()}
    touched = {
        source
        for claim in counted.claims.values()
        for source in (*claim["sources"], *claim.get("via", ()))
    }
    assert sum(map(len, said.values())) > 2
    assert set(said) <= touched
    for source in touched - {counted.of}:
        assert said.get(source, {}) == changes(counted, source), source


def test_evidence_json_says_what_changes_without_each_group(reviewed):
    built, counted = reviewed
    said = {f"{g['axis']}={g['value']}": told(g["changes"]) for g in built.json["without_group"]}
    assert set(said) == set(counted.groups())
    assert sum(map(len, said.values())) > 2
    for choice, changed in said.items():
        assert changed == changes(counted, choice), choice


def test_the_page_says_the_same_for_every_choice_in_every_view(reviewed, views):
    built, counted = reviewed
    seen = views(built)
    assert {v["choice"] for v in seen} == {*built.json["without_source"], *counted.groups()}
    for view in seen:
        choice = view["choice"]
        expected = changes(counted, choice)
        gone = {c for c in counted.claims if not counted.stands(c, choice)}
        assert view["label"].endswith(f" ({len(expected)})")
        fallen = sum(falls for *_, falls in expected.values())
        said = [int(n) for n in re.findall(r"\d+", view["said"])]
        # the same two counts, by the same names, as the table of what the report leans on
        leading = [len(set(expected) & set(view["leads"]))] if counted.of else []
        assert said == [*leading, len(expected), fallen, len(gone)], choice
        assert view["bar"] == view["label"].rpartition(" (")[0], choice
        shown = set()
        for key, lost, touched in view["places"]:
            assert len(lost) == (key in expected), (choice, key)
            assert all(holds(words, counted, key, choice) for words in lost), (choice, key, lost)
            assert touched == (key in expected), (choice, key)
            shown.add(key)
        assert shown == set(counted.findings), choice
        lines = [one for one in view["changes"] if one[1] != "stays"]
        stays = {key: words for key, name, _, words in view["changes"] if name == "stays"}
        assert not set(stays) & set(expected), choice
        for key, words in stays.items():
            alone = [works for works in counted.support(key).citations if choice in works]
            assert alone or not counted.of, (choice, key)
            assert all(len(works) > 1 for works in alone), (choice, key)
            assert "together with" in words or "another report" in words, (choice, key)
        listed = {key: (name == "falls", words) for key, name, _, words in lines}
        assert len(listed) == len(lines)
        assert {k: falls for k, (falls, _) in listed.items()} == {
            key: falls for key, (*_, falls) in expected.items()
        }
        for key, _, statement, words in lines:
            before, *after = words.split(" → ")
            said = counted.findings[key]["statement"]
            assert statement == (said if isinstance(said, str) else said["en"]), (choice, key)
            assert before != "".join(after).removesuffix(UNJUDGED), (choice, key)
            assert holds(before, counted, key, "" if after else choice), (choice, key, before)
            assert all(holds(one, counted, key, choice) for one in after), (choice, key, after)
        assert set(view["out"]) == gone, choice
        works = counted.left_out(choice).sources
        left_out = {f"source-{key}" for key in works} | gone
        assert set(view["struck"]) <= left_out, choice
        assert not set(view["unstruck"]) & left_out, choice
        assert bool(view["struck"]) == bool(left_out), choice
        for source, touched in view["leaning"]:
            assert touched == (source in works), (choice, source)
        # a box of the diagram counts its parts too, and says nothing meanwhile
        assert view["counted"] == 0, choice
        for key, lost in view["elements"].items():
            about = {c for c in counted.claims if key in counted.about(c)}
            assert lost == ([len(about - gone)] if about & gone else []), (choice, key)
        unjudged = {key for key in expected if counted.unjudged(key, choice)}
        holds_head(view, counted, expected, unjudged)
        for claims, said in view["counts"]:
            left = [counted.standing(c) for c in claims if c not in gone]
            assert bool(said) == (len(left) < len(claims)), (choice, claims)
            figures = [sum(one in kinds for one in left) for kinds in RESTS_ON]
            told_now = [int(n) for n in re.findall(r"\d+", said)]
            assert not said or told_now == ([n for n in figures if n] or [0]), (choice, claims)
        for row, turned, cells, rests_on in view["cells"]:
            assert turned == (row in expected), (choice, row)
            assert cells == grounds(counted, row, choice), (choice, row)
            for claims, touched in rests_on:
                assert touched == bool(set(claims) & gone), (choice, row)


RESTS_ON = (("cited", "read"), ("implied", "second_hand"), ("own",))


def holds_head(view, counted: recount.Review, changed, unjudged: set[str]) -> None:
    """No figure of the head is left as it was: it is counted again, or said to be of all sources."""
    choice = view["choice"]
    assert view["label"].rpartition(" (")[0] in view["note"], choice
    assert [int(n) for n in re.findall(r"\d+", view["note"].replace(view["bar"], ""))] == [
        int(n) for n in re.findall(r"\d+", view["said"])
    ], choice
    assert view["unlabelled"] == 0, choice
    judged = {k for k in counted.findings if counted.told(k) in recount.JUDGED}
    strict = sum(bool(counted.support(key, choice).citations) for key in judged)
    for place in view["head"]:
        assert set(place["ids"]) <= judged, choice
        gone = [key for key in place["ids"] if key in unjudged]
        ways = {counted.told(key): 0 for key in place["ids"]}
        for key in place["ids"]:
            ways[counted.told(key)] += key not in unjudged
        figures, marks = place["said"]
        in_bar = bool(place["rows"])
        expected = [len(gone), len(place["ids"]), *ways.values()]
        assert figures == expected + [len(judged), len(judged) - strict] * in_bar, (choice, place)
        assert marks == list(ways), choice
        assert not in_bar or dict(place["rows"]) == ways, choice
        assert not place["pale"] or place["pale"] == [k in unjudged for k in place["ids"]], choice


def grounds(counted: recount.Review, finding: str, choice: str) -> list[str]:
    """What each cell of a finding rests on then, "" where that is as before.

    What is contradicted says nothing of it, unless all in the cell is.
    """
    order = ["gap", "own", "implied", "second_hand", "read", "cited"]
    roles = ("supported_by", "contradicted_by", "qualified_by", "background")
    named = {c for role in roles for c in counted.behind(finding, role) if c in counted.claims}
    sentences = recount.listed(counted.findings[finding].get("stated_in"))
    named |= {c for c in sentences if c in counted.claims and not counted.own(c)}
    disputed = set(counted.behind(finding, "contradicted_by")) | counted.contradicted()

    def best(asked: dict[str, list[str]], without: str) -> str:
        inside = [
            c for c in named if all(set(counted.values(c, f)) & set(v) for f, v in asked.items())
        ]
        said = [c for c in inside if c not in disputed] or inside
        left = [counted.standing(c) for c in said if counted.stands(c, without)]
        return max(left, key=order.index, default="gap")

    cells = counted.kinds[counted.findings[finding]["kind"]].get("cells", {}).values()
    wheres = [{f: recount.listed(v) for f, v in cell["where"].items()} for cell in cells]
    found = [(best(where, ""), best(where, choice)) for where in wheres]
    return [after if before != after else "" for before, after in found]


def test_the_maps_count_what_is_left(reviewed, views):
    built, counted = reviewed
    tables = 0
    for view in views(built):
        for table in view["maps"]:
            expected = counted.cross(table["rows"], table["axis"], view["choice"])
            for row, counts in table["counts"]:
                asked = [*table["columns"], ""]
                assert counts == [expected[row, column] for column in asked], (view["choice"], row)
            tables += 1
    assert tables > 6


def test_the_list_of_a_source_says_what_rests_on_it_and_what_becomes_of_it(reviewed):
    built, counted = reviewed
    for source in {key for claim in counted.claims.values() for key in claim["sources"]}:
        entry = built.items()[f"source-{source}"]
        expected = changes(counted, source) if source != counted.of else {}
        listed = entry.xpath('.//details[@class="without"]//li')
        keys = [li.find("a").get("href")[1:] for li in listed]
        resting = {
            key
            for key in counted.findings
            for claim in counted.behind(key)
            if source in counted.claims[claim]["sources"]
            or source in counted.claims[claim].get("via", ())
            or source == counted.claims[claim].get("read_in")
        }
        assert keys == [key for key in counted.findings if key in resting | set(expected)], source
        for key, li in zip(keys, listed, strict=True):
            if key not in expected:
                assert li.get("data-to") is None
                continue
            before, *after = li.text_content().rsplit(": ", 1)[1].split(" → ")
            assert before != "".join(after).removesuffix(UNJUDGED), (source, key)
            assert holds(before, counted, key, "" if after else source)
            assert all(holds(one, counted, key, source) for one in after)
            assert int(li.get("data-to")) == counted.support(key, source).weight
            assert (li.get("class") == "falls") == expected[key][-1]


def test_what_changes_without_a_group_stands_in_the_page_without_script(reviewed):
    built, counted = reviewed
    for choice in counted.groups():
        (group,) = built.tree().xpath("//*[@data-out=$choice]", choice=choice)
        expected = changes(counted, choice)
        listed = {
            a.get("href")[1:]: (int(li.get("data-to")), li.get("class") == "falls")
            for li in group.xpath(".//li")
            for a in li.xpath("./a")
        }
        assert listed == {
            key: (counted.support(key, choice).weight, falls)
            for key, (*_, falls) in expected.items()
        }
        for li in group.xpath(".//li"):
            before, *after = li.text_content().split(": ", 1)[1].split(" → ")
            assert before != "".join(after).removesuffix(UNJUDGED), choice
            for a in li.xpath("./a"):
                key = a.get("href")[1:]
                assert holds(before, counted, key, "" if after else choice), choice
                assert all(holds(one, counted, key, choice) for one in after), choice
        said = group.xpath("./summary")[0].text_content() if listed else group.text_content()
        numbers = [int(n) for n in re.findall(r"\d+", said.rsplit(": ", 1)[1])]
        fallen = sum(falls for *_, falls in expected.values())
        assert numbers == [n for n in (len(expected), fallen) if n], choice


def test_nothing_left_out_leaves_no_trace_and_the_address_keeps_the_choice(study, show):
    page = show(study.path())
    page.wait_for_selector("#_map:not([hidden])", state="attached")
    passes = chromium.timed(page)
    whole = page.evaluate("document.querySelector('main').textContent")
    assert page.evaluate(STRUCK) == 0
    assert not page.is_visible("#_changes")
    source = next(s for s, told in study.json["without_source"].items() if len(told) > 3)
    for choice in (source, "context=india"):
        page.select_option("#_without", choice)
        assert f"_without={choice.replace('=', '%3D')}" in page.url
        assert page.evaluate(STRUCK) > page.locator(".claim.gone").count() > 0
        passes(350)
        changed = page.evaluate("document.querySelector('main').textContent")
        again = show(study.path(), page.url.partition(".html")[2])
        again.wait_for_selector("#_map:not([hidden])", state="attached")
        # it counts what is left when it has opened
        again.wait_for_function(
            "same => document.querySelector('main').textContent === same", arg=changed
        )
    page.select_option("#_without", "")
    passes(350)
    assert page.evaluate("document.querySelector('main').textContent") == whole
    assert page.evaluate(STRUCK) == 0
    assert "_without" not in page.url


def test_what_is_left_out_is_said_wherever_the_reader_is_and_put_back_from_there(study, show):
    page = show(study.path())
    bar = page.locator("#_bar")
    assert not bar.is_visible()
    page.select_option("#_without", "okada2008")
    for height in (0, 4000, 20_000):
        page.evaluate("h => scrollTo(0, h)", height)
        box = bar.evaluate(
            "e => { const r = e.getBoundingClientRect(); return [r.top, r.bottom]; }"
        )
        assert 0 < box[0] < box[1] <= 901
    page.evaluate("scrollTo(0, 0)")
    bar.locator("a").click()
    page.wait_for_function("() => location.hash === '#_out'")
    first = page.locator("#_changes a").first
    assert first.evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight; }"
    )
    bar.locator("button").click()
    assert not bar.is_visible()
    assert page.input_value("#_without") == ""
    assert page.evaluate("document.activeElement.id") == "_without"
    assert page.evaluate(STRUCK) == 0
    still = show(study.path(), java_script_enabled=False)
    assert not still.locator("#_find").is_visible()
    assert not still.locator("#_bar").is_visible()


def test_what_a_left_out_source_said_is_marked_in_what_was_found(study, counted, show):
    page = show(study.path(), "?_q=okada&_without=okada2008")
    gone = {c for c in counted.claims if not counted.stands(c, "okada2008")}
    found = page.evaluate(
        "() => [...document.querySelectorAll('#_hits li > a')].map(a => [a.hash.slice(1), a.className])"
    )
    claims = [(key, name) for key, name in found if key in counted.claims]
    assert len(claims) > 10
    assert [key for key, name in claims if (name == "gone") != (key in gone)] == []
    assert ["source-okada2008", "gone"] in found
