"""Hubs: items whose lists are too long to stand with them.

A hub shows the beginning of its list; the rest stands elsewhere, once, and is
never repeated with the items of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.relations import Relation
from evidence.synthesis.robustness import Leaning
from evidence.synthesis.support import Support
from evidence.synthesis.tensions import Tension
from evidence.views.diagram import relation_anchor
from evidence.views.findings import LINES, findings_above, findings_below
from evidence.views.framework import STATING, Bearing
from evidence.views.maps import cell_anchor
from evidence.views.setting import SHOWN, SOURCE_ANCHOR
from evidence.views.sources import leaning_on


@dataclass(frozen=True, slots=True)
class Hub:
    """A list that does not end where it begins.

    Shape: `anchor` is that of its rest, `owner` the id of the item or the
           anchor of the relation whose list it is, `role` what the list is
           of; `items` are all of it, ids of claims or findings or anchors of
           relations, of which the first `shown` stand with the item. The list
           of a cell of a map names its `axis` and `value`.
    """

    anchor: str
    owner: str
    role: str
    items: tuple[str, ...]
    shown: int = SHOWN
    axis: str = ""
    value: str = ""


def hubs(
    graph: Graph,
    support: Mapping[str, Support],
    leaning: Mapping[str, Leaning],
    bears: Bearing,
    arrows: Sequence[Relation],
    pairs: Iterable[Tension],
    maps: Iterable[EvidenceMap],
) -> tuple[Hub, ...]:
    """Return every list that is cut, in the order of what it belongs to."""
    found = (
        *_of_findings(graph, support),
        *_of_elements(graph, bears),
        *_of_relations(arrows),
        *_of_tensions(pairs),
        *_of_claims(graph),
        *_of_sources(graph, leaning),
    )
    # Two claims may be set against each other in two ways: their findings are one list.
    cut = {hub.anchor: hub for hub in found if len(hub.items) > hub.shown}
    return (*cut.values(), *_of_cells(maps))


def _of_findings(graph: Graph, support: Mapping[str, Support]) -> Iterator[Hub]:
    for key, finding in graph.findings.items():
        held = support[key]
        yield Hub(f"{key}~for", key, "for", held.claims, LINES)
        yield Hub(f"{key}~against", key, "against", held.contradicting, LINES)
        yield Hub(f"{key}~qualifying", key, "qualifying", held.qualifying, LINES)
        yield Hub(f"{key}~background", key, "background", held.background, LINES)
        yield Hub(f"{key}~findings", key, "findings", findings_below(graph, finding))
        yield Hub(f"{key}~carries", key, "carries", findings_above(graph, finding))


def _of_elements(graph: Graph, bears: Bearing) -> Iterator[Hub]:
    for key in graph.elements:
        arrows = tuple(relation_anchor(r.arrow) for r in bears.arrows.get(key, ()))
        yield Hub(f"{key}~claims", key, "claims", graph.claims_about.get(key, ()))
        yield Hub(f"{key}~findings", key, "findings_about", bears.findings.get(key, ()))
        yield Hub(f"{key}~relations", key, "relations", arrows)
        yield Hub(f"{key}~definitions", key, "definitions", bears.definitions.get(key, ()))


def _of_relations(arrows: Iterable[Relation]) -> Iterator[Hub]:
    for relation in arrows:
        anchor = relation_anchor(relation.arrow)
        yield Hub(f"{anchor}~claims", anchor, "claims", relation.claims, STATING)


def _of_tensions(pairs: Iterable[Tension]) -> Iterator[Hub]:
    for pair in pairs:
        anchor = f"{pair.claim}~{pair.against}~findings"
        yield Hub(anchor, pair.claim, "uses", pair.findings)


def _of_claims(graph: Graph) -> Iterator[Hub]:
    for key in graph.claims:
        uses, ties = graph.uses.get(key, ()), graph.ties_to.get(key, ())
        if len(uses) > SHOWN:
            yield Hub(f"{key}~uses", key, "uses", tuple(use.finding for use in uses))
        if len(ties) > SHOWN:
            yield Hub(f"{key}~links", key, "links", tuple(tie.claim for tie in ties))


def _of_sources(graph: Graph, leaning: Mapping[str, Leaning]) -> Iterator[Hub]:
    for key in graph.sources:
        anchor = f"{SOURCE_ANCHOR}{key}"
        yield Hub(f"{anchor}~claims", key, "claims", graph.claims_of.get(key, ()))
        yield Hub(f"{anchor}~handed", key, "handed", graph.claims_through.get(key, ()))
        yield Hub(f"{anchor}~drawn_on", key, "drawn_on", graph.claims_on.get(key, ()))
        yield Hub(f"{anchor}~read", key, "read", graph.claims_read.get(key, ()))
        yield Hub(f"{anchor}~findings", key, "resting", leaning_on(graph, key, leaning.get(key)))


def _of_cells(maps: Iterable[EvidenceMap]) -> Iterator[Hub]:
    """Yield the claims in each cell of a map that has several: the map only counts them."""
    for table in maps:
        for row in table.rows:
            for column, value in enumerate(table.columns):
                claims = row.cells.get(value, ())
                if len(claims) > 1:
                    anchor = cell_anchor(table.axis, row.element, column)
                    yield Hub(anchor, row.element, "cell", claims, 0, table.axis, value)
