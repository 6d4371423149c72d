"""The small HTML of references as Markdown.

CSL writes `i`, `b`, `sup`, `sub`, `span` and `a` and nothing else; any other
tag is dropped, its text never, and so is a link that leads elsewhere than to
http or https. Emphasis that Markdown could misread, because a letter touches
its punctuation, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from evidence.report.escaping import destination, stretch, unescaped

LINK = "a"

Signs = Mapping[str, tuple[str, str]]

_TAG = re.compile(r"<(/?)([A-Za-z]++)([^<>]*+)>")
_ADDRESS = re.compile(r"""href="(https?://[^"<>\s]+)\"""")
_CLASS = re.compile(r"""class=["']?([\w-]+)""")
_NAMES = {"em": "i", "strong": "b"}


def rich(html: str, escape: Callable[[str], str], signs: Signs) -> str:
    """Return a text with small HTML as Markdown.

    Shape: `signs` gives what stands before and after the text of a tag (`i`,
           `sup`) or of a span by its class (`nocase`).

    >>> rich("Kim. <i>On a&amp;b</i>. <b>2</b>", str, {"i": ("*", "*")})
    'Kim. *On a&b*. 2'
    """
    texts, names, addresses = [""], [""], [""]
    done = 0
    for tag in _TAG.finditer(html):
        texts[-1] += stretch(unescape(html[done : tag.start()]), escape)
        done = tag.end()
        closes, name, attributes = tag.groups()
        if not closes:
            names.append(_name(name.lower(), attributes, names))
            addresses.append(_address(attributes))
            texts.append("")
        elif len(texts) > 1:
            inside, kind, address = texts.pop(), names.pop(), addresses.pop()
            if kind == LINK and address:
                texts[-1] += _linked(inside, address)
            else:
                texts[-1] += _signed(inside, signs.get(kind), texts[-1][-1:], _next(html, done))
    return ("".join(texts) + stretch(unescape(html[done:]), escape)).strip()


def _name(tag: str, attributes: str, around: list[str]) -> str:
    """Return what a tag is known by, "" where it stands inside one of its own kind."""
    found = _CLASS.search(attributes)
    name = found[1] if tag == "span" and found else _NAMES.get(tag, tag)
    return "" if name in around else name


def _address(attributes: str) -> str:
    """Return where a link leads, "" if that is no address of the web."""
    found = _ADDRESS.search(attributes)
    return unescape(found[1]) if found else ""


def _linked(inside: str, address: str) -> str:
    """Return a link; an address that is its own label stands for itself."""
    bare = destination(address)
    return f"<{bare}>" if unescaped(inside) == address else f"[{inside}]({bare})"


def _next(html: str, start: int) -> str:
    """Return the first letter of the text from a place on."""
    return unescape(_TAG.sub("", html[start : start + 200]))[:1]


def _signed(inside: str, sign: tuple[str, str] | None, before: str, after: str) -> str:
    bare = inside.strip()
    if sign is None or not bare:
        return inside
    misread = (before.isalnum() and not bare[0].isalnum()) or (
        after.isalnum() and not bare[-1].isalnum()
    )
    if misread or before == sign[0][0]:
        return inside
    start = inside[: len(inside) - len(inside.lstrip())]
    end = inside[len(inside.rstrip()) :]
    return f"{start}{sign[0]}{bare}{sign[1]}{end}"
