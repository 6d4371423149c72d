"""Robustness: what would fall if one source were taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.synthesis.support import State, Support, support


@dataclass(frozen=True, slots=True)
class Change:
    """A finding whose support is described otherwise without one source."""

    finding: str
    before: Support
    after: Support

    @property
    def falls(self) -> bool:
        """Return whether the finding is left without anything cited."""
        return bool(self.before.cited) and not self.after.cited


@dataclass(frozen=True, slots=True)
class Leaning:
    """What leans on one source: findings that change without it, in order."""

    source: str
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
    for key, held in before.items():
        named = (*held.claims, *held.contradicting)
        for claim in (graph.claims[c] for c in named):
            for source in (*claim.sources, *claim.via, claim.read_in):
                if source != graph.review.of:
                    touching.setdefault(source, {})[key] = None
    return tuple(
        Leaning(source, _changes(graph, source, tuple(touching[source]), before))
        for source in graph.sources
        if source in touching
    )


def _changes(
    graph: Graph, source: str, findings: tuple[str, ...], before: Mapping[str, Support]
) -> tuple[Change, ...]:
    changes = []
    for key in findings:
        after = support(graph, graph.findings[key], without=source)
        if _described(after) != _described(before[key]):
            changes.append(Change(key, before[key], after))
    return tuple(changes)


def _described(held: Support) -> tuple[State, State, int]:
    return (held.state, held.carried_by, held.independent)
