"""Text from data as Markdown that reads back as the same text.

Whatever a text holds, it becomes words of the line that it stands in: no
markup, no tag, no link, no new block. Only what could act is escaped, so that
ordinary prose stays readable as it is. As in HTML, a run of white space is one
space; a control character becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape as html_escape
from urllib.parse import quote

# Anywhere; an underscore only at the edge of a word, an ampersand only where it
# begins an entity, an exclamation mark only where our own link may follow.
_INLINE = r"[\\`*\[\]<|~]|(?<![^\W_])_+|_+(?![^\W_])|&(?=#?\w+;)|!$"
# At the start of a line, and the hashes that would close a heading.
_BLOCK = r"^>|^#{1,6}(?!\S)|^[-+](?=[\s-]|$)|^=+$|^:+(?=[\s:]|$)|^\d+[.)](?!\S)|(?<![^ ])#+$"
# GitHub makes links of bare addresses, and mathematics of what stands between dollars.
_GFM = re.compile(rf"{_INLINE}|{_BLOCK}|:(?=//)|(?<=[wW]{{3}})\.|\$")
# Pandoc knows citations, attributes, scripts, smart quotes and dashes, lettered lists.
_PANDOC = re.compile(
    rf"{_INLINE}|{_BLOCK}|[\^@$\"'{{}}]|-(?=-)|\.(?=\.)"
    r"|^\(?(?:[A-Za-z]|[ivxlcdmIVXLCDM]+|\d+|#)[.)](?!\S)"
)
# Texts without any of these need none of the above, and most have none.
_GFM_MARKS = re.compile(r"[\\`*\[\]<|~_&!$#]")
_PANDOC_MARKS = re.compile(r"[\\`*\[\]<|~_&!$#^@\"'{}]")
_STARTS = re.compile(r"[^A-Za-z]|[A-Za-z]+[.)]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# What an address may keep as it is between the parentheses of a link.
_PLAIN_ADDRESS = re.compile(r"[#A-Za-z0-9_.:/~-]*")
_SAFE_IN_ADDRESS = "%/:=&?~#+!$,;'@"
_KEPT = 4096


@lru_cache(_KEPT)
def gfm(text: str) -> str:
    r"""Return a text escaped for CommonMark and GitHub's Markdown.

    >>> gfm("snake_case stays, *stars* and <b> do not; 1. is no list")
    'snake_case stays, \\*stars\\* and \\<b> do not; 1. is no list'
    >>> gfm("1. A list?")
    '1\\. A list?'
    """
    text = flat(text)
    if not (_GFM_MARKS.search(text) or _STARTS.match(text) or "://" in text or "ww." in text):
        return text
    return _GFM.sub(_escaped_for_github, text)


@lru_cache(_KEPT)
def pandoc(text: str) -> str:
    r"""Return a text escaped for Pandoc's Markdown with its usual extensions.

    >>> pandoc("it's 5 -- see @doe99")
    "it\\'s 5 \\-- see \\@doe99"
    """
    text = flat(text)
    if not (_PANDOC_MARKS.search(text) or _STARTS.match(text) or "--" in text or ".." in text):
        return text
    return _PANDOC.sub(_escaped, text)


def flat(text: str) -> str:
    r"""Return a text on one line.

    >>> flat(" two\n  lines ")
    'two lines'
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _CONTROL.sub("\ufffd", _WHITE.sub(" ", text)).strip()


def stretch(text: str, escape: Callable[[str], str]) -> str:
    r"""Return a part of a text, escaped, with the space at its ends kept.

    >>> stretch(" and *so* ", gfm)
    ' and \\*so\\* '
    """
    bare = text.strip()
    if not bare:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{escape(bare)}{after}"


def unescaped(markdown: str) -> str:
    r"""Return the text that was escaped.

    >>> unescaped(gfm("http://a_b_/$5"))
    'http://a_b_/$5'
    """
    return _ESCAPE.sub(r"\1", markdown.replace("&#36;", "$"))


def destination(href: str) -> str:
    """Return an address as it may stand in the parentheses of a link.

    >>> destination("#source-a (b)|ü"), destination("https://example.org/?q=a_b")
    ('#source-a%20%28b%29%7C%C3%BC', 'https://example.org/?q=a_b')
    """
    return href if _PLAIN_ADDRESS.fullmatch(href) else quote(href, safe=_SAFE_IN_ADDRESS)


def attribute(text: str) -> str:
    """Return a text as the value of an attribute in double quotes."""
    return html_escape(flat(text), quote=True)


def _escaped(found: re.Match[str]) -> str:
    return "".join(c if c.isalnum() else f"\\{c}" for c in found[0])


def _escaped_for_github(found: re.Match[str]) -> str:
    return "&#36;" if found[0] == "$" else _escaped(found)
