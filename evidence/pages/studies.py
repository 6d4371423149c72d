"""The studies that a review of many texts includes, and how many findings each bears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.pages.facets import facet_views
from evidence.pages.limits import works_used
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.translated import Translated
from evidence.synthesis.support import Support
from evidence.synthesis.voices import voices

# Of more studies than these the report tells the number, and the list is that of the sources.
MOST_STUDIES = 60


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study: its reports, what the review says of it by facet, how many findings it bears.

    Shape: `facets` has a value for each column of the table; `withdrawn` where
           its journal has retracted it, so that it counts no more.
    """

    reports: tuple[ItemLink, ...]
    facets: tuple[Phrase, ...]
    findings: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class StudiesTable:
    """The included studies, in the order of their first report."""

    columns: tuple[Phrase, ...]
    rows: tuple[StudyRow, ...]
    number: int


def studies_table(review: Translated, support: Mapping[str, Support]) -> StudiesTable | None:
    """Return the included studies, None in a review of one study."""
    graph = review.graph
    if graph.review.of:
        return None
    known = voices(graph)
    reports: dict[str, list[str]] = {}
    for key in sorted(works_used(graph), key=lambda key: review.labels.get(key, key)):
        reports.setdefault(known.study_of(key), []).append(key)
    if len(reports) > MOST_STUDIES:
        return StudiesTable((), (), len(reports))
    facets = [
        (facet.id, review.phrase(facet.label))
        for facet in graph.review.framework.facets.values()
        if facet.on == "sources"
        and any(_stated(review, keys, facet.id) for keys in reports.values())
    ]
    bears = Counter(study for held in support.values() for study in held.studies)
    return StudiesTable(
        columns=tuple(label for _, label in facets),
        rows=tuple(
            StudyRow(
                reports=review.sources(keys),
                facets=tuple(_value(review, keys, facet) for facet, _ in facets),
                findings=bears[study],
                withdrawn=known.withdrawn >= set(keys),
            )
            for study, keys in reports.items()
        ),
        number=len(reports),
    )


def _value(review: Translated, reports: list[str], facet: str) -> Phrase:
    """Return what the first report that has a value of a facet says, else that none does."""
    values = _stated(review, reports, facet)
    if not values:
        return Phrase(review.words("not stated"))
    (view,) = facet_views(review, {facet: values})
    return view.values


def _stated(review: Translated, reports: list[str], facet: str) -> tuple[str, ...]:
    facts = (review.graph.review.sources.get(key) for key in reports)
    return next((found for one in facts if one and (found := one.facets.get(facet))), ())
