"""What the evidence of a review adds up to, as one value: the same in every language and format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.synthesis.axes import Axis, axes
from evidence.synthesis.cells import contradicted_claims
from evidence.synthesis.contrast import contrasted
from evidence.synthesis.robustness import (
    Change,
    GroupLeaning,
    Leaning,
    falling,
    leave_groups_out,
    leave_one_out,
)
from evidence.synthesis.support import Support, carried, supports


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What the evidence of a review adds up to.

    Shape: `support` by finding, `leaning` by source, `falls` by finding the
           sources without which nothing cited is left, `axes` are all that
           claims can be told apart by, `groups` what changes without a value
           of one, `carried` by claim the findings that it supports through
           others, `contrast` the facet whose values the review sets side by
           side, "" without one, `contradicted` the claims on either side of a
           contradiction.
    """

    support: Mapping[str, Support]
    leaning: Mapping[str, Leaning]
    falls: Mapping[str, tuple[tuple[str, Change], ...]]
    axes: tuple[Axis, ...]
    groups: tuple[GroupLeaning, ...]
    carried: Mapping[str, tuple[str, ...]]
    contrast: str
    contradicted: frozenset[str]


def synthesise(graph: Graph) -> Synthesis:
    """Return what the evidence of a review adds up to."""
    held, known = supports(graph), axes(graph)
    leaning = {lean.source: lean for lean in leave_one_out(graph, held)}
    return Synthesis(
        support=held,
        leaning=leaning,
        falls=falling(leaning.values()),
        axes=known,
        groups=leave_groups_out(graph, known, held),
        carried=carried(graph, held),
        contrast=contrasted(graph),
        contradicted=contradicted_claims(graph),
    )
