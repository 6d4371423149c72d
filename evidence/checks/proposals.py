"""Proposals: claims that a machine or an import suggests count for nothing until accepted."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph, Role, named_by


def proposal_named(graph: Graph) -> Iterator[Diagnostic]:
    """A finding names a proposal, which counts for nothing.

    Why:
        What a machine or an import suggests is no evidence until a person has
        read the passage and accepted it.

    Bad:
        claims:
          - {id: suggested, proposed: {by: import taguette}}
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first, suggested]

    Good:
        review:
          authors: [{initials: ys, name: Y. Sato}]
        claims:
          - {id: suggested, proposed: {by: import taguette}, accepted: {by: ys, on: 2026-11-29}}
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first, suggested]
    """
    for finding in graph.findings.values():
        for role in Role:
            for index, key in enumerate(named_by(finding, role)):
                if key in graph.proposals:
                    rejected = graph.proposals[key].rejected is not None
                    what = "a proposal that was rejected" if rejected else "a proposal"
                    message = f"finding `{finding.id}` names `{key}`, {what}: it counts for nothing"
                    help_ = "accept it (`accepted: {by: …, on: …}`), or take it out here"
                    way = ("fit", role) if role is Role.ARGUED_FROM else (role,)
                    place = finding.where.at(*way, index)
                    yield wrong(message, place, finding.id, help_)


def open_proposal(graph: Graph) -> Iterator[Diagnostic]:
    """A claim is a proposal that nobody accepted or rejected.

    Why:
        It counts for nothing, and may lack elements and facets, until a person
        decides.

    Bad:
        claims:
          - {id: suggested, proposed: {by: import taguette}}

    Good:
        claims:
          - {id: suggested, proposed: {by: import taguette}, rejected: {by: ys, because: Not said.}}
    """
    for claim in graph.proposals.values():
        if claim.rejected is None:
            message = f"`{claim.id}` is a proposal that nobody accepted or rejected"
            yield wrong(message, claim.where.key("proposed"), claim.id)


def decided_twice(graph: Graph) -> Iterator[Diagnostic]:
    """A proposal is accepted and rejected, or either without having been proposed.

    Why:
        Whether it counts must have one answer.

    Bad:
        claims:
          - id: suggested
            proposed: {by: import taguette}
            accepted: {by: ys}
            rejected: {by: ys, because: Not said.}

    Good:
        claims:
          - id: suggested
            proposed: {by: import taguette}
            rejected: {by: ys, because: Not said.}
    """
    for claim in (*graph.claims.values(), *graph.proposals.values()):
        if claim.accepted is not None and claim.rejected is not None:
            message = f"`{claim.id}` is accepted and rejected"
            help_ = "keep what was decided last"
            yield wrong(message, claim.where.key("rejected"), claim.id, help_)
        elif claim.proposed is None and (claim.accepted or claim.rejected):
            key = "accepted" if claim.accepted else "rejected"
            message = f"claim `{claim.id}` is {key}, and nobody proposed it"
            help_ = f"drop `{key}`, or say what proposed it: `proposed: {{by: …}}`"
            yield wrong(message, claim.where.key(key), claim.id, help_)
