"""The readers of what can be imported, by kind, and which kind a file is."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, BinaryIO, Protocol, cast

from evidence.diagnostics import CannotGoOn, did_you_mean
from evidence.origins import Origin

# in the order in which a file is asked what it is: the more special come first
READERS: Mapping[str, str] = {
    "extraction": "evidence.origins.extraction",
    "eppi": "evidence.origins.eppi",
    "zotero": "evidence.origins.zotero",
    "mendeley": "evidence.origins.mendeley",
    "web-annotation": "evidence.origins.web_annotation",
    "word": "evidence.origins.word_comments",
    "pdf": "evidence.origins.pdf_highlights",
    "taguette": "evidence.origins.taguette",
    "qualcoder": "evidence.origins.qualcoder",
    "rqda": "evidence.origins.rqda",
    "refi-qda": "evidence.origins.refi_qda",
    "coding-sheet": "evidence.origins.coding_sheet",
    "sheet": "evidence.origins.sheet",
}


class OriginReader(Protocol):
    """What a module of `origins` offers."""

    def recognises(self, name: str, file: BinaryIO) -> bool:
        """Return whether a file is of this kind; it is left where it was found."""

    def read(self, name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:
        """Return what a file holds."""


def reader_of(kind: str) -> OriginReader:
    """Return the reader of a kind.

    Raises: CannotGoOn if there is no such kind.
    """
    if kind not in READERS:
        help_ = did_you_mean(kind, READERS) or f"known are {', '.join(sorted(READERS))}"
        raise CannotGoOn(f"`{kind}` is no kind of file that is imported", help_)
    return cast("OriginReader", import_module(READERS[kind]))


def kind_of(name: str, file: BinaryIO) -> str:
    """Return which kind a file is of.

    Raises: CannotGoOn if no reader knows it.
    """
    for kind in READERS:
        file.seek(0)
        try:
            if reader_of(kind).recognises(name, file):
                return kind
        finally:
            file.seek(0)
    raise CannotGoOn(
        f"{name}: nobody can tell what kind of file this is",
        f"say it: `evidence import KIND {name}`, with one of {', '.join(sorted(READERS))}",
    )


def proposed_settings(kind: str, name: str, file: BinaryIO) -> Mapping[str, Any]:
    """Return the settings that a reader proposes for a file, where it needs any.

    Raises: CannotGoOn with a plain question where none can be told.
    """
    propose = getattr(reader_of(kind), "propose", None)
    if propose is None:
        return {}
    file.seek(0)
    settings: Mapping[str, Any] | str = propose(name, file)
    file.seek(0)
    if isinstance(settings, str):
        question, _, help_ = settings.partition("\n")
        raise CannotGoOn(f"{name}: {question}", help_)
    return settings
