"""The smallest things on a page: texts, marks, links, facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Phrase(NamedTuple):
    """A text; `language` is "" where it is that of the report."""

    text: str
    language: str = ""


class Mark(NamedTuple):
    """A judgement or a fact in words and shape, never in colour alone."""

    code: str
    symbol: str
    words: str


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


@dataclass(frozen=True, slots=True)
class UseView:
    """A finding that names a claim, and as what."""

    words: str
    finding: Ref


@dataclass(frozen=True, slots=True)
class LeaningView:
    """What becomes of something if one source is taken out.

    Shape: `state` is the fact word that a finding has then, by its code, and
           `falls` says whether nothing cited is left; "" and False elsewhere.
           `share` says how many of the claims behind a finding are the
           source's, "" where the item is none.
    """

    item: Ref
    words: str
    state: str = ""
    falls: bool = False
    share: str = ""


@dataclass(frozen=True, slots=True)
class TurnView:
    """Findings that change in the same way, from one description to another."""

    findings: tuple[Ref, ...]
    words: str
    state: str
    falls: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """What changes without all that has one value of an axis.

    Shape: `value` is "axis=value"; `sources` are the keys of the sources that
           go, joined by a space, "" where claims go; `changing` counts the
           findings, `falling` those of them that are left without anything
           cited.
    """

    value: str
    label: str
    sources: str
    changing: int
    falling: int
    turns: tuple[TurnView, ...]


@dataclass(frozen=True, slots=True)
class WithoutView:
    """An axis with what changes without each of its values."""

    label: str
    groups: tuple[GroupView, ...]


class Choice(NamedTuple):
    """A value that claims can be filtered by, and how many have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class FilterView:
    """A facet that claims can be filtered by."""

    id: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class LanguageView:
    """A report of the same review in another language."""

    code: str
    label: str
    href: str
    current: bool
