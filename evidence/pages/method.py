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
    settled_meaning,
    standing_marks,
    told_marks,
)
from evidence.pages.passages import States
from evidence.pages.phrases import Fact, Phrase
from evidence.pages.provenance import Provenance, provenance
from evidence.pages.support import judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.cells import Standing, standing_of
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
        Fact(sources_counted(review), href("sources")),
    ]
    coders = sorted({claim.coder for claim in graph.claims.values() if claim.coder})
    if coders:
        made.append(Fact(words("coded by {list}", list=", ".join(map(review.hand, coders)))))
    if coded.quote_words is not None:
        most = words.count(
            coded.quote_words, "a quote has at most {n} word", "a quote has at most {n} words"
        )
        made.append(Fact(most))
    return MethodView(
        facts=tuple(made),
        words=(
            *standing_marks(words, _standings(review), one_study=bool(coded.of)),
            *told_marks(words, (told(graph, f) for f in graph.findings.values())),
            *((confidence_meaning(words),) if _is_assessed(review) else ()),
            *((contested_meaning(words),) if _is_contested(review) else ()),
            *((settled_meaning(words),) if _is_settled(review) else ()),
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


def sources_counted(review: Translated) -> str:
    """Return how many sources the review uses; the one study is told apart from what it cites."""
    graph, words = review.graph, review.words
    used = graph.used_sources()
    if graph.review.of not in used:
        return words.count(len(used), "{n} source", "{n} sources")
    return words.count(
        len(used) - 1,
        "the study and {n} work that it cites",
        "the study and {n} works that it cites",
    )


def _standings(review: Translated) -> set[Standing]:
    """Return what the claims rest on, and that a cell can hold nothing where there are cells."""
    graph = review.graph
    found = {standing_of(graph, claim) for claim in graph.claims.values()}
    kinds = graph.review.framework.finding_kinds.values()
    return found | {Standing.GAP} if any(kind.cells for kind in kinds) else found


def _is_contested(review: Translated) -> bool:
    """Return whether anything is said against a finding, which may come to stand unsettled."""
    return any(finding.contradicted_by for finding in review.graph.findings.values())


def _is_settled(review: Translated) -> bool:
    """Return whether a resolution stands beside anything that is said against a finding."""
    findings = review.graph.findings.values()
    return any(finding.contradicted_by and not finding.unresolved for finding in findings)


def _is_assessed(review: Translated) -> bool:
    """Return whether people gave a confidence in any finding, which then leads."""
    return any(
        mark is not None and mark.code == "confidence"
        for mark in (judgement_mark(review, f) for f in review.graph.findings.values())
    )
