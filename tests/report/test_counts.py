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


REVIEWS = pytest.mark.parametrize(
    ("name", "language"),
    [("study", ""), ("study", "id"), ("small", ""), ("small", "id"), ("many", ""), ("odd", "")],
)


@pytest.fixture
def reviewed(request, name):
    built = request.getfixturevalue(name)
    return built, recount.read(built.review)


@pytest.mark.parametrize("name", ["study", "small", "many", "odd"])
def test_the_facts_of_every_finding_are_those_of_the_files(reviewed):
    built, counted = reviewed
    told = {finding["id"]: finding for finding in built.json["findings"]}
    assert list(told) == list(counted.findings)
    for key, finding in told.items():
        said, facts = finding["support"], counted.support(key)
        assert said["ground"] == facts.ground, key
        assert sorted(map(sorted, said["citations"])) == sorted(map(sorted, facts.citations)), key
        assert (said["contested"], said["own_citation"]) == (facts.contested, facts.own_citation)
        assert tuple(said["findings"]) == facts.rests_on, key
        assert (len(said["citations"]) > 1 and len(said["voices"]) == 1) == facts.one_party, key
        for field, names in {
            "implied": facts.near,
            "own": facts.own,
            "studies": facts.studies,
            "against": facts.against,
            "withdrawn": facts.withdrawn,
            "withdrawn_against": facts.speaking_against,
            "lost": facts.lost,
        }.items():
            assert len(said[field]) == len(set(said[field])), (key, field)
            assert set(said[field]) == names, (key, field)
        assert (finding["told"] or "") == counted.told(key), key
        side = counted.said_of_the_other_side(key)
        assert said["said_of_the_other_side"] == side, key


@REVIEWS
def test_a_card_shows_the_facts_and_the_lists_that_they_are_counted_from(reviewed, language):
    built, counted = reviewed
    items, numbers_of = built.items(language), number_of_each(built.tree(language))
    for key, finding in counted.findings.items():
        facts, card = counted.support(key), items[key]
        (line,) = card.xpath('./header/p[@class="support"]')
        codes = [code.split("m-")[1] for code in line.xpath(".//b/@class")]
        contested = ["contested"] if facts.contested else []
        expected = [counted.told(key)] if counted.told(key) else []
        assert [code for code in codes if code != "confidence"] == [*expected, *contested], key
        given = finding.get("assessment", {}).get("confidence") if not counted.of else None
        assert ("confidence" in codes) == bool(given), key
        if finding.get("concerns"):
            assert line.xpath('.//*[@class="reason"]') == []
            continue
        said = line.xpath('.//*[@class="reason"]')[0].text_content()
        labels = [link.text_content() for link in built.links_to_works(language)]
        counts = [int(n) for n in NUMBER.findall(without_names(said, labels))]
        against = [c for c in counted.behind(key, "contradicted_by") if counted.counts(c)]
        if counted.of:
            several = len(facts.citations) > 1 or any(len(c) > 1 for c in facts.citations)
            side = counted.said_of_the_other_side(key)
            expected = [len(facts.citations)] if several else []
            expected += [side] if facts.citations and side is not None else []
            neither = counted.said_of_neither_side(key)
            expected += [neither] if neither else []
            expected += [len(facts.near)] if facts.near else []
            expected += [numbers_of[one] for one in facts.rests_on]
            expected += [n for n in (len(facts.own), len(against), len(facts.lost)) if n]
        else:
            expected = [len(facts.studies), len(facts.against), len(facts.withdrawn)]
            expected = [n for n in (*expected, len(facts.second_hand)) if n]
            expected += [numbers_of[one] for one in facts.rests_on]
            expected += [len(facts.lost)] if facts.lost and not facts.withdrawn else []
        assert counts == expected, (key, said)
        sentences = recount.listed(finding.get("stated_in"))
        cited = [c for c in sentences if c in counted.claims and not counted.own(c)]
        behind = [c for c in counted.behind(key) if counted.counts(c)]
        side = card.xpath('.//div[@class="for"]//a[@class="id"]/@href')
        assert [href[1:] for href in side] == list(dict.fromkeys([*cited, *behind])), key
        below = card.xpath('.//div[@class="for"]/p[@class="by"]/a/@href')
        assert [href[1:] for href in below] == list(facts.rests_on), key


