"""LaTeX as Unicode: the quick way for most fields, the careful one for the rest."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.bibtex.latex_commands import Reader
from evidence.bibtex.latex_markup import (
    TAGS,
    UNEVEN,
    Decoded,
    collapsed,
    composed,
    escaped,
    has_any,
)
from evidence.bibtex.web_markup import without_references

# Looked for one by one: over a long text that is faster than an expression.
_COMMANDS = ("\\", "$", "~", "?`", "!`")
_MARKS = (*_COMMANDS, "{", "}", "--", "``", "''", *UNEVEN)
_FLAT = re.compile(r"[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+").fullmatch
_FLAT_GROUP = re.compile(r"\{([^{}]*+)\}")
_SHORT = 80
# Accents and escapes as most fields have them, which need no reader.
_COMBINING = {"'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303"}
_COMBINING |= {"=": "\u0304", ".": "\u0307", "c": "\u0327", "v": "\u030c"}
_ACCENTED = re.compile(r"\{\\([`'^\"~=.]|[cv] )(?:([A-Za-z])|\{([A-Za-z])\})\}")
_BARE_ACCENT = re.compile(r"\\([`'^\"~=.])(?:([A-Za-z])|\{([A-Za-z])\})")
_ESCAPED = re.compile(r"\\([&%_#])")
# `so', where neither sign is an accent or an apostrophe
_SINGLE_QUOTED = re.compile(r"(?<![\w`\\])`(?![\s`]|\{\})([^`'\\]{1,200})'(?!['\w])")
_DEGREE = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))")
_REPLACED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))


def decode(value: str) -> Decoded:
    r"""Return what the LaTeX says.

    >>> decode(r"Garc{\'\i}a on {DNA} and \emph{E. coli}").plain
    'García on DNA and E. coli'
    >>> decode("The role of {DNA}").rich
    'The role of <span class="nocase">DNA</span>'
    """
    return _short(value) if len(value) <= _SHORT else _decoded(value)


@lru_cache(maxsize=8192)
def _short(value: str) -> Decoded:
    """Decode a value that may stand in many entries: a journal, a publisher, a place."""
    return _decoded(value)


def _decoded(value: str) -> Decoded:
    resolved = without_references(value)
    decoded = _from_latex(resolved.value)
    return decoded._replace(references=resolved.read) if resolved.read else decoded


def _from_latex(value: str) -> Decoded:
    if "`" in value:
        value = _SINGLE_QUOTED.sub("\u2018\\1\u2019", value)
    if "\\circ" in value:
        value = _DEGREE.sub(r"\\textdegree{}", value)
    if not has_any(_MARKS, value):
        return Decoded(composed(value.strip()))
    if not has_any(_COMMANDS, value):
        if _FLAT(value):
            return _simple(value)
    elif "\\" in value:
        quick = _ESCAPED.sub(r"\1", _BARE_ACCENT.sub(_letter, _ACCENTED.sub(_letter, value)))
        if not has_any(_COMMANDS, quick) and _FLAT(quick):
            return _simple(quick)
    reader = Reader()
    reader.read(value)
    return reader.decoded()


def with_letters(value: str) -> str:
    r"""Return a value with its ordinary accents as letters, all else as it stands.

    >>> with_letters(r"Garc{\'i}a and {\o}")
    'García and {\\o}'
    """
    return _ACCENTED.sub(_letter, value)


def _letter(accented: re.Match[str]) -> str:
    return composed((accented[2] or accented[3]) + _COMBINING[accented[1].strip()])


def _simple(value: str) -> Decoded:
    """Decode a value that has no commands: ligatures, and braces one level deep."""
    for written, meant in _REPLACED:
        if written in value:
            value = value.replace(written, meant)
    value = composed(collapsed(value))
    if "{" not in value:
        return Decoded(value)
    pieces = _FLAT_GROUP.split(value)
    plain = collapsed("".join(pieces))
    before, after = TAGS["nocase"]
    protected = False
    for index, piece in enumerate(pieces):
        pieces[index] = escaped(piece)
        if index % 2 and piece != piece.lower():
            pieces[index] = f"{before}{pieces[index]}{after}"
            protected = True
    return Decoded(plain, collapsed("".join(pieces)) if protected else "")
