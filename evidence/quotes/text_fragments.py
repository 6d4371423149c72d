"""Addresses that open a source at a passage: `#:~:text=` for pages, `#page=` for PDF."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from evidence.quotes.search import OMISSION

_LONG = 60  # code points: a longer quote is given by its first and last words
_ENDS = 4  # words


def passage_address(address: str, words: str, sheet: int = 0) -> str:
    """Return an address that opens at a quote, "" if the address is not one of the web.

    Shape:  `sheet` is the number of the page counted from 1, 0 if it is not
            known. An address that has a fragment keeps it.
    Source: WICG Scroll To Text Fragment; RFC 8118 for `#page=`.

    >>> passage_address("https://a.org/x", "tend to name more")
    'https://a.org/x#:~:text=tend%20to%20name%20more'
    >>> passage_address("https://a.org/x.pdf", "tend to", 3)
    'https://a.org/x.pdf#page=3'
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return ""
    if parts.path.lower().endswith(".pdf"):
        return f"{address}#page={sheet}" if sheet and not parts.fragment else address
    directive = _directive(words)
    if not directive:
        return address
    return f"{address}{':' if parts.fragment else '#:'}~:text={directive}"


def _directive(words: str) -> str:
    first = " ".join(OMISSION.split(words.strip())[0].split())
    pieces = OMISSION.split(words.strip())
    last = " ".join(pieces[-1].split())
    if len(pieces) == 1 and len(first) <= _LONG:
        return _encoded(first)
    start = " ".join(first.split(" ")[:_ENDS])
    end = " ".join(last.split(" ")[-_ENDS:])
    if not start or not end:
        return ""
    return f"{_encoded(start)},{_encoded(end)}"


def _encoded(text: str) -> str:
    # a hyphen would be read as the mark of a prefix or a suffix
    plain = re.sub(r"[\ud800-\udfff]", "", text)
    return quote(plain, safe="").replace("-", "%2D")
