"""Languages: a text that is given in several is given in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from evidence.checks.check import Path, wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic, Where
from evidence.graph import Graph
from evidence.model import (
    AppraisalItem,
    Assessment,
    Cell,
    Component,
    FacetValue,
    Finding,
    Fit,
    Framework,
    Link,
    Measure,
    Rejected,
    Review,
    ReviewAssessment,
    SameAuthor,
    SecondFit,
    SourceFacts,
    Wording,
)
from evidence.model.translated_texts import SaidText, texts_of


def unknown_language(graph: Graph) -> Iterator[Diagnostic]:
    """A text is given in a language that the review does not declare.

    Why:
        There is no report in that language, so nobody would read it.

    Bad:
        - id: tasting
          statement: {en: They taste., in: Mereka mencicipi.}

    Good:
        - id: tasting
          statement: {en: They taste., id: Mereka mencicipi.}
    """
    languages = graph.review.languages
    for text in _uneven(graph):
        for language in text.wording.translations:
            if language not in languages:
                message = f"{text.said} is given in `{language}`, not a language of the review"
                help_ = Suggestions(languages).help(language) or f"it has {_list(languages)}"
                path = (*text.path, language)
                yield wrong(message, text.where.key(*path), text.item, help_)


def missing_translation(graph: Graph) -> Iterator[Diagnostic]:
    """A text is given in some languages of the review, and not in all of them.

    Why:
        A plain string is shown in every report. A mapping promises each reader
        the text in her own language.

    Bad:
        - id: tasting
          statement: {en: They taste.}

    Good:
        - id: tasting
          statement: {en: They taste., id: Mereka mencicipi.}
    """
    languages = graph.review.languages
    for text in _uneven(graph):
        missing = [one for one in languages if not text.wording.translations.get(one, "").strip()]
        if missing:
            message = f"{text.said} is not given in {_list(missing)}"
            help_ = "a plain string, without a mapping, is shown in every language"
            yield wrong(message, text.where.at(*text.path), text.item, help_)


class _Text(NamedTuple):
    said: str
    item: str
    where: Where
    path: Path
    wording: Wording


# how a message calls a text, where it is not "the FIELD of ITEM"; {key} is the last step of the
# way to it, {holder} the one before
_CALLED: Mapping[tuple[type, str], str] = {
    (Link, "because"): "a reason",
    (SameAuthor, "because"): "a reason",
    (Measure, "of"): "`of` of the measure",
    (Measure, "base"): "`base` of the measure",
    (Measure, "unit"): "the unit of the measure",
    (Measure, "year"): "the year of the measure",
    (Measure, "part_labels"): "the label of part `{key}` of the measure",
    (Finding, "gaps"): "the gap `{key}`",
    (Fit, "because"): "the reason for the judgement",
    (Fit, "not_cited"): "what nobody is cited for",
    (SecondFit, "settled"): "what was settled about the judgement",
    (Rejected, "because"): "the reason for the rejection",
    (AppraisalItem, "because"): "the reason for `{holder}`",
    (AppraisalItem, "answer"): "the answer to `{holder}`",
    (AppraisalItem, "label"): "the label of `{holder}`",
    (Assessment, "because"): "the reason for the confidence",
    (Component, "because"): "the reason for `{holder}`",
    (FacetValue, "label"): "the label of value `{holder}`",
    (FacetValue, "definition"): "the definition of value `{holder}`",
    (FacetValue, "mark"): "the mark of value `{holder}`",
    (Cell, "label"): "the label of cell `{holder}`",
    (ReviewAssessment, "none"): "the reason why findings are not assessed",
}


@lru_cache(maxsize=1)  # both checks ask it of one graph
def _uneven(graph: Graph) -> tuple[_Text, ...]:
    """Return the mappings whose languages are not just those of the review."""
    languages = set(graph.review.languages)
    return tuple(
        _Text(_called(text, owner), item, where, text.path, text.wording)
        for owner, item, where, noun in _items(graph.review)
        for text in texts_of(noun)
        if text.wording.translations and _is_uneven(text.wording, languages)
    )


def _called(text: SaidText, owner: str) -> str:
    """Return how a message calls a text of an item."""
    if text.noun is Framework:
        return f"`{text.field}`"
    known = _CALLED.get((text.noun, text.field), f"the {text.field}")
    holder = text.path[-2] if len(text.path) > 1 else ""
    said = known.format(key=text.path[-1], holder=holder)
    if text.noun is ReviewAssessment:
        return said
    return f"{said} {'on' if text.noun is SourceFacts else 'of'} {owner}"


def _items(review: Review) -> Iterator[tuple[str, str, Where, object]]:
    """Yield every item with texts: how a message calls it, its id, its place, the item."""
    # what was rejected is kept, and nobody reads it
    for claim in (one for one in review.claims if one.rejected is None):
        yield f"claim `{claim.id}`", claim.id, claim.where, claim
    for finding in review.findings:
        yield f"finding `{finding.id}`", finding.id, finding.where, finding
    framework = review.framework
    yield "the framework", "", framework.where, framework
    for element in framework.elements:
        yield f"element `{element.id}`", element.id, element.where, element
    for facet in framework.facets.values():
        yield f"facet `{facet.id}`", "", facet.where, facet
    for kind in framework.finding_kinds.values():
        yield f"kind `{kind.id}`", "", kind.where, kind
    for relation in framework.relation_types.values():
        yield f"relation type `{relation.id}`", "", relation.where, relation
    yield "the review", "", review.where, review
    for question in review.questions:
        yield f"question `{question.id}`", question.id, question.where, question
    for key, facts in review.sources.items():
        yield f"source `{key}`", key, facts.where, facts
    for party in review.parties.values():
        yield f"party `{party.id}`", party.id, party.where, party


def _is_uneven(wording: Wording, languages: set[str]) -> bool:
    said = wording.translations
    return said.keys() != languages or not all(said.values())


def _list(languages: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{one}`" for one in languages)
