"""The audit of a review: who is drawn, and what the verdicts show, in words."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.graph import Graph
from evidence.pipeline.checking import Checked
from evidence.synthesis.trace import rests_on
from evidence.verification.audit import Audited, Draw, Verdict, draw, summarise


def drawn_claims(graph: Graph, how: Draw) -> tuple[str, ...]:
    """Return the claims of a sample, in the order of drawing."""
    weights = {key: len(rests_on(graph, key)) if how.weighted else 0 for key in graph.claims}
    return draw(weights, how.size, how.seed, weighted=how.weighted)


def audit_lines(checked: Checked, how: Draw, verdicts: Iterable[Audited]) -> tuple[str, ...]:
    """Return what an audit shows, a line for each fact."""
    claims = checked.graph.claims.values()
    found = summarise(drawn_claims(checked.graph, how), how, verdicts, claims)
    weighted = ", weighted by what rests on them" if how.weighted else ""
    lines = [f"{how.size} of {how.population} claims drawn with seed {how.seed}{weighted}"]
    rate = found.rate
    if rate.judged:
        said = ", ".join(
            f"{found.verdicts[verdict]} {verdict.value.replace('_', ' ')}" for verdict in Verdict
        )
        lines.append(f"{rate.judged} judged: {said}")
        lines.append(
            f"error rate {rate.share:.1%} (95 % interval {rate.low:.1%} to {rate.high:.1%})"
        )
    for keys, words in (
        (found.disputed, "auditors disagree on"),
        (found.stale, "changed since they were judged:"),
        (found.waiting, "waiting to be judged:"),
    ):
        if keys:
            lines.append(f"{words} {', '.join(keys)}")
    return tuple(lines)
