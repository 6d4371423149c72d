"""Robustness: what would fall if one source, or all of one kind, were taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidence.graph import Graph, components
from evidence.synthesis.axes import CODER, STANDING, Axis
from evidence.synthesis.judgements import gathers, not_judged_without
from evidence.synthesis.support import Exclusion, Support, reduced
from evidence.synthesis.voices import Voices, voices


@dataclass(frozen=True, slots=True)
class Change:
    """A finding whose support is described otherwise without what is left out.

    Shape: `unjudged` says that people judged it, and not what is left of it,
           `gathered` that it only gathers others, of which the last falls.
    """

    finding: str
    before: Support
    after: Support
    unjudged: bool = False
    gathered: bool = False

    @property
    def falls(self) -> bool:
        """Return whether what the finding had is gone; one that had nothing cannot fall."""
        return self.gathered or (self.before.cited and not self.after.cited)


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
    return tuple(changes) if not graph.review.of else _with_headings(graph, changes, before)


def changes_without(
    graph: Graph, without: Exclusion, before: Mapping[str, Support]
) -> tuple[Change, ...]:
    """Return what changes without some sources or claims, in the order of the files."""
    return _changes(graph, without, before, before, voices(graph))


def _with_headings(
    graph: Graph, changes: Sequence[Change], before: Mapping[str, Support]
) -> tuple[Change, ...]:
    """Return changes with those of findings that only gather others, all of which fall."""
    headings = _headings(graph)
    if not headings or not any(change.falls for change in changes):
        return tuple(changes)
    held = {key for key, one in before.items() if one.cited}
    fallen = {change.finding for change in changes if change.falls}
    told = {change.finding: change for change in changes}
    for key in headings:
        had = [one for one in graph.findings[key].supported_by if one in held]
        if had:
            held.add(key)
        if had and fallen.issuperset(had):
            fallen.add(key)
            told[key] = Change(key, before[key], before[key], gathered=True)
    return tuple(told[key] for key in graph.findings if key in told)


@lru_cache(maxsize=1)  # asked for each source of one graph
def _headings(graph: Graph) -> tuple[str, ...]:
    """Return the findings that only gather others, one after all that it gathers."""
    found = {key for key, finding in graph.findings.items() if gathers(graph, finding)}
    under = {
        key: [one for one in finding.supported_by if one in graph.findings]
        for key, finding in graph.findings.items()
    }
    return tuple(key for together in components(under) for key in together if key in found)


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
