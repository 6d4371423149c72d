"""Claims as a page shows them: statement, passages, sources, and what rests on them."""

from __future__ import annotations

from evidence.graph import Role, elements_of
from evidence.model import Claim, Link, LinkKind, Measure, Passage
from evidence.pages.marks import passage_mark, standing_mark
from evidence.pages.setting import Setting
from evidence.pages.views import (
    ClaimKeys,
    ClaimView,
    FacetView,
    LinkView,
    Mark,
    MeasureView,
    PassageView,
    Phrase,
    Ref,
    UseView,
)
from evidence.synthesis.axes import ELEMENT, SOURCE, STANDING
from evidence.synthesis.cells import marks_of, standing_of

# The page's script sees these in the claim itself.
READ_OFF = frozenset((ELEMENT, SOURCE, STANDING))

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
ROLES = {
    Role.STATED_IN: "states",
    Role.SUPPORTED_BY: "supports",
    Role.CONTRADICTED_BY: "contradicts",
    Role.QUALIFIED_BY: "qualifies",
    Role.BACKGROUND: "background of",
}
_NATURES = {
    "observed": "observed",
    "estimate": "an estimate",
    "target": "a target",
    "threshold": "a threshold",
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
            UseView(words(ROLES[use.role]), Ref(setting.href(use.finding), use.finding))
            for use in graph.uses.get(claim.id, ())
        )
        + tuple(
            UseView(words("supports through others"), Ref(setting.href(key), key))
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


def measure_view(setting: Setting, measure: Measure) -> MeasureView:
    """Return a figure in words, its numbers written as the language writes them."""
    words = setting.words
    year = setting.text(measure.year_label) or measure.year
    if measure.year == "not stated":
        year = words("year not stated")
    parts = tuple(
        f"{setting.text(measure.part_labels[name]) if name in measure.part_labels else name}"
        f" {words.number(value)}"
        for name, value in measure.parts.items()
    )
    return MeasureView(
        of=setting.phrase(measure.of),
        value=_value(setting, measure),
        base=setting.phrase(measure.base),
        year=year,
        nature=words(_NATURES[measure.nature.value]),
        parts=parts,
    )


def claim_standing(setting: Setting, claim: Claim) -> Mark:
    """Return what a claim rests on; in a review of many texts, whether it is known second-hand."""
    graph = setting.graph
    one_study = bool(graph.review.of)
    return standing_mark(setting.words, standing_of(graph, claim), one_study=one_study)


def link_view(setting: Setting, link: Link, other: str, *, back: bool) -> LinkView:
    """Return a link as seen from the claim that states it, or from the other one (`back`)."""
    words = setting.words
    said = words((_BACKWARD if back else _FORWARD)[link.kind])
    if link.how and not back:
        said = f"{said} {words(_HOW[link.how.value])}"
    return LinkView(
        words=said,
        claim=setting.claim(other),
        # The reason is worded from the side that states the link, and stands there alone.
        because=Phrase("") if back else setting.phrase(link.because),
        stated=words("the text itself says so") if link.stated else "",
    )


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


def _read_in(setting: Setting, claim: Claim) -> Ref | None:
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


def _defines(setting: Setting, claim: Claim) -> Ref | None:
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


def _value(setting: Setting, measure: Measure) -> str:
    words = setting.words
    unit = setting.text(measure.unit_label) or measure.unit
    if measure.unit == "percent":
        unit = words("percent")
    if measure.value is not None:
        return f"{words.number(measure.value)} {unit}".strip()
    if measure.about is not None:
        return words("about {n}", n=f"{words.number(measure.about)} {unit}".strip())
    bounds = measure.bounds
    ends = []
    if bounds is not None:
        said = (
            ("more than {n}", bounds.above),
            ("at least {n}", bounds.from_),
            ("less than {n}", bounds.below),
            ("at most {n}", bounds.up_to),
        )
        ends = [words(text, n=words.number(end)) for text, end in said if end is not None]
    return f"{', '.join(ends)} {unit}".strip()
