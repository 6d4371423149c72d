"""The trace: finding -> claims -> passage -> source, and the way back up.

A `Step` is a place on the way. Circles are cut where they close. A way that is
longer than anyone follows stops, and in a trace with very many findings each of
them is followed once: so a trace is finite in practice too. What an item stands
for is looked up by whoever shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence.graph import Graph, Role, Use, named_by
from evidence.model import Claim, Finding, Passage


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the way.

    Shape: `kind` is finding, claim, proposal, passage, source, element,
           question or party; `role` is what it is to the step above (a `Role`,
           "makes", "hands_on", "draws_on", "read_in", "read_for", "passage",
           "says", "bears_on", "part", "rests_on", "answers", "speaks_for").
           `passage` is set on passages alone, whose `id` is that of their
           claim. `stop` says why there are no steps where there could be:
           "above" if they stand above, "deep" if the way goes on too far from
           where it began.
    """

    kind: str
    id: str
    role: str = ""
    steps: tuple[Step, ...] = ()
    passage: Passage | None = None
    stop: str = ""


# findings or elements one below the other: further than that a way is asked for anew
DEEPEST = 32
# findings that are followed, before those that were followed already are followed no more
MOST = 1_000


def down(graph: Graph, key: str) -> Step:
    """Return the way down from a finding, claim, proposal or question; else the item alone."""
    told = _Followed()
    if key in graph.findings:
        return _finding_down(graph, graph.findings[key], "", told, ())
    if key in graph.claims:
        return _claim_down(graph, graph.claims[key], "")
    if key in graph.proposals:
        return _claim_down(graph, graph.proposals[key], "", "proposal")
    if key in graph.questions:
        answering = (f for f in graph.findings.values() if key in f.answers)
        steps = (_finding_down(graph, f, "answers", told, ()) for f in answering)
        return Step("question", key, steps=tuple(steps))
    return Step(graph.kind(key), key)


def up(graph: Graph, key: str) -> Step:
    """Return the way up from an item to all that rests on it; from a question the item alone."""
    told = _Followed()
    kind = graph.kind(key)
    if kind in {"claim", "finding", "proposal"}:
        return Step(kind, key, steps=_uses(graph, key, told, (key,)))
    if kind == "element":
        return _element_up(graph, key, "", told, ())
    if kind == "source":
        return _source_up(graph, key, "", told)
    if kind == "party":
        facts = graph.review.sources
        speaking = (s for s in graph.sources if s in facts and facts[s].party == key)
        steps = tuple(_source_up(graph, source, "speaks_for", told) for source in speaking)
        return Step("party", key, steps=steps)
    return Step(kind, key)


def rests_on(graph: Graph, key: str) -> tuple[str, ...]:
    """Return every finding that rests on an item, at any distance, in the order of the files.

    Only support counts: a finding does not rest on what contradicts it.
    """
    below: Iterable[str] = (key,)
    if key in graph.sources:
        below = claims_from(graph, key)
    elif key in graph.elements:
        below = (c for e in graph.with_parts(key) for c in graph.claims_about.get(e, ()))
    reached = findings_on(graph, below)
    return tuple(finding for finding in graph.findings if finding in reached) if reached else ()


def findings_on(graph: Graph, items: Iterable[str]) -> frozenset[str]:
    """Return the findings that any of these claims and findings supports, at any distance."""
    reached: set[str] = set()
    waiting = list(items)
    while waiting:
        for use in graph.uses.get(waiting.pop(), ()):
            if use.role is Role.SUPPORTED_BY and use.finding not in reached:
                reached.add(use.finding)
                waiting.append(use.finding)
    return frozenset(reached)


def claims_from(graph: Graph, source: str) -> frozenset[str]:
    """Return the claims that a source says, hands on or was read for."""
    lists = (graph.claims_of, graph.claims_through, graph.claims_read)
    return frozenset(claim for claims in lists for claim in claims.get(source, ()))


