"""The lock as JSON Lines: read with care, written sorted, one record a line.

Each line carries a check value of itself. It is no signature, and whoever
wants to deceive can compute it; it notices an edit by hand and a bad merge.
Nothing of a lock is lost: a line that was read is written as it stood, one of
another kind as well, and what cannot be read is an error, with which nobody
writes the lock.
"""

from __future__ import annotations

import hashlib
import json
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evidence.diagnostics import Diagnostic, Place, sort
from evidence.lock import rules
from evidence.lock.json_lines import (
    BrokenRecord,
    as_it_stood,
    from_brought,
    from_done,
    from_record,
    from_signature,
    to_brought,
    to_done,
    to_record,
    to_signature,
)
from evidence.model.claims import Claim, Locator, Passage
from evidence.model.lock import (
    Brought,
    DoneCoding,
    Freshness,
    Lock,
    Outcome,
    PassageState,
    Record,
    Signature,
)
from evidence.model.review import Review

VERSION = 1
_CHECK = b', "check": "'
_MOST = 16_000_000  # bytes of a line: a signature names the parts of all that it was given on


def read_lock(path: str, data: bytes) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Return what a lock holds, and what is wrong with its lines.

    Shape: a record that was edited by hand, or that two sides of a merge tell
           differently, is left out: its passage counts as unchecked. Where
           anything is left out there is an error.
    """
    reader = _Reader(path)
    for number, raw in enumerate(data.removeprefix(BOM_UTF8).split(b"\n"), start=1):
        line = raw.strip()
        if line:
            reader.take(number, line)
    return reader.finish()


def write_lock(lock: Lock) -> str:
    """Return the lock as text: sorted, one record a line, each with its check value."""
    records = sorted(lock.records, key=lambda record: record.id)
    signatures = sorted(lock.signatures, key=_order)
    lines = [_dump({"lock": VERSION})]
    lines += [as_it_stood(r.line, r, to_record) or _checked(from_record(r)) for r in records]
    lines += [
        as_it_stood(s.line, s, to_signature) or _checked(from_signature(s)) for s in signatures
    ]
    imported = sorted(lock.brought, key=lambda one: (one.id, one.line))
    lines += [as_it_stood(b.line, b, to_brought) or _checked(from_brought(b)) for b in imported]
    codings = sorted(lock.codings, key=lambda one: (one.coder, one.date, one.number, one.line))
    lines += [as_it_stood(d.line, d, to_done) or _checked(from_done(d)) for d in codings]
    return "\n".join([*lines, *sorted(lock.others)]) + "\n"


def states(review: Review, lock: Lock) -> Mapping[tuple[str, int], PassageState]:
    """Return what is known of every passage of the review, by claim and index, without texts."""
    known = {record.id: record for record in lock.records}
    edited = frozenset(lock.edited)
    return {
        (claim.id, index): _state(claim, passage, known.get((claim.id, index)))
        if (claim.id, index) not in edited
        else PassageState(quoted=bool(passage.quote), changed=("record",))
        for claim in review.claims
        for index, passage in enumerate(claim.passages)
    }


def text_key(claim: Claim) -> str:
    """Return the key of the text that a claim was read in, "" if it cannot be told."""
    return claim.read_in or (claim.sources[0] if len(claim.sources) == 1 else "")


def quote_hash(passage: Passage) -> str:
    """Return the hash of a quote with its prefix and suffix; line breaks do not count."""
    parts = (passage.quote, passage.prefix, passage.suffix)
    return _hash("\n".join(" ".join(part.split()) for part in parts))


def locator_hash(locator: Locator) -> str:
    """Return the hash of a locator; the order of its terms does not count."""
    return _hash("\n".join(f"{term}={value.strip()}" for term, value in sorted(locator.terms)))


def check_value(told: bytes) -> str:
    """Return the check value of a record: of its line as it stands, up to the check itself."""
    return hashlib.sha256(told).hexdigest()[:16]


def _state(claim: Claim, passage: Passage, record: Record | None) -> PassageState:
    if not passage.quote:
        return PassageState(quoted=False)
    if record is None or record.outcome is Outcome.UNCHECKED:
        return PassageState(record=record)
    changed = []
    if record.quote_hash != quote_hash(passage):
        changed.append("quote")
    if record.locator_hash != locator_hash(passage.at):
        changed.append("locator")
    if record.text != text_key(claim):
        changed.append("text")
    freshness = Freshness.STALE if changed else Freshness.FRESH
    return PassageState(freshness, record.outcome, record=record, changed=tuple(changed))


class _Reader:
    """Takes the lines of a lock one by one."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.records: dict[tuple[str, int], Record] = {}
        self.signatures: dict[str, Signature] = {}
        self.brought: dict[str, Brought] = {}
        self.codings: dict[str, DoneCoding] = {}
        self.others: dict[str, None] = {}
        self.edited: set[tuple[str, int]] = set()
        self.lines: dict[tuple[str, int], int] = {}
        self.diagnostics: list[Diagnostic] = []
        self.in_conflict = False

    def take(self, number: int, raw: bytes) -> None:
        place = Place(self.path, number)
        marker = raw[:7].decode("latin-1")
        if marker in rules.CONFLICT_MARKERS:
            if not self.in_conflict:
                self.diagnostics.append(rules.lock_conflict(place))
            self.in_conflict = marker != ">>>>>>>"
            return
        line: Mapping[str, Any] = {}
        try:
            line = _load(raw)
            self._take(line, raw, place)
        except BrokenRecord as error:
            whose = line.get("claim", line.get("finding", ""))
            item = whose if isinstance(whose, str) else ""
            self.diagnostics.append(rules.broken_record(place, str(error), item))

    def finish(self) -> tuple[Lock, tuple[Diagnostic, ...]]:
        records = tuple(
            record for key, record in sorted(self.records.items()) if key not in self.edited
        )
        signatures = tuple(sorted(self.signatures.values(), key=_order))
        lock = Lock(
            records,
            signatures,
            tuple(self.brought.values()),
            tuple(self.codings.values()),
            tuple(sorted(self.edited)),
            tuple(self.others),
        )
        return lock, sort(self.diagnostics)

    def _take(self, line: Mapping[str, Any], raw: bytes, place: Place) -> None:
        told = raw.rpartition(_CHECK)[0]
        sound = raw == told + _CHECK + check_value(told).encode() + b'"}'
        said = raw.decode("utf-8")
        if "lock" in line:
            self._version(line, said, place)
        elif "claim" in line:
            self._take_record(replace(to_record(line), line=said), place, sound=sound)
        elif not sound:
            self.diagnostics.append(rules.edited_record(place, str(line.get("finding", ""))))
        elif "finding" in line:
            self.signatures[said] = replace(to_signature(line), line=said)
        elif "brought" in line:
            self.brought[said] = replace(to_brought(line), line=said)
        elif "coding" in line:
            self.codings[said] = replace(to_done(line), line=said)
        else:
            self.others[said] = None
            self.diagnostics.append(rules.other_record(place))

    def _version(self, line: Mapping[str, Any], said: str, place: Place) -> None:
        version = line["lock"]
        if not isinstance(version, int) or isinstance(version, bool) or version < VERSION:
            raise BrokenRecord("`lock` is not the number of a version")
        if version > VERSION:
            self.diagnostics.append(rules.newer_lock(place))
        elif len(line) > 1:
            self.others[said] = None

    def _take_record(self, record: Record, place: Place, *, sound: bool) -> None:
        if not sound:
            self.edited.add(record.id)
            self.diagnostics.append(rules.edited_record(place, record.claim))
            return
        earlier = self.records.setdefault(record.id, record)
        first = self.lines.setdefault(record.id, place.line)
        if earlier == record:
            return
        if self.in_conflict:
            self.edited.add(record.id)
            return
        self.diagnostics.append(rules.duplicate_record(place, record.claim, first))
        if record.date > earlier.date:
            self.records[record.id] = record


def _order(signature: Signature) -> tuple[str, str, int, str, str]:
    return (
        signature.finding,
        signature.date,
        signature.number,
        signature.by,
        signature.line,
    )


def _load(raw: bytes) -> Mapping[str, Any]:
    if len(raw) > _MOST:
        raise BrokenRecord("the line is longer than a record can be")
    try:
        line = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise BrokenRecord("the line is not UTF-8") from None
    except (ValueError, RecursionError):
        raise BrokenRecord("the line is not JSON") from None
    if not isinstance(line, dict):
        raise BrokenRecord("the line is not a JSON object")
    return line


def _checked(line: Mapping[str, Any]) -> str:
    told = _dump(line)[:-1]
    return f'{told}{_CHECK.decode()}{check_value(told.encode("utf-8", "surrogatepass"))}"}}'


def _dump(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
