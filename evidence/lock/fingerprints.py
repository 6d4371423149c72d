"""What a finding rests on, as hashes by which a later change is seen and named.

Below a finding are all claims and findings that it names, in whatever role and
at any distance, with the works, elements and facets that these name. All that
people wrote of them is held to, but for what says nothing of the evidence: who
coded it, memos, what silences a check, order, layout. Of an entry of the
library it is what the work is known by. Text is compared with white space
folded. An id that was renamed throughout is no change: an item is known by its
words as well.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from evidence.graph import Graph, Role, named_by
from evidence.model import Claim, Finding, Link, Wording
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.model.lock import ItemChange, Part, PartChange, Parts, PassageState

States = Mapping[tuple[str, int], PassageState]
Told = Iterator[tuple[str, Any]]  # parts with what they say, as plain values

# what says nothing of the evidence
_LEFT_OUT: Mapping[str, Collection[str]] = {
    "claim": ("id", "coder", "memo", "allow", "proposed", "accepted", "rejected"),
    "finding": ("id", "memo", "allow"),
    "source": ("key", "memo", "allow"),
}
# Of these the words tell only what bears another id now. A party is not among them: its words say
# on whose behalf a source speaks. A question is: it is asked, and no evidence; `diff` tells it.
_FOR_NAMES_ONLY = frozenset({"question", "kind", "cell", "relation"})
_IN_FRAMEWORK = frozenset({"kind", "relation", "facet", "value", "cell"})
# what a finding names: the lock keeps the names
_LISTS = frozenset(role.value for role in Role if role is not Role.ARGUED_FROM)
# the names of these parts hold ids
_OF_IDS = ("facets.", "gaps.")
_IDENTIFIERS = ("doi", "isbn", "pmid", "pmcid", "eprint")
_HASH, _FINGERPRINT = 12, 32  # hex digits
_SPACE = re.compile(r"\s+")
_NOTHING: tuple[Any, ...] = ("", [], {}, None)


def parts_of(graph: Graph, finding: Finding, states: States) -> Parts:
    """Return every part of what a finding rests on, itself included, the finding first."""
    return _Teller(graph, states, {}).below(finding)


def fingerprint(parts: Parts) -> str:
    """Return one hash of all parts."""
    return _hash(parts)[:_FINGERPRINT]


def changes_since(
    before: Parts, was: str, graph: Graph, finding: Finding, states: States
) -> tuple[ItemChange, ...]:
    """Return what of a finding's parts is otherwise now, the finding itself first.

    Shape: `was` is the finding's id then.
    """
    teller = _Teller(graph, states, {})
    now = teller.below(finding)
    called = _renamed(before, now, teller)
    if was != finding.id:
        called[f"finding {finding.id}"] = f"finding {was}"
    if called:
        now = _Teller(graph, states, called).below(finding)
    names = {old: new for new, old in called.items()}
    found = []
    for item, parts in now.items():
        kind = item.partition(" ")[0]
        if item in before and kind not in _FOR_NAMES_ONLY:
            changed = tuple(_changed(before[item], parts, renamed=item in names))
            if changed:
                found.append(ItemChange(kind, names.get(item, item).partition(" ")[2], changed))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ReviewComparison:
    """What of a review is otherwise than it was.

    Shape: items are called as in parts, "claim tasting_first": those of `new`
           as now, those of `gone` as before. `before` leads from the name of an
           item now to the one that it had, where that was another.
    """

    changes: Mapping[str, ItemChange]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    before: Mapping[str, str]


def all_parts(graph: Graph, states: States) -> Parts:
    """Return the parts of every item of a review."""
    return _Teller(graph, states, {}).all()


def compared(before: Parts, graph: Graph, states: States) -> ReviewComparison:
    """Return what is otherwise in a review than when it had these parts."""
    teller = _Teller(graph, states, {})
    now = teller.all()
    called = _renamed(before, now, teller)
    if called:
        now = _Teller(graph, states, called).all()
    names = {old: new for new, old in called.items()}
    changes = {}
    for item, parts in now.items():
        changed = tuple(_changed(before.get(item, parts), parts, renamed=item in names))
        if changed:
            name = names.get(item, item)
            kind, _, key = name.partition(" ")
            changes[name] = ItemChange(kind, key, changed)
    return ReviewComparison(
        changes=changes,
        new=tuple(names.get(item, item) for item in now if item not in before),
        gone=tuple(item for item in before if item not in now),
        before=called,
    )


def said_of(graph: Graph, item: str) -> dict[str, Any]:
    """Return what the parts of an item say, as plain values: what their hashes stand for."""
    teller = _Teller(graph, {}, {})
    return dict(teller.told(item)) if teller.knows(item) else {}


def known_again(before: Parts, was: str, graph: Graph, states: States) -> str:
    """Return the id of the finding that bears the words of one that is gone, "" if none does."""
    teller = _Teller(graph, states, {})
    for finding in graph.findings.values():
        now = teller.item(f"finding {finding.id}")
        old = before.get(f"finding {was}", {})
        if teller.words("finding", now) == teller.words("finding", old):
            return finding.id
    return ""


def _changed(
    before: Mapping[str, Part], now: Mapping[str, Part], *, renamed: bool
) -> Iterator[PartChange]:
    for part in dict.fromkeys((*now, *before)):
        old, new = before.get(part, ""), now.get(part, "")
        # a record of verification is found by the claim's id, and made anew under a new one
        if old != new and not (renamed and part == "verified" and not new):
            yield PartChange(part, old, new)


def _renamed(before: Parts, now: Parts, teller: _Teller) -> dict[str, str]:
    """Return for items that bear a new id the names that they bore before."""
    gone: dict[tuple[str, frozenset[tuple[str, Part]]], list[str]] = {}
    for item, parts in before.items():
        kind = item.partition(" ")[0]
        words = teller.words(kind, parts)
        if words and not teller.knows(item):
            gone.setdefault((kind, words), []).append(item)
    found: dict[str, str] = {}
    for item, parts in now.items() if gone else ():
        kind = item.partition(" ")[0]
        waiting = gone.get((kind, teller.words(kind, parts)), []) if item not in before else []
        if waiting:
            # where two were alike in words, the last part of the name tells them apart
            last = item.rpartition(".")[2]
            old = next((one for one in waiting if one.rpartition(".")[2] == last), waiting[0])
            waiting.remove(old)
            found[item] = old
    return found


class _Teller:
    """Tells the parts of items, and notes which items these name.

    Shape: `called` gives items the names that they bore before they were
           renamed. An item is called by its kind and its id, as in "claim
           tasting_first"; the value of a facet by the ids of both.
    """

    def __init__(self, graph: Graph, states: States, called: Mapping[str, str]) -> None:
        self.graph = graph
        self.states = states
        self.called = called
        self.named: dict[str, None] = {}
        self.among: frozenset[str] = frozenset()  # the claims below: links to others are not told
        self.naming: set[tuple[str, str]] = set()  # the parts that hold ids, by kind

    def below(self, finding: Finding) -> Parts:
        """Return the parts of all that is below a finding."""
        findings, claims = _below(self.graph, finding)
        self.among = frozenset(claims)
        waiting = [f"finding {key}" for key in findings] + [f"claim {key}" for key in claims]
        told: dict[str, Mapping[str, Part]] = {}
        for item in waiting:
            name = self.called.get(item, item)
            if name not in told:
                self.named.clear()
                told[name] = self.item(item)
                # another work by the same author is named, and is no evidence of this finding
                others = (one for one in self.named if not one.startswith("source "))
                waiting.extend(self.named if not item.startswith("source ") else others)
        return told

    def all(self) -> Parts:
        """Return the parts of every item that the review has."""
        graph, framework = self.graph, self.graph.review.framework
        self.among = frozenset(graph.claims)
        kinds_of = framework.finding_kinds.values()
        items = (
            *(f"finding {key}" for key in graph.findings),
            *(f"claim {key}" for key in graph.claims),
            *(f"source {key}" for key in graph.used_sources()),
            *(f"element {key}" for key in graph.elements),
            *(f"question {key}" for key in graph.questions),
            *(f"party {key}" for key in graph.review.parties),
            *(f"facet {key}" for key in framework.facets),
            *(f"value {f.id}.{v}" for f in framework.facets.values() for v in f.values),
            *(f"kind {key}" for key in framework.finding_kinds),
            *(f"cell {kind.id}.{cell.id}" for kind in kinds_of for cell in kind.cells),
            *(f"relation {key}" for key in framework.relation_types),
        )
        return {self.called.get(item, item): self.item(item) for item in items}

    def item(self, item: str) -> dict[str, Part]:
        """Return the parts of one item."""
        kind = item.partition(" ")[0]
        parts: dict[str, Part] = {}
        for part, value in self.told(item):
            if value is not False and value not in _NOTHING:
                names = kind == "finding" and part in _LISTS
                parts[part] = tuple(value) if names else _hash(value)[:_HASH]
        return parts

    def words(self, kind: str, parts: Mapping[str, Part]) -> frozenset[tuple[str, Part]]:
        """Return the parts by which an item is known under any id: those without ids in them."""
        return frozenset(
            (part, value)
            for part, value in parts.items()
            if (kind, part) not in self.naming
            and not part.startswith(_OF_IDS)
            and part not in {"verified", *_LISTS}
        )

    def knows(self, item: str) -> bool:
        """Return whether the review, as it is now, has an item of this name."""
        kind, _, key = item.partition(" ")
        if kind in _IN_FRAMEWORK:
            return self._in_framework(kind, key) is not None
        return self.graph.kind(key) == kind

    def _in_framework(self, kind: str, key: str) -> Any:
        """Return a kind of finding, a type of relation, a facet, its value or a cell."""
        framework = self.graph.review.framework
        first, _, second = key.partition(".")
        match kind:
            case "kind":
                return framework.finding_kinds.get(key)
            case "relation":
                return framework.relation_types.get(key)
            case "facet":
                return framework.facets.get(key)
            case "value":
                facet = framework.facets.get(first)
                return facet.values.get(second) if facet else None
        of = framework.finding_kinds.get(first)
        return next((cell for cell in of.cells if cell.id == second), None) if of else None

    def told(self, item: str) -> Told:
        """Yield the parts of one item as plain values."""
        kind, _, key = item.partition(" ")
        review = self.graph.review
        if kind == "finding":
            yield from self._noun(kind, self.graph.findings[key])
        elif kind == "claim":
            yield from self._noun(kind, self.graph.claims[key])
            yield "verified", self._outcomes(self.graph.claims[key])
        elif kind == "source":
            yield from self._work(key)
            if key in review.sources:
                yield from self._noun(kind, review.sources[key])
        elif kind == "question":
            yield from self._wording("text", self.graph.questions[key].text)
        else:
            held: Any = (
                self._in_framework(kind, key) if kind in _IN_FRAMEWORK else self.graph.item(key)
            )
            yield from self._wording("label", held.label)
            if kind in {"element", "facet", "value"}:
                yield from self._wording("definition", held.definition)

    def _noun(self, kind: str, noun: Any, prefix: str = "") -> Told:
        """Yield the fields of a noun: those of nouns in it by themselves, a text by language."""
        left_out = _LEFT_OUT.get(kind, ()) if not prefix else ()
        for field in _plan(noun):
            value = getattr(noun, field.name)
            if value is None or value == field.default or field.name in left_out:
                continue
            part = f"{prefix}{field.key}"
            if field.holds_ids:
                self.naming.add((kind, part))
            match field.kind:
                case kinds.Inline():
                    yield from self._noun(kind, value, prefix)
                case kinds.Noun():
                    yield from self._noun(kind, value, f"{part}.")
                case kinds.Text():
                    yield from self._wording(part, value)
                case kinds.Facets():
                    yield from self._facets(value)
                case kinds.Keyed() if part == "gaps":
                    for cell, why in value.items():
                        name = self._name(f"cell {noun.kind}.{cell}").rpartition(".")[2]
                        yield from self._wording(f"gaps.{name}", why)
                case _:
                    yield part, self._value(field.kind, value, ordered=field.name == "via")

    def _value(self, kind: Any, value: Any, *, ordered: bool = False) -> Any:  # noqa: C901, PLR0911 - a line for each kind
        match kind:
            case kinds.Text():
                return dict(self._wording("", value))
            case kinds.Ref():
                return self._ref(kind.to, value)
            case kinds.At():
                return sorted([term, _folded(said)] for term, said in value.terms)
            case kinds.Relation():
                ends = [self._ref("element", end) for end in (value.subject, value.object)]
                return [*ends, self._ref("relation", value.type)]
            case kinds.Noun() if isinstance(value, Link):
                return self._link(value)
            case kinds.Noun():
                return {part: told for part, told in self._noun("", value, ".") if told}
            case kinds.Several():
                found = [self._value(kind.each, one) for one in value]
                kept = [one for one in found if one not in _NOTHING]
                return kept if ordered else sorted(kept, key=_text)
            case kinds.Keyed() if kind.listed:
                return sorted((self._value(kind.each, one) for one in value), key=_text)
            case kinds.Keyed():
                return {name: self._value(kind.each, one) for name, one in value.items()}
        if isinstance(value, StrEnum):
            return value.value
        if isinstance(value, str):
            # what a claim defines is an element, or a term of no list
            return self._ref("element", value) if value in self.graph.elements else _folded(value)
        return value

    def _facets(self, facets: Mapping[str, tuple[str, ...]]) -> Told:
        for facet, values in facets.items():
            name = self._name(f"facet {facet}").partition(" ")[2]
            yield f"facets.{name}", sorted(self._name(f"value {facet}.{one}") for one in values)

    def _link(self, link: Link) -> dict[str, Any] | None:
        """Return a link among what is below; any other is none of the finding's."""
        if link.claim not in self.among:
            return None
        item = f"claim {link.claim}"
        how = link.how.value if link.how else ""
        told = {"claim": self.called.get(item, item), "stated": link.stated, "how": how}
        return told | dict(self._wording("because", link.because))

    def _ref(self, to: str, key: str) -> str:
        if not key:
            return ""
        kind = {"finding_kind": "kind"}.get(to, to)
        if kind not in _IN_FRAMEWORK:
            kind = self.graph.kind(key)
        return self._name(f"{kind} {key}")

    def _name(self, item: str) -> str:
        """Return what an item was called, and note that it was named if it is known."""
        if not item.startswith("proposal ") and self.knows(item):
            self.named[item] = None
        return self.called.get(item, item)

    def _wording(self, part: str, wording: Wording) -> Iterator[tuple[str, str]]:
        """Yield a text for each language; one that is given once is in that of the review."""
        texts = wording.translations or {self.graph.review.language: wording.plain}
        for language, text in texts.items():
            yield f"{part}.{language}", _folded(text)

    def _work(self, key: str) -> Told:
        """Yield what an entry of the library says by which a work is known."""
        source = self.graph.sources[key]
        names = [
            [name.family, name.given, name.particle, name.suffix, name.literal]
            for name in source.authors
        ]
        yield "author", [*names, *(["others"] if source.others else [])]
        yield "title", _folded(source.title)
        yield "year", source.year
        for field in _IDENTIFIERS:
            yield field, _folded(source.fields.get(field, "")).casefold()

    def _outcomes(self, claim: Claim) -> list[str]:
        """Return what came of looking up the quotes of a claim, as far as it was looked up."""
        states = (self.states.get((claim.id, index)) for index in range(len(claim.passages)))
        return sorted(state.outcome.value for state in states if state and state.record)


