"""The audit of a review: who is drawn, and what the verdicts show, in words."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.audit.sample import Audited, Draw, Verdict, draw, summarise
from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.synthesis.trace import rests_on


def drawn_claims(graph: Graph, how: Draw) -> tuple[str, ...]:
    """Return the claims of a sample, in the order of drawing."""
    weights = {key: len(rests_on(graph, key)) if how.weighted else 0 for key in graph.claims}
    return draw(weights, how.size, how.seed, weighted=how.weighted)


def audit_lines(
    graph: Graph, how: Draw, verdicts: Iterable[Audited], words: Catalogue
) -> tuple[str, ...]:
    """Return what an audit shows, a line for each fact, in the language of the words."""
    claims = graph.claims.values()
    found = summarise(drawn_claims(graph, how), how, verdicts, claims)
    one, many = (
        "{size} of {n} claim drawn with seed {seed}",
        "{size} of {n} claims drawn with seed {seed}",
    )
    if how.weighted:
        one, many = (
            "{size} of {n} claim drawn with seed {seed}, weighted by what rests on it",
            "{size} of {n} claims drawn with seed {seed}, weighted by what rests on them",
        )
    lines = [words.count(how.population, one, many, size=how.size, seed=how.seed)]
    rate = found.rate
    if rate.judged:
        listed = ", ".join(
            f"{found.verdicts[verdict]} {words(_VERDICTS[verdict])}" for verdict in Verdict
        )
        lines.append(words("{n} judged: {list}", n=rate.judged, list=listed))
        share, low, high = (
            f"{words.number(round(100 * part, 1))} {words('percent')}"
            for part in (rate.share, rate.low, rate.high)
        )
        lines.append(
            words(
                "error rate {share} (95 % interval {low} to {high})",
                share=share,
                low=low,
                high=high,
            )
        )
    for keys, said in (
        (found.disputed, words("auditors disagree on {list}", list=", ".join(found.disputed))),
        (found.stale, words("changed since they were judged: {list}", list=", ".join(found.stale))),
        (found.waiting, words("waiting to be judged: {list}", list=", ".join(found.waiting))),
    ):
        if keys:
            lines.append(said)
    return tuple(lines)


_VERDICTS = {
    Verdict.FAITHFUL: "faithful",
    Verdict.OVERSTATED: "overstated",
    Verdict.WRONG_PASSAGE: "wrong passage",
    Verdict.NOT_IN_SOURCE: "not in the source",
}
