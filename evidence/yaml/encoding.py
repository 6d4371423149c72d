"""The bytes of a file as text that YAML can be read from.

Whatever the bytes are, a text comes back in which every character has the
index that an editor would count, with a diagnostic for each thing that is not
what it seems: another encoding, control characters, characters that nobody sees, a
forgotten merge conflict, a comment that swallows half a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from evidence.diagnostics import Diagnostic
from evidence.yaml.nodes import Entries, Items, Node, Pages

# after that many of one kind in a file, the rest is counted and not listed
MAX_LISTED = 20

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
# of the bytes of Latin text in UTF-16, the shares of zeros in the one half and the other
_MOST, _FEW = 0.8, 0.2
_SAVE_AS_UTF8 = "save the file as UTF-8"

_CONTROL_BYTES = bytes((*range(9), 11, 12, *range(14, 32), 127))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# what may stand for one of them in double quotes
_ESCAPE = re.compile(r"\\[0abvfexuU]")
# what changes the order of letters, joins or parts them unseen, or breaks a line
_HIDDEN = re.compile(
    "[\x80-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# YAML breaks lines at these, editors do not
_LINE_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}
_JOINERS = "\u200c\u200d"
_FIRST_OF_JOINED_SCRIPTS = 0x590  # Hebrew and everything after it

_CONFLICT = re.compile(r"^(?:(<{7}|>{7}|\|{7})(?: .*)?|(={7}))\r?$", re.MULTILINE)
_LONE_RETURN = re.compile(r"\r(?!\n)")
_NOT_A_BREAK = re.compile(r"[^\r\n]")
_COMMENT = re.compile(r" #[^\s#!]")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*\s*(?: #.*)?$")
_LONGEST_BLOCK = 200
_MOST_COMMENTS = 1000
_PLAIN_BEFORE = re.compile(r"\s*(?:- +)*[\w.-]+: +[^\s\"'|>\[{#&*!][^#]*\S")


class Cleaned(NamedTuple):
    """A text and what is wrong with it."""

    text: str
    found: tuple[Diagnostic, ...]


def clean(data: bytes, file: str = "") -> Cleaned:
    """Return the text of a file, readable whatever it was, with what is odd in it."""
    text, found = _decoded(data, file)
    if len(data.translate(None, _CONTROL_BYTES)) != len(data) or (
        not text.isascii() and _HIDDEN.search(text)
    ):
        text = _without_controls(text, file, found)
        text = _without_hidden(text, file, found)
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    if "=======" in text or "<<<<<<<" in text or ">>>>>>>" in text:
        text = _without_conflicts(text, file, found)
    found += _swallowing_comments(text, file)
    return Cleaned(text, tuple(found))


def _decoded(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    for mark, encoding, name in _BOMS:
        if data.startswith(mark):
            return _in_other(data[len(mark) :], encoding, name, file)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data and (unmarked := _wide(data)):
        return _in_other(data, unmarked, "UTF-16", file)
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        return _mended(data, file)


def _in_other(data: bytes, encoding: str, name: str, file: str) -> tuple[str, list[Diagnostic]]:
    text = data.decode(encoding, "replace")
    message = f"the file is written in {name}, not in UTF-8"
    return text, [Pages([(file, text)]).wrong("not-utf8", message, 0, 0, _SAVE_AS_UTF8)]


def _wide(data: bytes) -> str:
    """Return the name of UTF-16 if every second byte is zero, as in Latin text in it."""
    half = len(data) / 2
    even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
    if odd > _MOST and even < _FEW:
        return "utf-16-le"
    return "utf-16-be" if even > _MOST and odd < _FEW else ""


def _mended(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """Return the text with each line that is not UTF-8 read as Windows-1252."""
    parts: list[str] = []
    odd: list[tuple[int, int, str]] = []
    length = offset = 0
    for line in data.splitlines(keepends=True):
        try:
            part = line.decode()
        except UnicodeDecodeError as error:
            byte = line[error.start]
            part = line.decode("cp1252") if _is_cp1252(line) else line.decode("latin-1")
            start = length + error.start
            letter = part[error.start]
            guess = f", and would be `{letter}` in Windows-1252" if letter.isprintable() else ""
            message = f"byte 0x{byte:02X} at offset {offset + error.start} is not UTF-8{guess}"
            odd.append((start, start + 1, message))
        parts.append(part)
        length += len(part)
        offset += len(line)
    text = "".join(parts)
    pages = Pages([(file, text)])
    return text, _listed("not-utf8", odd, _SAVE_AS_UTF8, "more lines are not UTF-8", pages)


def _is_cp1252(line: bytes) -> bool:
    return not any(byte in line for byte in b"\x81\x8d\x8f\x90\x9d")


def _without_controls(text: str, file: str, found: list[Diagnostic]) -> str:
    odd = [
        (*match.span(), f"the control character U+{ord(match[0]):04X} stands in the text")
        for match in _CONTROL.finditer(text)
    ]
    text = _CONTROL.sub("\ufffd", text)
    more = "more control characters stand in this file"
    found += _listed("unprintable-character", odd, "delete it", more, Pages([(file, text)]))
    return text


def escaped_controls(text: str, documents: Iterable[Node], pages: Pages) -> list[Diagnostic]:
    """Return what is wrong with values, and keys, in which an escape is a control character."""
    if not _ESCAPE.search(text):
        return []
    odd: list[tuple[int, int, str]] = []
    waiting = list(documents)
    while waiting:
        node = waiting.pop()
        scalars: Iterable[tuple[Node, int]] = ()
        if isinstance(node, Items):
            scalars = zip(node, node.marks, strict=True)
        elif isinstance(node, Entries):
            scalars = zip(chain.from_iterable(node.items()), node.marks, strict=True)
        for value, at in scalars:
            control = _CONTROL.search(value) if isinstance(value, str) else None
            if control:
                message = f"an escape stands for the control character U+{ord(control[0]):04X}"
                odd.append((at, 0, message))
            elif not isinstance(value, str):
                waiting.append(value)
    odd.sort(key=itemgetter(0))
    more = "more values hold such escapes"
    return _listed("unprintable-character", odd, "delete it", more, pages)


def _without_hidden(text: str, file: str, found: list[Diagnostic]) -> str:
    """Return the text without foreign line breaks; every hidden character is reported."""
    odd = [
        (
            *match.span(),
            f"the hidden character U+{ord(match[0]):04X} ({_name(match[0])}) stands in the text",
        )
        for match in _HIDDEN.finditer(text)
        if not _belongs(text, match.start())
    ]
    hint = "delete it, or write it as an escape in double quotes if it is meant"
    more = "more hidden characters stand in this file"
    found += _listed("hidden-character", odd, hint, more, Pages([(file, text)]))
    return text.translate(_LINE_BREAKS) if odd else text


def _name(character: str) -> str:
    return unicodedata.name(character, "no name").lower()


def _belongs(text: str, index: int) -> bool:
    """Return whether a joiner stands where its script needs it, or joins an emoji."""
    return (
        text[index] in _JOINERS and index > 0 and ord(text[index - 1]) >= _FIRST_OF_JOINED_SCRIPTS
    )


def _without_conflicts(text: str, file: str, found: list[Diagnostic]) -> str:
    """Return the text with the marks, and the other side, of merge conflicts blanked out."""
    marks = list(_CONFLICT.finditer(text))
    if not any(mark[1] for mark in marks):
        return text
    blanks: list[tuple[int, int]] = []
    ends: list[tuple[int, re.Match[str]]] = []
    whole = text
    opened: re.Match[str] | None = None
    dropped: int | None = None
    for mark in marks:
        sign = (mark[1] or mark[2])[0]
        blanks.append(mark.span())
        if opened is None:
            opened = mark
        if sign != "<" and dropped is None:
            dropped = mark.start()
        if sign == ">":
            ends.append((opened.start(), mark))
            if dropped is not None:
                blanks[-1] = (dropped, mark.end())
            opened = dropped = None
    if opened is not None:
        ends.append((opened.start(), opened))
    parts: list[str] = []
    done = 0
    for start, end in sorted(blanks):
        parts += (text[done:start], _NOT_A_BREAK.sub(" ", text[max(start, done) : end]))
        done = max(end, done)
    text = "".join((*parts, text[done:]))
    pages = Pages([(file, text)])
    found += [_conflict(pages, whole, start, last) for start, last in ends[:MAX_LISTED]]
    return text


def _conflict(pages: Pages, text: str, start: int, last: re.Match[str]) -> Diagnostic:
    first_line, last_line = pages.line(start), pages.line(last.start())
    lines = f"lines {first_line} to {last_line}" if last_line > first_line else f"line {first_line}"
    cut = _cut_short(text, start, last.end())
    goes_on = f"; {' and '.join(f'`{one}`' for one in cut)} go on below it" if cut else ""
    help_ = "decide item by item, each with all of its lines, and delete those that begin with"
    if cut:
        help_ = (
            "give each of them the lines below that both share, and delete those that begin with"
        )
    return pages.wrong(
        "merge-conflict",
        f"a merge conflict was left in {lines}{goes_on}",
        start,
        start + len("<<<<<<<"),
        f"{help_} `<<<<<<<`, `=======`, `>>>>>>>`",
    )


def _cut_short(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the last item of each side, if both go on in lines below the conflict.

    Lines that both sides share stand outside of the marks: whoever deletes the
    marks alone gives them to one of the two, and takes them from the other.
    """
    below = _NEXT_LINE.match(text, text.find("\n", end) + 1)
    sides = text[start:end].split("\n=======")
    if below is None or len(sides) != 2:
        return ()
    last = [[*_ITEM.finditer(side)][-1:] for side in sides]
    if not all(last) or any(len(found[0][1]) >= len(below[1]) for found in last):
        return ()
    return tuple(found[0][2] for found in last)


