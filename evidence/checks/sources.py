"""Sources: each is used, and what the review says of it fits its entry."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic, Related
from evidence.graph import Graph, parents
from evidence.model import Source
from evidence.model.review import WITHDRAWN
from evidence.synthesis.works import PERHAPS, TWINS, perhaps_twins, twins


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
    for key in graph.sources:
        if key not in used:
            yield wrong(f"no claim uses source `{key}`", item=key)


def work_twice(graph: Graph) -> Iterator[Diagnostic]:
    """One work is in the library twice.

    Why:
        Two entries with one DOI, be it in `doi`, `url`, `note` or `eprint`, or
        with one title, year and first author, are counted as one work, so that
        nobody is cited twice for saying it once. Where they are two works,
        `allow: {work-twice: …}` of either says why.

    Bad:
        - id: again
          sources: [kim2003again]
        @misc{kim2003again, title = {Tasting lessons}, author = {Kim, A.}, year = {2003}}

    Good:
        sources:
          kim2003again:
            allow: {work-twice: The second print has another chapter.}
        claims:
          - id: again
            sources: [kim2003again]
        @misc{kim2003again, title = {Tasting lessons}, author = {Kim, A.}, year = {2003}}
    """
    for first, other in twins(graph, said=True):
        source = graph.sources[other]
        message = f"`{other}` is the same work as `{first}`: they are counted once"
        related = (Related(graph.sources[first].where.at(), f"`{first}`"),)
        help_ = f"cite one of them, or say why they are two: `allow: {{{TWINS}: …}}`"
        yield wrong(message, source.where.at(), other, help_, related)


def perhaps_one_work(graph: Graph) -> Iterator[Diagnostic]:
    """Two entries may be one work, such as a preprint and its article.

    Why:
        What a preprint and its article say is said once, but only people know
        whether they are the same text. They are counted as two, until one of
        them is cited alone or both name one `study`.

    Bad:
        - id: early
          sources: [draft]
        @misc{draft, title = {Tasting lessons}, author = {Kim, A.}, year = {2002}, note = {arXiv}}

    Good:
        sources:
          kim2003: {study: kim_trial}
          draft: {study: kim_trial}
        claims:
          - id: early
            sources: [draft]
        @misc{draft, title = {Tasting lessons}, author = {Kim, A.}, year = {2002}, note = {arXiv}}
    """
    for first, other, draft in perhaps_twins(graph):
        how = "one looks like a preprint of the other" if draft else "they have one title or DOI"
        message = f"`{other}` may be the same work as `{first}`: {how}, and they count as two"
        related = (Related(graph.sources[first].where.at(), f"`{first}`"),)
        help_ = f"if so, cite one, or give both one `study`; if not, `allow: {{{PERHAPS}: …}}`"
        yield wrong(message, graph.sources[other].where.at(), other, help_, related)


def retracted_work(graph: Graph) -> Iterator[Diagnostic]:
    """A work that claims are taken from was retracted.

    Why:
        In a review of many texts it counts no more: what rested on it says so,
        and what it said against a finding is told beside it. In a review of one
        study the study cites it still, and the report says so beside the work.

    Bad:
        sources:
          kim2003: {retracted: {nature: retraction, date: 2026-03}}

    Good:
        sources:
          kim2003: {retracted: {nature: correction, date: 2026-03}}
    """
    for key in graph.sources:
        facts = graph.review.sources.get(key)
        notice = facts.retracted if facts else None
        claims = len(graph.claims_of.get(key, ()))
        if facts and notice and notice.nature == WITHDRAWN and claims:
            said = "a claim comes" if claims == 1 else f"{claims} claims come"
            message = f"`{key}`, from which {said}, was retracted"
            yield wrong(message, facts.where.key("retracted"), key)


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
