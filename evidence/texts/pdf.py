"""PDF: the text layer page by page, with labels, type sizes and raised signs.

A line-end hyphen, which PDFium gives as a control character, comes out as a
hyphen and a line end; a line that PDFium breaks where a sign is raised comes
out whole; a line from right to left in reading order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import hypot
from statistics import median
from typing import Any

from evidence.texts import pdfium
from evidence.texts.displaced import APART, BLANK, in_place
from evidence.texts.drawn_signs import ACCENT, SYLLABLES, joined_accents, told_twice
from evidence.texts.full_text import FileKind, FullText, TextPage
from evidence.texts.leftward import PlacedSign, brackets_are_mirrored, placed_order
from evidence.texts.raised import is_meant, written_up

_BREAK = re.compile("\r?\n|[\x02\ufffe](?:\r?\n)?")
# where a raised sign may stand: figures, a letter or a star, after what they are raised at
_CANDIDATE = re.compile(
    r"[-\u2010-\u2015\u2212]?\d+(?:(?:\s?[,;]\s?|[-\u2010-\u2015\u2212])\d{1,3}(?!\d))*"
    r"|(?<=[^\W_]|[.,;:)\]”’])[a-j](?:,[a-j])*(?![^\W_])|(?<!\S)[a-j](?:,[a-j])*(?=[\s.,;:)]|\Z)"
    r"|[*\u2020\u2021\u00a7\u00b6\u2016]+"
)
_STARS = "*\u2020\u2021\u00a7\u00b6\u2016"
_BROWSER = re.compile("skia|chrom|webkit|quartz|cairo|qt|wkhtml|prince|weasy", re.IGNORECASE)
_WORDS = re.compile(r"(?<![^\r\n])[^\W\d_]{2}")
_LATIN = 1.17  # of the type size: the height of a sign of most Latin fonts
_LINE = re.compile(r"[^\r\n]+")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_TEXT = 1  # FPDF_PAGEOBJ_TEXT
_INVISIBLE = 3  # FPDF_TEXTRENDERMODE_INVISIBLE
_WHOLE = 0.7  # of a page: a picture that is so large shows the page itself
_OBJECTS = 60  # of a page that are looked at for such a picture
_SMALLER = 0.9  # of the size of the sign before it: a raised sign
_HIGHER = 0.14  # of that size: how far its foot stands above the line
_NEAR = 0.9  # of a sign's height: what follows so close goes on on the same line
_RECOGNISED = re.compile(
    r"ocr|paper capture|abbyy|finereader|tesseract|scansoft|omnipage|readiris|i\.r\.i\.s|luradoc"
    r"|cvision|pdfcompressor|internet archive",
    re.IGNORECASE,
)


def read_pdf(data: bytes) -> FullText:
    """Return the text of a PDF; pages end with a form feed.

    Raises: UnreadableTree for an encrypted or damaged file, and for one whose
            pages unpack to more than they can say: PDFium would take all of it
            into memory, and end the process where there is too little.
    """
    document = pdfium.opened(data)
    try:
        sheets = sheets_of(document)
        for index in range(len(document)):
            with pdfium.alone():
                sheets.add(document, index)
    finally:
        with pdfium.alone():
            document.close()
    return sheets.finish()


def sheets_of(document: Any) -> Sheets:
    """Return what takes the pages of a document, none of them taken yet."""
    with pdfium.alone():
        names = [document.get_metadata_value(name) for name in ("Producer", "Creator")]
    recognised = any(map(_RECOGNISED.search, names))
    return Sheets(recognised, bool(_BROWSER.search(names[0])))


def _candidates(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where raised signs may stand; in `patience,c` the last two letters, and the last."""
    while match := _CANDIDATE.search(raw, start, end):
        yield match.span()
        row = match[0][0].isalpha() and "," in match[0]
        start = match.start() + 1 if row else match.end()


