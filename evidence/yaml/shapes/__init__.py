"""The shape of `claims.yaml`: what may stand where, in format version 1.

The shapes are pydantic's, so that one description serves reading and, as JSON
Schema, editors. pydantic does not leave this package: what it refuses comes
out as a `Refusal`, with the path of the value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, get_args

from pydantic import TypeAdapter, ValidationError

from evidence.yaml.shapes.claim import (
    ClaimShape,
    LinkShape,
    MeasureShape,
    PassageShape,
    Relation,
    RestatementShape,
    Term,
)
from evidence.yaml.shapes.finding import AssessmentShape, ComponentShape, FindingShape, FitShape
from evidence.yaml.shapes.framework import (
    CellShape,
    ElementShape,
    FacetShape,
    FacetValueShape,
    FindingKindShape,
    FrameworkShape,
    RelationType,
    RelationTypeShape,
)
from evidence.yaml.shapes.refusals import Refusal, refusal
from evidence.yaml.shapes.review import (
    DefaultsShape,
    FileShape,
    NotAssessedShape,
    QuestionShape,
    ReviewShape,
    SameAuthorShape,
    SourceFactsShape,
)
from evidence.yaml.shapes.values import ID, KEY, Chosen

__all__ = [
    "CHOSEN",
    "CLAIM",
    "COMPONENTS",
    "DEFAULTS",
    "ELEMENT",
    "FACET",
    "FILE_FIELDS",
    "FINDING",
    "FINDING_KIND",
    "FRAMEWORK",
    "HOMES",
    "ID",
    "KEY",
    "NESTED",
    "QUESTION",
    "RELATION",
    "RELATION_TYPE",
    "REVIEW",
    "SOURCE",
    "TAKEN",
    "Read",
    "Refusal",
    "Shape",
    "json_schema",
]

# what a shape gives back: the keys of the file, with short forms written out in full
Read: TypeAlias = dict[str, Any]


class Shape:
    """What one kind of item looks like: its name, its keys, and a way to read it."""

    __slots__ = ("_validate", "fields", "name")

    def __init__(self, name: str, form: Any) -> None:
        self.name = name
        self.fields = _fields(form)
        self._validate = TypeAdapter[Read](form).validator.validate_python

    def read(self, value: object) -> Read | tuple[Refusal, ...]:
        """Return the keys and values of an item, or everything that does not fit."""
        try:
            result: Read = self._validate(value)
        except ValidationError as error:
            return tuple(refusal(detail) for detail in error.errors(include_url=False))
        return result

    def refused(self, value: object) -> tuple[Refusal, ...]:
        """Return everything that does not fit in a value that is no mapping."""
        result = self.read(value)
        return result if isinstance(result, tuple) else ()


def _fields(form: Any) -> frozenset[str]:
    """Return the keys of a typed dictionary as a file writes them: `from`, not `from_`."""
    return frozenset(name.removesuffix("_") for name in getattr(form, "__annotations__", ()))


CLAIM = Shape("claim", ClaimShape)
FINDING = Shape("finding", FindingShape)
ELEMENT = Shape("element", ElementShape)
QUESTION = Shape("question", QuestionShape)
SOURCE = Shape("source", SourceFactsShape)
FACET = Shape("facet", FacetShape)
FINDING_KIND = Shape("kind of finding", FindingKindShape)
RELATION_TYPE = Shape("relation type", RelationType)
RELATION = Shape("relation", Relation)
CHOSEN = Shape("value of a facet", Chosen)
REVIEW = Shape("review", ReviewShape)
FRAMEWORK = Shape("framework", FrameworkShape)
DEFAULTS = Shape("defaults", DefaultsShape)
FILE_FIELDS = _fields(FileShape)
COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
# the keys of which a facet may not bear the name
TAKEN = CLAIM.fields | FINDING.fields | SOURCE.fields

# where each key belongs, for those who wrote it elsewhere; the more common home comes first
HOMES: Mapping[str, frozenset[str]] = {
    "a claim": CLAIM.fields,
    "a finding": FINDING.fields,
    "an element": ELEMENT.fields,
    "`measure`": _fields(MeasureShape),
    "`at`": frozenset(get_args(Term)),
    "`review`": REVIEW.fields,
    "`framework`": FRAMEWORK.fields,
    "a facet": FACET.fields,
    "a kind of finding": FINDING_KIND.fields,
    "a cell": _fields(CellShape),
    "a source": SOURCE.fields,
    "`fit`": _fields(FitShape),
    "`assessment`": _fields(AssessmentShape) | _fields(NotAssessedShape),
    "a component of an assessment": _fields(ComponentShape),
    "a question": QUESTION.fields,
    "a link between claims": _fields(LinkShape),
    "an item of `restates`": _fields(RestatementShape),
    "an item of `also`": _fields(PassageShape),
    "an item of `same_author_as`": _fields(SameAuthorShape),
    "a value of a facet": _fields(FacetValueShape),
    "a relation type": _fields(RelationTypeShape),
    "the top of the file": FILE_FIELDS,
}


_LINK, _RESTATEMENT = _fields(LinkShape), _fields(RestatementShape)
# the keys of what is nested in an item, by the key that holds it
NESTED: Mapping[str, frozenset[str]] = {
    "measure": _fields(MeasureShape),
    "at": frozenset(get_args(Term)),
    "also": _fields(PassageShape),
    **dict.fromkeys(("supports", "contradicts", "qualifies", "not_comparable"), _LINK),
    "restates": _RESTATEMENT,
    "fit": _fields(FitShape),
    "assessment": _fields(AssessmentShape) | _fields(NotAssessedShape),
    **dict.fromkeys(COMPONENTS, _fields(ComponentShape)),
    "same_author_as": _fields(SameAuthorShape),
    "values": _fields(FacetValueShape),
    "cells": _fields(CellShape),
}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `claims.yaml`, with which editors complete and check it."""
    schema = TypeAdapter(FileShape).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "claims.yaml of Evidence, format version 1",
    }
