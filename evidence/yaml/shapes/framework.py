"""The shape of the framework: facets, kinds of finding, elements, relations."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Required, TypeAlias

from pydantic import BeforeValidator, Field, with_config
from typing_extensions import TypedDict

from evidence.yaml.shapes.claim import Relation
from evidence.yaml.shapes.values import CLOSED, Chosen, Flag, Id, Reasons, Ref, Text, Word, Words


def _labelled(value: Any) -> Any:
    """Return an entry in full: a label is short for a mapping that has nothing else."""
    if isinstance(value, str):
        return {"label": value}
    if isinstance(value, dict) and not value.keys() & _LABELLED_KEYS:
        return {"label": value}
    return value


@with_config(CLOSED)
class FacetValueShape(TypedDict, total=False):
    """One value of a facet, with its meaning."""

    label: Required[Annotated[Text, Field(description="How it is shown.")]]
    definition: Annotated[Text, Field(description="When a coder chooses it.")]
    mark: Annotated[
        Text,
        Field(
            description="A word beside what rests on such sources alone, for a facet on sources."
        ),
    ]


@with_config(CLOSED)
class RelationTypeShape(TypedDict, total=False):
    """What an arrow between two elements says."""

    label: Required[Annotated[Text, Field(description="How it is shown.")]]
    undirected: Annotated[Flag, Field(description="true: it holds in both directions.")]


_LABELLED_KEYS = FacetValueShape.__annotations__.keys() | RelationTypeShape.__annotations__.keys()

FacetValue: TypeAlias = Annotated[
    FacetValueShape, BeforeValidator(_labelled, json_schema_input_type=Text | FacetValueShape)
]
RelationType: TypeAlias = Annotated[
    RelationTypeShape, BeforeValidator(_labelled, json_schema_input_type=Text | RelationTypeShape)
]


@with_config(CLOSED)
class FacetShape(TypedDict, total=False):
    """A controlled vocabulary. Its id becomes a key of claims, sources or findings."""

    label: Required[Annotated[Text, Field(description="How it is shown.")]]
    on: Annotated[
        Literal["claims", "sources", "findings"],
        Field(description="Whose key it is; claims if absent."),
    ]
    required: Annotated[Flag, Field(description="true: each item needs it.")]
    definition: Annotated[Text, Field(description="What it tells apart.")]
    values: Required[
        Annotated[dict[Id, FacetValue], Field(min_length=1, description="The values, by id.")]
    ]


@with_config(CLOSED)
class CellShape(TypedDict, total=False):
    """A column, filled from the claims of a finding by their facets."""

    label: Required[Annotated[Text, Field(description="The head of the column.")]]
    where: Required[
        Annotated[
            dict[Word, Chosen],
            Field(min_length=1, description="Facets and the values that are let in."),
        ]
    ]


@with_config(CLOSED)
class FindingKindShape(TypedDict, total=False):
    """A kind of finding."""

    label: Required[Annotated[Text, Field(description="What one such finding is called.")]]
    plural: Annotated[Text, Field(description="What several are called.")]
    heading: Annotated[Text, Field(description="What stands over the table of its cells.")]
    definition: Annotated[Text, Field(description="What counts as one.")]
    cells: Annotated[dict[Id, CellShape], Field(description="The columns of its table, by id.")]
    side_by_side: Annotated[
        Word,
        Field(description="A facet on claims: a column for each of its values, after `cells`."),
    ]


@with_config(CLOSED)
class ElementShape(TypedDict, total=False):
    """A theme of the framework. One concept is one element, whatever it is called."""

    id: Required[Annotated[Id, Field(description="Unique in the review, such as el.knowledge.")]]
    label: Required[Annotated[Text, Field(description="How it is shown.")]]
    also_called: Annotated[list[Words], Field(description="Its other names in the texts.")]
    definition: Annotated[Text, Field(description="What it covers.")]
    origin: Annotated[
        Literal["a_priori", "emergent"],
        Field(description="Taken from a model, or found while coding; a_priori if absent."),
    ]
    from_: Annotated[
        list[Ref], Field(alias="from", description="Citation keys of the model it comes from.")
    ]
    part_of: Annotated[Ref, Field(description="The element that it is a part of.")]
    memo: Annotated[Words, Field(description="For the team; never printed.")]
    allow: Annotated[
        Reasons, Field(description="Checks that are silenced here, each with a reason.")
    ]


@with_config(CLOSED)
class FrameworkShape(TypedDict, total=False):
    """The analytical lens of the review."""

    reconstructed: Annotated[
        Text, Field(description="Says that the diagram is drawn from the text, and why.")
    ]
    facets: Annotated[dict[Id, FacetShape], Field(description="Controlled vocabularies, by id.")]
    finding_kinds: Annotated[
        dict[Id, FindingKindShape], Field(description="Kinds of finding, by id.")
    ]
    elements: Annotated[list[ElementShape], Field(description="The themes.")]
    relation_types: Annotated[
        dict[Id, RelationType], Field(description="What arrows between elements can say, by id.")
    ]
    relations: Annotated[
        list[Relation], Field(description="Arrows that no claim states: `element type element`.")
    ]
