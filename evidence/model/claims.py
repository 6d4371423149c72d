"""Claims: what a source says, coded, with the passage that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence.diagnostics import NOWHERE, Where
from evidence.model.wording import Wording

NONE: Mapping[str, tuple[str, ...]] = {}


class Attribution(StrEnum):
    """Whether the citation clearly reaches the statement, or only stands near it."""

    EXPLICIT = "explicit"
    IMPLIED = "implied"


class Voice(StrEnum):
    """Whose words a quote is: the author's, or those of somebody who was studied."""

    AUTHOR = "author"
    PARTICIPANT = "participant"


class LinkKind(StrEnum):
    """What one claim is to another."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    QUALIFIES = "qualifies"
    RESTATES = "restates"
    NOT_COMPARABLE = "not_comparable"


class How(StrEnum):
    """How a restatement differs from what it restates."""

    SAME = "same"
    STRONGER = "stronger"
    WEAKER = "weaker"
    CHANGED = "changed"


class Nature(StrEnum):
    """What kind of figure a measure is."""

    OBSERVED = "observed"
    ESTIMATE = "estimate"
    TARGET = "target"
    THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a text a passage stands.

    Shape: pairs of a CSL locator term (`page`, `section`, `paragraph`, `note`,
           ...), `heading`, `box` or `printed`, and its value as written; in
           the order of the file.
    """

    terms: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def get(self, term: str) -> str | None:
        """Return the value of a term, None if it is not given."""
        return dict(self.terms).get(term)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a text and the verbatim words that stand there (may be absent)."""

    at: Locator
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One relation between two elements: `subject type object`."""

    subject: str
    type: str
    object: str

    def __str__(self) -> str:
        return f"{self.subject} {self.type} {self.object}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one claim to another, with the reason where one is given."""

    kind: LinkKind
    claim: str
    stated: bool = False
    how: How | None = None
    because: Wording = Wording()


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure known by its bounds; absent ones are None.

    Units: those of the measure. `above` and `below` are exclusive, `from_`
           and `up_to` inclusive.
    """

    above: float | None = None
    from_: float | None = None
    below: float | None = None
    up_to: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with what it is a figure of.

    Shape: exactly one of `value`, `about` and `bounds` is given. `unit` and
           `year` are the texts that figures are compared by, `unit_label` and
           `year_label` what is shown; so are `part_labels` for `parts`.
           `written` keeps every number as the author wrote it, by its key (parts as
           `parts.NAME`).
    """

    of: Wording
    unit: str
    base: Wording = Wording()
    value: float | None = None
    about: float | None = None
    bounds: Bounds | None = None
    year: str = ""
    nature: Nature = Nature.OBSERVED
    parts: Mapping[str, float] = field(default_factory=dict)
    total: float | None = None
    unit_label: Wording = Wording()
    year_label: Wording = Wording()
    part_labels: Mapping[str, Wording] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that a source makes.

    Shape: `sources` are citation keys, several when cited together; `via`
           the hands between, original first; `read_in` the key of the text
           that the coder read ("" if it cannot be told); `facets` maps a
           facet's id to the values chosen, usually one.
    """

    id: str
    statement: Wording
    sources: tuple[str, ...]
    passage: Passage
    via: tuple[str, ...] = ()
    read_in: str = ""
    attribution: Attribution = Attribution.EXPLICIT
    voice: Voice = Voice.AUTHOR
    draws_on: tuple[str, ...] = ()
    also: tuple[Passage, ...] = ()
    elements: tuple[str, ...] = ()
    unfitted: bool = False
    relates: tuple[Arrow, ...] = ()
    defines: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measure: Measure | None = None
    links: tuple[Link, ...] = ()
    caveat: Wording = Wording()
    memo: str = ""
    coder: str = ""
    allow: Mapping[str, str] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return every passage that this claim rests on, the first one first."""
        return (self.passage, *self.also)

    @property
    def quotes(self) -> tuple[str, ...]:
        """Return the quotes of this claim, without the passages that have none."""
        return tuple(passage.quote for passage in self.passages if passage.quote)
