"""The shape of `claims.yaml`: what may stand where, made from the nouns of the model.

The model says once what a field means and what kind of value it holds; here
that becomes a shape of pydantic's, which reads files and gives editors their
JSON Schema. pydantic does not leave this room: what it refuses comes out as a
`Refusal`, with the path of the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import Annotated, Any, Literal, Required, TypeAlias

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from evidence.model import (
    Accepted,
    Appraisal,
    AppraisalItem,
    Author,
    Cell,
    Claim,
    Component,
    Contrast,
    Defaults,
    Element,
    Facet,
    FacetValue,
    File,
    Finding,
    FindingKind,
    Fit,
    Flow,
    Framework,
    Identified,
    Included,
    Link,
    Machine,
    Measure,
    Notice,
    Party,
    Passage,
    Proposed,
    Question,
    Rejected,
    RelationType,
    Removed,
    Review,
    ReviewAssessment,
    SameAuthor,
    Search,
    SecondFit,
    SourceFacts,
    fields,
)
from evidence.model.claims import TERMS
from evidence.model.fields import fields_of
from evidence.model.findings import Assessment
from evidence.yaml import values
from evidence.yaml.refusals import Refusal
from evidence.yaml.values import ID, KEY, refusal

__all__ = [
    "CHOSEN",
    "CLAIM",
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
    "NAMED",
    "NESTED",
    "PARTY",
    "PROPOSAL",
    "QUESTION",
    "RELATION",
    "RELATION_TYPE",
    "REVIEW",
    "SINCE",
    "SOURCE",
    "TAKEN",
    "Read",
    "Refusal",
    "Shape",
    "json_schema",
    "keys_of",
]

# what a shape gives back: the keys of the file, with short forms written out in full
Read: TypeAlias = dict[str, Any]

# types that are made here: to mypy they are values like others
_ANNOTATED: Any = Annotated
_DICT: Any = dict
_LIST: Any = list
_LITERAL: Any = Literal
_REQUIRED: Any = Required
_TYPED_DICT: Any = TypedDict

_SCALARS: Mapping[type[fields.Kind], Any] = {
    fields.Id: values.Id,
    fields.Words: values.Words,
    fields.Word: values.Word,
    fields.Ref: values.Ref,
    fields.Flag: values.Flag,
    fields.Day: values.Day,
    fields.Number: values.Number,
    fields.At: values.At,
    fields.Relation: values.Relation,
    fields.Reasons: values.Reasons,
    fields.Language: values.Language,
    fields.Version: values.Version,
}

_KEYS: Mapping[str, Any] = {"id": values.Id, "source": values.Ref, "word": values.Word}


def keys_of(noun: type, without: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the keys that a noun may have in a file."""
    return frozenset(key for key, *_ in _entries(noun) if key not in without)


def _entries(noun: type) -> Iterator[tuple[str, Any, bool]]:
    """Yield key, kind and whether it is required of everything that is written in a noun."""
    for field in fields_of(noun):
        kind = field.kind
        if isinstance(kind, fields.Inline):
            for key, inner, _ in _entries(kind.of):
                yield key, inner, key in kind.required
        elif not isinstance(kind, fields.HeldBy) and not (
            isinstance(kind, fields.Facets) and kind.spread
        ):
            yield field.key, kind, field.required


def _has_facets(noun: type) -> bool:
    return any(
        isinstance(field.kind, fields.Facets) and field.kind.spread for field in fields_of(noun)
    )


@cache
def _shape(
    noun: type, without: tuple[str, ...] = (), called: str = "", may_lack: tuple[str, ...] = ()
) -> Any:
    """Return the shape of a noun: a typed dictionary of its keys."""
    entries = {}
    for key, kind, required in _entries(noun):
        if key not in without:
            value = _with(_value(kind), Field(description=kind.meaning))
            entries[key] = _REQUIRED[value] if required and key not in may_lack else value
    name = called.title().replace(" ", "") or noun.__name__
    shape = _TYPED_DICT(name, entries, total=False)
    shape.__doc__ = _summary(noun)
    shape.__pydantic_config__ = values.WITH_FACETS if _has_facets(noun) else values.CLOSED
    return shape


