"""Assessments: GRADE-CERQual judgements by people are whole and hang together."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph

_COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
_NO_CONCERN = ("", "not_assessed")


def refused_assessment(graph: Graph) -> Iterator[Diagnostic]:
    """A finding is assessed in a review that says that none is.

    Why:
        The report prints the reason why findings are not assessed; an assessment
        beside it would contradict it.

    Bad:
        review:
          assessment: {none: Every work was read second-hand.}
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            assessment:
              coherence: {concern: minor, because: One study differs.}

    Good:
        review:
          assessment: {none: Every work was read second-hand.}
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
    """
    if graph.review.not_assessed:
        for finding in graph.findings.values():
            if finding.assessment is not None:
                message = f"finding `{finding.id}` is assessed, but the review says that none is"
                help_ = "drop it, or `assessment: none` of the review"
                path = ("assessment",)
                yield wrong(message, finding.where.key(*path), finding.id, help_)


def assessment_of_one_study(graph: Graph) -> Iterator[Diagnostic]:
    """A finding is assessed, or an approach is named, in a review of one study.

    Why:
        GRADE-CERQual assesses the confidence in a finding of a review of many
        texts. A review of one study tests its argument: what it cites is known
        through it alone, so there is nothing to have confidence in.

    Bad:
        review:
          of: moore2010
          assessment: {approach: cerqual}

    Good:
        review:
          of: moore2010
          assessment: {none: Every work was read second-hand.}
    """
    if not graph.review.of:
        return
    help_ = "in a review of one study only `assessment: {none: …}` may stand, in the review"
    assessment = graph.review.assessment
    if assessment is not None and assessment.approach:
        message = "an approach of assessment is named in a review of one study"
        yield wrong(message, graph.review.where.at("assessment", "approach"), "", help_)
    for finding in graph.findings.values():
        if finding.assessment is not None:
            message = f"finding `{finding.id}` is assessed in a review of one study"
            yield wrong(message, finding.where.key("assessment"), finding.id, help_)


def undated_judgement(graph: Graph) -> Iterator[Diagnostic]:
    """A judgement or an assessment does not say when it was made.

    Why:
        Claims are added and recoded after a judgement; without its day nobody
        can tell what it was made on.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            assessment:
              coherence: {concern: minor, because: One study differs.}

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            assessment:
              coherence: {concern: minor, because: One study differs.}
              on: 2026-11-29
    """
    for finding in graph.findings.values():
        for key, judged in (("fit", finding.fit), ("assessment", finding.assessment)):
            if judged is not None and not judged.on:
                message = f"the `{key}` of `{finding.id}` does not say when it was made"
                help_ = "say the day, as in `on: 2026-11-29`"
                yield wrong(message, finding.where.key(key), finding.id, help_)


def confidence_without_concerns(graph: Graph) -> Iterator[Diagnostic]:
    """A confidence is given while a component has no concern.

    Why:
        GRADE-CERQual judges confidence from its four components. One that nobody
        looked at cannot have been weighed.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            assessment:
              coherence: {concern: minor, because: One study differs.}
              confidence: moderate
              because: The studies agree.
              by: [ab]

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            assessment:
              coherence: {concern: minor, because: One study differs.}
    """
    for finding in graph.findings.values():
        assessment = finding.assessment
        if assessment is None or not assessment.confidence:
            continue
        judged = {c.name for c in assessment.components if c.concern not in _NO_CONCERN}
        missing = [name for name in _COMPONENTS if name not in judged]
        if missing:
            names = ", ".join(f"`{name}`" for name in missing)
            message = f"finding `{finding.id}` has a confidence, but no concern about {names}"
            help_ = "judge every component, or leave `confidence` out"
            path = ("assessment", "confidence")
            yield wrong(message, finding.where.at(*path), finding.id, help_)


def confidence_despite_concern(graph: Graph) -> Iterator[Diagnostic]:
    """Confidence is high although a component gives serious concern.

    Why:
        It may be so, but then the reason is what a reader looks for first.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            assessment:
              methodological_limitations: {concern: serious, because: No control group.}
              coherence: {concern: none, because: The studies agree.}
              adequacy: {concern: minor, because: Two studies.}
              relevance: {concern: none, because: The same schools.}
              confidence: high
              because: The studies agree.
              by: [ab]

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            assessment:
              methodological_limitations: {concern: serious, because: No control group.}
              coherence: {concern: none, because: The studies agree.}
              adequacy: {concern: minor, because: Two studies.}
              relevance: {concern: none, because: The same schools.}
              confidence: low
              because: No control group.
              by: [ab]
    """
    for finding in graph.findings.values():
        assessment = finding.assessment
        if assessment is None or assessment.confidence != "high":
            continue
        for component in assessment.components:
            if component.concern == "serious":
                message = (
                    f"finding `{finding.id}` has high confidence despite serious concern "
                    f"about `{component.name}`"
                )
                path = ("assessment", "confidence")
                yield wrong(message, finding.where.at(*path), finding.id)
