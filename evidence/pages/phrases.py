"""The smallest things on a page: a text, a link, a counted fact, a facet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Phrase(NamedTuple):
    """A text; `language` is "" where it is that of the report."""

    text: str
    language: str = ""


class Ref(NamedTuple):
    """A link to an item of the report."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A counted fact with the place in the report where it can be seen.

    Shape: `items` are the findings that it counts, by number, where they are few.
    """

    text: str
    href: str = ""
    code: str = ""
    items: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet of an item: the facet's label and its values' labels."""

    label: Phrase
    values: Phrase
