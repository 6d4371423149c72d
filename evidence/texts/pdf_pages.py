"""The pages of a PDF as they look, and where the words of their text stand on them.

The text is that of `read_pdf`, sign by sign: what is selected on a page is what
a quote is looked up in. A page is drawn as PNG; scripts, links and forms of the
file are never run.
"""

from __future__ import annotations

import re
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from evidence.texts import pdfium
from evidence.texts.pdf import Sheets, TextLayer, sheets_of

WIDEST = 3200  # pixels of a page that is drawn
UNITS = 10_000  # of the width of a page, in which places on it are told

_MOST_PIXELS = 24_000_000
_FINER = 1000  # than a unit: how finely is measured how a page is turned and scaled
_REACH = 1000.0  # points, over which it is
_WORD = re.compile(r"[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[\u3040-\u9fff\uf900-\ufaff]")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PNG = b"\x89PNG\r\n\x1a\n"
_RGB = 2  # the colour type of PNG
_QUICKLY = 1  # the level of zlib: the image goes to a browser on this machine


class Box(NamedTuple):
    """A rectangle of a page; units: `UNITS` to the width of the page, from its top left."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a page: its stretch of the page's text, from 0, and where it stands.

    Shape: `units` is `start` as a browser counts it, in UTF-16.
    """

    start: int
    text: str
    box: Box
    units: int

    @property
    def leftward(self) -> bool:
        """Return whether it is read from right to left."""
        return bool(_LEFTWARD.search(self.text))


class PdfPages:
    """A PDF that is open for drawing; whoever opens it closes it.

    Raises: UnreadableTree where it cannot be opened, or a page cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        self._document = pdfium.opened(data)

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Let the file go."""
        with pdfium.alone():
            self._document.close()

    def sizes(self) -> list[tuple[float, float]]:
        """Return width and height of each page in points; no page is read for it."""
        with pdfium.alone():
            return [self._document.get_page_size(index) for index in range(len(self))]

    def draw(self, index: int, width: int) -> bytes:
        """Return a page as PNG, so many pixels wide."""
        with pdfium.alone():
            sheet = self._document[index]
            wide, high = sheet.get_size()
            pixels = min(width, WIDEST)
            if pixels * pixels * high / wide > _MOST_PIXELS:
                pixels = int((_MOST_PIXELS * wide / high) ** 0.5)
            bitmap = sheet.render(scale=pixels / wide, rev_byteorder=True, may_draw_forms=False)
            rows = bytes(bitmap.buffer)
            taken = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
            bitmap.close()
            sheet.close()
        return _png(rows, *taken)

    def words(self, index: int) -> tuple[PlacedWord, ...]:
        """Return the words of a page in the order of its text, and where they stand."""
        sheets = sheets_of(self._document)
        sheets.origins = []
        with pdfium.alone():
            sheet = self._document[index]
            page = sheet.get_textpage()
            try:
                layer = TextLayer(page, positioned=sheets.browser)
                layer.seams = []  # where the type changes says nothing of places, and takes long
                sheets.take(layer)
                return tuple(_placed(sheets, layer, _Shown(sheet)))
            finally:
                page.close()
                sheet.close()


class _Shown:
    """From points of a page, as PDF counts them, to where they are seen: turned, cut, in units."""

    def __init__(self, sheet: Any) -> None:
        from ctypes import byref, c_int  # noqa: PLC0415 - with the library alone

        from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

        width, height = sheet.get_size()
        across, down = UNITS * _FINER, round(UNITS * _FINER * height / width)
        x, y = c_int(), c_int()

        def seen(right: float, up: float) -> tuple[int, int]:
            raw.FPDF_PageToDevice(sheet.raw, 0, 0, across, down, 0, right, up, byref(x), byref(y))
            return x.value, y.value

        # a page is turned and scaled the same everywhere: three points tell it of all others
        self.origin = seen(0, 0)
        self.right = tuple(
            (at - start) / _REACH for at, start in zip(seen(_REACH, 0), self.origin, strict=True)
        )
        self.up = tuple(
            (at - start) / _REACH for at, start in zip(seen(0, _REACH), self.origin, strict=True)
        )

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle as it is seen."""
        (x1, y1), (x2, y2) = self._point(left, bottom), self._point(right, top)
        return Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))

    def _point(self, x: float, y: float) -> tuple[int, int]:
        across = self.origin[0] + x * self.right[0] + y * self.up[0]
        down = self.origin[1] + x * self.right[1] + y * self.up[1]
        return round(across / _FINER), round(down / _FINER)


def _placed(sheets: Sheets, layer: TextLayer, shown: _Shown) -> Iterator[PlacedWord]:
    text = "".join(sheets.pieces)
    origins = sheets.origins or []
    wide = [] if text.isascii() else [at for at, sign in enumerate(text) if sign > "\uffff"]
    for match in _WORD.finditer(text):
        for start, end in _runs(match.start(), match.end(), origins, layer):
            # what stands between the first sign and the last one is as high as they are
            half = (start + end) // 2
            stretches = (range(start, end), (half,), range(end - 1, start, -1))
            stands = [box for one in stretches if (box := _first_box(one, origins, layer))]
            if stands:
                lefts, bottoms, rights, tops = zip(*stands, strict=True)
                whole = min(lefts), min(bottoms), max(rights), max(tops)
                units = start + bisect_left(wide, start)
                yield PlacedWord(start, text[start:end], shown.box(*whole), units)


def _first_box(
    among: Iterable[int], origins: Sequence[int], layer: TextLayer
) -> tuple[float, float, float, float] | None:
    """Return the box of the first sign that has one: a hyphen at a line end may have none."""
    boxes = (layer.box(origins[at]) for at in among if origins[at] >= 0)
    return next((box for box in boxes if box[2] > box[0] and box[3] > box[1]), None)


def _runs(
    start: int, end: int, origins: Sequence[int], layer: TextLayer
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a word that stand on one line: PDFium joins some that do not."""
    first = start
    for one, other in pairwise(range(start, end)):
        if origins[one] < 0 or origins[other] < 0 or abs(origins[one] - origins[other]) <= 1:
            continue  # neighbours of the page stand on one line
        (_, bottom, _, top), (_, foot, _, head) = layer.box(origins[one]), layer.box(origins[other])
        if min(top, head) <= max(bottom, foot):
            yield first, other
            first = other
    yield first, end


def _png(rows: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Return an image as PNG; rows of three or one bytes a pixel come from PDFium."""
    whole = channels == 3 and stride == width * 3
    if whole and rows[::3] == rows[1::3] == rows[2::3]:
        # most pages are black and white: a third of the bytes says the same
        rows, stride, channels = rows[::3], width, 1
    kind = _RGB if channels == 3 else 0
    used = width * channels
    plain = b"".join(
        b"\0" + rows[at : at + used] for at in range(0, height * stride, stride)
    )  # each row begins with its filter: none
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = (("IHDR", head), ("IDAT", zlib.compress(plain, _QUICKLY)), ("IEND", b""))
    return _PNG + b"".join(_chunk(name.encode(), data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
