"""References that other tools wrote: RIS, .nbib, .enw, Web of Science, CSL JSON, BibTeX, CSV.

Every record of a file becomes an entry of a bibliography or is left, by name;
what of a record has no place is counted under its tag. Which dialect of a format
a database writes is no matter: a tag is read wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence import bibtex
from evidence.bibtex.encoding import decode
from evidence.diagnostics import CannotGoOn, Diagnostic
from evidence.model.sources import Source
from evidence.origins.bibliographic import Described, Said, citable, described
from evidence.origins.csl_items import CSL_TYPES, described_item, items_of
from evidence.origins.origin import Left
from evidence.origins.reference_tables import said_in_row, table_of
from evidence.origins.reference_tags import said_in_enw, said_in_isi, said_in_nbib, said_in_ris
from evidence.origins.tagged_records import (
    ENW,
    ISI,
    NBIB,
    RIS,
    Spelling,
    TaggedRecord,
    tagged,
)
from evidence.texts.folder import file_field, inside_folder

# as much as tells one format from another
_HEAD = 65_536
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """A record of a file as an entry of a bibliography.

    Shape: the source's key is what the file calls it, "" where that can be no
           citation key. `name` is what a person finds the record by.
           `not_carried` counts the values that found no place, by their tags.
    """

    source: Source
    name: str
    not_carried: Mapping[str, int]
    approximated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """The references of a file.

    Shape: `count` is how many records the file holds, counted apart from reading
           them. `remarks` say of the file as a whole what was odd in it.
    """

    kind: str
    file: str
    entries: tuple[ReadEntry, ...]
    left: tuple[Left, ...]
    count: int
    remarks: tuple[str, ...] = ()

    @property
    def unaccounted(self) -> int:
        """Return how many records are neither entries nor left by name."""
        return self.count - len(self.entries) - sum(one.kind == "record" for one in self.left)

    @property
    def not_carried(self) -> Mapping[str, tuple[int, int]]:
        """Return for each tag how many values found no place, and of how many records."""
        values: Counter[str] = Counter()
        records: Counter[str] = Counter()
        for entry in self.entries:
            values.update(entry.not_carried)
            records.update(entry.not_carried.keys())
        return {tag: (values[tag], records[tag]) for tag in sorted(values)}


def references(name: str, data: bytes, kind: str = "") -> ReferenceFile:
    """Return the references of a file; without a `kind` it is guessed from what stands in it.

    Raises: CannotGoOn if it is none of these formats, or cannot be read at all.
    """
    kind = kind or kind_of(name, data)
    if kind not in _READERS:
        help_ = f"export it as one of {', '.join(KINDS)}"
        raise CannotGoOn(f"{name}: these are no references in a format that is known", help_)
    if kind == "bibtex":
        return _bibtex(name, data)
    text, wrong = decode(name, data)
    return _READERS[kind](name, text.removeprefix("\ufeff"), tuple(map(_remark, wrong)))


def kind_of(name: str, data: bytes) -> str:
    """Return the format of a file by what stands in it, "" if it is none of these."""
    head = decode(name, data[:_HEAD])[0].removeprefix("\ufeff")
    for kind, signs in _SIGNS.items():
        if len(signs.findall(head)) >= _LEAST.get(kind, 1):
            return kind
    return "database-csv" if table_of(head, whole=False) else ""


_SIGNS = {
    "bibtex": re.compile(r"^[^\S\n]*@[^\S\n]*[A-Za-z]+\s*[{(][^{}()=\"]*,", re.MULTILINE),
    "csl": re.compile(rf"\A\s*(?:\[\s*)?\{{(?=.*?\"type\"\s*:\s*\"(?:{CSL_TYPES})\")", re.DOTALL),
    "nbib": re.compile(r"^PMID- ?\d+", re.MULTILINE),
    "ris": re.compile(r"^[^\S\n]{0,3}(?:TY|ER)[^\S\n]{1,2}-", re.MULTILINE),
    "wos": re.compile(r"^(?:FN|VR|PT|AU|TI|SO|PY) \S", re.MULTILINE),
    "enw": re.compile(r"^%[0ATDJ](?:\s|$)", re.MULTILINE),
}
_LEAST = {"wos": 3, "enw": 2}


def _remark(found: Diagnostic) -> str:
    return found.message


def _named(number: int, title: str) -> str:
    title = " ".join(title.split())
    short = title if len(title) <= _LONGEST_NAME else f"{title[:_LONGEST_NAME]}…"
    return f"record {number}, {short}" if short else f"record {number}"


def _ris(name: str, text: str, remarks: tuple[str, ...]) -> ReferenceFile:
    count = len(re.findall(r"^[^\S\n]{0,3}TY[^\S\n]{1,2}-", text, re.MULTILINE))
    return _tagged(name, "ris", text, remarks, RIS, said_in_ris, count)


def _nbib(name: str, text: str, remarks: tuple[str, ...]) -> ReferenceFile:
    count = len(re.findall(r"^PMID-", text, re.MULTILINE))
    return _tagged(name, "nbib", text, remarks, NBIB, said_in_nbib, count)


def _enw(name: str, text: str, remarks: tuple[str, ...]) -> ReferenceFile:
    blocks = re.split(r"\n[^\S\n]*\n", text)
    count = sum(
        max(1, len(re.findall(r"^%0(?:\s|$)", block, re.MULTILINE)))
        for block in blocks
        if re.search(r"^%\S(?:\s|$)", block, re.MULTILINE)
    )
    return _tagged(name, "enw", text, remarks, ENW, said_in_enw, count)


def _isi(name: str, text: str, remarks: tuple[str, ...]) -> ReferenceFile:
    count = len(re.findall(r"^PT(?: |$)", text, re.MULTILINE))
    return _tagged(name, "wos", text, remarks, ISI, said_in_isi, count)


def _tagged(
    name: str,
    kind: str,
    text: str,
    remarks: tuple[str, ...],
    spelling: Spelling,
    said_by: Callable[[TaggedRecord], Said],
    count: int,
) -> ReferenceFile:
    file = tagged(text, spelling)
    entries: list[ReadEntry] = []
    left: list[Left] = [_stray(number, line) for number, line in file.strays]
    for number, record in enumerate(file.records, 1):
        _take(described(said_by(record)), number, entries, left)
    return ReferenceFile(kind, name, tuple(entries), tuple(left), count, remarks)


def _stray(number: int, line: str) -> Left:
    short = line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}…"
    return Left("line", f"line {number}, {short}", "it belongs to no record")


def _take(
    found: Described, number: int, entries: list[ReadEntry], left: list[Left], name: str = ""
) -> None:
    """Add an entry, or what it is left for."""
    source = found.source
    called = name or _named(number, source.title or source.fields.get("doi", ""))
    if _can_be_found(source):
        entries.append(ReadEntry(source, called, found.not_carried, found.approximated))
    else:
        because = "it has neither a title nor an author, DOI or address"
        left.append(Left("record", called, because))


def _can_be_found(source: Source) -> bool:
    known = ("title", "booktitle", "series", "doi", "url", "pmid", "pmcid")
    return bool(source.authors or source.editors or any(source.fields.get(one) for one in known))


def _csl(name: str, text: str, remarks: tuple[str, ...]) -> ReferenceFile:
    items, count = items_of(name, text)
    entries: list[ReadEntry] = []
    left: list[Left] = []
    for number, item in enumerate(items, 1):
        found = described_item(item)
        if found is None:
            left.append(Left("record", f"record {number}", "it is no item of CSL JSON"))
        else:
            _take(found, number, entries, left)
    return ReferenceFile("csl", name, tuple(entries), tuple(left), count, remarks)


_LOST_ENTRIES = frozenset({"entry-set", "entry-without-key", "repeated-entry"})


def _bibtex(name: str, data: bytes) -> ReferenceFile:
    sources, wrong = bibtex.read(name, data)
    entries = tuple(_bibtex_entry(number, source) for number, source in enumerate(sources, 1))
    left = [
        Left("record", found.message, found.help or "it could not be read")
        for found in wrong
        if found.code in _LOST_ENTRIES
    ]
    held = len(entries) + len(left)
    return ReferenceFile("bibtex", name, entries, tuple(left), max(held, _entries_in(name, data)))


def _bibtex_entry(number: int, source: Source) -> ReadEntry:
    lost: dict[str, int] = {}
    approximated = []
    if not citable(source.key):
        approximated.append(f"its key `{source.key}` cannot be named by claims")
    if said := source.fields.get("file", ""):
        paths = file_field(said)
        inside = tuple(inside_folder(path) for path in paths)
        kept = _as_file_field(inside)
        fields = {**source.fields, "file": kept}
        if not kept:
            lost["file"] = 1
            del fields["file"]
        elif inside != paths:
            approximated.append("of `file` the name alone: its folder is another machine's")
        source = replace(source, fields=fields)
    return ReadEntry(
        source if citable(source.key) else _without_key(source),
        _named(number, source.title or source.key),
        lost,
        tuple(approximated),
    )


def _as_file_field(paths: Sequence[str]) -> str:
    """Return paths as a `file` field says them, "" where none can hold them."""
    told = ";".join(":" + re.sub(r"([:;])", r"\\\1", path) + ":" for path in paths)
    if len(paths) == 1 and not re.search(r"[:;]", paths[0]):
        told = paths[0]
    return told if file_field(told) == tuple(paths) and not re.search(r"[{}%\n]", told) else ""


def _without_key(source: Source) -> Source:
    return Source(
        "",
        source.type,
        source.authors,
        source.editors,
        source.others,
        source.fields,
        source.rich,
        people=source.people,
    )


def _entries_in(name: str, data: bytes) -> int:
    text = decode(name, data)[0]
    found = re.findall(r"^[^\S\n]*@[^\S\n]*([A-Za-z]\w*)\s*[{(]", text, re.MULTILINE)
    return sum(one.lower() not in {"comment", "preamble", "string", "xdata"} for one in found)


def _csv(name: str, text: str, remarks: tuple[str, ...]) -> ReferenceFile:
    table = table_of(text, whole=True)
    if table is None:
        raise CannotGoOn(
            f"{name}: no column is called a title beside another of a bibliography",
            "name the columns Title, Authors, Year, Journal, DOI, as databases do",
        )
    head, rows = table
    entries: list[ReadEntry] = []
    left: list[Left] = []
    held = [(number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    for number, row in held:
        _take(described(said_in_row(head, row)), number, entries, left)
    return ReferenceFile("database-csv", name, tuple(entries), tuple(left), len(held), remarks)


_READERS: Mapping[str, Callable[[str, str, tuple[str, ...]], ReferenceFile]] = {
    "ris": _ris,
    "nbib": _nbib,
    "enw": _enw,
    "wos": _isi,
    "csl": _csl,
    "database-csv": _csv,
    "bibtex": lambda name, text, _: _bibtex(name, text.encode()),
}
KINDS = tuple(_READERS)
