"""PDF: the text layer page by page, with the labels of the pages.

The one room of pypdfium2. A line-end hyphen, which PDFium gives as a control
character, comes out as a hyphen and a line end.
"""

from __future__ import annotations

import re
from typing import Any

from evidence.texts.full_text import Page
from evidence.texts.tree import UnreadableTree

_HYPHEN = re.compile("[\x02\ufffe]\n?")
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE


def read_pdf(data: bytes) -> tuple[str, tuple[Page, ...], bool, tuple[str, ...]]:
    """Return the text, its pages, whether the file labels them, and the blank pages.

    Shape:  pages end with a form feed. Blank are pages with a picture and no letters.
    Raises: UnreadableTree for an encrypted or damaged file.
    """
    import pypdfium2  # noqa: PLC0415 - an extra, and slow to import

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (_PASSWORD, _SECURITY):
            raise UnreadableTree("the file is encrypted: a password is needed") from None
        raise UnreadableTree("the file is damaged: no readable PDF") from None
    try:
        return _pages(document)
    except pypdfium2.PdfiumError:
        raise UnreadableTree("the file is damaged: a page cannot be read") from None
    finally:
        document.close()


def _pages(document: Any) -> tuple[str, tuple[Page, ...], bool, tuple[str, ...]]:
    pieces: list[str] = []
    pages: list[Page] = []
    blank: list[str] = []
    labelled = False
    start = 0
    for index in range(len(document)):
        sheet = document[index]
        words = sheet.get_textpage()
        text = _HYPHEN.sub("-\n", words.get_text_range().replace("\r\n", "\n")) + "\n\f"
        words.close()
        own = document.get_page_label(index)
        labelled = labelled or bool(own)
        label = own or str(index + 1)
        if text.isspace() and any(True for _ in sheet.get_objects(filter=[_IMAGE], max_depth=2)):
            blank.append(label)
        sheet.close()
        pieces.append(text)
        pages.append(Page(index + 1, label, start, start + len(text)))
        start += len(text)
    return "".join(pieces), tuple(pages), labelled, tuple(blank)
