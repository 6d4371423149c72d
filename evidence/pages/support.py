"""What a finding rests on: a fact word, and its reason in counts."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.language import Catalogue
from evidence.pages.marks import Mark, state_mark
from evidence.pages.translated import Translated
from evidence.synthesis.contrast import spread
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class SupportView:
    """What a finding rests on: the fact, and the reason in counts.

    Shape: `spread` counts what supports it by the values of the facet that the
           review contrasts, "" where there is none.
    """

    state: Mark
    carried_by: Mark
    reason: str
    spread: str = ""


def support_view(review: Translated, held: Support, contrast: str) -> SupportView:
    """Return the support of a finding: its fact word, and the reason in counts.

    Shape: `contrast` is the facet that the review contrasts, "" without one.
    """
    words = review.words
    return SupportView(
        state=state_mark(words, held.state, held),
        carried_by=state_mark(words, held.carried_by, held),
        reason=_reason(words, held, of_study=bool(review.graph.review.of)),
        spread=_spread(review, held, contrast),
    )


def _reason(words: Catalogue, held: Support, *, of_study: bool) -> str:
    """Return one sentence that gives the reason for the fact word in counts."""
    parts = []
    if held.cited:
        works = words.count(len(held.sources), "{n} work", "{n} works")
        said = words.count(
            len(held.cited),
            "{n} claim cited from {works}" if of_study else "{n} claim from {works}",
            "{n} claims cited from {works}" if of_study else "{n} claims from {works}",
            works=works,
        )
        more = []
        if held.implied:
            more.append(words.count(len(held.implied), "{n} by implication", "{n} by implication"))
        if held.independent < len(held.sources):
            more.append(words("works cited together count once"))
        parts.append(f"{said} ({', '.join(more)})" if more else said)
    if held.own:
        parts.append(
            words.count(
                len(held.own),
                "{n} statement of the study’s own",
                "{n} statements of the study’s own",
            )
        )
    if held.second_hand and not of_study:
        parts.append(words.count(len(held.second_hand), "{n} second-hand", "{n} second-hand"))
    if not parts:
        parts.append(words("no claim supports it"))
    if held.contradicting:
        parts.append(
            words.count(
                len(held.contradicting), "{n} claim contradicts it", "{n} claims contradict it"
            )
        )
    if held.qualifying:
        parts.append(
            words.count(len(held.qualifying), "{n} claim qualifies it", "{n} claims qualify it")
        )
    return "; ".join(parts)


def _spread(review: Translated, held: Support, contrast: str) -> str:
    """Return how many of the claims have each value of what the review contrasts."""
    facet = review.graph.review.framework.facets.get(contrast)
    if facet is None:
        return ""
    counts = spread(review.graph, facet.id, held.claims)
    listed = ", ".join(
        f"{review.text(facet.values[value].label)} {review.words.number(number)}"
        for value, number in counts.items()
    )
    return f"{review.text(facet.label)}: {listed}" if listed else ""