@pytest.mark.parametrize("name", ["study", "small"])
def test_who_is_cited_is_named_and_those_cited_together_are_one_citation(reviewed):
    built, counted = reviewed
    label = {a.get("href"): a.text_content() for a in built.links_to_works()}
    seen = 0
    for key in counted.findings:
        citations = counted.support(key).citations
        line = built.items()[key].xpath('.//p[@class="support"]/*[@class="reason"]')
        said = line[0].text_content().partition("cited: ")[2] if line else ""
        named = []
        for part in said.split("; ")[: len(citations)]:
            works = {name for name in label.values() if name in part}
            assert (" together" in part) == (len(works) > 1), (key, part)
            named.append(sorted(works))
        assert sorted(named) == sorted(
            sorted({label[f"#source-{work}"] for work in works}) for works in citations
        ), key
        seen += len(named)
    assert seen > 2


@REVIEWS
def test_the_summary_of_findings_says_the_same_as_the_cards(reviewed, language):
    built, counted = reviewed
    rows = built.tree(language).xpath("//*[contains(@class, 'sof')]//td[@data-of]")
    assert [row.get("data-of") for row in rows] == built.tree(language).xpath(
        '//article[@class="finding"]/@id'
    )
    for cell in rows:
        key = cell.get("data-of")
        facts = counted.support(key)
        assert int(cell.get("data-n")) == facts.weight, key
        card = built.items(language)[key].xpath('./header/p[@class="support"]')[0]
        reason = card.xpath('./*[@class="reason"]')
        assert cell.text_content() == (reason[0].text_content()[:-1] if reason else ""), key
        marks = [b.text_content() for b in cell.getparent().xpath(".//b")]
        assert marks == [b.text_content() for b in card.xpath(".//b")], key


@REVIEWS
def test_a_question_counts_how_the_findings_that_answer_it_were_judged(reviewed, language):
    built, counted = reviewed
    known = number_of_each(built.tree(language))
    for question in counted.questions:
        part = built.items(language)[question]
        answering = [
            k for k, f in counted.findings.items() if question in recount.listed(f.get("answers"))
        ]
        tally = counted.tally(answering)
        shown = part.xpath('./p[@class="by told"]/a')
        assert [a.get("href")[1:] for a in shown] == [keys[0] for keys in tally.values()], question
        assert [numbers(a) for a in shown] == [
            [len(keys), *(known[key] for key in keys)] for keys in tally.values()
        ], question


@REVIEWS
def test_the_first_lines_count_how_the_findings_of_the_bar_were_judged(reviewed, language):
    built, counted = reviewed
    bar = counted.tally(counted.in_the_bar())
    lines = built.tree(language).xpath('//ul[@class="facts"]/li')
    said = {line.get("class").removeprefix("m-"): line for line in lines if line.get("class")}
    contested = [key for key in counted.findings if counted.support(key).contested]
    assert set(said) == {w for w in recount.JUDGED if w in bar} | (
        {"contested"} if contested else set()
    )
    known = number_of_each(built.tree(language))
    for code, line in said.items():
        keys = contested if code == "contested" else bar[code]
        text = (line.find("a") if line.find("a") is not None else line).text_content()
        assert [int(n) for n in NUMBER.findall(text)] == [len(keys)], code
        named = [known[a.get("href")[1:]] for a in line.xpath("./a[not(@class)]")]
        assert named in ([], sorted(known[key] for key in keys)), code
    if counted.of:
        judged = counted.judged(list(counted.findings))
        in_bar = sum(len(bar.get(way, ())) for way in recount.JUDGED)
        others = len(judged) - in_bar
        strict = sum(bool(counted.support(key).citations) for key in judged)
        lenient = sum(bool(counted.support(k).citations or counted.support(k).near) for k in judged)
        plain = [numbers(line) for line in lines if not line.get("class")]
        unworded = sum(counted.unworded(key) for key in counted.findings)
        told = [len(bar[way]) for way in recount.TOLD[5:] if way in bar]
        expected = [len(counted.findings), *([unworded] if unworded else [])]
        expected += [in_bar, *told, *([others] if others else []), strict] if bar else []
        assert [row[0] for row in plain] == expected
        assert not bar or plain[-1] == [strict, lenient]


def number_of_each(tree) -> dict[str, int]:
    """The numbers that findings bear on the page."""
    return {
        card.get("id"): int(card.xpath('./header/p[@class="kind"]/a')[0].text_content())
        for card in tree.xpath('//article[@class="finding"]')
    }


def without_names(said: str, labels: list[str]) -> str:
    """What is said without the names of works, which hold years."""
    for label in sorted(set(labels), key=len, reverse=True):
        said = said.replace(label, "")
    return said


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
    assert seen > 40
