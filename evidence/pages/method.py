"""How a review was made, and what the words of its report mean."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.pages.edition import Edition, SilencedView, WarningView
from evidence.pages.limits import verified_against
from evidence.pages.marks import (
    Mark,
    confidence_meaning,
    contested_meaning,
    disputed_mark,
    passage_marks,
    standing_marks,
    told_marks,
)
from evidence.pages.passages import States
from evidence.pages.phrases import Fact, Phrase
from evidence.pages.provenance import Provenance, provenance
from evidence.pages.support import judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.judgements import told


@dataclass(frozen=True, slots=True)
class MethodView:
    """How the review was made, and what the words of the report mean.

    Shape: `warned` counts the items of all `open_warnings`.
    """

    facts: tuple[Fact, ...]
    words: tuple[tuple[Mark, str], ...]
    not_assessed: Phrase
    reconstructed: Phrase
    silenced: tuple[SilencedView, ...]
    open_warnings: tuple[WarningView, ...]
    warned: int = 0
    verified: tuple[str, ...] = ()
    told: Phrase = Phrase("")
    audit: tuple[str, ...] = ()
    provenance: Provenance | None = None


def method_view(
    review: Translated, edition: Edition, states: States, *, disputed: bool
) -> MethodView:
    """Return how the review was made, and what the words of the report mean.

    Shape: `disputed` says whether any claim contradicts another.
    """
    graph, words, href = review.graph, review.words, review.href
    coded = graph.review
    made = [
        Fact(words.count(len(graph.claims), "{n} coded claim", "{n} coded claims"), href("claims")),
        Fact(words.count(len(graph.findings), "{n} finding", "{n} findings"), href("findings")),
        Fact(words.count(len(graph.elements), "{n} element", "{n} elements"), href("framework")),
        Fact(words.count(len(graph.used_sources()), "{n} source", "{n} sources"), href("sources")),
    ]
    coders = sorted({claim.coder for claim in graph.claims.values() if claim.coder})
    if coders:
        made.append(Fact(words("coded by {list}", list=", ".join(coders))))
    if coded.quote_words is not None:
        most = words.count(
            coded.quote_words, "a quote has at most {n} word", "a quote has at most {n} words"
        )
        made.append(Fact(most))
    return MethodView(
        facts=tuple(made),
        words=(
            *standing_marks(words, one_study=bool(coded.of)),
            *told_marks(words, (told(graph, f) for f in graph.findings.values())),
            *((confidence_meaning(words),) if _is_assessed(review) else ()),
            contested_meaning(words),
            *(((disputed_mark(words), words("another claim contradicts it")),) if disputed else ()),
            *passage_marks(words, states.values()),
        ),
        not_assessed=review.phrase(coded.not_assessed),
        reconstructed=review.phrase(coded.framework.reconstructed),
        silenced=edition.silenced,
        open_warnings=edition.open_warnings,
        warned=sum(len(warning.items) for warning in edition.open_warnings),
        verified=verified_against(words, states),
        told=review.phrase(coded.method),
        audit=edition.audit,
        provenance=provenance(review),
    )


def _is_assessed(review: Translated) -> bool:
    """Return whether people gave a confidence in any finding, which then leads."""
    return any(
        mark is not None and mark.code == "confidence"
        for mark in (judgement_mark(review, f) for f in review.graph.findings.values())
    )
