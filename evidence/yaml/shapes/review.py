"""The shape of the review itself, of what it knows of its sources, and of a file."""

from __future__ import annotations

from typing import Annotated, Literal, Required

from pydantic import Field, WithJsonSchema, with_config
from typing_extensions import TypedDict

from evidence.yaml.shapes.claim import At, ClaimShape
from evidence.yaml.shapes.finding import FindingShape
from evidence.yaml.shapes.framework import FrameworkShape
from evidence.yaml.shapes.values import (
    CLOSED,
    WITH_FACETS,
    Count,
    Flag,
    Id,
    Language,
    Reasons,
    Ref,
    Text,
    Words,
)


@with_config(CLOSED)
class QuestionShape(TypedDict, total=False):
    """A question that the review asks, or the study that it reviews."""

    id: Required[Annotated[Id, Field(description="Unique in the review, such as q.learning.")]]
    text: Required[Annotated[Text, Field(description="The question.")]]
    asked_by: Annotated[
        Ref, Field(description="Citation key of the study that asks it; absent: the review does.")
    ]
    at: Annotated[At, Field(description="Where the study asks it.")]


@with_config(CLOSED)
class NotAssessedShape(TypedDict, total=False):
    """What holds for the assessment of all findings."""

    none: Required[Annotated[Text, Field(description="Why findings are not assessed.")]]


@with_config(CLOSED)
class ReviewShape(TypedDict, total=False):
    """What the review is."""

    version: Annotated[
        Literal["1"],
        WithJsonSchema({"const": 1}),
        Field(description="The version of this format."),
    ]
    title: Annotated[Text, Field(description="Its title.")]
    of: Annotated[
        Ref, Field(description="Citation key of the one study that is reviewed, if it is one.")
    ]
    languages: Annotated[
        list[Language],
        Field(min_length=1, description="One report for each; the first is the default."),
    ]
    questions: Annotated[list[QuestionShape], Field(description="What it asks.")]
    texts: Annotated[Words, Field(description="The folder of the private full texts.")]
    style: Annotated[Words, Field(description="The citation style: a CSL file, or its name.")]
    quote_words: Annotated[Count, Field(description="The longest quote allowed, in words.")]
    method: Annotated[
        Text, Field(description="How the review was made: who coded, by which rules, how checked.")
    ]
    assessment: Annotated[NotAssessedShape, Field(description="Why findings are not assessed.")]


@with_config(CLOSED)
class DefaultsShape(TypedDict, total=False):
    """What holds for each claim of this file that does not say otherwise."""

    coder: Annotated[Words, Field(description="Who coded them.")]
    read_in: Annotated[Ref, Field(description="Citation key of the text that they were read in.")]


@with_config(CLOSED)
class SameAuthorShape(TypedDict, total=False):
    """That another work may be by the same author."""

    source: Required[Annotated[Ref, Field(description="Citation key of the other work.")]]
    certain: Annotated[Flag, Field(description="true: it is the same author.")]
    because: Annotated[Text, Field(description="Why one thinks so.")]


@with_config(WITH_FACETS)
class SourceFactsShape(TypedDict, total=False):
    """What is known of a work beyond its entry in sources.bib.

    Other keys are the facets that the framework declares on sources.
    """

    identity: Annotated[
        Literal["verified", "inferred", "candidate", "unknown"],
        Field(description="How sure it is that this is the work that is meant."),
    ]
    unverified: Annotated[
        list[Words], Field(description="Fields of the entry that nobody has seen.")
    ]
    same_author_as: Annotated[
        list[SameAuthorShape], Field(description="Works that may be by the same author.")
    ]
    note: Annotated[Text, Field(description="What a reader must know; printed.")]
    memo: Annotated[Words, Field(description="For the team; never printed.")]
    allow: Annotated[
        Reasons, Field(description="Checks that are silenced here, each with a reason.")
    ]


@with_config(CLOSED)
class FileShape(TypedDict, total=False):
    """A review, or one of the files that it is split into (format version 1)."""

    review: Annotated[
        ReviewShape, Field(description="The review itself: title, languages, questions.")
    ]
    defaults: Annotated[DefaultsShape, Field(description="Defaults of the claims in this file.")]
    sources: Annotated[
        dict[Ref, SourceFactsShape], Field(description="What is known of works, by citation key.")
    ]
    framework: Annotated[FrameworkShape, Field(description="The analytical lens.")]
    claims: Annotated[list[ClaimShape], Field(description="What the sources say.")]
    findings: Annotated[list[FindingShape], Field(description="What the review concludes.")]
