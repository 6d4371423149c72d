"""From what a file says to the nouns of the model, field by field as the model describes them.

The exceptions stand below: what a passage, a claim and a measure take from
what stands around them, and the columns that a facet gives a kind of finding.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_type_hints

from evidence.model import (
    Arrow,
    Cell,
    Claim,
    Facet,
    Finding,
    FindingKind,
    Locator,
    Measure,
    Wording,
)
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.yaml.figures import Figure
from evidence.yaml.locators import without_term
from evidence.yaml.nodes import Entries, Spot
from evidence.yaml.shapes import Read

Chosen = Mapping[str, tuple[str, ...]]
T = TypeVar("T")

_SAID_NOTHING = Wording()
_NOWHERE = Locator()
# a value of the file, and the key that holds it, to the value of a field
_Reading = Callable[[Any, str], Any]


class _Inlined(NamedTuple):
    """A noun whose keys stand among those of another: the field that keeps it, and its keys."""

    field: str
    noun: type
    keys: frozenset[str]
    required: bool


class _Plan(NamedTuple):
    """How a noun is made: by key the field and the reading, and what is inlined or held."""

    readings: Mapping[str, tuple[str, _Reading]]
    inlined: tuple[_Inlined, ...]
    held: tuple[str, Callable[[str], Any]] | None
    labelled: bool


def made(noun: type[T], read: Read, held: str = "", **given: Any) -> T:
    """Return a noun of what was read of it.

    Shape: `held` is the key under which it stands, if that is part of it;
           `given` are its fields that are not written in it.
    """
    plan: _Plan = _plan(noun)  # type: ignore[arg-type]
    said: dict[str, Any] = given
    for key, value in read.items():
        found = plan.readings.get(key)
        if found is not None:
            said[found[0]] = found[1](value, key)
    for inner in plan.inlined:
        own = {key: read[key] for key in inner.keys if key in read}
        if own or inner.required:
            said[inner.field] = made(inner.noun, own)
    if plan.held is not None:
        said[plan.held[0]] = plan.held[1](held)
    if plan.labelled and not said.get("label"):
        said["label"] = Wording(said["id"])  # it could not be read
    return noun(**said)


@cache
def _plan(noun: type) -> _Plan:
    hints = get_type_hints(noun)
    readings: dict[str, tuple[str, _Reading]] = {}
    inlined: list[_Inlined] = []
    held: tuple[str, Callable[[str], Any]] | None = None
    for field in fields_of(noun):
        kind = field.kind
        if isinstance(kind, kinds.HeldBy):
            enum = hints[field.name]
            held = (field.name, enum if issubclass(enum, StrEnum) else _composed)
        elif isinstance(kind, kinds.Inline):
            keys = frozenset(inner.key for inner in fields_of(kind.of))
            inlined.append(_Inlined(field.name, kind.of, keys, field.required))
        elif not (isinstance(kind, kinds.Facets) and kind.spread):
            readings[field.key] = (field.name, _reading(kind))
    return _Plan(readings, tuple(inlined), held, "label" in readings)


def _reading(kind: Any) -> _Reading:  # noqa: C901, PLR0911, PLR0912 - a line for each kind
    """Return how a value of a kind is read."""
    match kind:
        case kinds.Text():
            return lambda value, _: wording(value)
        case kinds.Words() | kinds.Language():
            return lambda value, _: value.strip()
        case kinds.Ref(to="source"):
            return lambda value, _: _composed(value)
        case kinds.Several(each=kinds.Ref(to="source")):
            return lambda value, _: keys(value)
        case kinds.Number():
            return lambda value, _: value.value
        case kinds.Choice(words=words) if isinstance(words, type):
            # looking a member up is several times faster than calling the enumeration
            members = {member.value: member for member in words}
            return lambda value, _: members[value]
        case kinds.At():
            return lambda value, _: locator(value)
        case kinds.Relation():
            return lambda value, _: arrow(value)
        case kinds.Facets():
            return lambda value, _: {name: chosen(values) for name, values in value.items()}
        case kinds.Noun(of=noun):
            return lambda value, key: made(noun, value, key)
        case kinds.Several(each=kinds.Noun(of=noun)):
            return lambda value, key: tuple([made(noun, item, key) for item in value])
        case kinds.Several(each=each):
            inner = _reading(each)
            return lambda value, key: tuple([inner(item, key) for item in value])
        case kinds.Keyed(each=each, listed=listed):
            inner = _reading(each)
            if listed:
                return lambda value, _: tuple([inner(item, name) for name, item in value.items()])
            return lambda value, _: {name: inner(item, name) for name, item in value.items()}
    return lambda value, _: value


def wording(said: Any) -> Wording:
    """Return what was said, in one language or in several."""
    if not said:
        return _SAID_NOTHING
    if isinstance(said, str):
        return Wording(said.strip())
    return Wording("", {language: text.strip() for language, text in said.items()})


def keys(written: Any) -> tuple[str, ...]:
    """Return citation keys in the one form in which they are compared (NFC)."""
    return tuple([key if key.isascii() else _composed(key) for key in written])


def _composed(key: str) -> str:
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def arrow(written: str) -> Arrow:
    """Return the arrow that `element type element` writes."""
    subject, kind, target = written.split()
    return Arrow(subject, kind, target)


def locator(written: Mapping[str, str]) -> Locator:
    """Return a place; `page: p. 3` is page 3."""
    if not written:
        return _NOWHERE
    return Locator(tuple([(term, without_term(term, v) or v) for term, v in written.items()]))


def chosen(values: Any) -> tuple[str, ...]:
    """Return the values of a facet, one or several, as several."""
    return (values,) if isinstance(values, str) else tuple(values)


def claim(read: Read, facets: Chosen, spot: Spot, default: Read) -> Claim:
    """Return a claim; what `default` says holds where it says nothing itself.

    Shape: `read_in` is "" where only the claim's source can tell. A passage
           under `also` without a place stands where the claim stands.
    """
    given: dict[str, Any] = {"facets": facets, "where": spot}
    if "coder" not in read:
        given["coder"] = default.get("coder", "")
    if "read_in" not in read:
        sources = keys(read["sources"])
        meant = _composed(default.get("read_in", ""))
        given["read_in"] = meant or (sources[0] if len(sources) == 1 else "")
    if "also" in read:
        place = read.get("at", {})
        read = read | {"also": [p if p.get("at") else p | {"at": place} for p in read["also"]]}
    language = default.get("quote_lang")
    if language:
        read = {"quote_lang": language} | read
        if "also" in read:
            read["also"] = [{"quote_lang": language} | p for p in read["also"]]
    found = made(Claim, read, **given)
    if found.measure is None:
        return found
    return replace(found, measure=_as_written(found.measure, read["measure"]))


def _as_written(measure: Measure, read: Read) -> Measure:
    """Return a measure with its numbers as the author wrote them."""
    written = {key: value.written for key, value in read.items() if isinstance(value, Figure)}
    parts = {f"parts.{name}": part.written for name, part in read.get("parts", {}).items()}
    return replace(measure, written=written | parts)


def finding(read: Read, facets: Chosen, spot: Spot) -> Finding:
    """Return a finding; its fit keeps the word of before that it was written with."""
    found = made(Finding, read, facets=facets, where=spot)
    node = spot.node.get("fit") if isinstance(spot.node, Entries) else None
    said = node.get("judgement") if isinstance(node, Entries) else None
    if found.fit is None or said == found.fit.judgement or not isinstance(said, str):
        return found
    return replace(found, fit=replace(found.fit, written=said))


def finding_kind(name: str, read: Read, spot: Spot, facets: Mapping[str, Facet]) -> FindingKind:
    """Return a kind of finding with its cells, those of a facet set side by side included."""
    kind = made(FindingKind, read, name, where=spot)
    facet = facets.get(kind.side_by_side)
    if facet is None:
        return kind
    declared = {cell.id for cell in kind.cells}
    beside = (
        Cell(value.id, value.label, {facet.id: (value.id,)})
        for value in facet.values.values()
        if value.id not in declared
    )
    return replace(kind, cells=(*kind.cells, *beside))
