"""Claims as a page shows them: statement, passages, sources, and what rests on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from evidence.graph import elements_of
from evidence.language import Catalogue
from evidence.model import Arrow, Claim
from evidence.pages.facets import FacetView, facet_views
from evidence.pages.links import LinkView, link_views
from evidence.pages.marks import Mark, claim_standing
from evidence.pages.measures import MeasureView, measure_view
from evidence.pages.passages import Passages, PassageView, passage_view
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.roles import ROLES
from evidence.pages.translated import Translated
from evidence.synthesis.axes import ELEMENT, SOURCE, STANDING
from evidence.synthesis.cells import marks_of
from evidence.synthesis.coders import sole_coder
from evidence.synthesis.synthesis import Synthesis

# The page's script sees these in the claim itself.
READ_OFF = frozenset((ELEMENT, SOURCE, STANDING))


class ClaimKeys(NamedTuple):
    """What the page's script counts a claim by: ids, several joined by a space."""

    sources: str
    via: str
    facets: str
    read_in: str


@dataclass(frozen=True, slots=True)
class UseView:
    """A finding that names a claim, and as what."""

    words: str
    finding: ItemLink


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with its passages, where it comes from and what rests on it.

    Shape: `keys` are what the page's own script counts by: sources and hands
           between as ids, the numbers of its values on each axis (`|` between
           axes, `+` between values), and the text read. `short` is its
           statement as tables say it. `coder` is "" where one coded all claims,
           which the limits say once.
    """

    id: str
    statement: Phrase
    standing: Mark
    sources: tuple[ItemLink, ...]
    via: tuple[ItemLink, ...] = ()
    draws_on: tuple[ItemLink, ...] = ()
    read_in: ItemLink | None = None
    marks: tuple[Phrase, ...] = ()
    passages: tuple[PassageView, ...] = ()
    elements: tuple[ItemLink, ...] = ()
    facets: tuple[FacetView, ...] = ()
    relates: tuple[str, ...] = ()
    defines: ItemLink | None = None
    measure: MeasureView | None = None
    links: tuple[LinkView, ...] = ()
    uses: tuple[UseView, ...] = ()
    notes: tuple[str, ...] = ()
    caveat: Phrase = Phrase("")
    contested: bool = False
    coder: str = ""
    keys: ClaimKeys = ClaimKeys("", "", "", "")
    href: str = ""
    short: Phrase = Phrase("")


Claims = Mapping[str, ClaimView]


def claim_view(
    review: Translated, synthesis: Synthesis, passages: Passages, claim: Claim
) -> ClaimView:
    """Return everything that a page can show of one claim."""
    graph, words = review.graph, review.words
    own = graph.is_own(claim)
    said_by = claim.sources if not own else ()
    return ClaimView(
        id=claim.id,
        statement=review.phrase(claim.statement),
        short=review.in_short(claim.id),
        standing=claim_standing(words, graph, claim),
        sources=review.sources(claim.sources),
        via=review.sources(claim.via),
        draws_on=review.sources(claim.draws_on),
        read_in=_read_in(review, claim),
        marks=tuple(review.phrase(mark) for mark in marks_of(graph, said_by)),
        passages=tuple(
            passage_view(review, passages, claim, number, passage)
            for number, passage in enumerate(claim.passages)
        ),
        elements=tuple(review.element(key) for key in elements_of(claim)),
        facets=facet_views(review, claim.facets),
        relates=tuple(_arrow(review, arrow) for arrow in claim.relates),
        defines=review.element(claim.defines) if claim.defines else None,
        measure=measure_view(review, claim.measure) if claim.measure else None,
        links=link_views(review, claim),
        uses=tuple(
            UseView(words(ROLES[use.role]), review.in_brief(use.finding))
            for use in graph.uses.get(claim.id, ())
        )
        + tuple(
            UseView(words("supports through others"), review.in_brief(key))
            for key in synthesis.carried.get(claim.id, ())
        ),
        notes=_notes(words, claim),
        caveat=review.phrase(claim.caveat),
        contested=claim.id in synthesis.contradicted,
        coder=claim.coder if sole_coder(graph) is None else "",
        keys=ClaimKeys(
            # One source needs no telling: it is the first link of the claim.
            sources=" ".join(claim.sources) if len(claim.sources) != 1 else "",
            via=" ".join(claim.via),
            facets="|".join(
                "+".join(str(axis.values.index(value)) for value in axis.of.get(claim.id, ()))
                for axis in synthesis.axes
                if axis.id not in READ_OFF
            ).rstrip("|"),
            read_in=claim.read_in,
        ),
        href=review.href(claim.id),
    )


def _read_in(review: Translated, claim: Claim) -> ItemLink | None:
    """Return the text in which a claim was read, where it is not the source itself."""
    if not claim.read_in or claim.read_in in claim.sources:
        return None
    if claim.read_in == review.graph.review.of:
        return None
    return review.source(claim.read_in)


def _arrow(review: Translated, arrow: Arrow) -> str:
    kind = review.graph.review.framework.relation_types.get(arrow.type)
    said = review.text(kind.label) if kind else arrow.type
    ends = review.element(arrow.subject).label, review.element(arrow.object).label
    return f"{ends[0]} — {said.lower()} — {ends[1]}"


_CREDIBILITIES = {
    "unequivocal": "JBI credibility: unequivocal",
    "credible": "JBI credibility: credible",
    "not_supported": "JBI credibility: not supported",
}


def _notes(words: Catalogue, claim: Claim) -> tuple[str, ...]:
    notes = []
    if claim.attribution.value == "implied":
        notes.append(words("a citation stands near, but does not clearly reach this statement"))
    if len(claim.sources) > 1:
        notes.append(words("cited together: who said which part is unknown"))
    if claim.voice.value == "participant":
        notes.append(words("in the words of a participant"))
    if claim.credibility:
        notes.append(words(_CREDIBILITIES[claim.credibility]))
    if claim.proposed and claim.accepted:
        origin = claim.proposed
        parts = (origin.by, origin.machine, origin.file, origin.key, origin.hash, origin.on)
        notes.append(words("proposed by {origin}", origin=", ".join(p for p in parts if p)))
        by = " ".join(part for part in (claim.accepted.by, claim.accepted.on) if part)
        changed = ", ".join(claim.accepted.changed)
        accepted = words("accepted by {by}", by=by)
        changes = words("changed on the way: {list}", list=changed) if changed else ""
        notes.append(f"{accepted}; {changes}" if changes else accepted)
    if claim.unfitted:
        notes.append(words("fits no element of the framework"))
    return tuple(notes)
