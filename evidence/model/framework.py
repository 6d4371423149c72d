"""The framework: elements, relations, facets and kinds of finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.diagnostics import NOWHERE, Where
from evidence.model.claims import Arrow
from evidence.model.wording import Wording


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: its id, how it is shown and what it means.

    `mark` is a word that the report sets beside whatever rests on sources of
    this value alone (a facet on sources: officials, media, ...).
    """

    id: str
    label: Wording
    definition: Wording = Wording()
    mark: Wording = Wording()


@dataclass(frozen=True, slots=True)
class Facet:
    """A controlled vocabulary on claims, sources or findings (`on`)."""

    id: str
    label: Wording
    on: str = "claims"
    required: bool = False
    definition: Wording = Wording()
    values: Mapping[str, FacetValue] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a kind of finding: claims whose facets meet all of `where_facets`.

    Shape: facet id -> the values that are let in (any of them).
    """

    id: str
    label: Wording
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding, and the cells that its findings fill.

    `heading` stands over the table of the cells; `side_by_side` is the facet
    whose values are among them, "" if there is none.
    """

    id: str
    label: Wording
    plural: Wording = Wording()
    heading: Wording = Wording()
    definition: Wording = Wording()
    cells: tuple[Cell, ...] = ()
    side_by_side: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Element:
    """A theme of the framework, taken from a model or found while coding."""

    id: str
    label: Wording
    also_called: tuple[str, ...] = ()
    definition: Wording = Wording()
    origin: str = "a_priori"
    from_sources: tuple[str, ...] = ()
    part_of: str = ""
    memo: str = ""
    allow: Mapping[str, str] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RelationType:
    """What an arrow between two elements can say."""

    id: str
    label: Wording
    undirected: bool = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Framework:
    """The analytical lens of a review."""

    reconstructed: Wording = Wording()
    facets: Mapping[str, Facet] = field(default_factory=dict)
    finding_kinds: Mapping[str, FindingKind] = field(default_factory=dict)
    elements: tuple[Element, ...] = ()
    relation_types: Mapping[str, RelationType] = field(default_factory=dict)
    relations: tuple[Arrow, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)
