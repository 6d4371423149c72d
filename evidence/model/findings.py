"""Findings: what the review concludes, and what people judged of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence.diagnostics import NOWHERE, Where
from evidence.model.wording import Wording


class Judgement(StrEnum):
    """Whether the evidence carries a sentence that the study words itself."""

    CARRIED = "carried"
    PARTLY = "partly"
    BEYOND = "beyond"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Fit:
    """A judgement of how far the evidence carries a stated finding, and why."""

    judgement: Judgement
    because: Wording = Wording()


@dataclass(frozen=True, slots=True)
class Component:
    """One of the four GRADE-CERQual components: the concern, and why."""

    name: str
    concern: str = ""
    because: Wording = Wording()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A GRADE-CERQual assessment by people; never computed."""

    components: tuple[Component, ...] = ()
    confidence: str = ""
    because: Wording = Wording()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A synthesised statement and what it rests on.

    Shape: `stated_in` are claims that are this very sentence in the study;
           `supported_by`, `contradicted_by`, `qualified_by` and `background`
           are ids of claims or of other findings; `gaps` maps a cell's id to
           what is said of its emptiness.
    """

    id: str
    kind: str
    statement: Wording
    answers: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    stated_in: tuple[str, ...] = ()
    supported_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    qualified_by: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    gaps: Mapping[str, Wording] = field(default_factory=dict)
    fit: Fit | None = None
    resolution: Wording = Wording()
    assessment: Assessment | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    caveat: Wording = Wording()
    memo: str = ""
    allow: Mapping[str, str] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def unresolved(self) -> bool:
        """Return whether a contradiction stands without a condition that settles it."""
        return not self.resolution or self.resolution.plain.strip() == "unresolved"
