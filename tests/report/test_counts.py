"""Figures on the page equal those counted again from the YAML, with none of our code."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.report import recount

LANGUAGES = pytest.mark.parametrize("language", ["", "id"])
# One number of the text under an element, or none.
NUMBER = re.compile(r"\d+")


def numbers(element) -> list[int]:
    return [
        int(n) for n in NUMBER.findall(element.text_content().replace(",", "").replace(".", ""))
    ]


def state_of(element) -> str:
    """The fact word of a finding, by the class of its mark."""
    (mark, *_) = element.xpath('.//b[contains(@class, "m-")]/@class')
    return mark.split("m-")[1]


@LANGUAGES
def test_findings_claims_and_elements_are_as_many_as_in_the_files(study, counted, language):
    tree = study.tree(language)
    assert tree.xpath('//article[@class="finding"]/@id') == [
        key
        for kind in dict.fromkeys(f["kind"] for f in kinds(tree, counted))
        for key in of_kind(counted, kind)
    ]
    assert tree.xpath('//article[@class="claim"]/@id') == list(counted.claims)
    assert {e.get("id") for e in tree.xpath('//article[contains(@class, "element")]')} == set(
        counted.elements
    )
    whole = numbers(tree.xpath('//*[@id="method"]/p')[0])
    assert whole[:3] == [len(counted.claims), len(counted.findings), len(counted.elements)]


def kinds(tree, counted):
    """The findings in the order of the page, which is that of their kinds."""
    return [counted.findings[key] for key in tree.xpath('//article[@class="finding"]/@id')]


def of_kind(counted, kind) -> list[str]:
    return [key for key, finding in counted.findings.items() if finding["kind"] == kind]


@LANGUAGES
def test_claims_of_each_standing_are_as_many_as_in_the_files(study, counted, language):
    tree = study.tree(language)
    expected = Counter(map(counted.standing, counted.claims))
    assert Counter(tree.xpath('//article[@class="claim"]/@data-k')) == expected
    assert Counter(state_of(c) for c in tree.xpath('//article[@class="claim"]')) == expected
    offered = {
        option.get("value"): numbers(option)[-1]
        for option in tree.xpath('//select[@data-facet="_standing"]/option[@value != ""]')
    }
    assert offered == expected


@LANGUAGES
def test_each_filter_offers_every_value_with_its_count(study, counted, language):
    tree = study.tree(language)
    offered = [select.get("data-facet") for select in tree.xpath("//select[@data-facet]")]
    assert sorted(offered) == sorted(counted.axes())
    for axis in offered:
        expected = Counter(v for key in counted.claims for v in counted.values(key, axis))
        options = tree.xpath(f'//select[@data-facet="{axis}"]/option[@value != ""]')
        shown = Counter({o.get("value"): numbers(o)[-1] for o in options})
        assert +shown == expected, axis


@LANGUAGES
def test_the_support_of_every_finding_is_that_of_the_files(study, counted, language):
    items = study.items(language)
    for key in counted.findings:
        state, _carried, number = counted.support(key)
        (line,) = items[key].xpath('./header/p[@class="support"]')
        assert state_of(line) == state, key
        if state == "independent":
            assert numbers(line.xpath(".//b")[0]) == [number], key
        behind = counted.behind(key)
        cited = [c for c in behind if not counted.own(c)]
        said = numbers(line.xpath('.//*[@class="reason"]')[0])
        works = {s for c in cited for s in counted.claims[c]["sources"]} - {counted.of}
        implied = sum(counted.standing(c) == "implied" for c in cited)
        own, against = len(behind) - len(cited), len(counted.behind(key, "contradicted_by"))
        qualifying = len(counted.behind(key, "qualified_by"))
        counts = [len(cited), len(works), implied] if cited else []
        assert said == [n for n in (*counts, own, against, qualifying) if n], key
        side = items[key].xpath('.//div[@class="for"]//a[@class="id"]/@href')
        assert [href[1:] for href in side] == behind, key


@LANGUAGES
def test_the_first_lines_count_findings_by_what_they_rest_on(study, counted, language):
    tree = study.tree(language)
    states = Counter(counted.support(key)[0] for key in counted.findings)
    judged = Counter(
        finding["fit"]["judgement"] for finding in counted.findings.values() if "fit" in finding
    )
    said = {
        line.get("class").removeprefix("m-"): numbers(line)[0]
        for line in tree.xpath('//ul[@class="facts"]/li[@class]')
    }
    for code, number in said.items():
        # A word without claims behind it and a judgement of people have codes of their own.
        expected = {**judged, **states, "nothing": judged["unsupported"]}[code]
        assert number == expected, code
    assert set(states) <= set(said)


@LANGUAGES
def test_every_cell_of_the_evidence_map_counts_its_claims(study, counted, language):
    maps = study.tree(language).xpath('//table[contains(@class, "map")]')
    assert {table.get("data-axis") for table in maps} >= {"context", "_source"}
    for table in maps:
        axis, values = table.get("data-axis"), table.get("data-values").split()
        expected, shown = counted.cross("_element", axis), Counter()
        own = Counter()
        for row in table.xpath("./tbody/tr"):
            element = row.xpath("./th/a/@href")[0][1:]
            for value, cell in zip(values, row.xpath("./td")[:-1], strict=True):
                figures = numbers(cell)
                shown[element, value] = figures[0] if figures else 0
                own[element, value] = figures[1] if len(figures) > 1 else 0
            total = sum(element in counted.about(key) for key in counted.claims)
            assert numbers(row.xpath("./td")[-1]) == [total], (axis, element)
        assert +shown == +Counter({k: n for k, n in expected.items() if all(k)}), axis
        for (element, value), number in own.items():
            assert number == sum(
                counted.own(key)
                for key in counted.claims
                if element in counted.about(key) and value in counted.values(key, axis)
            ), (axis, element, value)
        foot = [numbers(cell)[0] for cell in table.xpath("./tfoot//td")]
        under = [sum(v in counted.values(k, axis) for k in counted.claims) for v in values]
        assert foot == [*under, len(counted.claims)], axis


@LANGUAGES
def test_tensions_are_the_pairs_that_the_files_set_against_each_other(study, counted, language):
    pairs = set()
    for key, claim in counted.claims.items():
        for other in claim.get("contradicts", ()):
            pairs.add(frozenset((key, other if isinstance(other, str) else other["claim"])))
    assert pairs
    shown = [
        frozenset(pair.xpath('.//li//a[@class="id"]/@href'))
        for pair in study.tree(language).xpath('//*[@id="tensions"]/*[@class="tension"]')
    ]
    assert len(shown) == len(set(shown))
    assert set(shown) == {frozenset(f"#{key}" for key in pair) for pair in pairs}


@LANGUAGES
def test_claims_that_oppose_each_other_say_under_what_circumstances_each_holds(
    study, counted, language
):
    lines = study.tree(language).xpath('//*[@id="tensions"]/*[@class="tension"]//li')
    assert lines
    for line in lines:
        key = line.xpath('.//a[@class="id"]/@href')[0][1:]
        said = " ".join(line.xpath('./p/span[@class="by"]')[-1].itertext())
        claim, sources = counted.claims[key], counted.claims[key]["sources"]
        facts = counted.sources.get(sources[0], {}) if len(sources) == 1 else {}
        given = [
            (facet, value)
            for facet, declared in counted.facets.items()
            for value in recount.listed(
                (claim if declared.get("on") != "sources" else facts).get(facet)
            )
        ]
        assert len(given) > 2
        for facet, value in given:
            wording = counted.facets[facet]["values"][value]
            spoken = wording if isinstance(wording, str) else wording.get("label", wording)
            said_so = spoken if isinstance(spoken, str) else spoken[language or "en"]
            assert said_so in said, (key, facet)


@LANGUAGES
def test_a_source_says_of_how_many_claims_behind_each_finding_it_is(study, counted, language):
    seen = 0
    for source in study.tree(language).xpath('//article[@class="source"]'):
        key = source.get("id").removeprefix("source-")
        for line in source.xpath('.//details[@class="without"]//li'):
            finding = line.xpath("./a/@href")[0][1:]
            behind = counted.behind(finding)
            mine = [
                c
                for c in behind
                if key in (*counted.claims[c]["sources"], *counted.claims[c].get("via", ()))
                or counted.claims[c].get("read_in") == key
            ]
            if mine:
                seen += 1
                assert [int(n) for n in NUMBER.findall(line.xpath("./text()")[0])][:2] == [
                    len(mine),
                    len(behind),
                ], finding
    assert seen > 100
