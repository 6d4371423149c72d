"""Figures: each in words, and the table of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import Claim, LinkKind, Measure
from evidence.pages.facets import facet_views
from evidence.pages.links import LinkView, link_views
from evidence.pages.marks import Mark, claim_standing
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.translated import Translated
from evidence.synthesis.measures import measured


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A figure in words."""

    of: Phrase
    value: str
    base: Phrase
    year: str
    nature: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One figure of the table of measures."""

    claim: ItemLink
    measure: MeasureView
    population: Phrase
    sources: tuple[ItemLink, ...]
    standing: Mark
    not_comparable: tuple[LinkView, ...]


_NATURES = {
    "observed": "observed",
    "estimate": "an estimate",
    "target": "a target",
    "threshold": "a threshold",
}


def measure_view(review: Translated, measure: Measure) -> MeasureView:
    """Return a figure in words, its numbers written as the language writes them."""
    words = review.words
    year = review.text(measure.year)
    if measure.year.first == "not stated":
        year = words("year not stated")
    parts = tuple(
        f"{review.text(measure.part_labels[name]) if name in measure.part_labels else name}"
        f" {words.number(value)}"
        for name, value in measure.parts.items()
    )
    return MeasureView(
        of=review.phrase(measure.of),
        value=_value(review, measure),
        base=review.phrase(measure.base),
        year=year,
        nature=words(_NATURES[measure.nature.value]),
        parts=parts,
    )


def measure_rows(review: Translated) -> tuple[MeasureRow, ...]:
    """Return the table of figures, in the order of the files."""
    return tuple(
        measure_row(review, claim, claim.measure)
        for claim in measured(review.graph)
        if claim.measure
    )


def measure_row(review: Translated, claim: Claim, measure: Measure) -> MeasureRow:
    """Return one figure of the table of figures."""
    graph = review.graph
    population = graph.review.framework.facets.get("population")
    chosen = facet_views(review, {"population": claim.facets.get("population", ())})
    return MeasureRow(
        claim=review.claim(claim.id),
        measure=measure_view(review, measure),
        population=chosen[0].values if population and chosen else Phrase(""),
        sources=review.sources(claim.sources),
        standing=claim_standing(review.words, graph, claim),
        not_comparable=link_views(review, claim, (LinkKind.NOT_COMPARABLE,)),
    )


def _value(review: Translated, measure: Measure) -> str:
    words = review.words
    unit = review.text(measure.unit)
    if measure.unit.first == "percent":
        unit = words("percent")
    if measure.value is not None:
        return f"{words.number(measure.value)} {unit}".strip()
    if measure.about is not None:
        return words("about {n}", n=f"{words.number(measure.about)} {unit}".strip())
    bounds = measure.bounds
    ends = []
    if bounds is not None:
        said = (
            ("more than {n}", bounds.above),
            ("at least {n}", bounds.from_),
            ("less than {n}", bounds.below),
            ("at most {n}", bounds.up_to),
        )
        ends = [words(text, n=words.number(end)) for text, end in said if end is not None]
    return f"{', '.join(ends)} {unit}".strip()
