"""The framework, the evidence map, measures and tensions as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.graph import Graph
from evidence.model import Claim, LinkKind, Wording
from evidence.synthesis.evidence_map import EvidenceMap, by_facet, by_source
from evidence.synthesis.measures import measured
from evidence.synthesis.relations import Relation, relations
from evidence.synthesis.tensions import Tension, tensions
from evidence.views.claims import claim_standing, link_view, measure_view
from evidence.views.diagram import relation_anchor
from evidence.views.marks import ground_mark
from evidence.views.pages import (
    ClaimView,
    ElementView,
    LinkView,
    MapCell,
    MapRowView,
    MapView,
    MeasureRow,
    Phrase,
    Ref,
    RelationView,
    TensionView,
)
from evidence.views.setting import Setting

MOST_SOURCES_IN_A_MAP = 60


def relation_views(setting: Setting) -> tuple[RelationView, ...]:
    """Return every arrow of the framework with what it rests on."""
    return tuple(_relation(setting, relation) for relation in relations(setting.graph))


def element_views(
    setting: Setting, arrows: tuple[RelationView, ...], claims: Mapping[str, ClaimView]
) -> tuple[ElementView, ...]:
    """Return the elements in the order of a nested list, each with its depth."""
    graph = setting.graph
    by_end: dict[str, list[RelationView]] = {}
    for arrow in arrows:
        for end in dict.fromkeys((arrow.subject.href, arrow.object.href)):
            by_end.setdefault(end, []).append(arrow)
    findings: dict[str, list[str]] = {}
    for finding in graph.findings.values():
        for key in finding.elements:
            findings.setdefault(key, []).append(finding.id)
    defining: dict[str, list[str]] = {}
    for claim in graph.claims.values():
        if claim.defines:
            defining.setdefault(claim.defines, []).append(claim.id)
    return tuple(
        _element(
            setting, key, depth, tuple(by_end.get(f"#{key}", ())), findings.get(key, []),
            tuple(claims[c] for c in defining.get(key, ())),
        )
        for key, depth in nested(graph)
    )  # fmt: skip


def nested(graph: Graph) -> Iterator[tuple[str, int]]:
    """Yield every element with its depth, parts after their whole; circles are cut."""
    seen: set[str] = set()

    def walk(key: str, depth: int) -> Iterator[tuple[str, int]]:
        if key in seen:
            return
        seen.add(key)
        yield key, depth
        for part in graph.parts.get(key, ()):
            yield from walk(part, depth + 1)

    for key, element in graph.elements.items():
        if not element.part_of or element.part_of not in graph.elements:
            yield from walk(key, 0)
    for key in graph.elements:
        yield from walk(key, 0)


def map_views(setting: Setting) -> tuple[MapView, ...]:
    """Return the evidence map by each facet on claims of two to twelve values, and by source."""
    graph = setting.graph
    views = [
        _map(setting, by_facet(graph, facet.id), facet.label)
        for facet in graph.review.framework.facets.values()
        if facet.on == "claims" and 2 <= len(facet.values) <= 12
    ]
    if len(graph.claims_of) <= MOST_SOURCES_IN_A_MAP:
        views.append(_map(setting, by_source(graph), Wording()))
    return tuple(view for view in views if view.rows)


def measure_rows(setting: Setting) -> tuple[MeasureRow, ...]:
    """Return the table of figures, in the order of the files."""
    graph = setting.graph
    population = graph.review.framework.facets.get("population")
    rows = []
    for claim in measured(graph):
        if claim.measure is None:
            continue
        chosen = setting.facets({"population": claim.facets.get("population", ())})
        rows.append(
            MeasureRow(
                claim=setting.claim(claim.id),
                measure=measure_view(setting, claim.measure),
                population=chosen[0].values if population and chosen else Phrase(""),
                sources=setting.sources(claim.sources),
                standing=claim_standing(setting, claim),
                not_comparable=_not_comparable(setting, claim),
            )
        )
    return tuple(rows)


def tension_views(
    setting: Setting, claims: Mapping[str, ClaimView], kind: LinkKind
) -> tuple[TensionView, ...]:
    """Return the pairs of claims that a link of this kind sets against each other."""
    return tuple(_tension(setting, claims, pair) for pair in tensions(setting.graph, kind))


def _tension(setting: Setting, claims: Mapping[str, ClaimView], pair: Tension) -> TensionView:
    words = setting.words
    stated = (
        words("the text itself sets them against each other")
        if pair.link.stated
        else words("set against each other by the reviewers")
    )
    return TensionView(
        claim=claims[pair.claim],
        against=claims[pair.against],
        because=setting.phrase(pair.link.because),
        stated=stated,
        findings=setting.findings(pair.findings),
    )


def _relation(setting: Setting, relation: Relation) -> RelationView:
    kind = setting.graph.review.framework.relation_types[relation.arrow.type]
    ground = "own" if relation.own else "drawn"
    if relation.cited:
        ground = "implied" if relation.only_implied else "cited"
    return RelationView(
        anchor=relation_anchor(relation.arrow),
        subject=setting.element(relation.arrow.subject),
        words=setting.phrase(kind.label),
        object=setting.element(relation.arrow.object),
        ground=ground_mark(setting.words, ground),
        claims=setting.claims(relation.claims),
    )


def _element(
    setting: Setting,
    key: str,
    depth: int,
    arrows: tuple[RelationView, ...],
    findings: list[str],
    definitions: tuple[ClaimView, ...],
) -> ElementView:
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
        findings=setting.findings(findings),
        relations=arrows,
        definitions=definitions,
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


def _map(setting: Setting, table: EvidenceMap, label: Wording) -> MapView:
    graph, words = setting.graph, setting.words
    if table.axis == "source":
        columns = tuple(setting.source(key) for key in table.columns)
    else:
        values = graph.review.framework.facets[table.axis].values
        columns = tuple(Ref("", setting.text(values[key].label)) for key in table.columns)
    rows = {row.element: row for row in table.rows}
    most = max((len(c) for row in table.rows for c in row.cells.values()), default=1)
    return MapView(
        axis=table.axis,
        label=setting.phrase(label) if label else Phrase(words("Source")),
        columns=columns,
        rows=tuple(
            MapRowView(
                element=setting.element(key),
                depth=depth,
                cells=tuple(
                    _cell(setting, rows[key].cells.get(column, ()), most)
                    for column in table.columns
                ),
                total=len(rows[key].claims),
            )
            for key, depth in nested(graph)
        ),
        totals=tuple(table.totals.get(column, 0) for column in table.columns),
        total=len(graph.claims),
        gaps=table.axis != "source",
        values=table.columns,
    )


def _cell(setting: Setting, claims: tuple[str, ...], most: int) -> MapCell:
    graph = setting.graph
    own = sum(graph.is_own(graph.claims[claim]) for claim in claims)
    weight = 0 if not claims else 1 + min(3, (3 * len(claims)) // (most or 1))
    return MapCell(len(claims), own, setting.claims(claims), weight)
