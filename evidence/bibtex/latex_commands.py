"""Reads LaTeX commands: accents, symbols, styles, braces and formulas.

Linear in the length of the value and without recursion, so that neither deep
braces nor long fields can stop it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from evidence.bibtex.latex_markup import BLANK, TAGS, Decoded, collapsed, composed, escaped
from evidence.bibtex.latex_symbols import (
    ACCENTS,
    BETWEEN,
    FIRST_UNREAD,
    MARKS,
    QUOTES,
    SILENT,
    STYLES,
    SWITCHES,
    SYMBOLS,
    TRANSPARENT,
    VERBATIM,
)
from evidence.bibtex.string_keys import words_of
from evidence.bibtex.urls import group_end, verbatim

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]++)(?P<star>\*?)(?P<gap>\s*+)|\\(?P<sign>.)|(?P<mark>[{}$~^_])"
    r"|(?P<ligature>---?|``|''|[?!]`)|(?P<text>[^\\{}$~^_`'?!-]++|.)",
    re.DOTALL,
)
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}
_SPACING = {"\u0302": "^", "\u0303": "~", "\u0300": "`", "\u0301": "´", "\u0308": "¨"}
_FORMULAS = {"(": "\\)", "[": "\\]"}
_MOST_ACCENTS = 3
_MATH_SIGN = re.compile(r"[\\^_{=<>+]")


@dataclass(slots=True)
class _Group:
    """A group that is open: where its output begins, and what happens when it closes."""

    accent: str = ""
    before: str = ""
    after: str = ""
    protects: bool = False  # braces around capitals, not around a command
    inside: bool = False  # of braces that protect
    math: bool = False
    silent: bool = False
    literal: bool = False  # the argument of an unknown command keeps its braces
    opens: str = ""  # signs around its text
    closes: str = ""
    quoted: int = 0  # how many quotations it stands in
    takes_one: bool = True  # without braces, its argument is one character
    plain: int = 0
    rich: int = 0
    capitals: bool = False


class Reader:
    """Reads a value from left to right with a stack of open groups, in linear time."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.rich: list[str] = []
        self.unknown: list[str] = []
        self.groups = [_Group()]
        self.floor = 1  # groups below it are not this value's to close
        self.accent = ""  # waits for the letter that it stands on
        self.accent_name = ""
        self.pending: _Group | None = None  # waits for the braces that are its argument
        self.marked = False

    def read(self, value: str) -> None:
        """Read a value, or the formula inside of one."""
        at, end = 0, len(value)
        while at < end:
            token = _TOKEN.match(value, at)
            assert token is not None  # its last alternative takes any character
            at = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._text(token[0])
            elif kind == "ligature":
                self._text(_LIGATURES[token[0]])
            elif kind == "mark":
                at = self._mark(value, token[0], at)
            elif kind == "sign":
                closer = _FORMULAS.get(token["sign"], "")
                if closer and value.find(closer, at) >= 0:
                    at = self._formula(value, at, closer)
                else:
                    self._command(token["sign"], "")
            else:
                at = self._word(value, token, at)

    def decoded(self) -> Decoded:
        """Close what is still open and return what was read."""
        self._settle()
        while self.groups:
            self._close()
        plain = collapsed("".join(self.plain))
        rich = collapsed("".join(self.rich)) if self.marked else ""
        return Decoded(composed(plain), composed(rich), tuple(dict.fromkeys(self.unknown)))

    def _put(self, text: str) -> None:
        self.plain.append(text)
        self.rich.append(escaped(text))
        if len(self.groups) > 1 and text != text.lower():
            self.groups[-1].capitals = True

    def _text(self, text: str) -> None:
        if self.accent or self.pending is not None:
            text = text.lstrip(BLANK)
            if not text:
                return
        if self.accent:
            text, self.accent = _accented(text[0], self.accent) + text[1:], ""
        if self.pending is not None and self.pending.takes_one:
            self._open(self.pending)
            self._put(text[0])
            self._close()
            text = text[1:]
        self.pending = None
        self._put(text)

    def _mark(self, value: str, mark: str, at: int) -> int:
        if mark == "{":
            top = self.groups[-1]
            group = self.pending or _Group(
                accent=self.accent,
                protects=not (self.accent or top.inside or top.math or value.startswith("\\", at)),
            )
            self.accent = ""
            self._open(group)
        elif mark == "}":
            self._settle()
            if len(self.groups) > self.floor:
                self._close()
        elif mark == "~":
            # A tie, but not in the middle of an address: https://example.org/~name
            self._text("~" if value.endswith("/~", 0, at) else "\u00a0")
        elif mark == "$":
            return self._formula(value, at)
        elif self.groups[-1].math:
            self._settle()
            self.pending = _styled("sup" if mark == "^" else "sub")
        else:
            self._text(mark)
        return at

    def _open(self, group: _Group) -> None:
        top = self.groups[-1]
        group.inside = top.inside or group.protects
        group.math = top.math or group.math
        self.pending = None
        group.plain, group.rich = len(self.plain), len(self.rich)
        self.rich.append(group.before)
        self.groups.append(group)
        group.quoted += top.quoted
        if group.literal:
            self._put("{")
        elif group.opens:
            self._put(group.opens)

    def _close(self) -> None:
        top = self.groups[-1]
        if top.literal:
            self._put("}")
        elif top.closes and len(self.plain) > top.plain:
            self._put(top.closes)
        if top.accent and len(self.plain) == top.plain:
            self._put(_SPACING.get(top.accent) or self._named(self.accent_name))
            top.accent = ""
        group = self.groups.pop()
        if group.accent:
            _accent_first(self.plain, group.plain, group.accent)
            _accent_first(self.rich, group.rich + 1, group.accent, rich=True)
        if group.silent:
            del self.plain[group.plain :]
            del self.rich[group.rich :]
            return
        if group.protects and group.capitals:
            self.rich[group.rich] = TAGS["nocase"][0]
            group.after += TAGS["nocase"][1]
        if len(self.plain) == group.plain:
            self.rich[group.rich :] = []
        elif group.after:
            self.rich.append(group.after)
            self.marked = True
        if group.capitals and self.groups:
            self.groups[-1].capitals = True

    def _word(self, value: str, token: re.Match[str], at: int) -> int:
        word = token["word"]
        braced = value.startswith("{", at)
        if braced and word in _TAKES_ALL:
            end = group_end(value, at)
            self._text(_said(word, value[at + 1 : end - 1].strip()))
            return end
        if braced and (word in ("begin", "end", "href") or word in FIRST_UNREAD):
            at = group_end(value, at)
            if word not in QUOTES:
                argument = word == "href" or value.startswith("{", at)
                self.pending = _Group(takes_one=False) if argument else None
                return at
        if word in SWITCHES:
            self._settle()
            before, after = TAGS[SWITCHES[word]]
            if after not in self.groups[-1].after:
                self.rich.append(before)
                self.groups[-1].after = after + self.groups[-1].after
        elif group := self._argument(word, token["star"], braced=braced):
            self._settle()
            self.pending = group
            if word in QUOTES:
                at = _behind_options(word, value, at, braced=braced)
        elif word in TRANSPARENT:
            self._settle()
        else:
            self._command(word, token["gap"], braced=braced)
        return at

    def _argument(self, word: str, star: str, *, braced: bool) -> _Group | None:
        """Return the group that is the argument of a command; None for one that takes none."""
        if word in SILENT:
            return _Group(silent=True)
        if word in STYLES:
            return _styled(STYLES[word])
        if word in QUOTES:
            opens, closes = MARKS[(self.groups[-1].quoted + bool(star)) % 2]
            return _Group(opens=opens, closes=closes, quoted=1, takes_one=False)
        if word in BETWEEN:
            opens, closes = BETWEEN[word]
            return _Group(opens=opens, closes=closes, takes_one=word == "frac")
        if word in TRANSPARENT and braced:
            return _Group(math=word == "ensuremath", takes_one=False)
        return None

    def _command(self, name: str, gap: str, *, braced: bool = False) -> None:
        if name in ACCENTS:
            self.accent = (ACCENTS[name] + self.accent)[:_MOST_ACCENTS]
            self.accent_name = name
            return
        meaning = SYMBOLS.get(name)
        if meaning is None and len(name) > 1:
            meaning = _looked_up(name)
        if meaning is None:
            self._settle()
            self._put(f"{self._named(name)}{' ' if gap and not braced else ''}")
            if braced:
                self.pending = _Group(literal=True, takes_one=False)
        elif meaning:
            # a sign between two things stands apart from both
            apart = gap and self.groups[-1].math and not meaning.isalpha()
            apart = (
                apart and len(self.plain) > self.groups[-1].plain and self.plain[-1].endswith(" ")
            )
            self._text(f"{meaning} " if apart else meaning)

    def _named(self, command: str) -> str:
        """Return a command as it is written, and remember that it was not decoded."""
        self.unknown.append(f"\\{command}")
        return f"\\{command}"

    def _formula(self, value: str, at: int, closer: str = "$") -> int:
        r"""Read `$...$` or `\(...\)`; a dollar that is money stays one."""
        end = value.find(closer, at)
        inside = value[at:end] if end >= 0 else ""
        money = closer == "$" and " " in inside and not _MATH_SIGN.search(inside)
        if not inside or money:
            self._text("$" if closer == "$" else "")
            return at
        self._settle()
        self._open(_Group(math=True))
        floor, self.floor = self.floor, len(self.groups)
        self.read(inside)
        self._settle()
        while len(self.groups) >= self.floor:
            self._close()
        self.floor = floor
        return end + len(closer)

    def _settle(self) -> None:
        """Let go of an accent or a command that nothing came for."""
        if self.accent:
            accent, self.accent = self.accent, ""
            self._put(_SPACING.get(accent) or self._named(self.accent_name))
        self.pending = None


