"""The framework: elements, relations, facets and kinds of finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from evidence.diagnostics import NOWHERE, Where
from evidence.model.claims import Arrow
from evidence.model.fields import (
    Choice,
    Facets,
    Flag,
    HeldBy,
    Id,
    Keyed,
    Noun,
    Reasons,
    Ref,
    Relation,
    Several,
    Text,
    Word,
    Words,
)
from evidence.model.wording import Wording

ORIGINS = ("a_priori", "emergent")
# what facets are keys of
SECTIONS = ("claims", "sources", "findings")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, with its meaning."""

    id: Annotated[str, HeldBy()]
    label: Annotated[Wording, Text("How it is shown.")]
    definition: Annotated[Wording, Text("When a coder chooses it.")] = Wording()
    mark: Annotated[
        Wording,
        Text("A word beside what rests on such sources alone, for a facet on sources."),
    ] = Wording()


@dataclass(frozen=True, slots=True)
class Facet:
    """A controlled vocabulary. Its id becomes a key of claims, sources or findings."""

    id: Annotated[str, HeldBy()]
    label: Annotated[Wording, Text("How it is shown.")]
    values: Annotated[
        Mapping[str, FacetValue],
        Keyed(Noun(FacetValue, "", short="label"), "The values, by id.", by="id", some=True),
    ]
    on: Annotated[str, Choice(SECTIONS, "Whose key it is; claims if absent.")] = "claims"
    required: Annotated[bool, Flag("true: each item needs it.")] = False
    definition: Annotated[Wording, Text("What it tells apart.")] = Wording()
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column, filled from the claims of a finding by their facets.

    Shape: `facets` maps a facet's id to the values that are let in (any of
           them); a claim has to meet all of the facets.
    """

    id: Annotated[str, HeldBy()]
    label: Annotated[Wording, Text("The head of the column.")]
    own: Annotated[
        Wording, Text("What a statement of the study's own is called in this column.")
    ] = field(default=Wording(), kw_only=True)
    facets: Annotated[
        Mapping[str, tuple[str, ...]],
        Facets("Facets and the values that are let in.", spread=False, key="where"),
    ]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding.

    Shape: the cells of a facet set side by side stand among `cells`, behind
           those that are declared.
    """

    id: Annotated[str, HeldBy()]
    label: Annotated[Wording, Text("What one such finding is called.")]
    plural: Annotated[Wording, Text("What several are called.")] = Wording()
    heading: Annotated[Wording, Text("What stands over the table of its cells.")] = Wording()
    definition: Annotated[Wording, Text("What counts as one.")] = Wording()
    cells: Annotated[
        tuple[Cell, ...],
        Keyed(Noun(Cell, ""), "The columns of its table, by id.", by="id", listed=True),
    ] = ()
    side_by_side: Annotated[
        str, Word("A facet on claims: a column for each of its values, after `cells`.")
    ] = ""
    judged: Annotated[
        bool, Flag("false: such findings are counted or shown, and never judged.")
    ] = True
    concerns: Annotated[
        bool, Flag("true: such a finding names, under `concerns`, what the study leaves out.")
    ] = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Element:
    """A theme of the framework. One concept is one element, whatever it is called."""

    id: Annotated[str, Id("Unique in the review, such as el.knowledge.")]
    label: Annotated[Wording, Text("How it is shown.")]
    also_called: Annotated[
        tuple[str, ...], Several(Words(""), "Its other names in the texts.")
    ] = ()
    definition: Annotated[Wording, Text("What it covers.")] = Wording()
    origin: Annotated[
        str,
        Choice(ORIGINS, "Taken from a model, or found while coding; a_priori if absent."),
    ] = "a_priori"
    from_sources: Annotated[
        tuple[str, ...],
        Several(Ref("source", ""), "Citation keys of the model it comes from.", key="from"),
    ] = ()
    part_of: Annotated[str, Ref("element", "The element that it is a part of.")] = ""
    memo: Annotated[str, Words("For the team; never printed.")] = ""
    allow: Annotated[
        Mapping[str, str], Reasons("Checks that are silenced here, each with a reason.")
    ] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RelationType:
    """What an arrow between two elements says."""

    id: Annotated[str, HeldBy()]
    label: Annotated[Wording, Text("How it is shown.")]
    undirected: Annotated[bool, Flag("true: it holds in both directions.")] = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Framework:
    """The analytical lens of the review."""

    reconstructed: Annotated[
        Wording, Text("Says that the diagram is drawn from the text, and why.")
    ] = Wording()
    facets: Annotated[
        Mapping[str, Facet], Keyed(Noun(Facet, ""), "Controlled vocabularies, by id.", by="id")
    ] = field(default_factory=dict)
    finding_kinds: Annotated[
        Mapping[str, FindingKind],
        Keyed(Noun(FindingKind, ""), "Kinds of finding, by id.", by="id"),
    ] = field(default_factory=dict)
    elements: Annotated[tuple[Element, ...], Several(Noun(Element, ""), "The themes.")] = ()
    relation_types: Annotated[
        Mapping[str, RelationType],
        Keyed(
            Noun(RelationType, "", short="label"),
            "What arrows between elements can say, by id.",
            by="id",
        ),
    ] = field(default_factory=dict)
    relations: Annotated[
        tuple[Arrow, ...],
        Several(Relation(""), "Arrows that no claim states: `element type element`."),
    ] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)
