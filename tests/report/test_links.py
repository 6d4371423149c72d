"""Everything has a permanent link, every link leads somewhere, and back."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote, urlsplit

import pytest

from evidence import bibtex, graph
from evidence.checks.ids import anchors as taken
from evidence.files.reading import review_files
from evidence.yaml import read as read_claims
from tests.report import recount
from tests.report.conftest import ROOT

LANGUAGES = pytest.mark.parametrize("language", ["", "id"])
ROLES = (
    "stated_in", "supported_by", "contradicted_by", "qualified_by", "background", "concerns",
    "argued_from",
)  # fmt: skip
LINKS = ("supports", "contradicts", "qualifies", "restates", "not_comparable")


def keys_of(bibliography: str) -> set[str]:
    return set(re.findall(r"(?m)^@\w+\{([^,\s]+),", bibliography))


def anchors(element) -> set[str]:
    """The items of the page that an element leads to."""
    found = {a.get("href") for a in element.iter("a", "{http://www.w3.org/2000/svg}a")}
    return {unquote(href[1:]) for href in found if href and href.startswith("#")}


def named(claim: dict) -> set[str]:
    """The claims that a claim of the file links to."""
    found = set()
    for kind in LINKS:
        for one in claim.get(kind, ()):
            found.add(one if isinstance(one, str) else one["claim"])
    return found


@LANGUAGES
def test_every_id_of_the_data_is_an_element_of_the_page_and_none_is_there_twice(
    study, counted, language
):
    keys = keys_of((ROOT / "sources.bib").read_text(encoding="utf-8"))
    assert len(keys) > 30
    expected = {*counted.claims, *counted.findings, *counted.elements, *counted.questions}
    expected |= {f"source-{key}" for key in keys}
    ids = Counter(study.tree(language).xpath("//@id"))
    assert expected - set(ids) == set()
    assert [key for key, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("name", ["small", "many", "odd"])
def test_no_id_is_there_twice_and_no_link_inside_is_dead_in_other_reviews(name, request):
    built = request.getfixturevalue(name)
    ids = Counter(built.tree().xpath("//@id"))
    assert [key for key, times in ids.items() if times > 1] == []
    hrefs = [str(href) for href in built.tree().xpath("//@href | //@*[local-name() = 'href']")]
    inside = {unquote(href[1:]) for href in hrefs if href.startswith("#")}
    assert len(inside) > 20
    assert inside - set(ids) == set()


@LANGUAGES
def test_no_link_inside_of_the_page_is_dead_and_others_have_a_scheme_that_we_allow(study, language):
    tree, ids = study.tree(language), set(study.items(language))
    hrefs = [str(href) for href in tree.xpath("//@href | //@*[local-name() = 'href']")]
    inside = {unquote(href[1:]) for href in hrefs if href.startswith("#")}
    assert len(inside) > 400
    assert inside - ids == set()
    outside = {href for href in hrefs if not href.startswith("#")}
    beside = {href for href in outside if not urlsplit(href).scheme}
    assert beside == {path.name for path in study.folder.glob("report*.html")} - {
        study.path(language).name
    }
    assert {urlsplit(href).scheme for href in outside - beside} <= {"http", "https", "mailto"}


@LANGUAGES
def test_a_claim_and_what_names_it_lead_to_each_other(study, counted, language):
    items = study.items(language)
    naming: dict[str, set[str]] = {key: set() for key in counted.claims}
    for key, finding in counted.findings.items():
        for claim in (c for role in ROLES for c in recount.names(finding, role)):
            if claim in naming:
                naming[claim].add(key)
                card = items[key]
                at_home = any(step is card for step in items[claim].iterancestors())
                assert at_home or claim in anchors(card), (key, claim)
    for key, claim in counted.claims.items():
        led = anchors(items[key])
        through = {f for f in counted.findings if key in counted.behind(f)}
        assert led & set(counted.findings) == naming[key] | through, key
        others = named(claim) | {k for k, c in counted.claims.items() if key in named(c)}
        assert led & set(counted.claims) - {key} == others, key


@LANGUAGES
def test_a_claim_and_its_sources_and_elements_lead_to_each_other(study, counted, language):
    items = study.items(language)
    of_source: dict[str, set[str]] = {}
    of_element: dict[str, set[str]] = {key: set() for key in counted.elements}
    for key, claim in counted.claims.items():
        works = {*claim["sources"], *claim.get("via", ()), *claim.get("draws_on", ())}
        elements = {
            *counted.about(key),
            *([claim["defines"]] if claim.get("defines") in items else []),
        }
        for work in works:
            of_source.setdefault(work, set()).add(key)
        for element in counted.about(key):
            of_element[element].add(key)
        led = anchors(items[key])
        assert {a for a in led if a.startswith("source-")} == {f"source-{w}" for w in works}, key
        assert led & set(counted.elements) == elements, key
    for source, claims in of_source.items():
        assert anchors(items[f"source-{source}"]) & set(counted.claims) == claims, source
    for element, claims in of_element.items():
        assert claims <= anchors(items[element]), element


@LANGUAGES
def test_a_finding_and_what_it_is_about_lead_to_each_other(study, counted, language):
    items = study.items(language)
    for key, finding in counted.findings.items():
        led = anchors(items[key])
        for other in (*finding.get("elements", ()), *finding.get("answers", ())):
            assert other in led, (key, other)
        for element in finding.get("elements", ()):
            assert key in anchors(items[element]), (key, element)
        for below in set(finding.get("supported_by", ())) & set(counted.findings):
            assert below in led
            assert key in anchors(items[below]), (key, below)


@pytest.mark.parametrize(
    ("name", "language"),
    [("study", ""), ("study", "id"), ("small", ""), ("small", "id"), ("many", "")],
)
def test_no_anchor_of_the_page_can_be_the_id_of_an_item(name, language, request):
    built = request.getfixturevalue(name)
    given = review_files(built.review)
    review, _ = read_claims(given.claims)
    linked = graph.build(review, bibtex.read(*given.sources)[0])
    items = {*linked.claims, *linked.findings, *linked.elements, *linked.questions}
    others = {key for key in set(built.items(language)) - items if key[0] != "_" and "~" not in key}
    assert len(others) > 10
    assert others <= set(taken(linked))
