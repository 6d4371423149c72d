"""Sources, and what is known of them, as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.exchange.columns import Column, Table, columns_of, flag, text, whole
from evidence.exchange.facts.facets import facet_table, facets_on, place_columns
from evidence.graph import Graph
from evidence.model import AppraisalItem, Name, Party, SameAuthor, Source, SourceFacts
from evidence.pages.citations import plain_label
from evidence.synthesis.trace import rests_on

# Field of the facts on a source -> the table that holds it, "" where none does.
ELSEWHERE = {
    "unverified": "source_field",
    "same_author_as": "same_author",
    "allow": "diagnostics",
}

# what an appraisal has several of, and the table that holds it
IN_APPRAISALS = {"items": "appraisal_item"}

_SOURCE = text("source", "the source", "0")
_NAME = {
    "family": "the family name",
    "given": "given names",
    "particle": "such as van or de la",
    "suffix": "such as Jr.",
    "literal": "the whole name of a body",
}


def source_tables(graph: Graph) -> dict[str, Table]:
    """Return the sources, and what each has several of."""
    known = graph.review.sources
    pairs = tuple((source, known.get(key)) for key, source in graph.sources.items())
    facets = facets_on(graph, "sources")
    return {
        "sources": Table(
            "a source",
            (
                *_entry(),
                *columns_of(
                    SourceFacts, without=(*ELSEWHERE, *IN_APPRAISALS), value="1", facets=facets
                ),
                *claim_counts(graph),
                whole(
                    "findings",
                    "findings that rest on it",
                    lambda row: len(rests_on(graph, row[0].key)),
                ),
                *place_columns("0"),
            ),
            pairs,
        ),
        "source_name": Table(
            "a person or a body that a source names",
            (
                _SOURCE,
                text("role", "author, editor, or another field of the entry", "1"),
                whole("position", "its place among those of its role, from 1", "2"),
                *(text(name, meaning, f"3.{name}") for name, meaning in _NAME.items()),
            ),
            tuple(row for source, _ in pairs for row in _names(source)),
        ),
        "source_field": Table(
            "a field of the entry of a source",
            (
                _SOURCE,
                text("field", "the field", "1"),
                text("value", "what stands there, as plain text", "2"),
                flag("unverified", "whether the review says that nobody has seen it", "3"),
            ),
            tuple(row for source, facts in pairs for row in _fields(source, facts)),
        ),
        "source_facet": facet_table("source", ((s.key, f.facets) for s, f in pairs if f)),
        "same_author": Table(
            "another source that may be by the same author",
            (_SOURCE, text("other", "the other source", "1.source"), *_same_author()),
            tuple((s.key, other) for s, facts in pairs if facts for other in facts.same_author_as),
        ),
        "appraisal_item": appraisal_table(graph),
        "party": Table(
            "on whose behalf sources speak",
            (text("party", "its id", "id"), *columns_of(Party)),
            tuple(graph.review.parties.values()),
        ),
    }


def appraisal_table(graph: Graph) -> Table:
    """Return what the items of a tool came to, for each source that was appraised."""
    return Table(
        "an item of the appraisal of a source",
        (
            _SOURCE,
            text("tool", "the tool", "1.tool"),
            text("item", "the item of the tool", "2.id"),
            *columns_of(AppraisalItem, value="2"),
        ),
        tuple(
            (key, facts.appraisal, item)
            for key, facts in graph.review.sources.items()
            if facts.appraisal
            for item in facts.appraisal.items
        ),
    )


def claim_counts(graph: Graph) -> tuple[Column, ...]:
    """Return how many claims a source makes, handed on, is drawn on by, and was read for.

    Shape: of a row, the source is the first.
    """

    def count(name: str, meaning: str, of: Mapping[str, tuple[str, ...]]) -> Column:
        return whole(name, meaning, lambda row: len(of.get(row[0].key, ())))

    return (
        count("claims", "claims that it makes", graph.claims_of),
        count("hands_on", "claims that came through it", graph.claims_through),
        count("drawn_on_by", "claims that draw on it", graph.claims_on),
        count("read_in_it", "claims of others that were read in it", graph.claims_read),
    )


def _entry() -> tuple[Column, ...]:
    """Return the columns of what the bibliography says of a source, in short."""
    return (
        text("key", "the citation key", "0.key"),
        text("label", "what it is called in lists", lambda row: plain_label(row[0])),
        text("type", "the type of its entry", "0.type"),
        text("title", "the title", "0.title"),
        whole("year", "the year, where it is one plain number", lambda row: _year(row[0].year)),
        text("year_printed", "the year as it is printed", "0.year"),
        flag("others", "whether it has more authors than it names", "0.others"),
    )


def _year(printed: str) -> int | None:
    return int(printed) if re.fullmatch(r"-?[0-9]{1,4}", printed) else None


def _same_author() -> tuple[Column, ...]:
    return columns_of(SameAuthor, without=("source",), value="1")


def _names(source: Source) -> Iterator[tuple[str, str, int, Name]]:
    people = {"author": source.authors, "editor": source.editors, **source.people}
    for role, names in people.items():
        for place, name in enumerate(names, start=1):
            yield source.key, role, place, name


def _fields(source: Source, facts: SourceFacts | None) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the fields of an entry, and those that it lacks and the review calls unverified."""
    unverified = facts.unverified if facts else ()
    for name, value in source.fields.items():
        yield source.key, name, value, name in unverified
    for name in unverified:
        if name not in source.fields:
            yield source.key, name, "", True
