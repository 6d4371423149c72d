"""The claims below every finding at once, each set of claims a number with a bit for each claim.

A finding brings the claims that the findings below it rest on. Along a chain of
findings these are as many sets as links, and only as numbers are they united
and compared in hardly any time. In what order a finding names its claims, and
what they say, is the business of `support`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from evidence.graph import EVIDENCE_ROLES, Graph, Role, components, named_by
from evidence.model import Claim, Finding
from evidence.synthesis.support import is_second_hand


@dataclass(frozen=True, slots=True)
class ClaimSets:
    """What every finding of a review rests on.

    Shape: `claims` are those that findings name, in the order of their naming, and
           `places` says which bit is a claim's. `supporting` are the claims that
           support each finding at any distance, `own` the study's own,
           `second_hand` those of works that nobody read.
    """

    graph: Graph
    claims: tuple[Claim, ...]
    places: Mapping[str, int]
    supporting: Mapping[str, int]
    own: int
    second_hand: int

    def support(self, finding: Finding) -> int:
        """Return the claims that support a finding; its own sentence is never one of them."""
        return self.supporting[finding.id] & ~self.of(finding.stated_in)

    def named(self, finding: Finding) -> int:
        """Return every claim that a finding names in any role; its sentence only if cited."""
        roles = (role for role in EVIDENCE_ROLES if role is not Role.SUPPORTED_BY)
        others = [key for role in roles for key in named_by(finding, role) if key != finding.id]
        under = (self.supporting.get(key, 0) for key in others if key not in self.places)
        sentence = self.of(finding.stated_in) & ~self.own
        return _united((self.support(finding), self.of(others), sentence, *under))

    def of(self, claims: Iterable[str]) -> int:
        """Return the set of these claims."""
        return _set(self.places[key] for key in claims if key in self.places)

    def first(self, claims: int) -> Claim:
        """Return the first of some claims in the order of their naming; there is at least one."""
        return self.claims[(claims & -claims).bit_length() - 1]


@lru_cache(maxsize=1)  # several checks ask the same of one graph
def claim_sets(graph: Graph) -> ClaimSets:
    """Return what every finding of a review rests on."""
    claims = tuple(graph.claims[key] for key in graph.uses if key in graph.claims)
    places = {claim.id: place for place, claim in enumerate(claims)}
    own = (p for p, claim in enumerate(claims) if graph.is_own(claim))
    second_hand = (p for p, claim in enumerate(claims) if is_second_hand(graph, claim))
    return ClaimSets(
        graph,
        claims,
        places,
        _supporting(graph, places),
        own=_set(own),
        second_hand=_set(second_hand),
    )


def _supporting(graph: Graph, places: Mapping[str, int]) -> dict[str, int]:
    findings = graph.findings
    under = {f.id: [key for key in f.supported_by if key in findings] for f in findings.values()}
    supporting: dict[str, int] = {}
    for together in components(under):
        named = [key for one in together for key in findings[one].supported_by]
        claims = _united(supporting.get(key, 0) for key in named if key not in places)
        claims |= _set(places[key] for key in named if key in places)
        supporting.update(dict.fromkeys(together, claims))
    return supporting


def _united(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _set(places: Iterable[int]) -> int:
    return _united(1 << place for place in places)
