"""PDF: the text layer page by page, with labels, type sizes and raised numbers.

The one room of pypdfium2. A line-end hyphen, which PDFium gives as a control
character, comes out as a hyphen and a line end.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from evidence.texts.full_text import FileKind, FullText, TextPage
from evidence.texts.markup import UnreadableTree

# bytes of all pages together; a thousand pages of print and drawings take 100 MB
MOST_UNPACKED = 256 * 1024**2
_PIECE = 1024**2
_LONGEST_HEAD = 2_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image|/FontFile")

_BREAK = re.compile("\r?\n|[\x02\ufffe](?:\r?\n)?")
_RAISED = re.compile(r"(?<=[^\W\d_]|[.,;:)\]\u201d\u2019\"'%])\d{1,3}(?!\d)")
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_SMALLER = 0.8  # of the size of the letter before it: a raised number


def read_pdf(data: bytes) -> FullText:
    """Return the text of a PDF; pages end with a form feed.

    Raises: UnreadableTree for an encrypted or damaged file, and for one whose
            pages unpack to more than they can say: PDFium would take all of it
            into memory, and end the process where there is too little.
    """
    if _unpacks_to_too_much(data):
        raise UnreadableTree(
            f"its pages unpack to more than {MOST_UNPACKED // 1024**2} MB, which is not read"
        )
    import pypdfium2  # noqa: PLC0415 - an extra, and slow to import

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            raise UnreadableTree("the file is encrypted: a password is needed") from None
        raise UnreadableTree("the file is damaged: no readable PDF") from None
    sheets = _Sheets()
    try:
        for index in range(len(document)):
            sheets.add(document, index)
    except pypdfium2.PdfiumError:
        raise UnreadableTree("the file is damaged: a page cannot be read") from None
    finally:
        document.close()
    return sheets.finish()


def _unpacks_to_too_much(data: bytes) -> bool:
    """Return whether the packed streams of a file, pictures apart, hold more than `MOST_UNPACKED`.

    They are unpacked piece by piece and let go. What cannot be unpacked here (it
    is encrypted, or damaged) is left for PDFium to refuse.
    """
    total = 0
    for found in _STREAM.finditer(data):
        head = data[
            max(data.rfind(b"obj", 0, found.start()), found.start() - 2_000) : found.start()
        ]
        layers = len(_PACKED.findall(head))
        if layers and not _PICTURE.search(head):
            for piece in _unpacked(data, found.end(), layers):
                total += piece
                if total > MOST_UNPACKED:
                    return True
    return False


def _unpacked(data: bytes, start: int, layers: int) -> Iterator[int]:
    """Yield how many bytes each piece of a stream unpacks to, inner layers counted as well."""
    unpackers = [zlib.decompressobj() for _ in range(layers)]
    waiting = [(0, memoryview(data)[start:])]
    try:
        while waiting:
            layer, packed = waiting.pop()
            piece = unpackers[layer].decompress(packed, _PIECE)
            if unpackers[layer].unconsumed_tail:
                waiting.append((layer, memoryview(unpackers[layer].unconsumed_tail)))
            if piece:
                yield len(piece)
            if piece and layer + 1 < layers:
                waiting.append((layer + 1, memoryview(piece)))
    except zlib.error:
        return


@dataclass(slots=True)
class _Sheets:
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[TextPage] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    labelled: bool = False
    sizes: list[tuple[int, float]] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)

    def add(self, document: Any, index: int) -> None:
        sheet = document[index]
        words = sheet.get_textpage()
        start = self.length
        raw = words.get_text_range()
        self._lines(words, raw)
        self._put("\n\f")
        words.close()
        own = document.get_page_label(index)
        self.labelled = self.labelled or bool(own)
        label = own or str(index + 1)
        # looking for pictures is slow, and only a page without letters needs it
        if not raw.strip() and any(sheet.get_objects(filter=[_IMAGE], max_depth=2)):
            self.blank.append(label)
        sheet.close()
        self.pages.append(TextPage(index + 1, label, start, self.length))

    def finish(self) -> FullText:
        return FullText(
            "".join(self.pieces),
            FileKind.PDF,
            tuple(self.pages),
            labelled=self.labelled,
            blank_pages=tuple(self.blank),
            sizes=tuple(self.sizes),
            raised=tuple(self.raised),
        )

    def _lines(self, words: Any, raw: str) -> None:
        # PDFium counts UTF-16 units: beyond the basic plane its places are not ours
        told = all(sign < "\U00010000" for sign in raw) if not raw.isascii() else True
        start = 0
        for match in _BREAK.finditer(raw):
            self._line(words, raw, start, match.start(), told=told)
            self._put("\n" if match[0].isspace() else "-\n")
            start = match.end()
        self._line(words, raw, start, len(raw), told=told)

    def _line(self, words: Any, raw: str, start: int, end: int, *, told: bool) -> None:
        line = raw[start:end]
        if told and line.strip():
            lead = len(line) - len(line.lstrip())
            size = _height(words, start + lead)
            if size and (not self.sizes or self.sizes[-1][1] != size):
                self.sizes.append((self.length, size))
            for match in _RAISED.finditer(line):
                here = start + match.start()
                if _height(words, here) < _SMALLER * _height(words, here - 1):
                    place = self.length + match.start()
                    self.raised.append((place, place + len(match[0])))
        self._put(line)

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def _height(words: Any, index: int) -> float:
    """Return the type size of a character in points, rounded to a fifth; 0 if it has none."""
    _, bottom, _, top = words.get_charbox(index, loose=True)
    return round(float(top - bottom) * 5) / 5
