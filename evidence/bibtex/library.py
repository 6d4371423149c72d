"""The blocks of a .bib file as bibtexparser splits it; nothing else knows that library.

It reads every file first. A block that it gives up is not here, and what it reads
otherwise than it was meant (fields merged where a comma is missing) is here as it
reads it: `splitting` looks at each value again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bibtexparser import splitter
from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock, String

# What is wrong is a diagnostic here, with its place; this log goes to the terminal.
splitter.logger.disabled = True


class KnownBlock(NamedTuple):
    """An entry or an `@string` that was read up to its closing delimiter.

    Shape: `fields` are names and values as written, in their order and with those
           that repeat; of an `@string` the one definition.
    """

    end: int
    key: str
    fields: tuple[tuple[str, str], ...]


def blocks_of(text: str) -> dict[int, KnownBlock]:
    """Return the entries and strings of the text, by the offset of their `@`.

    >>> blocks_of("@book{sato2019, year = {2019}} @book{kim2003, year 2003}")
    {0: KnownBlock(end=30, key='sato2019', fields=(('year', '{2019}'),))}
    """
    known: dict[int, KnownBlock] = {}
    for at, end, block in _located(text):
        # An entry that repeats a field, or a key, has failed there, but was read.
        read = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(read, Entry):
            fields = tuple((field.key, field.value) for field in read.fields)
            known[at] = KnownBlock(end, read.key, fields)
        elif isinstance(read, String):
            known[at] = KnownBlock(end, "", ((read.key, read.value),))
    return known


def _located(text: str) -> Iterator[tuple[int, int, Block]]:
    """Yield each block with where it begins and ends: it knows its line alone."""
    end = 0
    for block in splitter.Splitter(text).split().blocks:
        if isinstance(block, ImplicitComment):
            continue
        # Between two blocks an `@` may stand, but nothing that reads like a block.
        raw = block.raw or ""
        at = text.find("@", end)
        while at >= 0 and not text.startswith(raw, at):
            at = text.find("@", at + 1)
        if at < 0:
            return
        end = at + len(raw)
        yield at, end, block
