"""In what order findings stand on a page, and the number that each has there."""

from __future__ import annotations

from evidence.graph import Graph
from evidence.model import Finding, FindingKind
from evidence.synthesis.judgements import Told, told


def by_kind(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the findings of each kind that has some, in the order of the page.

    Of a kind that has a table of how far its sentences are cited, in that of the table.
    """
    kinds: dict[str, list[str]] = {key: [] for key in graph.review.framework.finding_kinds}
    for finding in graph.findings.values():
        kinds.setdefault(finding.kind, []).append(finding.id)
    for kind in graph.review.framework.finding_kinds.values():
        if is_judged_in_a_table(graph, kind):
            first = [finding.id for finding in weakest_first(graph, kind)]
            kinds[kind.id] = [*first, *(key for key in kinds[kind.id] if key not in first)]
    return {key: tuple(findings) for key, findings in kinds.items() if findings}


def numbers(graph: Graph) -> dict[str, str]:
    """Return the number of each finding on the page, which begins with its table of judgements."""
    declared = graph.review.framework.finding_kinds
    found = by_kind(graph)
    first = [key for key in found if key in declared and is_judged_in_a_table(graph, declared[key])]
    order = (key for kind in (*first, *(k for k in found if k not in first)) for key in found[kind])
    return {key: str(number) for number, key in enumerate(order, 1)}


def is_judged_in_a_table(graph: Graph, kind: FindingKind) -> bool:
    """Return whether a kind has a table of how far its sentences are cited."""
    bar = graph.review.bar
    return bool(graph.review.of) and not kind.cells and (not bar or kind.id in bar)


def weakest_first(graph: Graph, kind: FindingKind) -> tuple[Finding, ...]:
    """Return the sentences of a kind that are told how far they are cited, the least cited first.

    Those that are told alike stand in the order of the files.
    """
    order = list(Told)
    ways = [
        (order.index(way), finding)
        for finding in graph.findings.values()
        if finding.kind == kind.id and (way := told(graph, finding)) is not None
    ]
    return tuple(finding for _, finding in sorted(ways, key=lambda one: one[0]))
