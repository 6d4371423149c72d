"""Figures: each in words, and the table of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import Claim, LinkKind, Measure
from evidence.pages.links import LinkView, link_view
from evidence.pages.marks import Mark, claim_standing
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.setting import Setting
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


def measure_view(setting: Setting, measure: Measure) -> MeasureView:
    """Return a figure in words, its numbers written as the language writes them."""
    words = setting.words
    year = setting.text(measure.year)
    if measure.year.first == "not stated":
        year = words("year not stated")
    parts = tuple(
        f"{setting.text(measure.part_labels[name]) if name in measure.part_labels else name}"
        f" {words.number(value)}"
        for name, value in measure.parts.items()
    )
    return MeasureView(
        of=setting.phrase(measure.of),
        value=_value(setting, measure),
        base=setting.phrase(measure.base),
        year=year,
        nature=words(_NATURES[measure.nature.value]),
        parts=parts,
    )


def measure_rows(setting: Setting) -> tuple[MeasureRow, ...]:
    """Return the table of figures, in the order of the files."""
    return tuple(
        measure_row(setting, claim, claim.measure)
        for claim in measured(setting.graph)
        if claim.measure
    )


def measure_row(setting: Setting, claim: Claim, measure: Measure) -> MeasureRow:
    """Return one figure of the table of figures."""
    graph = setting.graph
    population = graph.review.framework.facets.get("population")
    chosen = setting.facets({"population": claim.facets.get("population", ())})
    return MeasureRow(
        claim=setting.claim(claim.id),
        measure=measure_view(setting, measure),
        population=chosen[0].values if population and chosen else Phrase(""),
        sources=setting.sources(claim.sources),
        standing=claim_standing(setting, claim),
        not_comparable=_not_comparable(setting, claim),
    )


def _not_comparable(setting: Setting, claim: Claim) -> tuple[LinkView, ...]:
    forth = [(link, link.claim, False) for link in claim.links]
    back = [(tie.link, tie.claim, True) for tie in setting.graph.ties_to.get(claim.id, ())]
    return tuple(
        link_view(setting, link, other, back=from_there)
        for link, other, from_there in (*forth, *back)
        if link.kind is LinkKind.NOT_COMPARABLE
    )


def _value(setting: Setting, measure: Measure) -> str:
    words = setting.words
    unit = setting.text(measure.unit)
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
