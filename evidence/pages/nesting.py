"""The elements in the order in which a page lists them: parts after their whole."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.graph import Graph


def nested(graph: Graph) -> Iterator[tuple[str, int]]:
    """Yield every element with its depth, parts after their whole; circles are cut."""
    seen: set[str] = set()

    def walk(key: str, depth: int) -> Iterator[tuple[str, int]]:
        if key in seen:
            return
        seen.add(key)
        yield key, depth
        for part in graph.parts.get(key, ()):
            yield from walk(part, depth + 1)

    for key, element in graph.elements.items():
        if not element.part_of or element.part_of not in graph.elements:
            yield from walk(key, 0)
    for key in graph.elements:
        yield from walk(key, 0)
