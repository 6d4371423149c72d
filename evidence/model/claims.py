"""Claims: what a source says, coded, with the passage that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from evidence.diagnostics import NOWHERE, Where
from evidence.model.fields import (
    At,
    Choice,
    Day,
    Facets,
    Flag,
    HeldBy,
    Id,
    Inline,
    Keyed,
    Language,
    Noun,
    Number,
    Reasons,
    Ref,
    Relation,
    Several,
    Text,
    Word,
    Words,
    refs,
)
from evidence.model.wording import Wording

# the locator terms of CSL, and three of ours: `box`, `heading` and `printed`
TERMS = (
    "act",
    "appendix",
    "article-locator",
    "book",
    "box",
    "canon",
    "chapter",
    "column",
    "elocation",
    "equation",
    "figure",
    "folio",
    "heading",
    "issue",
    "line",
    "note",
    "opus",
    "page",
    "paragraph",
    "part",
    "printed",
    "rule",
    "scene",
    "section",
    "sub-verbo",
    "supplement",
    "table",
    "timestamp",
    "title-locator",
    "verse",
    "version",
    "volume",
)


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
    """Another passage of a claim: the same thing said again, or a second quote.

    Shape: a place in a text and the verbatim words that stand there, which may
           be absent.
    """

    at: Annotated[
        Locator,
        At(
            "Where in the text: page, section, note, ... In `also`, absent: where the claim stands."
        ),
    ] = Locator()
    quote: Annotated[str, Words("The words of the text, verbatim; […] for an omission.")] = ""
    prefix: Annotated[str, Words("What stands before the quote.")] = ""
    suffix: Annotated[str, Words("What stands after the quote.")] = ""
    quote_lang: Annotated[
        str, Language("The language of the quote, where it is not that of its text.")
    ] = ""


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
    """A link to another claim."""

    kind: Annotated[LinkKind, HeldBy()]
    claim: Annotated[str, Ref("claim", "The id of the other claim.")]
    stated: Annotated[
        bool, Flag("The text itself sets the two against each other, or refers to the other.")
    ] = False
    how: Annotated[How | None, Choice(How, "How this wording differs from the other.")] = None
    because: Annotated[Wording, Text("Why; of a restatement, what differs.")] = Wording()


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure known by its bounds; absent ones are None.

    Units: those of the measure. `above` and `below` are exclusive, `from_`
           and `up_to` inclusive.
    """

    above: Annotated[float | None, Number("The figure is larger than this.")] = None
    from_: Annotated[float | None, Number("The figure is this or larger.", key="from")] = None
    below: Annotated[float | None, Number("The figure is smaller than this.")] = None
    up_to: Annotated[float | None, Number("The figure is this or smaller.")] = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, and what it is a figure of.

    Exactly one of `value`, `about` and bounds (`above` or `from`, `below` or
    `up_to`).

    Shape: `written` keeps every number as the author wrote it, by its key
           (parts as `parts.NAME`).
    """

    of: Annotated[Wording, Text("What is counted or measured.")]
    unit: Annotated[Wording, Text("percent, firms, US dollars, ...", short=True)]
    base: Annotated[Wording, Text("The whole that it is a part of: percent of what.")] = Wording()
    value: Annotated[float | None, Number("The figure, such as 40 or 3.9 million.")] = None
    about: Annotated[float | None, Number("The figure, where the text says about.")] = None
    bounds: Annotated[Bounds | None, Inline(Bounds)] = None
    year: Annotated[
        Wording, Text("The year or years; `not stated` if the text has none.", short=True)
    ] = Wording()
    nature: Annotated[Nature, Choice(Nature, "What kind of figure it is; observed if absent.")] = (
        Nature.OBSERVED
    )
    parts: Annotated[
        Mapping[str, float], Keyed(Number(""), "What the figure consists of; sums to it.")
    ] = field(default_factory=dict)
    part_labels: Annotated[
        Mapping[str, Wording], Keyed(Text(""), "How parts are called, by their keys in `parts`.")
    ] = field(default_factory=dict)
    total: Annotated[float | None, Number("What the parts sum to, if it is not the value.")] = None
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """Where a claim comes from that a machine or an import suggests; it stays for ever.

    The same item is known again by `by`, `file` and `key`.
    """

    by: Annotated[str, Words("What suggests it, such as `import taguette`.")]
    file: Annotated[str, Words("The file that it was in.")] = ""
    key: Annotated[str, Word("What it is called there.")] = ""
    hash: Annotated[str, Word("The hash of what stood there.")] = ""
    on: Annotated[str, Day("The day of the first import.")] = ""
    machine: Annotated[str, Words("The initials of the machine that extracted it.")] = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """That a person took a proposal for a claim."""

    by: Annotated[str, Words("The initials of an author, never of a machine.")]
    on: Annotated[str, Day("When.")] = ""
    changed: Annotated[
        tuple[str, ...], Several(Word(""), "The keys that were changed on the way.")
    ] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """That a person turned a proposal down."""

    by: Annotated[str, Words("The initials of an author, never of a machine.")]
    on: Annotated[str, Day("When.")] = ""
    because: Annotated[Wording, Text("Why.")] = Wording()


CREDIBILITIES = ("unequivocal", "credible", "not_supported")

_ANY_LINK = Noun(Link, "", short="claim", without=("how",))


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that a source makes, coded.

    It bears on elements (`elements`, or `relates`), or says `unfitted: true`.
    Other keys are the facets that the framework declares.

    Shape: `sources` are citation keys, several when cited together; `via`
           the hands between, original first; `read_in` the key of the text
           that the coder read ("" if it cannot be told); `facets` maps a
           facet's id to the values chosen, usually one.
    """

    id: Annotated[str, Id("A word or two, unique in the review.")]
    statement: Annotated[Wording, Text("What is said, in our words, no stronger than the text.")]
    sources: Annotated[
        tuple[str, ...],
        refs("source", "Citation keys of who says it; several: cited together.", some=True),
    ]
    passage: Annotated[Passage, Inline(Passage, required=("at",))]
    short: Annotated[
        Wording, Text("The statement in 15 words at most, for tables; absent: the statement.")
    ] = Wording()
    via: Annotated[
        tuple[str, ...],
        refs("source", "Hands between the source and the text read, original first."),
    ] = ()
    read_in: Annotated[str, Ref("source", "Citation key of the text that the coder read.")] = ""
    attribution: Annotated[
        Attribution,
        Choice(Attribution, "implied: a citation stands near but does not clearly reach this."),
    ] = Attribution.EXPLICIT
    voice: Annotated[Voice, Choice(Voice, "Whose words the quote is.")] = Voice.AUTHOR
    draws_on: Annotated[
        tuple[str, ...],
        refs("source", "Works used without speaking: under a figure, behind a premise."),
    ] = ()
    also: Annotated[
        tuple[Passage, ...],
        Several(Noun(Passage, ""), "Where it is said again, or a second quote."),
    ] = ()
    elements: Annotated[
        tuple[str, ...], refs("element", "Ids of the elements that it bears on.")
    ] = ()
    unfitted: Annotated[bool, Flag("true: no element of the framework fits.")] = False
    relates: Annotated[
        tuple[Arrow, ...],
        Several(Relation(""), "Arrows that it states: `element type element`."),
    ] = ()
    defines: Annotated[str, Words("The element, or the term, that it defines.")] = ""
    facets: Annotated[Mapping[str, tuple[str, ...]], Facets("")] = field(default_factory=dict)
    measure: Annotated[Measure | None, Noun(Measure, "The figure that it gives.")] = None
    supports: Annotated[tuple[Link, ...], Several(_ANY_LINK, "Claims that this one supports.")] = ()
    contradicts: Annotated[
        tuple[Link, ...], Several(_ANY_LINK, "Claims that this one contradicts.")
    ] = ()
    qualifies: Annotated[tuple[Link, ...], Several(_ANY_LINK, "Claims that this one limits.")] = ()
    restates: Annotated[
        tuple[Link, ...],
        Several(
            Noun(Link, "", short="claim", called="restatement"),
            "Claims that say the same elsewhere.",
        ),
    ] = ()
    not_comparable: Annotated[
        tuple[Link, ...], Several(_ANY_LINK, "Figures that look alike and are not.")
    ] = ()
    credibility: Annotated[
        str, Choice(CREDIBILITIES, "JBI's level of a finding of a study, where the review uses it.")
    ] = ""
    caveat: Annotated[Wording, Text("What a reader must know; printed.")] = Wording()
    memo: Annotated[str, Words("For coders; never printed.")] = ""
    coder: Annotated[str, Words("Who coded it.")] = ""
    proposed: Annotated[
        Proposed | None,
        Noun(Proposed, "Where it comes from, if a machine or an import brought it."),
    ] = None
    accepted: Annotated[
        Accepted | None,
        Noun(Accepted, "Who accepted the proposal; till then it counts for nothing."),
    ] = None
    rejected: Annotated[Rejected | None, Noun(Rejected, "Who turned the proposal down.")] = None
    allow: Annotated[
        Mapping[str, str], Reasons("Checks that are silenced here, each with a reason.")
    ] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def counts(self) -> bool:
        """Return whether this is a claim, and no proposal that nobody accepted."""
        return self.proposed is None or (self.accepted is not None and self.rejected is None)

    @property
    def decided_by(self) -> str:
        """Return who accepted a proposal or turned it down, "" if nobody did."""
        said = self.rejected or self.accepted
        return said.by if said else ""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return every passage that this claim rests on, the first one first."""
        return (self.passage, *self.also)

    @property
    def quotes(self) -> tuple[str, ...]:
        """Return the quotes of this claim, without the passages that have none."""
        return tuple(passage.quote for passage in self.passages if passage.quote)

    @property
    def links(self) -> tuple[Link, ...]:
        """Return the links to other claims, kind by kind in the order of `LinkKind`."""
        return (
            *self.supports,
            *self.contradicts,
            *self.qualifies,
            *self.restates,
            *self.not_comparable,
        )
