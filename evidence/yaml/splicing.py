"""What a change of a file is made with: read it whole, find the lines of a key, read it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from evidence.diagnostics import CannotGoOn
from evidence.yaml.appending import line_break
from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Entries, Node
from evidence.yaml.parser import load

BY_HAND = "change it in an editor"
_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n?|\n")
_NOTHING = re.compile(r"[ ]*(?:\[\s*\]|\{\s*\}|~|null|Null|NULL)?(?=[ \t]*(?:#|\r|\n|$))")


def read_whole(data: bytes) -> tuple[str, Node] | CannotGoOn:
    """Return the text of a file and what it holds, if it can be read to its end."""
    try:
        raw = data.removeprefix(_BOM).decode()
    except UnicodeDecodeError:
        return CannotGoOn("it is not written in UTF-8", "save the file as UTF-8")
    text, found = clean(raw.encode())
    if any(one.code == "merge-conflict" for one in found):
        return CannotGoOn("a merge conflict was left in it", "settle the conflict first")
    loaded = load(text)
    if loaded.stop is not None or len(text) != len(raw):
        return CannotGoOn("it cannot be read to its end", "mend what `evidence check` says of it")
    return raw, loaded.documents[0][1] if len(loaded.documents) == 1 else None


def read_as(data: bytes, made: str, wanted: Mapping[str, Any]) -> bytes | None:
    """Return the new bytes of a file if they hold what they are meant to."""
    told = clean(made.encode()).text
    loaded = load(told)
    if loaded.stop is not None or len(loaded.documents) != 1:
        return None
    tree = loaded.documents[0][1]
    if not isinstance(tree, Entries) or tree.lost or tree != wanted:
        return None
    return (_BOM if data.startswith(_BOM) else b"") + made.encode()


def entry_lines(raw: str, one: Entries, key: str, end: int) -> tuple[int, int]:
    """Return the stretch of a key and its value: whole lines, without comments that follow."""
    keys = one.marks[::2]
    at = one.key_at(key)
    start = raw.rfind("\n", 0, at) + 1
    limit = min((raw.rfind("\n", 0, mark) + 1 for mark in keys if mark > at), default=end)
    return start, _end_of_value(raw, at, limit)


def filled(raw: str, at: int, key: str, held: str) -> str:
    """Return a file in which something stands under a key that held nothing; its comment stays."""
    break_ = line_break(raw)
    nothing = _NOTHING.match(raw, raw.index(":", at) + 1)
    end = nothing.end() if nothing else line_end(raw, at)
    stop = line_end(raw, end) if nothing else end
    comment = raw[end:stop].rstrip("\r\n")
    return f"{raw[:at]}{key}:{comment}{break_}{held.replace(chr(10), break_)}{raw[stop:]}"


def line_end(raw: str, at: int) -> int:
    """Return where the line of a position ends, its line break included."""
    found = _BREAK.search(raw, at)
    return found.end() if found else len(raw)


def _end_of_value(raw: str, at: int, limit: int) -> int:
    """Return the end of the last line of a value: comments and blank lines after it stay."""
    end = limit
    lines = [0]
    here = at
    while here < limit:
        here = min(line_end(raw, here), limit)
        lines.append(here)
    for start, stop in zip(lines[-2:0:-1], lines[:1:-1], strict=False):
        said = raw[start:stop].strip()
        if said and not said.startswith("#"):
            break
        end = start
    return end
