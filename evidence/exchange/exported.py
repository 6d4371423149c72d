"""What an export is made of, and what comes of it.

An export is a function from a `ToExport` to an `Exported`, in a module named
after its format; `evidence.cli.export` has the list of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evidence.graph import Graph
from evidence.model import Source
from evidence.model.lock import PassageState
from evidence.texts import FullText


@dataclass(frozen=True, slots=True)
class ToExport:
    """A review that leaves for another tool.

    Shape: the `graph` holds no proposals; `files` are those of the review, by name
           below its folder, as they stand there, and `report` those of a build,
           where a format asks for them. `states` say what came of looking up
           each quote; `every_source` asks for those too that the review does not
           use. `texts` are full texts by their sources, none unless they are
           asked for. `digest` is the sha256 of the review's files, `version` that of
           Evidence. `empty` asks for a coding sheet without claims, `coder` for
           one in whose empty rows these initials stand.
    """

    graph: Graph
    states: Mapping[tuple[str, int], PassageState] = field(default_factory=dict)
    every_source: bool = False
    texts: Mapping[str, FullText] = field(default_factory=dict)
    digest: str = ""
    version: str = ""
    empty: bool = False
    coder: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    report: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources that leave, in the order of the library."""
        works = self.graph.sources
        keys = works if self.every_source else self.graph.used_sources()
        return tuple(works[key] for key in keys)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for another tool.

    Shape: `held` says what is in it, in words ("12 sources"); `not_carried`
           what of that the format has no place for, a line each.
    """

    data: bytes
    held: str
    not_carried: tuple[str, ...] = ()


def without_proposals(graph: Graph) -> Graph:
    """Return a graph without what nobody accepted, and without what only that used."""
    claims = tuple(claim for claim in graph.review.claims if claim.counts)
    return replace(graph, review=replace(graph.review, claims=claims), proposals={})
