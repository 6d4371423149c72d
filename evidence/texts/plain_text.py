"""Plain text: bytes of some encoding, perhaps with form feeds between pages."""

from __future__ import annotations

import codecs

from evidence.texts.full_text import TextPage
from evidence.texts.markup import UnreadableTree

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_plain(data: bytes) -> tuple[str, tuple[TextPage, ...]]:
    """Return the text with its line ends as newlines, and its pages.

    Shape:  no pages where the text has no form feed. A form feed is counted
            to the page that it ends.
    Raises: UnreadableTree if the bytes are no text.
    """
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    return text, pages_of(text)


def pages_of(text: str) -> tuple[TextPage, ...]:
    """Return the pages that form feeds make, () without any."""
    if "\f" not in text.rstrip("\f\n "):
        return ()
    pages = []
    start = 0
    for number, sheet in enumerate(text.rstrip("\f\n ").split("\f"), start=1):
        end = start + len(sheet) + 1
        pages.append(TextPage(number, str(number), start, min(end, len(text))))
        start = end
    return tuple(pages)


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise UnreadableTree(f"the file is damaged: no valid {encoding}") from None
    if b"\0" in data:
        raise UnreadableTree("the file is damaged: a text file holds no NUL bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes without a letter; Latin-1 takes everything
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")
