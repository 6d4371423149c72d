"""How support thins out: of some statements those that are cited, near a citation, and own.

A bar is as long as all others: it shows shares, the words beside it give the counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from xml.etree import ElementTree as ET

from evidence.pictures.tags import tag, written

LENGTH, HEIGHT = 120, 8
# What any part takes, however few of the statements it is.
LEAST = 4


@dataclass(frozen=True, slots=True)
class ThinningBar:
    """Statements by what they rest on.

    Shape: with `own_is_due` the study is expected to speak for itself, as in
           what it recommends: its own statements are then drawn filled, not hollow.
    """

    cited: int
    near: int = 0
    own: int = 0
    own_is_due: bool = False


def thinning_bar(bar: ThinningBar) -> str:
    """Return the bar: cited dark, near light between lines, own hollow; "" without statements.

    It says nothing that the counts beside it do not say, so a screen reader passes it over.
    """
    if not bar.cited + bar.near + bar.own:
        return ""
    return written(
        tag(
            "svg",
            *parts_of(bar, LENGTH),
            class_="pic thin",
            aria_hidden="true",
            viewBox=f"0 0 {LENGTH} {HEIGHT}",
        )
    )


def parts_of(bar: ThinningBar, length: int) -> Iterator[ET.Element]:
    """Yield the parts of a bar of some length that hold a statement, from cited to own."""
    counts = (bar.cited, bar.near, bar.own)
    kinds = ("cited", "near", "due" if bar.own_is_due else "own")
    start = 0
    for kind, count, end in zip(kinds, counts, _ends(counts, length), strict=True):
        if not count:
            continue
        # an outline lies half inside of its edge, and a pixel parts it from what follows
        width = end - start - (1 if end == length else 2)
        # a line along its middle tells what is near from the rest without a colour
        middle = f"m0 3.5h{width}" if kind == "near" else ""
        yield tag("path", class_=kind, d=f"M{start}.5 .5h{width}v7h-{width}z{middle}")
        start = end


def _ends(counts: tuple[int, ...], length: int) -> Iterator[int]:
    """Yield where each part ends; one statement among many can still be seen."""
    room = length - LEAST * sum(count > 0 for count in counts)
    for so_far, parts in zip(
        accumulate(counts), accumulate(count > 0 for count in counts), strict=True
    ):
        yield LEAST * parts + round(room * so_far / sum(counts))
