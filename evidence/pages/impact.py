"""What rests on an item, in words: what changes and falls without it, and what fells a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Wording
from evidence.pages.citations import plain_label
from evidence.pages.robustness import change_words
from evidence.pages.support import judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.felling import Felling
from evidence.synthesis.robustness import Change
from evidence.synthesis.support import Exclusion


@dataclass(frozen=True, slots=True)
class ImpactView:
    """What rests on an item.

    Shape: `lines` tell of the findings that fall, then of those that change, a
           line each, those below a finding indented by two blanks.
    """

    title: str
    summary: str
    lines: tuple[str, ...] = ()


def impact_view(
    graph: Graph,
    named: Sequence[str],
    without: Exclusion,
    changes: Sequence[Change],
    words: Catalogue,
) -> ImpactView:
    """Return what changes without an item, in words."""
    review = _translated(graph, words)
    falling = [one for one in changes if one.falls]
    others = [one for one in changes if not one.falls]
    summary = [
        words.count(len(changes), "{n} finding changes", "{n} findings change"),
        words.count(len(falling), "{n} falls", "{n} fall"),
    ]
    gone = [
        words.count(len(keys), one, many)
        for keys, one, many in (
            (without.claims, "{n} claim", "{n} claims"),
            (without.sources, "{n} source", "{n} sources"),
        )
        if keys
    ]
    names = ", ".join(_name(review, key) for key in named)
    title = words("without {list}", list=f"{names} ({', '.join(gone)})")
    lines = [
        *_changed(review, falling, words("falls")),
        *_changed(review, others, words("changes")),
    ]
    return ImpactView(title, ", ".join(summary), tuple(lines))


def felling_view(graph: Graph, felling: Felling, words: Catalogue) -> ImpactView:
    """Return without which sources a finding falls, in words."""
    review = _translated(graph, words)
    title = f"{felling.finding}: {review.text(graph.findings[felling.finding].statement)}"
    if not felling.held:
        return ImpactView(title, words("nothing is cited that could be lost, so it cannot fall"))
    if not felling.sets:
        return ImpactView(title, words("falls without more than three sources"))
    fewest = len(felling.sets[0])
    lines = [words("without {list}", list=_together(review, one)) for one in felling.sets]
    summary = words.count(fewest, "falls without {n} source", "falls without {n} sources")
    return ImpactView(title, summary, tuple(lines))


def entitled(graph: Graph, named: Sequence[str], words: Callable[[str], Catalogue]) -> Wording:
    """Return the title of a review with what its report is built without, in each language."""
    told = {}
    for language in graph.review.languages:
        review = _translated(graph, words(language))
        told[language] = review.words(
            "{title} (without {list})",
            title=review.text(graph.review.title),
            list=", ".join(_name(review, key) for key in named),
        )
    return Wording(translations=told)


def built_without(
    graph: Graph, left: Graph, named: Sequence[str], words: Callable[[str], Catalogue]
) -> Graph:
    """Return what is left of a review, whose title and result say what its report is built without.

    People wrote and judged with all sources; what they said of those stays, and says so.
    """

    def said(text: Wording, how: str) -> Wording:
        told = {}
        for language in graph.review.languages:
            review = _translated(graph, words(language))
            told[language] = review.words(how, text=review.text(text))
        return Wording(translations=told) if text else text

    review = graph.review
    answered = tuple(
        replace(question, answer=said(question.answer, "With all sources: {text}"))
        for question in left.review.questions
    )
    return replace(
        left,
        review=replace(
            left.review,
            title=entitled(graph, named, words),
            result=said(review.result, "Written and judged with all sources: {text}"),
            questions=answered,
        ),
        questions={question.id: question for question in answered},
    )


def _translated(graph: Graph, words: Catalogue) -> Translated:
    return Translated(graph, words, {key: plain_label(s) for key, s in graph.sources.items()})


def _changed(review: Translated, changes: Iterable[Change], said: str) -> Iterable[str]:
    for change in changes:
        finding = review.graph.findings[change.finding]
        yield f"{change.finding} {said}: {change_words(review, change)}"
        mark = judgement_mark(review, finding)
        judged = f" ({mark.words})" if mark else ""
        yield f"  {review.text(finding.statement)}{judged}"


def _together(review: Translated, keys: Sequence[str]) -> str:
    names = [f"{review.source(key).label} ({key})" for key in keys]
    if len(names) == 1:
        return names[0]
    *first, last = names
    return review.words("{list} and {last} together", list=", ".join(first), last=last)


def _name(review: Translated, key: str) -> str:
    graph = review.graph
    if key in graph.sources:
        return review.source(key).label
    if key in graph.review.parties:
        return review.text(graph.review.parties[key].label)
    if key in graph.elements:
        return review.text(graph.elements[key].label)
    return key
