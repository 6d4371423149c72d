"""`evidence.json`: the whole review, linked and counted, for other programs.

The format is versioned (`format`, in `json_version`): within one major number
keys are added, never renamed or taken away. An item is told field by field as
the model describes it, with what was worked out beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from evidence.exchange import json_version
from evidence.exchange.plain import by_language, plain
from evidence.graph import Graph, elements_of
from evidence.model import (
    Claim,
    Facet,
    Finding,
    LinkKind,
    Measure,
    Passage,
    Source,
    SourceFacts,
)
from evidence.model.lock import PassageState, SignedState
from evidence.synthesis.axes import SOURCE
from evidence.synthesis.cells import filled_cells, standing_of
from evidence.synthesis.contrast import said_of
from evidence.synthesis.evidence_map import EvidenceMap, by_facet, by_source
from evidence.synthesis.judgements import bar, told
from evidence.synthesis.relations import relations
from evidence.synthesis.robustness import Change
from evidence.synthesis.support import Support
from evidence.synthesis.synthesis import Synthesis
from evidence.synthesis.tensions import tensions
from evidence.synthesis.trace import rests_on


def evidence_json(
    graph: Graph,
    synthesis: Synthesis,
    states: Mapping[tuple[str, int], PassageState],
    signed: Mapping[str, SignedState],
    *,
    data_hash: str,
    version: str,
) -> str:
    """Return the review as JSON text: keys in a fixed order, items in the order of the files."""
    review = graph.review
    told = {
        "format": json_version.FORMAT,
        "tool": {"name": "evidence", "version": version},
        "inputs_sha256": data_hash,
        "review": _review(graph),
        "framework": _framework(graph),
        "parties": [plain(party, review.language) for party in review.parties.values()],
        "sources": [_source(graph, source) for source in graph.sources.values()],
        "claims": [_claim(graph, claim, states) for claim in graph.claims.values()],
        "proposals": [_claim(graph, claim, states) for claim in graph.proposals.values()],
        "findings": [
            _finding(graph, f, synthesis.support[f.id], signed.get(f.id))
            for f in graph.findings.values()
        ],
        "tensions": [
            {
                "claim": t.claim,
                "against": t.against,
                "stated": t.link.stated,
                "because": by_language(t.link.because, review.language),
                "findings": list(t.findings),
            }
            for t in tensions(graph)
        ],
        "evidence_maps": [_map(table) for table in _maps(graph)],
        "without_source": {
            key: [_change(change) for change in leaning.changes]
            for key, leaning in synthesis.leaning.items()
        },
        "without_group": [
            {
                "axis": group.axis,
                "value": group.value,
                "changes": [_change(change) for change in group.changes],
            }
            for group in synthesis.groups
        ],
    }
    return _laid_out(told)


def _change(change: Change) -> dict[str, Any]:
    return {
        "finding": change.finding,
        "citations": len(change.after.citations),
        "studies": len(change.after.studies),
        "contested": change.after.contested,
        "falls": change.falls,
    }


def _laid_out(told: Mapping[str, Any]) -> str:
    """Return JSON with one item a line, so that two versions can be compared.

    `json` sets its fast encoder aside for any indent, which costs a second at
    10,000 claims.
    """
    parts = (f"{_compact(key)}: {_rows(value)}" for key, value in told.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _rows(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(_compact(item) for item in value) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _review(graph: Graph) -> dict[str, Any]:
    review = graph.review
    return {
        # questions without those whose id is taken, `assessment` as what may stand in it here
        **plain(review, review.language, ("questions", "assessment")),
        "not_assessed": by_language(review.not_assessed, review.language),
        "assessment_approach": (review.assessment.approach or None) if review.assessment else None,
        "judged": {way.value: list(keys) for way, keys in bar(graph).findings.items()},
        "questions": [plain(question, review.language) for question in graph.questions.values()],
    }


def _framework(graph: Graph) -> dict[str, Any]:
    framework, default = graph.review.framework, graph.review.language
    return {
        # lists of items, in place of mappings from their ids
        **plain(framework, default, _LISTED),
        "facets": [_facet(facet, default) for facet in framework.facets.values()],
        "finding_kinds": [plain(kind, default) for kind in framework.finding_kinds.values()],
        "relation_types": [plain(one, default) for one in framework.relation_types.values()],
        "elements": [
            {
                **plain(element, default, ("memo",)),
                "claims": list(graph.claims_about.get(element.id, ())),
            }
            for element in graph.elements.values()
        ],
        "relations": [
            {
                "subject": relation.arrow.subject,
                "type": relation.arrow.type,
                "object": relation.arrow.object,
                "cited": list(relation.cited),
                "own": list(relation.own),
            }
            for relation in relations(graph)
        ],
    }


_LISTED = ("facets", "finding_kinds", "relation_types", "elements", "relations")


def _facet(facet: Facet, default: str) -> dict[str, Any]:
    values = facet.values.values()
    return {
        **plain(facet, default, ("values",)),
        "values": {value.id: by_language(value.label, default) for value in values},
        "definitions": {value.id: by_language(value.definition, default) for value in values},
        "marks": {value.id: by_language(value.mark, default) for value in values},
    }


def _source(graph: Graph, source: Source) -> dict[str, Any]:
    facts = graph.review.sources.get(source.key) or SourceFacts(source.key)
    return {
        **plain(facts, graph.review.language, ("memo",)),
        "type": source.type,
        "authors": [name.literal or f"{name.family}, {name.given}" for name in source.authors],
        "year": source.year,
        "title": source.title,
        "claims": list(graph.claims_of.get(source.key, ())),
        "hands_on": list(graph.claims_through.get(source.key, ())),
        "drawn_on_by": list(graph.claims_on.get(source.key, ())),
        "read_in_it": list(graph.claims_read.get(source.key, ())),
        "findings": list(rests_on(graph, source.key)),
    }


def _claim(
    graph: Graph, claim: Claim, states: Mapping[tuple[str, int], PassageState]
) -> dict[str, Any]:
    default = graph.review.language
    return {
        # a memo is never printed; passages, links and the measure are told below
        **plain(claim, default, ("memo", "passage", "also", "measure", *LinkKind)),
        "standing": standing_of(graph, claim).value,
        "passages": [
            _passage(passage, default, states.get((claim.id, number)))
            for number, passage in enumerate(claim.passages)
        ],
        "elements": list(elements_of(claim)),
        "measure": _measure(claim.measure, default) if claim.measure else None,
        "links": [plain(link, default) for link in claim.links],
        "findings": [[use.finding, use.role.value] for use in graph.uses.get(claim.id, ())],
    }


def _passage(passage: Passage, default: str, state: PassageState | None) -> dict[str, Any]:
    told = plain(passage, default)
    # these stand only where they say something
    told = {key: value for key, value in told.items() if value or key not in ("prefix", "suffix")}
    if state is not None and state.quoted:
        told["outcome"] = state.outcome.value
        told["freshness"] = state.freshness.value
    return told


def _measure(measure: Measure, default: str) -> dict[str, Any]:
    return {
        **plain(measure, default),
        # what figures are compared by, and how it is said in each language
        "unit": measure.unit.first,
        "unit_label": by_language(measure.unit, default),
        "year": measure.year.first or None,
        "year_label": by_language(measure.year, default),
        "written": dict(measure.written),
    }


def _finding(
    graph: Graph, finding: Finding, held: Support, signed: SignedState | None
) -> dict[str, Any]:
    default = graph.review.language
    return {
        **plain(finding, default, ("memo", "gaps")),  # a gap is told with its cell
        "told": way.value if (way := told(graph, finding)) else None,
        "support": _support(graph, held),
        "cells": [
            {
                "id": cell.cell.id,
                "standing": cell.standing.value,
                "shown": cell.shown or None,
                "claims": list(cell.claims),
                "disputed": list(cell.disputed),
                "gap": by_language(cell.gap, default),
            }
            for cell in filled_cells(graph, finding)
        ],
        "confidence": (finding.assessment.confidence or None) if finding.assessment else None,
        "signed": _signed(signed, default) if signed else None,
    }


def _signed(state: SignedState, default: str) -> dict[str, Any]:
    """Return who signed a finding and when, and what changed since the one that speaks."""
    return {
        "signatures": [
            {**plain(one, default), "speaks": one == state.signature} for one in state.history
        ],
        "moved": state.moved,
        "changes": [
            {"kind": change.kind, "item": change.id, "part": part.part}
            for change in state.changes
            for part in change.parts
        ],
    }


def _support(graph: Graph, held: Support) -> dict[str, Any]:
    """Return what a finding rests on, in facts: the names from which each is counted."""
    lists = (
        "direct",
        "implied",
        "own",
        "findings",
        "claims",
        "second_hand",
        "sources",
        "voices",
        "studies",
        "against",
        "withdrawn",
        "withdrawn_against",
        "lost",
        "contradicting",
        "qualifying",
        "background",
    )
    return {
        "ground": held.ground.value,
        "own_citation": held.own_citation,
        "contested": held.contested,
        "contested_by_withdrawn": held.contested_by_withdrawn,
        "citations": [list(works) for works in held.citations],
        "said_of_the_other_side": said_of(graph, held),
        **{name: list(getattr(held, name)) for name in lists},
    }


def _maps(graph: Graph) -> Iterable[EvidenceMap]:
    for facet in graph.review.framework.facets.values():
        if facet.on == "claims":
            yield by_facet(graph, facet.id)
    yield by_source(graph)


def _map(table: EvidenceMap) -> dict[str, Any]:
    return {
        "axis": "source" if table.axis == SOURCE else table.axis,
        "counts": {
            row.element: {column: len(claims) for column, claims in row.cells.items()}
            for row in table.rows
        },
        "totals": dict(table.totals),
    }
