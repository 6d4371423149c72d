"""The trace: finding -> claims -> passage -> source, and the way back up.

A `Step` is a place on the way. Circles are cut where they close, so a trace
is always finite; what an item stands for is looked up by whoever shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.graph import Graph, Role, named_by
from evidence.model import Claim, Finding, Passage


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the way.

    Shape: `kind` is finding, claim, passage, source, element or question;
           `role` is what it is to the step above (a `Role`, "makes",
           "hands_on", "draws_on", "read_in", "read_for", "passage", "says", "bears_on", "part",
           "rests_on", "answers"); `passage` is set on passages alone, whose
           `id` is that of their claim.
    """

    kind: str
    id: str
    role: str = ""
    steps: tuple[Step, ...] = ()
    passage: Passage | None = None


def down(graph: Graph, key: str) -> Step | None:
    """Return the way down from a finding, claim or question; None for anything else."""
    if key in graph.findings:
        return _finding_down(graph, graph.findings[key], "", (key,))
    if key in graph.claims:
        return _claim_down(graph, graph.claims[key], "")
    if key in graph.questions:
        answering = (f for f in graph.findings.values() if key in f.answers)
        steps = (_finding_down(graph, f, "answers", (f.id,)) for f in answering)
        return Step("question", key, steps=tuple(steps))
    return None


def up(graph: Graph, key: str) -> Step | None:
    """Return the way up from a claim, source, element or finding to all that rests on it."""
    if key in graph.claims:
        return Step("claim", key, steps=_uses(graph, key, (key,)))
    if key in graph.findings:
        return Step("finding", key, steps=_uses(graph, key, (key,)))
    if key in graph.elements:
        return _element_up(graph, key, "", ())
    if key in graph.sources:
        said = _claims_up(graph, graph.claims_of.get(key, ()), "makes")
        handed = _claims_up(graph, graph.claims_through.get(key, ()), "hands_on")
        used = _claims_up(graph, graph.claims_on.get(key, ()), "draws_on")
        read = _claims_up(graph, graph.claims_read.get(key, ()), "read_for")
        return Step("source", key, steps=(*said, *handed, *used, *read))
    return None


def rests_on(graph: Graph, key: str) -> tuple[str, ...]:
    """Return every finding that rests on an item, at any distance, in the order of the files.

    Only support counts: a finding does not rest on what contradicts it.
    """
    reached: dict[str, None] = {}
    waiting = [key]
    if key in graph.sources:
        waiting = [*claims_from(graph, key)]
    elif key in graph.elements:
        waiting = [c for e in graph.with_parts(key) for c in graph.claims_about.get(e, ())]
    while waiting:
        current = waiting.pop()
        for use in graph.uses.get(current, ()):
            if use.role is Role.SUPPORTED_BY and use.finding not in reached:
                reached[use.finding] = None
                waiting.append(use.finding)
    return tuple(finding for finding in graph.findings if finding in reached)


def claims_from(graph: Graph, source: str) -> frozenset[str]:
    """Return the claims that a source says, hands on or was read for."""
    lists = (graph.claims_of, graph.claims_through, graph.claims_read)
    return frozenset(claim for claims in lists for claim in claims.get(source, ()))


def _finding_down(graph: Graph, finding: Finding, role: str, above: tuple[str, ...]) -> Step:
    steps: list[Step] = []
    for kind in Role:
        for key in named_by(finding, kind):
            if key in graph.claims:
                steps.append(_claim_down(graph, graph.claims[key], kind))
            elif key in graph.findings and key not in above:
                below = graph.findings[key]
                steps.append(_finding_down(graph, below, kind, (*above, key)))
    return Step("finding", finding.id, role, tuple(steps))


def _claim_down(graph: Graph, claim: Claim, role: str) -> Step:
    passages = (Step("passage", claim.id, "passage", passage=p) for p in claim.passages)
    sources = [Step("source", key, "says") for key in claim.sources if key in graph.sources]
    sources += [Step("source", key, "hands_on") for key in claim.via if key in graph.sources]
    sources += [Step("source", key, "draws_on") for key in claim.draws_on if key in graph.sources]
    if claim.id in graph.claims_read.get(claim.read_in, ()):
        sources.append(Step("source", claim.read_in, "read_in"))
    return Step("claim", claim.id, role, (*passages, *sources))


def _uses(graph: Graph, key: str, above: tuple[str, ...]) -> tuple[Step, ...]:
    return tuple(
        Step("finding", u.finding, u.role, _uses(graph, u.finding, (*above, u.finding)))
        for u in graph.uses.get(key, ())
        if u.finding not in above
    )


def _claims_up(graph: Graph, keys: Iterable[str], role: str) -> tuple[Step, ...]:
    return tuple(Step("claim", key, role, _uses(graph, key, (key,))) for key in keys)


def _element_up(graph: Graph, key: str, role: str, above: tuple[str, ...]) -> Step:
    claims = _claims_up(graph, graph.claims_about.get(key, ()), "bears_on")
    parts = (
        _element_up(graph, part, "part", (*above, key))
        for part in graph.parts.get(key, ())
        if part not in above and part != key
    )
    findings = (
        Step("finding", f.id, "bears_on") for f in graph.findings.values() if key in f.elements
    )
    return Step("element", key, role, (*claims, *findings, *parts))
