"""What only a report of several pages has: where a page stands in it, the rests of lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from evidence.views.pages.basics import Phrase, Ref


class ListedView(NamedTuple):
    """An item of a list and what is said of it there; "" where its link says all."""

    item: Ref
    said: Phrase


@dataclass(frozen=True, slots=True)
class ListView:
    """Some of a list that is too long to stand with the item whose list it is.

    Shape: `of` is that item, `words` what the list is of, `range` which of how
           many stand here, with `ids` by their ids alone; `previous` and
           `following` lead to the rest of it.
    """

    anchor: str
    of: Ref
    words: str
    range: str
    listed: tuple[ListedView, ...]
    ids: bool = False
    previous: Ref | None = None
    following: Ref | None = None


class ChapterView(NamedTuple):
    """The pages of one section of a report, each by what stands on it."""

    heading: str
    pages: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """Where a page stands in a report of several pages.

    Shape: `section` is entry, tables, findings, framework, claims, sources,
           lists or method. `range` says what of the section is here. The
           entry has the `chapters`; `more_ledger` and `more_findings` lead to
           the rows of these tables that stand on another page; `alone` leads
           to what a page of several cannot do.
    """

    section: str
    heading: str
    range: str
    place: str
    pages: int
    entry: Ref
    contents: Ref
    alone: Ref
    previous: Ref | None = None
    following: Ref | None = None
    chapters: tuple[ChapterView, ...] = ()
    more_ledger: Ref | None = None
    more_findings: Ref | None = None