def _with(form: Any, *more: Any) -> Any:
    return _ANNOTATED[(form, *more)]


def _summary(noun: type) -> str:
    """Return what the docstring of a noun says to authors: all before its `Shape:`."""
    paragraphs = (noun.__doc__ or "").split("\n\n")
    kept = [p for p in paragraphs if not p.lstrip().startswith(("Shape:", "Units:"))]
    return "\n\n".join("\n".join(line.strip() for line in p.splitlines()) for p in kept).strip()


def _value(kind: Any) -> Any:  # noqa: PLR0911 - a line for each kind
    """Return what pydantic takes for a kind of value."""
    match kind:
        case fields.Text(short=short):
            return values.SpokenWord if short else values.Text
        case fields.Choice(choices=choices, old=old):
            choice = _LITERAL[choices]
            return _with(choice, values.renamed(dict(old))) if old else choice
        case fields.Count(none=none):
            return values.Tally if none else values.Count
        case fields.Noun():
            return _noun(kind)
        case fields.Several(each=fields.Noun(short=short) as each) if short:
            shape = _shape(each.of, each.without, each.called)
            written = values.Ref | _LIST[values.Ref | shape]
            whole = BeforeValidator(_listed(short), json_schema_input_type=written)
            return _with(_LIST[shape], whole)
        case fields.Several(each=each, single=True):
            written = _value(each) | _LIST[_value(each)]
            whole = BeforeValidator(values.listed, json_schema_input_type=written)
            return _with(_LIST[_value(each)], whole, Field(min_length=1))
        case fields.Several(each=each, some=some):
            several = _LIST[_value(each)]
            return _with(several, Field(min_length=1)) if some else several
        case fields.Keyed(each=each, by=by, some=some):
            keyed = _DICT[_KEYS[by], _value(each)]
            return _with(keyed, Field(min_length=1)) if some else keyed
        case fields.Facets():
            return _with(_DICT[values.Word, values.Chosen], Field(min_length=1))
    return _SCALARS[type(kind)]


def _noun(kind: fields.Noun) -> Any:
    shape = _shape(kind.of, kind.without, kind.called)
    if not kind.short:
        return shape
    whole = BeforeValidator(
        _spelt_out(kind.short, keys_of(kind.of)), json_schema_input_type=values.Text | shape
    )
    return _with(shape, whole)


def _spelt_out(short: str, keys: frozenset[str]) -> Callable[[Any], Any]:
    """Return what writes an entry in full: a text alone is short for a mapping that has only it."""

    def spell_out(value: Any) -> Any:
        if isinstance(value, str) or (isinstance(value, dict) and not value.keys() & keys):
            return {short: value}
        return value

    return spell_out


def _listed(short: str) -> Callable[[Any], Any]:
    """Return what writes links in full: an id, or a list of ids, is short for mappings."""

    def spell_out(value: Any) -> Any:
        if isinstance(value, str):
            return [{short: value}]
        if isinstance(value, list):
            return [{short: item} if isinstance(item, str) else item for item in value]
        return value

    return spell_out


class Shape:
    """What one kind of item looks like: its name, its keys, and a way to read it.

    The way is made when the first such item is read: making all takes longer
    than reading a small review.
    """

    def __init__(
        self, name: str, form: Callable[[], Any], keys: frozenset[str] = frozenset()
    ) -> None:
        self.name = name
        self.fields = keys
        self._form = form

    @cached_property
    def _validate(self) -> Callable[[object], Any]:
        return TypeAdapter[Any](self._form()).validator.validate_python

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


def _of(name: str, noun: type, short: str = "") -> Shape:
    return Shape(name, lambda: _noun(fields.Noun(noun, "", short=short)), keys_of(noun))


