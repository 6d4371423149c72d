"""The review: everything that was read from `claims.yaml` and `claims/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from evidence.diagnostics import NOWHERE, Where
from evidence.model.claims import Claim, Locator
from evidence.model.fields import (
    At,
    Choice,
    Count,
    Day,
    Facets,
    Flag,
    HeldBy,
    Id,
    Keyed,
    Language,
    Noun,
    Reasons,
    Ref,
    Several,
    Text,
    Version,
    Word,
    Words,
    refs,
)
from evidence.model.findings import Finding
from evidence.model.framework import Framework
from evidence.model.wording import Wording

FORMAT_VERSION = "1"
IDENTITIES = ("verified", "inferred", "candidate", "unknown")
APPROACHES = ("cerqual", "conqual")
# a work with one of the first two is out of what counts, one with another is marked
NOTICES = ("retraction", "concern", "correction", "reinstatement")
WITHDRAWN = "retraction"
# CRediT's words
ROLES = (
    "conceptualization",
    "data-curation",
    "formal-analysis",
    "funding-acquisition",
    "investigation",
    "methodology",
    "project-administration",
    "resources",
    "software",
    "supervision",
    "validation",
    "visualization",
    "writing-original-draft",
    "writing-review-editing",
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the review asks, or the study that it reviews."""

    id: Annotated[str, Id("Unique in the review, such as q.learning.")]
    text: Annotated[Wording, Text("The question.")]
    asked_by: Annotated[
        str, Ref("source", "Citation key of the study that asks it; absent: the review does.")
    ] = ""
    at: Annotated[Locator, At("Where the study asks it.")] = Locator()
    answer: Annotated[
        Wording, Text("The reviewers' summary of what was found, in 40 words at most.")
    ] = Wording()
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SameAuthor:
    """That another work may be by the same author."""

    source: Annotated[str, Ref("source", "Citation key of the other work.")]
    certain: Annotated[bool, Flag("true: it is the same author.")] = False
    because: Annotated[Wording, Text("Why one thinks so.")] = Wording()


