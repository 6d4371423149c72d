"""The review's own words: what they name exists, and what is meant to be short is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph
from evidence.language import counted
from evidence.model import Wording
from evidence.synthesis.result import NAMES

MOST_WORDS_OF_AN_ANSWER = 40
MOST_WORDS_IN_SHORT = 15
_NAMED = re.compile(r"\{([^{}]*)\}")


def unknown_count(graph: Graph) -> Iterator[Diagnostic]:
    """The result asks for a count that there is not.

    Why:
        A name in braces is filled with what is counted: how many findings were
        judged, how many of them are cited in full, how many claims there are.

    Bad:
        review:
          result: "Of {judged} conclusions, {cited} are cited in full."

    Good:
        review:
          result: "Of {judged} conclusions, {as_cited} are cited in full."
    """
    for language, text in _said(graph.review.result):
        for name in dict.fromkeys(_NAMED.findall(text)):
            if name not in NAMES:
                message = f"the result asks for `{{{name}}}`, which is not counted"
                known = ", ".join(f"`{{{one}}}`" for one in NAMES)
                help_ = Suggestions(NAMES).help(name) or f"there are {known}"
                path = ("result", language) if language else ("result",)
                yield wrong(message, graph.review.where.at(*path), "", help_)


def unknown_side(graph: Graph) -> Iterator[Diagnostic]:
    """The contrast names a facet, or a value of it, that there is not.

    Why:
        What is said of one side is told as learned for the other; a side that
        no claim can be on is empty.

    Bad:
        review:
          contrast: {facet: context, from: twon, to: country}

    Good:
        review:
          contrast: {facet: context, from: town, to: country}
    """
    contrast, where = graph.review.contrast, graph.review.where
    if contrast is None:
        return
    facet = graph.review.framework.facets.get(contrast.facet)
    if facet is None or facet.on != "claims":
        facets = [f.id for f in graph.review.framework.facets.values() if f.on == "claims"]
        message = f"the contrast is of `{contrast.facet}`, which is no facet on claims"
        help_ = Suggestions(facets).help(contrast.facet)
        yield wrong(message, where.at("contrast", "facet"), "", help_)
        return
    for key, values in (("from", contrast.from_values), ("to", contrast.to_values)):
        for value in values:
            if value not in facet.values:
                message = f"the contrast has `{value}` under `{key}`, no value of `{facet.id}`"
                known = ", ".join(f"`{one}`" for one in facet.values)
                help_ = Suggestions(facet.values).help(value) or f"it is one of {known}"
                yield wrong(message, where.at("contrast", key), "", help_)


def unknown_bar(graph: Graph) -> Iterator[Diagnostic]:
    """The bar counts a kind of finding that there is not, or that is not judged.

    Why:
        The bar counts judgements: of another kind it would count none.

    Bad:
        review:
          bar: [conclusions]

    Good:
        review:
          bar: [conclusion]
    """
    kinds = graph.review.framework.finding_kinds
    for index, key in enumerate(graph.review.bar):
        kind = kinds.get(key)
        if kind is None:
            message = f"the bar counts `{key}`, which is no kind of finding"
            help_ = Suggestions(kinds).help(key)
        elif kind.concerns or not kind.judged:
            message, help_ = f"the bar counts `{key}`, which is not judged", "leave it out"
        else:
            continue
        yield wrong(message, graph.review.where.at("bar", index), "", help_)


def long_answer(graph: Graph) -> Iterator[Diagnostic]:
    """An answer to a question has more than 40 words.

    Why:
        It stands on the first screen, and is read before all else.

    Bad:
        review:
          questions:
            - id: q.long
              text: What do children learn?
              answer: >-
                They learn this and they learn that and they learn this and they learn that and
                they learn this and they learn that and they learn this and they learn that and
                they learn this and they learn that and more of it too.
        findings:
          - {id: f.long, kind: conclusion, statement: They learn., answers: [q.long],
             supported_by: [tasting_first, gardening_first]}

    Good:
        review:
          questions:
            - id: q.long
              text: What do children learn?
              answer: They learn to name what they taste.
        findings:
          - {id: f.long, kind: conclusion, statement: They learn., answers: [q.long],
             supported_by: [tasting_first, gardening_first]}
    """
    for question in graph.questions.values():
        for language, text in _said(question.answer):
            number = len(text.split())
            if number > MOST_WORDS_OF_AN_ANSWER:
                message = f"the answer to `{question.id}` has {counted(number, 'word')}"
                help_ = f"say it in {MOST_WORDS_OF_AN_ANSWER} at most"
                path = ("answer", language) if language else ("answer",)
                yield wrong(message, question.where.at(*path), question.id, help_)


def long_short(graph: Graph) -> Iterator[Diagnostic]:
    """The short form of a statement has more than 15 words.

    Why:
        It is for the cells of tables, of which a reader sees many at once.

    Bad:
        claims:
          - id: tasting
            short: >-
              Children who were given tasting lessons in their schools tend to name more of the
              vegetables than before.

    Good:
        claims:
          - id: tasting
            short: Children name more vegetables after tasting.
    """
    for claim in graph.claims.values():
        for language, text in _said(claim.short):
            number = len(text.split())
            if number > MOST_WORDS_IN_SHORT:
                message = f"the short form of `{claim.id}` has {counted(number, 'word')}"
                help_ = f"say it in {MOST_WORDS_IN_SHORT} at most"
                path = ("short", language) if language else ("short",)
                yield wrong(message, claim.where.at(*path), claim.id, help_)


def _said(wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield a text in each language that it is given in; of a plain string the language is ""."""
    if wording.plain:
        yield "", wording.plain
    yield from wording.translations.items()
