"""References put into `sources.bib`, every byte that was there as it was.

What is new is appended; what is a work that the library has already is named as
its twin, and only if that is asked for is the entry told what it lacked. The
result is read again: unless it holds exactly what was there before, and what
came, nothing comes back but a reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from evidence import bibtex
from evidence.bibtex.blocks import Entry, split
from evidence.bibtex.citation_keys import free_key, key_for
from evidence.bibtex.entry_text import entry_text
from evidence.bibtex.positions import Lines
from evidence.diagnostics import CannotGoOn
from evidence.model.sources import Name, Source
from evidence.origins.references import KINDS, ReadEntry
from evidence.synthesis.works import same_works

# What a file can be told to be by what stands in it; a table may as well hold claims.
SURE = tuple(kind for kind in KINDS if kind != "database-csv")

_BOM = b"\xef\xbb\xbf"
_COMMA = re.compile(r"\s*,")
_INDENT = re.compile(r"\s*,[ \t]*\n([ \t]+)\S")
_WORDS = re.compile(r"[\W_]+")
# Fields that say the same: one that is there is enough.
_ALIKE = (
    {"journal", "journaltitle"},
    {"address", "location"},
    {"publisher", "institution", "school", "organization"},
    {"annote", "annotation"},
    {"number", "issue"},
    {"language", "langid"},
    {"pages", "eid"},
)
_DATES = frozenset({"year", "month", "day", "date"})
_Alike: TypeAlias = tuple[str, str, tuple[Name, ...]]
_NEVER = frozenset({"crossref", "xdata", "entrysubtype", "pubstate"})


@dataclass(frozen=True, slots=True)
class TakenEntry:
    """A record that became an entry: what it is called in its file, and its citation key.

    Shape: `asked` is the key that the file gives it, where another one has it.
    """

    name: str
    key: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class TwinEntry:
    """A record of a work that the library has already under `key`.

    Shape: `fills` are the fields that the entry lacks and the record has; they
           are written where that was asked for.
    """

    name: str
    key: str
    fills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PerhapsTwin:
    """A new entry that may be the same work as another one, such as its preprint."""

    key: str
    other: str


@dataclass(frozen=True, slots=True)
class MergedReferences:
    """A library with the references of a file: each is taken, or a twin."""

    data: bytes
    taken: tuple[TakenEntry, ...] = ()
    twins: tuple[TwinEntry, ...] = ()
    perhaps: tuple[PerhapsTwin, ...] = ()


def merged(
    file: str,
    data: bytes,
    found: Sequence[ReadEntry],
    *,
    merge: bool = False,
    reserved: Collection[str] = (),
) -> MergedReferences:
    """Return a library with the references that were found in another file.

    Shape:  `file` is what messages call the library, `reserved` are ids that no
            citation key may take; `merge` fills in what an entry lacks and a
            twin of it says. Nothing that is there is ever changed.
    Raises: CannotGoOn if the library is not in UTF-8, or cannot be added to.
    """
    library = _Library(file, data)
    plan = _Plan(library.sources, found, reserved, merge=merge)
    text = library.with_(plan.new, plan.fills if merge else {})
    library.held_in(text, [source.key for source in plan.new], plan.fills if merge else {})
    return MergedReferences(text, tuple(plan.taken), tuple(plan.twins), tuple(plan.perhaps))


class _Plan:
    """What becomes of each record."""

    def __init__(
        self,
        known: Sequence[Source],
        found: Sequence[ReadEntry],
        reserved: Collection[str],
        *,
        merge: bool,
    ) -> None:
        self.new: list[Source] = []
        self.taken: list[TakenEntry] = []
        self.twins: list[TwinEntry] = []
        self.perhaps: list[PerhapsTwin] = []
        self.fills: dict[str, Source] = {}
        self._keys = {key.casefold() for key in reserved}
        self._keys |= {source.key.casefold() for source in known}
        self._whole = {source.key: source for source in known}
        self._plan(known, found, merge=merge)

    def _plan(self, known: Sequence[Source], found: Sequence[ReadEntry], *, merge: bool) -> None:
        everything = [*known, *(entry.source for entry in found)]
        same = {other: (first, sure) for first, other, sure in same_works(everything)}
        keys = [source.key for source in known]
        alike: dict[_Alike, list[str]] = {}
        for source in known:
            alike.setdefault(_alike(source), []).append(source.key)
        for number, entry in enumerate(found, len(known)):
            first, sure = same.get(number, (0, False))
            twin = keys[first] if sure else self._contained(entry.source, alike)
            if twin:
                self._twin(entry, twin, merge=merge)
                keys.append(twin)
                continue
            key = self._take(entry)
            keys.append(key)
            alike.setdefault(_alike(entry.source), []).append(key)
            if number in same:
                self.perhaps.append(PerhapsTwin(key, keys[first]))

    def _take(self, entry: ReadEntry) -> str:
        source = entry.source
        people = source.authors or source.editors
        asked = source.key or key_for(people, source.title, source.year, "work")
        key = free_key(asked, self._keys)
        self._keys.add(key.casefold())
        self._whole[key] = replace(source, key=key)
        self.new.append(self._whole[key])
        other = source.key if source.key and source.key != key else ""
        self.taken.append(TakenEntry(entry.name, key, other))
        return key

    def _contained(self, source: Source, alike: Mapping[_Alike, Sequence[str]]) -> str:
        """Return the entry that says all that a record says, "" without one."""
        keys = alike.get(_alike(source), ())
        if not keys:
            return ""
        # as it would be read: some values are tidied on the way
        (said, *_), _ = bibtex.read("", entry_text(replace(source, key="x"), whole=True).encode())
        for key in keys:
            held = self._whole[key]
            same = (held.type, held.authors, held.editors) == (
                said.type,
                said.authors,
                said.editors,
            )
            if same and all(held.fields.get(name) == text for name, text in said.fields.items()):
                return key
        return ""

    def _twin(self, entry: ReadEntry, key: str, *, merge: bool) -> None:
        whole = self._whole[key]
        names = lacking(whole, entry.source)
        self.twins.append(TwinEntry(entry.name, key, names))
        if not (merge and names):
            return
        more = _only(entry.source, names)
        self._whole[key] = _joined(whole, more)
        for place, source in enumerate(self.new):
            if source.key == key:
                self.new[place] = self._whole[key]
                return
        self.fills[key] = _joined(self.fills[key], more) if key in self.fills else more


def lacking(entry: Source, other: Source) -> tuple[str, ...]:
    """Return the fields that an entry lacks and another one of the same work has."""
    has = {*entry.fields, *(("author",) if entry.authors else ())}
    has |= {"editor"} if entry.editors else set()
    said = {*other.fields, *(("author",) if other.authors else ())}
    said |= {"editor"} if other.editors else set()
    for alike in _ALIKE:
        has |= alike if has & alike else set()
    if "date" in has or (entry.year and other.year and entry.year != other.year):
        has |= _DATES
    return tuple(sorted(said - has - _NEVER))


def _only(source: Source, names: Iterable[str]) -> Source:
    """Return a source with some of its fields alone."""
    kept = set(names)
    return replace(
        source,
        authors=source.authors if "author" in kept else (),
        editors=source.editors if "editor" in kept else (),
        others=source.others and bool(kept & {"author", "editor"}),
        fields={name: text for name, text in source.fields.items() if name in kept},
        rich={name: text for name, text in source.rich.items() if name in kept},
        people={role: people for role, people in source.people.items() if role in kept},
    )


def _joined(source: Source, more: Source) -> Source:
    """Return a source with the fields of another that it lacks."""
    return replace(
        source,
        authors=source.authors or more.authors,
        editors=source.editors or more.editors,
        others=source.others or more.others,
        fields={**more.fields, **source.fields},
        rich={**more.rich, **source.rich},
        people={**more.people, **source.people},
    )


def _alike(source: Source) -> _Alike:
    return _WORDS.sub(" ", source.title).casefold().strip(), source.year, source.authors[:1]


class _Library:
    """The bytes of a library, and where its entries stand in them."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self.data = data
        self.bom = _BOM if data.startswith(_BOM) else b""
        try:
            self.text = data[len(self.bom) :].decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._refused(f"byte {error.start} is not UTF-8") from error
        self.sources, wrong = bibtex.read(file, data)
        odd = next((one for one in wrong if one.code in ("bib-encoding", "not-bibtex")), None)
        if odd is not None:
            raise self._refused(odd.message)

    def _refused(self, why: str) -> CannotGoOn:
        help_ = "save it as BibTeX in UTF-8; `evidence check` says more"
        return CannotGoOn(f"{self.file}: nothing can be added to it: {why}", help_)

    def with_(self, new: Sequence[Source], fills: Mapping[str, Source]) -> bytes:
        """Return the library with entries appended, and fields put into those that lack them."""
        text = self.text
        for at, put in sorted(self._insertions(fills), reverse=True):
            text = text[:at] + put + text[at:]
        end = "\r\n" if "\r\n" in self.text else "\n"
        if new:
            written = "\n\n".join(entry_text(source, whole=True) for source in new)
            text += (end if text and not text.endswith(("\n", "\r")) else "") + (
                end if text else ""
            )
            text += f"{written}\n".replace("\n", end)
        return self.bom + text.encode()

    def _insertions(self, fills: Mapping[str, Source]) -> Iterable[tuple[int, str]]:
        """Yield where fields are put into an entry: behind its key."""
        if not fills:
            return
        plain = self.text.replace("\r\n", "\n").replace("\r", "\n")
        # how far each line has moved
        pairs = [found.start() for found in re.finditer("\r\n", self.text)]
        ends = [at - number for number, at in enumerate(pairs)]
        waiting = dict(fills)
        for entry in split(Lines(self.file, plain)).entries:
            more = waiting.pop(entry.key, None)
            if more is None:
                continue
            at, put = self._insertion(entry, plain, more)
            yield at + bisect_left(ends, at), put.replace("\n", "\r\n" if pairs else "\n")
        if waiting:
            raise self._refused(f"the entry `{min(waiting)}` is not found in it")

    def _insertion(self, entry: Entry, plain: str, more: Source) -> tuple[int, str]:
        end = entry.key_span[1]
        comma = _COMMA.match(plain, end)
        indent = found[1] if (found := _INDENT.match(plain, end)) else "  "
        lines = entry_text(replace(more, key="x"), whole=True).split("\n")[1:-1]
        fields = ",".join(f"\n{indent}{line.strip().removesuffix(',')}" for line in lines)
        return (comma.end(), f"{fields},") if comma else (end, f",{fields}")

    def held_in(self, data: bytes, keys: Sequence[str], fills: Mapping[str, Source]) -> None:
        """Make sure that a library holds what this one held, and what came.

        Raises: CannotGoOn if it does not.
        """
        now, _ = bibtex.read(self.file, data)
        before = len(self.sources)
        if [source.key for source in now[before:]] != list(keys):
            raise self._refused("what is put behind its last entry is not read as entries")
        for old, new in zip(self.sources, now, strict=False):
            names = fills[old.key].fields if old.key in fills else ()
            kept = _without(new, names) if names else new
            if (_without(old, names) if names else old) != kept:
                raise self._refused(f"the entry `{old.key}` would be read as another one")


def _without(source: Source, names: Iterable[str]) -> Source:
    """Return a source without what was filled in."""
    return _only(source, set(source.fields) - set(names) - {"author", "editor"})
