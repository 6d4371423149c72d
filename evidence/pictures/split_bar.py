"""How many statements a cell of the evidence map holds, and what they rest on.

The bars of a map share one scale: the longest is that of the fullest cell.
"""

from __future__ import annotations

from evidence.pictures.tags import tag, written
from evidence.pictures.thinning_bar import HEIGHT, ThinningBar, parts_of

LENGTH, LEAST = 56, 12


def split_bar(bar: ThinningBar, fullest: int, longest: int = LENGTH) -> str:
    """Return the bar of a cell, "" for an empty one, which says so in words.

    `fullest` is the count of the fullest cell of the map. The count beside the
    bar says the same, so a screen reader passes it over.
    """
    total = bar.cited + bar.near + bar.own
    if not total:
        return ""
    length = max(round(longest * total / max(fullest, total)), LEAST)
    return written(
        tag(
            "svg",
            *parts_of(bar, length),
            class_="pic split",
            aria_hidden="true",
            width=length,
            height=HEIGHT,
        )
    )
