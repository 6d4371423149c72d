"""The tree of a codebook made sound: no circle, no parent that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evidence.origins.origin import Code


def as_tree(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Return codes in their order, each below one that is there, circles cut and told.

    >>> from evidence.origins.origin import Code
    >>> for code in as_tree([Code("a", "A", parent="b"), Code("b", "B", parent="a")]):
    ...     print(code.key, repr(code.parent), *code.approximated)
    a '' it stands below itself: its place in the tree is not taken
    b 'a'
    """
    known = {code.key: code for code in codes}
    circles = _closing_circles(known)
    return tuple(_sound(code, known, circles) for code in known.values())


def _sound(code: Code, known: dict[str, Code], circles: set[str]) -> Code:
    if not code.parent:
        return code
    if code.parent not in known:
        why = f"the code above it ({code.parent}) is not in the file"
    elif code.key in circles:
        why = "it stands below itself: its place in the tree is not taken"
    else:
        return code
    return replace(code, parent="", approximated=(*code.approximated, why))


def _closing_circles(known: dict[str, Code]) -> set[str]:
    """Return one code of each circle, at which it is cut."""
    done: set[str] = set()
    closing = set()
    for key in known:
        way: dict[str, None] = {}
        above = key
        while above in known and above not in done and above not in way:
            way[above] = None
            above = known[above].parent
        if above in way:
            closing.add(above)
        done.update(way)
    return closing
