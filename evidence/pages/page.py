"""The whole page, put together from its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.model import LinkKind
from evidence.pages.about import AboutView, about_view
from evidence.pages.card_claims import homes
from evidence.pages.cells import CellTableView, cell_table_view
from evidence.pages.changed import ChangedView
from evidence.pages.citations import Citations
from evidence.pages.claims import ClaimView, claim_view
from evidence.pages.conclusions import ConclusionTable, conclusion_tables
from evidence.pages.diagram import Diagram
from evidence.pages.edition import Edition, LanguageView
from evidence.pages.evidence_map import MapView, map_views
from evidence.pages.filters import FilterValue, FilterView, filters, leave_out
from evidence.pages.finding_lines import KindView, kind_views
from evidence.pages.findings import FindingGroup, finding_groups
from evidence.pages.framework import ElementView, RelationView, element_views, relation_views
from evidence.pages.judgements import BarView, bar_view
from evidence.pages.leaning import LeaningTable, leaning_table
from evidence.pages.limits import claims_elsewhere, counted, limits
from evidence.pages.measures import MeasureRow, measure_rows
from evidence.pages.method import MethodView, method_view, sources_counted
from evidence.pages.numbering import by_kind
from evidence.pages.passages import Passages
from evidence.pages.phrases import Fact, ItemLink, Phrase, listed
from evidence.pages.provenance import byline
from evidence.pages.questions import QuestionView, question_view
from evidence.pages.relation_matrix import RelationMatrix, relation_matrix
from evidence.pages.robustness import WithoutView, without_views
from evidence.pages.sources import SourceView, other_sources, source_views
from evidence.pages.studies import StudiesTable, studies_table
from evidence.pages.summary import holdings, result, scope, unread
from evidence.pages.summary_of_findings import SummaryGroup, summary_groups
from evidence.pages.tensions import MOST_PAIRS, TensionView, tension_views
from evidence.pages.timeline import timeline_of
from evidence.pages.translated import Translated
from evidence.pictures.timeline import Timeline
from evidence.synthesis.cells import cell_tables
from evidence.synthesis.synthesis import Synthesis


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report of one review in one language.

    Shape: `claims_elsewhere` says where the claims are where they are too many
           for a page; no link leads to one then.
    """

    title: Phrase
    byline: str
    result: Phrase
    language: str
    languages: tuple[LanguageView, ...]
    of: ItemLink | None
    questions: tuple[QuestionView, ...]
    holdings: str
    limits: tuple[Fact, ...]
    counted: tuple[Fact, ...]
    cell_tables: tuple[CellTableView, ...]
    bar: BarView | None
    unread: str
    scope: str
    summary: tuple[SummaryGroup, ...]
    conclusions: tuple[ConclusionTable, ...]
    kinds: tuple[KindView, ...]
    leaning: LeaningTable
    groups: tuple[FindingGroup, ...]
    diagram: Diagram
    diagram_svg: str
    elements: tuple[ElementView, ...]
    relations: tuple[RelationView, ...]
    matrix: RelationMatrix
    maps: tuple[MapView, ...]
    measures: tuple[MeasureRow, ...]
    tensions: tuple[TensionView, ...]
    qualifications: tuple[TensionView, ...]
    other_claims: tuple[ClaimView, ...]
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
    changed: ChangedView | None = None
    claims_elsewhere: str = ""
    more_tensions: int = 0
    other_sources: str = ""
    sources_counted: str = ""
    studies: StudiesTable | None = None
    timeline: Timeline | None = None


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
    tables = tuple(cell_table_view(review, t, synthesis.support) for t in cell_tables(graph))
    summary = summary_groups(review, synthesis.support)
    conclusions = conclusion_tables(review, synthesis.support)
    told = {
        *(table.id.removeprefix("kind-") for table in tables),
        *(() if graph.review.of else by_kind(graph)),
        *(table.id.removeprefix("kind-") for table in conclusions),
    }
    at_home = homes(graph)
    pairs = listed(tension_views(review, claims, LinkKind.CONTRADICTS), MOST_PAIRS)
    return Page(
        title=review.phrase(graph.review.title),
        byline=byline(review),
        result=result(review),
        language=review.language,
        languages=edition.languages,
        of=review.source(graph.review.of) if graph.review.of else None,
        questions=tuple(question_view(review, q, groups) for q in graph.questions.values()),
        holdings=holdings(review),
        limits=limits(review, passages.states),
        counted=counted(review, synthesis.contrast),
        cell_tables=tables,
        bar=bar_view(review, synthesis.support),
        unread=unread(review),
        scope=scope(review),
        summary=summary,
        conclusions=conclusions,
        kinds=kind_views(review, synthesis.support, told),
        leaning=leaning_table(
            review, synthesis.support, synthesis.leaning, _leading(summary, conclusions)
        ),
        groups=groups,
        diagram=diagram,
        diagram_svg=diagram_svg,
        elements=element_views(review, claims),
        relations=relation_views(review),
        matrix=relation_matrix(review),
        maps=map_views(review),
        measures=measure_rows(review),
        tensions=pairs.shown,
        more_tensions=len(pairs.rest),
        qualifications=tension_views(review, claims, LinkKind.QUALIFIES),
        other_claims=()
        if elsewhere
        else tuple(view for key, view in claims.items() if key not in at_home),
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
        changed=edition.changed,
        claims_elsewhere=elsewhere,
        other_sources=other_sources(review),
        sources_counted=sources_counted(review),
        studies=studies_table(review, synthesis.support),
        timeline=timeline_of(review, graph.used_sources()),
    )


def _leading(
    summary: Iterable[SummaryGroup], conclusions: Iterable[ConclusionTable]
) -> tuple[str, ...]:
    """Return the findings that lead the report, in the order of its tables."""
    return (
        *(row.id for group in summary for row in group.rows),
        *(row.id for table in conclusions for row in table.rows),
    )
