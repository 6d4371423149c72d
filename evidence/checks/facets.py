"""Facets: the review's own vocabularies are used as they are declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from evidence.checks.check import Path, wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic, Where
from evidence.graph import Graph
from evidence.model import Facet


def unknown_facet(graph: Graph) -> Iterator[Diagnostic]:
    """A facet is used that the framework does not declare.

    Why:
        What is not declared is not shown: a table by that facet would be empty.

    Bad:
        framework:
          finding_kinds:
            habit:
              label: Habit
              cells:
                town: {label: Town, where: {contxt: town}}

    Good:
        framework:
          finding_kinds:
            habit:
              label: Habit
              cells:
                town: {label: Town, where: {context: town}}
    """
    facets = graph.review.framework.facets
    suggestions = Suggestions(facets)
    for use in (*_chosen(graph), *_asked(graph)):
        if use.facet not in facets:
            message = f"{use.said} the facet `{use.facet}`, which the framework does not declare"
            help_ = suggestions.help(use.facet)
            yield wrong(message, use.where.key(*use.path), use.item, help_)


def misplaced_facet(graph: Graph) -> Iterator[Diagnostic]:
    """A facet is used on a kind of item that it does not belong to.

    Why:
        A facet says `on: sources` or `on: findings`; without it, it is one of
        claims. Elsewhere its values would never be counted.

    Bad:
        - id: tasting
          source_type: law

    Good:
        sources:
          kim2003:
            source_type: law
    """
    facets = graph.review.framework.facets
    for use in (*_chosen(graph), *_asked(graph)):
        declared = facets.get(use.facet)
        if declared is not None and declared.on != use.on:
            message = f"{use.said} the facet `{use.facet}`, which is one of {declared.on}"
            yield wrong(message, use.where.key(*use.path), use.item)


def unknown_facet_value(graph: Graph) -> Iterator[Diagnostic]:
    """A value is chosen that its facet does not have.

    Why:
        The claim would fall out of every table and cell that goes by that facet.

    Bad:
        - id: tasting
          context: toun

    Good:
        - id: tasting
          context: town
    """
    facets = graph.review.framework.facets
    suggestions = {key: Suggestions(facet.values) for key, facet in facets.items()}
    for use in (*_chosen(graph), *_asked(graph)):
        declared = facets.get(use.facet)
        if declared is None or declared.on != use.on:
            continue
        for index, value in enumerate(use.values):
            if value not in declared.values:
                message = f"{use.said} `{use.facet}: {value}`, which is not a value of that facet"
                help_ = suggestions[use.facet].help(value) or _choices(declared)
                path = (*use.path, index)
                yield wrong(message, use.where.at(*path), use.item, help_)


def missing_facet(graph: Graph) -> Iterator[Diagnostic]:
    """A facet that is required is not given.

    Why:
        Every table by that facet would silently leave the item out.

    Bad:
        framework:
          facets:
            season: {label: Season, on: findings, required: true, values: {dry: Dry}}

    Good:
        framework:
          facets:
            season: {label: Season, on: findings, values: {dry: Dry}}
    """
    required = _required(graph, "claims")
    for claim in graph.claims.values():
        for facet in required:
            if facet not in claim.facets:
                message = f"claim `{claim.id}` has no `{facet}`"
                yield wrong(message, claim.where.at("id"), claim.id, _choices(required[facet]))
    required = _required(graph, "findings")
    for finding in graph.findings.values():
        for facet in required:
            if facet not in finding.facets:
                message = f"finding `{finding.id}` has no `{facet}`"
                help_ = _choices(required[facet])
                yield wrong(message, finding.where.at("id"), finding.id, help_)
    required = _required(graph, "sources")
    for key, source in graph.sources.items() if required else ():
        facts = graph.review.sources.get(key)
        for facet in required:
            if facts is None or facet not in facts.facets:
                where = facts.where if facts else source.where
                message = f"source `{key}` has no `{facet}`"
                help_ = f"give it under `sources:`; {_choices(required[facet])}"
                yield wrong(message, where.at(), key, help_)


class _Use(NamedTuple):
    """A facet used somewhere, whether it exists or not."""

    said: str
    on: str
    item: str
    where: Where
    path: Path
    facet: str
    values: tuple[str, ...]


def _chosen(graph: Graph) -> Iterator[_Use]:
    """Yield the facets chosen on items that need a second look: not all is as declared."""
    facets = graph.review.framework.facets
    choices = {choice for claim in graph.claims.values() for choice in claim.facets.items()}
    odd = {choice for choice in choices if not _fits(facets, "claims", *choice)}
    for claim in graph.claims.values() if odd else ():
        for choice in claim.facets.items():
            if choice in odd:
                said = f"claim `{claim.id}` has"
                yield _Use(said, "claims", claim.id, claim.where, (choice[0],), *choice)
    for finding in graph.findings.values():
        for choice in finding.facets.items():
            if not _fits(facets, "findings", *choice):
                said = f"finding `{finding.id}` has"
                yield _Use(said, "findings", finding.id, finding.where, (choice[0],), *choice)
    for key, facts in graph.review.sources.items():
        for choice in facts.facets.items():
            if not _fits(facets, "sources", *choice):
                said = f"source `{key}` has"
                yield _Use(said, "sources", key, facts.where, (choice[0],), *choice)


def _asked(graph: Graph) -> Iterator[_Use]:
    """Yield the facets that cells ask for, where not all is as declared."""
    facets = graph.review.framework.facets
    for kind in graph.review.framework.finding_kinds.values():
        for cell in kind.cells:
            for choice in cell.facets.items():
                if not _fits(facets, "claims", *choice):
                    said = f"the cell `{cell.id}` of `{kind.id}` asks for"
                    path = ("cells", cell.id, "where", choice[0])
                    yield _Use(said, "claims", "", kind.where, path, *choice)
        if kind.side_by_side and not _fits(facets, "claims", kind.side_by_side, ()):
            said = f"`{kind.id}` sets side by side the values of"
            facet = kind.side_by_side
            yield _Use(said, "claims", "", kind.where, ("side_by_side",), facet, ())


def _fits(facets: Mapping[str, Facet], on: str, facet: str, values: tuple[str, ...]) -> bool:
    declared = facets.get(facet)
    if declared is None or declared.on != on:
        return False
    return all(value in declared.values for value in values)


def _required(graph: Graph, on: str) -> dict[str, Facet]:
    facets = graph.review.framework.facets
    return {key: facet for key, facet in facets.items() if facet.required and facet.on == on}


def _choices(facet: Facet) -> str:
    values = [f"`{value}`" for value in facet.values]
    shown = ", ".join(values[:8]) + (", …" if len(values) > 8 else "")
    return f"it is one of {shown}" if values else ""
