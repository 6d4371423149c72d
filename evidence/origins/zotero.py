"""Annotations of Zotero: its reader's JSON, the items of its interface, its database.

All three become the items that Zotero's interface gives, and are read as one.
A highlight becomes a segment: the words are its quote, the comment somebody's
own words, the page label where it stands; tags and colours are codes. A note,
a drawing or a marked area has no words of the text: it is taken where somebody
wrote a comment, and left where nobody did. An item of the library is a text
where something in it is annotated.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn
from evidence.origins import zotero_database
from evidence.origins.given_text import (
    has_markup,
    line,
    mapping,
    rows,
    said,
    short,
    unlike,
    without_markup,
)
from evidence.origins.json_file import json_or_none, read_json
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment
from evidence.origins.sqlite_file import MAGIC
from evidence.origins.zotero_items import entry_of, name_of

TOOL = "zotero"
Item = Mapping[str, Any]

# what Zotero calls a kind of annotation, and what it is called here
KINDS = {
    "highlight": "highlight",
    "underline": "underline",
    "note": "sticky note",
    "image": "marked area",
    "ink": "drawing",
    "text": "text box",
}
_WORDED = frozenset(("highlight", "underline"))
_COLOURS = {
    "#ffd400": "yellow",
    "#ff6666": "red",
    "#5fb236": "green",
    "#2ea8e5": "blue",
    "#a28ae5": "purple",
    "#e56eee": "magenta",
    "#f19837": "orange",
    "#aaaaaa": "gray",
    "#000000": "black",
}
_ITEM = "nothing in it is annotated: items come in as BibTeX, CSL JSON or RIS"
_ATTACHMENT = "nothing in it is annotated"
_NOTE = "a note of the library stands at no passage of a text"
_TRASH = "it is in Zotero's trash"
_OF_FILE = ("entry", "write-ahead log")
_SILENT = "it marks no words of the text, and nobody wrote any about it"


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is of Zotero's annotations or items; the file is where it was."""
    here = file.tell()
    try:
        if file.read(16) == MAGIC:
            file.seek(here)
            return zotero_database.holds_annotations(file.read())
    except OSError:
        return False
    finally:
        file.seek(here)
    value = json_or_none(name, file)
    return any(_is_item(one) or _is_annotation(one) for one in _listed(value))


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:  # noqa: ARG001
    """Return what a file of Zotero's holds.

    Shape: a text is keyed by its item in the library, a segment by its own key;
           in a group's library `groups/ID/` stands before. `settings` has no
           keys here. What the local interface gave is read the same way
           (`evidence.programs.zotero`).
    Raises: CannotGoOn if it is no file of Zotero's.
    """
    here = file.tell()
    if file.read(16) == MAGIC:
        file.seek(here)
        items, told, left = zotero_database.items_of(name, file)
        marks = {_annotation_kind(kind): number for kind, number in told.items()}
        return _Library(name, items, marks, left).origin()
    file.seek(here)
    value = read_json(name, file)
    listed = _listed(value)
    if not any(_is_item(one) or _is_annotation(one) for one in listed) and value != []:
        raise CannotGoOn(
            f"{name} holds no annotations and no items of Zotero",
            "export them from Zotero, or leave the file away to ask Zotero itself",
        )
    items = list(_flat(listed))
    left = [
        Left("entry", f"entry {number}", "it is neither an item nor an annotation of Zotero")
        for number, one in enumerate(_entries(value), start=1)
        if not _is_item(one) and not _is_annotation(one)
    ]
    return _Library(name, items, _marks(value), left).origin()


def _marks(value: Any) -> Mapping[str, int]:
    """Return how many annotations of each kind stand in a file, at whatever depth."""
    told: Counter[str] = Counter()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            if _is_annotation(one):
                told[_annotation_kind(line(one.get("type")))] += 1
            elif line(one.get("itemType")) == "annotation":
                told[_annotation_kind(line(one.get("annotationType")))] += 1
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return told


def _entries(value: Any) -> Sequence[Any]:
    """Return the entries of a file: a list of them, or what stands under `items`."""
    if isinstance(value, Mapping):
        value = value.get("items")
    return value if isinstance(value, list) else []


def _listed(value: Any) -> list[Item]:
    return rows(list(_entries(value)))


def _is_item(one: Any) -> bool:
    return isinstance(one, Mapping) and bool(line(mapping(one.get("data", one)).get("itemType")))


def _is_annotation(one: Any) -> bool:
    """Return whether a mapping is an annotation as Zotero's reader keeps it."""
    return (
        isinstance(one, Mapping)
        and line(one.get("type")) in KINDS
        and isinstance(one.get("position"), Mapping)
        and "top_left" not in one
    )


