"""A text as libyaml can read it, letter for letter as long as what was written.

libyaml reads YAML 1.1, and some of it by half: JSON's pairs of surrogates, a
text in brackets that begins with `?` or `:`, a blank line that holds a tab,
three dots and nothing else. Each is put so that libyaml says what YAML 1.2
means by it, and every character keeps its index; `as_written` takes what was
put out of the values again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# characters that Unicode keeps out of texts; three that a text has not are put into it
_NONCHARACTERS = tuple(map(chr, range(0xFDD0, 0xFDF0)))

_HALF = re.compile(r"\\u[dD][89abAB]")
# an escape, or the two that are one character; a backslash takes what stands behind it along
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
# `?` or `:` where a text may begin, with something behind it that no text ends with
# or `?` alone between brackets, which nobody means as a key without a name
_FIRST = re.compile(
    r"[?:](?<=[\[{,:\s].)(?=[^\s,\[\]{}])"
    r"|\?(?:(?<=[\[,].)|(?<=[\[,:]\s.))(?=[ \t]*[,\]])"
)
_SPACE = " \t\r\n"
_DOTS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*\.\.\.(?=\s|$)")
_SPACES_AT_END = re.compile(r"\n +\Z")
_TAB_FIRST = re.compile(r"^\t[ \t]*(?=\r?$)", re.MULTILINE)
_BLANK = re.compile(r" *\t[ \t]*(?=\r?(?:\n|\Z))")
_BLOCK_SIGN = re.compile(r"( *)(\S[^\n]* )?[|>][-+0-9]*[ \t]*(?: #[^\n]*)?\r?\n")


class ForLibyaml(NamedTuple):
    """What libyaml is given of a text, and what stands in it for what it would misread.

    Shape: `filler` fills up an escape that became shorter, `mark` stands for `?`
           and `colon` for `:`; all are empty if none was put.
    """

    text: str
    filler: str = ""
    mark: str = ""
    colon: str = ""


def for_libyaml(text: str) -> ForLibyaml:
    """Return a text as libyaml can read it."""
    given = ForLibyaml(text)
    halves = "\\u" in text and _HALF.search(text)
    if halves or _FIRST.search(text):
        unused = [sign for sign in _NONCHARACTERS if sign not in text][:3]
        if len(unused) == 3:
            given = _with_signs(text, *unused, halves=bool(halves))
    written = given.text
    while dots := _DOTS.match(written):  # nothing ends with them, for nothing has begun
        written = f"{written[: dots.end() - 3]}   {written[dots.end() :]}"
    if _SPACES_AT_END.search(written[-200:]):
        written += "\n"
    return given._replace(text=written)


def _with_signs(text: str, filler: str, mark: str, colon: str, *, halves: bool) -> ForLibyaml:
    def escape(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0]
        point = 0x10000 + ((int(found[1], 16) & 0x3FF) << 10) + (int(found[2], 16) & 0x3FF)
        return f"\\U{point:08x}{filler}{filler}"

    def first(found: re.Match[str]) -> str:
        if found[0] == "?":
            return mark
        # behind a key in quotes, or one that is a list, it is what ends the key
        return ":" if _before(text, found.start()) in "\"']}" else colon

    written = _ESCAPE.sub(escape, text) if halves else text
    return ForLibyaml(_FIRST.sub(first, written), filler, mark, colon)


def _before(text: str, index: int) -> str:
    """Return the last character before an index that is no space, a letter if there is none."""
    index -= 1
    while index >= 0 and text[index] in _SPACE:
        index -= 1
    return text[index] if index >= 0 else "x"


def as_written(value: str, given: ForLibyaml, written: str, *, escapes: bool) -> str:
    """Return the value of a scalar without what was put for libyaml.

    Shape: `written` is the scalar as it stands in the file; `escapes` says
           whether it stands in double quotes.
    """
    if given.filler in value:
        if escapes:
            value = value.replace(given.filler, "")
        else:  # no escape there: the backslashes are the author's
            pairs = iter(found[0] for found in _ESCAPE.finditer(written) if found[1])
            put = re.compile(rf"\\U[0-9a-f]{{8}}{given.filler}{given.filler}")
            value = put.sub(lambda found: next(pairs, found[0]), value)
    return value.replace(given.mark, "?").replace(given.colon, ":")


def without_tab(text: str, index: int) -> str:
    """Return a text without the tab that libyaml stopped at, if it stands on a blank line.

    Only what can be no part of a text: a block begins right of its key, and of
    the first line of a block nobody but YAML could say how far it is indented.
    """
    start = text.rfind("\n", 0, index) + 1
    blank = _BLANK.match(text, start)
    if not blank or "\t" not in blank[0]:
        return text
    if blank[0].startswith("\t"):
        return _TAB_FIRST.sub(lambda found: " " * len(found[0]), text)
    sign = _BLOCK_SIGN.match(text, text.rfind("\n", 0, max(start - 1, 0)) + 1, start)
    if sign and (not sign[2] or blank[0].index("\t") > len(sign[1])):
        return text
    return f"{text[:start]}{' ' * len(blank[0])}{text[blank.end() :]}"
