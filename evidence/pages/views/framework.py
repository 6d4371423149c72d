"""The framework on a page: elements, relations, the evidence map."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.pages.views.basics import Mark, Phrase, Ref
from evidence.pages.views.claims import ClaimView


@dataclass(frozen=True, slots=True)
class RelationView:
    """An arrow of the framework and the claims that state it."""

    anchor: str
    subject: Ref
    words: Phrase
    object: Ref
    ground: Mark
    claims: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ElementView:
    """One element with everything that bears on it."""

    id: str
    label: Phrase
    depth: int
    parent: Ref | None
    also_called: str
    definition: Phrase
    origin: str
    models: tuple[Ref, ...]
    claims: tuple[Ref, ...]
    counts: str
    findings: tuple[Ref, ...]
    relations: tuple[RelationView, ...]
    definitions: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class MapCell:
    """One cell of the evidence map: the claims in it, or a gap; `href` leads to them."""

    count: int
    own: int
    claims: tuple[Ref, ...]
    weight: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class MapRowView:
    """One element of the evidence map."""

    element: Ref
    depth: int
    cells: tuple[MapCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MapView:
    """Elements by the values of one axis; `gaps` where an empty cell is a result.

    Shape: `values` are the ids of the columns, those of `axis` among the filters.
    """

    axis: str
    label: Phrase
    columns: tuple[Ref, ...]
    rows: tuple[MapRowView, ...]
    totals: tuple[int, ...]
    total: int
    gaps: bool = True
    values: tuple[str, ...] = ()
