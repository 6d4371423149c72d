"""A `FullText` as bytes for a cache, and back.

The bytes are plain JSON: a cache that was tampered with can be wrong, but it
cannot run anything. What another version wrote is no cache.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from evidence.texts.full_text import (
    Aside,
    AsideKind,
    FileKind,
    FullText,
    Heading,
    NoteMark,
    Structure,
    TextPage,
)

VERSION = 6


def to_cache(text: FullText) -> bytes:
    """Return the text as bytes that `from_cache` understands."""
    return json.dumps({"version": VERSION, **asdict(text)}, ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def from_cache(data: bytes, file: str) -> FullText | None:
    """Return the text that was kept, None if the bytes are not of this version.

    Shape: `file` is what the file is called now; the cache goes by content.
    """
    try:
        kept = json.loads(data.decode("utf-8", "surrogatepass"))
        if kept.pop("version") != VERSION:
            return None
        return _text({**kept, "file": file})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _text(kept: dict[str, Any]) -> FullText:
    structure = kept.pop("structure")
    return FullText(
        **{
            **kept,
            "kind": FileKind(kept["kind"]),
            "pages": tuple(TextPage(**page) for page in kept["pages"]),
            "blank_pages": tuple(kept["blank_pages"]),
            "sizes": tuple((start, size) for start, size in kept["sizes"]),
            "raised": tuple((start, end) for start, end in kept["raised"]),
            "scanned": tuple((start, end) for start, end in kept["scanned"]),
            "seams": tuple(kept["seams"]),
            "structure": _structure(structure) if structure else None,
        }
    )


def _structure(kept: dict[str, Any]) -> Structure:
    return Structure(
        headings=tuple(Heading(**heading) for heading in kept["headings"]),
        asides=tuple(
            Aside(**{**aside, "kind": AsideKind(aside["kind"])}) for aside in kept["asides"]
        ),
        marks=tuple(NoteMark(**mark) for mark in kept["marks"]),
        paragraphs=tuple(kept["paragraphs"]),
        references=kept["references"],
        reliable=kept["reliable"],
    )
