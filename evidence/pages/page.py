"""The whole page, put together from its parts."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import LinkKind
from evidence.pages.about import AboutView, about_view
from evidence.pages.cells import CellTableView, cell_table_view
from evidence.pages.citations import Citations
from evidence.pages.claims import ClaimView, claim_view
from evidence.pages.diagram import Diagram
from evidence.pages.edition import Edition, LanguageView
from evidence.pages.evidence_map import MapView, map_views
from evidence.pages.filters import FilterValue, FilterView, filters, leave_out
from evidence.pages.findings import FindingGroup, finding_groups
from evidence.pages.framework import ElementView, RelationView, element_views, relation_views
from evidence.pages.ledger import LedgerRow, ledger
from evidence.pages.limits import claims_elsewhere, limits
from evidence.pages.measures import MeasureRow, measure_rows
from evidence.pages.method import MethodView, method_view
from evidence.pages.passages import Passages
from evidence.pages.phrases import Fact, ItemLink, Phrase
from evidence.pages.provenance import byline
from evidence.pages.questions import QuestionView, question_view
from evidence.pages.robustness import WithoutView, without_views
from evidence.pages.sources import SourceView, other_sources, source_views
from evidence.pages.summary import facts, result
from evidence.pages.tensions import TensionView, tension_views
from evidence.pages.translated import Translated
from evidence.synthesis.cells import cell_tables
from evidence.synthesis.synthesis import Synthesis


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report of one review in one language.

    Shape: `claims_elsewhere` says where the claims are where they are too many
           for a page; `claims` is () then, and no link leads to one.
    """

    title: Phrase
    byline: str
    result: Phrase
    language: str
    languages: tuple[LanguageView, ...]
    of: ItemLink | None
    questions: tuple[QuestionView, ...]
    facts: tuple[Fact, ...]
    limits: tuple[Fact, ...]
    cell_tables: tuple[CellTableView, ...]
    ledger: tuple[LedgerRow, ...]
    groups: tuple[FindingGroup, ...]
    diagram: Diagram
    diagram_svg: str
    elements: tuple[ElementView, ...]
    relations: tuple[RelationView, ...]
    maps: tuple[MapView, ...]
    measures: tuple[MeasureRow, ...]
    tensions: tuple[TensionView, ...]
    qualifications: tuple[TensionView, ...]
    claims: tuple[ClaimView, ...]
    sources: tuple[SourceView, ...]
    method: MethodView
    about: AboutView
    data_hash: str
    version: str
    filters: tuple[FilterView, ...] = ()
    leave_out: tuple[FilterValue, ...] = ()
    without: tuple[WithoutView, ...] = ()
    study: str = ""
    private: bool = False
    claims_elsewhere: str = ""
    other_sources: str = ""


def page(
    review: Translated,
    synthesis: Synthesis,
    passages: Passages,
    citations: Citations,
    edition: Edition,
    diagram: Diagram,
    diagram_svg: str,
) -> Page:
    """Return the report of a review in one language as one value."""
    graph = review.graph
    claims = {
        claim.id: claim_view(review, synthesis, passages, claim) for claim in graph.claims.values()
    }
    groups = finding_groups(review, synthesis, claims, edition)
    elsewhere = claims_elsewhere(review)
    return Page(
        title=review.phrase(graph.review.title),
        byline=byline(review),
        result=result(review),
        language=review.language,
        languages=edition.languages,
        of=review.source(graph.review.of) if graph.review.of else None,
        questions=tuple(question_view(review, q, groups) for q in graph.questions.values()),
        facts=facts(review, synthesis.support),
        limits=limits(review, synthesis.contrast, passages.states),
        cell_tables=tuple(
            cell_table_view(review, table, synthesis.support) for table in cell_tables(graph)
        ),
        ledger=ledger(review, synthesis.support, claims),
        groups=groups,
        diagram=diagram,
        diagram_svg=diagram_svg,
        elements=element_views(review, claims),
        relations=relation_views(review),
        maps=map_views(review),
        measures=measure_rows(review),
        tensions=tension_views(review, claims, LinkKind.CONTRADICTS),
        qualifications=tension_views(review, claims, LinkKind.QUALIFIES),
        claims=() if elsewhere else tuple(claims.values()),
        sources=source_views(review, synthesis, citations),
        method=method_view(review, edition, passages.states, disputed=bool(synthesis.contradicted)),
        about=about_view(review, edition),
        data_hash=edition.data_hash,
        version=edition.version,
        filters=filters(review, synthesis.axes),
        leave_out=leave_out(review, synthesis.leaning.values()),
        without=without_views(review, synthesis.groups),
        study=graph.review.of,
        private=edition.private,
        claims_elsewhere=elsewhere,
        other_sources=other_sources(review),
    )
