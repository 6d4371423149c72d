"""Annotations of Mendeley, as its interface gives them in JSON.

A highlight there is a place and a colour, and its words are nowhere in the
file: it is taken where somebody wrote a note at it, and left by name where
nobody did. The document is known by its id alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn
from evidence.origins.given_text import line, mapping, rows, said, short, unlike
from evidence.origins.json_file import json_or_none, read_json
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment

TOOL = "mendeley"
_KINDS = {"highlight": "highlight", "sticky_note": "sticky note", "note": "note"}
_NO_WORDS = (
    "Mendeley gives the place of a highlight and not its words: bring the PDF with its highlights"
    " instead"
)
_NAMELESS = ("Mendeley names its document by an id alone",)


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is of Mendeley's annotations; the file is where it was."""
    return any(map(_is_annotation, rows(json_or_none(name, file))))


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:  # noqa: ARG001
    """Return what a file of Mendeley's annotations holds; `settings` has no keys here.

    Raises: CannotGoOn if it is no such file.
    """
    value = read_json(name, file)
    listed = value if isinstance(value, list) else []
    marks = [one for one in listed if _is_annotation(one)]
    if not marks and value != []:
        raise CannotGoOn(f"{name} holds no annotations of Mendeley")
    texts: dict[str, CodedText] = {}
    codes: dict[str, Code] = {}
    segments = []
    left = [
        Left("entry", f"entry {number}", "it is no annotation of Mendeley")
        for number, one in enumerate(listed, start=1)
        if not _is_annotation(one)
    ]
    for one, key in zip(marks, unlike(line(one.get("id")) for one in marks), strict=True):
        text = line(one.get("document_id")) or "document"
        texts.setdefault(text, CodedText(text, f"document {text}", approximated=_NAMELESS))
        colour = _colour(one)
        if colour:
            codes.setdefault(f"colour:{colour}", Code(f"colour:{colour}", colour))
        kind, note = _kind(one), said(one.get("text"))
        pages = sorted({p["page"] for p in rows(one.get("positions")) if _is_page(p.get("page"))})
        name_of_it = f"{kind} {key}" + (f" on page {pages[0]} of the PDF" if pages else "")
        if not note:
            left.append(Left(kind, name_of_it, _NO_WORDS))
            continue
        told = [f"it stands on page {page} of the PDF" for page in pages]
        segments.append(
            Segment(
                key,
                kind,
                f"{name_of_it}: {short(note)}",
                text=text,
                statement=note,
                codes=(f"colour:{colour}",) if colour else (),
                coder=line(one.get("profile_id")),
                approximated=tuple(
                    f"{place}, and how that page is numbered is not told" for place in told
                ),
            )
        )
    counts = Counter(_kind(one) for one in marks)
    counts["entry"] = len(listed) - len(marks)
    counts["text"] = len({line(one.get("document_id")) for one in marks})
    counts["code"] = len({_colour(one) for one in marks if _colour(one)})
    return Origin(
        TOOL,
        name,
        texts=tuple(texts.values()),
        codes=tuple(codes.values()),
        segments=tuple(segments),
        left=tuple(left),
        counts=counts,
    )


def _is_annotation(one: Any) -> bool:
    return (
        isinstance(one, Mapping)
        and "itemType" not in one
        and isinstance(one.get("type"), str)
        and bool({"document_id", "profile_id", "filehash"} & {*one})
        and bool({"positions", "text", "color"} & {*one})
    )


def _kind(one: Mapping[str, Any]) -> str:
    return _KINDS.get(one["type"], f"annotation of type {short(one['type'], 20)}")


def _is_page(page: Any) -> bool:
    return isinstance(page, int) and not isinstance(page, bool) and page > 0


def _colour(one: Mapping[str, Any]) -> str:
    """Return a colour as `#ffd400`, "" where none is told."""
    parts = [mapping(one.get("color")).get(part) for part in "rgb"]
    if all(isinstance(part, int) and 0 <= part <= 255 for part in parts):
        return "#" + "".join(f"{part:02x}" for part in parts)
    return ""
