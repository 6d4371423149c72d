"""Axes: what claims can be told apart by, so that they can be filtered, crossed and left out.

An axis is a facet that the review declares, on claims or on their sources, or
one that every review has: what a claim rests on, what findings name it as, who
coded it, the year of its source, its elements, its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence.graph import Graph, Role, elements_of
from evidence.model import Claim
from evidence.synthesis.cells import Standing, standing_of
from evidence.synthesis.support import Exclusion

# No facet has an id that begins so.
STANDING, ROLE, CODER, YEAR = "_standing", "_role", "_coder", "_year"
ELEMENT, SOURCE = "_element", "_source"
READ, UNUSED = "read", "unused"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis.

    Shape: `values` in their order; `of` maps a claim to those that it has, and
           is without the claims that have none. An axis of sources has
           `of_sources` as well, in the same way; there a claim has the values
           of all its sources.
    """

    id: str
    values: tuple[str, ...]
    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of_sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def without(self, graph: Graph, value: str) -> Exclusion:
        """Return what is left out with a value: all that has no other one on this axis.

        The one study that is reviewed is never left out.
        """
        only = (value,)
        if self.of_sources:
            alone = {key for key, found in self.of_sources.items() if found == only}
            return Exclusion(sources=frozenset(alone - {graph.review.of}))
        return Exclusion(claims=frozenset(key for key, found in self.of.items() if found == only))


def axes(graph: Graph) -> tuple[Axis, ...]:
    """Return every axis: the facets in the order of the framework, then those of any review."""
    claims = graph.claims.values()
    declared = graph.review.framework.facets.values()
    facets = (
        _of_claims(graph, facet.id, tuple(facet.values))
        if facet.on == "claims"
        else _facet_of_sources(graph, facet.id, tuple(facet.values))
        for facet in declared
        if facet.on == "claims" or any(facet.id in f.facets for f in graph.review.sources.values())
    )
    coders = {claim.id: (claim.coder,) for claim in claims if claim.coder}
    several = (_found(CODER, coders), _years(graph))
    return (
        *facets,
        _standings(graph),
        _roles(graph),
        *(axis for axis in several if len(axis.values) > 1),
        Axis(
            ELEMENT,
            tuple(graph.elements),
            {claim.id: found for claim in claims if (found := elements_of(claim))},
        ),
        Axis(
            SOURCE,
            tuple(key for key in graph.sources if graph.claims_of.get(key)),
            {claim.id: tuple(dict.fromkeys(claim.sources)) for claim in claims},
        ),
    )


def standing_code(graph: Graph, claim: Claim) -> str:
    """Return what a claim rests on; what the study cites was in a review of many texts read."""
    standing = standing_of(graph, claim)
    return READ if standing is Standing.CITED and not graph.review.of else standing.value


def _of_claims(graph: Graph, facet: str, values: tuple[str, ...]) -> Axis:
    known = set(values)
    found = {
        claim.id: chosen
        for claim in graph.claims.values()
        if (chosen := _among(claim.facets.get(facet, ()), known))
    }
    return Axis(facet, values, found)


def _facet_of_sources(graph: Graph, facet: str, values: tuple[str, ...]) -> Axis:
    known = set(values)
    facts = graph.review.sources
    found = {
        key: chosen
        for key in graph.sources
        if key in facts and (chosen := _among(facts[key].facets.get(facet, ()), known))
    }
    return Axis(facet, values, _through_sources(graph.claims.values(), found), found)


def _years(graph: Graph) -> Axis:
    found = {key: (source.year,) for key, source in graph.sources.items() if source.year}
    of = _through_sources(graph.claims.values(), found)
    return Axis(YEAR, tuple(sorted({year for years in of.values() for year in years})), of, found)


def _standings(graph: Graph) -> Axis:
    return _found(STANDING, {c.id: (standing_code(graph, c),) for c in graph.claims.values()})


def _roles(graph: Graph) -> Axis:
    found = {}
    for key in graph.claims:
        roles = {use.role for use in graph.uses.get(key, ())}
        found[key] = tuple(role.value for role in Role if role in roles) or (UNUSED,)
    used = {role for roles in found.values() for role in roles}
    return Axis(ROLE, tuple(v for v in (*(r.value for r in Role), UNUSED) if v in used), found)


def _found(axis: str, of: Mapping[str, tuple[str, ...]]) -> Axis:
    """Return an axis whose values are those that occur, in the order of the files."""
    return Axis(axis, tuple(dict.fromkeys(v for values in of.values() for v in values)), of)


def _through_sources(
    claims: Iterable[Claim], of_sources: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    found = {}
    for claim in claims:
        values = (value for key in claim.sources for value in of_sources.get(key, ()))
        if chosen := tuple(dict.fromkeys(values)):
            found[claim.id] = chosen
    return found


def _among(chosen: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in chosen if value in known))
