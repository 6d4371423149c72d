"""Support: what a finding rests on is there, and where it is thin that is said."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph
from evidence.model import Claim, Finding, Judgement
from evidence.synthesis.claim_sets import claim_sets
from evidence.synthesis.judgements import is_judged_kind
from evidence.synthesis.support import direct_claims, is_outright, support, supports
from evidence.synthesis.voices import named_once, voices

# a judgement that says itself that nothing is cited, or that nothing need be
_WITHOUT = (Judgement.ARGUED, Judgement.NOTHING, Judgement.NOT_DUE)


def unsupported_finding(graph: Graph) -> Iterator[Diagnostic]:
    """A finding has no support, and its author says nowhere that it has none.

    Why:
        A conclusion that rests on nothing cannot be told from one whose evidence
        was forgotten. That a sentence of the study has no citation is a result:
        its `fit` says so.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.

    Good:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Children learn by tasting.
            stated_in: [sentence]
            fit: {judgement: nothing, because: Nothing is cited for it.}
    """
    for finding in graph.findings.values():
        if (
            finding.supported_by
            or not is_judged_kind(graph, finding)
            or _is_without(finding)
            or _cited_sentences(graph, finding)
        ):
            continue
        message = f"finding `{finding.id}` has no support"
        help_ = "name claims or findings under `supported_by`"
        if finding.stated_in:
            help_ += ", or judge it `fit: {judgement: nothing, because: …}`"
        yield wrong(message, finding.where.at("id"), finding.id, help_)


def emptied_support(graph: Graph) -> Iterator[Diagnostic]:
    """What a finding rested on counts no more, or nothing is cited for that itself.

    Why:
        A work was retracted since, what it names is a proposal that nobody
        accepted, or a finding judged to have no citation. The report is built,
        shows the judgement as it was given, and says what was lost; people
        judge anew.

    Bad:
        sources:
          kim2003: {retracted: {nature: retraction, date: 2026-03}}
          abel2005: {retracted: {nature: retraction, date: 2026-03}}

    Good:
        sources:
          kim2003: {retracted: {nature: correction, date: 2026-03}}
    """
    for finding in _resting(graph):
        below_it = [graph.findings.get(key) for key in finding.supported_by]
        if all(one is not None and not one.supported_by and _is_without(one) for one in below_it):
            names = ", ".join(f"`{key}`" for key in finding.supported_by)
            message = f"finding `{finding.id}` rests on {names}, for which nothing is cited"
            yield wrong(message, finding.where.key("supported_by"), finding.id)
    known = voices(graph)
    if not known.withdrawn and not graph.proposals:
        return
    for finding in graph.findings.values():
        if not finding.supported_by and not finding.stated_in:
            continue
        held = support(graph, finding, known=known)
        if held.lost and not held.claims and not held.direct:
            names = ", ".join(f"`{key}`" for key in held.lost)
            message = f"finding `{finding.id}` has lost its support: {names} counts no more"
            help_ = "find other evidence, or say that it has none"
            yield wrong(message, finding.where.key("supported_by"), finding.id, help_)


def rests_on_retracted(graph: Graph) -> Iterator[Diagnostic]:
    """What a finding rested on, or what stood against it, was retracted in part.

    Why:
        The work counts no more. What it spoke for is thinner, and what it spoke
        against is not settled by that: the judgement was given with it, and
        people look at it again.

    Bad:
        sources:
          kim2003: {retracted: {nature: retraction, date: 2026-03}}

    Good:
        sources:
          kim2003: {retracted: {nature: concern, date: 2026-03}}
    """
    known = voices(graph)
    if not known.withdrawn:
        return
    for finding_id, held in supports(graph).items():
        finding = graph.findings[finding_id]
        out = [
            source
            for claim in held.contributing
            for source in _behind(graph.claims[claim])
            if source in known.withdrawn
        ]
        emptied = held.lost and not held.claims and not held.direct
        if not out or emptied:
            continue
        names = ", ".join(f"`{key}`" for key in dict.fromkeys(out))
        judged = finding.assessment.confidence if finding.assessment else ""
        how = f", judged {judged.replace('_', ' ')}," if judged else ""
        message = f"finding `{finding.id}`{how} was reached with {names}, retracted since"
        help_ = "look at it again" + (", and at its assessment" if judged else "")
        place = finding.where.key("assessment") if judged else finding.where.at("id")
        yield wrong(message, place, finding.id, help_)


def one_citation(graph: Graph) -> Iterator[Diagnostic]:
    """A finding rests on a single citation, or on a single study.

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
    found = _one_citation(graph) if graph.review.of else _one_study(graph)
    for finding, names in found:
        one = "one citation" if graph.review.of else "one study"
        message = f"finding `{finding.id}` rests on {one}: {names}"
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
    for finding in _resting(graph):
        held = list(direct_claims(graph, finding))
        resting = any(key in graph.findings for key in finding.supported_by)
        if held and not resting and all(graph.is_own(claim) for claim in held):
            number = len(held)
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
    if graph.review.of:
        return
    under = claim_sets(graph)
    for finding in _resting(graph):
        claims = under.support(finding)
        if claims and not claims & ~under.second_hand:
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


def _behind(claim: Claim) -> tuple[str, ...]:
    """Return the works that a claim comes from, or came through, or was read in."""
    return (*claim.sources, *claim.via, claim.read_in)


def _resting(graph: Graph) -> Iterator[Finding]:
    """Yield the findings that name support, of kinds that are judged, and claim to have some."""
    for finding in graph.findings.values():
        if finding.supported_by and is_judged_kind(graph, finding) and not _is_without(finding):
            yield finding


def _one_citation(graph: Graph) -> Iterator[tuple[Finding, str]]:
    """Yield findings that cite once, outright; what they rest on through others is told there."""
    known = voices(graph)
    for finding in _resting(graph):
        if any(key in graph.findings for key in finding.supported_by):
            continue
        cited = (c for c in direct_claims(graph, finding) if is_outright(graph, c))
        several = {tuple(sorted(named_once(graph.citation(claim), known))) for claim in cited}
        if len(several) == 1:
            (works,) = several
            names = ", ".join(f"`{work}`" for work in works[:3])
            yield finding, names + (", …" if works[3:] else "")


def _one_study(graph: Graph) -> Iterator[tuple[Finding, str]]:
    """Yield findings of which every claim, at any distance, comes from one and the same study."""
    under, known = claim_sets(graph), voices(graph)
    alone: dict[str, int] = {}  # the claims that come from this study and no other
    for place, claim in enumerate(under.claims):
        studies = {known.study_of(source) for source in claim.sources}
        if len(studies) == 1:
            (study,) = studies
            alone[study] = alone.get(study, 0) | 1 << place
    for finding in _resting(graph):
        claims = under.support(finding)
        if claims:
            study = known.study_of(next(iter(under.first(claims).sources), ""))
            if not claims & ~alone.get(study, 0):
                yield finding, f"`{study}`"


def _cited_sentences(graph: Graph, finding: Finding) -> bool:
    claims = (graph.claims[key] for key in finding.stated_in if key in graph.claims)
    return any(not graph.is_own(claim) for claim in claims)


def _is_without(finding: Finding) -> bool:
    return finding.fit is not None and finding.fit.judgement in _WITHOUT
