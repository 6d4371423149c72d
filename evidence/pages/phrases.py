"""The smallest things on a page: a text, a link, a counted fact, a list that is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Phrase(NamedTuple):
    """A text; `language` is "" where it is that of the report."""

    text: str
    language: str = ""


class ItemLink(NamedTuple):
    """A link to an item of the report."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A counted fact with the place in the report where it can be seen."""

    text: str
    href: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A list of which a page shows the beginning and says how many more there are.

    Shape: `shown` and `rest` together are all of it, in order.
    """

    shown: tuple[T, ...]
    rest: tuple[T, ...] = ()

    @property
    def number(self) -> int:
        """Return how many there are in all."""
        return len(self.shown) + len(self.rest)


def listed(items: Sequence[T], most: int) -> Listed[T]:
    """Return a list of which at most so many items are shown.

    >>> listed((1, 2, 3), 2)
    Listed(shown=(1, 2), rest=(3,))
    """
    return Listed(tuple(items[:most]), tuple(items[most:]))