CLAIM = _of("claim", Claim)
# what others coded seldom says where: a proposal may lack its place till it is accepted
PROPOSAL = Shape("claim", lambda: _shape(Claim, (), "proposal", ("at",)), keys_of(Claim))
FINDING = _of("finding", Finding)
ELEMENT = _of("element", Element)
QUESTION = _of("question", Question)
SOURCE = _of("source", SourceFacts)
PARTY = _of("party", Party)
FACET = _of("facet", Facet)
FINDING_KIND = _of("kind of finding", FindingKind)
RELATION_TYPE = _of("relation type", RelationType, short="label")
RELATION = Shape("relation", lambda: values.Relation)
CHOSEN = Shape("value of a facet", lambda: values.Chosen)
REVIEW = _of("review", Review)
FRAMEWORK = _of("framework", Framework)
DEFAULTS = _of("defaults", Defaults)
FILE_FIELDS = keys_of(File)
# the keys of which a facet may not bear the name
TAKEN = CLAIM.fields | FINDING.fields | SOURCE.fields

# fields that came after reviews were written: where a review has a facet of that name, it stays one
SINCE = frozenset(
    ("short", "study", "party", "retracted", "appraisal", "proposed", "accepted", "rejected",
     "credibility", "quote_lang", "concerns", "scanned")
)  # fmt: skip

# every noun that is written in a file, in the order of the reference
NOUNS: tuple[type, ...] = (
    File, Review, Question, ReviewAssessment, Contrast, Author, Machine, Search, Flow, Identified,
    Removed, Included, Defaults, SourceFacts, SameAuthor, Notice, Appraisal, AppraisalItem, Party,
    Framework, Facet, FacetValue, FindingKind, Cell, Element, RelationType, Claim, Passage, Link,
    Measure, Proposed, Accepted, Rejected, Finding, Fit, SecondFit, Assessment, Component,
)  # fmt: skip

# where each key belongs, for those who wrote it elsewhere; the more common home comes first
HOMES: Mapping[str, frozenset[str]] = {
    "a claim": CLAIM.fields,
    "a finding": FINDING.fields,
    "an element": ELEMENT.fields,
    "`measure`": keys_of(Measure),
    "`at`": frozenset(TERMS),
    "`review`": REVIEW.fields,
    "`framework`": FRAMEWORK.fields,
    "a facet": FACET.fields,
    "a kind of finding": FINDING_KIND.fields,
    "a cell": keys_of(Cell),
    "a source": SOURCE.fields,
    "`fit`": keys_of(Fit),
    "`assessment`": keys_of(Assessment) | keys_of(ReviewAssessment),
    "a component of an assessment": keys_of(Component),
    "a question": QUESTION.fields,
    "a link between claims": keys_of(Link, ("how",)),
    "an item of `restates`": keys_of(Link),
    "an item of `also`": keys_of(Passage),
    "an item of `same_author_as`": keys_of(SameAuthor),
    "a value of a facet": keys_of(FacetValue),
    "an author of the review": keys_of(Author),
    "a machine of the review": keys_of(Machine),
    "`contrast`": keys_of(Contrast),
    "a search": keys_of(Search),
    "`flow`": keys_of(Flow),
    "`proposed`": keys_of(Proposed),
    "`appraisal`": keys_of(Appraisal),
    "`retracted`": keys_of(Notice),
    "a party": keys_of(Party),
    "a relation type": RELATION_TYPE.fields,
    "the top of the file": FILE_FIELDS,
}


def _nested() -> dict[str, frozenset[str]]:
    """Return the keys of what is nested in an item, by the key that holds it."""
    found: dict[str, frozenset[str]] = {"at": frozenset(TERMS)}
    for noun in NOUNS:
        for key, kind, _ in _entries(noun):
            inner = kind.each if isinstance(kind, fields.Several | fields.Keyed) else kind
            if isinstance(inner, fields.Noun) and not fields.stands_alone(kind):
                found[key] = found.get(key, frozenset()) | keys_of(inner.of, inner.without)
    return found


NESTED: Mapping[str, frozenset[str]] = _nested()
# the nouns by the names that their shapes bear in the schema
NAMED: Mapping[str, type] = {
    **{noun.__name__: noun for noun in NOUNS},
    "Restatement": Link,
}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `claims.yaml`, with which editors complete and check it."""
    schema = TypeAdapter(_shape(File)).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "claims.yaml of Evidence, format version 1",
    }
