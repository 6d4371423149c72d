"""JSON-LD read back as a graph, offline, and counted again against the review."""

from __future__ import annotations

import socket
from collections import Counter

import pytest
import rdflib

from evidence.exchange.exported import ToExport, without_proposals
from evidence.exchange.linked_data import CONTEXT, LINKS, ROLES, identity, jsonld
from evidence.graph import elements_of, named_by
from evidence.loaded import load
from evidence.model import Attribution
from tests.conftest import ROOT

REVIEWS = [ROOT, ROOT / "tests" / "snapshot" / "review", ROOT / "evidence" / "starter"]
# of rdflib's own parser
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
PREFIXES = "".join(f"PREFIX {name}: <{address}>\n" for name, address in CONTEXT.items())


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    def refuse(*_):
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="module", params=REVIEWS, ids=lambda path: path.name)
def told(request):
    review = load(request.param)
    assert review.errors == ()
    return ToExport(
        without_proposals(review.graph), every_source=True, digest=review.given.digest, version="1"
    )


@pytest.fixture(scope="module")
def ask(told):
    made = rdflib.Graph().parse(data=jsonld(told).data, format="json-ld")
    return lambda query: [tuple(map(str, row)) for row in made.query(PREFIXES + query)]


def ids(told, keys) -> list[str]:
    return sorted(f"{identity(told)}#{key}" for key in keys)


def test_claims_findings_sources_and_elements_are_those_of_the_review(told, ask):
    graph = told.graph
    found = {
        name: sorted(row[0] for row in ask(f"SELECT DISTINCT ?x WHERE {{ {where} }}"))
        for name, where in {
            "claims": "?x a oa:Annotation ; oa:motivatedBy oa:describing",
            "findings": "?x a schema:Claim",
            "sources": "?x a schema:CreativeWork ; schema:identifier ?key",
            "elements": "?x a skos:Concept",
            "questions": "?x a schema:Question",
        }.items()
    }
    assert found == {
        "claims": ids(told, graph.claims),
        "findings": ids(told, graph.findings),
        "sources": ids(told, (f"source-{key}" for key in graph.sources)),
        "elements": ids(told, graph.elements),
        "questions": ids(told, graph.questions),
    }


def test_every_quote_stands_there_with_what_it_is_quoted_from(told, ask):
    found = Counter(
        ask(
            "SELECT ?claim ?exact WHERE { ?claim oa:hasTarget/oa:hasSelector ?s ."
            " ?s a oa:TextQuoteSelector ; oa:exact ?exact }"
        )
    )
    claims = told.graph.claims.values()
    assert found == Counter(
        (f"{identity(told)}#{claim.id}", quote) for claim in claims for quote in set(claim.quotes)
    )
    quoted = ask("SELECT ?claim ?work WHERE { ?claim prov:wasQuotedFrom ?work }")
    assert {claim for claim, _ in quoted} <= {claim for claim, _ in found}
    assert len(quoted) == sum(
        bool(c.quotes) and (c.read_in or "".join(c.sources[:1])) in told.graph.sources
        for c in claims
        if c.read_in or len(c.sources) == 1
    )


def test_every_link_between_claims_is_an_arrow_of_its_kind(told, ask):
    for kind, word in LINKS.items():
        found = ask(
            f"SELECT ?a ?b WHERE {{ ?a {word} ?b . ?a oa:motivatedBy oa:describing ."
            " ?b oa:motivatedBy oa:describing }"
        )
        expected = {
            (f"{identity(told)}#{claim.id}", f"{identity(told)}#{link.claim}")
            for claim in told.graph.claims.values()
            for link in claim.links
            if link.kind is kind
        }
        assert set(found) == expected, word


def test_what_a_finding_names_is_named_in_the_same_role(told, ask):
    held = {*told.graph.claims, *told.graph.findings}
    for role, word in ROLES.items():
        found = ask(f"SELECT ?a ?b WHERE {{ ?a a schema:Claim ; {word} ?b }}")
        expected = {
            (f"{identity(told)}#{finding.id}", f"{identity(told)}#{key}")
            for finding in told.graph.findings.values()
            for key in named_by(finding, role)
            if key in held
        }
        assert set(found) == expected, word


def test_who_says_a_claim_is_cited_as_evidence_or_as_standing_near(told, ask):
    for word, attribution in (
        ("cito:citesAsEvidence", Attribution.EXPLICIT),
        ("cito:citesAsRelated", Attribution.IMPLIED),
    ):
        expected = {
            (f"{identity(told)}#{claim.id}", key)
            for claim in told.graph.claims.values()
            for key in claim.sources
            if claim.attribution is attribution
        }
        query = f"SELECT ?a ?key WHERE {{ ?a {word}/schema:identifier ?key }}"
        assert set(ask(query)) == expected


def test_elements_judgements_and_authors_are_there(told, ask):
    graph = told.graph
    bears = ask(
        "SELECT ?a ?e WHERE { ?a oa:hasBody ?b . ?b oa:hasPurpose oa:classifying ; oa:hasSource ?e }"
    )
    assert len(bears) == sum(
        sum(key in graph.elements for key in elements_of(claim)) for claim in graph.claims.values()
    )
    judged = ask(
        "SELECT ?f ?v WHERE { ?j oa:motivatedBy oa:assessing ; oa:hasTarget ?f ; oa:hasBody/rdf:value ?v }"
    )
    assert Counter(value for _, value in judged) == Counter(
        judgement
        for finding in graph.findings.values()
        for judgement in (
            *([finding.fit.judgement.value] if finding.fit else []),
            *([finding.fit.second.judgement.value] if finding.fit and finding.fit.second else []),
            *(
                [finding.assessment.confidence]
                if finding.assessment and finding.assessment.confidence
                else []
            ),
        )
    )
    names = ask(
        f"SELECT ?name WHERE {{ <{identity(told)}> schema:author/rdf:rest*/rdf:first ?a ."
        " ?a schema:name ?name }"
    )
    assert sorted(name for (name,) in names) == sorted(a.called for a in graph.review.authors)


def test_no_memo_leaves(told):
    text = jsonld(told).data.decode()
    memos = [item.memo for item in (*told.graph.claims.values(), *told.graph.findings.values())]
    assert [memo for memo in memos if memo and memo in text] == []


def test_a_proposal_leaves_nothing_behind(linked):
    claim = "{id: %s, statement: Said., sources: [kim2003], at: {page: 1}, elements: [el.taste]%s}"
    text = "claims:\n  - " + claim % ("kept", "") + "\n  - "
    text += claim % ("waits", ", proposed: {by: import sheet, key: a}, supports: [kept]")
    text += "\nfindings:\n  - {id: f.a, kind: conclusion, statement: So., supported_by: [kept, waits]}\n"
    graph = linked(text)
    assert list(graph.proposals) == ["waits"]
    data = jsonld(ToExport(without_proposals(graph), digest="0")).data
    assert b"#kept" in data
    assert b"waits" not in data
