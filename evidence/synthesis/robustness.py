"""Robustness: what would fall if one source, or all of one kind, were taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.synthesis.axes import CODER, STANDING, Axis
from evidence.synthesis.judgements import not_judged_without
from evidence.synthesis.support import Exclusion, Support, reduced
from evidence.synthesis.voices import Voices, voices


@dataclass(frozen=True, slots=True)
class Change:
    """A finding whose support is described otherwise without what is left out.

    Shape: `unjudged` says that people judged it, and not what is left of it.
    """

    finding: str
    before: Support
    after: Support
    unjudged: bool = False

    @property
    def falls(self) -> bool:
        """Return whether the finding is left without anything cited outright, or any study."""
        return self.before.cited and not self.after.cited


@dataclass(frozen=True, slots=True)
class Leaning:
    """What leans on one source: findings that change without it, in order."""

    source: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class GroupLeaning:
    """What leans on all that has one value of an axis: findings that change without it, in order.

    Shape: `without` is what goes: what has other values as well stays.
    """

    axis: str
    value: str
    without: Exclusion
    changes: tuple[Change, ...]


def falling(leanings: Iterable[Leaning]) -> dict[str, tuple[tuple[str, Change], ...]]:
    """Return for every finding the sources without which it has nothing cited left."""
    found: dict[str, list[tuple[str, Change]]] = {}
    for leaning in leanings:
        for change in leaning.changes:
            if change.falls:
                found.setdefault(change.finding, []).append((leaning.source, change))
    return {finding: tuple(sources) for finding, sources in found.items()}


def leave_one_out(graph: Graph, before: Mapping[str, Support]) -> tuple[Leaning, ...]:
    """Return what changes without each source that makes claims, hands them on or was read.

    Shape: `before` is the support of every finding with all sources. Only
           findings that a claim of the source reaches are computed again.
    """
    touching: dict[str, dict[str, None]] = {}
    known = voices(graph)
    for key, held in before.items():
        named = {*held.claims, *held.direct, *held.implied, *held.contradicting, *held.contributing}
        for claim in (graph.claims[c] for c in named):
            for source in (*claim.sources, *claim.via, claim.read_in):
                if source != graph.review.of:
                    touching.setdefault(source, {})[key] = None
    return tuple(
        Leaning(source, _changes(graph, _without(source), touching[source], before, known))
        for source in graph.sources
        if source in touching
    )


def leave_groups_out(
    graph: Graph, axes: Iterable[Axis], before: Mapping[str, Support]
) -> tuple[GroupLeaning, ...]:
    """Return what changes without each value of each axis: facets, standings, coders."""
    facets = graph.review.framework.facets
    known = voices(graph)
    return tuple(
        GroupLeaning(axis.id, value, without, _changes(graph, without, before, before, known))
        for axis in axes
        if axis.id in facets or axis.id in {STANDING, CODER}
        for value in axis.values
        if (without := axis.without(graph, value))
    )


def _without(source: str) -> Exclusion:
    return Exclusion(frozenset({source}))


def _changes(
    graph: Graph,
    without: Exclusion,
    findings: Iterable[str],
    before: Mapping[str, Support],
    known: Voices,
) -> tuple[Change, ...]:
    changes = []
    for key in findings:
        after = reduced(graph, before[key], without, known)
        if _described(after) != _described(before[key]):
            unjudged = not_judged_without(graph, graph.findings[key], without)
            changes.append(Change(key, before[key], after, unjudged))
    return tuple(changes)


def _described(held: Support) -> tuple[object, ...]:
    """Return what a reader is told of support: when it differs, something changed."""
    return (
        held.ground,
        # where studies are told, citations are not
        0 if held.studies else len(held.citations),
        len(held.studies),
        len(held.against),
        held.contested,
        held.own_citation,
    )
