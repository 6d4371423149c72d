"""The page of a report and everything on it.

A template sees these values and nothing else. `href` is always an anchor of
the same report or a checked address; "" means that there is nothing to open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from evidence.views.diagram import Diagram


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
    statement: Phrase
    because: Phrase
    stated: str = ""


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet of an item: the facet's label and its values' labels."""

    facet: str
    value: str
    label: Phrase
    values: Phrase


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A figure in words."""

    of: Phrase
    value: str
    base: Phrase
    year: str
    nature: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UseView:
    """A finding that names a claim, and as what."""

    words: str
    finding: Ref


class ClaimKeys(NamedTuple):
    """What the page's script counts a claim by: ids, several joined by a space."""

    sources: str
    via: str
    elements: str
    read_in: str
    second_hand: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with its passages, where it comes from and what rests on it.

    Shape: `keys` are what the page's own script counts by: sources, hands
           between and elements as ids, the text read, and whether nobody here
           read the work that says it.
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
    coder: str = ""
    keys: ClaimKeys = ClaimKeys("", "", "", "", second_hand=False)


@dataclass(frozen=True, slots=True)
class SupportView:
    """What a finding rests on: the fact, and the reason in counts."""

    state: Mark
    carried_by: Mark
    reason: str
    claims: int
    cited: int
    own: int
    implied: int
    independent: int
    contradicting: int


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
class LeaningView:
    """What becomes of something if one source is taken out."""

    item: Ref
    words: str


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of a finding: what it rests on, one sentence, its sources."""

    id: str
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
    keys_for: str = ""
    keys_against: str = ""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one kind."""

    id: str
    label: Phrase
    definition: Phrase
    findings: tuple[FindingView, ...]


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


@dataclass(frozen=True, slots=True)
class RelationView:
    """An arrow of the framework and the claims that state it."""

    anchor: str
    subject: Ref
    words: Phrase
    object: Ref
    ground: Mark
    claims: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ElementView:
    """One element with everything that bears on it."""

    id: str
    label: Phrase
    depth: int
    parent: Ref | None
    also_called: str
    definition: Phrase
    origin: str
    models: tuple[Ref, ...]
    claims: tuple[Ref, ...]
    cited: int
    own: int
    counts: str
    findings: tuple[Ref, ...]
    relations: tuple[RelationView, ...]
    definitions: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class MapCell:
    """One cell of the evidence map: the claims in it, or a gap."""

    count: int
    own: int
    claims: tuple[Ref, ...]
    weight: int = 0


@dataclass(frozen=True, slots=True)
class MapRowView:
    """One element of the evidence map."""

    element: Ref
    depth: int
    cells: tuple[MapCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MapView:
    """Elements by the values of one axis; `gaps` where an empty cell is a result."""

    axis: str
    label: Phrase
    columns: tuple[Ref, ...]
    rows: tuple[MapRowView, ...]
    totals: tuple[int, ...]
    total: int
    gaps: bool = True


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


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source: its reference, how sure its identity is, all that leans on it."""

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
    findings: tuple[Ref, ...]
    without: tuple[LeaningView, ...]
    is_study: bool = False
    bibtex: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A counted fact with the place in the report where it can be seen."""

    text: str
    href: str = ""
    code: str = ""


class Choice(NamedTuple):
    """A value that claims can be filtered by, and how many have it."""

    value: str
    label: str
    count: int


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


@dataclass(frozen=True, slots=True)
class SilencedView:
    """A check that an author silenced for one item, with the reason."""

    code: str
    item: Ref
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """How the review was made, and what the words of the report mean."""

    facts: tuple[Fact, ...]
    words: tuple[tuple[Mark, str], ...]
    not_assessed: Phrase
    reconstructed: Phrase
    silenced: tuple[SilencedView, ...]
    open_warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report of one review in one language."""

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
    states: tuple[Mark, ...] = ()
    study: str = ""
    private: bool = False
