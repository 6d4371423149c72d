"""What a table is made of: columns with a type and a meaning, and how a noun becomes columns.

Nothing here knows a format.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter, itemgetter
from typing import Any

from evidence.model import Facet, Locator, Wording
from evidence.model import fields as kinds
from evidence.model.fields import fields_of

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
           are nothing. `choices` are the words of a `CHOICE`, in their order;
           what else occurs, such as several values of a `facet` at once
           ("town; country"), stands behind them.
    """

    name: str
    type: Type
    meaning: str
    value: Value
    choices: tuple[str, ...] = ()
    facet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What one row is, the columns, and an item for each row.

    A facet that bears the name of another column is called `facet_NAME`.
    """

    row: str
    columns: tuple[Column, ...]
    items: tuple[Any, ...]

    def __post_init__(self) -> None:
        taken = {column.name for column in self.columns if not column.facet}
        object.__setattr__(self, "columns", tuple(_named(self.columns, taken)))
        names = {column.name for column in self.columns}
        assert len(names) == len(self.columns), f"{self.row}: a column bears the name of another"

    def cells(self, column: Column, language: str, default: str) -> list[object]:
        """Return the cells of a column, its texts in a language, else in the default one.

        Shape: str, bool, int or float; None where there is nothing.
        """
        return [_plain(column.value(item), language, default) for item in self.items]


def _named(columns: Iterable[Column], taken: set[str]) -> Iterator[Column]:
    for column in columns:
        name = column.name
        while column.facet and name in taken:
            name = f"facet_{name}"
        taken.add(name)
        yield replace(column, name=name)


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
    noun: type,
    *,
    without: Collection[str] = (),
    value: str | Value = "",
    facets: Iterable[Facet] = (),
    prefix: str = "",
) -> tuple[Column, ...]:
    """Return a column for each field of a noun that the model describes, in its order.

    Shape: `without` names fields that are told elsewhere; `value` leads from an
           item to the noun. Fields of a noun within it bear its name before
           theirs (`fit_because`). Each of the `facets` is a column.
    Raises: TypeError for a list of nouns, which is a table of its own.
    """
    way = path_to(value)
    found: list[Column] = []
    for field in fields_of(noun):
        # what stands above a noun names it: whoever makes the table says how
        if field.name not in without and not isinstance(field.kind, kinds.HeldBy):
            name = f"{prefix}{field.key}"
            found += _columns(name, field.kind, _then(way, field.name), without, facets)
    return tuple(found)


def _columns(
    name: str, kind: Any, value: Value, without: Collection[str], facets: Iterable[Facet]
) -> Iterable[Column]:
    match kind:
        case kinds.Facets(spread=True):
            return [_facet(facet, value) for facet in facets]
        case kinds.Inline(of=noun):
            return columns_of(noun, without=without, value=value)
        case kinds.Noun(of=noun, without=unsaid):
            left_out = (*without, *unsaid)
            return columns_of(noun, without=left_out, value=value, prefix=f"{name}_")
        case kinds.Several(each=kinds.Noun(short=short)) if short:
            return [text(name, kind.meaning, lambda item: _shorts(value(item), short))]
        case kinds.Several(each=kinds.Noun()) | kinds.Keyed(each=kinds.Noun()):
            raise TypeError(f"`{name}` holds several nouns: give them a table of their own")
        case kinds.Choice(choices=words):
            return [choice(name, kind.meaning, value, words)]
    return [Column(name, _TYPES.get(type(kind), Type.TEXT), kind.meaning, value)]


_TYPES = {kinds.Flag: Type.FLAG, kinds.Count: Type.WHOLE, kinds.Number: Type.NUMBER}


def _facet(facet: Facet, facets: Value) -> Column:
    def chosen(item: Any) -> object:
        found: Mapping[str, tuple[str, ...]] | None = facets(item)
        return found.get(facet.id) if found else None

    return Column(facet.id, Type.CHOICE, "", chosen, tuple(facet.values), facet=True)


def _shorts(nouns: Iterable[object] | None, short: str) -> tuple[object, ...]:
    return tuple(getattr(noun, short) for noun in nouns or ())


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
    if value is None or type(value) in _SIMPLE:
        return None if value == "" else value
    if isinstance(value, Wording):
        said = value.spoken(language, default).text
    elif isinstance(value, Locator):
        said = "; ".join(f"{term} {place}" for term, place in value.terms)
    elif isinstance(value, Mapping):
        said = "; ".join(f"{key}: {_plain(each, language, default)}" for key, each in value.items())
    elif isinstance(value, tuple):
        said = "; ".join(str(_plain(each, language, default)) for each in value)
    else:
        said = str(value)
    return said or None


_SIMPLE = frozenset((str, bool, int, float))
