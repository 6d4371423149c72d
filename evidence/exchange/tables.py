"""The tables of a review as CSV, made with pandas.

A cell that a spreadsheet would run as a formula gets an apostrophe before it;
numbers stay numbers. Lists are joined by "; ".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.graph import Graph, elements_of
from evidence.model import Claim, Wording
from evidence.synthesis.cells import cell_tables, standing_of
from evidence.synthesis.evidence_map import EvidenceMap, by_facet, by_source
from evidence.synthesis.measures import interval, measured
from evidence.synthesis.relations import relations
from evidence.synthesis.support import Support
from evidence.synthesis.trace import rests_on

Row = dict[str, object]
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def tables(graph: Graph, support: Mapping[str, Support]) -> dict[str, str]:
    """Return every table as CSV text, by its file name, in the review's default language."""
    made: dict[str, list[Row]] = {
        "claims": [_claim(graph, claim) for claim in graph.claims.values()],
        "findings": [_finding(graph, held) for held in support.values()],
        "sources": [_source(graph, key) for key in graph.sources],
        "elements": [_element(graph, key) for key in graph.elements],
        "relations": _relations(graph),
        "measures": [_measure(graph, claim) for claim in measured(graph)],
        "cells": list(_cells(graph)),
    }
    for facet in graph.review.framework.facets.values():
        if facet.on == "claims":
            made[f"map-{facet.id}"] = _map(by_facet(graph, facet.id))
    made["map-source"] = _map(by_source(graph))
    return {f"{name}.csv": _csv(rows) for name, rows in made.items() if rows}


def guarded(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded(-3), guarded("a-b")
    ("'=1+1", -3, 'a-b')
    """
    if not isinstance(value, str):
        return value
    bare = value.lstrip(" \ufeff\u00a0")
    return f"'{value}" if bare.startswith(_TRIGGERS) or bare[:1] == "'" else value


def _csv(rows: list[Row]) -> str:
    import pandas as pd  # noqa: PLC0415 - half a second that only a build pays

    columns = list(dict.fromkeys(name for row in rows for name in row))
    frame = pd.DataFrame(
        [[guarded(row.get(name, "")) for name in columns] for row in rows],
        columns=[str(guarded(name)) for name in columns],
        dtype=object,
    )
    return frame.to_csv(index=False, lineterminator="\n")


def _claim(graph: Graph, claim: Claim) -> Row:
    passage = claim.passage
    row: Row = {
        "id": claim.id,
        "statement": _text(graph, claim.statement),
        "sources": _joined(claim.sources),
        "via": _joined(claim.via),
        "standing": standing_of(graph, claim).value,
        "at": _joined(f"{term} {value}" for term, value in passage.at.terms),
        "quote": passage.quote,
        "elements": _joined(elements_of(claim)),
    }
    for facet in graph.review.framework.facets.values():
        if facet.on == "claims":
            row[facet.id] = _joined(claim.facets.get(facet.id, ()))
    row["findings"] = _joined(dict.fromkeys(use.finding for use in graph.uses.get(claim.id, ())))
    row["caveat"] = _text(graph, claim.caveat)
    return row


def _finding(graph: Graph, held: Support) -> Row:
    finding = graph.findings[held.finding]
    return {
        "id": finding.id,
        "kind": finding.kind,
        "statement": _text(graph, finding.statement),
        "support": held.state.value,
        "independent": held.independent,
        "cited": len(held.cited),
        "implied": len(held.implied),
        "own": len(held.own),
        "contradicting": len(held.contradicting),
        "qualifying": len(held.qualifying),
        "sources": _joined(held.sources),
        "fit": finding.fit.judgement.value if finding.fit else "",
        "because": _text(graph, finding.fit.because) if finding.fit else "",
        "supported_by": _joined(finding.supported_by),
        "contradicted_by": _joined(finding.contradicted_by),
        "qualified_by": _joined(finding.qualified_by),
        "answers": _joined(finding.answers),
    }


def _source(graph: Graph, key: str) -> Row:
    source = graph.sources[key]
    facts = graph.review.sources.get(key)
    row: Row = {
        "key": key,
        "type": source.type,
        "authors": _joined(name.short for name in source.authors),
        "year": source.year,
        "title": source.title,
        "identity": facts.identity if facts else "",
        "unverified": _joined(facts.unverified) if facts else "",
    }
    for facet in graph.review.framework.facets.values():
        if facet.on == "sources":
            row[facet.id] = _joined(facts.facets.get(facet.id, ())) if facts else ""
    row["claims"] = len(graph.claims_of.get(key, ()))
    row["findings"] = _joined(rests_on(graph, key))
    return row


def _element(graph: Graph, key: str) -> Row:
    element = graph.elements[key]
    claims = graph.claims_about.get(key, ())
    return {
        "id": key,
        "label": _text(graph, element.label),
        "origin": element.origin,
        "from": _joined(element.from_sources),
        "part_of": element.part_of,
        "claims": len(claims),
        "own": sum(graph.is_own(graph.claims[claim]) for claim in claims),
    }


def _relations(graph: Graph) -> list[Row]:
    return [
        {
            "subject": relation.arrow.subject,
            "type": relation.arrow.type,
            "object": relation.arrow.object,
            "cited": _joined(relation.cited),
            "own": _joined(relation.own),
        }
        for relation in relations(graph)
    ]


def _measure(graph: Graph, claim: Claim) -> Row:
    measure = claim.measure
    if measure is None:
        return {}
    low, high, _, _ = interval(measure) if measure.about is None else (measure.about,) * 2 + (0, 0)
    return {
        "claim": claim.id,
        "of": _text(graph, measure.of),
        "base": _text(graph, measure.base),
        "low": "" if low == float("-inf") else low,
        "high": "" if high == float("inf") else high,
        "about": measure.about is not None,
        "unit": measure.unit,
        "year": measure.year,
        "nature": measure.nature.value,
        "population": _joined(claim.facets.get("population", ())),
        "sources": _joined(claim.sources),
    }


def _cells(graph: Graph) -> Iterable[Row]:
    for table in cell_tables(graph):
        for row in table.rows:
            for cell in row.cells:
                yield {
                    "kind": table.kind.id,
                    "finding": row.finding,
                    "cell": cell.cell.id,
                    "standing": cell.standing.value,
                    "claims": _joined(cell.claims),
                    "disputed": _joined(cell.disputed),
                    "gap": _text(graph, cell.gap),
                }


def _map(table: EvidenceMap) -> list[Row]:
    return [
        {
            "element": row.element,
            **{column: len(row.cells.get(column, ())) for column in table.columns},
            "all": len(row.claims),
        }
        for row in table.rows
    ]


def _text(graph: Graph, wording: Wording) -> str:
    default = graph.review.language
    return wording.spoken(default, default).text


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
