"""Findings as cards, kind by kind: support, contradictions and trace."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence.graph import Graph, Role
from evidence.model import Finding, FindingKind, Fit, Wording
from evidence.pages.assessment import AssessmentView, assessment_view, judged_once, made_by
from evidence.pages.card_claims import CardList, card_lists, homes
from evidence.pages.cells import CellView, cell_view
from evidence.pages.claims import Claims, ClaimView
from evidence.pages.copies import CopyView, finding_copy
from evidence.pages.edition import Edition
from evidence.pages.facets import FacetView, facet_views
from evidence.pages.marks import told_mark
from evidence.pages.numbering import by_kind
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.robustness import LeaningView, change_words
from evidence.pages.support import SupportView, support_view
from evidence.pages.translated import Translated
from evidence.synthesis.cells import filled_cells
from evidence.synthesis.judgements import Told
from evidence.synthesis.synthesis import Synthesis


@dataclass(frozen=True, slots=True)
class FitView:
    """How far a sentence of the study is cited, as people judged it, and why.

    Shape: `made` says who judged it and when, "" where the limits say it of
           every judgement; `second` what a second reader judged otherwise, ""
           where nobody did, and `settled` how that was settled.
    """

    because: Phrase
    not_cited: Phrase = Phrase("")
    adds: str = ""
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
    supporting_findings: tuple[ItemLink, ...] = ()
    elements: tuple[ItemLink, ...] = ()
    answers: tuple[ItemLink, ...] = ()
    carries: tuple[ItemLink, ...] = ()
    cells: tuple[CellView, ...] = ()
    fit: FitView | None = None
    resolution: Phrase = Phrase("")
    unresolved: bool = False
    assessment: AssessmentView | None = None
    leanings: tuple[LeaningView, ...] = ()
    caveat: Phrase = Phrase("")
    href: str = ""
    copy: CopyView | None = None
    lists: tuple[CardList, ...] = ()
    concerned: tuple[ItemLink, ...] = ()

    @property
    def housed(self) -> tuple[ClaimView, ...]:
        """Return the claims that stand with this finding and nowhere else."""
        return tuple(one.claim for each in self.lists for one in each.claims if one.whole)


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

    @property
    def housing(self) -> tuple[FindingView, ...]:
        """Return those with which claims stand."""
        return tuple(finding for finding in self.findings if finding.housed)


def finding_groups(
    review: Translated, synthesis: Synthesis, claims: Claims, edition: Edition
) -> tuple[FindingGroup, ...]:
    """Return the findings by kind, in the order in which the framework declares the kinds."""
    graph, at_home = review.graph, homes(review.graph)
    once = judged_once(review)
    groups = []
    for key, findings in by_kind(graph).items():
        views = []
        for finding in findings:
            said = graph.findings[finding]
            view = _finding_view(review, synthesis, said, once)
            lists = card_lists(review, said, synthesis.support[finding], claims, at_home)
            copy = finding_copy(review, said, view.support, edition)
            views.append(replace(view, copy=copy, lists=lists))
        groups.append(_group_view(review, key, tuple(views)))
    return tuple(groups)


_ADDS = {
    "place": "another place",
    "people": "other people",
    "all": "that it holds for all",
    "certainty": "certainty",
    "cause": "a cause",
    "rank": "a rank",
    "time": "another time",
}


def fit_view(review: Translated, finding: Finding, once: str = "") -> FitView | None:
    """Return how far a sentence of the study is cited, None if nobody says so.

    `once` is what is said elsewhere of all judgements, and not repeated.
    """
    fit, words = finding.fit, review.words
    if fit is None:
        return None
    return FitView(
        because=review.phrase(fit.because),
        not_cited=review.phrase(fit.not_cited),
        adds=", ".join(words(_ADDS[one]) for one in fit.adds),
        made="" if once else made_by(review, fit.by, fit.on, finding.id),
        second=_second(review, fit),
        settled=review.phrase(fit.second.settled) if fit.second else Phrase(""),
    )


def _second(review: Translated, fit: Fit) -> str:
    """Return what a second reader judged, "" where that is the same and nothing was settled."""
    second = fit.second
    if second is None or (second.judgement is fit.judgement and not second.settled):
        return ""
    mark = told_mark(review.words, Told(second.judgement.value))
    by = ", ".join(map(review.hand, second.by)) or review.words("a second reader")
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
    review: Translated, synthesis: Synthesis, finding: Finding, once: str
) -> FindingView:
    """Return the card of one finding."""
    graph, key = review.graph, finding.id
    held = synthesis.support[key]
    kind = graph.review.framework.finding_kinds.get(finding.kind)
    return FindingView(
        id=key,
        number=int(review.numbers[key]),
        kind=review.phrase(kind.label) if kind else Phrase(finding.kind),
        statement=review.phrase(finding.statement),
        support=support_view(review, held, synthesis.contrast),
        facets=facet_views(review, finding.facets),
        supporting_findings=review.findings(_findings_below(graph, finding)),
        elements=tuple(review.element(key) for key in finding.elements),
        answers=tuple(review.question(key) for key in finding.answers),
        carries=review.findings(_findings_above(graph, finding)),
        cells=tuple(cell_view(review, cell) for cell in filled_cells(graph, finding)),
        fit=fit_view(review, finding, once),
        concerned=review.findings(key for key in finding.concerns if key in graph.findings),
        resolution=_resolution(review, finding),
        unresolved=held.contested,
        assessment=assessment_view(review, finding.assessment, finding.id, once),
        leanings=tuple(
            LeaningView(review.source(source), change_words(review, change))
            for source, change in synthesis.falls.get(key, ())
        ),
        caveat=review.phrase(finding.caveat),
        href=review.href(key),
    )


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
