"""The tables of a review as CSV.

They say what the frames say (`facts`), in fewer files: what an item has several
of is a list in one cell, joined by "; "; numbers stay numbers. Memos are left out:
they are for the team.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence.exchange.columns import Column, Table, Value, choice, columns_of, flag, text, whole
from evidence.exchange.facts.claims import end_columns, passage_tables, proposal_table
from evidence.exchange.facts.facets import facets_on
from evidence.exchange.facts.findings import row_of, support_columns
from evidence.exchange.facts.framework import count_columns
from evidence.exchange.facts.signatures import changed_items, signature_table
from evidence.exchange.facts.sources import appraisal_table, claim_counts
from evidence.graph import Graph, elements_of
from evidence.model import Claim, Element, Finding, Measure, Party, SourceFacts
from evidence.model.lock import Outcome, PassageState, SignedState
from evidence.spreadsheet import csv_text
from evidence.synthesis.cells import Standing, cell_tables, standing_of
from evidence.synthesis.evidence_map import EvidenceMap, by_facet, by_source
from evidence.synthesis.measures import measured
from evidence.synthesis.relations import relations
from evidence.synthesis.support import Support
from evidence.synthesis.trace import rests_on

States = Mapping[tuple[str, int], PassageState]


def tables(
    graph: Graph,
    support: Mapping[str, Support],
    states: States,
    signed: Mapping[str, SignedState],
) -> dict[str, str]:
    """Return every table as CSV text, by its file name, in the review's default language."""
    made = {
        "claims": _claims(graph, states),
        "passages": passage_tables(graph, states)["passages"],
        "proposals": proposal_table(graph),
        "findings": _findings(graph, support),
        "signatures": _signatures(signed),
        "sources": _sources(graph),
        "appraisals": appraisal_table(graph),
        "parties": _parties(graph),
        "elements": _elements(graph),
        "relations": _relations(graph),
        "measures": _measures(graph),
        "cells": _cells(graph),
    }
    for facet in facets_on(graph, "claims"):
        made[f"map-{facet.id}"] = _map(by_facet(graph, facet.id))
    made["map-source"] = _map(by_source(graph))
    language = graph.review.language
    return {f"{name}.csv": _csv(table, language) for name, table in made.items() if table.items}


def _signatures(signed: Mapping[str, SignedState]) -> Table:
    table = signature_table(signed.values())
    changes = text("changes", "what changed since, of the one that speaks", changed_items)
    return replace(table, columns=(*table.columns, changes))


def _csv(table: Table, language: str) -> str:
    columns = (table.cells(column, language, language) for column in table.columns)
    head = [column.name for column in table.columns]
    return csv_text([head, *zip(*columns, strict=True)])


def _claims(graph: Graph, states: States) -> Table:
    # the figure and the other passages have tables of their own
    without = ("memo", "measure", "also", "allow")
    written = columns_of(Claim, without=without, facets=facets_on(graph, "claims"))
    uses = graph.uses
    return Table(
        "a claim",
        (
            *_with(written, "elements", elements_of),
            choice("standing", "what it rests on", lambda c: standing_of(graph, c), Standing),
            choice("outcome", "what came of its quote", lambda c: _outcome(states, c), Outcome),
            text(
                "findings", "that name it", lambda c: _once(u.finding for u in uses.get(c.id, ()))
            ),
        ),
        tuple(graph.claims.values()),
    )


def _outcome(states: States, claim: Claim) -> Outcome | None:
    state = states.get((claim.id, 0))
    return state.outcome if state and state.quoted else None


def _findings(graph: Graph, support: Mapping[str, Support]) -> Table:
    # gaps have a table of their own, that of the cells
    without, facets = ("memo", "gaps", "allow"), facets_on(graph, "findings")
    written = columns_of(Finding, without=without, value="0", facets=facets)
    counted = (column for column in support_columns() if column.name != "background")
    return Table(
        "a finding",
        (*written, *_with(counted, "sources", lambda row: row[1].sources)),
        tuple(row_of(graph, graph.findings[key], held) for key, held in support.items()),
    )


