"""In what order findings stand on a page, and the number that each has there."""

from __future__ import annotations

from evidence.graph import Graph


def by_kind(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the findings of each kind that has some, in the order of the page."""
    kinds: dict[str, list[str]] = {key: [] for key in graph.review.framework.finding_kinds}
    for finding in graph.findings.values():
        kinds.setdefault(finding.kind, []).append(finding.id)
    return {key: tuple(findings) for key, findings in kinds.items() if findings}


def numbers(graph: Graph) -> dict[str, str]:
    """Return the number of each finding on the page."""
    order = (key for findings in by_kind(graph).values() for key in findings)
    return {key: str(number) for number, key in enumerate(order, 1)}