@dataclass(frozen=True, slots=True)
class Party:
    """On whose behalf sources speak: those of one party are counted once."""

    id: Annotated[str, HeldBy()]
    label: Annotated[Wording, Text("How it is shown.")]
    because: Annotated[Wording, Text("Why these sources speak for it.")] = Wording()
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a journal says of a work after it was published; only a retraction changes counts."""

    nature: Annotated[str, Choice(NOTICES, "What the notice is.")]
    date: Annotated[str, Day("When it was published.")] = ""
    doi: Annotated[str, Word("The DOI of the notice.")] = ""


@dataclass(frozen=True, slots=True)
class AppraisalItem:
    """What an item of an appraisal tool came to, and why; no sum is made of them."""

    id: Annotated[str, HeldBy()]
    label: Annotated[Wording, Text("What the item asks; absent: its key.")] = Wording()
    score: Annotated[str, Word("The score that the tool gives.")] = ""
    answer: Annotated[
        Wording, Text("The answer, of a tool without scores: yes, no, unclear.", short=True)
    ] = Wording()
    because: Annotated[Wording, Text("Why.")] = Wording()


@dataclass(frozen=True, slots=True)
class Appraisal:
    """How a work was done, judged by people with a tool of the field, item by item."""

    tool: Annotated[str, Words("The tool, such as sanra or casp.")]
    by: Annotated[tuple[str, ...], Several(Words(""), "Who appraised: initials.")] = ()
    on: Annotated[str, Day("When.")] = ""
    items: Annotated[
        tuple[AppraisalItem, ...],
        Keyed(Noun(AppraisalItem, ""), "The items of the tool, by short names.", listed=True),
    ] = ()


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a work beyond its entry in sources.bib.

    Other keys are the facets that the framework declares on sources.
    """

    key: Annotated[str, HeldBy()]
    facets: Annotated[Mapping[str, tuple[str, ...]], Facets("")] = field(default_factory=dict)
    identity: Annotated[
        str, Choice(IDENTITIES, "How sure it is that this is the work that is meant.")
    ] = ""
    unverified: Annotated[
        tuple[str, ...], Several(Word(""), "Fields of the entry that nobody has seen.")
    ] = ()
    same_author_as: Annotated[
        tuple[SameAuthor, ...],
        Several(Noun(SameAuthor, ""), "Works that may be by the same author."),
    ] = ()
    scanned: Annotated[
        bool,
        Flag(
            "true: a machine read its text from pictures of pages. Letters may then differ from a"
            " quote; figures, and words that exist, may not."
        ),
    ] = False
    party: Annotated[str, Ref("party", "On whose behalf it speaks: an id of `parties`.")] = ""
    study: Annotated[
        str, Word("The study that it reports; companion reports of one study name the same one.")
    ] = ""
    retracted: Annotated[
        Notice | None,
        Noun(Notice, "What its journal has said of it since, a retraction above all."),
    ] = None
    appraisal: Annotated[Appraisal | None, Noun(Appraisal, "How it was done.")] = None
    note: Annotated[Wording, Text("What a reader must know; printed.")] = Wording()
    memo: Annotated[str, Words("For the team; never printed.")] = ""
    allow: Annotated[
        Mapping[str, str], Reasons("Checks that are silenced here, each with a reason.")
    ] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for each claim of this file that does not say otherwise."""

    coder: Annotated[str, Words("Who coded them.")] = ""
    read_in: Annotated[str, Ref("source", "Citation key of the text that they were read in.")] = ""
    quote_lang: Annotated[
        str, Language("The language of their quotes, where it is not that of their text.")
    ] = ""


@dataclass(frozen=True, slots=True)
class ReviewAssessment:
    """What holds for the assessment of all findings."""

    approach: Annotated[
        str, Choice(APPROACHES, "How findings are assessed; cerqual if absent.")
    ] = ""
    none: Annotated[Wording, Text("Why findings are not assessed.")] = Wording()


@dataclass(frozen=True, slots=True)
class Author:
    """Who made the review."""

    initials: Annotated[str, Words("What `coder`, `by` and the signatures call them.")]
    name: Annotated[
        str, Words('The name in full; that of a body in braces, as in BibTeX: "{A ministry}".')
    ] = ""
    orcid: Annotated[str, Word("The ORCID iD.")] = ""
    affiliation: Annotated[Wording, Text("Where they work.")] = Wording()
    roles: Annotated[
        tuple[str, ...], Several(Choice(ROLES, ""), "What they did, in CRediT's words.")
    ] = ()

    @property
    def called(self) -> str:
        """Return the name as a reader reads it; the initials where there is none."""
        body = self.name.startswith("{") and self.name.endswith("}")
        return (self.name[1:-1] if body else self.name) or self.initials


@dataclass(frozen=True, slots=True)
class Machine:
    """A language model or another machine that did work which people usually do."""

    initials: Annotated[str, Words("What `coder` and `by` call it.")]
    tool: Annotated[str, Words("What it is.")] = ""
    version: Annotated[str, Word("Which version.")] = ""
    used_for: Annotated[Wording, Text("What it did.")] = Wording()
    on: Annotated[str, Day("When.")] = ""
    instructions: Annotated[str, Words("The file with what it was told.")] = ""
    checked_by: Annotated[
        tuple[str, ...], Several(Words(""), "Who checked what it did: initials.")
    ] = ()
    share_checked: Annotated[
        Wording, Text("How much of it was checked, such as 10 percent.", short=True)
    ] = Wording()


@dataclass(frozen=True, slots=True)
class Search:
    """A search of a database."""

    database: Annotated[str, Words("What was searched.")]
    date: Annotated[str, Day("When.")] = ""
    query: Annotated[str, Words("The query as it was entered.")] = ""
    records: Annotated[int | None, Count("How many records it gave.", none=True)] = None


@dataclass(frozen=True, slots=True)
class Identified:
    """Records that were found, by where."""

    databases: Annotated[int | None, Count("In databases.", none=True)] = None
    registers: Annotated[int | None, Count("In registers.", none=True)] = None
    other: Annotated[int | None, Count("By other ways.", none=True)] = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Records that were taken out before screening."""

    duplicates: Annotated[int | None, Count("Duplicates.", none=True)] = None
    automation: Annotated[int | None, Count("By automation tools.", none=True)] = None
    other: Annotated[int | None, Count("For other reasons.", none=True)] = None


@dataclass(frozen=True, slots=True)
class Included:
    """What the review includes."""

    studies: Annotated[int | None, Count("Studies.", none=True)] = None
    reports: Annotated[int | None, Count("Reports of them.", none=True)] = None


@dataclass(frozen=True, slots=True)
class Flow:
    """How records became included studies, in the boxes of PRISMA 2020."""

    identified: Annotated[Identified | None, Noun(Identified, "Records found.")] = None
    removed: Annotated[Removed | None, Noun(Removed, "Records removed before screening.")] = None
    screened: Annotated[int | None, Count("Records screened.", none=True)] = None
    excluded: Annotated[int | None, Count("Records excluded.", none=True)] = None
    sought: Annotated[int | None, Count("Reports sought.", none=True)] = None
    not_retrieved: Annotated[int | None, Count("Reports not retrieved.", none=True)] = None
    assessed: Annotated[int | None, Count("Reports assessed.", none=True)] = None
    excluded_with_reasons: Annotated[
        Mapping[str, int], Keyed(Count("", none=True), "Reports excluded, by reason.")
    ] = field(default_factory=dict)
    included: Annotated[Included | None, Noun(Included, "What is included.")] = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """The two sides that the review compares: what holds of the one is told of the other."""

    facet: Annotated[str, Word("A facet on claims.")]
    from_values: Annotated[
        tuple[str, ...],
        Several(Word(""), "Its values on the side that is learned from.", single=True, key="from"),
    ]
    to_values: Annotated[
        tuple[str, ...],
        Several(Word(""), "Its values on the side that is spoken to.", single=True, key="to"),
    ]


