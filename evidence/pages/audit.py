"""The audit of a review: who is drawn, and what the verdicts show, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidence.audit.sample import Audited, Draw, Rate, Verdict, draw, summarise
from evidence.audit.second import Share, drawn_share, second_look
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
    verdicts = tuple(verdicts)
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
        lines.append(_rate(rate, words))
        lines += _of_machines(graph, how, verdicts, words)
    for keys, said in (
        (found.disputed, words("auditors disagree on {list}", list=", ".join(found.disputed))),
        (found.stale, words("changed since they were judged: {list}", list=", ".join(found.stale))),
        (found.waiting, words("waiting to be judged: {list}", list=", ".join(found.waiting))),
    ):
        if keys:
            lines.append(said)
    return tuple(lines)


def share_lines(
    graph: Graph, share: Share, verdicts: Iterable[Audited], words: Catalogue
) -> tuple[str, ...]:
    """Return what a second person found of a share of the proposals, a line for each fact."""
    claims = (*graph.claims.values(), *graph.proposals.values())
    drawn = drawn_share(share, claims)
    look = second_look(share, verdicts, claims)
    lines = [
        words.count(
            len(drawn),
            "{n} proposal drawn for a second person with seed {seed}: {percent} percent",
            "{n} proposals drawn for a second person with seed {seed}: {percent} percent",
            seed=share.seed,
            percent=share.percent,
        )
    ]
    both = len(look.alike) + len(look.differing)
    if both:
        lines.append(
            words.count(
                both,
                "{n} judged by the second person and decided by the first, {alike} alike",
                "{n} judged by the second person and decided by the first, {alike} alike",
                alike=len(look.alike),
            )
        )
    lines += [
        words(
            "{first} accepted {claim}, {second} found: {judged}"
            if one.accepted
            else "{first} turned {claim} down, {second} found: {judged}",
            first=one.first,
            claim=one.claim,
            second=one.second,
            judged=words(_VERDICTS[one.verdict]),
        )
        for one in look.differing
    ]
    if look.undecided:
        undecided = ", ".join(look.undecided)
        lines.append(words("judged by the second person alone: {list}", list=undecided))
    if look.stale:
        stale = ", ".join(look.stale)
        lines.append(words("changed since they were judged: {list}", list=stale))
    if look.waiting:
        waiting = ", ".join(look.waiting)
        lines.append(words("waiting for the second person: {list}", list=waiting))
    return tuple(lines)


def _rate(rate: Rate, words: Catalogue) -> str:
    share, low, high = (
        f"{words.number(round(100 * part, 1))} {words('percent')}"
        for part in (rate.share, rate.low, rate.high)
    )
    return words(
        "error rate {share} (95 % interval {low} to {high})", share=share, low=low, high=high
    )


def _of_machines(
    graph: Graph, how: Draw, verdicts: Iterable[Audited], words: Catalogue
) -> Iterator[str]:
    """Yield the error rate of the claims that each machine extracted, where any was judged."""
    extracted: dict[str, list[str]] = {}
    for claim in graph.claims.values():
        if claim.proposed is not None and claim.proposed.machine:
            extracted.setdefault(claim.proposed.machine, []).append(claim.id)
    drawn = drawn_claims(graph, how)
    for machine, claims in extracted.items():
        own = [key for key in drawn if key in claims]
        of_these = replace(how, population=len(claims))
        rate = summarise(own, of_these, verdicts, graph.claims.values()).rate
        if rate.judged:
            yield words.count(
                len(claims),
                "of the {n} claim that {machine} extracted, {judged} judged: {rate}",
                "of the {n} claims that {machine} extracted, {judged} judged: {rate}",
                machine=machine,
                judged=rate.judged,
                rate=_rate(rate, words),
            )


_VERDICTS = {
    Verdict.FAITHFUL: "faithful",
    Verdict.OVERSTATED: "overstated",
    Verdict.WRONG_PASSAGE: "wrong passage",
    Verdict.NOT_IN_SOURCE: "not in the source",
}
