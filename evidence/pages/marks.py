"""Facts in words and shape: one symbol and one word for each, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Claim, Judgement
from evidence.model.lock import Freshness, Outcome, PassageState
from evidence.synthesis.cells import Standing, standing_of
from evidence.synthesis.support import State, Support


class Mark(NamedTuple):
    """A judgement or a fact in words and shape, never in colour alone."""

    code: str
    symbol: str
    words: str


_STATES = {
    State.CONTESTED: ("▲", "contested"),
    State.UNSUPPORTED: ("∅", "unsupported"),
    State.OWN_ONLY: ("□", "own statement only"),
    State.SECOND_HAND_ONLY: ("▨", "second-hand only"),
    State.ONE_CITATION: ("◧", "one citation"),
    State.INDEPENDENT: ("■", "independent sources"),
}

_STANDINGS = {
    Standing.CITED: ("●", "cited"),
    Standing.IMPLIED: ("◐", "implied"),
    Standing.SECOND_HAND: ("◔", "second-hand"),
    Standing.OWN: ("○", "the study’s own"),
    Standing.GAP: ("—", "gap"),
}

_FITS = {
    Judgement.CARRIED: ("✓", "carried"),
    Judgement.PARTLY: ("½", "partly carried"),
    Judgement.BEYOND: ("↗", "goes beyond what is cited"),
    Judgement.UNSUPPORTED: ("✗", "nothing cited carries it"),
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


def state_mark(words: Catalogue, state: State, support: Support) -> Mark:
    """Return the fact word of a finding's support, with the number of sources in it."""
    symbol, said = _STATES[state]
    if state is State.INDEPENDENT:
        counted = words.count(
            support.independent, "{n} independent source", "{n} independent sources"
        )
        return Mark(state.value, symbol, counted)
    return Mark(state.value, symbol, words(said))


def standing_mark(words: Catalogue, standing: Standing, *, one_study: bool = True) -> Mark:
    """Return what a claim or cell rests on: cited, implied, the study's own, or a gap."""
    symbol, said = _STANDINGS[standing]
    if standing is Standing.CITED and not one_study:
        return Mark("read", symbol, words("read"))
    return Mark(standing.value, symbol, words(said))


def claim_standing(words: Catalogue, graph: Graph, claim: Claim) -> Mark:
    """Return what a claim rests on; in a review of many texts, whether it is known second-hand."""
    return standing_mark(words, standing_of(graph, claim), one_study=bool(graph.review.of))


def disputed_mark(words: Catalogue) -> Mark:
    """Return the mark of a claim that another one contradicts."""
    return Mark("disputed", "▲", words("disputed"))


def fit_mark(words: Catalogue, judgement: Judgement) -> Mark:
    """Return whether the evidence carries a stated finding."""
    symbol, said = _FITS[judgement]
    # "unsupported" is a state of support too, with a sign of its own.
    code = "nothing" if judgement is Judgement.UNSUPPORTED else judgement.value
    return Mark(code, symbol, words(said))


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
    symbol, said = {
        "cited": ("●", "cited" if one_study else "read"),
        "implied": ("◐", "implied"),
        "own": ("○", "own statements only"),
        "drawn": ("∅", "no claim states it"),
    }[ground]
    return Mark(ground, symbol, words(said))


def standing_marks(words: Catalogue, *, one_study: bool) -> tuple[tuple[Mark, str], ...]:
    """Return what each mark of a claim means, for the legend."""
    meanings = {
        Standing.CITED: "the study cites a work for exactly this"
        if one_study
        else "the coder read it in the work that says it",
        Standing.IMPLIED: "a citation stands near, but does not clearly reach the statement",
        Standing.SECOND_HAND: "nobody here read the work that says it",
        Standing.OWN: "the study says it without citing anything",
        Standing.GAP: "nothing is said here; the gap is a result",
    }
    absent = Standing.SECOND_HAND if one_study else Standing.OWN
    shown = [standing for standing in meanings if standing is not absent]
    return tuple(
        (standing_mark(words, standing, one_study=one_study), words(meanings[standing]))
        for standing in shown
    )


def state_marks(words: Catalogue, *, one_study: bool = True) -> tuple[tuple[Mark, str], ...]:
    """Return what each fact word of a finding's support means, for the legend."""
    meanings = {
        State.INDEPENDENT: "so many works at least are needed for all that is cited for it; they need not say the same thing",
        State.ONE_CITATION: "all that is cited for it can come from one work; works cited together count as one",
        State.SECOND_HAND_ONLY: "nobody here read the works that say it",
        State.OWN_ONLY: "the study asserts it; nothing is cited for it",
        State.UNSUPPORTED: "no other claim supports it; where the study words it, its sentence stands alone"
        if one_study
        else "no claim supports it",
        State.CONTESTED: "a claim contradicts it, and nothing settles that",
    }
    return tuple(
        (Mark(state.value, _STATES[state][0], words(_STATES[state][1])), words(meaning))
        for state, meaning in meanings.items()
    )


def fit_marks(words: Catalogue) -> tuple[tuple[Mark, str], ...]:
    """Return what each judgement of a study's own sentence means, for the legend."""
    meanings = {
        Judgement.CARRIED: "what is cited says all that the sentence says",
        Judgement.PARTLY: "one part of the sentence is cited as it stands, another part is not",
        Judgement.BEYOND: "what is cited near it says something weaker, narrower or other",
        Judgement.UNSUPPORTED: "nothing is cited that bears on the sentence",
    }
    return tuple((fit_mark(words, j), words(meaning)) for j, meaning in meanings.items())
