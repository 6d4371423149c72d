"""Signs that nobody sees: what copies out of web pages and PDFs leave between letters."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# The two that join or part letters are spelling in Persian, Hindi and others.
_NO_SPELLING = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")


def without_unseen(text: str, *, words: bool = False) -> str:
    r"""Return a text without soft hyphens, marks of direction and blanks of no width.

    Shape: in `words` the signs that shape a letter stay.

    >>> without_unseen("10.1000\u200b/1\u00ad82")
    '10.1000/182'
    >>> without_unseen("\u200eکتاب\u200cها", words=True) == "کتاب\u200cها"
    True
    """
    if text.isascii():
        return text
    return (_NO_SPELLING if words else _UNSEEN).sub("", text)
