"""Links between claims, as seen from either of them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from evidence.model import Claim, Link, LinkKind
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.translated import Translated


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link between two claims, as seen from one of them."""

    words: str
    claim: ItemLink
    because: Phrase
    stated: str = ""


_FORWARD = {
    LinkKind.SUPPORTS: "supports",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.QUALIFIES: "qualifies",
    LinkKind.RESTATES: "restates",
    LinkKind.NOT_COMPARABLE: "is not comparable with",
}
_BACKWARD = {
    LinkKind.SUPPORTS: "is supported by",
    LinkKind.CONTRADICTS: "is contradicted by",
    LinkKind.QUALIFIES: "is qualified by",
    LinkKind.RESTATES: "is restated by",
    LinkKind.NOT_COMPARABLE: "is not comparable with",
}
_HOW = {
    "same": "in the same words",
    "stronger": "more strongly",
    "weaker": "more weakly",
    "changed": "with a changed sense",
}


def link_views(
    review: Translated, claim: Claim, kinds: Container[LinkKind] = tuple(LinkKind)
) -> tuple[LinkView, ...]:
    """Return the links of these kinds that a claim states, then those that others state of it."""
    forth = [(link, link.claim, False) for link in claim.links]
    back = [(tie.link, tie.claim, True) for tie in review.graph.ties_to.get(claim.id, ())]
    return tuple(
        _link_view(review, link, other, back=from_there)
        for link, other, from_there in (*forth, *back)
        if link.kind in kinds
    )


def _link_view(review: Translated, link: Link, other: str, *, back: bool) -> LinkView:
    """Return a link as seen from the claim that states it, or from the other one (`back`)."""
    words = review.words
    said = words((_BACKWARD if back else _FORWARD)[link.kind])
    if link.how and not back:
        said = f"{said} {words(_HOW[link.how.value])}"
    return LinkView(
        words=said,
        claim=review.in_brief(other),
        # The reason is worded from the side that states the link, and stands there alone.
        because=Phrase("") if back else review.phrase(link.because),
        stated=words("the text itself says so") if link.stated else "",
    )
