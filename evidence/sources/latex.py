"""LaTeX as Unicode: the quick way for most fields, the careful one for the rest."""

from __future__ import annotations

import re

from evidence.sources.commands import Reader
from evidence.sources.markup import TAGS, Decoded, collapsed, composed, escaped

_SPECIAL = re.compile(r"[\\{}$~\n\t]|--|``|''|[?!]`|\s\s")
_COMMANDS = re.compile(r"[\\$~]|[?!]`")
_FLAT = re.compile(r"[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+").fullmatch
_FLAT_GROUP = re.compile(r"\{([^{}]*+)\}")
_REPLACED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))


def decode(value: str) -> Decoded:
    r"""Return what the LaTeX says.

    >>> decode(r"Garc{\'\i}a on {DNA} and \emph{E. coli}").plain
    'García on DNA and E. coli'
    >>> decode("The role of {DNA}").rich
    'The role of <span class="nocase">DNA</span>'
    """
    if not _SPECIAL.search(value):
        return Decoded(composed(value.strip()))
    if not _COMMANDS.search(value) and _FLAT(value):
        return _simple(value)
    reader = Reader()
    reader.read(value)
    return reader.decoded()


def _simple(value: str) -> Decoded:
    """Decode a value that has no commands: ligatures, and braces one level deep."""
    for written, meant in _REPLACED:
        if written in value:
            value = value.replace(written, meant)
    value = composed(collapsed(value))
    if "{" not in value:
        return Decoded(value)
    pieces = _FLAT_GROUP.split(value)
    plain = "".join(pieces)
    before, after = TAGS["nocase"]
    protected = False
    for index, piece in enumerate(pieces):
        pieces[index] = escaped(piece)
        if index % 2 and piece != piece.lower():
            pieces[index] = f"{before}{pieces[index]}{after}"
            protected = True
    return Decoded(plain, "".join(pieces) if protected else "")
