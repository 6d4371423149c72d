"""What a finding falls without: the smallest sets of sources whose loss leaves it nothing.

A finding falls when what it had is gone: in a review of one study its last
direct citation, in a review of many texts the last study under its support,
through all findings below it. One that only gathers others falls with the last
of them; one that had nothing cannot fall.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import Finding
from evidence.synthesis.judgements import gathers
from evidence.synthesis.support import Support
from evidence.synthesis.voices import voices

# sets of more sources than these are not looked for
MOST = 3
# a finding that very many small sets fell: so many of them are kept
_MOST_SETS = 200


@dataclass(frozen=True, slots=True)
class Felling:
    """The smallest sets of sources without which a finding falls.

    Shape: `sets` are exact up to `MOST` sources, each sorted, the smaller ones
           first; none if it needs more. `held` says that it has something that
           can be lost.
    """

    finding: str
    held: bool
    sets: tuple[tuple[str, ...], ...] = ()


def fellings(
    graph: Graph, findings: Iterable[str], held: Mapping[str, Support]
) -> dict[str, Felling]:
    """Return for findings the smallest sets of sources whose loss fells them."""
    withdrawn = voices(graph).withdrawn
    told = {}
    for key in findings:
        carrying = _carrying(graph, graph.findings[key], held)
        ways = [_ways(graph, claim, withdrawn) for claim in carrying]
        told[key] = Felling(key, bool(ways), _smallest(ways) if ways else ())
    return told


def _carrying(graph: Graph, finding: Finding, held: Mapping[str, Support]) -> list[str]:
    """Return the claims that have all to go before a finding falls."""
    if not graph.review.of:
        return list(held[finding.id].claims)
    found: dict[str, None] = {}
    met: set[str] = set()
    waiting = [finding]
    while waiting:
        one = waiting.pop()
        if one.id in met:
            continue
        met.add(one.id)
        if gathers(graph, one):
            waiting.extend(graph.findings[key] for key in one.supported_by)
        else:
            found |= dict.fromkeys(held[one.id].direct)
    return list(found)


_Way = frozenset[str]


def _ways(graph: Graph, claim: str, withdrawn: frozenset[str]) -> tuple[_Way, ...]:
    """Return the sets of at most `MOST` sources that each take a claim away."""
    one = graph.claims[claim]
    hands = {*one.via, one.read_in} - {"", graph.review.of}
    ways = [frozenset({hand}) for hand in hands]
    # those that are withdrawn hold nothing any more
    sayers = frozenset(one.sources) - withdrawn - {graph.review.of}
    if not sayers & hands and len(sayers) <= MOST:
        ways.append(sayers)
    return tuple(sorted(ways, key=lambda way: (len(way), sorted(way))))


def _smallest(claims: Sequence[tuple[_Way, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of at most `MOST` sources that take all of some claims away."""
    distinct = tuple(dict.fromkeys(claims))
    found: set[_Way] = set()
    seen: set[_Way] = set()

    def grow(out: _Way, start: int) -> None:
        if out in seen or any(one <= out for one in found):
            return
        seen.add(out)
        standing = next(
            (n for n in range(start, len(distinct)) if not any(w <= out for w in distinct[n])), None
        )
        if standing is None:
            found.difference_update([one for one in found if out < one])
            found.add(out)
            return
        for way in distinct[standing]:
            more = out | way
            if len(more) <= MOST:
                grow(more, standing)

    grow(frozenset(), 0)
    exact = sorted((tuple(sorted(one)) for one in found), key=lambda one: (len(one), one))
    return tuple(exact[:_MOST_SETS])
