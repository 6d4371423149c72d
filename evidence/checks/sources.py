"""Sources: each is used, and what the review says of it fits its entry."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph, parents
from evidence.model import Source


def unused_source(graph: Graph) -> Iterator[Diagnostic]:
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
    used = {*graph.used_sources()}.union(*map(parents, graph.sources.values()))
    for key, source in graph.sources.items():
        if key not in used:
            yield wrong(f"no claim uses source `{key}`", source.where.at(), key)


def unverified_nothing(graph: Graph) -> Iterator[Diagnostic]:
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
                yield wrong(message, facts.where.at(*path), key, Suggestions(present).help(field))


def _fields(source: Source) -> set[str]:
    """Return the names of what an entry holds, by BibTeX's names."""
    parts = {"author": source.authors, "editor": source.editors, "year": source.year}
    return {*source.fields, *(name for name, held in parts.items() if held)}
