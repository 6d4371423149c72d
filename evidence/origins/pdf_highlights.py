"""Highlights and notes in a PDF itself, whatever reader set them.

The words under a highlight are those whose letters stand in its marks, by the
PDF's text layer: whole words, a line end as a blank, a hyphen at a line's end
left out. A note, a drawing or a stamp has no words of the text: it is taken
where somebody wrote a comment, and left where nobody did. Links, form fields
and windows that open over a page are parts of the page, not counted.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn, not_installed
from evidence.origins.given_text import line, said, short, unlike
from evidence.origins.joined_words import place_of
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment
from evidence.texts import FullText
from evidence.texts import read as read_text

TOOL = "pdf"

_MOST = 200_000  # annotations of a file
_MOST_BYTES = 512 * 1024**2
_MOST_MARKS = 2_000  # of one highlight: a page has some hundred lines
_KINDS = {
    1: "sticky note",
    3: "text box",
    4: "drawing",
    5: "drawing",
    6: "drawing",
    7: "drawing",
    8: "drawing",
    9: "highlight",
    10: "underline",
    11: "squiggly underline",
    12: "struck-out passage",
    13: "stamp",
    14: "caret",
    15: "drawing",
    17: "attached file",
    18: "sound",
}
_PARTS_OF_PAGE = frozenset((2, 16, 20))  # links, windows, form fields
_WORDED = frozenset((9, 10, 11, 12))
_BROKEN = "broken annotation"
_DAMAGED = "its place in the file is damaged"
_COUNTED = "the PDF does not say how its pages are numbered: they are counted from 1"
_SILENT = "it marks no words of the text, and nobody wrote any about it"
_NO_WORDS = "no letters stand under it: the page is a picture, or its text layer is elsewhere"
_REPLY = "a reply to another annotation: {}"
_TITLE_OF_A_FILE = re.compile(
    r"\.(?:docx?|pdf|tex|dvi|indd|qxp|qxd|odt|rtf)$|^(?:microsoft word|untitled|slide 1\b)",
    re.IGNORECASE,
)
_COLOURS = {
    "#ffff00": "yellow",
    "#ffd100": "yellow",
    "#ffd400": "yellow",
    "#ff0000": "red",
    "#00ff00": "green",
    "#0000ff": "blue",
    "#ff00ff": "magenta",
    "#00ffff": "cyan",
}
_HYPHENS = "\x02\ufffe\u00ad"
_RAISED = 4  # signs between two marks that may be a raised figure
_LONGEST = 60  # letters of a word
# letters of writing that sets no blanks between words
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def recognises(name: str, file: BinaryIO) -> bool:  # noqa: ARG001
    """Return whether a file is a PDF; the file is where it was."""
    here = file.tell()
    try:
        return b"%PDF-" in file.read(1024)
    except OSError:
        return False
    finally:
        file.seek(here)


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:  # noqa: ARG001
    """Return the annotations in a PDF.

    Shape: the one text is keyed by the file's permanent identifier where it has
           one, else `document`; its content is the PDF's text as it is verified
           against (`evidence.texts`). An annotation is keyed by the name that
           its reader gave it, else by its page and place. `settings` has no
           keys here.
    Raises: CannotGoOn if it is no PDF that can be read.
    """
    data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise CannotGoOn(f"{name} is larger than {_MOST_BYTES // 1024**2} MB, which is not read")
    try:
        import pypdfium2  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise not_installed("pypdfium2", "highlights in a PDF are read with it", "verify") from None
    text = read_text(name, data)
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise CannotGoOn(f"{name} is no PDF")
    if text.unreadable and not text.pages:
        raise CannotGoOn(f"{name} cannot be read: {text.unreadable}")
    document = pypdfium2.PdfDocument(data)
    try:
        return _Reading(name, document, text).origin()
    except pypdfium2.PdfiumError:
        raise CannotGoOn(f"{name} cannot be read: a page is damaged") from None
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Mark:
    """An annotation as the PDF has it.

    Shape: `boxes` are left, bottom, right and top of what it covers, in points.
    """

    kind: str
    subtype: int
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]
    name: str
    author: str
    contents: str
    colour: str
    reply_to: bool


@dataclass(slots=True)
class _Reading:
    name: str
    document: Any
    text: FullText
    codes: dict[str, Code] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def origin(self) -> Origin:
        counts = self.counts()
        marks: list[_Mark] = []
        words: list[tuple[str, tuple[str, ...]]] = []
        for index in range(len(self.document)):
            page = self.document[index]
            found = list(_marks(page, index))
            if any(mark.subtype in _WORDED for mark in found):
                layer = _Letters(page)
                words += [layer.under(mark) for mark in found]
                layer.close()
            else:
                words += [("", ()) for _ in found]
            marks += found
            page.close()
        key = _identifier(self.document)
        for mark, own, told in zip(marks, unlike(map(_key, marks)), words, strict=True):
            self.take(mark, own, *told, key)
        counts["code"] = len({mark.colour for mark in marks if mark.colour})
        return Origin(
            TOOL,
            self.name,
            texts=(self.coded_text(key),),
            codes=tuple(self.codes.values()),
            segments=tuple(self.segments),
            left=tuple(self.left),
            counts=counts,
        )

    def coded_text(self, key: str) -> CodedText:
        told = () if self.text.labelled else (_COUNTED,)
        entry = _entry(self.document)
        return CodedText(key, self.name, entry, content=self.text.text, approximated=told)

    def counts(self) -> Counter[str]:
        """Return how many annotations of each kind the file says it has."""
        from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

        told: Counter[str] = Counter(text=1)
        for index in range(len(self.document)):
            page = self.document[index]
            number = raw.FPDFPage_GetAnnotCount(page)
            if told.total() + number > _MOST:
                raise CannotGoOn(
                    f"{self.name} has more than {_MOST:,} annotations, which are not read"
                )
            for place in range(number):
                if not (annotation := raw.FPDFPage_GetAnnot(page, place)):
                    told[_BROKEN] += 1
                    continue
                subtype = raw.FPDFAnnot_GetSubtype(annotation)
                raw.FPDFPage_CloseAnnot(annotation)
                if subtype not in _PARTS_OF_PAGE:
                    told[_kind(subtype)] += 1
            page.close()
        return told

    def take(self, mark: _Mark, key: str, quote: str, told: tuple[str, ...], text: str) -> None:
        label = line(self.document.get_page_label(mark.page)) or str(mark.page + 1)
        codes: tuple[str, ...] = ()
        if mark.colour:
            code = f"colour:{mark.colour}"
            self.codes.setdefault(code, Code(code, _COLOURS.get(mark.colour, mark.colour)))
            codes = (code,)
        name = f"{mark.kind} {key} on page {label}"
        if quote or mark.contents:
            name += f": {short(quote or mark.contents)}"
        if mark.kind == _BROKEN:
            self.left.append(Left(mark.kind, name, _DAMAGED))
        elif mark.reply_to:
            self.left.append(
                Left(mark.kind, name, _REPLY.format(mark.contents or "it says nothing"))
            )
        elif not quote and not mark.contents:
            because = _NO_WORDS if mark.subtype in _WORDED else _SILENT
            self.left.append(Left(mark.kind, name, because))
        else:
            if mark.subtype in _WORDED and not quote:
                told = (*told, _NO_WORDS)
            start, end = self.place(quote, mark.page)
            if quote and start is None:
                told = (*told, "its words are not found so in the text as it is read elsewhere")
            self.segments.append(
                Segment(
                    key,
                    mark.kind,
                    name,
                    text=text,
                    quote=quote,
                    start=start,
                    end=end,
                    statement=mark.contents,
                    at={"page": label},
                    codes=codes,
                    coder=mark.author,
                    approximated=told,
                )
            )

    def place(self, quote: str, index: int) -> tuple[int | None, int | None]:
        """Return where a quote stands on its page of the text, blanks and hyphens apart."""
        if not quote or index >= len(self.text.pages):
            return None, None
        page = self.text.pages[index]
        found = place_of(self.text.text[page.start : page.end], quote)
        return (None, None) if found is None else (page.start + found[0], page.start + found[1])


class _Letters:
    """The letters of a page, and which of them stand under a mark."""

    def __init__(self, page: Any) -> None:
        from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

        self.layer = page.get_textpage()
        number = max(0, raw.FPDFText_CountChars(self.layer))
        self.signs = [_sign(raw.FPDFText_GetUnicode(self.layer, place)) for place in range(number)]
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        centres = []
        for place, sign in enumerate(self.signs):
            if sign.isspace() or sign in _HYPHENS:
                continue
            if raw.FPDFText_GetCharBox(self.layer, place, left, right, low, high):
                across = (left.value + right.value) / 2
                centres.append(((low.value + high.value) / 2, across, place))
        self.centres = sorted(centres)
        self.word_of: list[tuple[int, int]] = []
        self.words()

    def close(self) -> None:
        self.layer.close()

    def words(self) -> None:
        """Note of each sign which word it stands in; blanks and line ends stand in none."""
        start = 0
        for place in range(len(self.signs) + 1):
            is_end = place == len(self.signs)
            if is_end or self.signs[place].isspace() or self.signs[place] in _HYPHENS:
                self.word_of += [(start, place)] * (place - start)
                self.word_of += [] if is_end else [(place, place)]
                start = place + 1

    def under(self, mark: _Mark) -> tuple[str, tuple[str, ...]]:
        """Return the words under a mark, and what is not sure about them."""
        if mark.subtype not in _WORDED:
            return "", ()
        picked: set[int] = set()
        for left, low, right, high in mark.boxes:
            first = bisect_left(self.centres, (low, -1e9, 0))
            last = bisect_left(self.centres, (high, 1e9, 0))
            picked |= {place for _, x, place in self.centres[first:last] if left <= x <= right}
        told: list[str] = []
        taken: list[int] = []
        for start, end in sorted({self.word_of[place] for place in picked}):
            here = sorted(place for place in picked if start <= place < end)
            taken += self.whole(here, start, end, told)
        return self.joined(taken, told), tuple(dict.fromkeys(told))

    def whole(self, picked: Sequence[int], start: int, end: int, told: list[str]) -> Sequence[int]:
        """Return the signs of a word that a mark covers, all of it if it covers half."""
        word = "".join(self.signs[start:end])
        if len(word) > _LONGEST or _UNSPACED.search(word):
            return picked
        first, last = picked[0], picked[-1]
        while first > start and self.signs[first - 1].isalnum() and self.signs[first].isalnum():
            first -= 1
        while last + 1 < end and self.signs[last + 1].isalnum() and self.signs[last].isalnum():
            last += 1
        if len(picked) == last + 1 - first:
            return picked
        whole = "".join(self.signs[first : last + 1])
        if 2 * len(picked) < last + 1 - first:
            told.append(f"the mark touches “{short(whole)}”, which is not taken")
            return ()
        told.append(f"the mark covers a part of “{short(whole)}”, which is taken whole")
        return range(first, last + 1)

    def joined(self, taken: Sequence[int], told: list[str]) -> str:
        text = ""
        for before, place in zip([None, *taken], taken, strict=False):
            if before is not None and place > before + 1:
                text += self.between(before, place, told)
            text += self.signs[place]
        return line(text)

    def between(self, before: int, place: int, told: list[str]) -> str:
        """Return what stands for the signs between two that are taken."""
        gap = self.signs[before + 1 : place]
        passed = line("".join(sign for sign in gap if sign not in _HYPHENS))
        if passed and (len(passed) > _RAISED or any(map(str.isalpha, passed))):
            return " […] "
        if passed:
            told.append(f"“{passed}” is not marked, and is left out")
            return " "
        if any(sign in _HYPHENS for sign in gap):
            head, tail = self.word_of[before], self.word_of[place]
            word = "".join(self.signs[head[0] : head[1]] + self.signs[tail[0] : tail[1]])
            told.append(f"a hyphen at the end of a line is left out: “{short(word)}”")
            return ""
        return " "


def _sign(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"


def _marks(page: Any, index: int) -> Iterator[_Mark]:
    from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        if not annotation:
            yield _Mark(_BROKEN, 0, index, (), f"{place + 1}", "", "", "", reply_to=False)
            continue
        try:
            subtype = raw.FPDFAnnot_GetSubtype(annotation)
            if subtype in _PARTS_OF_PAGE:
                continue
            is_reply = bool(raw.FPDFAnnot_HasKey(annotation, b"IRT"))
            yield _Mark(
                _kind(subtype),
                subtype,
                index,
                tuple(_boxes(annotation)),
                line(_value(annotation, b"NM")),
                line(_value(annotation, b"T")),
                said(_value(annotation, b"Contents")),
                _colour(annotation),
                # parts of one annotation are tied in the same way, and say so
                reply_to=is_reply and _value(annotation, b"RT") != "Group",
            )
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _kind(subtype: int) -> str:
    return _KINDS.get(subtype, f"annotation of type {subtype}")


def _value(annotation: Any, key: bytes) -> str:
    from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:  # a string of nothing ends with two zero bytes
        return ""
    letters = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_GetStringValue(annotation, key, pointer, length)
    return letters.raw[: length - 2].decode("utf-16-le", "replace")


def _boxes(annotation: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield what an annotation covers: its marks, else the one rectangle around it."""
    from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

    number = raw.FPDFAnnot_CountAttachmentPoints(annotation)
    quad = raw.FS_QUADPOINTSF()
    for place in range(min(number, _MOST_MARKS)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, place, quad):
            across = (quad.x1, quad.x2, quad.x3, quad.x4)
            up = (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(across), min(up), max(across), max(up)
    box = raw.FS_RECTF()
    if not number and raw.FPDFAnnot_GetRect(annotation, box):
        yield (
            min(box.left, box.right),
            min(box.bottom, box.top),
            max(box.left, box.right),
            max(box.bottom, box.top),
        )


def _colour(annotation: Any) -> str:
    """Return an annotation's colour as `#ffff00`, "" if it has none."""
    from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

    if not raw.FPDFAnnot_HasKey(annotation, b"C"):
        return ""
    # PDFium tells no colour where a drawing of the annotation stands in the file
    raw.FPDFAnnot_SetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None)
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *parts):
        return ""
    return "#" + "".join(f"{min(part.value, 255):02x}" for part in parts[:3])


def _key(mark: _Mark) -> str:
    if mark.name and mark.kind != _BROKEN:
        return mark.name
    place = f"{mark.boxes[0][0]:.0f},{mark.boxes[0][3]:.0f}" if mark.boxes else mark.name
    return f"{mark.page + 1}:{place or 'nowhere'}"


def _identifier(document: Any) -> str:
    from pypdfium2 import raw  # noqa: PLC0415 - an extra, and slow to import

    length = raw.FPDF_GetFileIdentifier(document, raw.FILEIDTYPE_PERMANENT, None, 0)
    if not 1 < length <= 256:
        return "document"
    told = ctypes.create_string_buffer(length)
    raw.FPDF_GetFileIdentifier(document, raw.FILEIDTYPE_PERMANENT, told, length)
    return f"pdf:{told.raw[: length - 1].hex()}"


def _entry(document: Any) -> Mapping[str, str]:
    title = line(document.get_metadata_value("Title"))
    return {} if not title or _TITLE_OF_A_FILE.search(title) else {"title": title}
