"""What is told of a finding's support: the judgement first, then small facts, never a grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.model import Finding
from evidence.model.review import WITHDRAWN
from evidence.pages.marks import Mark, confidence_mark, contested_mark, told_mark
from evidence.pages.signatures import changed_since
from evidence.pages.translated import Translated
from evidence.synthesis.contrast import said_of, said_of_neither, spread
from evidence.synthesis.judgements import told
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class SupportView:
    """What leads wherever a finding stands, and what is counted.

    Shape: `judgement` is people's: how far the sentence is cited, or their
           confidence; None where nobody judges; `below` is the same where its
           name stands above. `facts` is one line in words, `spread` counts
           what supports it by the values of the facet that the review
           contrasts, "" where there is none.
    """

    judgement: Mark | None
    contested: Mark | None
    facts: str
    spread: str = ""
    below: Mark | None = None


def support_view(review: Translated, held: Support, contrast: str = "") -> SupportView:
    """Return what is told of a finding's support."""
    finding = review.graph.findings[held.finding]
    return SupportView(
        judgement=judgement_mark(review, finding),
        contested=contested_mark(review.words, review.graph, held),
        facts=facts_of(review, held),
        spread=_spread(review, held, contrast),
        below=judgement_mark(review, finding, named=False),
    )


def told_in_words(held: SupportView) -> str:
    """Return the judgement, what contests it, and the facts, as one line of words."""
    marks = (mark for mark in (held.judgement, held.contested) if mark)
    said = [*(f"{mark.symbol} {mark.words}".strip() for mark in marks), held.facts]
    return "; ".join(part for part in said if part)


def weight(held: Support) -> int:
    """Return how many citations, or studies, a finding rests on itself."""
    return len(held.studies) or len(held.citations)


def judgement_mark(review: Translated, finding: Finding, *, named: bool = True) -> Mark | None:
    """Return how people judged a finding, in words; None where they do not, or have not.

    Where it was agreed to, and something changed since, that is told with it.
    With `named` a confidence stands under its own name, else below that.
    """
    mark = _judged(review, finding, named=named)
    state = review.signed.get(finding.id)
    if mark is None or state is None or not state.moved or not (finding.fit or finding.assessment):
        return mark
    since = review.words(
        "agreed on {date}; since then changed: {list}",
        date=state.signature.date,
        list=changed_since(review, state),
    )
    return mark._replace(words=f"{mark.words}, {since}")


def _judged(review: Translated, finding: Finding, *, named: bool) -> Mark | None:
    if review.graph.review.of:
        way = told(review.graph, finding)
        return told_mark(review.words, way) if way else None
    if finding.assessment is None or not finding.assessment.confidence:
        return None
    return confidence_mark(review.words, finding.assessment.confidence, named=named)


def facts_of(review: Translated, held: Support) -> str:
    """Return what is counted of a finding's support, in one line; "" of an omission."""
    finding, words = review.graph.findings[held.finding], review.words
    if finding.concerns:
        return ""
    parts = _of_studies(review, held) if not review.graph.review.of else _of_citations(review, held)
    if said := "; ".join(part for part in parts if part):
        return said
    if not review.graph.review.of:
        return words("no study")
    if finding.fit and finding.fit.argued_from:
        return words("nothing is cited but what it is argued from")
    return words("nothing is cited")


def _of_citations(review: Translated, held: Support) -> Sequence[str]:
    words = review.words
    return (
        _cited(review, held),
        words.count(len(held.implied), "+ {n} by implication", "+ {n} by implication")
        if held.implied
        else "",
        _rests_on(review, held),
        words.count(
            len(held.own), "{n} statement of the study’s own", "{n} statements of the study’s own"
        )
        if held.own
        else "",
        words.count(len(held.contradicting), "{n} claim against it", "{n} claims against it")
        if held.contradicting
        else "",
        _lost(review, held),
    )


def _cited(review: Translated, held: Support) -> str:
    """Return who is cited, those cited together as one, and how many citations these are."""
    if not held.citations:
        return ""
    words = review.words
    several = [_together(review, works) for works in held.citations]
    more = []
    if len(several) > 1 or any(len(works) > 1 for works in held.citations):
        more.append(words.count(len(several), "{n} citation", "{n} citations"))
    more += _by_side(review, held)
    if held.from_one_voice:
        more.append(words("from one party"))
    listed = "; ".join(several)
    said = words("cited: {list}", list=listed)
    return f"{said} ({', '.join(more)})" if more else said


def _together(review: Translated, works: Sequence[str]) -> str:
    labels = [_called(review, work) for work in works]
    if len(labels) == 1:
        return labels[0]
    return review.words("{list} and {last} together", list=", ".join(labels[:-1]), last=labels[-1])


def _called(review: Translated, work: str) -> str:
    """Return what a work is called; when it was retracted stands beside one that is cited still."""
    label, facts = review.source(work).label, review.graph.review.sources.get(work)
    notice = facts.retracted if facts else None
    if notice is None or notice.nature != WITHDRAWN or not notice.date:
        return label
    name = review.labels.get(work, work)
    return review.words("{name} (retracted since, {date})", name=name, date=notice.date)


def _by_side(review: Translated, held: Support) -> Iterator[str]:
    """Yield how many citations are said of the side that is spoken to, and of neither side."""
    words, contrast = review.words, review.graph.review.contrast
    side, neither = said_of(review.graph, held), said_of_neither(review.graph, held)
    if contrast is None or side is None:
        return
    facet = review.graph.review.framework.facets.get(contrast.facet)
    labels = {key: review.text(value.label) for key, value in facet.values.items()} if facet else {}
    one, other = (
        ", ".join(labels[key] for key in values if key in labels)
        for values in (contrast.from_values, contrast.to_values)
    )
    yield words("{n} said of {place}", n=words.number(side), place=other)
    if neither:
        number = words.number(neither)
        yield words("{n} said of neither {one} nor {other}", n=number, one=one, other=other)


def _rests_on(review: Translated, held: Support) -> str:
    if not held.findings:
        return ""
    listed = ", ".join(sorted((review.numbers[key] for key in held.findings), key=int))
    return review.words.count(
        len(held.findings), "rests on finding {list}", "rests on findings {list}", list=listed
    )


def _of_studies(review: Translated, held: Support) -> Sequence[str]:
    words = review.words
    gone = len(held.withdrawn)
    return (
        _studies(review, held),
        _withdrawn(review, held) if gone else "",
        words.count(len(held.second_hand), "{n} claim at second hand", "{n} claims at second hand")
        if held.second_hand
        else "",
        _rests_on(review, held),
        _lost(review, held) if not gone else "",
    )


def _studies(review: Translated, held: Support) -> str:
    if not held.studies:
        return ""
    words = review.words
    said = words.count(len(held.studies), "{n} study", "{n} studies")
    if not held.against:
        return said
    against = words.number(len(held.against))
    return words("{studies}, {n} of them against", studies=said, n=against)


def _withdrawn(review: Translated, held: Support) -> str:
    """Return how many studies do not count, beside the number of those that do."""
    words, number = review.words, len(held.withdrawn)
    if len(held.withdrawn_against) == number:
        return words.count(
            number,
            "not counted: {n} retracted, which spoke against",
            "not counted: {n} retracted, which spoke against",
        )
    return words.count(number, "not counted: {n} retracted", "not counted: {n} retracted")


def _lost(review: Translated, held: Support) -> str:
    if not held.lost:
        return ""
    return review.words.count(
        len(held.lost), "{n} claim counts no more", "{n} claims count no more"
    )


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
