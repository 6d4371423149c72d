"""Findings, what they rest on and how they were judged, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evidence.exchange.columns import Column, Table, choice, columns_of, flag, text, whole
from evidence.exchange.facts.facets import facet_table, facets_on, place_columns
from evidence.graph import Graph, Role, named_by
from evidence.model import Assessment, Component, Finding
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.synthesis.cells import Standing, filled_cells
from evidence.synthesis.contrast import said_of
from evidence.synthesis.judgements import Told, told
from evidence.synthesis.support import Support, SupportGround, claims_in

# The four of an assessment, each of which is a row of `assessments`.
COMPONENTS = tuple(f.name for f in fields_of(Assessment) if isinstance(f.kind, kinds.Noun))

# Field -> the table that holds it, "" where none does.
ELSEWHERE = {
    **{str(role): "finding_claim" for role in Role if role is not Role.ARGUED_FROM},
    "answers": "finding_question",
    "elements": "finding_element",
    "gaps": "cells",
    "allow": "diagnostics",
}

# what a fit has several of, and the table that holds it
IN_FITS = {str(Role.ARGUED_FROM): "finding_claim"}

_FINDING = text("finding", "the finding", "0")
_ROLE = choice("role", "what it is to the finding", "2", Role)


def finding_tables(graph: Graph, support: Mapping[str, Support]) -> dict[str, Table]:
    """Return the findings, and what each has several of."""
    findings = tuple(graph.findings.values())
    facets = facets_on(graph, "findings")
    written = columns_of(
        Finding, without=(*ELSEWHERE, *IN_FITS, *COMPONENTS), value="0", facets=facets
    )
    known = graph.review.framework.finding_kinds
    return {
        "findings": Table(
            "a finding",
            (
                *(_of_kinds(each, known) if each.name == "kind" else each for each in written),
                *support_columns(),
                *place_columns("0"),
            ),
            tuple(row_of(graph, f, support[f.id]) for f in findings),
        ),
        "finding_claim": Table(
            "a claim that a finding rests on or has against it, in one role",
            (
                _FINDING,
                text("claim", "the claim", "1"),
                _ROLE,
                flag("direct", "False: through another finding, which this one names", "3"),
            ),
            tuple(row for finding in findings for row in _claims(graph, finding)),
        ),
        "finding_finding": Table(
            "another finding that a finding names, in one role",
            (_FINDING, text("other", "the other finding", "1"), _ROLE),
            tuple(
                (finding.id, key, role)
                for finding in findings
                for role in Role
                for key in named_by(finding, role)
                if key in graph.findings
            ),
        ),
        "finding_element": Table(
            "an element that a finding is about",
            (_FINDING, text("element", "the element", "1")),
            tuple((finding.id, key) for finding in findings for key in finding.elements),
        ),
        "finding_question": Table(
            "a question that a finding answers",
            (_FINDING, text("question", "the question", "1")),
            tuple((finding.id, key) for finding in findings for key in finding.answers),
        ),
        "finding_facet": facet_table("finding", ((f.id, f.facets) for f in findings)),
        "assessments": Table(
            "a component of the assessment of a finding",
            (
                _FINDING,
                choice("component", "which of the four", "1.name", COMPONENTS),
                *columns_of(Component, value="1"),
                text("by", "who assessed", "2"),
            ),
            tuple(
                (f.id, component, f.assessment.by)
                for f in findings
                if f.assessment
                for component in f.assessment.components
            ),
        ),
        **_cells(graph, findings),
    }


def _claims(graph: Graph, finding: Finding) -> Iterator[tuple[str, str, Role, bool]]:
    """Yield the claims of a finding: those it names, and those behind findings it names."""
    for role in Role:
        named = [key for key in dict.fromkeys(named_by(finding, role)) if key in graph.claims]
        behind = (claim.id for claim in claims_in(graph, finding, role))
        yield from ((finding.id, key, role, True) for key in named)
        yield from ((finding.id, key, role, False) for key in behind if key not in named)


def _of_kinds(column: Column, known: Iterable[str]) -> Column:
    """Return the column of the kind of a finding, with the kinds of the framework."""
    return choice(column.name, column.meaning, column.value, known)


def row_of(graph: Graph, finding: Finding, held: Support) -> tuple[object, ...]:
    """Return the row of a finding that `support_columns` reads."""
    return (finding, held, told(graph, finding), said_of(graph, held))


def support_columns() -> tuple[Column, ...]:
    """Return the columns of what a finding rests on, in facts.

    Shape: of the rows that `row_of` makes.
    """

    def count(name: str, meaning: str) -> Column:
        return whole(name, meaning, lambda row: len(getattr(row[1], name)))

    return (
        choice("told", "how far its sentence is cited, as people judged it", "2", Told),
        choice("support", "what it rests on at best", "1.ground", SupportGround),
        flag("contested", "whether something against it is not settled", "1.contested"),
        flag(
            "contested_by_withdrawn",
            "whether all that contests it was withdrawn",
            "1.contested_by_withdrawn",
        ),
        flag("own_citation", "whether its sentence carries its own citation", "1.own_citation"),
        count("citations", "its distinct citations: works that are cited together are one"),
        whole("said_of_the_other_side", "those of them said of the side that is spoken to", "3"),
        count("voices", "parties, or works, behind them"),
        count("direct", "claims that it names and that are cited outright"),
        count("implied", "claims that it names and that a citation only stands near"),
        count("own", "claims that it names and that are the study's own"),
        count("findings", "findings that it rests on"),
        count("studies", "studies that contribute data, in a review of many texts"),
        count("against", "those of them that only speak against it"),
        count("withdrawn", "studies that were withdrawn and count no more"),
        count("withdrawn_against", "those of them that only spoke against it"),
        count("lost", "claims that it names and that count no more"),
        count("claims", "claims that support it, those of findings below it included"),
        count("second_hand", "those of them whose source nobody here read"),
        count("contradicting", "claims against it"),
        count("qualifying", "claims that limit it"),
        count("background", "claims that belong to the picture"),
        count("sources", "works behind its citations, or those that contribute"),
    )


def _cells(graph: Graph, findings: tuple[Finding, ...]) -> dict[str, Table]:
    cells = tuple((f.id, cell) for f in findings for cell in filled_cells(graph, f))
    cell = text("cell", "the cell", "1.cell.id")
    return {
        "cells": Table(
            "a cell of a finding",
            (
                _FINDING,
                cell,
                text("label", "the head of its column", "1.cell.label"),
                choice("standing", "what its best grounded claim rests on", "1.standing", Standing),
                whole("claims", "how many claims fill it", lambda row: len(row[1].claims)),
                whole(
                    "disputed",
                    "those of them that are contradicted",
                    lambda row: len(row[1].disputed),
                ),
                text("shown", "the claim that stands for it", "1.shown"),
                text("gap", "what the authors say of its emptiness", "1.gap"),
            ),
            cells,
        ),
        "cell_claim": Table(
            "a claim that fills a cell of a finding",
            (
                _FINDING,
                cell,
                text("claim", "the claim", "2"),
                flag(
                    "disputed", "whether it is contradicted", lambda row: row[2] in row[1].disputed
                ),
            ),
            tuple((finding, cell, claim) for finding, cell in cells for claim in cell.claims),
        ),
    }
