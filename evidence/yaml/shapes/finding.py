"""The shape of a finding, with what people judged of it."""

from __future__ import annotations

from typing import Annotated, Literal, Required

from pydantic import Field, with_config
from typing_extensions import TypedDict

from evidence.yaml.shapes.values import CLOSED, WITH_FACETS, Id, Reasons, Ref, Text, Word, Words


@with_config(CLOSED)
class FitShape(TypedDict, total=False):
    """How far the evidence carries a sentence that the study words itself."""

    judgement: Required[
        Annotated[
            Literal["carried", "partly", "beyond", "unsupported"],
            Field(description="unsupported is the only one that allows empty support."),
        ]
    ]
    because: Required[Annotated[Text, Field(description="Why.")]]


@with_config(CLOSED)
class ComponentShape(TypedDict, total=False):
    """The concern about one component of GRADE-CERQual."""

    concern: Annotated[
        Literal["none", "minor", "moderate", "serious", "not_assessed"],
        Field(description="none stands for no or very minor concerns."),
    ]
    because: Annotated[Text, Field(description="Why.")]


@with_config(CLOSED)
class AssessmentShape(TypedDict, total=False):
    """A GRADE-CERQual assessment by people; nothing of it is ever computed.

    `confidence` needs the concern of all four components.
    """

    methodological_limitations: Annotated[
        ComponentShape, Field(description="How the works behind the finding were done.")
    ]
    coherence: Annotated[
        ComponentShape, Field(description="How well the finding fits what the works say.")
    ]
    adequacy: Annotated[ComponentShape, Field(description="How rich and how many the data are.")]
    relevance: Annotated[
        ComponentShape, Field(description="How near their context is to the review's question.")
    ]
    confidence: Annotated[
        Literal["high", "moderate", "low", "very_low"],
        Field(description="The confidence in the finding, judged from the four concerns."),
    ]
    because: Annotated[Text, Field(description="The explanation of the judgement.")]
    by: Annotated[list[Words], Field(description="Who assessed: initials.")]


@with_config(WITH_FACETS)
class FindingShape(TypedDict, total=False):
    """A synthesised statement, and what it rests on.

    Other keys are the facets that the framework declares on findings.
    """

    id: Required[Annotated[Id, Field(description="Unique in the review, such as f.tasting.")]]
    kind: Required[Annotated[Ref, Field(description="strategy, challenge, conclusion, ...")]]
    statement: Required[Annotated[Text, Field(description="What is found.")]]
    answers: Annotated[list[Ref], Field(description="Ids of the questions that it answers.")]
    elements: Annotated[list[Ref], Field(description="Ids of the elements that it bears on.")]
    stated_in: Annotated[
        list[Ref],
        Field(description="Claims that are this very sentence in the study; never its support."),
    ]
    supported_by: Annotated[list[Ref], Field(description="Claims or findings that support it.")]
    contradicted_by: Annotated[list[Ref], Field(description="Claims or findings against it.")]
    qualified_by: Annotated[list[Ref], Field(description="Claims or findings that limit it.")]
    background: Annotated[
        list[Ref], Field(description="Claims that belong to the picture and support nothing.")
    ]
    gaps: Annotated[
        dict[Word, Text], Field(description="For each empty cell, why nothing stands there.")
    ]
    fit: Annotated[
        FitShape, Field(description="Whether the evidence carries the sentence in `stated_in`.")
    ]
    resolution: Annotated[
        Text, Field(description="`unresolved`, or the condition under which it holds.")
    ]
    assessment: Annotated[AssessmentShape, Field(description="GRADE-CERQual, by people.")]
    caveat: Annotated[Text, Field(description="What a reader must know; printed.")]
    memo: Annotated[Words, Field(description="For the team; never printed.")]
    allow: Annotated[
        Reasons, Field(description="Checks that are silenced here, each with a reason.")
    ]
