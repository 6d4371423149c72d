"""What a file made elsewhere gives as text, made fit to be written down.

No letter is changed: what no text file can hold (halves of letters, control
characters) is replaced by the sign for that, blanks run together into one
where a text is a single line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import Any

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_MANY_BREAKS = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.DOTALL)
# elements after which a reader sees another line
_ENDS_LINE = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section"
        " table tr ul"
    ).split()
)
_SILENT = frozenset(("script", "style", "template"))


def said(value: Any) -> str:
    r"""Return a value as text of several lines, "" if it is neither text nor a number.

    >>> said("a\r\nb"), said("\ud800") == "\ufffd", said(2019), said(None), said({"x": 1})
    ('a\nb', True, '2019', '', '')
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    text = str(value)
    if text.isprintable():  # nothing below could find anything
        return text.strip()
    text = _NO_TEXT.sub("\ufffd", _BREAKS.sub("\n", text))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def line(value: Any) -> str:
    r"""Return a value as text of one line: blanks and line ends are one blank.

    >>> line(" In the list\n\n\nYou can ")
    'In the list You can'
    """
    return " ".join(said(value).split())


def short(value: Any, most: int = 60) -> str:
    """Return the first words of a value, for a name.

    >>> short("one two three four", 12)
    'one two …'
    """
    text = line(value)
    if len(text) <= most:
        return text
    return (
        text[: most - 1].rpartition(" ")[0].rstrip() + " …"
        if " " in text[:most]
        else (text[: most - 1] + "…")
    )


def has_markup(text: str) -> bool:
    """Return whether a text holds tags of HTML."""
    return bool(_TAG.search(text))


def without_markup(html: str) -> str:
    r"""Return the words of a piece of HTML, a line for each block.

    >>> without_markup("<p>As <b>we</b> said:</p><p>x &lt; y</p>")
    'As we said:\nx < y'
    """
    reader = _Words()
    reader.feed(html)
    reader.close()
    return said("".join(reader.words))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.silent += tag in _SILENT
        if tag == "br":
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _ENDS_LINE:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def rows(value: Any) -> list[Mapping[str, Any]]:
    """Return the mappings of a list, [] if it is none."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def mapping(value: Any) -> Mapping[str, Any]:
    """Return a mapping as it is, an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def unlike(keys: Iterable[str]) -> list[str]:
    """Return the keys with an ordinal behind those that stood before.

    >>> unlike(["a", "b", "a"])
    ['a', 'b', 'a#2']
    """
    met: Counter[str] = Counter()
    told = []
    for key in keys:
        met[key] += 1
        told.append(key if met[key] == 1 else f"{key}#{met[key]}")
    return told
