"""The framework, measures and tensions as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import Claim, LinkKind, Measure
from evidence.pages.claims import claim_standing, link_view, measure_view
from evidence.pages.diagram import relation_anchor
from evidence.pages.marks import ground_mark
from evidence.pages.nesting import nested
from evidence.pages.setting import Setting
from evidence.pages.views import (
    ClaimView,
    ElementView,
    LinkView,
    MeasureRow,
    Phrase,
    RelationView,
    TensionView,
)
from evidence.synthesis.measures import measured
from evidence.synthesis.relations import Relation, relations
from evidence.synthesis.tensions import Tension, tensions


@dataclass(frozen=True, slots=True)
class Bearing:
    """What bears on each element beside its claims: arrows, findings, the claims that define it."""

    arrows: Mapping[str, tuple[Relation, ...]]
    findings: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, tuple[str, ...]]


def bearing(graph: Graph, arrows: Iterable[Relation]) -> Bearing:
    """Return what bears on each element, in the order of the files."""
    by_end: dict[str, list[Relation]] = {}
    for relation in arrows:
        for end in dict.fromkeys((relation.arrow.subject, relation.arrow.object)):
            by_end.setdefault(end, []).append(relation)
    findings: dict[str, list[str]] = {}
    for finding in graph.findings.values():
        for key in finding.elements:
            findings.setdefault(key, []).append(finding.id)
    defining: dict[str, list[str]] = {}
    for claim in graph.claims.values():
        if claim.defines:
            defining.setdefault(claim.defines, []).append(claim.id)
    return Bearing(
        {key: tuple(found) for key, found in by_end.items()},
        {key: tuple(found) for key, found in findings.items()},
        {key: tuple(found) for key, found in defining.items()},
    )


def relation_views(setting: Setting) -> tuple[RelationView, ...]:
    """Return every arrow of the framework with what it rests on."""
    return tuple(relation_view(setting, relation) for relation in relations(setting.graph))


def element_views(setting: Setting, claims: Mapping[str, ClaimView]) -> tuple[ElementView, ...]:
    """Return the elements in the order of a nested list, each with its depth."""
    bears = bearing(setting.graph, relations(setting.graph))
    return tuple(
        element_view(setting, bears, key, depth, claims) for key, depth in nested(setting.graph)
    )


def measure_rows(setting: Setting) -> tuple[MeasureRow, ...]:
    """Return the table of figures, in the order of the files."""
    return tuple(
        measure_row(setting, claim, claim.measure)
        for claim in measured(setting.graph)
        if claim.measure
    )


def measure_row(setting: Setting, claim: Claim, measure: Measure) -> MeasureRow:
    """Return one figure of the table of figures."""
    graph = setting.graph
    population = graph.review.framework.facets.get("population")
    chosen = setting.facets({"population": claim.facets.get("population", ())})
    return MeasureRow(
        claim=setting.claim(claim.id),
        measure=measure_view(setting, measure),
        population=chosen[0].values if population and chosen else Phrase(""),
        sources=setting.sources(claim.sources),
        standing=claim_standing(setting, claim),
        not_comparable=_not_comparable(setting, claim),
    )


def tension_views(
    setting: Setting, claims: Mapping[str, ClaimView], kind: LinkKind
) -> tuple[TensionView, ...]:
    """Return the pairs of claims that a link of this kind sets against each other."""
    return tuple(tension_view(setting, claims, pair) for pair in tensions(setting.graph, kind))


def tension_view(setting: Setting, claims: Mapping[str, ClaimView], pair: Tension) -> TensionView:
    """Return two claims against each other, and what is said of it."""
    words = setting.words
    stated = (
        words("The text itself sets them against each other")
        if pair.link.stated
        else words("Set against each other by the reviewers")
    )
    return TensionView(
        claim=claims[pair.claim],
        against=claims[pair.against],
        because=setting.phrase(pair.link.because),
        stated=stated,
        findings=setting.findings(pair.findings),
    )


def relation_view(setting: Setting, relation: Relation) -> RelationView:
    """Return an arrow of the framework with what it rests on."""
    kind = setting.graph.review.framework.relation_types[relation.arrow.type]
    ground = "own" if relation.own else "drawn"
    if relation.cited:
        ground = "implied" if relation.only_implied else "cited"
    return RelationView(
        anchor=relation_anchor(relation.arrow),
        subject=setting.element(relation.arrow.subject),
        words=setting.phrase(kind.label),
        object=setting.element(relation.arrow.object),
        ground=ground_mark(setting.words, ground, one_study=bool(setting.graph.review.of)),
        claims=setting.claims(relation.claims),
    )


def element_view(
    setting: Setting, bears: Bearing, key: str, depth: int, claims_by_id: Mapping[str, ClaimView]
) -> ElementView:
    """Return one element with everything that bears on it."""
    graph, words = setting.graph, setting.words
    element = graph.elements[key]
    claims = graph.claims_about.get(key, ())
    own = sum(graph.is_own(graph.claims[claim]) for claim in claims)
    origin = words("a priori") if element.origin == "a_priori" else words("emergent")
    return ElementView(
        id=key,
        label=setting.phrase(element.label),
        depth=depth,
        parent=setting.element(element.part_of) if element.part_of else None,
        also_called=", ".join(element.also_called),
        definition=setting.phrase(element.definition),
        origin=origin,
        models=setting.sources(element.from_sources),
        claims=setting.claims(claims),
        counts=_counts(setting, len(claims), own),
        findings=setting.findings(bears.findings.get(key, ())),
        relations=tuple(relation_view(setting, relation) for relation in bears.arrows.get(key, ())),
        definitions=tuple(claims_by_id[claim] for claim in bears.definitions.get(key, ())),
    )


def _not_comparable(setting: Setting, claim: Claim) -> tuple[LinkView, ...]:
    forth = [(link, link.claim, False) for link in claim.links]
    back = [(tie.link, tie.claim, True) for tie in setting.graph.ties_to.get(claim.id, ())]
    return tuple(
        link_view(setting, link, other, back=from_there)
        for link, other, from_there in (*forth, *back)
        if link.kind is LinkKind.NOT_COMPARABLE
    )


def _counts(setting: Setting, total: int, own: int) -> str:
    words = setting.words
    if not total:
        return words("no claim bears on it")
    said = words.count(total, "{n} claim", "{n} claims")
    return f"{said}, {words('{n} of them the study’s own', n=own)}" if own else said
