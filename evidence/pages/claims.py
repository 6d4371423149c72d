"""Claims as a page shows them: statement, passages, sources, and what rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from evidence.graph import Role, elements_of
from evidence.model import Claim, Passage
from evidence.pages.links import LinkView, link_view
from evidence.pages.marks import Mark, claim_standing, passage_mark
from evidence.pages.measures import MeasureView, measure_view
from evidence.pages.phrases import FacetView, ItemLink, Phrase
from evidence.pages.setting import Setting
from evidence.synthesis.axes import ELEMENT, SOURCE, STANDING
from evidence.synthesis.cells import marks_of

# The page's script sees these in the claim itself.
READ_OFF = frozenset((ELEMENT, SOURCE, STANDING))


@dataclass(frozen=True, slots=True)
class PassageView:
    """Where a claim stands in its text, and the words that stand there.

    Shape: `terms` is the locator as the coder gave it, `text` the source in
           which the passage stands.
    """

    locator: str
    quote: str
    language: str = ""
    state: Mark | None = None
    state_note: str = ""
    open_at: str = ""
    before: str = ""
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    text: ItemLink | None = None


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
           axes, `+` between values), and the text read. `context` says under
           what circumstances it holds: its facets, what the review contrasts
           first, and those of its one source.
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
    context: tuple[FacetView, ...] = ()
    coder: str = ""
    keys: ClaimKeys = ClaimKeys("", "", "", "")
    href: str = ""


Claims = Mapping[str, ClaimView]

ROLES = {
    Role.STATED_IN: "states",
    Role.SUPPORTED_BY: "supports",
    Role.CONTRADICTED_BY: "contradicts",
    Role.QUALIFIED_BY: "qualifies",
    Role.BACKGROUND: "background of",
}


def claim_view(setting: Setting, claim: Claim) -> ClaimView:
    """Return everything that a page can show of one claim."""
    graph, words = setting.graph, setting.words
    own = graph.is_own(claim)
    said_by = claim.sources if not own else ()
    return ClaimView(
        id=claim.id,
        statement=setting.phrase(claim.statement),
        standing=claim_standing(setting, claim),
        sources=setting.sources(claim.sources),
        via=setting.sources(claim.via),
        draws_on=setting.sources(claim.draws_on),
        read_in=_read_in(setting, claim),
        marks=tuple(setting.phrase(mark) for mark in marks_of(graph, said_by)),
        passages=tuple(
            _passage(setting, claim, number, passage)
            for number, passage in enumerate(claim.passages)
        ),
        elements=tuple(setting.element(key) for key in elements_of(claim)),
        facets=setting.facets(claim.facets),
        relates=tuple(_arrow(setting, claim, index) for index in range(len(claim.relates))),
        defines=_defines(setting, claim),
        measure=measure_view(setting, claim.measure) if claim.measure else None,
        links=(*_links(setting, claim), *_links_back(setting, claim)),
        uses=tuple(
            UseView(words(ROLES[use.role]), ItemLink(setting.href(use.finding), use.finding))
            for use in graph.uses.get(claim.id, ())
        )
        + tuple(
            UseView(words("supports through others"), ItemLink(setting.href(key), key))
            for key in setting.carried.get(claim.id, ())
        ),
        notes=_notes(setting, claim),
        caveat=setting.phrase(claim.caveat),
        contested=claim.id in setting.contradicted,
        context=_context(setting, claim),
        coder=claim.coder,
        keys=ClaimKeys(
            # One source needs no telling: it is the first link of the claim.
            sources=" ".join(claim.sources) if len(claim.sources) != 1 else "",
            via=" ".join(claim.via),
            facets="|".join(
                "+".join(str(axis.values.index(value)) for value in axis.of.get(claim.id, ()))
                for axis in setting.axes
                if axis.id not in READ_OFF
            ).rstrip("|"),
            read_in=claim.read_in,
        ),
        href=setting.href(claim.id),
    )


def picked(claims: Claims, keys: Iterable[str]) -> tuple[ClaimView, ...]:
    """Return the claims that are named, in their order."""
    return tuple(claims[key] for key in keys)


def _passage(setting: Setting, claim: Claim, number: int, passage: Passage) -> PassageView:
    state = setting.states.get((claim.id, number))
    around = setting.around.get((claim.id, number))
    note = ""
    if state is not None and state.date:
        note = setting.words("verified {date} against {file}", date=state.date, file=state.file)
    return PassageView(
        locator=setting.locator(passage.at),
        quote=passage.quote,
        language=setting.text_language(claim.read_in),
        state=passage_mark(setting.words, state),
        state_note=note,
        open_at=setting.addresses.get(f"{claim.id}/{number}", ""),
        before=around.before if around else "",
        after=around.after if around else "",
        terms=passage.at.terms,
        text=setting.source(claim.read_in) if claim.read_in else None,
    )


def _read_in(setting: Setting, claim: Claim) -> ItemLink | None:
    """Return the text in which a claim was read, where it is not the source itself."""
    if not claim.read_in or claim.read_in in claim.sources:
        return None
    if claim.read_in == setting.graph.review.of:
        return None
    return setting.source(claim.read_in)


def _arrow(setting: Setting, claim: Claim, index: int) -> str:
    arrow = claim.relates[index]
    kind = setting.graph.review.framework.relation_types.get(arrow.type)
    said = setting.text(kind.label) if kind else arrow.type
    ends = setting.element(arrow.subject).label, setting.element(arrow.object).label
    return f"{ends[0]} — {said.lower()} — {ends[1]}"


def _defines(setting: Setting, claim: Claim) -> ItemLink | None:
    return setting.element(claim.defines) if claim.defines else None


def _context(setting: Setting, claim: Claim) -> tuple[FacetView, ...]:
    """Return under what circumstances a claim holds: what the review contrasts comes first."""
    facts = setting.graph.review.sources.get(claim.sources[0]) if len(claim.sources) == 1 else None
    first = {setting.contrast: claim.facets.get(setting.contrast, ())}
    others = {k: v for k, v in claim.facets.items() if k != setting.contrast}
    coded = [
        FacetView(Phrase(""), facet.values)
        for chosen in (first, others)
        for facet in setting.facets(chosen)
    ]
    return (*coded, *(setting.facets(facts.facets) if facts else ()))


def _notes(setting: Setting, claim: Claim) -> tuple[str, ...]:
    words = setting.words
    notes = []
    if claim.attribution.value == "implied":
        notes.append(words("a citation stands near, but does not clearly reach this statement"))
    if len(claim.sources) > 1:
        notes.append(words("cited together: who said which part is unknown"))
    if claim.voice.value == "participant":
        notes.append(words("in the words of a participant"))
    if claim.unfitted:
        notes.append(words("fits no element of the framework"))
    return tuple(notes)


def _links(setting: Setting, claim: Claim) -> tuple[LinkView, ...]:
    return tuple(link_view(setting, link, link.claim, back=False) for link in claim.links)


def _links_back(setting: Setting, claim: Claim) -> tuple[LinkView, ...]:
    ties = setting.graph.ties_to.get(claim.id, ())
    return tuple(link_view(setting, tie.link, tie.claim, back=True) for tie in ties)
