"""Claims as YAML, the way a careful coder would write them.

Prose stands in block style, words and lists of words on the line of their key.
What another YAML reader would take for a number, a date or a truth value is
put in quotes, though ours would not need it. Text only: `editing` knows where
in a file it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

# what a key may hold here: text, a flag, a list, or keys of its own, to any depth
Value: TypeAlias = "str | bool | tuple[str | Mapping[str, Value], ...] | Mapping[str, Value]"
Draft: TypeAlias = Mapping[str, Value]

WIDTH = 100

_MISREAD = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|<<|=|\.nan|[-+]?\.inf"
    r"|(?![1-9]\d{0,17}$|0$|\d+[-–]\d+$)[-+]?\.?\d[\d_.,:eEoxXa-fA-F+-]*",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:(?!: | #).)*(?<![\s:])")
_OF_FLOW = re.compile(r"[,\[\]{}:?]")
_SINGLE_SPACE = re.compile(r"(?<=\S) (?=\S)")
_JOINERS = "\u200c\u200d"
_FIRST_OF_JOINED_SCRIPTS = 0x590  # Hebrew and everything after it
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Indent:
    """How the items of a list are indented: the column of `-`, and from it to the keys."""

    dash: int = 2
    keys: int = 2

    @property
    def column(self) -> int:
        """Return the column in which the keys of an item stand."""
        return self.dash + self.keys


def item(draft: Draft, indent: Indent = Indent()) -> str:
    r"""Return a claim as an item of a list, with a line break at its end.

    >>> print(item({"id": "a", "at": {"section": "2.10"}, "unfitted": True}), end="")
      - id: a
        at: {section: "2.10"}
        unfitted: true
    """
    lines: list[str] = []
    for key, value in draft.items():
        lines += _entry(key, value, indent.column, indent.keys)
    first = " " * indent.dash + "-" + " " * (indent.keys - 1)
    lines[0] = first + lines[0].removeprefix(" " * indent.column)
    return "".join(f"{line}\n" for line in lines)


def entries(given: Mapping[str, Value], column: int = 0, step: int = 2) -> str:
    r"""Return keys and what they hold, each key on a line of its own in a column.

    >>> print(entries({"file": "a.csv", "codes": {"7": "trust, lost"}}), end="")
    file: a.csv
    codes:
      7: trust, lost
    """
    return "".join(
        f"{line}\n" for key, value in given.items() for line in _entry(key, value, column, step)
    )


def _entry(key: str, value: Value, column: int, step: int) -> list[str]:
    start = f"{' ' * column}{_word(key)}:"
    if isinstance(value, bool):
        return [f"{start} {str(value).lower()}"]
    if isinstance(value, str):
        return _text(start, value, column + step)
    if isinstance(value, tuple):
        return _list(start, value, column + step, step)
    plain = {k: v for k, v in value.items() if isinstance(v, str)}
    pairs = [f"{_word(k, flow=True)}: {_word(v, flow=True)}" for k, v in plain.items()]
    flow = f"{start} {{{', '.join(pairs)}}}"
    # a comma in `{…}` is the slip that coders make most often: no text of ours invites it
    invites = any(_OF_FLOW.search(text) for text in plain.values())
    if len(plain) == len(value) and len(flow) <= WIDTH and not invites:
        return [flow]
    inner = (_entry(k, v, column + step, step) for k, v in value.items())
    return [start, *(line for lines in inner for line in lines)]


def _list(
    start: str, value: tuple[str | Mapping[str, Value], ...], column: int, step: int
) -> list[str]:
    words = [one for one in value if isinstance(one, str)]
    flow = f"{start} [{', '.join(_word(word, flow=True) for word in words)}]"
    if len(words) == len(value) and (len(flow) <= WIDTH or not value):
        return [flow]
    lines = [start]
    for one in value:
        if isinstance(one, str):
            lines.append(f"{' ' * column}- {_word(one)}")
        else:
            lines += item(one, Indent(column, step)).splitlines()
    return lines


def _text(start: str, text: str, column: int) -> list[str]:
    """Return prose: on the line of its key, else as a block, else in quotes."""
    prose = _SINGLE_SPACE.search(text) is not None or "\n" in text
    plain = _is_plain(text)
    whole = f"{start} {text if plain else _quoted(text)}"
    if not prose or (len(whole) <= WIDTH and plain):
        return [whole]
    indent = " " * column
    if not _is_visible(text) or text != text.strip():
        return [whole]
    if "\n" not in text:
        return [f"{start} >-", *(f"{indent}{line}" for line in _wrapped(text, WIDTH - column))]
    lines = text.split("\n")
    if any(line != line.strip() for line in lines):
        return [whole]
    return [f"{start} |-", *(f"{indent}{line}" if line else "" for line in lines)]


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a folded block: cut at single spaces, which folding gives back."""
    lines: list[str] = []
    for part in _SINGLE_SPACE.split(text):
        if lines and len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def _word(text: str, *, flow: bool = False) -> str:
    if _is_plain(text) and not (flow and _OF_FLOW.search(text)):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    if text.isprintable():  # nearly always, and done at once
        return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'
    return f'"{"".join(_ESCAPES.get(c) or _escaped(c, before) for before, c in _pairs(text))}"'


def _is_plain(text: str) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and _MISREAD.fullmatch(text) is None
        and _is_visible(text)
        and "\n" not in text
    )


def _is_visible(text: str) -> bool:
    if text.isprintable():  # nearly always, and asked at once
        return True
    return all(c == "\n" or _is_seen(c, before) for before, c in _pairs(text))


def _is_seen(character: str, before: str) -> bool:
    """Return whether a character may stand in a file as it is: it is seen, or belongs there."""
    if character in _JOINERS:
        return bool(before) and ord(before) >= _FIRST_OF_JOINED_SCRIPTS
    return character.isprintable() or (character.isspace() and character in "\u00a0\u202f\u3000")


def _escaped(character: str, before: str) -> str:
    if _is_seen(character, before):
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
    )


def _pairs(text: str) -> zip[tuple[str, str]]:
    return zip(("", *text), text, strict=False)
