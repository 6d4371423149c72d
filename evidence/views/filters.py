"""What the claims of a page can be filtered by, and which sources can be left out."""

from __future__ import annotations

from collections import Counter

from evidence.graph import Graph, elements_of
from evidence.synthesis.cells import Standing, standing_of
from evidence.views.marks import standing_mark
from evidence.views.pages import Choice, FilterView
from evidence.views.setting import Setting


def filters(setting: Setting) -> tuple[FilterView, ...]:
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
    return (*views, _standings(setting), _elements(setting), _sources(setting, words("Source")))


def leave_out(setting: Setting) -> tuple[Choice, ...]:
    """Return the sources that can be left out, with how many findings change without each."""
    return tuple(
        Choice(key, setting.source(key).label, len(leaning.changes))
        for key, leaning in setting.leaning.items()
    )


def _standings(setting: Setting) -> FilterView:
    graph, words = setting.graph, setting.words
    counts = Counter(standing_of(graph, claim) for claim in graph.claims.values())
    one = bool(graph.review.of)
    choices = tuple(
        Choice(mark.code, mark.words, counts[standing])
        for standing in (Standing.CITED, Standing.IMPLIED, Standing.OWN)
        if counts[standing]
        for mark in (standing_mark(words, standing, one_study=one),)
    )
    return FilterView("standing", words("Rests on"), choices)


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
        counts.update(key for key in {*claim.sources, *claim.via} if key in graph.sources)
    return counts
