"""CSL's small HTML: the only markup that a title may carry.

CSL-JSON has no way to write a `<i>` that is text. One that is gets an empty span
into its middle, which every processor takes for nothing.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_SAFE_TAG = re.compile(r'(</?(?:i|b|sub|sup|span)>|<span class="(?:nocase|small-caps)">)')
_CSL_TAG = re.compile(
    r'(</?(?:i|b|sub|sup|sc|span)>|<span class="nocase">'
    r'|<span style="font-variant: ?small-caps;">)'
)
_LOOKS_LIKE_TAG = re.compile(r"<(?=/?(?:i|b|sub|sup|sc|span)\b)", re.IGNORECASE)
_BREAK = '<<span class="nocase"></span>'
_SMALL_CAPS = '<span style="font-variant: small-caps;">'
_DEEPEST = 20


class Token(NamedTuple):
    """A piece of CSL text: a tag that opens or closes, or words."""

    kind: str
    text: str


def from_rich(rich: str) -> str:
    """Return a source's rich text as CSL writes it.

    >>> from_rich('<i>E. coli</i> &amp; &lt;i&gt;')
    '<i>E. coli</i> & <<span class="nocase"></span>i>'
    """
    pieces = _SAFE_TAG.split(rich)
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = _SMALL_CAPS if "small-caps" in piece else piece
        else:
            pieces[index] = from_plain(unescape(piece) if "&" in piece else piece)
    return "".join(pieces)


def from_plain(text: str) -> str:
    """Return plain text as CSL writes it, so that no tag in it counts as one."""
    return _LOOKS_LIKE_TAG.sub(_BREAK, text) if "<" in text else text


def plain(text: str) -> str:
    """Return CSL text without its tags."""
    return "".join(mark.text for mark in marks(text) if mark.kind == "text")


def marks(text: str) -> list[Token]:
    """Return CSL text in pieces, with tags that pair up; what does not pair is text."""
    pieces: list[Token] = []
    open_tags: list[str] = []
    for index, piece in enumerate(_CSL_TAG.split(text)):
        if not piece:
            continue
        if not index % 2:
            pieces.append(Token("text", piece))
        elif not piece.startswith("</"):
            open_tags.append(_kind(piece) if len(open_tags) < _DEEPEST else "")
            pieces.append(Token("open", open_tags[-1]))
        elif open_tags and _closes(piece, open_tags[-1]):
            pieces.append(Token("close", open_tags.pop()))
        else:
            pieces.append(Token("text", piece))
    pieces.extend(Token("close", kind) for kind in reversed(open_tags))
    return pieces


def _kind(tag: str) -> str:
    """Return what a tag that opens means, "" for one that means nothing."""
    if tag.startswith("<span"):
        return "sc" if "small-caps" in tag else "nocase" if "nocase" in tag else ""
    return tag.strip("<>")


def _closes(tag: str, kind: str) -> bool:
    name = tag.strip("</>")
    return name == kind or (name == "span" and kind in ("nocase", "sc", ""))