def _sources(graph: Graph) -> Table:
    known = graph.review.sources
    said = columns_of(
        SourceFacts,
        without=("memo", "allow", "same_author_as", "items"),
        value="1",
        facets=facets_on(graph, "sources"),
    )
    return Table(
        "a source",
        (
            text("key", "the citation key", "0.key"),
            text("type", "the type of its entry", "0.type"),
            text("authors", "its authors", lambda row: tuple(n.short for n in row[0].authors)),
            text("year", "the year as it is printed", "0.year"),
            text("title", "the title", "0.title"),
            *said,
            text(
                "same_author_as",
                "works that may be by the same author",
                lambda row: tuple(other.source for other in row[1].same_author_as),
            ),
            *claim_counts(graph),
            text("findings", "that rest on it", lambda row: rests_on(graph, row[0].key)),
        ),
        tuple((s, known.get(key) or SourceFacts(key)) for key, s in graph.sources.items()),
    )


def _parties(graph: Graph) -> Table:
    parties = tuple(graph.review.parties.values())
    return Table("a party", (text("id", "its id", "id"), *columns_of(Party)), parties)


def _elements(graph: Graph) -> Table:
    written = columns_of(Element, without=("memo", "allow"))
    return Table("an element", (*written, *count_columns(graph)), tuple(graph.elements.values()))


def _relations(graph: Graph) -> Table:
    return Table(
        "an arrow between two elements",
        (
            *(text(end, "", f"arrow.{end}") for end in ("subject", "type", "object")),
            text("cited", "claims that state it", "cited"),
            text("own", "claims of the study's own that do", "own"),
        ),
        relations(graph),
    )


def _measures(graph: Graph) -> Table:
    # the figure stands between its ends, so that exact and bounded ones can be compared
    without = ("value", "about", "bounds", "parts", "part_labels")
    return Table(
        "the figure of a claim",
        (
            text("claim", "the claim", "0.id"),
            *columns_of(Measure, without=without, value="1"),
            *end_columns("1"),
            flag("about", "whether the text says about", lambda row: row[1].about is not None),
            text("parts", "what it consists of", lambda row: _parts(row[1])),
            text("population", "of whom", lambda row: row[0].facets.get("population", ())),
            text("sources", "who says it", "0.sources"),
        ),
        tuple((claim, claim.measure) for claim in measured(graph) if claim.measure),
    )


def _parts(measure: Measure) -> tuple[str, ...]:
    return tuple(f"{name} {value:g}" for name, value in measure.parts.items())


def _cells(graph: Graph) -> Table:
    return Table(
        "a cell of a finding",
        (
            text("kind", "the kind of the finding", "0"),
            text("finding", "the finding", "1"),
            text("cell", "the cell", "2.cell.id"),
            choice("standing", "what its best grounded claim rests on", "2.standing", Standing),
            text("claims", "that fill it", "2.claims"),
            text("disputed", "those that are contradicted", "2.disputed"),
            text("shown", "the claim that stands for it", "2.shown"),
            text("gap", "what the authors say of its emptiness", "2.gap"),
        ),
        tuple(
            (table.kind.id, row.finding, cell)
            for table in cell_tables(graph)
            for row in table.rows
            for cell in row.cells
        ),
    )


def _map(table: EvidenceMap) -> Table:
    def count(column: str) -> Column:
        counted = whole(column, "claims", lambda row: len(row.cells.get(column, ())))
        return replace(counted, facet=True)

    return Table(
        "an element",
        (
            text("element", "the element", "element"),
            *map(count, table.columns),
            whole("all", "claims", lambda row: len(row.claims)),
        ),
        table.rows,
    )


def _with(columns: Iterable[Column], name: str, value: Value) -> Iterable[Column]:
    """Return columns of which one takes another value: a text."""
    return (
        text(name, column.meaning, value) if column.name == name else column for column in columns
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
