"""Support: what a finding rests on, said in facts and never in grades.

In a review of one study, direct is what its claims cite outright; what a
citation only stands near, what the study says itself, and what comes from
findings below are told apart and never added. In a review of many texts the
facts are the studies that contribute, and those of them that speak against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.graph import EVIDENCE_ROLES, Graph, Role, components, named_by
from evidence.model import Attribution, Claim, Finding
from evidence.synthesis.voices import Voices, named_once, voices


class SupportGround(StrEnum):
    """What a finding rests on at best: a fact for programs, no grade."""

    NOTHING = "nothing"
    OWN = "own"
    FINDINGS = "findings"
    IMPLIED = "implied"
    SECOND_HAND = "second_hand"
    CITED = "cited"


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
    """What a finding rests on and what speaks against it.

    Shape: ids, each once, in the order of the finding. `direct`, `implied` and
           `own` are claims that the finding itself names under `supported_by`
           or `stated_in`: cited outright, cited near, the study's own (the
           sentence itself left out). `findings` are those that it rests on,
           `claims` what all of these come to: every claim that supports it at
           any distance. `cited_as` is the citation of each of `direct`, a
           sorted tuple of works, `citations` each of these once; `voices` the
           parties, or works, behind them. `own_citation` says that its very
           sentence is cited outright. `studies` contribute data at any
           distance, `against` are those that stand only in its own
           `contradicted_by`, `withdrawn` those that count no more. `lost` are
           claims that it names and that count no more: withdrawn, or
           proposals. `second_hand` are among `claims`.
    """

    finding: str
    claims: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    second_hand: tuple[str, ...] = ()
    cited_as: tuple[tuple[str, ...], ...] = ()
    citations: tuple[tuple[str, ...], ...] = ()
    voices: tuple[str, ...] = ()
    own_citation: bool = False
    sources: tuple[str, ...] = ()
    contributing: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    withdrawn_against: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    contradicting: tuple[str, ...] = ()
    qualifying: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    contested: bool = False

    @property
    def contested_by_withdrawn(self) -> bool:
        """Return whether all that contests it was withdrawn."""
        return self.contested and not self.contradicting

    @property
    def cited(self) -> bool:
        """Return whether something is cited for it outright, or a study is under its support."""
        return bool(self.claims if self.studies else self.direct)

    @property
    def from_one_voice(self) -> bool:
        """Return whether several citations come from one party."""
        return len(self.citations) > 1 and len(self.voices) == 1

    @property
    def ground(self) -> SupportGround:
        """Return what it rests on at best."""
        if self.studies and self.claims:
            known = set(self.claims) - set(self.second_hand)
            return SupportGround.CITED if known else SupportGround.SECOND_HAND
        for ground, held in (
            (SupportGround.CITED, self.direct),
            (SupportGround.IMPLIED, self.implied),
            (SupportGround.FINDINGS, self.findings),
            (SupportGround.OWN, self.own),
        ):
            if held:
                return ground
        return SupportGround.NOTHING


def support(
    graph: Graph, finding: Finding, without: Exclusion = NOTHING, known: Voices | None = None
) -> Support:
    """Return what a finding rests on, as if there were nothing of what is left out.

    A claim that stands or falls with the sources (they alone say it, or one of
    them handed it on) goes with them; of works cited together the others still
    count. `known` are the voices of the review, where somebody has them already.
    """
    named = {role: claims_in(graph, finding, role) for role in EVIDENCE_ROLES}
    contributing = _evidence_below(graph, (finding,))[finding.id] if not graph.review.of else ()
    return _described(graph, finding, named, contributing, without, known or voices(graph))


def supports(graph: Graph, without: Exclusion = NOTHING) -> dict[str, Support]:
    """Return the support of every finding, by its id, in the order of the files.

    What a finding rests on is found once, however many findings rest on it.
    """
    below = _claims_below(graph)
    found = graph.findings.values()
    contributing = _evidence_below(graph, found) if not graph.review.of else {}
    known = voices(graph)
    return {
        finding.id: _described(
            graph,
            finding,
            {role: _named(graph, finding, role, below) for role in EVIDENCE_ROLES},
            contributing.get(finding.id, ()),
            without,
            known,
        )
        for finding in found
    }


def reduced(graph: Graph, whole: Support, without: Exclusion, known: Voices) -> Support:
    """Return what is left of a finding's support, of which nothing was left out before."""
    listed = {
        Role.SUPPORTED_BY: whole.claims,
        Role.CONTRADICTED_BY: whole.contradicting,
        Role.QUALIFIED_BY: whole.qualifying,
        Role.BACKGROUND: whole.background,
    }
    named = {role: tuple(graph.claims[key] for key in keys) for role, keys in listed.items()}
    finding = graph.findings[whole.finding]
    if known.withdrawn:  # what was withdrawn may still contest it
        named[Role.CONTRADICTED_BY] = claims_in(graph, finding, Role.CONTRADICTED_BY)
    contributing = tuple(graph.claims[key] for key in whole.contributing)
    return _described(graph, finding, named, contributing, without, known)


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


