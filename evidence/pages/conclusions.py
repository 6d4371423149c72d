"""The sentences that a review judges: what is cited for each, and for what nobody is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.model import Finding
from evidence.pages.marks import Mark, claim_standing, contested_mark
from evidence.pages.numbering import is_judged_in_a_table, weakest_first
from evidence.pages.phrases import ItemLink, Listed, Phrase, listed
from evidence.pages.support import facts_of, judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.judgements import Told, told
from evidence.synthesis.support import Support

# A row says so many of the statements behind it; its card has all.
MOST_STATEMENTS = 2


@dataclass(frozen=True, slots=True)
class CitedView:
    """A statement that is cited for a sentence: in short, by whom, and what it rests on."""

    claim: ItemLink
    statement: Phrase
    mark: Mark


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """A sentence, how far it is cited, what is cited, and what nobody is cited for.

    Shape: `nothing_lacks` says why nobody is missed where `not_cited` is empty.
           `via` are the works through which what is cited is known.
           `cited`, `near`, `own` and `against` count the claims of its dots.
    """

    id: str
    number: str
    finding: ItemLink
    statement: Phrase
    judgement: Mark | None
    contested: Mark | None
    said: Listed[CitedView]
    not_cited: Phrase
    nothing_lacks: str
    sources: tuple[ItemLink, ...]
    via: tuple[ItemLink, ...]
    facts: str
    weight: int
    cited: int
    near: int
    own: int
    against: int


@dataclass(frozen=True, slots=True)
class ConclusionTable:
    """The judged sentences of one kind of finding, the weakest first."""

    id: str
    heading: Phrase
    rows: tuple[ConclusionRow, ...]


def conclusion_tables(
    review: Translated, support: Mapping[str, Support]
) -> tuple[ConclusionTable, ...]:
    """Return a table for each kind that the bar counts; without a bar, for each that is judged."""
    graph = review.graph
    tables = []
    for kind in graph.review.framework.finding_kinds.values():
        if not is_judged_in_a_table(graph, kind):
            continue
        rows = tuple(_row(review, f, support[f.id]) for f in weakest_first(graph, kind))
        if rows:
            heading = review.phrase(kind.heading or kind.plural or kind.label)
            tables.append(ConclusionTable(f"kind-{kind.id}", heading, rows))
    return tuple(tables)


def _row(review: Translated, finding: Finding, held: Support) -> ConclusionRow:
    graph, words = review.graph, review.words
    fit = finding.fit
    premises = fit.argued_from if fit else ()
    told_of = dict.fromkeys((*held.direct, *premises, *held.implied))
    claims = [graph.claims[key] for key in told_of if key in graph.claims]
    works = dict.fromkeys(work for claim in claims for work in claim.sources)
    hands = dict.fromkeys(hand for claim in claims for hand in claim.via if hand not in works)
    said = [
        CitedView(
            review.claim(claim.id), review.in_short(claim.id), claim_standing(words, graph, claim)
        )
        for claim in claims
    ]
    return ConclusionRow(
        id=finding.id,
        number=review.numbers[finding.id],
        finding=review.finding(finding.id),
        statement=review.in_short(finding.id),
        judgement=judgement_mark(review, finding),
        contested=contested_mark(words, graph, held),
        said=listed(said, MOST_STATEMENTS),
        not_cited=lacking(review, finding),
        nothing_lacks=words(_NOTHING_LACKS.get(told(graph, finding), "not said")),
        sources=review.sources(works),
        via=review.sources(hands),
        facts=facts_of(review, held),
        weight=len(held.citations),
        cited=len(held.direct),
        near=len(held.implied),
        own=len(held.own),
        against=len(held.contradicting),
    )


_NOTHING_LACKS: Mapping[Told | None, str] = {
    Told.ARGUED: "nothing: argued from what is cited",
    Told.AS_CITED: "nothing: all of it is cited",
    Told.NOT_DUE: "nothing: no citation is due",
    Told.OWN_CITATION: "nothing: it carries its own citation",
    Told.NOT_JUDGED: "not judged yet",
}


def lacking(review: Translated, finding: Finding) -> Phrase:
    """Return for what nobody is cited: for a sentence without a citation, for all of it."""
    said = review.phrase(finding.fit.not_cited) if finding.fit else Phrase("")
    if not said.text and told(review.graph, finding) is Told.NOTHING:
        return Phrase(review.words("all of it"))
    return said