@dataclass(slots=True)
class Sheets:
    """The text of a PDF in the making, page by page.

    Shape: `origins` are, for each sign of `pieces`, its place on its page as
           PDFium gives it, -1 for one that stands nowhere there; they are kept
           only where somebody asks where signs stand.
    """

    recognised: bool
    browser: bool
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[TextPage] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    labelled: bool = False
    sizes: list[tuple[int, float]] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)
    scanned: list[tuple[int, int]] = field(default_factory=list)
    seams: list[int] = field(default_factory=list)
    origins: list[int] | None = None

    def add(self, document: Any, index: int) -> None:
        """Take one page."""
        sheet = document[index]
        words = sheet.get_textpage()
        start = self.length
        layer = TextLayer(words, positioned=self.browser)
        self.take(layer)
        own = document.get_page_label(index)
        self.labelled = self.labelled or bool(own)
        label = own or str(index + 1)
        # looking for pictures is slow, and only a page without letters needs it
        if not layer.raw.strip() and any(sheet.get_objects(filter=[_IMAGE], max_depth=2)):
            self.blank.append(label)
        elif layer.raw.strip() and (self.recognised or _is_scanned(sheet)):
            self.scanned.append((start, self.length))
        words.close()
        sheet.close()
        self.pages.append(TextPage(index + 1, label, start, self.length))

    def finish(self) -> FullText:
        """Return the text of the pages that were taken."""
        return FullText(
            "".join(self.pieces),
            FileKind.PDF,
            tuple(self.pages),
            labelled=self.labelled,
            blank_pages=tuple(self.blank),
            sizes=tuple(self.sizes),
            raised=tuple(self.raised),
            scanned=tuple(self.scanned),
            seams=tuple(self.seams),
        )

    def take(self, layer: TextLayer) -> None:
        """Put down the lines of a page, and that it ends."""
        start = 0
        for match in _BREAK.finditer(layer.raw):
            if (
                match[0].isspace()
                and (joint := layer.joint(match.start(), match.end())) is not None
            ):
                self._line(layer, start, match.start())
                self._put(joint)
            else:
                self._line(layer, start, match.start())
                self._put("\n" if match[0].isspace() else "-\n")
            start = match.end()
        self._line(layer, start, len(layer.raw))
        self._put("\n\f")

    def _line(self, layer: TextLayer, start: int, end: int) -> None:
        line = layer.raw[start:end]
        if not line.strip():
            self._put(line, start)
            return
        lead = len(line) - len(line.lstrip())
        size = layer.height(start + lead)
        if size and (not self.sizes or self.sizes[-1][1] != size):
            self.sizes.append((self.length, size))
        if layer.order is not None and APART.fullmatch(line) and 0 < size < layer.usual:
            # it stands at a line of another page, which a browser cut it off from
            self.raised.append((self.length, self.length + len(line)))
            self._put(line, start)
            return
        if not line.isascii() and _LEFTWARD.search(line):
            self._put_leftward(layer, start, end)
            return
        mended = joined_accents(layer.raw, layer.box, start, end) if ACCENT.search(line) else {}
        if not line.isascii() and SYLLABLES.search(line):
            mended = {**mended, **told_twice(layer.raw, layer.tight_box, start, end)}
        told = start
        for begins, ends in _candidates(layer.raw, start, end):
            left = layer.raised_start(begins, ends)
            if left < told or not layer.is_raised(left, ends):
                continue
            right = layer.raised_end(left, ends)
            raised = layer.raw[left:right]
            before, after = layer.beside(left, right)
            self._say(layer, told, left, mended)
            if is_meant(before, raised, after):
                self._put(written_up(raised), left)
                self.seams.append(self.length)
            else:
                self.raised.append((self.length, self.length + len(raised)))
                self._put(raised, left)
            told = right
        self._say(layer, told, end, mended)

    def _put_leftward(self, layer: TextLayer, start: int, end: int) -> None:
        for said, at in layer.leftward(start, end):
            for sign in said:  # a letter and its accents stand at one place
                self._put(sign, at)

    def _say(self, layer: TextLayer, start: int, end: int, mended: Mapping[int, str]) -> None:
        """Put down signs of a page, some of them mended, and where their type changes."""
        if mended:
            for at in range(start, end):
                self._put(mended.get(at, layer.raw[at]), at)
            return
        seams = layer.seams[bisect_left(layer.seams, start) : bisect_right(layer.seams, end)]
        self.seams += [self.length + seam - start for seam in seams]
        self._put(layer.raw[start:end], start)

    def _put(self, text: str, at: int = -1) -> None:
        """Put signs down, which stand on the page from a place on, or nowhere."""
        self.pieces.append(text)
        self.length += len(text)
        if self.origins is not None:
            self.origins += range(at, at + len(text)) if at >= 0 else [-1] * len(text)


