"""The whole page, its sources and its method."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.pages.diagram import Diagram
from evidence.pages.views.basics import (
    Choice,
    FacetView,
    Fact,
    FilterView,
    LanguageView,
    LeaningView,
    Mark,
    Phrase,
    Ref,
    WithoutView,
)
from evidence.pages.views.claims import ClaimView, MeasureRow, TensionView
from evidence.pages.views.findings import CellTableView, FindingGroup, LedgerRow, QuestionView
from evidence.pages.views.framework import ElementView, MapView, RelationView


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source: its reference, how sure its identity is, all that leans on it.

    Shape: `findings` rest on it or change without it, with what becomes of
           them; `resting` and `changing` count them, however many are shown.
    """

    key: str
    anchor: str
    label: str
    reference: str
    reference_text: str
    address: str
    facets: tuple[FacetView, ...]
    identity: Mark | None
    unverified: str
    same_author: tuple[LeaningView, ...]
    note: Phrase
    claims: tuple[Ref, ...]
    handed: tuple[Ref, ...]
    drawn_on: tuple[Ref, ...]
    read: tuple[Ref, ...]
    findings: tuple[LeaningView, ...]
    is_study: bool = False
    bibtex: str = ""
    resting: int = 0
    changing: int = 0


@dataclass(frozen=True, slots=True)
class SilencedView:
    """A check that an author silenced for one item, with the reason."""

    code: str
    item: Ref
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class WarningView:
    """A check that warns, and the items that it warns of."""

    code: str
    items: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class MethodView:
    """How the review was made, and what the words of the report mean."""

    facts: tuple[Fact, ...]
    words: tuple[tuple[Mark, str], ...]
    not_assessed: Phrase
    reconstructed: Phrase
    silenced: tuple[SilencedView, ...]
    open_warnings: tuple[WarningView, ...]
    verified: tuple[str, ...] = ()
    told: Phrase = Phrase("")
    audit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report of one review in one language.

    Shape: `claims_elsewhere` says where the claims are where they are too many
           for a page; `claims` is () then, and no link leads to one.
    """

    title: Phrase
    language: str
    languages: tuple[LanguageView, ...]
    of: Ref | None
    questions: tuple[QuestionView, ...]
    facts: tuple[Fact, ...]
    limits: tuple[Fact, ...]
    cell_tables: tuple[CellTableView, ...]
    ledger: tuple[LedgerRow, ...]
    groups: tuple[FindingGroup, ...]
    diagram: Diagram
    diagram_svg: str
    elements: tuple[ElementView, ...]
    relations: tuple[RelationView, ...]
    maps: tuple[MapView, ...]
    measures: tuple[MeasureRow, ...]
    tensions: tuple[TensionView, ...]
    qualifications: tuple[TensionView, ...]
    claims: tuple[ClaimView, ...]
    sources: tuple[SourceView, ...]
    method: MethodView
    data_hash: str
    version: str
    filters: tuple[FilterView, ...] = ()
    leave_out: tuple[Choice, ...] = ()
    without: tuple[WithoutView, ...] = ()
    study: str = ""
    private: bool = False
    claims_elsewhere: str = ""
