"""What an entry takes from the one that its `crossref` or `xdata` names.

By the table of biblatex's manual (appendix B): a field that the entry has is never
replaced, titles move up a level, the author of a book is the author of its parts
that name none. Beyond biblatex, what identifies the parent alone (its address, DOI,
notes, pages) stays with the parent: on the child it would lead to another work.
`xdata` shares its fields as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evidence.bibtex.rules import report
from evidence.dates import read_date
from evidence.diagnostics import Diagnostic, did_you_mean
from evidence.model.sources import Source

SHARED = "xdata"
SET = "set"
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
# What an entry that lends its data to others cannot lend: what it is called.
_NEVER = frozenset({"ids", "xdata", "crossref", "options"})
_BOOK_PARTS = frozenset({"inbook", "bookinbook", "suppbook"})
_COLLECTION_PARTS = frozenset({"incollection", "inreference", "suppcollection"})
_PROCEEDINGS_PARTS = frozenset({"conference", "inproceedings"})
_PARTS = _BOOK_PARTS | _COLLECTION_PARTS | _PROCEEDINGS_PARTS
_VOLUMES = frozenset({"book", "collection", "proceedings", "reference"})
# Parent -> its children that are volumes, or parts of volumes, of it. Parts of any kind are
# in a volume of any kind: BibTeX's files have @incollection in @book.
_MAIN: Mapping[str, frozenset[str]] = {
    "mvbook": _PARTS | {"book"},
    "mvcollection": _PARTS | {"collection", "reference"},
    "mvproceedings": _PARTS | {"proceedings"},
    "mvreference": _PARTS | {"collection", "reference"},
}
_PERIODICAL_PARTS = frozenset({"article", "review", "suppperiodical"})
_BY_BOOKS = frozenset({"book", "mvbook"})
_TITLES = ("title", "subtitle", "titleaddon")
_DATES = ("date", "year", "month", "day")
_SAME_THING = {
    "journaltitle": "journal",
    "location": "address",
    "address": "location",
    "institution": "school",
    "school": "institution",
}


def inherit(
    sources: Mapping[str, Source],
) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return every source filled from its parents, and the references that lead nowhere.

    Shape: an `@xdata` entry holds what others share, a `@set` names others; neither is a
           source.
    """
    if not any("crossref" in s.fields or "xdata" in s.fields for s in sources.values()):
        return tuple(filter(_is_work, sources.values())), ()
    family = _Family(sources)
    for key in sources:
        family.settle(key)
    works = (family.settled[key] for key in sources if _is_work(sources[key]))
    return tuple(works), tuple(family.found)


def _is_work(source: Source) -> bool:
    return source.type not in (SHARED, SET)


class _Family:
    """Fills each source once, after its parents: depth first, without recursion."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.folded: dict[str, str] = {}
        self.called: dict[str, str] = {}  # the other names of an entry
        for key, source in sources.items():
            self.folded.setdefault(key.casefold(), key)
            for name in source.fields.get("ids", "").split(","):
                self.called.setdefault(name.strip(), key)
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
        # What is shared is the entry's own before it takes anything from its whole.
        for name, wanted in sorted(_parents(child), reverse=True):
            key = self._known(wanted)
            if parent := self.settled.get(key):
                filled = _filled(filled, parent, name)
        self.settled[child.key] = filled

    def _known(self, key: str) -> str:
        if key in self.sources:
            return key
        return self.called.get(key) or self.folded.get(key.casefold(), "")


def _parents(child: Source) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if parent := child.fields.get("crossref", "").strip():
        found.append(("crossref", parent))
    if names := child.fields.get("xdata", ""):
        found.extend(("xdata", name.strip()) for name in names.split(",") if name.strip())
    return found


def _filled(child: Source, parent: Source, way: str) -> Source:
    """Return the child with what the parent has and it has not."""
    shared = way == SHARED
    titles = {} if shared else _titles(parent.type, child.type)
    by = _roles(parent.type, child.type, shared=shared)
    fields, rich, people = dict(child.fields), dict(child.rich), dict(child.people)
    if shared:
        fields[SHARED] = ""
        fields = {name: text for name, text in fields.items() if text}
    elif parent.key != child.fields[way]:
        fields[way] = parent.key
    taken = [(name, target) for name, target in titles.items() if name in parent.fields]
    left_out = _NEVER if shared else _OWN
    taken += [
        (name, target)
        for name in parent.fields
        if name not in left_out and name not in titles and name not in _DATES
        for target in by.get(name, (name,))
    ]
    for name, target in taken:
        if target in fields or _SAME_THING.get(target, target) in fields:
            continue
        fields[target] = parent.fields[name]
        if name in parent.rich:
            rich[target] = parent.rich[name]
    fields.update(_dates(child.fields, parent.fields))
    for name, names in parent.people.items():
        people.setdefault(name, names)
    if "bookauthor" in by.get("author", ()) and parent.authors:
        people.setdefault("bookauthor", parent.authors)
    authors = child.authors or parent.authors
    return replace(
        child,
        authors=authors,
        editors=child.editors or parent.editors,
        others=child.others or (authors is parent.authors and parent.others),
        fields=fields,
        rich=rich,
        people=people,
    )


def _titles(parent: str, child: str) -> dict[str, str]:
    """Return what each title of the parent is called on the child."""
    if child in _MAIN.get(parent, ()):
        return {name: f"main{name}" for name in _TITLES}
    if parent in _VOLUMES and child in _PARTS:
        return {name: f"book{name}" for name in _TITLES}
    if parent == "periodical" and child in _PERIODICAL_PARTS:
        return {name: f"journal{name}" for name in _TITLES}
    return {}


def _roles(parent: str, child: str, *, shared: bool) -> dict[str, tuple[str, ...]]:
    """Return what each role of the parent's people is on the child, where it is another."""
    if shared or parent not in _BY_BOOKS or child not in _PARTS:
        return {}
    return {"author": ("author", "bookauthor")}


def _dates(child: Mapping[str, str], parent: Mapping[str, str]) -> dict[str, str]:
    """Return what the child takes of its parent's date: all of it, or the year of its month."""
    if "date" in child or "year" in child:
        return {}
    if "month" not in child:
        return {name: parent[name] for name in _DATES if name in parent}
    date = read_date(parent.get("date", ""))
    if "year" not in parent and date and date.first:
        return {"year": f"{date.first.year:04}"}
    return {"year": parent["year"]} if "year" in parent else {}