def _flat(listed: Sequence[Item]) -> Iterator[Item]:
    """Yield every item, those that stand within others as well."""
    waiting = list(reversed(listed))
    while waiting:
        one = waiting.pop()
        if _is_annotation(one):
            yield _as_item(one)
        elif _is_item(one):
            data = mapping(one.get("data", one))
            yield {**one, "data": data} if "data" in one else {"data": data}
            waiting.extend(reversed(list(_within(data))))


def _within(data: Item) -> Iterator[Item]:
    """Yield the items that an export by Better BibTeX puts within another."""
    parent = _key_of(data)
    for name, kind in (("attachments", "attachment"), ("notes", "note")):
        within = data.get(name)
        for child in within if isinstance(within, list) else ():
            given = child if isinstance(child, Mapping) else {"note": said(child)}
            yield {"itemType": kind, **given, "parentItem": parent}
    for annotation in rows(data.get("annotations")):
        yield {"itemType": "annotation", **annotation, "parentItem": parent}


def _as_item(one: Item) -> Item:
    """Return an annotation of the reader's as an item of the interface."""
    tags = [{"tag": line(tag.get("name"))} for tag in rows(one.get("tags"))]
    return {
        "data": {
            "itemType": "annotation",
            "key": one.get("id") or one.get("key"),
            "annotationType": one.get("type"),
            "annotationAuthorName": one.get("authorName"),
            "annotationText": one.get("text"),
            "annotationComment": one.get("comment"),
            "annotationColor": one.get("color"),
            "annotationPageLabel": one.get("pageLabel"),
            "annotationPosition": one.get("position"),
            "tags": tags,
        }
    }


def _key_of(data: Item) -> str:
    return line(data.get("key")) or line(data.get("itemKey")) or line(data.get("itemID"))


def _kind_of(item: Item) -> str:
    """Return the kind of an item: that of an annotation, `attachment`, `note` or `item`."""
    data = item["data"]
    kind = line(data.get("itemType"))
    if kind == "annotation":
        return _annotation_kind(line(data.get("annotationType")))
    return kind if kind in ("attachment", "note") else "item"


def _annotation_kind(told: str) -> str:
    return KINDS.get(told, f"annotation of type {short(told, 20)}".rstrip())


def _is_of_annotation(item: Item) -> bool:
    return line(item["data"].get("itemType")) == "annotation"


def _shelf(item: Item) -> str:
    """Return what stands before the keys of a library, "" for one's own."""
    library = mapping(item.get("library"))
    return f"groups/{line(library.get('id'))}/" if library.get("type") == "group" else ""


