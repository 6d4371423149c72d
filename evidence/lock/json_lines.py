"""Records and signatures as plain JSON objects, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from evidence.model.lock import (
    Brought,
    Difference,
    DifferenceKind,
    DoneCoding,
    Misplaced,
    Outcome,
    Part,
    Parts,
    Record,
    Signature,
    TextPlace,
)

_Told = TypeVar("_Told")


class BrokenRecord(Exception):  # noqa: N818 - a state of the line, not our error
    """A line that holds no record. Caught where lines are read."""


def from_record(record: Record) -> dict[str, Any]:
    """Return a record as a JSON object; what is empty is left out."""
    spot = record.spot
    told: dict[str, Any] = {
        "claim": record.claim,
        "passage": record.passage,
        "outcome": record.outcome.value,
        "date": record.date,
        "text": record.text,
        "file": record.file,
        **(_from_spot(spot) if spot else {}),
        "changes": [
            {"kind": change.kind.value, "quoted": change.quoted, "printed": change.printed}
            for change in record.changes
        ],
        "places": [_from_spot(place) for place in record.places],
        "nearest": record.nearest,
        "misplaced": [
            {"term": term.term, "given": term.given, "found": term.found}
            for term in record.misplaced
        ],
        "reason": record.reason,
        "quote_hash": record.quote_hash,
        "locator_hash": record.locator_hash,
        "file_hash": record.file_hash,
        "text_hash": record.text_hash,
    }
    return {key: value for key, value in told.items() if value not in ("", [])}


def from_signature(signature: Signature) -> dict[str, Any]:
    """Return a signature as a JSON object."""
    told = {
        "finding": signature.finding,
        "by": signature.by,
        "date": signature.date,
        "number": signature.number,
        "ran_by": signature.ran_by,
        "judgement": signature.judgement,
        "reconsidered": signature.reconsidered,
        "fingerprint": signature.fingerprint,
        "parts": {item: dict(parts) for item, parts in signature.parts.items()},
    }
    return {key: value for key, value in told.items() if value}


def from_brought(brought: Brought) -> dict[str, Any]:
    """Return what an import has brought as a JSON object."""
    told = {
        "brought": brought.by,
        "file": brought.file,
        "key": brought.key,
        "claim_id": brought.claim,
        "date": brought.date,
        "machine": brought.machine,
        "origin": dict(brought.origin),
        "written": dict(brought.written),
    }
    return {key: value for key, value in told.items() if value}


def from_done(done: DoneCoding) -> dict[str, Any]:
    """Return a coding that is done as a JSON object."""
    told = {
        "coding": done.coder,
        "date": done.date,
        "number": done.number,
        "ran_by": done.ran_by,
        "fingerprint": done.fingerprint,
        "parts": {item: dict(parts) for item, parts in done.parts.items()},
    }
    return {key: value for key, value in told.items() if value}


def to_record(line: Mapping[str, Any]) -> Record:
    """Return the record that a JSON object tells.

    Raises: BrokenRecord if a value is missing or of another sort.
    """
    try:
        outcome = Outcome(_text(line, "outcome"))
        changes = tuple(
            Difference(
                DifferenceKind(_text(one, "kind")), _text(one, "quoted"), _text(one, "printed")
            )
            for one in _objects(line, "changes")
        )
    except ValueError as error:
        raise BrokenRecord(f"the record says {error}") from None
    return Record(
        claim=_needed(line, "claim"),
        passage=_number(line, "passage"),
        outcome=outcome,
        date=_needed(line, "date"),
        text=_text(line, "text"),
        file=_text(line, "file"),
        spot=_to_spot(line) if "start" in line else None,
        quote_hash=_text(line, "quote_hash"),
        locator_hash=_text(line, "locator_hash"),
        file_hash=_text(line, "file_hash"),
        text_hash=_text(line, "text_hash"),
        changes=changes,
        places=tuple(_to_spot(one) for one in _objects(line, "places")),
        nearest=_text(line, "nearest"),
        misplaced=tuple(
            Misplaced(_text(one, "term"), _text(one, "given"), _text(one, "found"))
            for one in _objects(line, "misplaced")
        ),
        reason=_text(line, "reason"),
    )


def to_signature(line: Mapping[str, Any]) -> Signature:
    """Return the signature that a JSON object tells.

    Raises: BrokenRecord if a value is missing or of another sort.
    """
    return Signature(
        finding=_needed(line, "finding"),
        by=_needed(line, "by"),
        date=_needed(line, "date"),
        fingerprint=_needed(line, "fingerprint"),
        reconsidered=_text(line, "reconsidered"),
        number=_number(line, "number") if "number" in line else 1,
        ran_by=_text(line, "ran_by"),
        judgement=_text(line, "judgement"),
        parts=_parts(line),
    )


def to_brought(line: Mapping[str, Any]) -> Brought:
    """Return what an import has brought, as a JSON object tells it.

    Raises: BrokenRecord if a value is missing or of another sort.
    """
    return Brought(
        by=_needed(line, "brought"),
        file=_text(line, "file"),
        key=_needed(line, "key"),
        claim=_text(line, "claim_id"),
        date=_needed(line, "date"),
        machine=_text(line, "machine"),
        origin=_hashes(line, "origin"),
        written=_hashes(line, "written"),
    )


def to_done(line: Mapping[str, Any]) -> DoneCoding:
    """Return the coding that a JSON object tells to be done.

    Raises: BrokenRecord if a value is missing or of another sort.
    """
    return DoneCoding(
        coder=_needed(line, "coding"),
        date=_needed(line, "date"),
        fingerprint=_needed(line, "fingerprint"),
        number=_number(line, "number") if "number" in line else 1,
        ran_by=_text(line, "ran_by"),
        parts=_parts(line),
    )


def as_it_stood(line: str, told: _Told, read: Callable[[Mapping[str, Any]], _Told]) -> str:
    """Return the line that a value was read from, "" if there is none or it says something else."""
    return line if line and read(json.loads(line)) == told else ""


def _from_spot(spot: TextPlace) -> dict[str, Any]:
    told: dict[str, Any] = {"start": spot.start, "end": spot.end}
    if spot.page:
        told["page"] = spot.page
    if spot.sheet:
        told["sheet"] = spot.sheet
    if spot.prefix:
        told["prefix"] = spot.prefix
    return told


def _to_spot(line: Mapping[str, Any]) -> TextPlace:
    return TextPlace(
        _number(line, "start"),
        _number(line, "end"),
        _text(line, "page"),
        _number(line, "sheet") if "sheet" in line else 0,
        _text(line, "prefix"),
    )


def _text(line: Mapping[str, Any], key: str) -> str:
    value = line.get(key, "")
    if not isinstance(value, str):
        raise BrokenRecord(f"`{key}` is not text")
    return value


def _needed(line: Mapping[str, Any], key: str) -> str:
    value = _text(line, key)
    if not value:
        raise BrokenRecord(f"the record has no `{key}`")
    return value


def _number(line: Mapping[str, Any], key: str) -> int:
    value = line.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise BrokenRecord(f"`{key}` is not a number")
    return value


def _hashes(line: Mapping[str, Any], key: str) -> Mapping[str, str]:
    told = line.get(key, {})
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise BrokenRecord(f"`{key}` is not a mapping of texts")
    return told


def _parts(line: Mapping[str, Any]) -> Parts:
    told = line.get("parts", {})
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        raise BrokenRecord("`parts` is not a mapping of mappings")
    return {
        item: {name: _part(value) for name, value in parts.items()} for item, parts in told.items()
    }


def _part(value: object) -> Part:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if not isinstance(value, str):
        raise BrokenRecord("a part is neither a hash nor a list of items")
    return value


def _objects(line: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = line.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise BrokenRecord(f"`{key}` is not a list of objects")
    return value
