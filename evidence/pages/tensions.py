"""Pairs of claims that a link sets against each other, at equal size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.model import LinkKind
from evidence.pages.claims import ClaimView
from evidence.pages.phrases import Phrase
from evidence.pages.translated import Translated
from evidence.synthesis.tensions import Tension, tensions

# So many pairs stand in the report part; the others with their claims.
MOST_PAIRS = 40


@dataclass(frozen=True, slots=True)
class TensionView:
    """Two claims against each other, at equal size."""

    claim: ClaimView
    against: ClaimView
    because: Phrase
    stated: str


def tension_views(
    review: Translated, claims: Mapping[str, ClaimView], kind: LinkKind
) -> tuple[TensionView, ...]:
    """Return the pairs of claims that a link of this kind sets against each other."""
    return tuple(tension_view(review, claims, pair) for pair in tensions(review.graph, kind))


def tension_view(review: Translated, claims: Mapping[str, ClaimView], pair: Tension) -> TensionView:
    """Return two claims against each other, and what is said of it."""
    words = review.words
    stated = (
        words("The text itself sets them against each other")
        if pair.link.stated
        else words("Set against each other by the reviewers")
    )
    return TensionView(
        claim=claims[pair.claim],
        against=claims[pair.against],
        because=review.phrase(pair.link.because),
        stated=stated,
    )
