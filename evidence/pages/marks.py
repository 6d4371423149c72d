"""Judgements in words and shape, facts in words: never colour alone, never one shape for two."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import islice
from typing import NamedTuple

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Claim
from evidence.model.lock import Freshness, Outcome, PassageState
from evidence.pictures.signs import SIGNS
from evidence.synthesis.cells import Standing, standing_of
from evidence.synthesis.judgements import Told
from evidence.synthesis.support import Support


class Mark(NamedTuple):
    """A judgement or a fact in words and shape, never in colour alone."""

    code: str
    symbol: str
    words: str


_STANDINGS = {
    Standing.CITED: "cited",
    Standing.IMPLIED: "a citation stands near",
    Standing.SECOND_HAND: "second-hand",
    Standing.OWN: "the study’s own statement",
    Standing.GAP: "gap",
}

# how far a sentence of the study is cited: a shape for each judgement, words for what is none
_TOLD = {
    Told.NOTHING: (SIGNS["nothing"], "no citation"),
    Told.BEYOND: (SIGNS["beyond"], "goes beyond its citations"),
    Told.ARGUED: (SIGNS["argued"], "argued from what is cited"),
    Told.IN_PART: (SIGNS["in_part"], "cited in part"),
    Told.AS_CITED: (SIGNS["as_cited"], "cited in full"),
    Told.NOT_DUE: ("", "no citation is due"),
    Told.OWN_CITATION: ("", "carries its own citation"),
    Told.NOT_JUDGED: ("", "not judged yet"),
}
_CONFIDENCES = {
    "high": "GRADE-CERQual confidence: high",
    "moderate": "GRADE-CERQual confidence: moderate",
    "low": "GRADE-CERQual confidence: low",
    "very_low": "GRADE-CERQual confidence: very low",
}
# where the head of a column, or the line above, has the name
_BELOW_ITS_NAME = {
    "high": "high confidence",
    "moderate": "moderate confidence",
    "low": "low confidence",
    "very_low": "very low confidence",
}

_OUTCOMES = {
    Outcome.FOUND: ("✓", "found in its text"),
    Outcome.DIFFERS_IN_FORM: ("≈", "differs from its text in form"),
    Outcome.ALTERED: ("✗", "altered"),
    Outcome.AMBIGUOUS: ("?", "stands in several places"),
    Outcome.NOT_FOUND: ("∅", "not found in its text"),
    Outcome.UNREADABLE: ("⌀", "text unreadable"),
    Outcome.UNCHECKED: ("–", "not checked"),
}

_IDENTITIES = {
    "verified": ("", "identity verified"),
    "inferred": ("", "identity inferred"),
    "candidate": ("", "a candidate only"),
    "unknown": ("", "not identified"),
}


def told_mark(words: Catalogue, told: Told) -> Mark:
    """Return how far a sentence of the study is cited."""
    symbol, said = _TOLD[told]
    return Mark(told.value, symbol, words(said))


def confidence_mark(words: Catalogue, confidence: str, *, named: bool = True) -> Mark:
    """Return the confidence that people have in a finding, under its own name or below that."""
    said = _CONFIDENCES[confidence] if named else _BELOW_ITS_NAME[confidence]
    return Mark("confidence", "", words(said))


def contested_mark(words: Catalogue, graph: Graph, held: Support) -> Mark | None:
    """Return that something stands against a finding, settled or not, None if nothing does."""
    if not held.contested:
        return settled_mark(words) if held.contradicting else None
    said = "something cited speaks against it"
    if held.contested_by_withdrawn:
        said = "contested, by a retracted study"
    elif all(graph.is_own(graph.claims[key]) for key in held.contradicting):
        said = "a statement of the study speaks against it"
    return Mark("contested", SIGNS["contested"], words(said))


def standing_mark(words: Catalogue, standing: Standing, *, one_study: bool = True) -> Mark:
    """Return what a claim or cell rests on: cited, near a citation, the study's own, or a gap."""
    if standing is Standing.CITED and not one_study:
        return Mark("read", "", words("read"))
    return Mark(standing.value, "", words(_STANDINGS[standing]))


def claim_standing(words: Catalogue, graph: Graph, claim: Claim) -> Mark:
    """Return what a claim rests on; in a review of many texts, whether it is known second-hand."""
    return standing_mark(words, standing_of(graph, claim), one_study=bool(graph.review.of))


