"""How a noun says what its fields are: each once, with its meaning and its kind.

A field that an author writes carries a kind in its annotation. Reading, the
JSON Schema, the reference of the format, `evidence.json`, the tables and the
checks of languages follow from it. A field without a kind is ours: a place, or
what the reader works out. A field without a default is required.

    statement: Annotated[Wording, Text("What is said, in our words.")]
    via: Annotated[tuple[str, ...], Refs("source", "Hands between.")] = ()
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from dataclasses import fields as dataclass_fields
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What may be written for a field, and what it means.

    Shape: `meaning` is a sentence for whoever writes it; `key` is the key in
           the file where it is not the field's name.
    """

    key: str = ""


@dataclass(frozen=True, slots=True)
class Id(Kind):
    """An id that the item bears."""

    meaning: str


@dataclass(frozen=True, slots=True)
class HeldBy(Kind):
    """The key under which the item stands: nothing that is written in it."""

    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Prose, once or once for each language; `short` for words that may look like numbers."""

    meaning: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class Words(Kind):
    """Plain words in one language: a quote, a name, a note to the team."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Word(Kind):
    """A short value that is kept as it was written, also where it looks like a number."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Ref(Kind):
    """The id of something: `to` a source, claim, element, question, kind, or "" for any word."""

    to: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """`true` or `false`."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Count(Kind):
    """A whole number from 1, or from 0 where `none` is an answer."""

    meaning: str
    none: bool = False


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A figure as people write it, such as 40 or 3.9 million."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A day, a month or a year, as 2026-11-29, 2026-11 or 2026."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of a few words; `old` are words that stood for them before, and are still read."""

    words: type[StrEnum] | tuple[str, ...]
    meaning: str
    old: tuple[tuple[str, str], ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the words, in their order."""
        return tuple(str(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class At(Kind):
    """A place in a text: locator terms and their values."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Relation(Kind):
    """An arrow between two elements, as `element type element`."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Reasons(Kind):
    """Reasons by the code of the check that each of them silences."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Facets(Kind):
    """The values of facets, by facet: `spread` over the item's own keys, or a mapping."""

    meaning: str = ""
    spread: bool = True


@dataclass(frozen=True, slots=True)
class Language(Kind):
    """The code of a language."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Version(Kind):
    """The version of the format: the one that the noun's default names."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Noun(Kind):
    """Another noun, as a mapping.

    Shape: `short` is its key for which a value alone may stand; `without` are
           its keys that do not belong here; `called` is its name in the
           reference where it is not its own.
    """

    of: type
    meaning: str
    short: str = ""
    without: tuple[str, ...] = ()
    called: str = ""


@dataclass(frozen=True, slots=True)
class Inline(Kind):
    """Another noun whose keys stand among the item's own; `required` are those that must."""

    of: type
    required: tuple[str, ...] = ()
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Several(Kind):
    """A list; `some` where it may not be empty, `single` where one value alone may stand."""

    each: Kind
    meaning: str
    some: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class Keyed(Kind):
    """A mapping: `by` ids, by citation keys ("source"), or by short words.

    Shape: `some` where it may not be empty; `listed` where the noun keeps the
           values alone, which know their keys.
    """

    each: Kind
    meaning: str
    by: str = "word"
    some: bool = False
    listed: bool = False


def stands_alone(kind: Kind) -> bool:
    """Return whether a list or mapping holds items that are read, and found, one by one.

    Those are the nouns that know their place, and arrows.
    """
    if not isinstance(kind, Several | Keyed):
        return False
    each = kind.each
    if isinstance(each, Noun):
        return any(field.name == "where" for field in dataclass_fields(each.of))
    return isinstance(each, Relation)


def refs(to: str, meaning: str, *, some: bool = False) -> Several:
    """Return the kind of a list of ids."""
    return Several(Ref(to, ""), meaning, some=some)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a noun that is written in a file: its name here, its key there, its kind."""

    name: str
    key: str
    kind: Any  # one of the kinds above
    required: bool


def fields_of(noun: Any) -> tuple[Field, ...]:
    """Return the fields of a noun that have a kind, in the order in which it declares them."""
    return _fields(noun)


@cache
def _fields(noun: Any) -> tuple[Field, ...]:
    hints = get_type_hints(noun, include_extras=True)
    found = []
    for each in dataclass_fields(noun):
        kind = next((arg for arg in get_args(hints[each.name]) if isinstance(arg, Kind)), None)
        if kind is not None:
            required = each.default is MISSING and each.default_factory is MISSING
            found.append(Field(each.name, kind.key or each.name, kind, required))
    return tuple(found)