def _below(graph: Graph, finding: Finding) -> tuple[list[str], list[str]]:
    """Return the findings below a finding, itself first, and the claims."""
    claims: dict[str, None] = {}
    findings = {finding.id: None}
    waiting = [finding]
    for one in waiting:
        for key in (key for role in Role for key in named_by(one, role)):
            if key in graph.claims:
                claims[key] = None
            elif key in graph.findings and key not in findings:
                findings[key] = None
                waiting.append(graph.findings[key])
    return list(findings), list(claims)


@cache
def _holds_ids(kind: Any) -> bool:
    """Return whether ids are written in a value of a kind."""
    match kind:
        case kinds.Ref() | kinds.Relation() | kinds.Facets():
            return True
        case kinds.Several() | kinds.Keyed():
            return _holds_ids(kind.each)
        case kinds.Noun():
            return any(_holds_ids(field.kind) for field in fields_of(kind.of))
    return False


class _Field(NamedTuple):
    """A field of a noun: what it is where nothing is written, and whether ids stand in it."""

    name: str
    key: str
    kind: Any
    default: Any
    holds_ids: bool


def _plan(noun: Any) -> tuple[_Field, ...]:
    """Return the fields of a noun that people write."""
    held: Any = type(noun)
    return _planned(held)


@cache
def _planned(noun: Any) -> tuple[_Field, ...]:
    defaults = {field.name: field.default for field in dataclass_fields(noun)}
    return tuple(
        _Field(
            field.name,
            field.key,
            field.kind,
            defaults[field.name],
            _holds_ids(field.kind) or field.name == "defines",
        )
        for field in fields_of(noun)
    )


def _folded(text: str) -> str:
    """Return a text as it is compared: in one form of its letters, white space folded."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _hash(value: Any) -> str:
    return hashlib.sha256(_text(value).encode("utf-8", "surrogatepass")).hexdigest()


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _text(value: Any) -> str:
    return _ENCODER.encode(value)
