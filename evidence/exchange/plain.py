"""A noun as plain values, field by field as the model describes it.

`evidence.json` and the tables begin with this and add what was worked out, so
a field that is added to the model is in both. What is told otherwise, or not
at all, is named where it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import cache
from typing import Any

from evidence.model import Wording
from evidence.model import fields as kinds
from evidence.model.fields import fields_of


def plain(item: Any, language: str, without: Collection[str] = ()) -> dict[str, Any]:
    """Return a noun as a mapping from the keys of the file to plain values.

    Shape: texts are mappings from language to string, a text that was given
           once in the default `language`; what is not said is None, [], {} or
           "" (of a choice), and figures that are not given have no key.
           `without` names the fields that are left out.
    """
    told: dict[str, Any] = {}
    noun: Any = type(item)
    for name, key, tell in _plan(noun):
        if name not in without:
            value = getattr(item, name)
            if key:
                told[key] = tell(value, language)
            elif value is not None:
                told |= tell(value, language)
    return told


_Tell = Callable[[Any, str], Any]


@cache
def _plan(noun: Any) -> tuple[tuple[str, str, _Tell], ...]:
    """Return how each field of a noun is told: its name, its key, "" where it adds keys."""
    return tuple(
        (field.name, "" if adds_keys(field.kind) else field.key, _teller(field.kind, field.key))
        for field in fields_of(noun)
    )


def adds_keys(kind: Any) -> bool:
    """Return whether a field is told by keys of the item: inlined, or left out where it is None."""
    return isinstance(kind, kinds.Inline | kinds.Number)


def by_language(wording: Wording, default: str) -> dict[str, str] | None:
    """Return a text as a mapping from language to string, None where nothing is said."""
    if not wording:
        return None
    return dict(wording.translations) if wording.translations else {default: wording.plain}


def _teller(kind: Any, key: str) -> _Tell:  # noqa: C901, PLR0911, PLR0912 - a line for each kind
    """Return how a value of a kind is told."""
    match kind:
        case kinds.Text():
            return by_language
        case kinds.Words() | kinds.Word() | kinds.Ref() | kinds.Language() | kinds.Day():
            return lambda value, _: value or None
        case kinds.Choice():
            return lambda value, _: value.value if isinstance(value, StrEnum) else value
        case kinds.At():
            return lambda value, _: dict(value.terms)
        case kinds.Relation():
            return lambda value, _: [value.subject, value.type, value.object]
        case kinds.Facets():
            return lambda value, _: {facet: list(values) for facet, values in value.items()}
        case kinds.Inline():
            return plain
        case kinds.Number():
            return lambda value, _: {key: value}
        case kinds.Noun():
            return lambda value, language: (
                None if value is None else plain(value, language, kind.without)
            )
        case kinds.Several(each=kinds.Ref() | kinds.Words() | kinds.Word() | kinds.Language()):
            return lambda value, _: list(value)
        case kinds.Several() | kinds.Keyed(listed=True):
            each = _teller(kind.each, key)
            return lambda value, language: [each(one, language) for one in value]
        case kinds.Keyed(each=kinds.Number()) | kinds.Reasons():
            return lambda value, _: dict(value)
        case kinds.Keyed():
            inner = _teller(kind.each, key)
            return lambda value, language: {
                name: inner(one, language) for name, one in value.items()
            }
    return lambda value, _: value
