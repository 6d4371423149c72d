"""The framework as a page shows it: its elements and relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.pages.claims import ClaimView
from evidence.pages.diagram import relation_anchor
from evidence.pages.marks import Mark, ground_mark
from evidence.pages.phrases import ItemLink, Listed, Phrase, listed
from evidence.pages.translated import Translated
from evidence.synthesis.relations import StatedRelation, relations

# So many of the claims that state a relation stand with an element; the list of
# relations names all of them.
MOST_CLAIMS = 8


@dataclass(frozen=True, slots=True)
class RelationView:
    """An arrow of the framework and the claims that state it."""

    anchor: str
    subject: ItemLink
    words: Phrase
    object: ItemLink
    ground: Mark
    claims: Listed[ItemLink]


@dataclass(frozen=True, slots=True)
class ElementView:
    """One element with everything that bears on it."""

    id: str
    label: Phrase
    depth: int
    parent: ItemLink | None
    also_called: str
    definition: Phrase
    origin: str
    models: tuple[ItemLink, ...]
    claims: tuple[ItemLink, ...]
    counts: str
    findings: tuple[ItemLink, ...]
    relations: tuple[RelationView, ...]
    definitions: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """What bears on each element beside its claims: arrows, findings, the claims that define it."""

    arrows: Mapping[str, tuple[StatedRelation, ...]]
    findings: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, tuple[str, ...]]


def bearing(graph: Graph, arrows: Iterable[StatedRelation]) -> Bearing:
    """Return what bears on each element, in the order of the files."""
    by_end: dict[str, list[StatedRelation]] = {}
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


def nested(graph: Graph) -> Iterator[tuple[str, int]]:
    """Yield every element with its depth, parts after their whole; circles are cut."""
    seen: set[str] = set()
    uppermost = [e.id for e in graph.elements.values() if e.part_of not in graph.elements]
    for start in (*uppermost, *graph.elements):
        waiting = [(start, 0)]
        while waiting:
            key, depth = waiting.pop()
            if key not in seen:
                seen.add(key)
                yield key, depth
                waiting.extend((part, depth + 1) for part in reversed(graph.parts.get(key, ())))


def relation_views(review: Translated) -> tuple[RelationView, ...]:
    """Return every arrow of the framework with what it rests on."""
    return tuple(relation_view(review, relation) for relation in relations(review.graph))


def element_views(review: Translated, claims: Mapping[str, ClaimView]) -> tuple[ElementView, ...]:
    """Return the elements in the order of a nested list, each with its depth."""
    bears = bearing(review.graph, relations(review.graph))
    return tuple(
        element_view(review, bears, key, depth, claims) for key, depth in nested(review.graph)
    )


def relation_view(review: Translated, relation: StatedRelation) -> RelationView:
    """Return an arrow of the framework with what it rests on."""
    kind = review.graph.review.framework.relation_types[relation.arrow.type]
    ground = "own" if relation.own else "drawn"
    if relation.cited:
        ground = "implied" if relation.only_implied else "cited"
    return RelationView(
        anchor=relation_anchor(relation.arrow),
        subject=review.element(relation.arrow.subject),
        words=review.phrase(kind.label),
        object=review.element(relation.arrow.object),
        ground=ground_mark(review.words, ground, one_study=bool(review.graph.review.of)),
        claims=listed([*map(review.in_brief, relation.claims)], MOST_CLAIMS),
    )


def element_view(
    review: Translated,
    bears: Bearing,
    key: str,
    depth: int,
    claims_by_id: Mapping[str, ClaimView],
) -> ElementView:
    """Return one element with everything that bears on it."""
    graph, words = review.graph, review.words
    element = graph.elements[key]
    claims = graph.claims_about.get(key, ())
    own = sum(graph.is_own(graph.claims[claim]) for claim in claims)
    origin = words("a priori") if element.origin == "a_priori" else words("emergent")
    return ElementView(
        id=key,
        label=review.phrase(element.label),
        depth=depth,
        parent=review.element(element.part_of) if element.part_of else None,
        also_called=", ".join(element.also_called),
        definition=review.phrase(element.definition),
        origin=origin,
        models=review.sources(element.from_sources),
        claims=tuple(map(review.in_brief, claims)),
        counts=_counts(review, len(claims), own),
        findings=tuple(map(review.in_brief, bears.findings.get(key, ()))),
        relations=tuple(relation_view(review, relation) for relation in bears.arrows.get(key, ())),
        definitions=tuple(claims_by_id[claim] for claim in bears.definitions.get(key, ())),
    )


def _counts(review: Translated, total: int, own: int) -> str:
    words = review.words
    if not total:
        return words("no claim bears on it")
    said = words.count(total, "{n} claim", "{n} claims")
    return f"{said}, {words('{n} of them the study’s own', n=own)}" if own else said
