"""biblatex's granular `xdata`: a value, or one item of a list, that an `@xdata` entry holds.

`author = {xdata=people-author-1 and Sato, Di}`: key, field, and the number in a
list, all of it without one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from evidence.bibtex.names import split_names


class Resolved(NamedTuple):
    """A value with its references put in, and those that lead nowhere, which are left out."""

    value: str
    missing: tuple[str, ...] = ()


_REFERENCE = re.compile(r"\s*xdata\s*=\s*([^\s{}]+)\s*", re.IGNORECASE).fullmatch
_PARTS = re.compile(r"(.+)-([a-z]+)(?:-(\d{1,4}))?", re.IGNORECASE).fullmatch
_DEEPEST = 8


def with_shared(value: str, shared: Mapping[str, Mapping[str, str]], depth: int = 0) -> Resolved:
    """Return the value of a field with what the `@xdata` entries hold put in."""
    if "xdata" not in value.lower():
        return Resolved(value)
    items, missing = [], []
    for item in split_names(value):
        reference = _REFERENCE(item)
        if not reference:
            items.append(item)
            continue
        found = _looked_up(reference[1], shared) if depth < _DEEPEST else ""
        if not found:
            missing.append(reference[1])
        elif "xdata" in found.lower():
            inner = with_shared(found, shared, depth + 1)
            items.append(inner.value)
            missing += inner.missing
        else:
            items.append(found)
    joined = " and ".join(item.strip() for item in items if item.strip())
    return Resolved(joined, tuple(missing))


def _looked_up(reference: str, shared: Mapping[str, Mapping[str, str]]) -> str:
    parts = _PARTS(reference)
    if not parts:
        return ""
    value = shared.get(parts[1], {}).get(parts[2].lower(), "")
    if not parts[3]:
        return value
    items = split_names(value)
    number = int(parts[3])
    return items[number - 1] if 1 <= number <= len(items) else ""
