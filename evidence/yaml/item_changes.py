"""One item of a file changed or taken away, every other byte as it was, its comments too.

An item (a claim, a finding, an element) is found by its id, in a section that is
a list: `claims`, or one that stands within another, `framework.elements`. Only
the lines of the keys that change are written anew; the result is read again,
and unless it holds exactly what was there before, and the change, nothing comes
back but a reason. An item that stands in one line as `{…}` gets a line for each
key when it is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from evidence.diagnostics import CannotGoOn
from evidence.yaml.appending import as_read, column_of, line_break
from evidence.yaml.dump import Draft, Indent, Value, entries, item
from evidence.yaml.nodes import Entries, Items, closing
from evidence.yaml.splicing import BY_HAND, entry_lines, filled, line_end, read_as, read_whole

_BREAK = re.compile(r"\r\n?|\n")
# keys that are asked for last, so that two people's claims share no line at their ends
_LAST = ("quote", "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """An item as it stands in its file: its text, from its dash to its last line.

    Shape: `start` and `end` are indexes into the text of the file; `mark` tells
           whether it was changed, whatever stands around it; `line` counts from 1;
           `keys` is what it holds, as it was read: texts, lists and mappings.
    """

    id: str
    text: str
    start: int
    end: int
    line: int
    keys: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def mark(self) -> str:
        """Return what tells this wording of the item from any other."""
        return sha256(self.text.encode()).hexdigest()[:16]


def written_items(data: bytes, section: str = "claims") -> Mapping[str, WrittenItem]:
    """Return the items of a section of a file by id, the first of those that share one.

    Shape: {} for a file that cannot be read to its end, and without items that
           do not begin on a line of their own.
    """
    parsed = _parsed(data, section)
    if isinstance(parsed, CannotGoOn):
        return {}
    found: dict[str, WrittenItem] = {}
    breaks = [match.end() for match in _BREAK.finditer(parsed.raw)]
    for index, one in enumerate(parsed.items):
        if not isinstance(one, Entries):
            continue
        id_ = one.get("id")
        if not isinstance(id_, str) or id_ in found:
            continue
        span = _span(parsed, index)
        if span is not None:
            start, end = span
            line = bisect_right(breaks, start) + 1
            found[id_] = WrittenItem(id_, parsed.raw[start:end], start, end, line, dict(one))
    return found


def replaced(
    data: bytes, id_: str, changes: Mapping[str, Value | None], section: str = "claims"
) -> bytes | CannotGoOn:
    """Return the bytes of a file with some keys of an item changed; None takes a key away.

    Shape: a key that the item lacks is put before its quote, else at its end.
           A comment on the line of a key that is changed or taken away, or
           within its value, goes with it; no other does.
    """
    parsed = _unfolded(data, id_, section)
    if isinstance(parsed, CannotGoOn):
        return parsed
    index = _index(parsed.items, id_)
    span = _span(parsed, index) if index >= 0 else None
    if index < 0:
        return CannotGoOn(f"it holds no item `{id_}`", "look for it in another file")
    one = parsed.items[index]
    if span is None or not isinstance(one, Entries):
        return _no_place(id_)
    raw = parsed.raw
    break_ = line_break(raw)
    column = column_of(raw, parsed.items.marks[index])
    step = column - column_of(raw, span[0]) if column_of(raw, span[0]) < column else 2
    pieces: list[tuple[int, int, str]] = []
    new = ""
    for key, value in changes.items():
        stretch = entry_lines(raw, one, key, span[1]) if key in one else None
        written = "" if value is None else entries({key: value}, column, step)
        written = written.replace("\n", break_)
        if stretch is None:
            new += written
        elif one.key_at(key) == one.marks[0]:  # the first key stands behind the dash
            if not written:
                return _no_place(id_)
            pieces.append((one.key_at(key), stretch[1], written.lstrip(" ")))
        else:
            pieces.append((*stretch, written))
    if new:
        at = _place_for_new(raw, one, span[1], changes)
        lead = "" if at == 0 or raw[at - 1] in "\r\n" else break_
        pieces.append((at, at, lead + new))
    made = raw
    for start, end, text in sorted(pieces, reverse=True):
        made = made[:start] + text + made[end:]
    wanted = {key: value for key, value in one.items() if changes.get(key, "") is not None}
    wanted |= {k: as_read(v) for k, v in changes.items() if v is not None}
    items: list[Any] = list(parsed.items)
    items[index] = wanted
    return _proved(data, made, parsed, items) or _no_place(id_)


def added(data: bytes, draft: Draft, section: str) -> bytes | CannotGoOn:
    """Return the bytes of a file with an item at the end of a section, which may be new."""
    parsed = _parsed(data, section, new=True)
    if isinstance(parsed, CannotGoOn):
        return parsed
    raw = parsed.raw
    break_ = line_break(raw)
    if raw and raw[-1] not in "\r\n":
        raw += break_
    items: list[Any] = [*parsed.items, as_read(draft)]
    for made in _with_item(raw, parsed, draft, break_):
        proved = _proved(data, made, parsed, items)
        if proved is not None:
            return proved
    return CannotGoOn(f"its layout leaves no place for another item of {section}", BY_HAND)


def _with_item(raw: str, parsed: _Parsed, draft: Draft, break_: str) -> Iterator[str]:
    """Yield the text of a file with an item more, as it may be laid out."""
    if parsed.items:
        span = _span(parsed, len(parsed.items) - 1)
        if span is None:
            return
        dash = column_of(raw, span[0])
        keys = column_of(raw, parsed.items.marks[-1]) - dash
        new = item(draft, Indent(dash, keys)).replace("\n", break_)
        lead = _gap(raw, span[0])
        if len(parsed.items) == 1:
            lead = "" if parsed.within else break_
        yield raw[: span[1]] + lead + new + raw[span[1] :]
        return
    key, above = parsed.key, parsed.above
    if key in above:
        yield filled(raw, above.key_at(key), key, _listed(draft, above, key, raw))
    elif above and not raw.startswith("{", above.start):
        column = column_of(raw, above.marks[0])
        end = _end_of_section(raw, parsed)
        new = f"{' ' * column}{key}:\n{item(draft, Indent(column + 2))}".replace("\n", break_)
        yield raw[:end] + (break_ if not parsed.within else "") + new + raw[end:]
    elif parsed.within in parsed.root:
        held = f"  {key}:\n{item(draft, Indent(4))}"
        yield filled(raw, parsed.root.key_at(parsed.within), parsed.within, held)
    elif parsed.within:
        held = f"{parsed.within}:\n  {key}:\n{item(draft, Indent(4))}".replace("\n", break_)
        at = _behind(raw, parsed.root, "review")
        yield f"{raw[:at]}{break_ if raw[:at].strip() else ''}{held}{raw[at:]}"
    else:
        new = item(draft).replace("\n", break_)
        yield f"{raw}{break_ if raw.strip() else ''}{key}:{break_}{new}"


def _listed(draft: Draft, above: Entries, key: str, raw: str) -> str:
    return item(draft, Indent(column_of(raw, above.key_at(key)) + 2))


def _behind(raw: str, root: Entries, key: str) -> int:
    """Return the end of a section, the end of the file if it has none of that name."""
    return entry_lines(raw, root, key, len(raw))[1] if key in root else len(raw)


def _end_of_section(raw: str, parsed: _Parsed) -> int:
    """Return the end of the mapping that a list is to stand in."""
    if not parsed.within:
        return len(raw)
    end = _behind(raw, parsed.root, parsed.within)
    return entry_lines(raw, parsed.above, list(parsed.above)[-1], end)[1]


def _gap(raw: str, dash: int) -> str:
    """Return the blank lines that part an item from the one before it."""
    before = raw[: raw.rfind("\n", 0, dash) + 1]
    lines = before.splitlines(keepends=True)
    while lines and lines[-1].lstrip().startswith("#"):
        lines.pop()
    count = 0
    while count < len(lines) and not lines[-1 - count].strip():
        count += 1
    return "".join(lines[len(lines) - count :])


def removed(data: bytes, id_: str, section: str = "claims") -> bytes | CannotGoOn:
    """Return the bytes of a file without an item, and without the comments that stand on it."""
    parsed = _parsed(data, section)
    if isinstance(parsed, CannotGoOn):
        return parsed
    index = _index(parsed.items, id_)
    if index < 0:
        return CannotGoOn(f"it holds no item `{id_}`", "look for it in another file")
    span = _span(parsed, index)
    if span is None:
        return _no_place(id_)
    raw = parsed.raw
    start, end = span
    start = raw.rfind("\n", 0, start) + 1
    items: list[Any] = [one for at, one in enumerate(parsed.items) if at != index]
    # with one of the blank lines that part it from its neighbours
    after = end
    while (blank := re.compile(r"[ \t]*(?:\r\n?|\n)").match(raw, after)) is not None:
        after = blank.end()
    for stop in (after, end):
        made = raw[:start] + raw[stop:]
        if not items:
            made = _emptied(made, parsed)
        proved = _proved(data, made, parsed, items)
        if proved is not None:
            return proved
    return _no_place(id_)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A file with the items of a section.

    Shape: `above` is the mapping that the list stands in, under `key`; `within`
           is the section that this mapping is, "" where it is the file itself.
    """

    raw: str
    root: Entries
    above: Entries
    items: Items
    within: str
    key: str


