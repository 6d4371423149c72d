"""The Summary of Qualitative Findings of a review of many texts, as people ordered them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.model import Finding
from evidence.pages.marks import Mark, contested_mark
from evidence.pages.numbering import by_kind
from evidence.pages.phrases import ItemLink, Listed, Phrase, listed
from evidence.pages.support import facts_of, judgement_mark, weight
from evidence.pages.translated import Translated
from evidence.synthesis.cells import marks_of
from evidence.synthesis.support import Support, against_as_well, qualifying_studies

# Of more studies than these a row names the first; the card of the finding has all claims.
MOST_STUDIES_NAMED = 12


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A finding, people's confidence in it and why, and the studies that contribute.

    Shape: `studies` support it, `qualifying` only limit it, `against` only speak
           against it, `as_well` are studies of both that speak against it too;
           of many the table names the first. `resolution` settles that.
    """

    id: str
    number: str
    finding: ItemLink
    statement: Phrase
    confidence: Mark | None
    contested: Mark | None
    explanation: Phrase
    resolution: Phrase
    studies: Listed[ItemLink]
    qualifying: Listed[ItemLink]
    against: Listed[ItemLink]
    as_well: Listed[ItemLink]
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
    against, qualifying = set(held.against), set(qualifying_studies(review.graph, held))
    apart = against | qualifying

    def named(studies: Iterable[str]) -> Listed[ItemLink]:
        return listed(tuple(_study(review, one) for one in studies), MOST_STUDIES_NAMED)

    return SummaryRow(
        id=key,
        number=review.numbers[key],
        finding=review.finding(key),
        statement=review.phrase(finding.statement),
        confidence=judgement_mark(review, finding, named=False),
        contested=contested_mark(review.words, review.graph, held),
        explanation=review.phrase(given.because) if given else Phrase(""),
        resolution=_resolution(review, finding, held),
        studies=named(one for one in held.studies if one not in apart),
        qualifying=named(one for one in held.studies if one in qualifying),
        against=named(one for one in held.studies if one in against),
        as_well=named(against_as_well(review.graph, held)),
        facts=facts_of(review, held),
        weight=weight(held),
    )


def _resolution(review: Translated, finding: Finding, held: Support) -> Phrase:
    settled = held.contradicting and not finding.unresolved
    return review.phrase(finding.resolution) if settled else Phrase("")


def _study(review: Translated, study: str) -> ItemLink:
    """Return a study by the label of its report, or by its own name where it has several.

    What the authors mark at a source, such as that it was retracted, goes with its name.
    """
    graph = review.graph
    reports = [key for key, facts in graph.review.sources.items() if facts.study == study]
    key = study if study in graph.sources else reports[0] if reports else ""
    if not key:
        return ItemLink("", study)
    named = review.source(key)
    marks = ", ".join(map(review.text, marks_of(graph, (key,))))
    return named._replace(label=f"{named.label} ({marks})") if marks else named
