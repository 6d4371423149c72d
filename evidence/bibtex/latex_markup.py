"""What a field says once LaTeX is decoded, and the few tags that it may carry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from types import MappingProxyType
from typing import NamedTuple

TAGS = MappingProxyType(
    {
        "i": ("<i>", "</i>"),
        "b": ("<b>", "</b>"),
        "sub": ("<sub>", "</sub>"),
        "sup": ("<sup>", "</sup>"),
        "sc": ('<span class="small-caps">', "</span>"),
        "nocase": ('<span class="nocase">', "</span>"),
    }
)
BLANK = " \t\n\r\f\v"
UNEVEN = ("  ", *BLANK[1:])
_BLANKS = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")


class Decoded(NamedTuple):
    """A field without LaTeX.

    Shape: `plain` is the text alone. `rich` is the same as safe HTML in the tags
           of `TAGS`, with `<`, `>` and `&` of the text escaped, "" where there
           is nothing to mark. `unknown` are the commands that could not be
           decoded and stand in the text as they were written; `references` are those to
           signs, as web pages write them, each with what it was read as.
    """

    plain: str
    rich: str = ""
    unknown: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()


def composed(text: str) -> str:
    """Return the text in Unicode's composed form (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def collapsed(text: str) -> str:
    """Return the text with single spaces and no line ends; ties stay."""
    if has_any(UNEVEN, text):
        text = _BLANKS.sub(" ", text)
    return text.strip()


def has_any(marks: Iterable[str], text: str) -> bool:
    """Say whether one of the marks stands in the text."""
    return any(map(text.__contains__, marks))


def escaped(text: str) -> str:
    """Return the text with `<`, `>` and `&` as HTML writes them."""
    if "&" in text or "<" in text or ">" in text:
        return escape(text, quote=False)
    return text
