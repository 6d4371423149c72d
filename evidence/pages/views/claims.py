"""Claims on a page, with their passages, figures and links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from evidence.pages.views.basics import FacetView, Mark, Phrase, Ref, UseView


@dataclass(frozen=True, slots=True)
class PassageView:
    """Where a claim stands in its text, and the words that stand there.

    Shape: `terms` is the locator as the coder gave it, `text` the source in
           which the passage stands.
    """

    locator: str
    quote: str
    language: str = ""
    state: Mark | None = None
    state_note: str = ""
    open_at: str = ""
    before: str = ""
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    text: Ref | None = None


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link between two claims, as seen from one of them."""

    words: str
    claim: Ref
    because: Phrase
    stated: str = ""


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A figure in words."""

    of: Phrase
    value: str
    base: Phrase
    year: str
    nature: str
    parts: tuple[str, ...] = ()


class ClaimKeys(NamedTuple):
    """What the page's script counts a claim by: ids, several joined by a space."""

    sources: str
    via: str
    facets: str
    read_in: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with its passages, where it comes from and what rests on it.

    Shape: `keys` are what the page's own script counts by: sources and hands
           between as ids, the numbers of its values on each axis (`|` between
           axes, `+` between values), and the text read. `context` says under
           what circumstances it holds: its facets, what the review contrasts
           first, and those of its one source.
    """

    id: str
    statement: Phrase
    standing: Mark
    sources: tuple[Ref, ...]
    via: tuple[Ref, ...] = ()
    draws_on: tuple[Ref, ...] = ()
    read_in: Ref | None = None
    marks: tuple[Phrase, ...] = ()
    passages: tuple[PassageView, ...] = ()
    elements: tuple[Ref, ...] = ()
    facets: tuple[FacetView, ...] = ()
    relates: tuple[str, ...] = ()
    defines: Ref | None = None
    measure: MeasureView | None = None
    links: tuple[LinkView, ...] = ()
    uses: tuple[UseView, ...] = ()
    notes: tuple[str, ...] = ()
    caveat: Phrase = Phrase("")
    contested: bool = False
    context: tuple[FacetView, ...] = ()
    coder: str = ""
    keys: ClaimKeys = ClaimKeys("", "", "", "")
    href: str = ""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One figure of the table of measures."""

    claim: Ref
    measure: MeasureView
    population: Phrase
    sources: tuple[Ref, ...]
    standing: Mark
    not_comparable: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class TensionView:
    """Two claims against each other, at equal size."""

    claim: ClaimView
    against: ClaimView
    because: Phrase
    stated: str
    findings: tuple[Ref, ...]
