"""A report of several pages: everything once, everything linked, nothing too large."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html import unescape
from itertools import pairwise

import pytest

from evidence.views.split import weights
from tests.split.conftest import BIB, HUBS, PAGE_BYTES, inside, target

ROOTS = ["report", "report.id"]
ENDINGS = ["html", "md"]
# Several pages may have such a section; a link to it leads to the first.
SHARED = re.compile(
    r"_\w.*|(kind|map|cells)-.*|findings|framework|claims|sources|lists|method|ledger"
    r"|summary-of-findings|relations|measures|tensions|qualifications"
)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("root", ROOTS)
def test_every_item_stands_on_exactly_one_page(report, root, ending):
    pages = report.pages(root, ending)
    assert all(len(page.ids) == len(set(page.ids)) for page in pages.values())
    found = Counter(key for page in pages.values() for key in page.ids)
    assert {key: found[key] for key in report.anchors} == dict.fromkeys(report.anchors, 1)
    assert [key for key, n in found.items() if n > 1 and not SHARED.fullmatch(key)] == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("root", ROOTS)
def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(report, root, ending):
    pages = {name: page for r in ROOTS for name, page in report.pages(r, ending).items()}
    ids = {name: set(page.ids) for name, page in pages.items()}
    for name, page in report.pages(root, ending).items():
        aims = {target(name, link) for link in inside(page)}
        assert {file for file, _ in aims} <= set(pages), name
        assert {aim for aim in aims if aim[1] and aim[1] not in ids[aim[0]]} == set(), name


def test_no_page_is_larger_than_it_may_be(report):
    sizes = {name: len(data) for name, data in report.files.items()}
    assert len(sizes) > 40
    assert {name: size for name, size in sizes.items() if size > PAGE_BYTES} == {}


def test_parts_that_are_heavier_than_estimated_are_divided_anew(split, monkeypatch):
    monkeypatch.setattr(weights, "claim", lambda setting, item: 1)
    made = split(HUBS, BIB)
    assert max(map(len, made.files.values())) <= PAGE_BYTES
    assert sum("/claims-" in name for name in made.pages()) > 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_passage_is_two_steps_at_most_from_every_finding_that_rests_on_it(report, ending):
    graph, pages = report.checked.graph, report.pages("report", ending)
    where = {key: name for name, page in pages.items() for key in page.ids}

    def leads_to(anchor):
        name = where[anchor]
        part = pages[name].part(anchor)
        return part, {target(name, link)[1] for link in inside(part)}

    for finding in graph.findings.values():
        _, one_step = leads_to(finding.id)
        rests = {key for key in one_step if "~" in key}
        two_steps = one_step.union(*(leads_to(rest)[1] for rest in rests))
        for key in finding.supported_by:
            assert key in two_steps, (finding.id, key)
    for claim in graph.claims.values():
        shown, near = leads_to(claim.id)
        assert all(quote in shown.said for quote in claim.quotes)
        assert {f"source-{source}" for source in claim.sources} <= near


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_pages_follow_each_other_from_the_entry_to_the_last(report, ending):
    pages = report.pages("report", ending)
    names = list(pages)
    linked = {
        name: {target(name, link)[0] for link in inside(page)} for name, page in pages.items()
    }
    assert all(after in linked[name] for name, after in pairwise(names))
    assert all(name in linked[after] for name, after in pairwise(names))
    assert linked[f"report.{ending}"] >= set(names[1:])


def test_a_page_leads_to_its_like_in_the_other_language(report):
    for name, page in report.pages("report").items():
        other = name.replace("report", "report.id", 1)
        assert other in {target(name, link)[0] for link in page.links}
        assert '<html lang="id">' in report.files[other].decode()


def test_the_policy_of_each_page_lets_its_own_style_and_script_run_and_no_other(report):
    for page in report.pages().values():
        policy = unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', page.text)[1])
        assert "default-src 'none'" in policy
        assert allowed(policy, "style-src") == hashed("style", page.text)
        assert allowed(policy, "script-src") == (hashed("script", page.text) or "'none'")
        assert not re.search(r"<(link|iframe|img|object)\b", page.text)


def test_only_pages_of_claims_and_findings_have_a_script(report):
    scripted = {name for name, page in report.pages().items() if "<script>" in page.text}
    assert {re.split(r"[/-]", name)[1] for name in scripted} == {"claims", "findings"}


def test_a_split_report_says_what_it_cannot_do(report):
    entry = report.pages()["report.html"].part("several-pages").said
    assert "none of them can search all claims, or leave a source out of all findings" in entry
    assert "evidence build --no-split" in entry
    for name, page in report.pages().items():
        assert ("report.html", "several-pages") in {target(name, link) for link in page.links} or (
            name == "report.html"
        )


def test_a_page_of_claims_searches_itself_and_offers_what_it_has(report):
    for name, page in report.pages().items():
        if "/claims-" not in name:
            continue
        assert "Search the claims on this page" in page.text
        shown = [key for key in page.ids if key in report.checked.graph.claims]
        offered = re.search(r'data-facet="_source">(.*?)</select>', page.text)[1]
        sources = {s for key in shown for s in report.checked.graph.claims[key].sources}
        assert set(re.findall(r'option value="([^"]+)"', offered)) == sources
        hidden = re.search(r"<p hidden>.*?</p>", page.text)[0]
        assert "_without" in hidden


def test_two_builds_are_byte_for_byte_the_same(hubs, split):
    assert split(HUBS, BIB).files == hubs.files


def allowed(policy, directive):
    return re.search(rf"{directive} ([^;]+)", policy)[1]


def hashed(tag, text):
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    digests = (hashlib.sha256(each.encode()).digest() for each in found)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
