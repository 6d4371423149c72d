"""Tensions: claims that pull against each other, both sides."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import Link, LinkKind


@dataclass(frozen=True, slots=True)
class Tension:
    """One pair of claims and the link that sets them against each other.

    `kind` is contradicts or qualifies; for contradictions the pair is given
    once, whichever claim says it, with the claim that states the link first.
    """

    claim: str
    against: str
    link: Link
    findings: tuple[str, ...] = ()


def tensions(graph: Graph, kind: LinkKind = LinkKind.CONTRADICTS) -> tuple[Tension, ...]:
    """Return every pair of claims tied by a link of this kind, in the order of the files."""
    seen: set[frozenset[str]] = set()
    found = []
    for claim in graph.claims.values():
        for link in claim.links:
            pair = frozenset((claim.id, link.claim))
            if link.kind is not kind or link.claim not in graph.claims or pair in seen:
                continue
            if len(pair) == 1:
                continue
            seen.add(pair)
            findings = (
                use.finding for key in (claim.id, link.claim) for use in graph.uses.get(key, ())
            )
            found.append(Tension(claim.id, link.claim, link, tuple(dict.fromkeys(findings))))
    return tuple(found)
