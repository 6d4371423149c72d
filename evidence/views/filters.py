"""What the claims of a page can be filtered by, and which sources can be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.graph import Graph, elements_of
from evidence.views.pages import Choice, ClaimView, FilterView, Mark
from evidence.views.setting import Setting


def filters(setting: Setting, claims: Iterable[ClaimView]) -> tuple[FilterView, ...]:
    """Return the facets on claims, then standing, element and source, each with counts."""
    graph, words = setting.graph, setting.words
    views = []
    for facet in graph.review.framework.facets.values():
        if facet.on != "claims":
            continue
        counts = Counter(v for c in graph.claims.values() for v in c.facets.get(facet.id, ()))
        choices = tuple(
            Choice(value.id, setting.text(value.label), counts[value.id])
            for value in facet.values.values()
        )
        views.append(FilterView(facet.id, setting.text(facet.label), choices))
    return (
        *views,
        _standings(setting, claims),
        _elements(setting),
        _sources(setting, words("Source")),
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


def _elements(setting: Setting) -> FilterView:
    graph = setting.graph
    counts = Counter(key for claim in graph.claims.values() for key in elements_of(claim))
    choices = (Choice(key, setting.element(key).label, counts[key]) for key in graph.elements)
    return FilterView("element", setting.words("Element"), tuple(choices))


def _sources(setting: Setting, label: str) -> FilterView:
    keys = _speaking(setting.graph)
    labelled = sorted(
        (Choice(key, setting.source(key).label, count) for key, count in keys.items()),
        key=lambda choice: choice.label.casefold(),
    )
    return FilterView("source", label, tuple(labelled))


def _speaking(graph: Graph) -> Counter[str]:
    counts: Counter[str] = Counter()
    for claim in graph.claims.values():
        counts.update(key for key in set(claim.sources) if key in graph.sources)
    return counts
