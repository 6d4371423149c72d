"""The tables of a review as CSV, made with pandas.

A cell that a spreadsheet would run as a formula gets an apostrophe before it;
numbers stay numbers. Lists are joined by "; ".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from evidence.graph import Graph, elements_of
from evidence.model import Assessment, Claim, SourceFacts, Wording
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.model.lock import PassageState
from evidence.synthesis.cells import cell_tables, standing_of
from evidence.synthesis.evidence_map import EvidenceMap, by_facet, by_source
from evidence.synthesis.measures import interval, measured
from evidence.synthesis.relations import relations
from evidence.synthesis.support import Support
from evidence.synthesis.trace import rests_on

Row = dict[str, object]
States = Mapping[tuple[str, int], PassageState]
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def tables(graph: Graph, support: Mapping[str, Support], states: States) -> dict[str, str]:
    """Return every table as CSV text, by its file name, in the review's default language."""
    claims = graph.claims.values()
    made: dict[str, list[Row]] = {
        "claims": [_claim(graph, claim, states) for claim in claims],
        "passages": [row for claim in claims for row in _passages(graph, claim, states)],
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


def _row(graph: Graph, item: Any, on: str = "", without: Collection[str] = ()) -> Row:
    """Return a row of what an item says, a column for each field that the model describes.

    Shape: `on` is the section whose facets the item may have: each of them is
           a column. `without` are fields that are told otherwise, or not here.
    """
    row: Row = {}
    for field in fields_of(type(item)):
        value = getattr(item, field.name)
        if field.name in without:
            continue
        if isinstance(field.kind, kinds.Inline):
            row |= _row(graph, value, without=without)
        elif isinstance(field.kind, kinds.Facets):
            for facet in graph.review.framework.facets.values():
                if facet.on == on:
                    row[facet.id] = _joined(value.get(facet.id, ()))
        else:
            row[field.key] = _cell(graph, field.kind, value)
    return row


def _cell(graph: Graph, kind: Any, value: Any) -> object:
    match kind:
        case kinds.Text():
            return _text(graph, value)
        case kinds.At():
            return _joined(f"{term} {said}" for term, said in value.terms)
        case kinds.Several(each=kinds.Noun(short=short)):
            return _joined(getattr(item, short) for item in value)
        case kinds.Several():
            return _joined(map(str, value))
    return "" if value is None else value


def _claim(graph: Graph, claim: Claim, states: States) -> Row:
    # a memo is never printed; the figure and the other passages have tables of their own
    row = _row(graph, claim, "claims", ("memo", "measure", "also", "allow"))
    row["elements"] = _joined(elements_of(claim))
    row["standing"] = standing_of(graph, claim).value
    row["outcome"] = _outcome(states.get((claim.id, 0)))
    row["findings"] = _joined(dict.fromkeys(use.finding for use in graph.uses.get(claim.id, ())))
    return row


def _passages(graph: Graph, claim: Claim, states: States) -> Iterable[Row]:
    for number, passage in enumerate(claim.passages):
        state = states.get((claim.id, number))
        yield {
            "claim": claim.id,
            "number": number + 1,
            **_row(graph, passage),
            "outcome": _outcome(state),
            "freshness": state.freshness.value if state and state.quoted else "",
        }


def _outcome(state: PassageState | None) -> str:
    return state.outcome.value if state and state.quoted else ""


def _finding(graph: Graph, held: Support) -> Row:
    finding = graph.findings[held.finding]
    # gaps have a table of their own, that of the cells
    row = _row(graph, finding, "findings", ("memo", "gaps", "fit", "assessment", "allow"))
    fit, assessment = finding.fit, finding.assessment
    row |= {
        "support": held.state.value,
        "independent": held.independent,
        "cited": len(held.cited),
        "implied": len(held.implied),
        "own": len(held.own),
        "contradicting": len(held.contradicting),
        "qualifying": len(held.qualifying),
        "sources": _joined(held.sources),
        "fit": fit.judgement.value if fit else "",
        "because": _text(graph, fit.because) if fit else "",
    }
    return row | (_assessment(graph, assessment) if assessment else {})


def _assessment(graph: Graph, assessment: Assessment) -> Row:
    row: Row = {}
    for component in assessment.components:
        row[component.name] = component.concern
        row[f"{component.name}_because"] = _text(graph, component.because)
    return row | {
        "confidence": assessment.confidence,
        "confidence_because": _text(graph, assessment.because),
        "assessed_by": _joined(assessment.by),
    }


def _source(graph: Graph, key: str) -> Row:
    source = graph.sources[key]
    facts = graph.review.sources.get(key) or SourceFacts(key)
    return {
        "key": key,
        "type": source.type,
        "authors": _joined(name.short for name in source.authors),
        "year": source.year,
        "title": source.title,
        **_row(graph, facts, "sources", ("memo", "allow", "same_author_as")),
        "same_author_as": _joined(other.source for other in facts.same_author_as),
        "claims": len(graph.claims_of.get(key, ())),
        "findings": _joined(rests_on(graph, key)),
    }


def _element(graph: Graph, key: str) -> Row:
    element = graph.elements[key]
    claims = graph.claims_about.get(key, ())
    return {
        **_row(graph, element, without=("memo", "allow")),
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
    parts = (f"{name} {value:g}" for name, value in measure.parts.items())
    return {
        "claim": claim.id,
        # the figure stands between its ends, so that exact and bounded ones can be compared
        **_row(graph, measure, without=("value", "about", "bounds", "parts", "part_labels")),
        "low": "" if low == float("-inf") else low,
        "high": "" if high == float("inf") else high,
        "about": measure.about is not None,
        "parts": _joined(parts),
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
