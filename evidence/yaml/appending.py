"""Claims put among the `claims` of a file, every other byte as it was.

The place is found from what the reader saw, the claim is spliced in there, and
the result is read again: unless it holds exactly what was there before, and
the new claims, nothing comes back but a reason. It stands behind the last claim
of the same source: what two people add on two branches is seldom at one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs hide it
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent, ScalarEvent

from evidence.diagnostics import CannotGoOn
from evidence.yaml.dump import Draft, Indent, item
from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Entries, Items
from evidence.yaml.parser import load

# events have no common type that knows their attributes
_Event: TypeAlias = Any

KEY = "claims"

_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"([ ]*)([^\r\n]*)(\r\n?|\n|\Z)")
_DASH = re.compile(r"^[ ]*-(?=\s|$)", re.MULTILINE)
_KEY = re.compile(r"(['\"]?)claims\1[ ]*:")
_NOTHING = re.compile(r"[ ]*(?:\[\s*\]|~|null|Null|NULL)?")
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Appended:
    """A file with one claim more.

    Units: `line` is that of the claim's first line, from 1; `lines` how many it
           has; `added` how many were put before what follows, blank ones too.
    """

    data: bytes
    line: int
    lines: int
    added: int


class _Insertion(NamedTuple):
    """Where the claim is put, what stands between it and the text before, and what it replaces."""

    at: int
    lead: str
    indent: Indent
    cut: tuple[int, int] = (0, 0)


def append(data: bytes, *drafts: Draft) -> Appended | CannotGoOn:
    """Return the bytes of a file with claims behind the last one of the first one's source.

    Shape: without such a one they stand at the end of the claims; a file without
           the key `claims` gets it at its end.
    """
    try:
        raw = data.removeprefix(_BOM).decode()
    except UnicodeDecodeError:
        return CannotGoOn("it is not written in UTF-8", "save the file as UTF-8")
    if raw and raw[-1] not in "\r\n":
        raw += line_break(raw)  # the last line is ended before another one follows
    text, found = clean(raw.encode())
    if any(one.code == "merge-conflict" for one in found):
        return CannotGoOn("a merge conflict was left in it", "settle the conflict first")
    root = _root(text)
    if isinstance(root, CannotGoOn):
        return root
    among = _behind(root, drafts[0])
    for splice, place in _splices(text, root, among):
        made = _spliced(raw, splice, drafts)
        if _holds(made.data, root, drafts, place):
            mark = _BOM if data.startswith(_BOM) else b""
            return replace(made, data=mark + made.data)
    return CannotGoOn("its layout leaves no place for another claim", "add the claim by hand")


def _root(text: str) -> Entries | CannotGoOn:
    """Return the keys of a file, if a claim can be put among them."""
    loaded = load(text)
    if loaded.stop is not None:
        return CannotGoOn("it cannot be read to its end", "mend what `evidence check` says of it")
    if len(loaded.documents) > 1:
        return CannotGoOn("it holds several documents", "remove the lines that begin with `---`")
    root = loaded.documents[0][1] if loaded.documents else None
    if root is None:
        return Entries(0)
    if not isinstance(root, Entries) or text.startswith("{", root.start):
        return CannotGoOn(
            "its keys do not stand on lines of their own", "write `claims:` on a line"
        )
    claims = root.get(KEY)
    if isinstance(claims, str | Entries) or (claims and text.startswith("[", claims.start)):
        return CannotGoOn(
            "its claims are not a list with a line for each key",
            "begin each claim on a line of its own with `- id:`",
        )
    return root


def _spliced(raw: str, splice: _Insertion, drafts: Sequence[Draft]) -> Appended:
    start, stop = splice.cut
    before = raw[:start] + raw[stop : splice.at]
    break_ = line_break(raw)
    lead = splice.lead.replace("\n", break_)
    new = "".join(item(draft, splice.indent) for draft in drafts).replace("\n", break_)
    return Appended(
        data=f"{before}{lead}{new}{raw[splice.at :]}".encode(),
        line=len(_BREAK.findall(before + lead)) + 1,
        lines=len(_BREAK.findall(new)),
        added=len(_BREAK.findall(lead + new)),
    )


def line_break(raw: str) -> str:
    """Return the line break that a file uses most."""
    found = _BREAK.findall(raw)
    return max(("\n", "\r\n", "\r"), key=found.count)


def _behind(root: Entries, draft: Draft) -> int:
    """Return the place in the list of claims behind the last claim of the same source."""
    claims = root.get(KEY)
    wanted = draft.get("sources", ())
    if not isinstance(claims, Items):
        return 0
    for place in range(len(claims), 0, -1):
        one = claims[place - 1]
        said = one.get("sources") if isinstance(one, Entries) else None
        if isinstance(said, Items) and isinstance(wanted, tuple) and tuple(said) == wanted:
            return place
    return len(claims)


def _holds(data: bytes, root: Entries, drafts: Sequence[Draft], place: int) -> bool:
    """Return whether a file reads as before, with claims more at a place in the list."""
    loaded = load(clean(data).text)
    if loaded.stop is not None or len(loaded.documents) != 1:
        return False
    tree = loaded.documents[0][1]
    claims: list[Any] = list(root.get(KEY) or ())
    claims[place:place] = [as_read(draft) for draft in drafts]
    return isinstance(tree, Entries) and list(tree.items()) == list({**root, KEY: claims}.items())


def as_read(value: Any) -> Any:
    """Return what a value, a draft or a node reads as once it is written: text, lists, mappings."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    if value is None:
        return None
    if isinstance(value, tuple | list):
        return [as_read(one) for one in value]
    return {key: as_read(one) for key, one in value.items()}