# Commands whose argument is not text to decode: an address, a key, a kind of hyphen.
_TAKES_ALL = VERBATIM | {"babelhyphen", "bibstring"}


def _said(word: str, argument: str) -> str:
    if word in VERBATIM:
        return verbatim(argument) or " "
    return "-" if word == "babelhyphen" else words_of(argument) or argument


def _behind_options(word: str, value: str, at: int, *, braced: bool) -> int:
    """Return where the text of a quotation begins: whom it quotes and what follows is not read."""
    while value.startswith("[", at):
        end = value.find("]", at)
        if end < 0:
            return at
        at = end + 1
    if word in FIRST_UNREAD and not braced and value.startswith("{", at):
        return group_end(value, at)
    return at


def _styled(style: str) -> _Group:
    before, after = TAGS[style]
    return _Group(before=before, after=after)


def _accented(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter, letter) + accent)


def _accent_first(output: list[str], start: int, accent: str, *, rich: bool = False) -> None:
    """Put an accent on the first letter of a group, in rich text past tags and on `&lt;` whole."""
    for index in range(start, len(output)):
        text = output[index]
        if text and not (rich and text[0] == "<"):
            end = text.index(";") + 1 if rich and text[0] == "&" else 1
            output[index] = _accented(text[:end], accent) + text[end:]
            return


def letter_of(name: str) -> str:
    r"""Return the letter that a command stands for (`\L`, `\ae`), "" for one that is none.

    >>> letter_of("L"), letter_of("aa"), letter_of("emph")
    ('Ł', 'å', '')
    """
    if name in ACCENTS:
        return ""
    meaning = SYMBOLS.get(name)
    if meaning is None and len(name) > 1:
        meaning = _looked_up(name)
    return meaning if meaning and len(meaning) == 1 and meaning.isalpha() else ""


@lru_cache(maxsize=1024)
def _looked_up(name: str) -> str | None:
    """Return what pylatexenc knows of a command without arguments, None if nothing."""
    text = _table()
    spec = text.latex_context.get_macro_spec(name)
    if spec is None or not isinstance(spec.simplify_repl, str) or "%" in spec.simplify_repl:
        return None
    meaning = str(text.latex_to_text(f"\\{name}{{}}")).strip()
    return meaning if meaning and not meaning.isascii() else None


@cache
def _table() -> LatexNodes2Text:
    # Made when the first rare command is met: most files have none.
    return LatexNodes2Text()
