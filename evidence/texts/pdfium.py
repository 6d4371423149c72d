"""PDFium, one call at a time: it may not be entered twice at once, by whatever thread.

Whoever reads or draws a page enters it for that page alone, so that a page is
drawn between two pages of a long text that is being read.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from evidence.texts.markup import UnreadableTree
from evidence.texts.unpacking import MOST_UNPACKED, unpacks_to_too_much

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_ALONE = threading.RLock()


@contextmanager
def alone() -> Iterator[None]:
    """Let nobody else into PDFium meanwhile.

    Raises: UnreadableTree where it cannot read a page.
    """
    import pypdfium2  # noqa: PLC0415 - an extra, and slow to import

    with _ALONE:
        try:
            yield
        except pypdfium2.PdfiumError:
            raise UnreadableTree("the file is damaged: a page cannot be read") from None


def opened(data: bytes) -> Any:
    """Return a PDF as PDFium has it; whoever opens it closes it.

    Raises: UnreadableTree for an encrypted or damaged file, and for one whose
            pages unpack to more than they can say: PDFium would take all of it
            into memory, and end the process where there is too little.
    """
    if unpacks_to_too_much(data):
        raise UnreadableTree(
            f"its pages unpack to more than {MOST_UNPACKED // 1024**2} MB, which is not read"
        )
    import pypdfium2  # noqa: PLC0415 - an extra, and slow to import

    with _ALONE:
        try:
            return pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
                raise UnreadableTree("the file is encrypted: a password is needed") from None
            raise UnreadableTree("the file is damaged: no readable PDF") from None
