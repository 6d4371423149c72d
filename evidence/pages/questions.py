"""Questions, and the findings that answer them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.model import Question
from evidence.pages.findings import FindingGroup, FindingView
from evidence.pages.judgements import StripView, strip_view
from evidence.pages.passages import locator
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.translated import Translated
from evidence.synthesis.judgements import answers

MOST_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question, the findings that answer it, and how many of those stand below these.

    `answer` is the reviewers' summary, `strip` how the findings that answer it
    were judged, the weakest first. `answers` are of the first kind that answers
    it, without those that another answer rests on, and `others` counts the rest;
    where there are a summary and judgements, these stand for them.
    """

    id: str
    text: Phrase
    asked_by: ItemLink | None
    locator: str
    answer: Phrase
    answers: tuple[FindingView, ...]
    others: int = 0
    strip: StripView | None = None


def question_view(
    review: Translated, question: Question, groups: Iterable[FindingGroup]
) -> QuestionView:
    """Return a question with the findings that answer it, those of the first kind that does."""
    graph = review.graph
    answering = {f.id for f in graph.findings.values() if question.id in f.answers}
    below = {key for f in answering for key in graph.findings[f].supported_by}
    by_kind = (
        [view for view in group.findings if view.id in answering - below] for group in groups
    )
    views: list[FindingView] = next((kind for kind in by_kind if kind), [])
    tallied = answers(graph, question.id)
    # a summary and the strip say it; without both the findings do themselves
    if question.answer and tallied.findings:
        answering, views = set(), []
    shown = tuple(views[:MOST_ANSWERS])
    return QuestionView(
        id=question.id,
        text=review.phrase(question.text),
        asked_by=review.source(question.asked_by) if question.asked_by else None,
        locator=locator(review.words, question.at),
        answer=review.phrase(question.answer),
        answers=shown,
        others=len(answering) - len(shown),
        strip=strip_view(review, tallied) if tallied.findings else None,
    )
