"""What the claims of a page can be filtered by, and what can be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from evidence.model import Claim
from evidence.pages.claims import ROLES, ClaimView
from evidence.pages.marks import standing_mark
from evidence.pages.setting import Setting
from evidence.synthesis.axes import CODER, ELEMENT, READ, ROLE, SOURCE, STANDING, UNUSED, YEAR, Axis
from evidence.synthesis.cells import Standing


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


def filters(setting: Setting, claims: Iterable[ClaimView]) -> tuple[FilterView, ...]:
    """Return every axis with the values that claims can be filtered by, and their counts."""
    coded = [setting.graph.claims[view.id] for view in claims]
    return tuple(_filter(setting, axis, coded) for axis in setting.axes)


def axis_label(setting: Setting, axis: str) -> str:
    """Return what an axis is called."""
    facet = setting.graph.review.framework.facets.get(axis)
    return setting.text(facet.label) if facet else setting.words(_LABELS[axis])


def value_label(setting: Setting, axis: str, value: str) -> str:
    """Return what a value of an axis is called."""
    facet = setting.graph.review.framework.facets.get(axis)
    words = setting.words
    if facet:
        return setting.text(facet.values[value].label)
    if axis == STANDING:
        return _standing(setting, value)
    if axis == ROLE:
        return words("no finding names it") if value == UNUSED else words(_ROLES[value])
    if axis == ELEMENT:
        return setting.element(value).label
    return setting.source(value).label if axis == SOURCE else value


def leave_out(setting: Setting) -> tuple[FilterValue, ...]:
    """Return the sources that can be left out, with how many findings change without each."""
    return tuple(
        FilterValue(key, setting.source(key).label, len(leaning.changes))
        for key, leaning in sorted(
            setting.leaning.items(), key=lambda one: setting.source(one[0]).label.casefold()
        )
    )


def _filter(setting: Setting, axis: Axis, claims: Iterable[Claim]) -> FilterView:
    counts = Counter(value for claim in claims for value in axis.of.get(claim.id, ()))
    choices = [
        FilterValue(value, value_label(setting, axis.id, value), counts[value])
        for value in axis.values
    ]
    if axis.id == SOURCE:
        choices.sort(key=lambda choice: choice.label.casefold())
    return FilterView(axis.id, axis_label(setting, axis.id), tuple(choices))


def _standing(setting: Setting, code: str) -> str:
    standing = Standing.CITED if code == READ else Standing(code)
    one_study = bool(setting.graph.review.of)
    return standing_mark(setting.words, standing, one_study=one_study).words


_ROLES = {role.value: said for role, said in ROLES.items()}
