"""What an entry takes from the one that its `crossref` or `xdata` names.

A field that the entry has is never replaced. What identifies the parent alone
(its address, DOI, notes, pages) stays with the parent: on the child it would
lead to another work. Titles move up a level, as in biblatex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evidence.bibtex.rules import report
from evidence.diagnostics import Diagnostic, did_you_mean
from evidence.model.sources import Source

# Each guess compares a key with all others.
_MOST_GUESSES = 10
_OWN = frozenset(
    {
        "abstract",
        "annotation",
        "annote",
        "bibsource",
        "biburl",
        "crossref",
        "doi",
        "entryset",
        "entrysubtype",
        "eprint",
        "eprinttype",
        "file",
        "groups",
        "ids",
        "key",
        "keywords",
        "label",
        "note",
        "options",
        "owner",
        "pages",
        "pagetotal",
        "related",
        "relatedstring",
        "relatedtype",
        "shortauthor",
        "shorteditor",
        "shorttitle",
        "sortkey",
        "sortname",
        "sorttitle",
        "sortyear",
        "timestamp",
        "url",
        "urldate",
        "xdata",
        "xref",
    }
)
_PARTS = frozenset(
    {
        "bookinbook",
        "conference",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "suppbook",
        "suppcollection",
    }
)
_WHOLE_TO_BOOK = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
}
_MOVED: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(_PARTS, _WHOLE_TO_BOOK),
    "article": {"title": "journaltitle", "subtitle": "journalsubtitle"},
    "suppperiodical": {"title": "journaltitle", "subtitle": "journalsubtitle"},
    "book": {"title": "maintitle", "subtitle": "mainsubtitle"},
    "collection": {"title": "maintitle", "subtitle": "mainsubtitle"},
    "proceedings": {"title": "maintitle", "subtitle": "mainsubtitle"},
    "reference": {"title": "maintitle", "subtitle": "mainsubtitle"},
}
_DATES = ("date", "year", "month", "day")
_SAME_THING = {"journaltitle": "journal", "location": "address"}


def inherit(
    sources: Mapping[str, Source],
) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return every source filled from its parents, and the references that lead nowhere."""
    if not any("crossref" in s.fields or "xdata" in s.fields for s in sources.values()):
        return tuple(sources.values()), ()
    family = _Family(sources)
    for key in sources:
        family.settle(key)
    return tuple(family.settled[key] for key in sources), tuple(family.found)


class _Family:
    """Fills each source once, after its parents: depth first, without recursion."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.folded: dict[str, str] = {}
        for key in sources:
            self.folded.setdefault(key.casefold(), key)
        self.entered: set[str] = set()
        self.settled: dict[str, Source] = {}
        self.found: list[Diagnostic] = []
        self.guesses = _MOST_GUESSES

    def settle(self, start: str) -> None:
        """Fill the source with this key, and all that it takes from."""
        stack = [(start, False)]
        while stack:
            key, leaving = stack.pop()
            if leaving:
                self._leave(self.sources[key])
            elif key not in self.entered:
                self.entered.add(key)
                stack.append((key, True))
                stack.extend((parent, False) for parent in self._enter(self.sources[key]))

    def _enter(self, child: Source) -> Iterator[str]:
        """Yield the parents that come first; report those that are not there, and circles."""
        for name, wanted in _parents(child):
            parent = self._known(wanted)
            if not parent:
                self._say("missing-crossref", child, name, wanted, self._guess(wanted))
            elif parent in self.entered and parent not in self.settled:
                self._say("circular-crossref", child, name, parent)
            else:
                yield parent

    def _say(self, code: str, child: Source, name: str, parent: str, advice: str = "") -> None:
        place = child.where.at(name)
        self.found.append(report(code, place, child.key, name, parent, child.key, advice=advice))

    def _guess(self, wanted: str) -> str:
        self.guesses -= 1
        return did_you_mean(wanted, self.sources) if self.guesses >= 0 else ""

    def _leave(self, child: Source) -> None:
        filled = child
        for name, wanted in _parents(child):
            if parent := self.settled.get(self._known(wanted)):
                filled = _filled(filled, parent, moved=name == "crossref")
        self.settled[child.key] = filled

    def _known(self, key: str) -> str:
        return key if key in self.sources else self.folded.get(key.casefold(), "")


def _parents(child: Source) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if parent := child.fields.get("crossref", "").strip():
        found.append(("crossref", parent))
    if names := child.fields.get("xdata", ""):
        found.extend(("xdata", name.strip()) for name in names.split(",") if name.strip())
    return found


def _filled(child: Source, parent: Source, *, moved: bool) -> Source:
    """Return the child with what the parent has and it has not."""
    moves = _MOVED.get(child.type, {}) if moved else {}
    part = child.type in _PARTS
    dated = any(name in child.fields for name in _DATES)
    fields, rich = dict(child.fields), dict(child.rich)
    taken = [
        (name, "bookauthor" if part and name == "author" else name)
        for name in parent.fields
        if name not in _OWN and name not in moves and not (dated and name in _DATES)
    ]
    taken += [(name, target) for name, target in moves.items() if name in parent.fields]
    for name, target in taken:
        if target in fields or _SAME_THING.get(target, target) in fields:
            continue
        fields[target] = parent.fields[name]
        if name in parent.rich:
            rich[target] = parent.rich[name]
    people = {**parent.people, **child.people}
    if part and parent.authors:
        people.setdefault("bookauthor", parent.authors)
    authors = child.authors or (() if part else parent.authors)
    return replace(
        child,
        authors=authors,
        editors=child.editors or parent.editors,
        others=child.others or (authors is parent.authors and parent.others),
        fields=fields,
        rich=rich,
        people=people,
    )
