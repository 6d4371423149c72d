"""Zotero's own database as the items that its interface would give.

It is read from memory, never written. A copy that was made while Zotero ran
may lack the newest annotations: what tells so is said.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn
from evidence.origins.origin import Left
from evidence.origins.sqlite_file import MAGIC, connected, has_log

_TYPES = {1: "highlight", 2: "note", 3: "image", 4: "ink", 5: "underline", 6: "text"}
_TABLES = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "creatorTypes creators deletedItems fields groups itemAnnotations itemAttachments"
        " itemCreators itemData itemDataValues itemNotes itemTags itemTypes items libraries tags"
    ).split()
)
_AGAIN = "quit Zotero, copy zotero.sqlite once more, and give the copy"
_TRUNCATED = "is no whole database: it was cut off, or copied while Zotero wrote to it"

Item = Mapping[str, Any]


def holds_annotations(data: bytes) -> bool:
    """Return whether bytes are a database of Zotero's."""
    if not data.startswith(MAGIC):
        return False
    try:
        return "itemAnnotations" in _tables(connected(data))
    except sqlite3.Error:
        return False


def items_of(name: str, file: BinaryIO) -> tuple[list[Item], Mapping[str, int], list[Left]]:
    """Return the items of a database, each as Zotero's interface gives it, and what is missing.

    Between them stands how many annotations of each type it holds, counted by
    the database itself.

    Raises: CannotGoOn if it is damaged, or no database of Zotero's.
    """
    data = file.read()
    # 2: pages that were written last may stand in a file beside it
    left = []
    if has_log(data):
        because = (
            "the database keeps its newest changes in this file, which is not read here: if "
            f"annotations are missing, {_AGAIN}"
        )
        left.append(Left("write-ahead log", f"{name}-wal", because))
    try:
        database = connected(data)
        missing = sorted(_TABLES - _tables(database))
        if missing:
            raise CannotGoOn(
                f"{name} is no database of Zotero 6 or newer: it has no table {missing[0]}",
                "Zotero's database is zotero.sqlite in its data folder",
            )
        (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise CannotGoOn(f"{name} {_TRUNCATED}", _AGAIN)
        counted = database.execute("SELECT type, count(*) FROM itemAnnotations GROUP BY type")
        told = {_TYPES.get(kind, str(kind)): number for kind, number in counted}
        return _items(database), told, left
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise CannotGoOn(f"{name} takes too long to be read: it is no library", "") from None
        raise CannotGoOn(f"{name} is no database that can be read: {error}", _AGAIN) from None
    except (sqlite3.Error, OverflowError):
        raise CannotGoOn(f"{name} {_TRUNCATED}", _AGAIN) from None


def _tables(database: sqlite3.Connection) -> frozenset[str]:
    """Return the names of tables; a view could be anything."""
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(str(name) for (name,) in found)


def _items(database: sqlite3.Connection) -> list[Item]:
    groups = dict(database.execute("SELECT libraryID, groupID FROM groups"))
    feeds = {
        row[0] for row in database.execute("SELECT libraryID FROM libraries WHERE type='feed'")
    }
    deleted = {row[0] for row in database.execute("SELECT itemID FROM deletedItems")}
    more: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    _fields(database, more)
    _children(database, more)
    found: list[Item] = []
    keys = dict(database.execute("SELECT itemID, key FROM items"))
    for number, key, library, kind in database.execute(
        "SELECT itemID, key, libraryID, typeName FROM items JOIN itemTypes USING (itemTypeID)"
        " ORDER BY itemID"
    ):
        if library in feeds:
            continue
        data = {"key": key, "itemType": kind, **more.get(number, {})}
        if "parentItem" in data:
            data["parentItem"] = keys.get(data["parentItem"], "")
        if number in deleted:
            data["deleted"] = 1
        group = groups.get(library)
        found.append(
            {
                "key": key,
                "library": {"type": "group", "id": group} if group else {"type": "user"},
                "data": data,
            }
        )
    return found


def _fields(database: sqlite3.Connection, more: Mapping[int, dict[str, Any]]) -> None:
    for number, field, value in database.execute(
        "SELECT itemID, fieldName, value FROM itemData JOIN fields USING (fieldID)"
        " JOIN itemDataValues USING (valueID)"
    ):
        more[number][field] = value
    for number, first, last, role in database.execute(
        "SELECT itemID, firstName, lastName, creatorType FROM itemCreators"
        " JOIN creators USING (creatorID) JOIN creatorTypes USING (creatorTypeID)"
        " ORDER BY itemID, orderIndex"
    ):
        person = {"creatorType": role, "firstName": first, "lastName": last}
        more[number].setdefault("creators", []).append(person)
    for number, tag in database.execute(
        "SELECT itemID, name FROM itemTags JOIN tags USING (tagID) ORDER BY itemID, name"
    ):
        more[number].setdefault("tags", []).append({"tag": tag})


def _children(database: sqlite3.Connection, more: Mapping[int, dict[str, Any]]) -> None:
    for number, parent, path in database.execute(
        "SELECT itemID, parentItemID, path FROM itemAttachments"
    ):
        more[number].update({"parentItem": parent, "filename": path})
    for number, parent, title, note in database.execute(
        "SELECT itemID, parentItemID, title, note FROM itemNotes"
    ):
        more[number].update({"parentItem": parent, "title": title, "note": note})
    for number, parent, kind, author, text, comment, colour, label, position in database.execute(
        "SELECT itemID, parentItemID, type, authorName, text, comment, color, pageLabel, position"
        " FROM itemAnnotations"
    ):
        more[number].update(
            {
                "parentItem": parent,
                "annotationType": _TYPES.get(kind, str(kind)),
                "annotationAuthorName": author,
                "annotationText": text,
                "annotationComment": comment,
                "annotationColor": colour,
                "annotationPageLabel": label,
                "annotationPosition": position,
            }
        )
