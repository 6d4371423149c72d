"""Bytes in, a `FullText` out: which reader takes a file, and why none could."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from evidence.texts.docx import read_docx
from evidence.texts.full_text import FileKind, FullText
from evidence.texts.html import read_html
from evidence.texts.jats import read_jats
from evidence.texts.letters import text_hash
from evidence.texts.markup import UnreadableTree
from evidence.texts.pdf import read_pdf
from evidence.texts.plain_text import read_plain

KINDS = {
    "pdf": FileKind.PDF,
    "docx": FileKind.DOCX,
    "xml": FileKind.JATS,
    "nxml": FileKind.JATS,
    "jats": FileKind.JATS,
    "html": FileKind.HTML,
    "htm": FileKind.HTML,
    "xhtml": FileKind.HTML,
    "txt": FileKind.PLAIN,
    "text": FileKind.PLAIN,
    "md": FileKind.PLAIN,
}

_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*\?>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
# letters of no script: private use, replacement, control characters that PDFium leaves
_GARBAGE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_LETTER = re.compile(r"[^\W\d_]")


def content_hash(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def kind_of(name: str, data: bytes) -> FileKind | None:
    """Return the kind of a file by its name and first bytes, None if it is no text.

    The bytes win where they are plain: a web page saved as `.txt` is HTML.
    """
    kind = KINDS.get(name.rpartition(".")[2].lower())
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return FileKind.PDF
    if kind is FileKind.PLAIN and _HTML.match(data[:4096]):
        return FileKind.HTML
    if kind is FileKind.JATS and _HTML.match(data[:4096]):
        return FileKind.HTML
    return kind


def read(name: str, data: bytes, kind: FileKind | None = None) -> FullText:
    """Return the text of a file; where it cannot be read, `unreadable` says why.

    Shape: `name` is the file's name below the folder of texts; `kind` is told
           from it and from the bytes where it is not given.
    """
    kind = kind or kind_of(name, data)
    digest = content_hash(data)
    if kind is None:
        return FullText(
            "", FileKind.PLAIN, file_hash=digest, file=name, unreadable="of no known kind"
        )
    try:
        text = _read(kind, data)
    except UnreadableTree as error:
        return FullText("", kind, file_hash=digest, file=name, unreadable=str(error))
    return replace(
        text,
        file_hash=digest,
        text_hash=text_hash(text.text),
        file=name,
        unreadable=_silence(text, data),
    )


def _read(kind: FileKind, data: bytes) -> FullText:
    if not data.strip():
        return FullText("", kind)
    if kind is FileKind.PDF:
        return read_pdf(data)
    if kind is FileKind.PLAIN:
        text, pages = read_plain(data)
        return FullText(text, kind, pages)
    reader = {FileKind.HTML: read_html, FileKind.JATS: read_jats, FileKind.DOCX: read_docx}[kind]
    text, structure = reader(data)
    return FullText(text, kind, structure=structure)


def _silence(text: FullText, data: bytes) -> str:
    """Return why a text says nothing, "" if it does."""
    if not data.strip():
        return "the file is empty"
    if not _LETTER.search(text.text) and not re.search(r"\w", text.text):
        if text.blank_pages:
            return "scanned: the pages hold pictures and no text layer"
        return "the file holds no text"
    if text.kind is FileKind.PDF:
        shown = len(text.text) - text.text.count(" ") - text.text.count("\n")
        if len(_GARBAGE.findall(text.text)) * 4 > shown:
            return "the text layer holds no readable letters"
        most = len(text.blank_pages) * 10 >= len(text.pages) * 9
        if text.blank_pages and most and len(text.pages) > 1:
            return "scanned: nearly all pages hold pictures and no text layer"
    return ""
