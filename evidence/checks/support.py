"""Support: what a finding rests on is there, and where it is thin that is said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph
from evidence.model import Finding, Judgement
from evidence.synthesis.claim_sets import ClaimSets, claim_sets
from evidence.synthesis.support import State


def unsupported_finding(graph: Graph) -> Iterator[Diagnostic]:
    """A finding has no support, and is not judged to be unsupported.

    Why:
        A conclusion that rests on nothing cannot be told from one whose evidence
        was forgotten. That a sentence of the study has no support is a result:
        `fit: unsupported` says so.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.

    Good:
        claims:
          - id: sentence
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Children learn by tasting.
            stated_in: [sentence]
            fit: {judgement: unsupported, because: Nothing is cited for it.}
    """
    for finding in graph.findings.values():
        if _judged_unsupported(finding):
            continue
        if not finding.supported_by:
            message = f"finding `{finding.id}` has no support"
            help_ = "name claims or findings under `supported_by`"
            if finding.stated_in:
                help_ += ", or judge it `fit: {judgement: unsupported, because: …}`"
            yield wrong(message, finding.where.at("id"), finding.id, help_)
        elif all(_is_unsupported_result(graph, key) for key in finding.supported_by):
            names = ", ".join(f"`{key}`" for key in finding.supported_by)
            message = f"finding `{finding.id}` rests on {names}, which nothing supports"
            yield wrong(message, finding.where.key("supported_by"), finding.id)


def one_citation(graph: Graph) -> Iterator[Diagnostic]:
    """A finding rests on a single citation.

    Why:
        What one work says, however often it is quoted, is one voice. Works that
        are cited together count once, for nobody knows which of them says it.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first]

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
    """
    for finding, under, claims in _resting_on(graph, State.ONE_CITATION):
        works = tuple(islice(under.works(claims & ~under.own), 4))
        names = ", ".join(f"`{work}`" for work in works[:3]) + (", …" if len(works) > 3 else "")
        message = f"finding `{finding.id}` rests on one citation: {names}"
        yield wrong(message, finding.where.key("supported_by"), finding.id)


def own_statement_only(graph: Graph) -> Iterator[Diagnostic]:
    """A finding rests on the study's own statements alone.

    Why:
        In a review of one study, what the study says without a citation is what
        is to be tested, not what it is tested by.

    Bad:
        review:
          of: kim2003
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first]

    Good:
        review:
          of: kim2003
        findings:
          - id: f.gardening
            kind: conclusion
            statement: Children learn by gardening.
            supported_by: [tasting_first, gardening_first]
    """
    for finding, _, claims in _resting_on(graph, State.OWN_ONLY):
        number = claims.bit_count()
        own = "its own statement" if number == 1 else f"{number} own statements"
        message = f"finding `{finding.id}` rests on what the study itself says: {own}, uncited"
        yield wrong(message, finding.where.key("supported_by"), finding.id)


def second_hand_only(graph: Graph) -> Iterator[Diagnostic]:
    """A finding rests on works that nobody of the review has read.

    Why:
        What one work reports of another may have changed on the way.

    Bad:
        claims:
          - id: reported
            sources: [kim2003]
            read_in: abel2005
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [reported]

    Good:
        claims:
          - id: reported
            sources: [kim2003]
            read_in: abel2005
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [reported, tasting_first, gardening_first]
    """
    for finding, _, claims in _resting_on(graph, State.SECOND_HAND_ONLY):
        number = claims.bit_count()
        all_ = "its one claim was" if number == 1 else f"all {number} claims were"
        message = f"finding `{finding.id}` rests on nothing read at first hand: {all_} not"
        yield wrong(message, finding.where.key("supported_by"), finding.id)


def second_hand_review(graph: Graph) -> Iterator[Diagnostic]:
    """Every work but the study itself was read second-hand.

    Why:
        A review of one study tests its argument, not the truth: what it cites is
        known as it tells it. This holds for the whole review and is said once.

    Bad:
        review:
          of: kim2003

    Good:
        review:
          title: A review of many texts
    """
    review = graph.review
    if not review.of:
        return
    cited = sum(1 for claim in graph.claims.values() if not graph.is_own(claim))
    if cited:
        claims = "one claim is" if cited == 1 else f"{cited} claims are"
        message = f"{claims} cited at second hand, as `{review.of}` tells it"
        yield wrong(message, review.where.at("of"))


def _resting_on(graph: Graph, state: State) -> Iterator[tuple[Finding, ClaimSets, int]]:
    """Yield the findings that are carried by this and no more, and not judged unsupported.

    Shape: with what all findings rest on, and the set of the claims that support this one.
    """
    under = claim_sets(graph)
    for finding in graph.findings.values():
        judged = finding.supported_by and not _judged_unsupported(finding)
        if judged and under.carried_by(finding) is state:
            yield finding, under, under.support(finding)


def _judged_unsupported(finding: Finding) -> bool:
    return finding.fit is not None and finding.fit.judgement is Judgement.UNSUPPORTED


def _is_unsupported_result(graph: Graph, key: str) -> bool:
    finding = graph.findings.get(key)
    return finding is not None and not finding.supported_by and _judged_unsupported(finding)
