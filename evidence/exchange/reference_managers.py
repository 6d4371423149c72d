"""The sources for reference managers: BibTeX, CSL JSON and RIS."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from evidence.bibtex.entry_text import entry_text
from evidence.exchange.exported import Exported, ToExport
from evidence.language import counted
from evidence.model import Source
from evidence.references import csl_items, ris

# a text of fewer signs stands in any file, and proves nothing
_TELLING = 4


def bibtex(asked: ToExport) -> Exported:
    """Return the sources as BibTeX: the entries as they are read, their strings put in."""
    return _exported(asked, _entry, "\n\n".join)


def csl(asked: ToExport) -> Exported:
    """Return the sources as CSL JSON."""
    return _exported(asked, _csl, lambda written: "[" + ",\n ".join(written) + "]")


def ris_records(asked: ToExport) -> Exported:
    """Return the sources as RIS, with the line ends that its readers expect."""
    return _exported(asked, ris, lambda written: "\n\n".join(written).replace("\n", "\r\n"))


def _exported(
    asked: ToExport, write: Callable[[Source], str], joined: Callable[[list[str]], str]
) -> Exported:
    written = [write(source) for source in asked.sources]
    lost = tuple(_lost(asked.sources, written, write))
    return Exported(f"{joined(written)}\n".encode(), counted(len(written), "source"), lost)


def _entry(source: Source) -> str:
    # a path leads nowhere on another machine
    return entry_text(_without(source, "file"), whole=True)


def _csl(source: Source) -> str:
    (item,) = csl_items((source,))
    return json.dumps(item, ensure_ascii=False)


def _lost(
    sources: Iterable[Source], written: Iterable[str], write: Callable[[Source], str]
) -> Iterator[str]:
    """Yield which fields make no difference to what is written, and of how many sources."""
    lost: Counter[str] = Counter()
    for source, text in zip(sources, written, strict=True):
        for name, value in source.fields.items():
            said = len(value) >= _TELLING and value in text
            if not said and write(_without(source, name)) == text:
                lost[name] += 1
    for name, number in sorted(lost.items()):
        yield f"`{name}` of {counted(number, 'source')}"


def _without(source: Source, name: str) -> Source:
    """Return a source without one of its fields."""
    fields = {key: value for key, value in source.fields.items() if key != name}
    rich = {key: value for key, value in source.rich.items() if key != name}
    people = {key: names for key, names in source.people.items() if key != name}
    less = replace(source, fields=fields, rich=rich, people=people)
    if name == "author":
        return replace(less, authors=())
    return replace(less, editors=()) if name == "editor" else less