def _parsed(data: bytes, section: str, *, new: bool = False) -> _Parsed | CannotGoOn:
    read = read_whole(data)
    if isinstance(read, CannotGoOn):
        return read
    raw, root = read
    if root is None and new:
        root = Entries(0)
    within, _, key = section.rpartition(".")
    above = root.get(within) if within and isinstance(root, Entries) else root
    if above is None and new:
        above = Entries(0)
    items = above.get(key) if isinstance(above, Entries) else None
    if items is None and new:
        items = Items(0)
    if not (isinstance(root, Entries) and isinstance(above, Entries) and isinstance(items, Items)):
        return CannotGoOn(f"it has no list of {key}", BY_HAND)
    return _Parsed(raw, root, above, items, within, key)


def _index(items: Items, id_: str) -> int:
    found = (n for n, one in enumerate(items) if isinstance(one, Entries) and one.get("id") == id_)
    return next(found, -1)


def _span(parsed: _Parsed, index: int) -> tuple[int, int] | None:
    """Return where an item begins, with its dash, and the end of its last line.

    None where its dash does not stand before its first key, or it is written as
    `{…}` over several lines.
    """
    raw, items = parsed.raw, parsed.items
    at = items.marks[index]
    if raw.startswith("[", at) or not isinstance(items[index], Entries):
        return None
    before = raw.rfind("\n", 0, at) + 1
    dash = raw.find("-", before, at)
    if dash < 0 or raw[before:dash].strip() or raw[dash + 1 : at].strip():
        return None
    if _in_line(raw, at):
        stop = line_end(raw, at)
        behind = raw[closing(raw, at, stop) or at : stop].strip()
        return (dash, stop) if not behind or behind.startswith("#") else None
    limit = len(raw)
    if index + 1 < len(items):
        limit = raw.rfind("\n", 0, items.marks[index + 1]) + 1
    else:
        keys = (*parsed.root.marks[::2], *parsed.above.marks[::2])
        limit = min((mark for mark in keys if mark > at), default=limit)
    return dash, _last_line(raw, at, limit, column_of(raw, at))


