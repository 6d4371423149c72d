"""A source as RIS, which reference managers without BibTeX take.

A line for each value: two letters, two blanks, a hyphen, a blank. What RIS has
no tag for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.model.sources import Name, Source
from evidence.references.dates import issued
from evidence.references.kinds import csl_type

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "motion_picture": "MPCT",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
# Tag -> the fields that it may come from: the first one that is there.
_TAGS = (
    ("ST", ("shorttitle",)),
    ("J2", ("shortjournal",)),
    ("VL", ("volume",)),
    ("NV", ("volumes",)),
    ("IS", ("number", "issue")),
    ("C7", ("eid",)),
    ("ET", ("edition", "version")),
    ("M3", ("type",)),
    ("PB", ("publisher", "institution", "school", "organization", "howpublished")),
    ("CY", ("address", "location")),
    ("SN", ("isbn",)),
    ("SN", ("issn",)),
    ("CN", ("call-number", "library")),
    ("LA", ("language", "langid")),
    ("UR", ("url",)),
    ("DO", ("doi",)),
    ("N1", ("note",)),
    ("N1", ("annote", "annotation")),
    ("AB", ("abstract",)),
)
_JOURNALS = ("journal", "journaltitle", "booktitle")
_BOOKS = ("booktitle", "maintitle", "journal", "journaltitle")
_SERIES = frozenset({"BOOK", "THES", "RPRT", "PAMP"})
_PAGES = re.compile(r"([^\s,;–-]+)\s*(?:–|--?)\s*([^\s,;–-]+)").fullmatch
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?").fullmatch


def ris(source: Source) -> str:
    """Return a source as one record of RIS.

    >>> kim = Source("kim2003", "book", (Name("Kim", "Ana"),), fields={"title": "Beds"})
    >>> ris(kim).splitlines()
    ['TY  - BOOK', 'AU  - Kim, Ana', 'TI  - Beds', 'ID  - kim2003', 'ER  - ']
    """
    # CSL takes a `misc` with an address for a page of the web; nobody said so
    known = "" if source.type == "misc" else csl_type(source.type, source.fields)
    kind = _TYPES.get(known, "GEN")
    lines = [("TY", kind), *_lines(source, kind), ("ID", source.key), ("ER", "")]
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in lines)


def _lines(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    fields = source.fields
    yield from (("AU", _person(name)) for name in source.authors)
    if source.others:
        yield "AU" if source.authors else "ED", "et al."
    yield from (("ED", _person(name)) for name in source.editors)
    for role, tag in (("editora", "A3"), ("translator", "A4")):
        yield from ((tag, _person(name)) for name in source.people.get(role, ()))
    yield from _dates(source)
    title = ": ".join(fields[name] for name in ("title", "subtitle") if fields.get(name))
    if title:
        yield "TI", title
    yield from _containers(source, kind)
    for tag, names in _TAGS:
        value = next((fields[name] for name in names if fields.get(name)), "")
        if value:
            yield tag, value
    yield from _pages(fields.get("pages", ""))
    for name, called in (("pmid", "PMID"), ("pmcid", "PMCID")):
        if fields.get(name):
            yield "U1", f"{fields[name]} [{called}]"
    words = fields.get("keywords", "")
    yield from (
        ("KW", word) for each in words.split(";" if ";" in words else ",") if (word := each.strip())
    )
    if accessed := fields.get("urldate", ""):
        day = _DAY(accessed)
        yield "Y2", "/".join(part for part in day.groups("") if part) if day else accessed


def _dates(source: Source) -> Iterator[tuple[str, str]]:
    said = issued(source.fields) or {}
    parts = said.get("date-parts", [[]])[0]
    if parts:
        yield "PY", f"{parts[0]:04}"
    elif source.year:
        yield "PY", source.year
    month = source.fields.get("month", "")
    if len(said.get("date-parts", ())) > 1 or "season" in said:
        # RIS has a place for words behind the day
        words = month or source.fields.get("date", "")
        yield "DA", f"{parts[0]:04}///{words}"
    elif len(parts) > 1:
        yield "DA", "/".join(f"{part:02}" for part in parts)


def _containers(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what a work is in: a journal or a book, and its series."""
    fields = source.fields
    named = _JOURNALS if kind in ("JOUR", "MGZN", "NEWS") else _BOOKS
    container = next((fields[name] for name in named if fields.get(name)), "")
    series = fields.get("series", "")
    if kind in _SERIES and not container:
        container, series = series, ""
    yield from ((tag, text) for tag, text in (("T2", container), ("T3", series)) if text)


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    found = _PAGES(pages)
    if found:
        yield "SP", found[1]
        yield "EP", found[2]
    elif pages:
        yield "SP", pages


def _person(name: Name) -> str:
    # a comma parts a name: what is one body, or one word, has none
    return name.literal or ", ".join(part for part in (name.short, name.given, name.suffix) if part)
