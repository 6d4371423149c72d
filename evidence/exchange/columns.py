"""What a table is made of: columns with a type and a meaning, and how a noun becomes columns.

Nothing here knows a format.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from operator import attrgetter, itemgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from evidence.model import Arrow, Locator, Wording

Value = Callable[[Any], Any]


class Type(StrEnum):
    """What a column holds, by the name that pandas gives it."""

    TEXT = "string"
    FLAG = "boolean"
    WHOLE = "Int64"
    NUMBER = "Float64"
    CHOICE = "category"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Shape: `value` takes what it shows from the item of a row: a text or a
           `Wording`, a number, a truth, or a list of words; "", () and None
           are nothing. `choices` are the words of a `CHOICE`, in their order.
    """

    name: str
    type: Type
    meaning: str
    value: Value
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """What one row is, the columns, and an item for each row."""

    row: str
    columns: tuple[Column, ...]
    items: tuple[Any, ...]

    def cells(self, column: Column, language: str, default: str) -> list[object]:
        """Return the cells of a column, its texts in a language, else in the default one.

        Shape: str, bool, int or float; None where there is nothing.
        """
        return [_plain(column.value(item), language, default) for item in self.items]


def path_to(value: str | Value) -> Value:
    """Return the way from an item to a value, as a function.

    Shape: a path such as "1.state.page" names attributes and places in tuples;
           it leads to None where something on it is None.

    >>> path_to("1.name")(("a", Column("kind", Type.TEXT, "", path_to(""))))
    'kind'
    """
    if not isinstance(value, str):
        return value
    found: Value = _itself
    for name in filter(None, value.split(".")):
        found = _then(found, name)
    return found


def text(name: str, meaning: str, value: str | Value) -> Column:
    """Return a column of texts.

    Shape: `value` leads from an item to what the column shows: a function, or
           a path (`path_to`).
    """
    return Column(name, Type.TEXT, meaning, path_to(value))


def flag(name: str, meaning: str, value: str | Value) -> Column:
    """Return a column of what is so or not; `value` as in `text`."""
    return Column(name, Type.FLAG, meaning, path_to(value))


def whole(name: str, meaning: str, value: str | Value) -> Column:
    """Return a column of whole numbers; `value` as in `text`."""
    return Column(name, Type.WHOLE, meaning, path_to(value))


def number(name: str, meaning: str, value: str | Value) -> Column:
    """Return a column of numbers; `value` as in `text`."""
    return Column(name, Type.NUMBER, meaning, path_to(value))


def choice(name: str, meaning: str, value: str | Value, words: Iterable[str]) -> Column:
    """Return a column of some of these words; `value` as in `text`."""
    return Column(name, Type.CHOICE, meaning, path_to(value), tuple(map(str, words)))


def columns_of(
    noun: type, *, without: Iterable[str] = (), value: str | Value = "", prefix: str = ""
) -> tuple[Column, ...]:
    """Return a column for each field of a noun, those of a noun within it under its name.

    Shape: `value` leads from an item to the noun, as in `text`.
    """
    left_out = set(without)
    hints = get_type_hints(noun)
    found: list[Column] = []
    for each in fields(noun):
        if each.name not in left_out:
            name = f"{prefix}{each.name.rstrip('_')}"
            found += _columns(name, hints[each.name], _then(path_to(value), each.name), left_out)
    return tuple(found)


def _columns(name: str, hint: Any, value: Value, without: set[str]) -> tuple[Column, ...]:
    kind = _bare(hint)
    if isinstance(kind, type):
        if is_dataclass(kind) and kind not in {Wording, Locator, Arrow}:
            return columns_of(kind, without=without, value=value, prefix=f"{name}_")
        if issubclass(kind, StrEnum):
            return (Column(name, Type.CHOICE, "", value, tuple(kind)),)
    return (Column(name, _TYPES.get(kind, Type.TEXT), "", value),)


_TYPES = {bool: Type.FLAG, int: Type.WHOLE, float: Type.NUMBER}


def _bare(hint: Any) -> Any:
    """Return a type without "or None"."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(each for each in get_args(hint) if each is not types.NoneType)
    return hint


def _then(value: Value, name: str) -> Value:
    """Return the way one step further: to a place in a tuple, or to an attribute."""
    step: Value = itemgetter(int(name)) if name.isdigit() else attrgetter(name)

    def of(item: Any) -> object:
        found = value(item)
        return None if found is None else step(found)

    return of


def _itself(item: Any) -> object:
    return item


def _plain(value: object, language: str, default: str) -> object:
    """Return a value as a cell holds it: words in one language, lists joined by "; "."""
    if isinstance(value, Wording):
        value = value.spoken(language, default).text
    elif isinstance(value, Locator):
        value = "; ".join(f"{term} {said}" for term, said in value.terms)
    elif isinstance(value, Arrow):
        value = str(value)
    elif isinstance(value, Mapping):
        value = "; ".join(f"{key}: {_plain(v, language, default)}" for key, v in value.items())
    elif isinstance(value, tuple):
        value = "; ".join(str(_plain(each, language, default)) for each in value)
    return None if value == "" else value