def _splices(text: str, root: Entries, among: int) -> Iterator[tuple[_Insertion, int]]:
    """Yield the places that may do, the best one first, each with that in the list of claims."""
    claims = root.get(KEY)
    if isinstance(claims, Items) and claims:
        if among < len(claims):
            yield from ((one, among) for one in _between(text, claims, among))
        yield from ((one, len(claims)) for one in _after_last(text, root, claims))
    elif KEY in root:
        yield from ((one, 0) for one in _below_key(text, root))
    else:
        yield from ((one, 0) for one in _at_the_end(text, root))


def _between(text: str, claims: Items, place: int) -> Iterator[_Insertion]:
    """Yield the place before a claim, and before the comments that stand above it."""
    after = claims.marks[place]
    line = text.rfind("\n", 0, after) + 1
    dash = text.find("-", line)
    if text[line:dash].strip() or not text[dash:after].startswith("-"):
        return
    column, keys = column_of(text, dash), column_of(text, after) - column_of(text, dash)
    before = line
    while before and text[text.rfind("\n", 0, before - 1) + 1 : before].lstrip().startswith("#"):
        before = text.rfind("\n", 0, before - 1) + 1
    blank = before > 1 and not text[text.rfind("\n", 0, before - 1) + 1 : before].strip()
    start = before
    while blank and start > 1 and not text[text.rfind("\n", 0, start - 1) + 1 : start].strip():
        start = text.rfind("\n", 0, start - 1) + 1
    if before == line or blank:  # else the comments may be of the claim above
        gap = "\n" * text[start:before].count("\n")
        yield _Insertion(start, gap, Indent(column, keys if keys > 1 else 2))


def _at_the_end(text: str, root: Entries) -> Iterator[_Insertion]:
    column = column_of(text, root.start) if root else 0
    at = _document_end(text, root.start)
    last = text[:at].splitlines()[-1:]
    for gap in ("\n" if last and last[0].strip() else "", ""):
        yield _Insertion(at, f"{gap}{' ' * column}{KEY}:\n", Indent(column + 2))


def _below_key(text: str, root: Entries) -> Iterator[_Insertion]:
    key = _KEY.match(text, root.key_at(KEY))
    if key is None:
        return
    column = column_of(text, key.start())
    nothing = _NOTHING.match(text, key.end())
    stop = nothing.end() if nothing else key.end()
    cut = (key.end(), stop) if text[key.end() : stop].strip() else (0, 0)
    at = _past_comments(text, _line_end(text, stop), column + 1)
    yield _Insertion(at, "", Indent(column + 2), cut)


def _after_last(text: str, root: Entries, claims: Items) -> Iterator[_Insertion]:
    last = claims.marks[-1]
    # where the item stands alone on its line, its dash is on one above
    dashes = list(_DASH.finditer(text, claims.start - column_of(text, claims.start), last))
    if not dashes:
        return
    dash = dashes[-1].end() - 1
    column = column_of(text, dash)
    keys = column_of(text, last) - column
    is_mapping = isinstance(claims[-1], Entries) and not text.startswith("{", last)
    indent = Indent(column, keys if is_mapping and keys > 1 else 2)
    stop = min((at for at in root.marks[::2] if at > last), default=_document_end(text, last))
    content, scalar = content_end(text, dash, stop)
    gap = "\n" * _blank_lines_above(text, dashes[-1].start(), alone=len(claims) == 1)
    ends = [_past_comments(text, _line_end(text, content), max(column, 1)), scalar, stop]
    # blank lines belong to a text behind `|+`, so there none may be added
    for at, lead in dict.fromkeys((at, lead) for lead in (gap, "") for at in ends):
        if at >= content and column_of(text, at) == 0:
            yield _Insertion(at, lead, indent)


def content_end(text: str, dash: int, stop: int) -> tuple[int, int]:
    """Return where an item ends: its last word, and its last line break if that is its own."""
    column = column_of(text, dash)
    shift = dash - column
    piece = " " * column + text[dash:stop]
    end = 0
    event: _Event
    try:
        for event in iter(CParser(piece).get_event, None):
            closed = event.end_mark.index > event.start_mark.index  # not so where blocks end
            if closed or isinstance(event, ScalarEvent | AliasEvent):
                end = event.end_mark.index
    except MarkedYAMLError:
        return dash, dash
    return shift + len(piece[:end].rstrip()), shift + end


def _blank_lines_above(text: str, start: int, *, alone: bool) -> int:
    """Return how many blank lines part an item from the one before it, its comments included."""
    if alone:
        return 1
    lines = text[:start].splitlines()
    while lines and lines[-1].lstrip().startswith("#"):
        lines.pop()
    count = 0
    while lines and not lines[-1].strip():
        lines.pop()
        count += 1
    return count


def _document_end(text: str, start: int) -> int:
    found = _DOCUMENT_END.search(text, start)
    return found.start() if found else len(text)


def _past_comments(text: str, at: int, column: int) -> int:
    """Return the index after the comments that are indented at least as far as a column."""
    end = at
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None or (line[2] and not (line[2][0] == "#" and len(line[1]) >= column)):
            break
        at = line.end()
        if line[2]:
            end = at
    return end


def _line_end(text: str, index: int) -> int:
    """Return the index after the line break that ends a line."""
    found = _BREAK.search(text, index)
    return found.end() if found else len(text)


def column_of(text: str, index: int) -> int:
    """Return the column of an index, from 0."""
    return index - max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) - 1