def disputed_mark(words: Catalogue) -> Mark:
    """Return the mark of a claim that another one contradicts."""
    return Mark("disputed", SIGNS["contested"], words("disputed"))


def passage_mark(words: Catalogue, state: PassageState | None) -> Mark | None:
    """Return the state of a quote, None for a passage without one."""
    if state is None or not state.quoted:
        return None
    if state.freshness is Freshness.STALE:
        return Mark("stale", "↻", words("changed since it was verified"))
    symbol, said = _OUTCOMES[state.outcome]
    return Mark(state.outcome.value, symbol, words(said))


def passage_marks(words: Catalogue, states: Iterable[PassageState]) -> tuple[tuple[Mark, str], ...]:
    """Return what the sign of a quote that was found means, where one was."""
    found = (state for state in states if state.quoted and state.outcome is Outcome.FOUND)
    return tuple(
        (
            Mark(Outcome.FOUND.value, "✓", words("found in its text")),
            words("the quote stands word for word in the text that the claim was read in"),
        )
        for _ in islice(found, 1)
    )


def identity_mark(words: Catalogue, identity: str) -> Mark | None:
    """Return how sure it is that the entry is the work that is meant, None if not said."""
    if identity not in _IDENTITIES:
        return None
    symbol, said = _IDENTITIES[identity]
    return Mark(identity, symbol, words(said))


def ground_mark(words: Catalogue, ground: str, *, one_study: bool = True) -> Mark:
    """Return what an arrow of the framework rests on."""
    said = {
        "cited": "cited" if one_study else "read",
        "implied": "a citation stands near",
        "own": "own statements only",
        "drawn": "no claim states it",
    }[ground]
    return Mark(ground, "", words(said))


def standing_marks(
    words: Catalogue, found: Container[Standing], *, one_study: bool
) -> tuple[tuple[Mark, str], ...]:
    """Return what each mark of a claim means, for the legend: those of what is found."""
    meanings = {
        Standing.CITED: "the study cites a work for exactly this"
        if one_study
        else "the coder read it in the work that says it",
        Standing.IMPLIED: "a citation stands near, but does not clearly reach the statement",
        Standing.SECOND_HAND: "nobody here read the work that says it",
        Standing.OWN: "the study says it without citing anything",
        Standing.GAP: "nothing is said here; the gap is a result",
    }
    shown = [standing for standing in meanings if standing in found]
    return tuple(
        (standing_mark(words, standing, one_study=one_study), words(meanings[standing]))
        for standing in shown
    )


def told_marks(words: Catalogue, ways: Iterable[Told | None]) -> tuple[tuple[Mark, str], ...]:
    """Return what each judgement of a sentence of the study means, for the legend."""
    meanings = {
        Told.NOTHING: "nothing is cited that bears on the sentence, and no step to it is shown",
        Told.BEYOND: "what is cited is weaker, narrower, or of other people or another place",
        Told.ARGUED: "the step is the study’s own, and it shows it from what is cited",
        Told.IN_PART: "some parts of the sentence are cited, others are not",
        Told.AS_CITED: "each part of the sentence is cited, at least as strong and as wide",
        Told.NOT_DUE: "an aim, a term laid down, a recommendation or a summing up",
        Told.OWN_CITATION: "the sentence itself cites a work; nobody here has opened it",
        Told.NOT_JUDGED: "nobody has judged yet how far it is cited",
    }
    known = set(ways)
    return tuple((told_mark(words, way), words(meanings[way])) for way in meanings if way in known)


def confidence_meaning(words: Catalogue) -> tuple[Mark, str]:
    """Return what people's confidence in a finding means, for the legend."""
    mark = Mark("confidence", "", words("GRADE-CERQual confidence"))
    said = "how far people trust that the finding reflects what it is about; it is never computed"
    return (mark, words(said))


def settled_mark(words: Catalogue) -> Mark:
    """Return the mark of a finding with a resolution of what speaks against it."""
    return Mark("settled", SIGNS["settled"], words("something speaks against it, settled"))


def settled_meaning(words: Catalogue) -> tuple[Mark, str]:
    """Return what it means that what speaks against a finding is settled, for the legend."""
    said = words("a claim contradicts it, and the review says under which condition it holds")
    return (settled_mark(words), said)


def contested_meaning(words: Catalogue) -> tuple[Mark, str]:
    """Return what it means that something speaks against a finding, for the legend."""
    mark = Mark("contested", SIGNS["contested"], words("something cited speaks against it"))
    return (mark, words("a claim contradicts it, and nothing settles that"))
