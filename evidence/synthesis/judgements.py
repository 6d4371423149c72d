"""How the findings of a review of one study were judged, counted and never added up.

A judgement is people's: here it is looked up and counted, the weakest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence.graph import Graph
from evidence.model import Finding, Judgement
from evidence.synthesis.support import Exclusion, Support, own_citation


class Told(StrEnum):
    """How far a sentence of the study is cited, as a report tells it, the weakest first."""

    NOTHING = "nothing"
    BEYOND = "beyond"
    ARGUED = "argued"
    IN_PART = "in_part"
    AS_CITED = "as_cited"
    NOT_DUE = "not_due"
    OWN_CITATION = "own_citation"
    NOT_JUDGED = "not_judged"


# the five that are judgements; the others are told beside them, in words
JUDGED = (Told.NOTHING, Told.BEYOND, Told.ARGUED, Told.IN_PART, Told.AS_CITED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How some findings were judged.

    Shape: `findings` leads from each way of telling, the weakest first, to the
           findings that are told so, in the order of the files; ways of which
           there is none are absent.
    """

    findings: Mapping[Told, tuple[str, ...]] = field(default_factory=dict)

    @property
    def judged(self) -> int:
        """Return how many were judged."""
        return sum(len(self.findings.get(told, ())) for told in JUDGED)

    def count(self, told: Told) -> int:
        """Return how many are told so."""
        return len(self.findings.get(told, ()))


def told(graph: Graph, finding: Finding) -> Told | None:
    """Return how far a finding is cited; None for one that is not judged, or only gathers others.

    A fit, where people gave one, is what is told. Without it a sentence that
    carries its own citation is told by that fact.
    """
    if not graph.review.of or not is_judged_kind(graph, finding):
        return None
    if finding.fit is not None:
        return Told(finding.fit.judgement.value)
    if own_citation(graph, finding):
        return Told.OWN_CITATION
    return Told.NOT_JUDGED if finding.stated_in else None


def is_judged_kind(graph: Graph, finding: Finding) -> bool:
    """Return whether findings of this one's kind are judged."""
    kind = graph.review.framework.finding_kinds.get(finding.kind)
    return kind is None or (kind.judged and not kind.concerns)


def gathers(graph: Graph, finding: Finding) -> bool:
    """Return whether a finding only gathers others, as a heading does."""
    named = finding.supported_by
    return bool(named) and not finding.stated_in and all(key in graph.findings for key in named)


def tally(graph: Graph, findings: Iterable[Finding]) -> Tally:
    """Return how these findings were judged; one that gathers others is told by those."""
    held: dict[Told, dict[str, None]] = {way: {} for way in Told}
    for finding in _told_of(graph, findings):
        way = told(graph, finding)
        if way is not None:
            held[way][finding.id] = None
    order = {key: place for place, key in enumerate(graph.findings)}
    return Tally(
        {way: tuple(sorted(keys, key=order.__getitem__)) for way, keys in held.items() if keys}
    )


def bar(graph: Graph) -> Tally:
    """Return how the findings of the kinds of `review.bar` were judged; absent, of all kinds."""
    kinds = graph.review.bar
    return tally(graph, (f for f in graph.findings.values() if not kinds or f.kind in kinds))


def answers(graph: Graph, question: str) -> Tally:
    """Return how the findings that answer a question were judged."""
    return tally(graph, (f for f in graph.findings.values() if question in f.answers))


def strict_and_lenient(graph: Graph, held: Mapping[str, Support]) -> tuple[int, int]:
    """Return how many judged findings have a direct citation, and how many would with near ones."""
    judged = [held[f.id] for f in graph.findings.values() if told(graph, f) in JUDGED]
    strict = sum(bool(one.direct) for one in judged)
    return strict, sum(bool(one.direct or one.implied) for one in judged)


def not_judged_without(graph: Graph, finding: Finding, without: Exclusion) -> bool:
    """Return whether a judgement was of more than is left without some sources or claims.

    A judgement is people's, and is never made again by counting.
    """
    if finding.fit is None or finding.fit.judgement is Judgement.NOT_DUE:
        return False
    keys = (*finding.stated_in, *finding.supported_by, *finding.fit.argued_from)
    claims = (graph.claims[key] for key in keys if key in graph.claims)
    return any(
        claim.id in without.claims
        or not without.sources.isdisjoint((*claim.sources, *claim.via, claim.read_in))
        for claim in claims
    )


def _told_of(graph: Graph, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings themselves, and for one that gathers others those; circles are cut."""
    met: set[str] = set()
    waiting = list(findings)[::-1]
    while waiting:
        finding = waiting.pop()
        if finding.id in met:
            continue
        met.add(finding.id)
        if gathers(graph, finding):
            waiting.extend(graph.findings[key] for key in reversed(finding.supported_by))
        else:
            yield finding


def agreement(graph: Graph) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return by second readers how many sentences they judged apart, and how many of them alike."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for finding in graph.findings.values():
        fit = finding.fit
        if fit is not None and fit.second is not None:
            apart, alike = found.get(fit.second.by, (0, 0))
            found[fit.second.by] = (apart + 1, alike + (fit.second.judgement is fit.judgement))
    return found
