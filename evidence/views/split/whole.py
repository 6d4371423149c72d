"""Everything that a report lists, once for all of its pages and languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import LinkKind
from evidence.synthesis.cells import CellTable, cell_tables
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.measures import measured
from evidence.synthesis.relations import Relation, relations
from evidence.synthesis.tensions import Tension, tensions
from evidence.views.diagram import relation_anchor
from evidence.views.findings import by_kind, stated
from evidence.views.framework import Bearing, bearing
from evidence.views.maps import evidence_maps
from evidence.views.nesting import nested
from evidence.views.outline import Outline, outline
from evidence.views.page import Edition
from evidence.views.setting import Setting
from evidence.views.sources import in_order
from evidence.views.split.hubs import Hub, hubs


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that a report lists, in the order in which it does.

    Shape: `numbers` are those of the findings, `kinds` their kinds; `arrows`
           are the relations by their anchor; `stated` the findings of the
           ledger; `measures` the claims that state a figure; `warnings` how
           many items each check warns of; `silenced` what is said of each
           silenced check.
    """

    graph: Graph
    kinds: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    tables: tuple[CellTable, ...]
    stated: tuple[str, ...]
    elements: tuple[tuple[str, int], ...]
    arrows: Mapping[str, Relation]
    bears: Bearing
    maps: tuple[EvidenceMap, ...]
    measures: tuple[str, ...]
    tensions: tuple[Tension, ...]
    qualifications: tuple[Tension, ...]
    sources: tuple[str, ...]
    hubs: tuple[Hub, ...]
    drawn: Outline
    warnings: Mapping[str, int]
    silenced: tuple[str, ...]


def whole(setting: Setting, edition: Edition) -> Whole:
    """Return everything that a report lists; sources in the order of the setting's language."""
    graph = setting.graph
    kinds = by_kind(graph)
    in_row = (finding for findings in kinds.values() for finding in findings)
    arrows = relations(graph)
    bears = bearing(graph, arrows)
    maps = evidence_maps(graph)
    against, qualifying = tensions(graph), tensions(graph, LinkKind.QUALIFIES)
    return Whole(
        graph=graph,
        kinds=kinds,
        numbers={finding: number for number, finding in enumerate(in_row, 1)},
        tables=cell_tables(graph),
        stated=stated(graph),
        elements=tuple(nested(graph)),
        arrows={relation_anchor(relation.arrow): relation for relation in arrows},
        bears=bears,
        maps=maps,
        measures=tuple(claim.id for claim in measured(graph) if claim.measure),
        tensions=against,
        qualifications=qualifying,
        sources=in_order(setting),
        hubs=hubs(
            graph, setting.support, setting.leaning, bears, arrows, (*against, *qualifying), maps
        ),
        drawn=outline(graph),
        warnings={warning.code: len(warning.items) for warning in edition.open_warnings},
        silenced=tuple(f"{s.code}{s.message}{s.reason}" for s in edition.silenced),
    )
