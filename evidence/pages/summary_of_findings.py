"""The Summary of Qualitative Findings of a review of many texts, as people ordered them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.pages.marks import Mark, contested_mark
from evidence.pages.numbering import by_kind
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.support import facts_of, judgement_mark, weight
from evidence.pages.translated import Translated
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A finding, people's confidence in it and why, and the studies that contribute."""

    id: str
    number: str
    finding: ItemLink
    statement: Phrase
    confidence: Mark | None
    contested: Mark | None
    explanation: Phrase
    studies: tuple[ItemLink, ...]
    against: tuple[ItemLink, ...]
    facts: str
    weight: int


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """The findings of one kind."""

    heading: Phrase
    rows: tuple[SummaryRow, ...]


def summary_groups(review: Translated, support: Mapping[str, Support]) -> tuple[SummaryGroup, ...]:
    """Return the findings by kind, () in a review of one study."""
    graph = review.graph
    if graph.review.of:
        return ()
    kinds = graph.review.framework.finding_kinds
    return tuple(
        SummaryGroup(
            review.phrase(kinds[key].plural or kinds[key].label) if key in kinds else Phrase(key),
            tuple(_row(review, one, support[one]) for one in found),
        )
        for key, found in by_kind(graph).items()
    )


def _row(review: Translated, key: str, held: Support) -> SummaryRow:
    finding = review.graph.findings[key]
    given = finding.assessment
    against = set(held.against)
    return SummaryRow(
        id=key,
        number=review.numbers[key],
        finding=review.finding(key),
        statement=review.phrase(finding.statement),
        confidence=judgement_mark(review, finding),
        contested=contested_mark(review.words, review.graph, held),
        explanation=review.phrase(given.because) if given else Phrase(""),
        studies=tuple(_study(review, one) for one in held.studies if one not in against),
        against=tuple(_study(review, one) for one in held.studies if one in against),
        facts=facts_of(review, held),
        weight=weight(held),
    )


def _study(review: Translated, study: str) -> ItemLink:
    """Return a study by the label of its report, or by its own name where it has several."""
    graph = review.graph
    if study in graph.sources:
        return review.source(study)
    reports = [key for key, facts in graph.review.sources.items() if facts.study == study]
    return review.source(reports[0]) if reports else ItemLink("", study)
