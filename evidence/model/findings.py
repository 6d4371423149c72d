"""Findings: what the review concludes, and what people judged of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from evidence.diagnostics import NOWHERE, Where
from evidence.model.fields import (
    Choice,
    Day,
    Facets,
    HeldBy,
    Id,
    Keyed,
    Noun,
    Reasons,
    Ref,
    Several,
    Text,
    Words,
    refs,
)
from evidence.model.wording import Wording

CONCERNS = ("none", "minor", "moderate", "serious", "not_assessed")
CONFIDENCES = ("high", "moderate", "low", "very_low")


# what a sentence may add to what is cited
ADDITIONS = ("place", "people", "all", "certainty", "cause", "rank", "time")


class Judgement(StrEnum):
    """How far a sentence of the study is cited, by people; none is due for the last."""

    AS_CITED = "as_cited"
    IN_PART = "in_part"
    BEYOND = "beyond"
    ARGUED = "argued"
    NOTHING = "nothing"
    NOT_DUE = "not_due"


# the words of the first round, which are still read
OLD_JUDGEMENTS = (("carried", "as_cited"), ("partly", "in_part"), ("unsupported", "nothing"))
_HOW_FAR = Choice(
    Judgement,
    "as_cited: each part of the sentence is cited, at least as strong and as wide; in_part: some "
    "parts are; beyond: no part is, but something weaker, narrower or of others; argued: the "
    "study's own step from cited premises; nothing: not even that; not_due: no citation is due.",
    OLD_JUDGEMENTS,
)


@dataclass(frozen=True, slots=True)
class SecondFit:
    """What a second reader judged, apart from the first."""

    judgement: Annotated[Judgement, _HOW_FAR]
    by: Annotated[tuple[str, ...], Several(Words(""), "Who judged: initials.")] = ()
    settled: Annotated[Wording, Text("Where the two differed: what was agreed, and why.")] = (
        Wording()
    )


@dataclass(frozen=True, slots=True)
class Fit:
    """How far a sentence of the study is cited, in a review of one study.

    Shape: `written` is the word of the file, where that was one of the old ones.
    """

    judgement: Annotated[Judgement, _HOW_FAR]
    because: Annotated[Wording, Text("Why.")]
    not_cited: Annotated[
        Wording, Text("What of the sentence nobody is cited for; with in_part and beyond.")
    ] = Wording()
    adds: Annotated[
        tuple[str, ...],
        Several(Choice(ADDITIONS, ""), "What the sentence adds to what is cited."),
    ] = ()
    argued_from: Annotated[
        tuple[str, ...], refs("claim", "With argued: the premises, claims that are cited outright.")
    ] = ()
    by: Annotated[tuple[str, ...], Several(Words(""), "Who judged: initials.")] = ()
    on: Annotated[str, Day("When it was judged.")] = ""
    second: Annotated[SecondFit | None, Noun(SecondFit, "The judgement of a second reader.")] = None
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Component:
    """The concern about one component of GRADE-CERQual."""

    name: Annotated[str, HeldBy()]
    concern: Annotated[str, Choice(CONCERNS, "none stands for no or very minor concerns.")] = ""
    because: Annotated[Wording, Text("Why.")] = Wording()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A GRADE-CERQual assessment by people; nothing of it is ever computed.

    `confidence` needs the concern of all four components.
    """

    methodological_limitations: Annotated[
        Component | None, Noun(Component, "How the works behind the finding were done.")
    ] = None
    coherence: Annotated[
        Component | None, Noun(Component, "How well the finding fits what the works say.")
    ] = None
    adequacy: Annotated[
        Component | None, Noun(Component, "How rich and how many the data are.")
    ] = None
    relevance: Annotated[
        Component | None, Noun(Component, "How near their context is to the review's question.")
    ] = None
    confidence: Annotated[
        str,
        Choice(CONFIDENCES, "The confidence in the finding, judged from the four concerns."),
    ] = ""
    because: Annotated[Wording, Text("The explanation of the judgement.")] = Wording()
    by: Annotated[tuple[str, ...], Several(Words(""), "Who assessed: initials.")] = ()
    on: Annotated[str, Day("When it was assessed.")] = ""

    @property
    def components(self) -> tuple[Component, ...]:
        """Return the components that were judged, in the order of GRADE-CERQual."""
        four = (
            self.methodological_limitations,
            self.coherence,
            self.adequacy,
            self.relevance,
        )
        return tuple(component for component in four if component is not None)


@dataclass(frozen=True, slots=True)
class Finding:
    """A synthesised statement, and what it rests on.

    Other keys are the facets that the framework declares on findings.

    Shape: `stated_in` are claims that are this very sentence in the study;
           `supported_by`, `contradicted_by`, `qualified_by`, `background` and
           `concerns` are ids of claims or of other findings; `gaps` maps a cell's id to
           what is said of its emptiness.
    """

    id: Annotated[str, Id("Unique in the review, such as f.tasting.")]
    kind: Annotated[str, Ref("finding_kind", "strategy, challenge, conclusion, ...")]
    statement: Annotated[Wording, Text("What is found.")]
    short: Annotated[
        Wording, Text("The statement in 15 words at most, for tables; absent: the statement.")
    ] = Wording()
    answers: Annotated[
        tuple[str, ...], refs("question", "Ids of the questions that it answers.")
    ] = ()
    elements: Annotated[
        tuple[str, ...], refs("element", "Ids of the elements that it bears on.")
    ] = ()
    stated_in: Annotated[
        tuple[str, ...],
        refs(
            "claim",
            "Claims that are this very sentence in the study. What they cite counts; what the "
            "study says itself does not.",
        ),
    ] = ()
    supported_by: Annotated[
        tuple[str, ...], refs("evidence", "Claims or findings that support it.")
    ] = ()
    contradicted_by: Annotated[
        tuple[str, ...], refs("evidence", "Claims or findings against it.")
    ] = ()
    qualified_by: Annotated[
        tuple[str, ...], refs("evidence", "Claims or findings that limit it.")
    ] = ()
    background: Annotated[
        tuple[str, ...],
        refs("evidence", "Claims that belong to the picture and support nothing."),
    ] = ()
    concerns: Annotated[
        tuple[str, ...],
        refs("evidence", "Claims or findings that the study leaves out, on a kind that says so."),
    ] = ()
    gaps: Annotated[
        Mapping[str, Wording],
        Keyed(Text(""), "For each empty cell, why nothing stands there."),
    ] = field(default_factory=dict)
    fit: Annotated[Fit | None, Noun(Fit, "How far the sentence in `stated_in` is cited.")] = None
    resolution: Annotated[Wording, Text("`unresolved`, or the condition under which it holds.")] = (
        Wording()
    )
    assessment: Annotated[Assessment | None, Noun(Assessment, "GRADE-CERQual, by people.")] = None
    facets: Annotated[Mapping[str, tuple[str, ...]], Facets("")] = field(default_factory=dict)
    caveat: Annotated[Wording, Text("What a reader must know; printed.")] = Wording()
    memo: Annotated[str, Words("For the team; never printed.")] = ""
    allow: Annotated[
        Mapping[str, str], Reasons("Checks that are silenced here, each with a reason.")
    ] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def unresolved(self) -> bool:
        """Return whether a contradiction stands without a condition that settles it."""
        return not self.resolution or self.resolution.plain.strip() == "unresolved"
