"""What the claims of a page can be filtered by, and which sources can be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.graph import Graph, elements_of
from evidence.model import Claim
from evidence.views.pages import Choice, ClaimView, FilterView, Mark
from evidence.views.setting import Setting


def filters(setting: Setting, claims: Iterable[ClaimView]) -> tuple[FilterView, ...]:
    """Return the facets on claims, then standing, element and source, each with counts.

    In a report of several pages a page offers what its own claims have.
    """
    graph, words = setting.graph, setting.words
    views = tuple(claims)
    coded = [graph.claims[view.id] for view in views]
    facets = []
    for facet in graph.review.framework.facets.values():
        if facet.on != "claims":
            continue
        counts = Counter(v for claim in coded for v in claim.facets.get(facet.id, ()))
        choices = tuple(
            Choice(value.id, setting.text(value.label), counts[value.id])
            for value in facet.values.values()
        )
        facets.append(FilterView(facet.id, setting.text(facet.label), choices))
    return (
        *facets,
        _standings(setting, views),
        _elements(setting, coded),
        _sources(setting, coded, words("Source")),
    )


def leave_out(setting: Setting) -> tuple[Choice, ...]:
    """Return the sources that can be left out, with how many findings change without each."""
    return tuple(
        Choice(key, setting.source(key).label, len(leaning.changes))
        for key, leaning in setting.leaning.items()
    )


def _standings(setting: Setting, claims: Iterable[ClaimView]) -> FilterView:
    marks: dict[str, Mark] = {}
    counts: Counter[str] = Counter()
    for claim in claims:
        marks.setdefault(claim.standing.code, claim.standing)
        counts[claim.standing.code] += 1
    choices = tuple(Choice(code, mark.words, counts[code]) for code, mark in marks.items())
    return FilterView("standing", setting.words("Rests on"), choices)


def _elements(setting: Setting, claims: Iterable[Claim]) -> FilterView:
    counts = Counter(key for claim in claims for key in elements_of(claim))
    choices = (
        Choice(key, setting.element(key).label, counts[key])
        for key in setting.graph.elements
        if counts[key] or not setting.places
    )
    return FilterView("element", setting.words("Element"), tuple(choices))


def _sources(setting: Setting, claims: Iterable[Claim], label: str) -> FilterView:
    keys = _speaking(setting.graph, claims)
    labelled = sorted(
        (Choice(key, setting.source(key).label, count) for key, count in keys.items()),
        key=lambda choice: choice.label.casefold(),
    )
    return FilterView("source", label, tuple(labelled))


def _speaking(graph: Graph, claims: Iterable[Claim]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for claim in claims:
        counts.update(key for key in set(claim.sources) if key in graph.sources)
    return counts
