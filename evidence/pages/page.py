"""The whole page, put together from its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.model import LinkKind, Question
from evidence.pages.cells import cell_table_view
from evidence.pages.claims import claim_view
from evidence.pages.diagram import Diagram
from evidence.pages.filters import filters, leave_out
from evidence.pages.findings import finding_groups, ledger
from evidence.pages.framework import (
    element_views,
    measure_rows,
    relation_views,
    tension_views,
)
from evidence.pages.limits import claims_elsewhere, limits, verified_against
from evidence.pages.maps import map_views
from evidence.pages.marks import (
    disputed_mark,
    fit_marks,
    passage_marks,
    standing_marks,
    state_marks,
)
from evidence.pages.robustness import without_views
from evidence.pages.setting import Setting
from evidence.pages.sources import source_views
from evidence.pages.summary import facts
from evidence.pages.views import (
    Fact,
    FindingGroup,
    FindingView,
    LanguageView,
    MethodView,
    Page,
    QuestionView,
    SilencedView,
    WarningView,
)
from evidence.synthesis.cells import cell_tables

ANSWERS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Edition:
    """What a page says of itself: its languages, its inputs, what was silenced."""

    languages: tuple[LanguageView, ...]
    data_hash: str
    version: str
    silenced: tuple[SilencedView, ...] = ()
    open_warnings: tuple[WarningView, ...] = ()
    audit: tuple[str, ...] = ()
    private: bool = False


def page(setting: Setting, edition: Edition, diagram: Diagram, diagram_svg: str) -> Page:
    """Return the report of a review in one language as one value."""
    graph = setting.graph
    claims = {claim.id: claim_view(setting, claim) for claim in graph.claims.values()}
    groups = finding_groups(setting, claims)
    elsewhere = claims_elsewhere(setting)
    return Page(
        title=setting.phrase(graph.review.title),
        language=setting.language,
        languages=edition.languages,
        of=setting.source(graph.review.of) if graph.review.of else None,
        questions=tuple(_question_view(setting, q, groups) for q in graph.questions.values()),
        facts=facts(setting),
        limits=limits(setting),
        cell_tables=tuple(cell_table_view(setting, table) for table in cell_tables(graph)),
        ledger=ledger(setting, claims),
        groups=groups,
        diagram=diagram,
        diagram_svg=diagram_svg,
        elements=element_views(setting, claims),
        relations=relation_views(setting),
        maps=map_views(setting),
        measures=measure_rows(setting),
        tensions=tension_views(setting, claims, LinkKind.CONTRADICTS),
        qualifications=tension_views(setting, claims, LinkKind.QUALIFIES),
        claims=() if elsewhere else tuple(claims.values()),
        sources=source_views(setting),
        method=_method_view(setting, edition),
        data_hash=edition.data_hash,
        version=edition.version,
        filters=filters(setting, claims.values()),
        leave_out=leave_out(setting),
        without=without_views(setting),
        study=graph.review.of,
        private=edition.private,
        claims_elsewhere=elsewhere,
    )


def _question_view(
    setting: Setting, question: Question, groups: Iterable[FindingGroup]
) -> QuestionView:
    """Return a question with the findings that answer it, those of the first kind that does."""
    graph = setting.graph
    answering = {f.id for f in graph.findings.values() if question.id in f.answers}
    below = {key for f in answering for key in graph.findings[f].supported_by}
    by_kind = (
        [view for view in group.findings if view.id in answering - below] for group in groups
    )
    views: list[FindingView] = next((kind for kind in by_kind if kind), [])
    shown = tuple(views[:ANSWERS_SHOWN])
    return QuestionView(
        id=question.id,
        text=setting.phrase(question.text),
        asked_by=setting.source(question.asked_by) if question.asked_by else None,
        locator=setting.locator(question.at),
        answers=shown,
        others=len(answering) - len(shown),
    )


def _method_view(setting: Setting, edition: Edition) -> MethodView:
    """Return how the review was made, and what the words of the report mean."""
    graph, words, href = setting.graph, setting.words, setting.href
    review = graph.review
    made = [
        Fact(words.count(len(graph.claims), "{n} coded claim", "{n} coded claims"), href("claims")),
        Fact(words.count(len(graph.findings), "{n} finding", "{n} findings"), href("findings")),
        Fact(words.count(len(graph.elements), "{n} element", "{n} elements"), href("framework")),
        Fact(words.count(len(graph.sources), "{n} source", "{n} sources"), href("sources")),
    ]
    coders = sorted({claim.coder for claim in graph.claims.values() if claim.coder})
    if coders:
        made.append(Fact(words("coded by {list}", list=", ".join(coders))))
    if review.quote_words is not None:
        made.append(Fact(words("a quote has at most {n} words", n=review.quote_words)))
    return MethodView(
        facts=tuple(made),
        words=(
            *standing_marks(words, one_study=bool(review.of)),
            *(
                (mark, meaning)
                for mark, meaning in state_marks(words, one_study=bool(review.of))
                if mark.code != ("second_hand_only" if review.of else "own_statement_only")
            ),
            *(fit_marks(words) if any(f.fit for f in graph.findings.values()) else ()),
            *(
                ((disputed_mark(words), words("another claim contradicts it")),)
                if setting.contradicted
                else ()
            ),
            *passage_marks(words, setting.states.values()),
        ),
        not_assessed=setting.phrase(review.not_assessed),
        reconstructed=setting.phrase(review.framework.reconstructed),
        silenced=edition.silenced,
        open_warnings=edition.open_warnings,
        verified=verified_against(setting),
        told=setting.phrase(review.method),
        audit=edition.audit,
    )