def _finding_down(
    graph: Graph, finding: Finding, role: str, told: _Followed, above: tuple[str, ...]
) -> Step:
    stop = told.stop(finding.id, above)
    if stop:
        return Step("finding", finding.id, role, stop=stop)
    told.add(finding.id)
    here = (*above, finding.id)
    steps: list[Step] = []
    for role_below in Role:
        for key in named_by(finding, role_below):
            if key in graph.claims:
                steps.append(_claim_down(graph, graph.claims[key], role_below))
            elif key in graph.proposals:
                steps.append(_claim_down(graph, graph.proposals[key], role_below, "proposal"))
            elif key in graph.findings and key not in here:
                steps.append(_finding_down(graph, graph.findings[key], role_below, told, here))
    return Step("finding", finding.id, role, tuple(steps))


@dataclass(slots=True)
class _Followed:
    """The findings whose steps were told, and how many times any were."""

    findings: set[str] = field(default_factory=set)
    times: int = 0

    def add(self, finding: str) -> None:
        self.findings.add(finding)
        self.times += 1

    def stop(self, key: str, above: tuple[str, ...]) -> str:
        """Return why the steps of an item are not told here, "" if they are."""
        if self.times >= MOST and key in self.findings:
            return "above"
        return "deep" if len(above) >= DEEPEST else ""


def _claim_down(graph: Graph, claim: Claim, role: str, kind: str = "claim") -> Step:
    passages = (Step("passage", claim.id, "passage", passage=p) for p in claim.passages)
    sources = [Step("source", key, "says") for key in claim.sources if key in graph.sources]
    sources += [Step("source", key, "hands_on") for key in claim.via if key in graph.sources]
    sources += [Step("source", key, "draws_on") for key in claim.draws_on if key in graph.sources]
    if claim.id in graph.claims_read.get(claim.read_in, ()):
        sources.append(Step("source", claim.read_in, "read_in"))
    return Step(kind, claim.id, role, (*passages, *sources))


def _uses(graph: Graph, key: str, told: _Followed, above: tuple[str, ...]) -> tuple[Step, ...]:
    uses = (use for use in graph.uses.get(key, ()) if use.finding not in above)
    return tuple(_use(graph, use, told, above) for use in uses)


def _use(graph: Graph, use: Use, told: _Followed, above: tuple[str, ...]) -> Step:
    key = use.finding
    stop = told.stop(key, above) if graph.uses.get(key) else ""
    if stop:
        return Step("finding", key, use.role, stop=stop)
    told.add(key)
    return Step("finding", key, use.role, _uses(graph, key, told, (*above, key)))


def _source_up(graph: Graph, key: str, role: str, told: _Followed) -> Step:
    said = _claims_up(graph, graph.claims_of.get(key, ()), "makes", told)
    handed = _claims_up(graph, graph.claims_through.get(key, ()), "hands_on", told)
    used = _claims_up(graph, graph.claims_on.get(key, ()), "draws_on", told)
    read = _claims_up(graph, graph.claims_read.get(key, ()), "read_for", told)
    return Step("source", key, role, (*said, *handed, *used, *read))


def _claims_up(graph: Graph, keys: Iterable[str], role: str, told: _Followed) -> tuple[Step, ...]:
    return tuple(Step("claim", key, role, _uses(graph, key, told, (key,))) for key in keys)


def _element_up(graph: Graph, key: str, role: str, told: _Followed, above: tuple[str, ...]) -> Step:
    stop = told.stop(key, above)
    if stop:
        return Step("element", key, role, stop=stop)
    claims = _claims_up(graph, graph.claims_about.get(key, ()), "bears_on", told)
    here = (*above, key)
    parts = (
        _element_up(graph, part, "part", told, here)
        for part in graph.parts.get(key, ())
        if part not in here
    )
    findings = (
        Step("finding", f.id, "bears_on") for f in graph.findings.values() if key in f.elements
    )
    return Step("element", key, role, (*claims, *findings, *parts))
