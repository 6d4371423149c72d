"""Findings as cards, kind by kind: support, contradictions and trace."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence.graph import Graph, Role
from evidence.model import Finding, FindingKind, SecondFit, Wording
from evidence.pages.assessment import AssessmentView, assessment_view, made_by
from evidence.pages.card_claims import CardList, card_lists, homes
from evidence.pages.cells import CellView, cell_view
from evidence.pages.claims import Claims, ClaimView, picked
from evidence.pages.copies import CopyView, finding_copy
from evidence.pages.edition import Edition
from evidence.pages.facets import FacetView, facet_views
from evidence.pages.marks import Mark, told_mark
from evidence.pages.numbering import by_kind
from evidence.pages.passages import locator, text_language
from evidence.pages.phrases import ItemLink, Listed, Phrase, listed
from evidence.pages.robustness import LeaningView, change_words
from evidence.pages.support import SupportView, support_view
from evidence.pages.translated import Translated
from evidence.synthesis.cells import filled_cells
from evidence.synthesis.judgements import Told
from evidence.synthesis.support import Support
from evidence.synthesis.synthesis import Synthesis

# A card shows so many claims with their passages and names the others; the
# table of all findings shows so many sources.
MOST_CLAIMS = 24
MOST_SOURCES = 12


@dataclass(frozen=True, slots=True)
class StatedView:
    """The place where the study words a finding itself."""

    claim: ItemLink
    quote: str
    language: str
    locator: str


@dataclass(frozen=True, slots=True)
class FitView:
    """How far a sentence of the study is cited, as people judged it, and why.

    Shape: `made` says who judged it and when, `second` what a second reader
           judged, "" without one, and `settled` how that was settled.
    """

    mark: Mark
    because: Phrase
    not_cited: Phrase = Phrase("")
    adds: str = ""
    argued_from: tuple[ItemLink, ...] = ()
    made: str = ""
    second: str = ""
    settled: Phrase = Phrase("")


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: a card with its support, its contradictions and its trace."""

    id: str
    number: int
    kind: Phrase
    statement: Phrase
    support: SupportView
    facets: tuple[FacetView, ...] = ()
    stated_in: tuple[StatedView, ...] = ()
    supporting: Listed[ClaimView] = Listed(())
    supporting_findings: tuple[ItemLink, ...] = ()
    contradicting: Listed[ClaimView] = Listed(())
    qualifying: Listed[ClaimView] = Listed(())
    background: Listed[ClaimView] = Listed(())
    sources: Listed[ItemLink] = Listed(())
    elements: tuple[ItemLink, ...] = ()
    answers: tuple[ItemLink, ...] = ()
    carries: tuple[ItemLink, ...] = ()
    cells: tuple[CellView, ...] = ()
    fit: FitView | None = None
    concerns: tuple[ItemLink, ...] = ()
    resolution: Phrase = Phrase("")
    unresolved: bool = False
    assessment: AssessmentView | None = None
    leanings: tuple[LeaningView, ...] = ()
    caveat: Phrase = Phrase("")
    href: str = ""
    copy: CopyView | None = None
    lists: tuple[CardList, ...] = ()
    concerned: tuple[ItemLink, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one kind."""

    id: str
    label: Phrase
    definition: Phrase
    findings: tuple[FindingView, ...]
    href: str = ""

    @property
    def number(self) -> int:
        """Return how many there are."""
        return len(self.findings)


def finding_groups(
    review: Translated, synthesis: Synthesis, claims: Claims, edition: Edition
) -> tuple[FindingGroup, ...]:
    """Return the findings by kind, in the order in which the framework declares the kinds."""
    graph, at_home = review.graph, homes(review.graph)
    groups, number = [], 0
    for key, findings in by_kind(graph).items():
        views = []
        for finding in findings:
            number += 1
            said = graph.findings[finding]
            view = _finding_view(review, synthesis, said, number, claims)
            lists = card_lists(review, said, synthesis.support[finding], claims, at_home)
            copy = finding_copy(review, said, view.support, edition)
            views.append(replace(view, copy=copy, lists=lists))
        groups.append(_group_view(review, key, tuple(views)))
    return tuple(groups)


def stated_views(review: Translated, finding: Finding) -> tuple[StatedView, ...]:
    """Return the places where the study words a finding itself."""
    claims = (review.graph.claims.get(key) for key in finding.stated_in)
    return tuple(
        StatedView(
            claim=review.claim(claim.id),
            quote=claim.passage.quote,
            language=claim.passage.quote_lang or text_language(review.graph, claim.read_in),
            locator=locator(review.words, claim.passage.at),
        )
        for claim in claims
        if claim
    )


_ADDS = {
    "place": "another place",
    "people": "other people",
    "all": "that it holds for all",
    "certainty": "certainty",
    "cause": "a cause",
    "rank": "a rank",
    "time": "another time",
}


def fit_view(review: Translated, finding: Finding) -> FitView | None:
    """Return how far a sentence of the study is cited, None if nobody says so."""
    fit, words = finding.fit, review.words
    if fit is None:
        return None
    return FitView(
        mark=told_mark(words, Told(fit.judgement.value)),
        because=review.phrase(fit.because),
        not_cited=review.phrase(fit.not_cited),
        adds=", ".join(words(_ADDS[one]) for one in fit.adds),
        argued_from=review.claims(fit.argued_from),
        made=made_by(review, fit.by, fit.on),
        second=_second(review, fit.second),
        settled=review.phrase(fit.second.settled) if fit.second else Phrase(""),
    )


def _second(review: Translated, second: SecondFit | None) -> str:
    if second is None:
        return ""
    mark = told_mark(review.words, Told(second.judgement.value))
    by = ", ".join(second.by) or review.words("a second reader")
    return review.words("{who} judged apart: {judgement}.", who=by, judgement=mark.words)


def _group_view(review: Translated, kind: str, views: tuple[FindingView, ...]) -> FindingGroup:
    """Return the findings of one kind under its name."""
    declared = review.graph.review.framework.finding_kinds.get(kind)
    kind_of = declared or FindingKind(kind, Wording(kind))
    label = review.phrase(kind_of.plural or kind_of.label)
    anchor = f"cards-{kind}"
    definition = review.phrase(kind_of.definition)
    return FindingGroup(anchor, label, definition, views, review.href(anchor))


def _finding_view(
    review: Translated, synthesis: Synthesis, finding: Finding, number: int, claims: Claims
) -> FindingView:
    """Return the card of one finding."""
    graph, key = review.graph, finding.id
    held = synthesis.support[key]
    kind = graph.review.framework.finding_kinds.get(finding.kind)
    return FindingView(
        id=key,
        number=number,
        kind=review.phrase(kind.label) if kind else Phrase(finding.kind),
        statement=review.phrase(finding.statement),
        support=support_view(review, held, synthesis.contrast),
        facets=facet_views(review, finding.facets),
        stated_in=stated_views(review, finding),
        supporting=listed(picked(claims, _supporting(finding, held)), MOST_CLAIMS),
        supporting_findings=review.findings(_findings_below(graph, finding)),
        contradicting=listed(picked(claims, held.contradicting), MOST_CLAIMS),
        qualifying=listed(picked(claims, held.qualifying), MOST_CLAIMS),
        background=listed(picked(claims, held.background), MOST_CLAIMS),
        sources=listed(review.sources(held.sources), MOST_SOURCES),
        elements=tuple(review.element(key) for key in finding.elements),
        answers=tuple(review.question(key) for key in finding.answers),
        carries=review.findings(_findings_above(graph, finding)),
        cells=tuple(cell_view(review, cell) for cell in filled_cells(graph, finding)),
        fit=fit_view(review, finding),
        concerns=tuple(review.item(key) for key in finding.concerns),
        concerned=review.findings(key for key in finding.concerns if key in graph.findings),
        resolution=_resolution(review, finding),
        unresolved=held.contested,
        assessment=assessment_view(review, finding.assessment),
        leanings=tuple(
            LeaningView(review.source(source), change_words(review, change))
            for source, change in synthesis.falls.get(key, ())
        ),
        caveat=review.phrase(finding.caveat),
        href=review.href(key),
    )


def _supporting(finding: Finding, held: Support) -> tuple[str, ...]:
    """Return the claims that support a finding; its very sentence first, where that is cited."""
    cited = (key for key in finding.stated_in if key in (*held.direct, *held.implied))
    return tuple(dict.fromkeys((*cited, *held.claims)))


def _findings_below(graph: Graph, finding: Finding) -> tuple[str, ...]:
    """Return the findings that a finding rests on."""
    return tuple(key for key in finding.supported_by if key in graph.findings)


def _findings_above(graph: Graph, finding: Finding) -> tuple[str, ...]:
    """Return the findings that rest on a finding, each once."""
    uses = graph.uses.get(finding.id, ())
    return tuple(dict.fromkeys(use.finding for use in uses if use.role is Role.SUPPORTED_BY))


def _resolution(review: Translated, finding: Finding) -> Phrase:
    if not finding.resolution or finding.unresolved:
        return Phrase("")
    return review.phrase(finding.resolution)
