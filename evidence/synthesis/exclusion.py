"""A review without some sources or claims: what is named, and what is left.

What is left is a review as the others are, of which nothing is a mistake: what
a finding named and has no more is taken out of its lists. A sentence of the
study that is reviewed stays its sentence, uncited.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evidence.graph import Graph, build, elements_of
from evidence.model import Claim, Element, Finding, Link, Question, SourceFacts
from evidence.synthesis.axes import axes
from evidence.synthesis.support import Exclusion, stands


def exclusion_of(graph: Graph, key: str) -> Exclusion | None:
    """Return what goes with an item, or with a value of an axis; None where nothing can.

    Shape: `key` is the id of a source, a claim, a party or an element, or
           "coder=ys", "context=town". With an element go the claims that bear
           on no other one, with a value what has no other. The one study that
           is reviewed is never left out.
    """
    if key in graph.sources and key != graph.review.of:
        return Exclusion(sources=frozenset({key}))
    if key in graph.claims:
        return Exclusion(claims=frozenset({key}))
    if key in graph.review.parties:
        speaking = (one for one, facts in graph.review.sources.items() if facts.party == key)
        return Exclusion(sources=frozenset(speaking) & graph.sources.keys() - {graph.review.of})
    if key in graph.elements:
        only = (c.id for c in graph.claims.values() if set(elements_of(c)) == {key})
        return Exclusion(claims=frozenset(only))
    name, _, value = key.partition("=")
    if name == "coder":
        coded = frozenset(c.id for c in graph.claims.values() if c.coder == value)
        return Exclusion(claims=coded) if value and coded else None
    axis = next((one for one in axes(graph) if one.id == name and value in one.values), None)
    return axis.without(graph, value) if axis else None


def together(several: Iterable[Exclusion]) -> Exclusion:
    """Return what goes with all of them."""
    found = tuple(several)
    return Exclusion(
        frozenset().union(*(one.sources for one in found)),
        frozenset().union(*(one.claims for one in found)),
    )


def excluding(graph: Graph, without: Exclusion) -> Graph:
    """Return a review as if some sources had not been read, and some claims not been coded."""
    review, out = graph.review, without.sources
    gone = {c.id for c in graph.claims.values() if not stands(graph, c, without)}
    proposals = {c.id for c in graph.proposals.values() if not out.isdisjoint(c.sources)}
    sentences = {key for f in graph.findings.values() for key in f.stated_in} & gone
    kept = [
        _sentence(claim, review.of) if claim.id in sentences else _claim(claim, out, gone)
        for claim in (*graph.claims.values(), *graph.proposals.values())
        if claim.id not in (gone - sentences) | proposals
    ]
    left = gone | proposals
    framework = review.framework
    elements = tuple(_element(one, out) for one in framework.elements)
    return build(
        replace(
            review,
            claims=tuple(kept),
            findings=tuple(_finding(f, left) for f in review.findings),
            sources={key: _facts(f, out) for key, f in review.sources.items() if key not in out},
            framework=replace(framework, elements=elements),
            questions=tuple(_question(one, out) for one in review.questions),
        ),
        [source for source in graph.sources.values() if source.key not in out],
    )


def _sentence(claim: Claim, study: str) -> Claim:
    """Return a sentence of the study that nobody is cited for any more."""
    return replace(_claim(claim, frozenset(), set()), sources=(study,), via=(), draws_on=())


def _claim(claim: Claim, out: frozenset[str], gone: set[str]) -> Claim:
    def left(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(link for link in links if link.claim not in gone)

    return replace(
        claim,
        sources=tuple(key for key in claim.sources if key not in out),
        draws_on=tuple(key for key in claim.draws_on if key not in out),
        supports=left(claim.supports),
        contradicts=left(claim.contradicts),
        qualifies=left(claim.qualifies),
        restates=left(claim.restates),
        not_comparable=left(claim.not_comparable),
    )


def _finding(finding: Finding, gone: set[str]) -> Finding:
    def left(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key not in gone)

    fit = finding.fit and replace(finding.fit, argued_from=left(finding.fit.argued_from))
    return replace(
        finding,
        supported_by=left(finding.supported_by),
        contradicted_by=left(finding.contradicted_by),
        qualified_by=left(finding.qualified_by),
        background=left(finding.background),
        concerns=left(finding.concerns),
        fit=fit,
    )


def _facts(facts: SourceFacts, out: frozenset[str]) -> SourceFacts:
    return replace(
        facts,
        same_author_as=tuple(one for one in facts.same_author_as if one.source not in out),
    )


def _element(element: Element, out: frozenset[str]) -> Element:
    return replace(
        element, from_sources=tuple(key for key in element.from_sources if key not in out)
    )


def _question(question: Question, out: frozenset[str]) -> Question:
    return replace(question, asked_by="") if question.asked_by in out else question
