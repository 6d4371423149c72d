"""Leave one source out: the page, evidence.json and a count of our own say the same."""

from __future__ import annotations

import pytest

from tests.report import recount

# Every source in turn, left out as a reader does it; what every finding says then.
LEFT_OUT = """() => {
  const select = document.querySelector('#_without');
  return [...select.options].filter(o => o.value).map(option => {
    select.value = option.value;
    select.dispatchEvent(new Event('change'));
    const cards = [...document.querySelectorAll('article.finding')];
    return [option.value, option.textContent, document.querySelector('#_left').textContent,
            cards.map(f => [f.id, f.dataset.now, +f.dataset.n, f.querySelectorAll('.support .lost').length]),
            [...document.querySelectorAll('.sof .lost')].map(e => e.parentNode.dataset.of)];
  });
}"""


@pytest.fixture(params=["study", "many", "odd"])
def reviewed(request):
    built = request.getfixturevalue(request.param)
    return built, recount.read(built.review)


def changes(counted: recount.Review, source: str) -> dict[str, tuple[str, int, bool]]:
    """What every finding that changes without a source is then."""
    found = {}
    for key in counted.findings:
        before, after = counted.support(key), counted.support(key, source)
        if before != after:
            cited = [c for c in counted.behind(key) if not counted.own(c)]
            falls = bool(cited) and not any(counted.stands(c, source) for c in cited)
            found[key] = (after[0], after[2], falls)
    return found


def test_evidence_json_says_what_changes_without_each_source(reviewed):
    built, counted = reviewed
    said = {
        source: {c["finding"]: (c["state"], c["independent"], c["falls"]) for c in told}
        for source, told in built.json["without_source"].items()
    }
    touched = {
        source
        for claim in counted.claims.values()
        for source in (*claim["sources"], *claim.get("via", ()))
    }
    assert sum(map(len, said.values())) > 2
    assert set(said) <= touched
    for source in touched - {counted.of}:
        assert said.get(source, {}) == changes(counted, source), source


def test_the_page_says_the_same_for_every_source_and_finding(reviewed, show):
    built, counted = reviewed
    page = show(built.path())
    left_out = page.evaluate(LEFT_OUT)
    assert {source for source, *_ in left_out} == set(built.json["without_source"])
    for source, label, said, cards, rows in left_out:
        expected = changes(counted, source)
        assert label.endswith(f" ({len(expected)})")
        assert said.split()[0] == str(len(expected)), source
        assert {key: (state, number) for key, state, number, _ in cards} == {
            key: (state, number)
            for key in counted.findings
            for state, _, number in [counted.support(key, source)]
        }, source
        assert {key for key, *_, lost in cards if lost == 1} == set(expected), source
        assert sorted(rows) == sorted(expected), source


def test_the_static_list_names_the_same_findings(reviewed):
    built, counted = reviewed
    for source in built.json["without_source"]:
        entry = built.items()[f"source-{source}"]
        listed = entry.xpath('.//details[@class="without"]//li')
        assert [li.find("a").get("href")[1:] for li in listed] == list(
            expected := changes(counted, source)
        )
        for li in listed:
            before, after = li.text_content().rsplit(": ", 1)[1].split(" → ")
            assert before != after
        assert len(listed) == len(expected)


def test_no_source_left_out_leaves_no_trace_and_the_address_keeps_the_choice(study, show):
    page = show(study.path())
    whole = page.evaluate("document.querySelector('main').textContent")
    source = next(s for s, told in study.json["without_source"].items() if len(told) > 3)
    page.select_option("#_without", source)
    assert f"without={source}" in page.url
    assert page.locator(".claim.out").count() > 0
    changed = page.evaluate("document.querySelector('main').textContent")
    again = show(study.path(), page.url.partition(".html")[2])
    assert again.evaluate("document.querySelector('main').textContent") == changed
    page.select_option("#_without", "")
    assert page.evaluate("document.querySelector('main').textContent") == whole
    assert "without" not in page.url