def against_as_well(graph: Graph, held: Support) -> Iterator[str]:
    """Yield the studies that speak against a finding and contribute to it otherwise."""
    known = voices(graph)
    told = set(held.against)
    for claim in held.contradicting:
        for source in graph.claims[claim].sources:
            study = known.study_of(source)
            if study in held.studies and study not in told:
                told.add(study)
                yield study


def qualifying_studies(graph: Graph, held: Support) -> tuple[str, ...]:
    """Return the studies that contribute to a finding by nothing but what qualifies it."""
    known = voices(graph)

    def of(claims: Iterable[str]) -> set[str]:
        return {known.study_of(work) for key in claims for work in graph.claims[key].sources}

    only = of(held.qualifying) - of(held.claims)
    return tuple(study for study in held.studies if study in only and study not in held.against)


def own_citation(graph: Graph, finding: Finding, without: Exclusion = NOTHING) -> bool:
    """Return whether every claim that is this sentence of the study is cited outright."""
    sentences = [graph.claims[key] for key in finding.stated_in if key in graph.claims]
    return bool(sentences) and all(
        is_outright(graph, claim) and stands(graph, claim, without) for claim in sentences
    )


def is_outright(graph: Graph, claim: Claim) -> bool:
    """Return whether a claim is cited, not by implication and not by the study itself."""
    return claim.attribution is Attribution.EXPLICIT and not graph.is_own(claim)


def stands(graph: Graph, claim: Claim, without: Exclusion) -> bool:
    """Return whether a claim is left: not left out, and not with all of its sources or a hand."""
    if not without:
        return True
    out = without.sources
    if claim.id in without.claims or claim.read_in in out or not out.isdisjoint(claim.via):
        return False
    # what a work said together with the study itself is, without the work, the study's own
    return not (out | {graph.review.of}).issuperset(claim.sources) or graph.is_own(claim)


def direct_claims(graph: Graph, finding: Finding) -> Iterator[Claim]:
    """Yield the claims that a finding itself names under `stated_in` or `supported_by`."""
    keys = dict.fromkeys((*finding.stated_in, *finding.supported_by))
    return (graph.claims[key] for key in keys if key in graph.claims)


def _described(
    graph: Graph,
    finding: Finding,
    named: Mapping[Role, Sequence[Claim]],
    contributing: Sequence[Claim],
    without: Exclusion,
    known: Voices,
) -> Support:
    """Return the support of a finding that names these claims."""
    out = without if not known.withdrawn else _with(without, known.withdrawn)
    left = {role: [c for c in named[role] if stands(graph, c, out)] for role in EVIDENCE_ROLES}
    ids = {role: tuple(claim.id for claim in claims) for role, claims in left.items()}
    found = left[Role.SUPPORTED_BY]
    held = [claim for claim in direct_claims(graph, finding) if stands(graph, claim, out)]
    cited = [claim for claim in held if not graph.is_own(claim)]
    direct = [claim for claim in cited if claim.attribution is Attribution.EXPLICIT]
    cited_as = tuple(_citation(graph, claim, out, known) for claim in direct)
    citations = _distinct(cited_as)
    against = {c.id for c in named[Role.CONTRADICTED_BY]}
    told = _studies(graph, contributing, named, without, known)
    before = (c for c in named[Role.CONTRADICTED_BY] if stands(graph, c, without))
    return Support(
        finding=finding.id,
        claims=ids[Role.SUPPORTED_BY],
        direct=tuple(claim.id for claim in direct),
        implied=tuple(c.id for c in cited if c.attribution is Attribution.IMPLIED),
        own=tuple(c.id for c in held if graph.is_own(c) and c.id not in finding.stated_in),
        findings=tuple(key for key in finding.supported_by if key in graph.findings),
        second_hand=tuple(c.id for c in found if is_second_hand(graph, c)),
        cited_as=cited_as,
        citations=citations,
        voices=_voices(citations, known),
        own_citation=own_citation(graph, finding, out),
        sources=_sources(graph, contributing or direct, out, known),
        contributing=tuple(claim.id for claim in contributing),
        studies=told["in"],
        against=told["against"],
        withdrawn=told["withdrawn"],
        withdrawn_against=told["withdrawn against"],
        lost=_lost(graph, finding, known, without),
        contradicting=ids[Role.CONTRADICTED_BY],
        qualifying=ids[Role.QUALIFIED_BY],
        background=ids[Role.BACKGROUND],
        contested=bool(against) and finding.unresolved and any(before),
    )


