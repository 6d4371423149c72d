"""Places in a text as people write them: `p. 3`, `section 2.1`, `hal 7`, or a bare number."""

from __future__ import annotations

import re

_VALUE = r"[0-9ivxlc][0-9ivxlc.,–-]*"
_LOCATED = re.compile(
    r"(?P<term>pages?|pp?|halaman|hal|sections?|sec|(?<!§)§++|chapters?|bab|paragraphs?|par|¶|"
    rf"notes?|footnotes?|fn|box|figures?|fig|tables?|lines?)(?![a-z])[. ]*+(?P<value>{_VALUE})",
    re.IGNORECASE,
)
_BARE = re.compile(_VALUE, re.IGNORECASE)
_TERMS = (
    ("para", "paragraph"),
    ("par", "paragraph"),
    ("¶", "paragraph"),
    ("p", "page"),
    ("hal", "page"),
    ("sec", "section"),
    ("§", "section"),
    ("ch", "chapter"),
    ("bab", "chapter"),
    ("fig", "figure"),
    ("f", "note"),
)


def located(text: str) -> tuple[str, str] | None:
    """Return the locator that stands in a text such as `see p. 3`, as its term and value.

    A number alone is a page, and a section where it has several levels.

    >>> located("hal. 7"), located("12"), located("2.1")
    (('page', '7'), ('page', '12'), ('section', '2.1'))
    """
    bare = _BARE.fullmatch(text.strip())
    if bare:
        return ("section" if "." in bare[0] else "page"), bare[0]
    found = _LOCATED.search(text)
    return _read(found) if found else None


def locator(text: str) -> tuple[str, str] | None:
    """Return the locator that a text is, and nothing besides, as its term and value.

    >>> locator("p. 7"), locator("see p. 7"), locator("7")
    (('page', '7'), None, None)
    """
    found = _LOCATED.fullmatch(text.strip())
    return _read(found) if found else None


def without_term(term: str, value: str) -> str:
    """Return the value of a place without the term that it says again, "" if it says none.

    >>> without_term("page", "p. 14"), without_term("page", "14"), without_term("box", "p. 14")
    ('14', '', '')
    """
    if value[:1].isdecimal():
        return ""
    said = locator(value)
    return said[1] if said and said[0] == term else ""


def _read(found: re.Match[str]) -> tuple[str, str]:
    word = found["term"].lower().removesuffix("s")
    return next((term for start, term in _TERMS if word.startswith(start)), word), found["value"]
