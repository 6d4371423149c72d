"""What tables of several nouns share: the facets that a review declares, and places in files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evidence.diagnostics import Place, Where
from evidence.exchange.columns import Column, Table, Value, choice, path_to, text, whole
from evidence.graph import Graph


def facet_columns(
    graph: Graph, on: str, own: tuple[Column, ...], at: int, facets: str = "facets"
) -> tuple[Column, ...]:
    """Return the columns of a noun with one for each facet on it, from the position `at`.

    Shape: a facet that bears the name of another column is called `facet_NAME`.
           Its words are the framework's; what else occurs, such as several
           values at once ("town; country"), stands behind them. `facets` leads
           from an item to its facets.
    """
    taken = {column.name for column in own}
    found = []
    for facet in graph.review.framework.facets.values():
        if facet.on == on:
            name = facet.id
            while name in taken:
                name = f"facet_{name}"
            taken.add(name)
            found.append(choice(name, "a facet", _chosen(facet.id, facets), facet.values))
    return (*own[:at], *found, *own[at:])


def facet_table(noun: str, items: Iterable[tuple[str, Mapping[str, tuple[str, ...]]]]) -> Table:
    """Return the values of facets, a row for each; items are an id and its facets."""
    return Table(
        f"a value of a facet on a {noun}",
        (text(noun, f"the {noun}", "0"), text("facet", "the facet", "1"), text("value", "", "2")),
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


def _chosen(facet: str, facets: str) -> Value:
    values = path_to(facets)

    def of(row: Any) -> object:
        found: Mapping[str, tuple[str, ...]] | None = values(row)
        return found.get(facet) if found else None

    return of
