"""Figures on the page equal those counted again from the YAML, with none of our code."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.report import recount

LANGUAGES = pytest.mark.parametrize("language", ["", "id"])
# One number of the text under an element, or none.
NAMED = re.compile(r"GRADE-CERQual confidence: ([a-z ]+)")
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
    assert tree.xpath('//article[@class="card"]/@id') == [
        key
        for kind in dict.fromkeys(f["kind"] for f in kinds(tree, counted))
        for key in of_kind(counted, kind)
    ]
    claims = tree.xpath('//details[@class="claim"]/div/@id')
    assert sorted(claims) == sorted(counted.claims)
    assert {e.get("id") for e in tree.xpath('//article[contains(@class, "element")]')} == set(
        counted.elements
    )
    whole = numbers(tree.xpath('//*[@id="method"]/p')[0])
    assert whole[:3] == [len(counted.claims), len(counted.findings), len(counted.elements)]


def kinds(tree, counted):
    """The findings in the order of the page, which is that of their kinds."""
    return [counted.findings[key] for key in tree.xpath('//article[@class="card"]/@id')]


def page_order(tree) -> list[str]:
    """The findings by their numbers on the page."""
    number = {
        card.get("id"): int(card.xpath('string(../summary/span[@class="num"])'))
        for card in tree.xpath('//article[@class="card"]')
    }
    return sorted(number, key=number.__getitem__)


def of_kind(counted, kind) -> list[str]:
    found = [key for key, finding in counted.findings.items() if finding["kind"] == kind]
    if (
        not counted.of
        or counted.kinds[kind].get("cells")
        or kind not in {counted.findings[key]["kind"] for key in counted.in_the_bar()}
    ):
        return found
    # in the order of the table of what is judged, the least cited first
    return sorted(
        found, key=lambda key: recount.TOLD.index(counted.told(key)) if counted.told(key) else 99
    )


@LANGUAGES
def test_claims_of_each_standing_are_as_many_as_in_the_files(study, counted, language):
    tree = study.tree(language)
    expected = Counter(map(counted.standing, counted.claims))
    claims = tree.xpath('//details[@class="claim"]')
    assert Counter(claim.get("data-k") for claim in claims) == expected
    for claim in claims:
        marks = claim.xpath("./summary//b/@class")
        said = [code.split("m-")[1] for code in marks if "m-disputed" not in code]
        # what most claims rest on is said once for all, its exceptions where they stand
        assert said == [claim.get("data-k")] * (claim.get("data-k") != "cited")
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
        contested = ["contested"] * facts.contested + ["settled"] * facts.settled
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
            expected += sorted(numbers_of[one] for one in facts.rests_on)
            expected += [n for n in (len(facts.own), len(against), len(facts.lost)) if n]
        else:
            expected = [len(facts.studies), len(facts.against), len(facts.withdrawn)]
            expected = [n for n in (*expected, len(facts.second_hand)) if n]
            expected += sorted(numbers_of[one] for one in facts.rests_on)
            expected += [len(facts.lost)] if facts.lost and not facts.withdrawn else []
        assert counts == expected, (key, said)
        sentences = recount.listed(finding.get("stated_in"))
        cited = [c for c in sentences if c in counted.claims and not counted.own(c)]
        behind = [c for c in counted.behind(key) if counted.counts(c)]
        named = [
            key for key in recount.listed(finding.get("supported_by")) if key in counted.claims
        ]
        assert listed(card, "supported_by") == list(dict.fromkeys([*named, *behind])), key
        assert set(cited) <= set(listed(card, "stated_in")), key
        below = card.xpath('./p[@class="by rests"]/a/@href')
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


def listed(card, role) -> list[str]:
    """The claims of one list of a card, those that stand there and those that it leads to."""
    lists = card.xpath(f'./*[contains(@class, "r-{role}")]')
    return [
        key
        for one in lists
        for part in one.xpath("./*[@class='claim' or @class='also']")
        for key in (part.xpath("./div/@id") or [part.xpath("./a/@href")[0][1:]])
    ]


@REVIEWS
def test_a_row_of_the_report_says_the_same_as_its_card(reviewed, language):
    built, counted = reviewed
    tables = "table[contains(@class, 'sof') or contains(@class, 'conclusions')]"
    rows = built.tree(language).xpath(f"//{tables}//tr[td]")
    shown = [row.xpath(".//@data-of")[0] for row in rows]
    assert len(shown) == len(set(shown))
    if counted.of:
        kinds = counted.in_the_bar()
        with_cells = {k for k, kind in counted.kinds.items() if kind.get("cells")}
        assert set(shown) == {
            key
            for key in kinds
            if counted.told(key) and counted.findings[key]["kind"] not in with_cells
        }
        weakest = [recount.TOLD.index(counted.told(key)) for key in shown]
        by_kind = [counted.findings[key]["kind"] for key in shown]
        for kind in set(by_kind):
            ways = [way for way, of in zip(weakest, by_kind, strict=True) if of == kind]
            assert ways == sorted(ways), kind
    else:
        assert shown == built.tree(language).xpath('//article[@class="card"]/@id')
    for row, key in zip(rows, shown, strict=True):
        facts = counted.support(key)
        assert int(row.xpath(".//@data-n")[0]) == facts.weight, key
        card = built.items(language)[key].xpath('./header/p[@class="support"]')[0]
        marks = [b.text_content() for b in row.xpath(".//b")]
        # the head of the column has the name of the confidence
        named = [NAMED.sub(r"\1 confidence", b.text_content()) for b in card.xpath(".//b")]
        assert marks == named, key
        if not counted.of:
            reason = card.xpath('./*[@class="reason"]')[0].text_content()
            assert row.xpath('.//*[@class="reason"]')[0].text_content() == reason[:-1], key


@pytest.mark.parametrize("name", ["study", "odd"])
def test_the_dots_of_a_sentence_are_the_claims_that_they_stand_for(reviewed):
    built, counted = reviewed
    rows = built.tree().xpath("//table[contains(@class, 'conclusions')]//tr[td]")
    for row in rows:
        key = row.xpath(".//@data-of")[0]
        facts = counted.support(key)
        against = [c for c in counted.behind(key, "contradicted_by") if counted.counts(c)]
        direct = row.xpath("count(.//*[local-name() = 'svg']//*[@class = 'cited'])")
        assert (direct > 0) == bool(facts.citations), key
        drawn = row.xpath("count(.//*[local-name() = 'svg']//*[contains(@class, 'against')])")
        assert (drawn > 0) == bool(against), key


@REVIEWS
def test_a_question_counts_how_the_findings_that_answer_it_were_judged(reviewed, language):
    built, counted = reviewed
    for question in counted.questions:
        part = built.items(language)[question]
        answering = [
            k for k, f in counted.findings.items() if question in recount.listed(f.get("answers"))
        ]
        tally = counted.tally(answering)
        judged = {way: keys for way, keys in tally.items() if way in recount.JUDGED}
        strip = part.xpath('./div[*[local-name() = "svg"]]')
        assert bool(strip) == bool(judged), question
        if judged:
            said = strip[0].xpath("./span/text() | ./span/b/text() | ./details/summary/text()")
            counts = [int(n) for n in NUMBER.findall(" ".join(said))]
            # of those judged alike the first of the page is named first
            order = page_order(built.tree(language))
            weakest = sorted(next(iter(judged.values())), key=order.index)
            more = [len(weakest) - 1] if len(weakest) > 1 else []
            assert counts == [*(len(keys) for keys in tally.values()), *more], question
            assert strip[0].xpath("./a/@href") == [f"#{weakest[0]}"], question
            # what is counted as more opens, exactly
            opened = strip[0].xpath("./details//a/@href")
            assert opened == [f"#{key}" for key in weakest[1:]], question
            # each sign has its words beside it
            assert len(strip[0].xpath("./span/b")) == len(judged), question
            # and why the weakest is weak stands beside it
            weak = strip[0].xpath("./b/@class")
            assert weak == [f"m m-{next(iter(judged))}"], question


@REVIEWS
def test_a_list_of_findings_says_how_its_own_sentences_were_judged(reviewed, language):
    built, counted = reviewed
    for section in built.tree(language).xpath('//section[div[contains(@class, "kinds")]]'):
        told = counted.tally(dict.fromkeys(section.xpath(".//li/@data-of")))
        judged = [way for way in told if way in recount.JUDGED]
        said = section.xpath('./p[@class="by"]')
        assert bool(said) == (sum(len(told[way]) for way in judged) > 1), section.get("id")
        if said:
            whole = sum(map(len, told.values()))
            assert numbers(said[0]) == [whole, *map(len, told.values())], section.get("id")
            assert said[0].xpath("./b/@class") == [f"m m-{way}" for way in judged]


@REVIEWS
def test_the_bar_counts_how_the_findings_of_its_kinds_were_judged(reviewed, language):
    built, counted = reviewed
    bar = counted.tally(counted.in_the_bar()) if counted.of else {}
    judged_here = {way: keys for way, keys in bar.items() if way in recount.JUDGED}
    figures = built.tree(language).xpath('//figure[@class="judgements"]')
    assert bool(figures) == bool(judged_here)
    if not figures:
        return
    # drawn twice, for a wide screen and for a narrow one
    for picture in figures[0].xpath('./*[local-name() = "svg"]'):
        drawn = picture.xpath('.//*[contains(@class, "number")]')
        assert [numbers(one)[0] for one in drawn][: len(judged_here)] == [
            len(keys) for keys in judged_here.values()
        ]
    judged = counted.judged(list(counted.findings))
    in_bar = sum(map(len, judged_here.values()))
    strict = sum(bool(counted.support(key).citations) for key in judged)
    lenient = sum(bool(counted.support(k).citations or counted.support(k).near) for k in judged)
    told = [len(bar[way]) for way in recount.TOLD[5:] if way in bar]
    others = [len(judged) - in_bar] if len(judged) > in_bar else []
    said = numbers(figures[0].xpath("./figcaption")[0])
    # one number where near citations add none
    near = [len(judged) - lenient] if lenient != strict else []
    without = len(judged) - strict
    assert said[:-1] == [in_bar, *told, *others, len(judged), without, *near]


def number_of_each(tree) -> dict[str, int]:
    """The numbers that findings bear on the page."""
    return {
        card.xpath("./article/@id")[0]: int(
            card.xpath('./summary/*[@class="num"]')[0].text_content()
        )
        for card in tree.xpath('//details[@class="finding"]')
    }


def without_names(said: str, labels: list[str]) -> str:
    """What is said without the names of works, which hold years."""
    for label in sorted(set(labels), key=len, reverse=True):
        said = said.replace(label, "")
    return said


@LANGUAGES
def test_every_cell_of_the_evidence_map_counts_its_claims(study, counted, language):
    maps = study.tree(language).xpath('//table[contains(@class, "map")]')
    # of so many sources nobody reads a column each
    assert {table.get("data-axis") for table in maps} == {"context", "role"}
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
def test_what_pulls_apart_are_the_pairs_that_the_files_set_against_each_other(
    study, counted, language
):
    pairs = set()
    for key, claim in counted.claims.items():
        for other in claim.get("contradicts", ()):
            pairs.add(frozenset((key, other if isinstance(other, str) else other["claim"])))
    assert pairs
    shown = [
        frozenset(pair.xpath('.//a[@class="plain"]/@href'))
        for pair in study.tree(language).xpath('//*[@id="pulls-apart"]/*[@class="tension"]')
    ]
    assert len(shown) == len(set(shown))
    assert set(shown) == {frozenset(f"#{key}" for key in pair) for pair in pairs}


@LANGUAGES
def test_a_claim_says_under_what_circumstances_it_holds(study, counted, language):
    items = study.items(language)
    for key, claim in counted.claims.items():
        said = items[key].xpath('./p[@class="meta"]')[0].text_content()
        for facet, declared in counted.facets.items():
            for value in recount.listed(claim.get(facet)) if declared.get("on") is None else ():
                wording = declared["values"][value]
                spoken = wording if isinstance(wording, str) else wording.get("label", wording)
                assert (spoken if isinstance(spoken, str) else spoken[language or "en"]) in said


@LANGUAGES
def test_the_cells_of_the_strategies_count_their_claims(study, counted, language):
    seen = 0
    for table in study.tree(language).xpath('//table[contains(@class, "cells")]'):
        for cell in table.xpath(".//td[@data-c]"):
            counts = cell.xpath('./*[@class="counts"]')[0].text_content()
            assert sum(int(n) for n in NUMBER.findall(counts)) >= len(cell.get("data-c").split())
            seen += 1
    assert seen > 20


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
