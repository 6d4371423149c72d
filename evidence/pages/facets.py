"""The facets of an item, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.model import FacetValue
from evidence.pages.phrases import Phrase
from evidence.pages.translated import Translated


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet of an item: the facet's label and its values' labels."""

    label: Phrase
    values: Phrase


def facet_views(review: Translated, chosen: Mapping[str, tuple[str, ...]]) -> tuple[FacetView, ...]:
    """Return the facets of an item in the order in which the framework declares them."""
    declared = review.graph.review.framework.facets
    return tuple(
        FacetView(review.phrase(facet.label), _values(review, facet.values, chosen[key]))
        for key, facet in declared.items()
        if chosen.get(key)
    )


def _values(
    review: Translated, values: Mapping[str, FacetValue], chosen: tuple[str, ...]
) -> Phrase:
    phrases = [
        review.phrase(values[value].label) if value in values else Phrase(value) for value in chosen
    ]
    if len(phrases) == 1:
        return phrases[0]
    return Phrase(", ".join(phrase.text for phrase in phrases))
