"""What a review holds, as plain rows of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.pages.citations import plain_label
from evidence.pages.provenance import decided_of
from evidence.pages.support import support_view, told_in_words
from evidence.pages.translated import Translated
from evidence.synthesis.support import supports

Row = tuple[str, str, str]


def counts(graph: Graph) -> tuple[tuple[str, int], ...]:
    """Return how many items of each kind there are; proposals and parties only where there are."""
    always = (
        ("findings", len(graph.findings)),
        ("claims", len(graph.claims)),
        ("sources", len(graph.sources)),
        ("elements", len(graph.elements)),
        ("questions", len(graph.questions)),
    )
    some = (("proposals", len(graph.proposals)), ("parties", len(graph.review.parties)))
    return (*always, *(one for one in some if one[1]))


def rows(graph: Graph, kind: str) -> tuple[tuple[str, str, str], ...]:
    """Return an id, a fact and the words of every item of a kind, in the order of the files."""
    labels = {key: plain_label(source) for key, source in graph.sources.items()}
    review = Translated(graph, Catalogue(graph.review.language), labels)
    return tuple(_ROWS[kind](review))


def _findings(review: Translated) -> Iterator[Row]:
    held = supports(review.graph)
    for finding in review.graph.findings.values():
        told = told_in_words(support_view(review, held[finding.id]))
        yield finding.id, f"{told}:" if told else "", review.text(finding.statement)


def _claims(review: Translated) -> Iterator[Row]:
    for claim in review.graph.claims.values():
        yield claim.id, f"{', '.join(claim.sources)}:", review.text(claim.statement)


def _sources(review: Translated) -> Iterator[Row]:
    for source in review.graph.sources.values():
        yield source.key, f"{review.labels[source.key]}.", source.title


def _elements(review: Translated) -> Iterator[Row]:
    return ((e.id, "", review.text(e.label)) for e in review.graph.elements.values())


def _questions(review: Translated) -> Iterator[Row]:
    return ((q.id, "", review.text(q.text)) for q in review.graph.questions.values())


def _proposals(review: Translated) -> Iterator[Row]:
    for claim in review.graph.proposals.values():
        yield claim.id, f"{decided_of(review.words, claim)}:", review.text(claim.statement)


def _parties(review: Translated) -> Iterator[Row]:
    return ((p.id, "", review.text(p.label)) for p in review.graph.review.parties.values())


_ROWS: Mapping[str, Callable[[Translated], Iterator[Row]]] = {
    "findings": _findings,
    "claims": _claims,
    "sources": _sources,
    "elements": _elements,
    "questions": _questions,
    "proposals": _proposals,
    "parties": _parties,
}
