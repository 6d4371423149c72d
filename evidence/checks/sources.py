"""Sources: each is used, and what the review says of it fits its entry."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import Problem
from evidence.checks.nearby import Nearby
from evidence.graph import Graph
from evidence.model import Source

_INHERITED = ("crossref", "xdata", "xref")


def unused_source(graph: Graph) -> Iterator[Problem]:
    """No claim uses a source.

    Why:
        The bibliography of a review lists what it rests on; a source without a
        claim may have been forgotten.

    Bad:
        @book{field1999, title = {Fields}, author = {Field, A.}, year = {1999}}

    Good:
        - id: fields
          sources: [field1999]
        @book{field1999, title = {Fields}, author = {Field, A.}, year = {1999}}
    """
    review = graph.review
    used = {review.of, *graph.claims_of, *graph.claims_through, *graph.claims_on}
    used.update(claim.read_in for claim in graph.claims.values())
    used.update(question.asked_by for question in graph.questions.values())
    for element in graph.elements.values():
        used.update(element.from_sources)
    for source in graph.sources.values():
        for field in _INHERITED:
            used.update(key.strip() for key in source.fields.get(field, "").split(","))
    for key, source in graph.sources.items():
        if key not in used:
            yield Problem(f"no claim uses source `{key}`", source.where, (), key)


def unverified_nothing(graph: Graph) -> Iterator[Problem]:
    """A field is called unverified that the entry does not have.

    Why:
        The report marks unverified fields; what is not there cannot be marked.

    Bad:
        sources:
          kim2003:
            unverified: [pagse]

    Good:
        sources:
          kim2003:
            unverified: [title]
    """
    for key, facts in graph.review.sources.items():
        source = graph.sources.get(key)
        if source is None or not facts.unverified:
            continue
        present = _fields(source)
        for index, field in enumerate(facts.unverified):
            if field not in present:
                message = f"source `{key}` has no field `{field}` that could be unverified"
                path = ("unverified", index)
                yield Problem(message, facts.where, path, key, Nearby(present).help(field))


def _fields(source: Source) -> set[str]:
    """Return the names of what an entry holds, by BibTeX's names."""
    parts = {"author": source.authors, "editor": source.editors, "year": source.year}
    return {*source.fields, *(name for name, held in parts.items() if held)}
