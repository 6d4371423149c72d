"""What tables of several nouns share: the facets that a review declares, and places in files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evidence.diagnostics import Place, Where
from evidence.exchange.columns import Column, Table, path_to, text, whole
from evidence.graph import Graph
from evidence.model import Facet


def facets_on(graph: Graph, noun: str) -> tuple[Facet, ...]:
    """Return the facets on claims, sources or findings, in the order of the framework."""
    declared = graph.review.framework.facets.values()
    return tuple(facet for facet in declared if facet.on == noun)


def facet_table(noun: str, items: Iterable[tuple[str, Mapping[str, tuple[str, ...]]]]) -> Table:
    """Return the values of facets, a row for each; items are an id and its facets."""
    return Table(
        f"a value of a facet on a {noun}",
        (
            text(noun, f"the {noun}", "0"),
            text("facet", "the facet", "1"),
            text("value", "the value", "2"),
        ),
        tuple(
            (key, f, value) for key, facets in items for f, some in facets.items() for value in some
        ),
    )


def place_columns(item: str = "") -> tuple[Column, ...]:
    """Return the file and the line at which an item begins; `item` is the way to it."""
    where = path_to(f"{item}.where")

    def place(row: Any) -> Place:
        stands: Where = where(row)
        return stands.at()

    return (
        text("file", "the file that it stands in", lambda row: place(row).file),
        whole("line", "the line at which it begins, from 1", lambda row: place(row).line),
    )
