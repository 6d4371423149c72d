"""The parts of a report that are never divided, in order, each with what it weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from evidence.views.cells import table_anchor
from evidence.views.setting import SOURCE_ANCHOR, Setting, piece_anchor
from evidence.views.split import weights
from evidence.views.split.hubs import Hub
from evidence.views.split.whole import Whole

LEDGER, SUMMARY = "ledger", "summary-of-findings"
# So many of the items that a check warns of are one part.
PIECE = 400
# What the words of a report mean, and how it was made, in bytes.
METHOD = 9000

T = TypeVar("T")


class Block(NamedTuple):
    """A part that is never divided, and the anchors that go where it goes.

    Shape: `key` is the id of an item, or the anchor of a table, a relation or
           a list; `number` its place in what it is a part of. Of a list it
           holds the items from `first` up to `last`.
    """

    kind: str
    key: str
    number: int
    weight: int
    anchors: tuple[str, ...] = ()
    first: int = 0
    last: int = 0


def table_blocks(whole: Whole, settings: Sequence[Setting]) -> dict[str, tuple[Block, ...]]:
    """Return the rows of every table of findings, by the anchor of the table."""
    heaviest = partial(_heaviest, settings)
    found = {
        table_anchor(table.kind): [heaviest(weights.cell_row, row) for row in table.rows]
        for table in whole.tables
    }
    if whole.stated:
        found[LEDGER] = [heaviest(weights.ledger_row, key) for key in whole.stated]
    found[SUMMARY] = [heaviest(weights.findings_row, key) for key in whole.numbers]
    return {
        name: tuple(Block("row", name, number, weight) for number, weight in enumerate(weighed))
        for name, weighed in found.items()
    }


def section_blocks(
    whole: Whole, settings: Sequence[Setting], section: str, room: float
) -> Iterator[Block]:
    """Yield the parts of a section in order; a piece of a list weighs at most a third of `room`."""
    makers: dict[str, Callable[[Whole, Sequence[Setting]], Iterator[Block]]] = {
        "findings": _findings,
        "framework": _framework,
        "claims": _claims,
        "sources": _sources,
        "lists": partial(_lists, room=room),
        "method": _method,
    }
    yield from makers[section](whole, settings)


def _findings(whole: Whole, settings: Sequence[Setting]) -> Iterator[Block]:
    firsts = {keys[0]: f"kind-{kind}" for kind, keys in whole.kinds.items()}
    for number, key in enumerate(whole.numbers):
        weight = _heaviest(settings, weights.finding, whole.graph.findings[key])
        anchors = (key, firsts[key]) if key in firsts else (key,)
        yield Block("finding", key, number, weight, anchors)


def _claims(whole: Whole, settings: Sequence[Setting]) -> Iterator[Block]:
    for number, (key, claim) in enumerate(whole.graph.claims.items()):
        yield Block("claim", key, number, _heaviest(settings, weights.claim, claim), (key,))


def _sources(whole: Whole, settings: Sequence[Setting]) -> Iterator[Block]:
    for number, key in enumerate(whole.sources):
        weight = _heaviest(settings, weights.source, key)
        yield Block("source", key, number, weight, (f"{SOURCE_ANCHOR}{key}",))


def _method(whole: Whole, _: Sequence[Setting]) -> Iterator[Block]:
    yield Block("method", "", 0, METHOD)
    for code, items in whole.warnings.items():
        for number, first in enumerate(range(0, items, PIECE)):
            weight = 100 + weights.LINK * min(PIECE, items - first)
            yield Block("warning", code, number, weight)
    for number, line in enumerate(whole.silenced):
        yield Block("silenced", "", number, 140 + weights.text(line))


def _framework(whole: Whole, settings: Sequence[Setting]) -> Iterator[Block]:
    heaviest, graph = partial(_heaviest, settings), whole.graph
    for number, (key, _) in enumerate(whole.elements):
        weight = max(weights.element(s, whole.bears, graph.elements[key]) for s in settings)
        yield Block("element", key, number, weight, (key,))
    for number, (anchor, relation) in enumerate(whole.arrows.items()):
        anchors: tuple[str, ...] = (anchor,) if number else (anchor, "relations")
        yield Block("relation", anchor, number, weights.relation(relation), anchors)
    for table in whole.maps:
        for row in range(len(whole.elements)):
            head = () if row else (f"map-{table.axis}",)
            yield Block("map", table.axis, row, weights.map_row(table), head)
    measured = (heaviest(weights.measure, graph.claims[key]) for key in whole.measures)
    against = (heaviest(weights.tension, pair) for pair in whole.tensions)
    qualifying = (heaviest(weights.tension, pair) for pair in whole.qualifications)
    yield from _rows("measure", "measures", measured)
    yield from _rows("tension", "tensions", against)
    yield from _rows("qualification", "qualifications", qualifying)


def _rows(kind: str, head: str, weighed: Iterable[int]) -> Iterator[Block]:
    for number, weight in enumerate(weighed):
        yield Block(kind, head, number, weight, () if number else (head,))


def _lists(whole: Whole, settings: Sequence[Setting], room: float) -> Iterator[Block]:
    for index, hub in enumerate(whole.hubs):
        first, number, weight = hub.shown, 0, weights.LIST
        for place in range(hub.shown, len(hub.items)):
            more = max(weights.listed(setting, hub, place) for setting in settings)
            if place > first and weight + more > room / 3:
                yield _piece(hub, index, number, weight, first, place)
                first, number, weight = place, number + 1, weights.LIST
            weight += more
        yield _piece(hub, index, number, weight, first, len(hub.items))


def _piece(hub: Hub, index: int, number: int, weight: int, first: int, last: int) -> Block:
    return Block(
        "list", str(index), number, weight, (piece_anchor(hub.anchor, number),), first, last
    )


def _heaviest(settings: Sequence[Setting], weigh: Callable[[Setting, T], int], item: T) -> int:
    """Return what a part weighs in the language in which it weighs most."""
    return max(weigh(setting, item) for setting in settings)