# an item with its id, by the column of its dash; a line that goes on with one
_ITEM = re.compile(r"(?m)^([ ]*)- (?:\{ *)?id: *([\w.:-]+)")
_NEXT_LINE = re.compile(r"([ ]+)(?![ \n#-])")


def _swallowing_comments(text: str, file: str) -> list[Diagnostic]:
    """Report each `#` that cuts a sentence: one that nothing sets apart from a word."""
    odd: list[tuple[int, int, str]] = []
    for match in _COMMENT.finditer(text):
        start = match.start() + 1
        first = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        cut = text[start : end if end >= 0 else len(text)].rstrip()
        if len(odd) > _MOST_COMMENTS:
            break
        if _PLAIN_BEFORE.fullmatch(text, first, match.start()) and not _in_block(text, first):
            message = f"`{cut}` is read as a comment, not as part of the text"
            odd.append((start, start + len(cut), message))
    hint = "put the text in quotes, or a space behind `#` if a comment is meant"
    more = "more comments cut a text in this file"
    return _listed("comment-in-text", odd, hint, more, Pages([(file, text)]))


def _in_block(text: str, first: int) -> bool:
    """Return whether the line that starts at `first` belongs to a `|` or `>` block."""
    indent = _indent(text, first)
    for _ in range(_LONGEST_BLOCK):
        if first == 0:
            return False
        last, first = first - 1, text.rfind("\n", 0, first - 1) + 1
        if text[first:last].strip() and _indent(text, first) < indent:
            return bool(_BLOCK_HEADER.search(text, first, last))
    return False


def _indent(text: str, first: int) -> int:
    index = first
    while text.startswith(" ", index):
        index += 1
    return index - first


def _listed(
    code: str, odd: Sequence[tuple[int, int, str]], hint: str, more: str, pages: Pages
) -> list[Diagnostic]:
    """Return a diagnostic for each message and its stretch, the last with how many are left out."""
    found = [pages.wrong(code, said, start, end, hint) for start, end, said in odd[:MAX_LISTED]]
    if len(odd) > MAX_LISTED:
        message = f"{found[-1].message}; {len(odd) - MAX_LISTED} {more}"
        found[-1] = replace(found[-1], message=message)
    return found
