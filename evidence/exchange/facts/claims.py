"""Claims, their passages and their figures as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from evidence.exchange.columns import (
    Column,
    Table,
    choice,
    columns_of,
    flag,
    number,
    path_to,
    text,
    whole,
)
from evidence.exchange.facts.facets import facet_table, facets_on, place_columns
from evidence.graph import Graph, elements_of
from evidence.model import Claim, Link, LinkKind, Measure, Passage
from evidence.model.lock import DifferenceKind, Freshness, Outcome, PassageState
from evidence.synthesis.cells import Standing, standing_of
from evidence.synthesis.measures import interval, measured

# Field -> the table that holds it, "" where none does.
ELSEWHERE = {
    **dict.fromkeys(("sources", "via", "draws_on"), "claim_source"),
    **dict.fromkeys(("passage", "also"), "passages"),
    "elements": "claim_element",
    "relates": "claim_relation",
    **dict.fromkeys(map(str, LinkKind), "claim_link"),
    "measure": "measures",
    "allow": "diagnostics",
}
OF_MEASURES = {"parts": "measure_part", "part_labels": "measure_part"}

_CLAIM = text("claim", "the claim", "0")
_ROLES = {"says": "sources", "hands_on": "via", "draws_on": "draws_on"}


def claim_tables(graph: Graph) -> dict[str, Table]:
    """Return the claims, and what each has several of."""
    claims = tuple(graph.claims.values())
    facets = facets_on(graph, "claims")
    return {
        "claims": Table(
            "a claim",
            (
                *columns_of(Claim, without=ELSEWHERE, facets=facets),
                choice("standing", "what it rests on", lambda c: standing_of(graph, c), Standing),
                *place_columns(),
            ),
            claims,
        ),
        "proposals": proposal_table(graph),
        "claim_source": Table(
            "a source of a claim",
            (
                _CLAIM,
                text("source", "the source", "1"),
                choice("role", "whether it says it, handed it on, or was drawn on", "2", _ROLES),
                whole("position", "its place among those of its role, from 1", "3"),
            ),
            tuple(
                (claim.id, key, role, place)
                for claim in claims
                for role, name in _ROLES.items()
                for place, key in enumerate(getattr(claim, name), start=1)
            ),
        ),
        "claim_element": Table(
            "an element that a claim bears on",
            (
                _CLAIM,
                text("element", "the element", "1"),
                flag("named", "False: only implied, by an arrow that the claim states", "2"),
            ),
            tuple((c.id, key, key in c.elements) for c in claims for key in elements_of(c)),
        ),
        "claim_facet": facet_table("claim", ((claim.id, claim.facets) for claim in claims)),
        "claim_relation": Table(
            "an arrow that a claim states",
            (
                _CLAIM,
                text("subject", "the element that it begins at", "1"),
                text("type", "what it says", "2"),
                text("object", "the element that it leads to", "3"),
            ),
            tuple((c.id, a.subject, a.type, a.object) for c in claims for a in c.relates),
        ),
        "claim_link": Table(
            "a link from one claim to another",
            (
                _CLAIM,
                choice("kind", "what the claim is to the other", "1.kind", LinkKind),
                text("other", "the other claim", "1.claim"),
                *columns_of(Link, without=("claim",), value="1"),
            ),
            tuple((claim.id, link) for claim in claims for link in claim.links),
        ),
    }


def proposal_table(graph: Graph) -> Table:
    """Return the claims that a machine or an import suggests and that count for nothing."""
    without = (*ELSEWHERE, *(name for name in _NOT_DECIDED if name not in ELSEWHERE))
    return Table(
        "a proposal",
        (
            *columns_of(Claim, without=without, facets=facets_on(graph, "claims")),
            text("sources", "who says it", "sources"),
            flag("open", "whether nobody rejected it", lambda claim: claim.rejected is None),
        ),
        tuple(graph.proposals.values()),
    )


# what a proposal has not yet
_NOT_DECIDED = ("accepted", "memo")


def measure_tables(graph: Graph) -> dict[str, Table]:
    """Return the figures of claims, and their parts."""
    pairs = tuple((claim.id, claim.measure) for claim in measured(graph) if claim.measure)
    return {
        "measures": Table(
            "the figure of a claim",
            (
                _CLAIM,
                *columns_of(Measure, without=OF_MEASURES, value="1"),
                *end_columns("1"),
            ),
            pairs,
        ),
        "measure_part": Table(
            "a part of a figure",
            (
                _CLAIM,
                text("part", "the part", "1"),
                text("label", "what it is called", "2"),
                number("value", "how much it is", "3"),
            ),
            tuple(
                (claim, part, measure.part_labels.get(part, part), value)
                for claim, measure in pairs
                for part, value in measure.parts.items()
            ),
        ),
    }


def end_columns(measure: str) -> tuple[Column, Column]:
    """Return the least and the most that a figure can be; `measure` is the way to it."""
    way = path_to(measure)
    return (
        number("low", "the least that it can be", lambda row: _end(way(row), 0)),
        number("high", "the most that it can be", lambda row: _end(way(row), 1)),
    )


def _end(measure: Measure, end: int) -> float | None:
    """Return the low or the high end of a figure; of an `about` what it says, without slack."""
    if measure.about is not None:
        return measure.about
    reached = interval(measure)[end]
    return None if abs(reached) == float("inf") else reached


class _Quoted(NamedTuple):
    """A passage of a claim, its number there, and what is known of it if it has a quote."""

    claim: str
    number: int
    passage: Passage
    state: PassageState | None


def passage_tables(
    graph: Graph, states: Mapping[tuple[str, int], PassageState]
) -> dict[str, Table]:
    """Return the passages of claims, with what came of looking up their quotes."""
    rows = tuple(
        _Quoted(
            claim.id,
            place,
            passage,
            states.get((claim.id, place - 1), PassageState()) if passage.quote else None,
        )
        for claim in graph.claims.values()
        for place, passage in enumerate(claim.passages, start=1)
    )
    records = [(row, row.state.record) for row in rows if row.state and row.state.record]
    which = (_CLAIM, whole("number", "its place among the passages of the claim, from 1", "1"))
    return {
        "passages": Table(
            "a passage of a claim",
            (*which, *columns_of(Passage, value="2"), *_verification()),
            rows,
        ),
        "passage_at": Table(
            "a term of the place of a passage",
            (
                *which,
                text("term", "page, section, paragraph, …", "2"),
                text("value", "as written", "3"),
            ),
            tuple((r.claim, r.number, *term) for r in rows for term in r.passage.at.terms),
        ),
        "passage_change": Table(
            "a stretch in which a quote differs from its text",
            (
                *which,
                choice("kind", "what the difference bears on", "2.kind", DifferenceKind),
                text("quoted", "the words of the quote", "2.quoted"),
                text("printed", "those of the text", "2.printed"),
                flag("alters", "whether the words changed, not their form alone", "2.alters"),
            ),
            tuple((r.claim, r.number, each) for r, record in records for each in record.changes),
        ),
        "passage_misplaced": Table(
            "a term of a place that is not where the quote was found",
            (
                *which,
                text("term", "page, section, …", "2.term"),
                text("given", "what the claim says", "2.given"),
                text("found", "where the quote stands", "2.found"),
            ),
            tuple((r.claim, r.number, each) for r, record in records for each in record.misplaced),
        ),
    }


def _verification() -> tuple[Column, ...]:
    """Return the columns of what came of looking up a quote; none of it where there is no quote."""
    return (
        choice("outcome", "what came of looking up the quote", "state.outcome", Outcome),
        choice(
            "freshness", "whether that is of the passage as it is", "state.freshness", Freshness
        ),
        flag("verified", "whether the quote, as it is, stands in its text", "state.verified"),
        text("changed", "what changed since: quote, locator, text", "state.changed"),
        text("date", "when it was looked up", "state.record.date"),
        text("text", "in the text of which source", "state.record.text"),
        text("file", "in which file", "state.record.file"),
        text("page", "the page that it was found on, as printed", "state.record.spot.page"),
        whole(
            "sheet",
            "the number of that page, from 1; 0 in a text without pages",
            "state.record.spot.sheet",
        ),
        whole(
            "start", "where it begins in the text, in code points from 0", "state.record.spot.start"
        ),
        whole("end", "where it ends", "state.record.spot.end"),
        text(
            "nearest", "the closest words of a text that does not have it", "state.record.nearest"
        ),
        text("reason", "why the text could not be read", "state.record.reason"),
    )
