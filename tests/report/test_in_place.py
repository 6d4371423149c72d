"""What a reader meets says in its place what it is: counts, numbers, links, dashes, machines."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

PHONE = {"width": 390, "height": 844}
JUDGED = {"nothing", "beyond", "argued", "in_part", "as_cited"}
NUMBER = re.compile(r"\d+")
# How many screens of a phone a reader passes from a link of the contents to the end of an answer.
PASSED = """() => {
  const bottom = e => e.getBoundingClientRect().bottom, of = id => document.getElementById('kind-' + id);
  const rows = [...of('conclusion').querySelectorAll('tbody tr')];
  const weakest = rows.filter(r => r.querySelector('.m-nothing, .m-beyond')).pop();
  const challenges = of('challenge'), leaning = document.getElementById('leaning');
  const last = sign => [...challenges.querySelectorAll(sign)].pop();
  const okada = [...leaning.querySelectorAll('tbody tr')].find(r => r.textContent.includes('Okada'));
  const passed = (from, to) => (bottom(to) - from.getBoundingClientRect().top) / innerHeight;
  return {
    contents: (bottom(document.getElementById('_contents')) + scrollY) / innerHeight,
    strategies: passed(of('strategy'), of('strategy')), thins: passed(of('strategy'), of('strategy')),
    challenges: passed(challenges, last('.flag')), alone: passed(challenges, last('.m-nothing')),
    conclusions: passed(of('conclusion'), of('conclusion')), weakest: passed(of('conclusion'), weakest),
    without: passed(leaning, okada),
  };
}"""


def text(element) -> str:
    return " ".join(element.text_content().split())


def numbers(said: str) -> list[int]:
    return [int(n) for n in NUMBER.findall(said)]


def test_counts_name_what_they_count_and_are_those_of_evidence_json(study):
    told, tree = study.json, study.tree()
    judged = [f for f in told["findings"] if f["told"] in JUDGED]
    strict = sum(bool(f["support"]["citations"]) for f in judged)
    caption = text(tree.xpath('//figure[@class="judgements"]/figcaption')[0])
    assert (
        f"Of all {len(judged)} judged, {len(judged) - strict} without a direct citation" in caption
    )
    # the study itself is no work that it cites
    works = {s["key"] for s in told["sources"]} - {told["review"]["of"]}
    cited = {key for c in told["claims"] for key in (*c["sources"], *c.get("via", ()))} & works
    said = text(tree.xpath('//nav[@class="side"]/a[@href="#sources"]')[0])
    assert said == f"Sources the study and {len(cited)} works that it cites"
    fits = [f["fit"]["judgement"] for f in told["findings"] if f.get("fit")]
    limits = text(tree.xpath('//*[@id="limits"]')[0])
    assert (
        f"All {len(fits)} judgements, {fits.count('not_due')} of them that no citation is due"
        in limits
    )
    for heading in tree.xpath('//*[@id="evidence"]//details[contains(@class, "bg")]/summary/small'):
        assert text(heading).endswith(("claim", "claims"))


def test_the_result_stands_before_all_else(study):
    ids = {"result": 0, "_contents": 0, "cite": 0, "q.strategies": 0}
    found = [e.get("id") for e in study.tree().xpath("//main//*[@id]") if e.get("id") in ids]
    assert found == list(ids)


def test_a_sentence_that_is_argued_has_the_works_of_its_premises(study):
    claims = {one["id"]: one for one in study.json["claims"]}
    tree, seen = study.tree(), 0
    for finding in study.json["findings"]:
        premises = (finding["fit"] or {}).get("argued_from") or ()
        for line in tree.xpath(f'//*[@class="kind"]//li[@data-of="{finding["id"]}"]'):
            for key in premises:
                for work in claims[key]["sources"]:
                    assert line.xpath(f'.//*[@class="who"]/a[@href="#source-{work}"]')
                    seen += 1
    assert seen > 1


def test_the_numbers_of_findings_begin_at_one_in_the_order_of_the_page(study):
    tree = study.tree()
    table = tree.xpath('//*[@id="kind-conclusion"]//tbody//*[@class="num"]')
    assert [numbers(text(one)) for one in table] == [[n] for n in range(1, len(table) + 1)]
    cards = tree.xpath('//details[@class="finding"]/summary/*[@class="num"]')
    assert sorted(int(text(one)) for one in cards) == list(range(1, len(cards) + 1))


@pytest.mark.parametrize("name", ["study", "small", "many", "odd"])
def test_the_claims_of_a_source_are_named_by_their_sentences(request, name):
    built = request.getfixturevalue(name)
    claims = {c["id"]: c for c in built.json["claims"]}
    seen = 0
    for source in built.tree().xpath('//article[@class="source"]'):
        for link in source.xpath('./details[@class="ids"]//li/a'):
            claim = claims[link.get("href")[1:]]
            said = [w for w in (claim.get("short"), claim["statement"]) if w]
            said = [w if isinstance(w, str) else next(iter(w.values())) for w in said]
            begun = text(link).removesuffix("…")
            assert any(" ".join(w.split()).startswith(begun) for w in said), claim["id"]
            seen += 1
    assert seen >= len(claims)


@pytest.mark.parametrize("language", ["", "id"])
def test_a_link_out_of_the_page_names_the_site_and_leaves_the_page_where_it_is(study, language):
    links = study.tree(language).xpath('//main//a[starts-with(@href, "http")][@class="out"]')
    assert len(links) > 200
    for link in links:
        site = urlsplit(link.get("href")).hostname.removeprefix("www.")
        assert text(link).endswith(site)
        assert link.get("target") == "_blank"


def test_the_page_in_another_language_is_named_as_the_file_beside_this_one(study):
    (link,) = study.tree().xpath('//header//a[@hreflang="id"]')
    assert link.get("href") == "report.id.html"
    assert text(link.getnext()) == "(file report.id.html, beside this one)"


def test_a_machine_is_told_to_be_one_wherever_its_initials_stand(study):
    said = text(study.tree().xpath("//main")[0])
    for machine in study.json["review"]["machines"]:
        initials, tool = machine["initials"], machine["tool"]
        found = re.findall(rf"\b{initials}\b(?! \({re.escape(tool)}\)).{{9}}", said)
        # who made it names the tool first
        assert [one for one in found if not one.startswith(f"{initials})")] == [], initials


def test_no_dash_stands_for_what_is_not_said(study):
    tree = study.tree()
    assert [text(one) for one in tree.xpath('//*[@class="none"]') if text(one) in "–-"] == []
    row = tree.xpath('//*[@id="kind-conclusion"]//tr[.//*[contains(@class, "m-argued")]]')[0]
    assert "nothing: argued from what is cited" in text(row)


def test_the_contents_of_a_review_of_many_texts_lead_to_its_gaps(many):
    tree = many.tree()
    (led,) = tree.xpath('//nav[@id="_contents"]/a[starts-with(@href, "#map-")]/@href')
    assert many.items()[led[1:]].xpath('.//table[contains(@class, "map")]')
    assert "its gaps" in text(tree.xpath('//nav[@id="_contents"]')[0])


def test_every_answer_is_within_three_screens_of_a_phone(study, show):
    passed = show(study.path(), viewport=PHONE).evaluate(PASSED)
    # the links to the sections stand in the first screen
    # the result stands first, and what leads on from it ends with the first screen
    assert passed.pop("contents") < 1.1
    assert {name: far for name, far in passed.items() if far > 3} == {}


def test_what_is_a_link_looks_like_one_and_more_when_it_is_pointed_at(study, show):
    page = show(study.path())
    line = "e => { const s = getComputedStyle(e); return [s.textDecorationLine, s.textDecorationStyle, s.color]; }"
    for where in (".cells td a.plain", ".conclusions th a.plain", ".kinds li a.plain"):
        link = page.locator(where).first
        before = link.evaluate(line)
        # dotted ones were taken for terms of a glossary
        assert before[:2] == ["underline", "solid"], where
        link.hover()
        after = link.evaluate(line)
        assert after[:2] == ["underline", "solid"], where
        assert after[2] != before[2], where
    page.evaluate("document.querySelector('#framework').open = true")
    page.wait_for_function("document.querySelector('.map td a').hasAttribute('aria-label')")
    named = page.eval_on_selector_all(
        ".map[data-axis=context] td a:not([hidden])",
        "all => all.map(a => [a.textContent, a.getAttribute('aria-label'), a.closest('tr').cells[0].textContent])",
    )
    assert named
    for figure, name, row in named:
        assert name.startswith(f"{figure}, {row}, ")
