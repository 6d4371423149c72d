"""Who coded, where one coder did all: said once, so that only exceptions need a mark."""

from __future__ import annotations

from functools import lru_cache

from evidence.graph import Graph


@lru_cache(maxsize=2)  # asked for each claim of one graph
def sole_coder(graph: Graph) -> str | None:
    """Return who coded every claim, "" where no claim says it, None where several did."""
    coders = {claim.coder for claim in graph.claims.values()}
    return coders.pop() if len(coders) == 1 else None
