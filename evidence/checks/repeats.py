"""Repeats: a list names each item once."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph, Role, named_by


def repeated_source(graph: Graph) -> Iterator[Diagnostic]:
    """A claim cites the same source twice.

    Why:
        It counts once; the second may stand where another was meant.

    Bad:
        - id: tasting
          sources: [kim2003, kim2003]

    Good:
        - id: tasting
          sources: [kim2003, abel2005]
    """
    for claim in graph.claims.values():
        if len(claim.sources) > 1:
            for index, key in _again(claim.sources):
                message = f"claim `{claim.id}` cites `{key}` twice"
                yield wrong(message, claim.where.at("sources", index), claim.id)


def repeated_link(graph: Graph) -> Iterator[Diagnostic]:
    """A list names the same item twice.

    Why:
        It counts once; the second may stand where another was meant.

    Bad:
        - id: tasting
          elements: [el.knowledge, el.knowledge]

    Good:
        - id: tasting
          elements: [el.knowledge, el.outcomes]
    """
    for claim in graph.claims.values():
        for field, keys in (
            ("elements", claim.elements),
            ("via", claim.via),
            ("draws_on", claim.draws_on),
            ("relates", claim.relates),
        ):
            if len(keys) > 1:
                for index, key in _again(keys):
                    message = f"claim `{claim.id}` names `{key}` twice in `{field}`"
                    yield wrong(message, claim.where.at(field, index), claim.id)
    for finding in graph.findings.values():
        named = {role.value: named_by(finding, role) for role in Role}
        named.update(elements=finding.elements, answers=finding.answers)
        for field, keys in named.items():
            for index, key in _again(keys):
                message = f"finding `{finding.id}` names `{key}` twice in `{field}`"
                yield wrong(message, finding.where.at(field, index), finding.id)


def _again(keys: tuple[object, ...]) -> Iterator[tuple[int, object]]:
    if len(set(keys)) < len(keys):
        seen: set[object] = set()
        for index, key in enumerate(keys):
            if key in seen:
                yield index, key
            seen.add(key)
