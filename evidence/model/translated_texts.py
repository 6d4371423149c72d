"""The texts of a noun: every field that may be said in several languages, wherever it is nested.

The one list of them. The check of languages walks it, the hostile strings of
the tests fill it, and the schema says of the same fields that they are texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from evidence.model import fields as kinds
from evidence.model.fields import Field, fields_of
from evidence.model.wording import Wording

Path = tuple[str | int, ...]


class SaidText(NamedTuple):
    """A text of an item: the way to it in the file, the noun and the field that hold it."""

    path: Path
    noun: type
    field: str
    wording: Wording


def texts_of(item: object) -> Iterator[SaidText]:
    """Yield the texts of an item, those of what is nested in it included, empty ones left out.

    Items that stand alone (the elements of a framework) are not nested: they
    have texts of their own.
    """
    for field, read in _plan(type(item)):  # type: ignore[arg-type]
        value = getattr(item, field.name)
        if value:
            yield from read(value, field)


def text_fields(noun: type) -> tuple[Field, ...]:
    """Return the fields of a noun that are texts themselves, nested ones left out."""
    return tuple(field for field in fields_of(noun) if isinstance(field.kind, kinds.Text))


_Read = Callable[[Any, Field], Iterator[SaidText]]


@cache
def _plan(noun: type) -> tuple[tuple[Field, _Read], ...]:
    """Return the fields of a noun that are or hold texts, each with the way to them."""
    found = ((field, _reader(noun, field.kind)) for field in fields_of(noun))
    return tuple((field, read) for field, read in found if read is not None)


def _reader(noun: type, kind: Any) -> _Read | None:
    if isinstance(kind, kinds.Text):
        return lambda value, field: iter((SaidText((field.key,), noun, field.name, value),))
    if isinstance(kind, kinds.Keyed) and isinstance(kind.each, kinds.Text):
        return lambda value, field: (
            SaidText((field.key, key), noun, field.name, wording) for key, wording in value.items()
        )
    if isinstance(kind, kinds.Several) and isinstance(kind.each, kinds.Text):
        return lambda value, field: (
            SaidText((field.key, number), noun, field.name, wording)
            for number, wording in enumerate(value)
        )
    inner = kind.each if isinstance(kind, kinds.Several | kinds.Keyed) else kind
    if not isinstance(inner, kinds.Noun | kinds.Inline) or kinds.stands_alone(kind):
        return None
    if not _plan(inner.of):
        return None
    return _of_nested(kind)


def _of_nested(kind: Any) -> _Read:
    if isinstance(kind, kinds.Inline):
        return lambda value, _: texts_of(value)
    if isinstance(kind, kinds.Noun):
        return lambda value, field: _below((field.key,), value)
    if isinstance(kind, kinds.Several):
        return lambda value, field: (
            text for number, each in enumerate(value) for text in _below((field.key, number), each)
        )
    return lambda value, field: (
        text
        for key, each in ([(one.id, one) for one in value] if kind.listed else value.items())
        for text in _below((field.key, key), each)
    )


def _below(way: Path, item: object) -> Iterator[SaidText]:
    for text in texts_of(item):
        yield text._replace(path=(*way, *text.path))