@dataclass(frozen=True, slots=True)
class Review:
    """What the review is.

    Shape: one review, as its authors wrote it: nothing is resolved or checked
           yet. `of` is the key of the one study that is reviewed, "" in a
           review of many texts; `languages` has at least one, the default
           first. `parties`, `sources`, `framework`, `claims` and `findings`
           are sections of the file beside the review's own.
    """

    title: Annotated[Wording, Text("Its title.")] = Wording()
    of: Annotated[
        str, Ref("source", "Citation key of the one study that is reviewed, if it is one.")
    ] = ""
    languages: Annotated[
        tuple[str, ...],
        Several(Language(""), "One report for each; the first is the default.", some=True),
    ] = ("en",)
    questions: Annotated[tuple[Question, ...], Several(Noun(Question, ""), "What it asks.")] = ()
    texts: Annotated[
        str, Words("The folder of the private full texts; /… or ~/… or ../… outside of the review.")
    ] = ""
    style: Annotated[str, Words("The citation style: a CSL file, or its name.")] = ""
    quote_words: Annotated[int | None, Count("The longest quote allowed, in words.")] = None
    method: Annotated[
        Wording, Text("How the review was made: who coded, by which rules, how checked.")
    ] = Wording()
    assessment: Annotated[
        ReviewAssessment | None, Noun(ReviewAssessment, "How findings are assessed, or why not.")
    ] = None
    result: Annotated[
        Wording,
        Text("The result in one sentence; {judged}, {as_cited}, … in it are filled with counts."),
    ] = Wording()
    contrast: Annotated[Contrast | None, Noun(Contrast, "The two sides of the comparison.")] = None
    limits: Annotated[
        tuple[Wording, ...], Several(Text(""), "Limitations, beside those that are computed.")
    ] = ()
    bar: Annotated[
        tuple[str, ...],
        refs("finding_kind", "Kinds whose judgements the bar counts; absent: all."),
    ] = ()
    authors: Annotated[tuple[Author, ...], Several(Noun(Author, ""), "Who made the review.")] = ()
    machines: Annotated[
        tuple[Machine, ...], Several(Noun(Machine, ""), "What machines did; absent: not said.")
    ] = ()
    date: Annotated[str, Day("The day of this version of the review.")] = ""
    version: Annotated[str, Word("The version of the review.")] = ""
    licence: Annotated[str, Words("The licence of the review, such as CC-BY-4.0.")] = ""
    url: Annotated[str, Words("Where it is published.")] = ""
    registration: Annotated[Wording, Text("Where the review was registered.")] = Wording()
    funding: Annotated[Wording, Text("Who paid for it.")] = Wording()
    interests: Annotated[Wording, Text("The interests of its authors.")] = Wording()
    reply: Annotated[
        Wording, Text("What the authors of the study under review replied, if they were asked.")
    ] = Wording()
    searches: Annotated[tuple[Search, ...], Several(Noun(Search, ""), "What was searched.")] = ()
    flow: Annotated[Flow | None, Noun(Flow, "How records became included studies.")] = None
    format: Annotated[str, Version("The version of this format.")] = FORMAT_VERSION
    parties: Mapping[str, Party] = field(default_factory=dict)
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
    framework: Framework = Framework()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def language(self) -> str:
        """Return the default language."""
        return self.languages[0]

    @property
    def not_assessed(self) -> Wording:
        """Return why findings are not assessed, empty where they may be."""
        return self.assessment.none if self.assessment else Wording()


@dataclass(frozen=True, slots=True)
class File:
    """A review, or one of the files that it is split into (format version 1)."""

    review: Annotated[
        Review | None, Noun(Review, "The review itself: title, languages, questions.")
    ] = None
    defaults: Annotated[Defaults | None, Noun(Defaults, "Defaults of the claims in this file.")] = (
        None
    )
    sources: Annotated[
        Mapping[str, SourceFacts],
        Keyed(Noun(SourceFacts, ""), "What is known of works, by citation key.", by="source"),
    ] = field(default_factory=dict)
    parties: Annotated[
        Mapping[str, Party],
        Keyed(Noun(Party, ""), "On whose behalf sources speak, by id.", by="id"),
    ] = field(default_factory=dict)
    framework: Annotated[Framework | None, Noun(Framework, "The analytical lens.")] = None
    claims: Annotated[tuple[Claim, ...], Several(Noun(Claim, ""), "What the sources say.")] = ()
    findings: Annotated[
        tuple[Finding, ...], Several(Noun(Finding, ""), "What the review concludes.")
    ] = ()
