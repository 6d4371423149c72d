"""`evidence.json`: the whole review, linked and counted, for other programs.

The format is versioned (`format`): within one major number keys are added,
never renamed or taken away. Texts are mappings from language to string.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from evidence.graph import Graph, Role, elements_of, named_by
from evidence.model import Claim, Finding, Link, Measure, Passage, Source, Wording
from evidence.model.lock import PassageState
from evidence.synthesis.axes import SOURCE
from evidence.synthesis.cells import filled_cells, standing_of
from evidence.synthesis.evidence_map import EvidenceMap, by_facet, by_source
from evidence.synthesis.relations import relations
from evidence.synthesis.robustness import Change, GroupLeaning, Leaning
from evidence.synthesis.support import Support
from evidence.synthesis.tensions import tensions
from evidence.synthesis.trace import rests_on

FORMAT = "1.1"


def evidence_json(
    graph: Graph,
    support: Mapping[str, Support],
    leaning: Iterable[Leaning],
    states: Mapping[tuple[str, int], PassageState],
    *,
    groups: Iterable[GroupLeaning] = (),
    data_hash: str,
    version: str,
) -> str:
    """Return the review as JSON text: keys in a fixed order, items in the order of the files."""
    review = graph.review
    told = {
        "format": FORMAT,
        "tool": {"name": "evidence", "version": version},
        "inputs_sha256": data_hash,
        "review": {
            "title": _wording(review.title, review.language),
            "of": review.of or None,
            "languages": list(review.languages),
            "not_assessed": _wording(review.not_assessed, review.language),
            "questions": [
                {
                    "id": q.id,
                    "text": _wording(q.text, review.language),
                    "asked_by": q.asked_by or None,
                    "at": dict(q.at.terms),
                }
                for q in graph.questions.values()
            ],
        },
        "framework": _framework(graph),
        "sources": [_source(graph, source) for source in graph.sources.values()],
        "claims": [_claim(graph, claim, states) for claim in graph.claims.values()],
        "findings": [_finding(graph, f, support[f.id]) for f in graph.findings.values()],
        "tensions": [
            {
                "claim": t.claim,
                "against": t.against,
                "stated": t.link.stated,
                "because": _wording(t.link.because, review.language),
                "findings": list(t.findings),
            }
            for t in tensions(graph)
        ],
        "evidence_maps": [_map(table) for table in _maps(graph)],
        "without_source": {
            lean.source: [_change(change) for change in lean.changes] for lean in leaning
        },
        "without_group": [
            {
                "axis": group.axis,
                "value": group.value,
                "changes": [_change(change) for change in group.changes],
            }
            for group in groups
        ],
    }
    return _laid_out(told)


def _change(change: Change) -> dict[str, Any]:
    return {
        "finding": change.finding,
        "state": change.after.state.value,
        "independent": change.after.independent,
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


def _framework(graph: Graph) -> dict[str, Any]:
    framework, default = graph.review.framework, graph.review.language
    return {
        "reconstructed": _wording(framework.reconstructed, default),
        "facets": [
            {
                "id": facet.id,
                "label": _wording(facet.label, default),
                "on": facet.on,
                "values": {v.id: _wording(v.label, default) for v in facet.values.values()},
            }
            for facet in framework.facets.values()
        ],
        "finding_kinds": [
            {
                "id": kind.id,
                "label": _wording(kind.label, default),
                "cells": [
                    {"id": c.id, "label": _wording(c.label, default), "where": _lists(c.facets)}
                    for c in kind.cells
                ],
            }
            for kind in framework.finding_kinds.values()
        ],
        "elements": [
            {
                "id": element.id,
                "label": _wording(element.label, default),
                "definition": _wording(element.definition, default),
                "origin": element.origin,
                "from": list(element.from_sources),
                "part_of": element.part_of or None,
                "also_called": list(element.also_called),
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


def _source(graph: Graph, source: Source) -> dict[str, Any]:
    facts = graph.review.sources.get(source.key)
    return {
        "key": source.key,
        "type": source.type,
        "authors": [name.literal or f"{name.family}, {name.given}" for name in source.authors],
        "year": source.year,
        "title": source.title,
        "identity": facts.identity if facts else "",
        "unverified": list(facts.unverified) if facts else [],
        "facets": _lists(facts.facets) if facts else {},
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
        "id": claim.id,
        "statement": _wording(claim.statement, default),
        "sources": list(claim.sources),
        "via": list(claim.via),
        "read_in": claim.read_in or None,
        "standing": standing_of(graph, claim).value,
        "voice": claim.voice.value,
        "draws_on": list(claim.draws_on),
        "passages": [
            _passage(passage, states.get((claim.id, number)))
            for number, passage in enumerate(claim.passages)
        ],
        "elements": list(elements_of(claim)),
        "unfitted": claim.unfitted,
        "relates": [[arrow.subject, arrow.type, arrow.object] for arrow in claim.relates],
        "defines": claim.defines or None,
        "facets": _lists(claim.facets),
        "measure": _measure(claim.measure, default) if claim.measure else None,
        "links": [_link(link, default) for link in claim.links],
        "caveat": _wording(claim.caveat, default),
        "findings": [[use.finding, use.role.value] for use in graph.uses.get(claim.id, ())],
    }


def _passage(passage: Passage, state: PassageState | None) -> dict[str, Any]:
    told: dict[str, Any] = {"at": dict(passage.at.terms), "quote": passage.quote or None}
    if passage.prefix:
        told["prefix"] = passage.prefix
    if passage.suffix:
        told["suffix"] = passage.suffix
    if state is not None and state.quoted:
        told["outcome"] = state.outcome.value
        told["freshness"] = state.freshness.value
    return told


def _finding(graph: Graph, finding: Finding, held: Support) -> dict[str, Any]:
    default = graph.review.language
    return {
        "id": finding.id,
        "kind": finding.kind,
        "statement": _wording(finding.statement, default),
        "answers": list(finding.answers),
        "elements": list(finding.elements),
        "facets": _lists(finding.facets),
        **{role.value: list(named_by(finding, role)) for role in Role},
        "support": {
            "state": held.state.value,
            "carried_by": held.carried_by.value,
            "independent": held.independent,
            "claims": list(held.claims),
            "cited": list(held.cited),
            "implied": list(held.implied),
            "own": list(held.own),
            "contradicting": list(held.contradicting),
            "qualifying": list(held.qualifying),
            "sources": list(held.sources),
        },
        "fit": (
            {
                "judgement": finding.fit.judgement.value,
                "because": _wording(finding.fit.because, default),
            }
            if finding.fit
            else None
        ),
        "resolution": _wording(finding.resolution, default),
        "cells": [
            {
                "id": cell.cell.id,
                "standing": cell.standing.value,
                "claims": list(cell.claims),
                "disputed": list(cell.disputed),
                "gap": _wording(cell.gap, default),
            }
            for cell in filled_cells(graph, finding)
        ],
        "confidence": finding.assessment.confidence if finding.assessment else None,
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


def _link(link: Link, default: str) -> dict[str, Any]:
    return {
        "kind": link.kind.value,
        "claim": link.claim,
        "stated": link.stated,
        "how": link.how.value if link.how else None,
        "because": _wording(link.because, default),
    }


def _measure(measure: Measure, default: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "of": _wording(measure.of, default),
        "base": _wording(measure.base, default),
        "unit": measure.unit,
        "year": measure.year or None,
        "nature": measure.nature.value,
    }
    if measure.value is not None:
        told["value"] = measure.value
    if measure.about is not None:
        told["about"] = measure.about
    if measure.bounds is not None:
        ends = measure.bounds
        pairs = (
            ("above", ends.above),
            ("from", ends.from_),
            ("below", ends.below),
            ("up_to", ends.up_to),
        )
        told |= {name: end for name, end in pairs if end is not None}
    if measure.parts:
        told["parts"] = dict(measure.parts)
    return told


def _wording(wording: Wording, default: str) -> dict[str, str] | None:
    if not wording:
        return None
    return dict(wording.translations) if wording.translations else {default: wording.plain}


def _lists(facets: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {key: list(values) for key, values in facets.items()}
