r"""Records of tagged lines: RIS, PubMed's .nbib, EndNote's .enw, Web of Science's plain text.

One shape in four spellings: a tag at the beginning of a line, its value behind
it, and lines without a tag that go on with the value above. What stands between
two records belongs to none and is given back as such. Nothing is lost here:
what a tag means is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class TaggedValue(NamedTuple):
    """A tag and what stands behind it, its further lines joined as the format joins them."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class TaggedRecord:
    """A record as it stands in the file.

    Units: `line` is that of its first tag, from 1.
    """

    line: int
    values: tuple[TaggedValue, ...] = ()

    def get(self, tag: str) -> str:
        """Return the first value of a tag, "" without one."""
        return next((value.text for value in self.values if value.tag == tag), "")


@dataclass(frozen=True, slots=True)
class TaggedFile:
    """The records of a file, and the lines that belong to none, by their numbers."""

    records: tuple[TaggedRecord, ...]
    strays: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a format writes its tags.

    Shape: `line` finds a tag and its value in a line; a record begins at `first`,
           and where `blank` at the first tag behind a blank line; it ends at
           `last`. In a tag of `lists` a further line is a value of its own; in
           any other one it goes on with the value above.
    """

    line: re.Pattern[str]
    first: str
    last: str = ""
    blank: bool = False
    lists: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()


# `ER` may lack its blanks, a tag may have one or two of them, or a third before its hyphen
RIS = Spelling(
    re.compile(r"[^\S\n]{0,3}([A-Z][A-Z0-9])[^\S\n]{1,2}-(?:[^\S\n](.*)|)$"),
    first="TY",
    last="ER",
    lists=frozenset({"KW"}),
)
NBIB = Spelling(re.compile(r"([A-Z]{2,4}) {0,2}- ?(.*)$"), first="PMID")
ENW = Spelling(re.compile(r"%([0-9A-Za-z@!?&*~+>()\[\]#$'=])(?:\s(.*)|)$"), first="0", blank=True)
ISI = Spelling(
    re.compile(r"([A-Z][A-Z0-9])(?: (.*)|)$"),
    first="PT",
    last="ER",
    lists=frozenset({"AU", "AF", "BA", "BF", "BE", "CA", "GP", "CR"}),
    skipped=frozenset({"FN", "VR", "EF"}),
)


@dataclass(slots=True)
class _Open:
    """A record that is being read."""

    line: int
    values: list[tuple[str, list[str]]] = field(default_factory=list)

    def closed(self, spelling: Spelling) -> TaggedRecord:
        return TaggedRecord(
            self.line,
            tuple(value for tag, parts in self.values for value in _values(tag, parts, spelling)),
        )


def tagged(text: str, spelling: Spelling) -> TaggedFile:
    r"""Return the records of a text.

    A record without its end is one all the same: it ends where the next begins.

    >>> tagged("TY  - JOUR\nTI  - Beds\n  and rows\nER  - \n", RIS).records[0].values
    (TaggedValue(tag='TY', text='JOUR'), TaggedValue(tag='TI', text='Beds and rows'))
    """
    records: list[TaggedRecord] = []
    strays: list[tuple[int, str]] = []
    record: _Open | None = None
    after_blank = True
    for number, line in enumerate(text.split("\n"), 1):
        found = spelling.line.match(line)
        tag = found[1] if found else ""
        if record is not None and _ends(record, tag, spelling, after_blank=after_blank):
            records.append(record.closed(spelling))
            record = None
        if found and tag == spelling.last:
            pass
        elif found and (record is not None or _begins(tag, spelling)):
            record = record or _Open(number)
            record.values.append((tag, [found[2] or ""]))
        elif record is not None and record.values:
            record.values[-1][1].append(line)
        elif line.strip() and tag not in spelling.skipped:
            strays.append((number, line.strip()))
        after_blank = not line.strip()
    if record is not None:
        records.append(record.closed(spelling))
    return TaggedFile(tuple(records), tuple(strays))


def _begins(tag: str, spelling: Spelling) -> bool:
    return tag == spelling.first or (spelling.blank and tag not in spelling.skipped)


def _ends(record: _Open, tag: str, spelling: Spelling, *, after_blank: bool) -> bool:
    """Return whether a record ends before a line with this tag, "" for a line without one."""
    if tag == spelling.last:
        return bool(tag)
    if tag == spelling.first:
        return not spelling.blank or after_blank or any(t == tag for t, _ in record.values)
    return bool(tag) and spelling.blank and after_blank


def _values(tag: str, parts: list[str], spelling: Spelling) -> Iterator[TaggedValue]:
    lines = [line.strip() for line in parts]
    if tag in spelling.lists:
        yield from (TaggedValue(tag, line) for line in lines if line)
    elif text := " ".join(line for line in lines if line):
        yield TaggedValue(tag, text)
    else:
        yield TaggedValue(tag, "")
