"""The best reading of an item in which something does not fit.

What is wrong was reported; here it is put right where only one thing can have
been meant, and left out otherwise. The rest of the item is kept, so that what
links to it finds it, and one mistake does not look like many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from evidence.model import (
    Claim,
    Element,
    Facet,
    Finding,
    FindingKind,
    Question,
    RelationType,
    ReviewAssessment,
)
from evidence.model import fields as kinds
from evidence.yaml.key_suggestions import NamedItem, closest, respelling
from evidence.yaml.locators import located
from evidence.yaml.nodes import Node, Path
from evidence.yaml.refusal_messages import MOST_REFUSALS
from evidence.yaml.shapes import NOUNS, Read, Refusal, Shape


def _stand_in(kind: Any) -> tuple[Any, Any]:
    """Return what stands in for a required value while an item is read, and what follows it."""
    if isinstance(kind, kinds.Several):
        return ["x"], []
    if isinstance(kind, kinds.At):
        return {"page": "x"}, {}
    if isinstance(kind, kinds.Keyed):
        return {"x": {"label": "x"}}, {}
    return "x", ""


def _required(noun: type) -> Iterator[tuple[str, Any]]:
    """Yield the keys that an item of its own must have, with their kinds."""
    for field in kinds.fields_of(noun):
        if isinstance(field.kind, kinds.Inline):
            inner = kinds.fields_of(field.kind.of)
            yield from ((each.key, each.kind) for each in inner if each.key in field.kind.required)
        elif field.required and not isinstance(field.kind, kinds.HeldBy | kinds.Facets):
            yield field.key, field.kind


def _lists(noun: type, of: Any) -> Iterator[str]:
    for field in kinds.fields_of(noun):
        if isinstance(field.kind, kinds.Several) and isinstance(field.kind.each, of):
            yield field.key


# the nouns that are read one by one; what is nested in them is left out whole
_ITEMS = (Claim, Finding, Element, Question, Facet, FindingKind, RelationType, ReviewAssessment)
_STAND_INS: dict[str, tuple[Any, Any]] = {
    key: _stand_in(kind) for noun in _ITEMS for key, kind in _required(noun)
}
_LISTS_OF_PROSE = frozenset(
    key for noun in NOUNS for key in _lists(noun, kinds.Words | kinds.Relation)
)
_LISTS_OF_MAPPINGS = frozenset(key for noun in NOUNS for key in _lists(noun, kinds.Noun))
_MOST_ROUNDS = 3
_GONE = object()


def repair(node: Node, refusals: Iterable[Refusal], holder: NamedItem, shape: Shape) -> Read | None:
    """Return what can be read of an item; a required value that cannot is empty.

    Shape: `refusals` are all that the shape refused; None for what is not even
           a mapping.
    """
    if not isinstance(node, dict):
        return None
    draft = _plain(node)
    empty: dict[str, Any] = {}
    refused = list(refusals)[:MOST_REFUSALS]
    for refusal in [refusal for refusal in refused if not _respelt(draft, refusal, holder)]:
        _repair_one(draft, refusal, empty)
    for _ in range(_MOST_ROUNDS):
        _sweep(draft)
        result = shape.read(draft)
        if isinstance(result, dict):
            return result | empty
        for refusal in result:  # what held the value that was left out is refused now
            _leave_out(draft, refusal.path[:1], empty)
    return None


def _plain(node: object) -> Any:
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node


def _respelt(draft: Any, refusal: Refusal, holder: NamedItem) -> bool:
    """Put the value of a misspelt key under the right one, and return whether there is one."""
    meant = respelling(refusal, holder)
    if not meant or _at(draft, meant) is not _GONE:
        return False
    if _at(draft, meant[:-1]) is _GONE:
        _put(draft, meant[:-1], {})
    _put(draft, meant, _at(draft, refusal.path))
    _put(draft, refusal.path, _GONE)
    return True


def _repair_one(draft: Any, refusal: Refusal, empty: dict[str, Any]) -> None:
    path, given = refusal.path, refusal.given
    if refusal.code == "missing-key" and _at(draft, path) is not _GONE:
        return  # it was there, misspelt
    better = _meant(refusal)
    if better is not _GONE:
        _put(draft, path, better)
    elif path == ("id",) and isinstance(given, str) and given.strip():
        _put(draft, path, "x")
        empty["id"] = given
    elif refusal.code == "missing-key" and len(path) > 1:
        _leave_out(draft, path[:-1], empty)
    else:
        _leave_out(draft, path, empty)


class _Several(list[str]):
    """Items that stand in the place of one."""


def _meant(refusal: Refusal) -> Any:
    """Return the one thing that a value can have meant, if there is one."""
    given, reading = refusal.given, _READINGS.get(refusal.code)
    if isinstance(given, dict) and refusal.expected == "a list" and refusal.path:
        return [_plain(given)] if refusal.path[-1] in _LISTS_OF_MAPPINGS else _GONE
    if reading is None or refusal.on_key or not isinstance(given, str):
        return _GONE
    return reading(refusal, given)


def _choice(refusal: Refusal, given: str) -> Any:
    if refusal.hint in ("write `true`", "write `false`"):
        return refusal.hint.split("`")[1]
    return closest(given, frozenset(refusal.choices)) or _GONE


def _other_type(refusal: Refusal, given: str) -> Any:
    key = refusal.path[-1] if refusal.path else ""
    if key == "at" and (found := located(given)):
        return {found[0]: found[1]}
    if refusal.expected != "a list":
        return _GONE
    return [given] if key in _LISTS_OF_PROSE else list(_parts(given))


def _parts_of_one(refusal: Refusal, given: str) -> Any:
    in_list = bool(refusal.path) and isinstance(refusal.path[-1], int)
    return _parts(given) if in_list else _GONE


def _parts(given: str) -> _Several:
    return _Several(part for part in re.split(r"[\s,]+", given) if part)


_READINGS: dict[str, Callable[[Refusal, str], Any]] = {
    "unknown-choice": _choice,
    "wrong-type": _other_type,
    "several-in-one": _parts_of_one,
}


def _at(draft: Any, path: Path) -> Any:
    for step in path:
        try:
            draft = draft[step]
        except (KeyError, IndexError, TypeError):
            return _GONE
    return draft


def _put(draft: Any, path: Path, value: Any) -> None:
    """Put a value at a path, if what should hold it is there."""
    if not path:
        return
    holder, step = _at(draft, path[:-1]), path[-1]
    if isinstance(holder, dict) or (isinstance(holder, list) and isinstance(step, int)):
        holder[step] = value  # type: ignore[index]


def _leave_out(draft: Any, path: Path, empty: dict[str, Any]) -> None:
    """Take a value out; a required key of the item keeps a stand-in.

    A short form (one id for a list of links) has no value at the path of its
    long form: what is there goes.
    """
    while len(path) > 1 and _at(draft, path) is _GONE:
        path = path[:-1]
    key = path[-1] if path else None
    if len(path) == 1 and isinstance(key, str) and key in _STAND_INS:
        stand_in, afterwards = _STAND_INS[key]
        _put(draft, path, stand_in)
        empty[key] = afterwards
    elif len(path) == 2 and path[0] in _STAND_INS and len(_at(draft, path[:1])) <= 1:
        _leave_out(draft, path[:1], empty)
    else:
        _put(draft, path, _GONE)


def _sweep(draft: Any) -> None:
    """Remove what was left out, and unfold what stands for several."""
    if isinstance(draft, dict):
        for key in [key for key, value in draft.items() if value is _GONE]:
            del draft[key]
        for value in draft.values():
            _sweep(value)
    elif isinstance(draft, list):
        kept: list[Any] = []
        for value in draft:
            if isinstance(value, _Several):
                kept += value
            elif value is not _GONE:
                kept.append(value)
        draft[:] = kept
        for value in draft:
            _sweep(value)
