"""What databases leave of web pages in a field: references to signs, and elements.

`&amp;`, `&eacute;` and `&#8217;` are read as the signs that they stand for. `<i>` stays
text, for a title may speak of it, and is told.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.entities import html5
from typing import NamedTuple

from evidence.bibtex.latex_signs import as_itself


class Unescaped(NamedTuple):
    """A value without references to signs, and those that stood there, with what they mean."""

    value: str
    read: tuple[tuple[str, str], ...] = ()


# LaTeX or a program may have escaped what begins it: \&amp; {\&}amp; \&\#39;
_REFERENCE = re.compile(
    r"(?:\{\\&\}|(?<!\\)\\&|&)"
    r"(?:(?:\{\\#\}|\\?#)(?P<number>\d{1,7}|[xX][0-9A-Fa-f]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)
# &amp;amp;eacute; was escaped by two programs after the first
_MOST_TIMES = 3
_ELEMENT = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|inf|sc|scp|small|span|font|p|br|tt|italic|bold|underline"
    r"|title|math|(?:jats|mml|m):[a-z]+)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)


def without_references(value: str) -> Unescaped:
    r"""Return a value in LaTeX with the signs that its references stand for.

    Shape: what is no reference stays. `\&{}amp;` is none: it prints `&amp;`.

    >>> without_references(r"Roe \&amp; Kim on &lt;caf&eacute;s&gt;").value
    'Roe \\& Kim on <cafés>'
    """
    if "&" not in value or ";" not in value:
        return Unescaped(value)
    read: dict[str, str] = {}

    def sign(found: re.Match[str]) -> str:
        meant = _meant(found)
        if not meant:
            return found[0]
        read[_bare(found)] = meant
        return "".join(map(as_itself, meant))

    for _ in range(_MOST_TIMES):
        before, value = value, _REFERENCE.sub(sign, value)
        if value == before:
            break
    return Unescaped(value, tuple(read.items()))


def elements_in(text: str) -> tuple[str, ...]:
    """Return the elements of HTML or JATS whose marks stand in a text, each once.

    >>> elements_in("On <i>E. coli</i> at p < 0.05 and CO<sub>2</sub>")
    ('<i>', '<sub>')
    """
    if "<" not in text or ">" not in text:
        return ()
    return tuple(
        dict.fromkeys(found[0] for found in _ELEMENT.finditer(text) if "/" not in found[0][:2])
    )


def _bare(found: re.Match[str]) -> str:
    """Return a reference as a web page writes it."""
    return f"&#{found['number']};" if found["number"] else f"&{found['name']};"


def _meant(found: re.Match[str]) -> str:
    """Return what a reference stands for, "" for none that a text can hold."""
    if found["name"]:
        return html5.get(f"{found['name']};", "")
    meant = unescape(_bare(found))
    odd = not meant or meant == "\ufffd" or unicodedata.category(meant[0]) in ("Cc", "Cs", "Cn")
    return "" if odd and not meant.isspace() else meant