def _in_line(raw: str, at: int) -> bool:
    return raw.startswith("{", at)


def _unfolded(data: bytes, id_: str, section: str) -> _Parsed | CannotGoOn:
    """Return a file in which each key of an item has a line, its value as it was written."""
    parsed = _parsed(data, section)
    index = -1 if isinstance(parsed, CannotGoOn) else _index(parsed.items, id_)
    if isinstance(parsed, CannotGoOn) or index < 0:
        return parsed
    raw, one, span = parsed.raw, parsed.items[index], _span(parsed, index)
    if span is None or not isinstance(one, Entries) or not _in_line(raw, one.start):
        return parsed
    stop = closing(raw, one.start, span[1])
    ends = [*one.marks[2::2], stop - 1]
    lines = []
    for key_at, value_at, end in zip(one.marks[::2], one.marks[1::2], ends, strict=True):
        key = raw[key_at:value_at].rstrip().removesuffix(":").rstrip()
        lines.append(f"{key}: {raw[value_at:end].rstrip().removesuffix(',').rstrip()}")
    lines[0] += raw[stop : span[1]].rstrip()
    apart = line_break(raw) + " " * column_of(raw, one.start)
    made = raw[: one.start] + apart.join(lines) + line_break(raw) + raw[span[1] :]
    proved = _proved(data, made, parsed, list(parsed.items))
    return _no_place(id_) if proved is None else _parsed(proved, section)


def _last_line(raw: str, start: int, limit: int, column: int) -> int:
    """Return the end of the last line that belongs to an item: indented, and no bare comment."""
    end = here = line_end(raw, start)
    while here < limit:
        stop = line_end(raw, here)
        line = raw[here:stop]
        said = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if said and not said.startswith("#") and indent < column:
            break
        if said and (not said.startswith("#") or indent >= column):
            end = stop
        here = stop
    return min(end, limit)


def _place_for_new(raw: str, one: Entries, end: int, changes: Mapping[str, Any]) -> int:
    for key in _LAST:
        if key in one and key not in changes and one.key_at(key) != one.marks[0]:
            return raw.rfind("\n", 0, one.key_at(key)) + 1
    last = list(one)[-1]
    return entry_lines(raw, one, last, end)[1] if one else end


def _emptied(made: str, parsed: _Parsed) -> str:
    """Return a file whose section has lost its last item: `claims: []`."""
    stop = made.find(":", parsed.above.key_at(parsed.key)) + 1
    return f"{made[:stop]} []{made[stop:]}"


def _proved(data: bytes, made: str, parsed: _Parsed, items: list[Any]) -> bytes | None:
    """Return the new bytes if they read as what was there, with these items in their section."""
    held: dict[str, Any] = {**parsed.above, parsed.key: items}
    wanted = {**parsed.root, parsed.within: held} if parsed.within else held
    return read_as(data, made, wanted)


def _no_place(id_: str) -> CannotGoOn:
    return CannotGoOn(f"`{id_}` is laid out so that it cannot be changed alone", BY_HAND)
