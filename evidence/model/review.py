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
)
from evidence.model.findings import Finding
from evidence.model.framework import Framework
from evidence.model.wording import Wording

FORMAT_VERSION = "1"
IDENTITIES = ("verified", "inferred", "candidate", "unknown")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the review asks, or the study that it reviews."""

    id: Annotated[str, Id("Unique in the review, such as q.learning.")]
    text: Annotated[Wording, Text("The question.")]
    asked_by: Annotated[
        str, Ref("source", "Citation key of the study that asks it; absent: the review does.")
    ] = ""
    at: Annotated[Locator, At("Where the study asks it.")] = Locator()
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SameAuthor:
    """That another work may be by the same author."""

    source: Annotated[str, Ref("source", "Citation key of the other work.")]
    certain: Annotated[bool, Flag("true: it is the same author.")] = False
    because: Annotated[Wording, Text("Why one thinks so.")] = Wording()


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


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """What holds for the assessment of all findings."""

    none: Annotated[Wording, Text("Why findings are not assessed.")]


@dataclass(frozen=True, slots=True)
class Review:
    """What the review is.

    Shape: one review, as its authors wrote it: nothing is resolved or checked
           yet. `of` is the key of the one study that is reviewed, "" in a
           review of many texts; `languages` has at least one, the default
           first. `sources`, `framework`, `claims` and `findings` are sections
           of the file beside the review's own.
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
    texts: Annotated[str, Words("The folder of the private full texts.")] = ""
    style: Annotated[str, Words("The citation style: a CSL file, or its name.")] = ""
    quote_words: Annotated[int | None, Count("The longest quote allowed, in words.")] = None
    method: Annotated[
        Wording, Text("How the review was made: who coded, by which rules, how checked.")
    ] = Wording()
    assessment: Annotated[
        NotAssessed | None, Noun(NotAssessed, "Why findings are not assessed.")
    ] = None
    version: Annotated[str, Version("The version of this format.")] = FORMAT_VERSION
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
    framework: Annotated[Framework | None, Noun(Framework, "The analytical lens.")] = None
    claims: Annotated[tuple[Claim, ...], Several(Noun(Claim, ""), "What the sources say.")] = ()
    findings: Annotated[
        tuple[Finding, ...], Several(Noun(Finding, ""), "What the review concludes.")
    ] = ()
