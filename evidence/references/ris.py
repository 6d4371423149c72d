"""A source as RIS, which reference managers without BibTeX take.

A line for each value: two letters, two blanks, a hyphen, a blank. What RIS has
no tag for is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model.sources import Name, Source
from evidence.references.dates import issued
from evidence.references.kinds import csl_type

_TYPES = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "webpage": "ELEC",
}
_TAGS = (
    ("TI", "title"),
    ("T2", "booktitle"),
    ("ET", "version"),
    ("LA", "language"),
    ("UR", "url"),
    ("DO", "doi"),
    ("N1", "note"),
)


def ris(source: Source) -> str:
    """Return a source as one record of RIS.

    >>> kim = Source("kim2003", "book", (Name("Kim", "Ana"),), fields={"title": "Beds"})
    >>> ris(kim).splitlines()
    ['TY  - BOOK', 'AU  - Kim, Ana', 'TI  - Beds', 'ID  - kim2003', 'ER  - ']
    """
    kind = _TYPES.get(csl_type(source.type, source.fields), "GEN")
    lines = [("TY", kind), *_lines(source), ("ID", source.key), ("ER", "")]
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in lines)


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    yield from (("AU", _person(name)) for name in source.authors)
    yield from (("ED", _person(name)) for name in source.editors)
    parts = (issued(source.fields) or {}).get("date-parts", [[]])[0]
    if parts:
        yield "PY", f"{parts[0]:04}"
    if len(parts) > 1:
        yield "DA", "/".join(f"{part:02}" for part in parts)
    yield from ((tag, source.fields[name]) for tag, name in _TAGS if source.fields.get(name))


def _person(name: Name) -> str:
    # a comma parts a name: what is one body, or one word, has none
    return name.literal or ", ".join(part for part in (name.short, name.given, name.suffix) if part)
