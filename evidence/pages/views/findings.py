"""Findings on a page: cards, cells, the ledger, the questions."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.pages.views.basics import FacetView, LeaningView, Mark, Phrase, Ref
from evidence.pages.views.claims import ClaimView


@dataclass(frozen=True, slots=True)
class SupportView:
    """What a finding rests on: the fact, and the reason in counts.

    Shape: `spread` counts what supports it by the values of the facet that the
           review contrasts, "" where there is none.
    """

    state: Mark
    carried_by: Mark
    reason: str
    spread: str = ""


@dataclass(frozen=True, slots=True)
class StatedView:
    """The place where the study words a finding itself."""

    claim: Ref
    quote: str
    language: str
    locator: str


@dataclass(frozen=True, slots=True)
class FitView:
    """Whether what is cited carries a sentence of the study, and why."""

    mark: Mark
    because: Phrase


@dataclass(frozen=True, slots=True)
class ComponentView:
    """One GRADE-CERQual component of an assessment."""

    name: str
    concern: str
    because: Phrase


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """A GRADE-CERQual assessment, made by people."""

    confidence: str
    because: Phrase
    components: tuple[ComponentView, ...]
    by: str


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of a finding: what it rests on, one sentence, its sources."""

    label: Phrase
    mark: Mark
    statement: Phrase
    claim: Ref | None
    sources: tuple[Ref, ...] = ()
    marks: tuple[Phrase, ...] = ()
    disputed: Mark | None = None
    counts: str = ""
    more: tuple[Ref, ...] = ()
    gap: Phrase = Phrase("")


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: a card with its support, its contradictions and its trace."""

    id: str
    number: int
    kind: Phrase
    statement: Phrase
    support: SupportView
    facets: tuple[FacetView, ...] = ()
    stated_in: tuple[StatedView, ...] = ()
    supporting: tuple[ClaimView, ...] = ()
    supporting_findings: tuple[Ref, ...] = ()
    contradicting: tuple[ClaimView, ...] = ()
    qualifying: tuple[ClaimView, ...] = ()
    background: tuple[ClaimView, ...] = ()
    sources: tuple[Ref, ...] = ()
    elements: tuple[Ref, ...] = ()
    answers: tuple[Ref, ...] = ()
    carries: tuple[Ref, ...] = ()
    cells: tuple[CellView, ...] = ()
    fit: FitView | None = None
    resolution: Phrase = Phrase("")
    unresolved: bool = False
    assessment: AssessmentView | None = None
    leanings: tuple[LeaningView, ...] = ()
    caveat: Phrase = Phrase("")
    href: str = ""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one kind."""

    id: str
    label: Phrase
    definition: Phrase
    findings: tuple[FindingView, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class CellTableRow:
    """One finding of a cell table."""

    finding: Ref
    statement: Phrase
    support: Mark
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class CellTableView:
    """A row for each finding of a kind, a column for each cell that it declares."""

    id: str
    heading: Phrase
    kind: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[CellTableRow, ...]
    column_facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One finding that the study words itself, and what carries the sentence."""

    finding: Ref
    kind: Phrase
    statement: Phrase
    stated_in: tuple[StatedView, ...]
    cited: tuple[ClaimView, ...]
    own: tuple[ClaimView, ...]
    against: tuple[ClaimView, ...]
    qualifying: tuple[ClaimView, ...]
    fit: FitView | None
    support: Mark


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question, the findings that answer it, and how many of those stand below these.

    `answers` are of the first kind that answers it, without those that another
    answer rests on; `others` counts the rest.
    """

    id: str
    text: Phrase
    asked_by: Ref | None
    locator: str
    answers: tuple[FindingView, ...]
    others: int = 0
