"""The value that every reader of files makes: a text, its pages, what stands where.

Positions are code points of `FullText.text`, from 0, ends exclusive. What the
file's markup tells is kept in `structure`; for files without markup
`evidence.texts.outline` works it out from the lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """What sort of file a text came from."""

    PDF = "pdf"
    PLAIN = "txt"
    HTML = "html"
    JATS = "jats"
    DOCX = "docx"


class AsideKind(StrEnum):
    """What sort of stretch interrupts the running text."""

    NOTE = "note"
    BOX = "box"
    FIGURE = "figure"
    FURNITURE = "furniture"  # running heads, page numbers


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page: its stretch, and what it is called.

    Shape: `number` counts sheets from 1; `label` is the file's own page label,
           else the number; `printed` the number that stands on the page, ""
           where none was made out.
    """

    number: int
    label: str
    start: int
    end: int
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its number ("2.1", "" without), its title, its depth from 1.

    `run_in` is True for one that opens a paragraph ("Skills. Workers ...").
    """

    title: str
    number: str
    level: int
    start: int
    end: int
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A note, box, figure or running head that stands apart from the running text.

    Shape: `number` is the right one, `printed` the one that stands there;
           `anchor` is where the running text calls it, -1 where that is not
           known.
    """

    kind: AsideKind
    start: int
    end: int
    number: str = ""
    printed: str = ""
    title: str = ""
    anchor: int = -1


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A note mark or a numbered citation in the running text."""

    start: int
    end: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """What stands where: all tuples sorted by position.

    Shape: `paragraphs` are the starts of paragraphs, () where lines do not
           tell; `references` is where the list of references begins, -1
           without one. `reliable` is True where the file's markup says all
           this, False where it was worked out from the lines.
    """

    headings: tuple[Heading, ...] = ()
    asides: tuple[Aside, ...] = ()
    marks: tuple[NoteMark, ...] = ()
    paragraphs: tuple[int, ...] = ()
    references: int = -1
    reliable: bool = False


@dataclass(frozen=True, slots=True)
class FullText:
    """A text that somebody read, as far as a program can read it.

    Shape: `unreadable` says why nothing can be read, "" for a readable text;
           `blank_pages` are the labels of pages that hold pictures and no
           letters. `labelled` is True where the file gives page labels of its
           own. `file_hash` is the SHA-256 of the bytes, `text_hash` that of
           the letters (`evidence.texts.letters`). `sizes` says where
           lines of another type size begin, `raised` where raised marks
           stand, `scanned` what a machine read from pictures, which may have
           letters misread, `seams` where the type changes inside a word; ()
           where the file does not tell.
    """

    text: str
    kind: FileKind
    pages: tuple[TextPage, ...] = ()
    structure: Structure | None = None
    file_hash: str = ""
    text_hash: str = ""
    file: str = ""
    labelled: bool = False
    blank_pages: tuple[str, ...] = ()
    unreadable: str = ""
    sizes: tuple[tuple[int, float], ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    scanned: tuple[tuple[int, int], ...] = ()
    seams: tuple[int, ...] = ()