class TextLayer:
    """The text of one page, and where each sign of it stands."""

    def __init__(self, words: Any, *, positioned: bool) -> None:
        from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

        self.words = words
        self._loose = raw.FPDFText_GetLooseCharBox
        self._rectangle = raw.FS_RECTF()  # one for all: signs are asked for by the thousand
        self.raw: str = words.get_text_range()
        self.place = raw.FPDFText_GetCharIndexFromTextIndex
        # PDFium counts UTF-16 units: beyond the basic plane its places are not ours
        self.wide = not self.raw.isascii() and any(sign > "\uffff" for sign in self.raw)
        self.order: list[int] | None = None
        order = in_place(self.raw, self.box) if positioned and not self.wide else None
        if order is not None:
            self.raw = "".join(" " if at == BLANK else self.raw[at] for at in order)
            self.order = order

    def box(self, at: int, *, loose: bool = True) -> tuple[float, float, float, float]:
        """Return where a sign stands: left, bottom, right, top."""
        index = self._index(at)
        if index < 0:
            return (0.0, 0.0, 0.0, 0.0)
        told = self._rectangle
        if loose and self._loose(self.words.raw, index, told):
            return told.left, told.bottom, told.right, told.top
        left, bottom, right, top = self.words.get_charbox(index, loose=loose)
        return float(left), float(bottom), float(right), float(top)

    def tight_box(self, at: int) -> tuple[float, float, float, float]:
        """Return where the shape of a sign stands."""
        return self.box(at, loose=False)

    def _index(self, at: int) -> int:
        """Return the number that PDFium gives a sign, -1 for one that it does not know."""
        units = at if self.order is None else self.order[at]
        if self.wide:
            units = len(self.raw[:at].encode("utf-16-le", "surrogatepass")) // 2
        return int(self.place(self.words.raw, units)) if units != BLANK else -1

    def height(self, at: int) -> float:
        """Return the type size of a sign in points, rounded to a fifth; 0 if it has none."""
        _, bottom, _, top = self.box(at)
        return round((top - bottom) * 5) / 5

    @cached_property
    def seams(self) -> list[int]:
        """Return where the type size changes inside a word: R and ESOLVER, d and its index."""
        if self.order is not None:
            return []
        from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

        text = self.words.raw
        signs = range(raw.FPDFText_CountChars(text))
        sizes: list[float] = [raw.FPDFText_GetFontSize(text, at) for at in signs]
        if len(frozenset(sizes)) <= 2:  # the page scales its type; 0 is that of added blanks
            sizes = [self._box_height(at) for at in signs]
        units = [
            raw.FPDFText_GetTextIndexFromCharIndex(text, at + 1)
            for at, (one, other) in enumerate(pairwise(sizes))
            if one != other and 0 < min(one, other) < _SMALLER * max(one, other)
        ]
        if self.wide:
            coded = self.raw.encode("utf-16-le", "surrogatepass")
            units = [len(coded[: 2 * at].decode("utf-16-le", "ignore")) for at in units]
        return [at for at in units if self.raw[max(0, at - 1) : at + 1].isalnum() and at > 0]

    def _box_height(self, index: int) -> float:
        _, bottom, _, top = self.words.get_charbox(index, loose=True)
        return float(top - bottom)

    @cached_property
    def usual(self) -> float:
        """Return a size below which type is smaller than most lines of the page."""
        starts = [match.start() for match in _WORDS.finditer(self.raw)]
        return _SMALLER * (median(map(self.height, starts)) if starts else 0)

    def raised_start(self, start: int, end: int) -> int:
        """Return where the small figures begin that stand at figures of the line's size."""
        if end - start < 2 or not self.raw[end - 1].isdecimal():
            return start
        size = self.height(start)
        if self.height(end - 1) >= _SMALLER * size:
            return start
        return next(at for at in range(start, end) if self.height(at) < _SMALLER * size)

    def is_raised(self, start: int, end: int) -> bool:
        """Return whether a run of signs is smaller than its line and stands above its foot."""
        if start and self.raw[start] in _STARS and not self.raw[start - 1].isspace():
            return True
        beside = self._beside(start, end)
        if beside < 0:
            return False
        if self.raw[start] in "-\u2010\u2011\u2012\u2013\u2014\u2212":
            start += 1
        _, foot, _, head = self.box(start)
        _, line, _, top = self.box(beside)
        size = top - line
        if not size or head - foot >= _SMALLER * size:
            return False
        if beside > start:  # at the beginning of a line: beside is what follows
            return foot > line + _HIGHER * size
        return (
            head > line + size * 0.5
            and foot > line + _HIGHER * size * 0.5
            and self._above(start, beside)
        )

    def _above(self, start: int, beside: int) -> bool:
        """Return whether the foot of a sign's own shape stands above that of the line."""
        _, foot, _, _ = self.box(start, loose=False)
        _, line, _, top = self.box(beside)
        _, own, _, _ = self.box(beside, loose=False)
        # letters such as g reach below the line, full stops and letters such as a stand on it
        base = (
            own
            if self.raw[beside] not in "gjpqy,;'\"\u2019\u201d()[]"
            else line + 0.2 * (top - line)
        )
        return foot > base + _HIGHER * (top - line)

    def raised_end(self, start: int, end: int) -> int:
        """Return where a run ends that began raised: a list of marks may go on after a space."""
        size = self.height(start)
        while end > start + 1 and self.height(end - 1) > size * 1.15:
            end -= 1
        return end

    def beside(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands before and after a stretch on its line, whose breaks say nothing."""
        before, after = self.raw[max(0, start - 24) : start], self.raw[end : end + 6]
        if before[-1:].isspace():
            kept = before.rstrip()
            before = kept + " " * self._is_apart(start - len(before) + len(kept) - 1, start)
        if after[:1].isspace() and after.strip():
            kept = after.lstrip()
            after = " " * self._is_apart(end - 1, end + len(after) - len(kept)) + kept
        return before, after

    def _is_apart(self, one: int, other: int) -> bool:
        """Return whether a blank stands between two signs, or a line ends there."""
        (_, bottom, edge, top), (left, *_) = self.box(max(0, one)), self.box(other)
        return not -0.15 * (top - bottom) < left - edge < 0.15 * (top - bottom)

    def _beside(self, start: int, end: int) -> int:
        """Return the sign before one that is on its line, else the one after it, else -1."""
        at = start - 1
        while at >= 0 and self.raw[at] in " \r\n" and start - at < 5:
            at -= 1
        if at >= 0 and self.raw[at] not in " \r\n" and self._touches(at, start):
            return at
        at = end
        while at < len(self.raw) and at < end + 5 and self.raw[at] in " \r\n,":
            at += 1
        if at > end and at < len(self.raw) and not self._touches(end - 1, at):
            return -1
        return at if at < len(self.raw) and self.raw[at].isalpha() else -1

    def joint(self, start: int, end: int) -> str | None:
        """Return what stands where PDFium breaks a line that goes on, None where it ends."""
        before, after = start - 1, end
        while before >= 0 and self.raw[before] == " ":
            before -= 1
        while after < len(self.raw) and self.raw[after] == " ":
            after += 1
        if before < 0 or after >= len(self.raw) or self.raw[before] in "\r\n":
            return None
        if self.raw[after] in "\r\n" or not self._touches(before, after):
            return None
        if after > end or before < start - 1:
            return ""
        (_, bottom, right, top), (left, *_) = self.box(before), self.box(after)
        return " " if left - right > 0.15 * (top - bottom) else ""

    def _touches(self, before: int, after: int) -> bool:
        """Return whether a sign stands to the right of another one, close to it, on its line."""
        _, foot, edge, head = self.box(before)
        left, bottom, right, top = self.box(after)
        height = max(head - foot, top - bottom)
        shared = min(head, top) - max(foot, bottom)
        if not height or shared < 0.5 * min(head - foot, top - bottom):
            return False
        return right > edge and -0.3 * height < left - edge < _NEAR * height

    def leftward(self, start: int, end: int) -> list[tuple[str, int]]:
        """Return a line that is read from right to left in reading order, with its places."""
        return self._in_order(start, end, mirrored=self._mirrored)

    @cached_property
    def _mirrored(self) -> bool:
        lines = (match.span() for match in _LINE.finditer(self.raw) if _LEFTWARD.search(match[0]))
        told = (self._in_order(*line, mirrored=False) for line in lines)
        return brackets_are_mirrored("".join(said for said, _ in line) for line in told)

    def _in_order(self, start: int, end: int, *, mirrored: bool) -> list[tuple[str, int]]:
        signs = []
        height = 0.0
        run = 0
        for at in range(start, end):
            left, bottom, right, top = self.box(at)
            run += self.raw[at].isspace()
            signs.append(PlacedSign(self.raw[at], left, right, run, at))
            height = max(height, top - bottom)
        # fonts of such scripts leave room above and below, which says nothing of their blanks
        height = min(height, _LATIN * self._em(start, end) or height)
        return placed_order(signs, height, mirrored=mirrored)

    def _em(self, start: int, end: int) -> float:
        """Return the type size of a line as it is shown, 0 where that is not known."""
        from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

        first = next((at for at in range(start, end) if self.raw[at].isalpha()), start)
        index = self._index(first)
        shown = raw.FS_MATRIX()
        if index < 0 or not raw.FPDFText_GetMatrix(self.words.raw, index, shown):
            return 0.0
        size: float = raw.FPDFText_GetFontSize(self.words.raw, index)
        return size * hypot(shown.b, shown.d)


def _is_scanned(sheet: Any) -> bool:
    """Return whether the letters of a page lie unseen over a picture of it."""
    width, height = sheet.get_size()
    pictured = unseen = False
    for count, found in enumerate(sheet.get_objects(max_depth=2)):
        if count == _OBJECTS:
            break
        if found.type == _IMAGE:
            left, bottom, right, top = found.get_bounds()
            pictured = pictured or (right - left) * (top - bottom) >= _WHOLE * width * height
        elif found.type == _TEXT:
            unseen = unseen or _is_unseen(found)
        if pictured and unseen:
            return True
    return False


def _is_unseen(words: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

    return bool(raw.FPDFTextObj_GetTextRenderMode(words.raw) == _INVISIBLE)
