"""Voices: what counts once, though several sources say it.

Sources of one party, works that are certainly by the same author, and one work
that is in the library twice are one voice; companion reports are one study.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from evidence.graph import Graph
from evidence.model.review import WITHDRAWN
from evidence.synthesis.works import twins


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks.

    Shape: `work`, `party` and `study` lead from a citation key to the first
           key of the same work, of the same voice, and to the study that it
           reports; a key that is in none of them stands for itself.
           `withdrawn` are the sources that count no more.
    """

    work: Mapping[str, str] = field(default_factory=dict)
    party: Mapping[str, str] = field(default_factory=dict)
    study: Mapping[str, str] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()

    def study_of(self, source: str) -> str:
        """Return the study that a source reports; a report without companions is one itself."""
        first = self.work.get(source, source)
        return self.study.get(source) or self.study.get(first, first)

    def party_of(self, source: str) -> str:
        """Return the voice of a source: its party, or the first key of the same voice."""
        return self.party.get(source, source)


@lru_cache(maxsize=2)  # asked for each finding of one graph
def voices(graph: Graph) -> Voices:
    """Return who speaks in a review."""
    work: dict[str, str] = {}
    for one, other in twins(graph):
        first = work.setdefault(one, one)
        work[other] = work.get(other, first)
    known = Voices(work, _parties(graph, work), _studies(graph, work))
    return replace(known, withdrawn=_withdrawn(graph, known))


def _parties(graph: Graph, work: Mapping[str, str]) -> dict[str, str]:
    """Return the voice of every source that shares one: a party's id, or a citation key."""
    leader: dict[str, str] = {}

    def root(key: str) -> str:
        while leader.get(key, key) != key:
            key = leader[key]
        return key

    def join(one: str, other: str) -> None:
        first, second = root(one), root(other)
        # a party gives its name to the voice
        if second in graph.review.parties and first not in graph.review.parties:
            first, second = second, first
        leader[second] = first
        leader.setdefault(first, first)

    for other, one in work.items():
        join(one, other)
    for key, facts in graph.review.sources.items():
        if facts.party in graph.review.parties:
            join(facts.party, key)
        for same in facts.same_author_as:
            if same.certain and same.source in graph.sources:
                join(key, same.source)
    return {key: root(key) for key in leader if key in graph.sources}


def _studies(graph: Graph, work: Mapping[str, str]) -> dict[str, str]:
    """Return the study that each source reports, which any entry of the same work may say."""
    studies = {key: facts.study for key, facts in graph.review.sources.items() if facts.study}
    for key, study in tuple(studies.items()):
        studies.setdefault(work.get(key, key), study)
    return studies


def _withdrawn(graph: Graph, known: Voices) -> frozenset[str]:
    """Return the sources that are retracted, a work under every key that it has.

    A report of a study is withdrawn only with all reports of it. In a review of
    one study nothing is: what the study cites it goes on citing.
    """
    if graph.review.of:
        return frozenset()
    retracted = {
        known.work.get(key, key)
        for key, facts in graph.review.sources.items()
        if facts.retracted is not None and facts.retracted.nature == WITHDRAWN
    }
    if not retracted:
        return frozenset()
    out = {key for key in graph.sources if known.work.get(key, key) in retracted}
    standing = {known.study_of(key) for key in graph.sources if key not in out}
    return frozenset(key for key in out if known.study_of(key) not in standing)


def named_once(sources: Iterable[str], known: Voices) -> tuple[str, ...]:
    """Return sources without the second entries of one work."""
    return tuple(dict.fromkeys(known.work.get(key, key) for key in sources))