def _with(without: Exclusion, withdrawn: frozenset[str]) -> Exclusion:
    return Exclusion(without.sources | withdrawn, without.claims)


def _studies(
    graph: Graph,
    contributing: Sequence[Claim],
    named: Mapping[Role, Sequence[Claim]],
    without: Exclusion,
    known: Voices,
) -> dict[str, tuple[str, ...]]:
    """Return the studies that contribute, those against, and those of both that were withdrawn.

    Against is what stands only in the finding's own `contradicted_by`.
    """
    told: dict[str, tuple[str, ...]] = dict.fromkeys(
        ("in", "against", "withdrawn", "withdrawn against"), ()
    )
    if graph.review.of:
        return told
    against = {claim.id for claim in named[Role.CONTRADICTED_BY]}
    out = _with(without, known.withdrawn)
    elsewhere = {c.id for c in named[Role.SUPPORTED_BY]} | {c.id for c in named[Role.QUALIFIED_BY]}
    studies: dict[str, bool] = {}  # each study, and whether it only speaks against
    gone: dict[str, bool] = {}
    for claim in contributing:
        if not stands(graph, claim, without):
            continue
        only_against = claim.id in against and claim.id not in elsewhere
        # it was read in a work that is withdrawn, or came through one
        lost = known.withdrawn and not stands(graph, claim, out)
        for source in claim.sources:
            if source in without.sources:
                continue
            into = gone if lost or source in known.withdrawn else studies
            study = known.study_of(source)
            into[study] = into.get(study, True) and only_against
    return {
        "in": tuple(studies),
        "against": tuple(study for study, only in studies.items() if only),
        "withdrawn": tuple(study for study in gone if study not in studies),
        "withdrawn against": tuple(s for s, only in gone.items() if only and s not in studies),
    }


_WAYS = ("in", "against", "withdrawn", "withdrawn against")


def _lost(graph: Graph, finding: Finding, known: Voices, without: Exclusion) -> tuple[str, ...]:
    """Return the claims that a finding names as support and that count no more."""
    keys = dict.fromkeys((*finding.stated_in, *finding.supported_by))
    out = _with(without, known.withdrawn)
    return tuple(
        key
        for key in keys
        if key in graph.proposals
        or (
            known.withdrawn
            and key in graph.claims
            and stands(graph, graph.claims[key], without)
            and not stands(graph, graph.claims[key], out)
        )
    )


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


_CONTRIBUTING = (Role.SUPPORTED_BY, Role.CONTRADICTED_BY, Role.QUALIFIED_BY)


def _evidence_below(graph: Graph, findings: Iterable[Finding]) -> dict[str, tuple[Claim, ...]]:
    """Return for findings the claims of their support, contradictions and qualifications.

    Those of every finding below are included, in whatever role it is named.
    """
    under: dict[str, list[str]] = {}
    waiting = [finding.id for finding in findings]
    while waiting:
        key = waiting.pop()
        if key not in under:
            named = _contributing(graph.findings[key])
            under[key] = [one for one in named if one in graph.findings]
            waiting.extend(under[key])
    below: dict[str, tuple[Claim, ...]] = {}
    for together in components(under):
        members = (graph.findings[key] for key in together)
        claims = (c for one in members for c in _gathered(graph, _contributing(one), below))
        below.update(dict.fromkeys(together, tuple({c.id: c for c in claims}.values())))
    return below


def _contributing(finding: Finding) -> tuple[str, ...]:
    return tuple(key for role in _CONTRIBUTING for key in named_by(finding, role))


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


def _citation(graph: Graph, claim: Claim, without: Exclusion, known: Voices) -> tuple[str, ...]:
    works = (work for work in graph.citation(claim) if work not in without.sources)
    return tuple(sorted(named_once(works, known)))


def _voices(citations: Sequence[tuple[str, ...]], known: Voices) -> tuple[str, ...]:
    """Return the parties and works behind some citations, each once."""
    return tuple(dict.fromkeys(known.party_of(work) for works in citations for work in works))


def _sources(
    graph: Graph, cited: Iterable[Claim], without: Exclusion, known: Voices
) -> tuple[str, ...]:
    keys = (key for claim in cited for key in claim.sources)
    left_out = without.sources | {graph.review.of}
    return named_once((key for key in keys if key not in left_out), known)


def _distinct(citations: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(citation for citation in citations if citation))
