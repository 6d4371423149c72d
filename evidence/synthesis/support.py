"""Support: what a finding rests on, said in facts.

Independence is counted by works, not by claims: works cited together, and the
hands that a work was cited through, are one citation. In a review of one study
the study's own statements are never independent support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import comb

from evidence.graph import EVIDENCE_ROLES, Graph, Role, components, named_by
from evidence.model import Attribution, Claim, Finding

_TRIED = 1_000  # sets of works of one size: all sizes of twelve works


class State(StrEnum):
    """The fact that describes a finding's support, the most sobering one first."""

    CONTESTED = "contested"
    UNSUPPORTED = "unsupported"
    OWN_ONLY = "own_statement_only"
    SECOND_HAND_ONLY = "second_hand_only"
    ONE_CITATION = "one_citation"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What is left out: sources as if they had not been read, claims as if not coded."""

    sources: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Return whether anything is left out."""
        return bool(self.sources or self.claims)


NOTHING = Exclusion()


@dataclass(frozen=True, slots=True)
class Support:
    """What carries one finding and what speaks against it.

    Shape: ids of claims, each once, in the order of the finding, those of
           findings that it rests on included. `cited`, `own` partition
           `claims`; `implied` and `second_hand` are among `cited`. `citations`
           are the distinct citations, each a sorted tuple of works.
    Units: `independent` is the smallest number of works that accounts for
           every citation: no fewer voices can have said all of it.
    """

    finding: str
    state: State
    carried_by: State
    claims: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    second_hand: tuple[str, ...] = ()
    citations: tuple[tuple[str, ...], ...] = ()
    independent: int = 0
    sources: tuple[str, ...] = ()
    contradicting: tuple[str, ...] = ()
    qualifying: tuple[str, ...] = ()
    background: tuple[str, ...] = ()

    @property
    def contested(self) -> bool:
        """Return whether a contradiction stands without a settled resolution."""
        return self.state is State.CONTESTED


def support(graph: Graph, finding: Finding, without: Exclusion = NOTHING) -> Support:
    """Return what a finding rests on, as if there were nothing of what is left out.

    A claim that stands or falls with the sources (they alone say it, or one of
    them handed it on) goes with them; of works cited together the others still
    count.
    """
    named = {role: claims_in(graph, finding, role) for role in EVIDENCE_ROLES}
    return _described(graph, finding, named, without)


def supports(graph: Graph, without: Exclusion = NOTHING) -> dict[str, Support]:
    """Return the support of every finding, by its id, in the order of the files.

    What a finding rests on is found once, however many findings rest on it.
    """
    below = _claims_below(graph)
    return {
        finding.id: _described(
            graph,
            finding,
            {role: _named(graph, finding, role, below) for role in EVIDENCE_ROLES},
            without,
        )
        for finding in graph.findings.values()
    }


def reduced(graph: Graph, whole: Support, without: Exclusion) -> Support:
    """Return what is left of a finding's support, of which nothing was left out before."""
    listed = {
        Role.SUPPORTED_BY: whole.claims,
        Role.CONTRADICTED_BY: whole.contradicting,
        Role.QUALIFIED_BY: whole.qualifying,
        Role.BACKGROUND: whole.background,
    }
    named = {role: tuple(graph.claims[key] for key in keys) for role, keys in listed.items()}
    return _described(graph, graph.findings[whole.finding], named, without)


def carried(graph: Graph, held: Mapping[str, Support]) -> dict[str, tuple[str, ...]]:
    """Return for every claim the findings that it supports through other findings alone."""
    found: dict[str, list[str]] = {}
    for key, support_of in held.items():
        named = set(graph.findings[key].supported_by)
        for claim in support_of.claims:
            if claim not in named:
                found.setdefault(claim, []).append(key)
    return {claim: tuple(keys) for claim, keys in found.items()}


def claims_in(graph: Graph, finding: Finding, role: Role) -> tuple[Claim, ...]:
    """Return the claims that a finding names in one role, those of findings named included.

    A finding that is named as support brings the claims that it rests on;
    circles are cut, an item is never its own support, and a claim that is the
    finding's own sentence (`stated_in`) never supports it.
    """
    return tuple(_claims(graph, finding, role))


def is_second_hand(graph: Graph, claim: Claim) -> bool:
    """Return whether nobody who coded this claim read the work that makes it.

    In a review of one study that is true of all it cites, and no news.
    """
    if graph.review.of:
        return not graph.is_own(claim)
    return bool(claim.via) or bool(claim.read_in and claim.read_in not in claim.sources)


def independent_sources(citations: Sequence[tuple[str, ...]]) -> int:
    """Return the smallest number of works such that every citation has one of them.

    Of very many works cited together it may be less than that, and never more.

    >>> independent_sources([("kim",), ("abel", "kim")])
    1
    >>> independent_sources([("kim",), ("abel",), ("abel", "kim")])
    2
    >>> independent_sources([("abel", "kim"), ("kim", "sato"), ("abel", "sato")])
    2
    """
    alone = {works[0] for works in citations if len(works) == 1}
    together = [set(works) for works in citations if works and not alone & set(works)]
    if not together:
        return len(alone)
    return len(alone) + _smallest_cover(together)


