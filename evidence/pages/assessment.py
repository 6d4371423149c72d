"""GRADE-CERQual assessments of findings, made by people, in words."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import Assessment
from evidence.pages.phrases import Phrase
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
    by: str


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


def assessment_view(review: Translated, assessment: Assessment | None) -> AssessmentView | None:
    """Return an assessment in words, None where there is none."""
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
        by=", ".join(assessment.by),
    )
