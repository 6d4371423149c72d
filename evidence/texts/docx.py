"""DOCX files, as Word, LibreOffice and pandoc write them.

Deleted text of tracked changes is left out, inserted text is in. Pages are not
told: a DOCX has none until somebody lays it out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from evidence.texts.full_text import Aside, AsideKind, Structure
from evidence.texts.markup import Event, Open, UnreadableTree, xml_events
from evidence.texts.writer import TextWriter

_MOST = 64 * 1024 * 1024  # bytes of one part, unpacked: a thousand printed pages take 20 MB
_SILENT = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "delText instrText Fallback del moveFrom sectPr tblPr tcPr"
    ).split()
)
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_HEADING_STYLE = re.compile(r"(?:heading|berschrift|judul|titre)\s*(\d)", re.IGNORECASE)


def read_docx(data: bytes) -> tuple[str, Structure]:
    """Return a document's text, with its notes after it, and what stands where.

    Raises: UnreadableTree for a damaged, encrypted or oversized package.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadableTree("the file is damaged: no DOCX package") from None
    names = set(package.namelist())
    if "word/document.xml" not in names:
        raise UnreadableTree("the package holds no Word document")
    levels = _levels(part_of(package, "word/styles.xml")) if "word/styles.xml" in names else {}
    document = _Document(levels)
    document.take_all(part_of(package, "word/document.xml"))
    for part, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        if part in names:
            document.notes(part_of(package, part), tag)
    return document.writer.finish()


def part_of(package: zipfile.ZipFile, name: str) -> bytes:
    """Return one part of a package, unpacked.

    Raises: UnreadableTree if it cannot be unpacked, or unpacks to too much.
    """
    try:
        with package.open(name) as stream:
            data = stream.read(_MOST + 1)
    except RuntimeError:
        raise UnreadableTree("the package is encrypted") from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError):
        raise UnreadableTree("the file is damaged: its parts cannot be unpacked") from None
    except (ValueError, KeyError, zlib.error):
        raise UnreadableTree("the file is damaged: its parts cannot be unpacked") from None
    if len(data) > _MOST:
        raise UnreadableTree(f"{name} unpacks to more than 64 MB, which is not read")
    return data


def _levels(styles: bytes) -> dict[str, int]:
    """Return the depth of each style that is a heading, from 1."""
    levels: dict[str, int] = {}
    style = ""
    for event in xml_events(styles):
        if not isinstance(event, Open):
            continue
        if event.tag == "style":
            style = event.get("styleId")
        elif event.tag == "name" and style:
            named = _HEADING_STYLE.fullmatch(event.get("val"))
            if named:
                levels[style] = int(named[1])
            elif event.get("val").lower() == "title":
                levels[style] = 1
        elif event.tag == "outlineLvl" and style and event.get("val").isdigit():
            levels.setdefault(style, int(event.get("val")) + 1)
    return {style: level for style, level in levels.items() if level < 10}


@dataclass(slots=True)
class _Document:
    levels: dict[str, int]
    writer: TextWriter = field(default_factory=TextWriter)
    silent: int = 0
    depth: int = 0
    level: int = 0
    starts: list[int] = field(default_factory=list)
    boxes: list[tuple[int, TextWriter]] = field(default_factory=list)
    called: list[tuple[str, int]] = field(default_factory=list)
    in_text: bool = False
    run: int = 0
    is_raised: bool = False

    def take_all(self, data: bytes) -> None:
        for event in xml_events(data):
            self.take(event)

    def take(self, event: Event) -> None:
        if isinstance(event, Open):
            if self.silent or event.tag in _SILENT:
                self.silent += 1
            else:
                self.depth += 1
                self.open(event)
        elif isinstance(event, str):
            if self.in_text and not self.silent:
                self.writer.write(event)
        elif self.silent:
            self.silent -= 1
        else:
            self.close(event.tag)
            self.depth -= 1

    def open(self, event: Open) -> None:
        tag = event.tag
        if tag == "p":
            self.writer.paragraph()
            self.starts.append(self.writer.here)
            self.level = 0
        elif tag == "pStyle":
            self.level = self.levels.get(event.get("val"), 0)
        elif tag == "outlineLvl" and event.get("val").isdigit():
            self.level = (int(event.get("val")) + 1) % 10
        elif tag in ("r", "vertAlign"):
            self.is_raised = event.get("val") == "superscript"
            self.run = self.writer.length
        elif tag == "t":
            self.in_text = True
        elif tag in _SIGNS:
            self.writer.write(_SIGNS[tag])
        elif tag == "txbxContent":
            self.boxes.append((self.depth, self.writer))
            self.writer = TextWriter()
        elif tag in ("footnoteReference", "endnoteReference"):
            self.called.append((tag[0] + event.get("id"), self.writer.length))
        elif tag == "tc":
            self.writer.write(" ")

    def close(self, tag: str) -> None:
        if tag == "t":
            self.in_text = False
        elif tag == "r" and self.is_raised:
            self.writer.raised(self.run)
            self.is_raised = False
        elif tag == "p" and self.starts:
            start = self.starts.pop()
            if self.level:
                self.writer.heading(start, self.level)
            self.level = 0
            self.writer.block()
            self.writer.release()
        elif tag == "txbxContent" and self.boxes:
            inner = self.writer
            self.writer = self.boxes.pop()[1]
            self.writer.hold(Aside(AsideKind.BOX, 0, 0, anchor=self.writer.length), inner)

    def notes(self, data: bytes, tag: str) -> None:
        """Add the notes of one part at the end, numbered as the text calls them."""
        order = {key: str(count) for count, (key, _) in enumerate(self.called, start=1)}
        anchors = dict(self.called)
        outer = self.writer
        key = ""
        for event in xml_events(data):
            if isinstance(event, Open) and event.tag == tag:
                key = tag[0] + event.get("id")
                self.writer = TextWriter()
            self.take(event)
            if not isinstance(event, (str, Open)) and event.tag == tag:
                if key in order:
                    outer.hold(
                        Aside(AsideKind.NOTE, 0, 0, order[key], anchor=anchors[key]), self.writer
                    )
                self.writer = outer
        self.writer = outer