def _smallest_cover(groups: list[set[str]]) -> int:
    """Return how few works hit every group; where trying would take long, that more are needed.

    No size is passed over that could do, so the number is never too high.
    """
    works = sorted(set().union(*groups))
    size = _apart(groups)
    if size == 1 and not set.intersection(*groups):
        size = 2
    while comb(len(works), size) <= _TRIED:
        if any(all(map(set(some).intersection, groups)) for some in combinations(works, size)):
            return size
        size += 1
    return size


def _apart(groups: list[set[str]]) -> int:
    """Return a number of groups without a work in common: each of them needs one of its own."""
    met: set[str] = set()
    apart = 0
    for group in sorted(groups, key=len):
        if not group & met:
            met |= group
            apart += 1
    return apart


def _described(
    graph: Graph, finding: Finding, named: Mapping[Role, Sequence[Claim]], without: Exclusion
) -> Support:
    """Return the support of a finding that names these claims."""
    left = {role: [c for c in named[role] if _stands(graph, c, without)] for role in EVIDENCE_ROLES}
    ids = {role: tuple(claim.id for claim in claims) for role, claims in left.items()}
    found = left[Role.SUPPORTED_BY]
    own = tuple(claim.id for claim in found if graph.is_own(claim))
    cited = [claim for claim in found if not graph.is_own(claim)]
    citations = _distinct(_citation(graph, claim, without) for claim in cited)
    second_hand = tuple(claim.id for claim in cited if is_second_hand(graph, claim))
    independent = independent_sources(citations)
    carried_by = _carried_by(graph, cited, own, independent, second_hand)
    contested = bool(left[Role.CONTRADICTED_BY]) and finding.unresolved
    return Support(
        finding=finding.id,
        state=State.CONTESTED if contested else carried_by,
        carried_by=carried_by,
        claims=ids[Role.SUPPORTED_BY],
        cited=tuple(claim.id for claim in cited),
        implied=tuple(c.id for c in cited if c.attribution is Attribution.IMPLIED),
        own=own,
        second_hand=second_hand,
        citations=citations,
        independent=independent,
        sources=_sources(graph, cited, without),
        contradicting=ids[Role.CONTRADICTED_BY],
        qualifying=ids[Role.QUALIFIED_BY],
        background=ids[Role.BACKGROUND],
    )


def _carried_by(
    graph: Graph,
    cited: Sequence[Claim],
    own: Sequence[str],
    independent: int,
    second_hand: Sequence[str],
) -> State:
    if not cited:
        return State.OWN_ONLY if own else State.UNSUPPORTED
    if not graph.review.of and len(second_hand) == len(cited):
        return State.SECOND_HAND_ONLY
    return State.ONE_CITATION if independent == 1 else State.INDEPENDENT


def _claims(graph: Graph, finding: Finding, role: Role) -> list[Claim]:
    found: dict[str, Claim] = {}
    seen = {finding.id}
    waiting = list(reversed(named_by(finding, role)))
    barred = set(finding.stated_in) if role is Role.SUPPORTED_BY else set()
    while waiting:
        key = waiting.pop()
        if key in seen or key in barred:
            continue
        seen.add(key)
        claim = graph.claims.get(key)
        if claim is not None:
            found[key] = claim
            continue
        below = graph.findings.get(key)
        if below is not None:
            waiting.extend(reversed(below.supported_by))
    return list(found.values())


def _claims_below(graph: Graph) -> dict[str, tuple[Claim, ...]]:
    """Return for every finding the claims that support it, those of findings below included."""
    findings = graph.findings
    under = {f.id: [key for key in f.supported_by if key in findings] for f in findings.values()}
    below: dict[str, tuple[Claim, ...]] = {}
    for together in components(under):
        members = (findings[key] for key in together)
        claims = (c for one in members for c in _gathered(graph, one.supported_by, below))
        below.update(dict.fromkeys(together, tuple({c.id: c for c in claims}.values())))
    return below


def _named(
    graph: Graph, finding: Finding, role: Role, below: Mapping[str, tuple[Claim, ...]]
) -> tuple[Claim, ...]:
    """Return what `claims_in` does, from what is known of the findings below."""
    if role is Role.SUPPORTED_BY:
        return tuple(c for c in below[finding.id] if c.id not in finding.stated_in)
    keys = (key for key in named_by(finding, role) if key != finding.id)
    return tuple({c.id: c for c in _gathered(graph, keys, below)}.values())


def _gathered(
    graph: Graph, keys: Iterable[str], below: Mapping[str, tuple[Claim, ...]]
) -> Iterator[Claim]:
    for key in keys:
        claim = graph.claims.get(key)
        yield from (claim,) if claim else below.get(key, ())


def _stands(graph: Graph, claim: Claim, without: Exclusion) -> bool:
    if not without:
        return True
    out = without.sources
    if claim.id in without.claims or claim.read_in in out or not out.isdisjoint(claim.via):
        return False
    return not out.issuperset(claim.sources) or graph.is_own(claim)


def _citation(graph: Graph, claim: Claim, without: Exclusion) -> tuple[str, ...]:
    return tuple(work for work in graph.citation(claim) if work not in without.sources)


def _sources(graph: Graph, cited: Iterable[Claim], without: Exclusion) -> tuple[str, ...]:
    keys = (key for claim in cited for key in claim.sources)
    left_out = without.sources | {graph.review.of}
    return tuple(dict.fromkeys(key for key in keys if key not in left_out))


def _distinct(citations: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted({citation for citation in citations if citation}))
