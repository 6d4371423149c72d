"""The blocks of a .bib file as bibtexparser splits it; nothing else knows that library.

It reads every file first. A block that it gives up is not here, and what it reads
otherwise than it was meant (fields merged where a comma is missing) is here as it
reads it: `splitting` looks at each value again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import NamedTuple


class Known(NamedTuple):
    """A block that was read up to its closing delimiter.

    Shape: `fields` are the names and values of an entry, or of the one definition
           of an `@string`, as written, in their order and with those that repeat.
    """

    end: int
    key: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def blocks_of(text: str) -> dict[int, Known]:
    """Return the blocks of the text, by the offset of their `@`.

    >>> blocks_of("@book{sato2019, year = {2019}} @book{kim2003, year 2003}")
    {0: Known(end=30, key='sato2019', fields=(('year', '{2019}'),))}
    """
    return dict(_known(text))


def _known(text: str) -> Iterator[tuple[int, Known]]:
    library = _bibtexparser()
    model = library.model
    end = 0
    for block in library.splitter.Splitter(text).split().blocks:
        if isinstance(block, model.ImplicitComment):
            continue
        # It says in which line a block begins, not where. What stands between two
        # blocks has an `@` now and then, and nothing that reads like a block.
        raw = block.raw
        at = text.find("@", end)
        while at >= 0 and not text.startswith(raw, at):
            at = text.find("@", at + 1)
        if at < 0:
            return
        end = at + len(raw)
        # An entry that repeats a field, or a key, has failed there, but was read.
        if isinstance(block, model.ParsingFailedBlock):
            block = block.ignore_error_block
        if isinstance(block, model.Entry):
            yield at, Known(end, block.key, tuple((each.key, each.value) for each in block.fields))
        elif isinstance(block, model.String):
            yield at, Known(end, "", ((block.key, block.value),))
        elif block is not None:
            yield at, Known(end)


@cache
def _bibtexparser() -> ModuleType:
    # Imported when the first file is read: the manual of the rules needs none of it.
    import bibtexparser  # noqa: PLC0415

    # What is wrong is a diagnostic here, with its place; its log goes to the terminal.
    bibtexparser.splitter.logger.disabled = True
    return bibtexparser
