"""GRADE-CERQual assessments of findings, made by people, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.model import Assessment
from evidence.pages.phrases import Phrase
from evidence.pages.signatures import agreed
from evidence.pages.translated import Translated


@dataclass(frozen=True, slots=True)
class ComponentView:
    """One GRADE-CERQual component of an assessment."""

    name: str
    concern: str
    because: Phrase


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """A GRADE-CERQual assessment, made by people."""

    confidence: str
    because: Phrase
    components: tuple[ComponentView, ...]
    made: str


_CONCERNS = {
    "none": "no or very minor concerns",
    "minor": "minor concerns",
    "moderate": "moderate concerns",
    "serious": "serious concerns",
    "not_assessed": "not assessed",
}
_COMPONENTS = {
    "methodological_limitations": "methodological limitations",
    "coherence": "coherence",
    "adequacy": "adequacy",
    "relevance": "relevance",
}
_CONFIDENCE = {
    "high": "high confidence",
    "moderate": "moderate confidence",
    "low": "low confidence",
    "very_low": "very low confidence",
}


def assessment_view(
    review: Translated, assessment: Assessment | None, finding: str = "", once: str = ""
) -> AssessmentView | None:
    """Return an assessment in words, None where there is none.

    `once` is what is said elsewhere of all assessments, and not repeated.
    """
    if assessment is None:
        return None
    words = review.words
    return AssessmentView(
        confidence=words(_CONFIDENCE.get(assessment.confidence, "not assessed")),
        because=review.phrase(assessment.because),
        components=tuple(
            ComponentView(
                words(_COMPONENTS.get(part.name, part.name)),
                words(_CONCERNS.get(part.concern, "not assessed")),
                review.phrase(part.because),
            )
            for part in assessment.components
        ),
        made="" if once else made_by(review, assessment.by, assessment.on, finding),
    )


def made_by(review: Translated, by: Sequence[str], on: str, finding: str = "") -> str:
    """Return who judged something and when; a machine is called one, and what is not said is said.

    Beside it stands who agreed to the finding, and whether it changed since;
    where nobody signed it, that changes are not seen.
    """
    words = review.words
    machines = {machine.initials for machine in review.graph.review.machines}
    hands = ", ".join(map(review.hand, by))
    who = hands or words("who judged is not said")
    if by and machines.issuperset(by):
        who = words("judged by a language model, not checked by a person: {list}", list=hands)
    when = on or words("without a date")
    state = review.signed.get(finding)
    if state is None:
        return words("{who}, {when}; not signed: later changes are not seen.", who=who, when=when)
    return words("{who}, {when}; {agreed}.", who=who, when=when, agreed=agreed(review, state))


def judged_once(review: Translated) -> str:
    """Return who judged and when, where it is the same of several findings and of all; else ""."""
    said = [
        made_by(review, given.by, given.on, finding.id)
        for finding in review.graph.findings.values()
        if (given := finding.fit or finding.assessment) is not None
    ]
    return said[0] if len(said) > 1 and len(set(said)) == 1 else ""