@dataclass(slots=True)
class _Library:
    name: str
    items: list[Item]
    marks: Mapping[str, int]
    left: list[Left]
    by_key: dict[str, Item] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    texts: dict[str, CodedText] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)

    def origin(self) -> Origin:
        for item in self.items:
            if key := _key_of(item["data"]):
                self.by_key.setdefault(_shelf(item) + key, item)
        marks = [item for item in self.items if _is_of_annotation(item)]
        keys = unlike(_shelf(item) + (_key_of(item["data"]) or "no key") for item in marks)
        for item, key in zip(marks, keys, strict=True):
            self.annotation(item, key)
        used = {*self.texts, *map(_parent, marks)}
        for item in self.items:
            if not _is_of_annotation(item) and _own_key(item) not in used:
                self.other(item)
        return Origin(
            TOOL,
            self.name,
            texts=tuple(self.texts.values()),
            codes=tuple(self.codes.values()),
            segments=tuple(self.segments),
            left=tuple(self.left),
            counts=self.counts(),
        )

    def counts(self) -> Mapping[str, int]:
        marks = [item for item in self.items if _is_of_annotation(item)]
        annotated = {self.text_key(item) for item in marks}
        used = annotated | {_parent(item) for item in marks}
        others = (item for item in self.items if not _is_of_annotation(item))
        told = Counter(_kind_of(item) for item in others if _own_key(item) not in used)
        told.update(one.kind for one in self.left if one.kind in _OF_FILE)
        told.update(self.marks)
        told["text"] = len(annotated)
        told["code"] = len(
            {("tag", tag) for item in marks for tag in _tags(item["data"])}
            | {("colour", _colour(item["data"])) for item in marks if _colour(item["data"])}
        )
        return told

    def text_key(self, item: Item) -> str:
        """Return the key of the text that an annotation stands in: that of its item."""
        key = _parent(item)
        attachment = self.by_key.get(key)
        if attachment is not None and (above := line(attachment["data"].get("parentItem"))):
            return _shelf(item) + above
        return key or "document"

    def text(self, item: Item) -> str:
        key = self.text_key(item)
        if key in self.texts:
            return key
        attachment = self.by_key.get(_parent(item), {"data": {}})["data"]
        owner = self.by_key.get(key)
        file = line(attachment.get("filename") or attachment.get("path")).removeprefix("storage:")
        if owner is None:
            named = line(attachment.get("title")) or file or (self.name if not key else "")
            told = ("the file does not say which item of the library this text is",)
            self.texts[key] = CodedText(key, named or _unnamed(key, self.name), approximated=told)
        elif line(owner["data"].get("itemType")) == "attachment":
            told = ("an attachment that stands under no item: nothing is known of it but its file",)
            named = line(owner["data"].get("title")) or file or key
            self.texts[key] = CodedText(key, named, approximated=told)
        else:
            self.texts[key] = CodedText(key, name_of(owner["data"]), entry_of(owner["data"]))
        return key

    def annotation(self, item: Item, key: str) -> None:
        data = item["data"]
        kind = _kind_of(item)
        text = self.text(item)
        codes = tuple(self.coded(data))
        quote = line(data.get("annotationText"))
        comment, told = _comment(data)
        label = line(data.get("annotationPageLabel"))
        name = f"{kind} {key}" + (f" on page {label}" if label else "")
        if quote or comment:
            name += f": {short(quote or comment)}"
        if not _key_of(data):
            told += ("it has no key: it is known again by its place in the file alone",)
        elif not key.endswith(_key_of(data)):
            told += ("its key stands twice in the file",)
        if data.get("deleted"):
            self.left.append(Left(kind, name, _TRASH))
        elif not quote and not comment:
            worded = line(data.get("annotationType")) in _WORDED
            because = "the file gives no words that it marks" if worded else _SILENT
            self.left.append(Left(kind, name, because))
        else:
            self.segments.append(
                Segment(
                    key,
                    kind,
                    name,
                    text=text,
                    quote=quote,
                    statement=comment,
                    at={"page": label} if label else {},
                    codes=codes,
                    coder=_coder(item),
                    approximated=(*told, *_placed(data, quote, label)),
                )
            )

    def coded(self, data: Item) -> Iterator[str]:
        for tag in _tags(data):
            key = f"tag:{tag}"
            self.codes.setdefault(key, Code(key, tag))
            yield key
        if colour := _colour(data):
            key = f"colour:{colour}"
            self.codes.setdefault(key, Code(key, _COLOURS.get(colour, colour)))
            yield key

    def other(self, item: Item) -> None:
        """Name an item that is no annotation, no text and no file of one."""
        data = item["data"]
        kind = _kind_of(item)
        if kind == "note":
            told = without_markup(said(data.get("note"))) or line(data.get("title"))
            name = f"note {_key_of(data)}".rstrip() + (f": {short(told)}" if told else "")
            self.left.append(Left(kind, name, _TRASH if data.get("deleted") else _NOTE))
            return
        title = line(data.get("title")) or line(data.get("filename") or data.get("path"))
        name = name_of(data) if kind == "item" else f"{title or kind} {_key_of(data)}".rstrip()
        self.left.append(Left(kind, name or kind, _ITEM if kind == "item" else _ATTACHMENT))


def _unnamed(key: str, file: str) -> str:
    return file if key == "document" else f"attachment {key}"


def _parent(item: Item) -> str:
    key = line(item["data"].get("parentItem"))
    return _shelf(item) + key if key else ""


def _own_key(item: Item) -> str:
    return _shelf(item) + _key_of(item["data"])


def _tags(data: Item) -> tuple[str, ...]:
    given = data.get("tags")
    names = (
        line(tag.get("tag")) if isinstance(tag, Mapping) else line(tag)
        for tag in (given if isinstance(given, list) else ())
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _colour(data: Item) -> str:
    return line(data.get("annotationColor")).lower()


def _coder(item: Item) -> str:
    """Return who made an annotation: its author, or the member of the group."""
    creator = mapping(mapping(item.get("meta")).get("createdByUser"))
    author = line(item["data"].get("annotationAuthorName"))
    return author or line(creator.get("name")) or line(creator.get("username"))


def _comment(data: Item) -> tuple[str, tuple[str, ...]]:
    """Return a comment, and what of it could not be taken."""
    comment = said(data.get("annotationComment"))
    if not has_markup(comment):
        return comment, ()
    return without_markup(comment), ("the comment's bold, italic or raised letters are plain",)


def _position(data: Item) -> Mapping[str, Any]:
    position = data.get("annotationPosition")
    if isinstance(position, str):
        try:
            position = json.loads(position)
        except (ValueError, RecursionError):
            return {}
    return mapping(position)


def _placed(data: Item, quote: str, label: str) -> Iterator[str]:
    """Yield what is not sure about the words and where they stand."""
    position = _position(data)
    page = position.get("pageIndex")
    lines = position.get("rects")
    if quote and isinstance(page, int) and isinstance(lines, list) and len(lines) > 1:
        yield (
            f"its words stand on {len(lines)} lines: Zotero may have run together the last of one"
            " and the first of the next"
        )
    if position.get("nextPageRects"):
        yield "it goes on on the next page, and the page told is the first"
    if not label and isinstance(page, int) and not isinstance(page, bool):
        yield f"it stands on page {page + 1} of the PDF, and how that page is numbered is not told"
