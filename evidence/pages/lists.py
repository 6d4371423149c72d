"""What a review holds, as plain rows of words."""

from __future__ import annotations

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Wording
from evidence.pages.citations import plain_label
from evidence.pages.support import support_view, told_in_words
from evidence.pages.translated import Translated
from evidence.synthesis.support import supports


def counts(graph: Graph) -> tuple[tuple[str, int], ...]:
    """Return how many items of each kind there are."""
    return (
        ("findings", len(graph.findings)),
        ("claims", len(graph.claims)),
        ("sources", len(graph.sources)),
        ("elements", len(graph.elements)),
        ("questions", len(graph.questions)),
    )


def rows(graph: Graph, kind: str) -> tuple[tuple[str, str, str], ...]:
    """Return an id, a fact and the words of every item of a kind, in the order of the files."""
    words = Catalogue(graph.review.language)

    def said(wording: Wording) -> str:
        return wording.spoken(graph.review.language, graph.review.language).text

    if kind == "findings":
        labels = {key: plain_label(source) for key, source in graph.sources.items()}
        review, held = Translated(graph, words, labels), supports(graph)
        told = {key: told_in_words(support_view(review, one)) for key, one in held.items()}
        return tuple(
            (f.id, f"{told[f.id]}:" if told[f.id] else "", said(f.statement))
            for f in graph.findings.values()
        )
    if kind == "claims":
        return tuple(
            (c.id, f"{', '.join(c.sources)}:", said(c.statement)) for c in graph.claims.values()
        )
    if kind == "sources":
        return tuple((s.key, f"{plain_label(s)}.", s.title) for s in graph.sources.values())
    if kind == "elements":
        return tuple((e.id, "", said(e.label)) for e in graph.elements.values())
    return tuple((q.id, "", said(q.text)) for q in graph.questions.values())
