"""The shape of a claim, with its passages, its links and its measure."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Required, TypeAlias

from pydantic import BeforeValidator, Field, with_config
from typing_extensions import TypedDict

from evidence.yaml.shapes.values import (
    CLOSED,
    WITH_FACETS,
    Flag,
    Id,
    Number,
    Reasons,
    Ref,
    SpokenWord,
    Text,
    Word,
    Words,
)

# the locator terms of CSL, and three of ours
Term = Literal[
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
]
At: TypeAlias = Annotated[dict[Term, Word], Field(min_length=1)]

ARROW = r"^\s*\S+\s+[A-Za-z][\w.:-]*\s+\S+\s*$"
Relation: TypeAlias = Annotated[str, Field(pattern=ARROW, examples=["el.a leads_to el.b"])]


@with_config(CLOSED)
class PassageShape(TypedDict, total=False):
    """Another passage of a claim: the same thing said again, or a second quote."""

    at: Annotated[At, Field(description="Where it stands. Absent: where the claim stands.")]
    quote: Annotated[Words, Field(description="The words of the text, verbatim.")]
    prefix: Annotated[Words, Field(description="What stands before the quote.")]
    suffix: Annotated[Words, Field(description="What stands after the quote.")]


@with_config(CLOSED)
class LinkShape(TypedDict, total=False):
    """A link to another claim."""

    claim: Required[Annotated[Ref, Field(description="The id of the other claim.")]]
    stated: Annotated[Flag, Field(description="The text itself sets the two against each other.")]
    because: Annotated[Text, Field(description="Why.")]


@with_config(CLOSED)
class RestatementShape(TypedDict, total=False):
    """A link to a claim that says the same thing elsewhere."""

    claim: Required[Annotated[Ref, Field(description="The id of the other claim.")]]
    stated: Annotated[Flag, Field(description="The text itself refers from one to the other.")]
    how: Annotated[
        Literal["same", "stronger", "weaker", "changed"],
        Field(description="How this wording differs from the other."),
    ]
    because: Annotated[Text, Field(description="What differs.")]


def _links(value: Any) -> Any:
    """Return links in full: an id, or a list of ids, is short for a list of mappings."""
    if isinstance(value, str):
        return [{"claim": value}]
    if isinstance(value, list):
        return [{"claim": item} if isinstance(item, str) else item for item in value]
    return value


Links: TypeAlias = Annotated[
    list[LinkShape],
    BeforeValidator(_links, json_schema_input_type=Ref | list[Ref | LinkShape]),
]
Restatements: TypeAlias = Annotated[
    list[RestatementShape],
    BeforeValidator(_links, json_schema_input_type=Ref | list[Ref | RestatementShape]),
]


@with_config(CLOSED)
class MeasureShape(TypedDict, total=False):
    """A figure, and what it is a figure of.

    Exactly one of `value`, `about` and bounds (`above` or `from`, `below` or
    `up_to`).
    """

    of: Required[Annotated[Text, Field(description="What is counted or measured.")]]
    base: Annotated[Text, Field(description="The whole that it is a part of: percent of what.")]
    value: Annotated[Number, Field(description="The figure, such as 40 or 3.9 million.")]
    about: Annotated[Number, Field(description="The figure, where the text says about.")]
    above: Annotated[Number, Field(description="The figure is larger than this.")]
    from_: Annotated[Number, Field(alias="from", description="The figure is this or larger.")]
    below: Annotated[Number, Field(description="The figure is smaller than this.")]
    up_to: Annotated[Number, Field(description="The figure is this or smaller.")]
    unit: Required[Annotated[SpokenWord, Field(description="percent, firms, US dollars, ...")]]
    year: Annotated[
        SpokenWord, Field(description="The year or years; `not stated` if the text has none.")
    ]
    nature: Annotated[
        Literal["observed", "estimate", "target", "threshold"],
        Field(description="What kind of figure it is; observed if absent."),
    ]
    parts: Annotated[
        dict[Word, Number], Field(description="What the figure consists of; sums to it.")
    ]
    part_labels: Annotated[
        dict[Word, Text], Field(description="How parts are called, by their keys in `parts`.")
    ]
    total: Annotated[Number, Field(description="What the parts sum to, if it is not the value.")]


@with_config(WITH_FACETS)
class ClaimShape(TypedDict, total=False):
    """One statement that a source makes, coded.

    It bears on elements (`elements`, or `relates`), or says `unfitted: true`.
    Other keys are the facets that the framework declares.
    """

    id: Required[Annotated[Id, Field(description="A word or two, unique in the review.")]]
    statement: Required[
        Annotated[Text, Field(description="What is said, in our words, no stronger than the text.")]
    ]
    sources: Required[
        Annotated[
            list[Ref],
            Field(
                min_length=1, description="Citation keys of who says it; several: cited together."
            ),
        ]
    ]
    via: Annotated[
        list[Ref], Field(description="Hands between the source and the text read, original first.")
    ]
    read_in: Annotated[Ref, Field(description="Citation key of the text that the coder read.")]
    attribution: Annotated[
        Literal["explicit", "implied"],
        Field(description="implied: a citation stands near but does not clearly reach this."),
    ]
    voice: Annotated[
        Literal["author", "participant"], Field(description="Whose words the quote is.")
    ]
    draws_on: Annotated[
        list[Ref],
        Field(description="Works used without speaking: under a figure, behind a premise."),
    ]
    at: Required[Annotated[At, Field(description="Where in the text: page, section, note, ...")]]
    quote: Annotated[
        Words, Field(description="The words of the text, verbatim; […] for an omission.")
    ]
    prefix: Annotated[Words, Field(description="What stands before the quote.")]
    suffix: Annotated[Words, Field(description="What stands after the quote.")]
    also: Annotated[
        list[PassageShape], Field(description="Where it is said again, or a second quote.")
    ]
    elements: Annotated[list[Ref], Field(description="Ids of the elements that it bears on.")]
    unfitted: Annotated[Flag, Field(description="true: no element of the framework fits.")]
    relates: Annotated[
        list[Relation], Field(description="Arrows that it states: `element type element`.")
    ]
    defines: Annotated[Words, Field(description="The element, or the term, that it defines.")]
    measure: Annotated[MeasureShape, Field(description="The figure that it gives.")]
    supports: Annotated[Links, Field(description="Claims that this one supports.")]
    contradicts: Annotated[Links, Field(description="Claims that this one contradicts.")]
    qualifies: Annotated[Links, Field(description="Claims that this one limits.")]
    restates: Annotated[Restatements, Field(description="Claims that say the same elsewhere.")]
    not_comparable: Annotated[Links, Field(description="Figures that look alike and are not.")]
    caveat: Annotated[Text, Field(description="What a reader must know; printed.")]
    memo: Annotated[Words, Field(description="For coders; never printed.")]
    coder: Annotated[Words, Field(description="Who coded it.")]
    allow: Annotated[
        Reasons, Field(description="Checks that are silenced here, each with a reason.")
    ]
