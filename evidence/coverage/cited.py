"""A place where a text cites something, and the works that it cites there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from evidence.quotes.searchable import PositionMap


class Form(StrEnum):
    """How a text cites: in brackets, in its sentence, by number, by address or by name."""

    BRACKET = "bracket"
    NARRATIVE = "narrative"
    NUMBERED = "numbered"
    WEB = "web"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work as it is cited at one place.

    Shape: `keys` are the sources that can be meant, () if the bibliography has
           none; `via` those of the work through which it is cited.
    """

    printed: str
    keys: tuple[str, ...] = ()
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place where a text cites one or more works.

    Units: `start` and `end` are code points of the text.
    """

    start: int
    end: int
    printed: str
    form: Form
    works: tuple[CitedWork, ...]
    section: str = ""
    note: str = ""
    box: str = ""


def in_text(course: PositionMap, place: CitedPlace) -> CitedPlace:
    """Return a place that was found in a course with its positions in the text."""
    start, end = course.stretch(place.start, place.end)
    return replace(place, start=start, end=end)


def said(course: PositionMap, start: int, end: int) -> str:
    """Return the words of a stretch of a course on one line."""
    return " ".join(course.stream.text[start:end].split())
