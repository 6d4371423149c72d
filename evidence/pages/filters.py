"""What the claims of a page can be filtered by, and what can be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from evidence.pages.marks import standing_mark
from evidence.pages.roles import ROLES
from evidence.pages.translated import Translated
from evidence.synthesis.axes import CODER, ELEMENT, READ, ROLE, SOURCE, STANDING, UNUSED, YEAR, Axis
from evidence.synthesis.cells import Standing
from evidence.synthesis.robustness import Leaning


class FilterValue(NamedTuple):
    """A value that claims can be filtered by, and how many have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class FilterView:
    """A facet that claims can be filtered by."""

    id: str
    label: str
    choices: tuple[FilterValue, ...]


_LABELS = {
    STANDING: "Rests on",
    ROLE: "Role in findings",
    CODER: "Coder",
    YEAR: "Year of the source",
    ELEMENT: "Element",
    SOURCE: "Source",
}


def filters(review: Translated, axes: Iterable[Axis]) -> tuple[FilterView, ...]:
    """Return every axis with the values that claims can be filtered by, and their counts."""
    return tuple(_filter(review, axis) for axis in axes)


def axis_label(review: Translated, axis: str) -> str:
    """Return what an axis is called."""
    facet = review.graph.review.framework.facets.get(axis)
    return review.text(facet.label) if facet else review.words(_LABELS[axis])


def value_label(review: Translated, axis: str, value: str) -> str:
    """Return what a value of an axis is called."""
    facet = review.graph.review.framework.facets.get(axis)
    words = review.words
    if facet:
        return review.text(facet.values[value].label)
    if axis == STANDING:
        return _standing(review, value)
    if axis == ROLE:
        return words("no finding names it") if value == UNUSED else words(ROLES[value])
    if axis == ELEMENT:
        return review.element(value).label
    return review.source(value).label if axis == SOURCE else value


def leave_out(review: Translated, leanings: Iterable[Leaning]) -> tuple[FilterValue, ...]:
    """Return the sources that can be left out, with how many findings change without each."""
    found = (
        FilterValue(one.source, review.source(one.source).label, len(one.changes))
        for one in leanings
    )
    return tuple(sorted(found, key=lambda choice: choice.label.casefold()))


def _filter(review: Translated, axis: Axis) -> FilterView:
    counts = Counter(value for values in axis.of.values() for value in values)
    choices = [
        FilterValue(value, value_label(review, axis.id, value), counts[value])
        for value in axis.values
    ]
    if axis.id == SOURCE:
        choices.sort(key=lambda choice: choice.label.casefold())
    return FilterView(axis.id, axis_label(review, axis.id), tuple(choices))


def _standing(review: Translated, code: str) -> str:
    standing = Standing.CITED if code == READ else Standing(code)
    one_study = bool(review.graph.review.of)
    return standing_mark(review.words, standing, one_study=one_study).words
