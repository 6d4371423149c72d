"""Sheets that tests make: workbooks by xlsxwriter, ODS by hand, and what is read of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from evidence.origins import Origin, sheet

CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body>'
    "<office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)

MANIFEST = (
    '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    merges: Mapping[str, Sequence[tuple[int, int, int, int]]] = {},
    hidden: Sequence[str] = (),
) -> bytes:
    """An XLSX of these rows; a text that begins with `=` is a formula with the value beside it."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_urls": False}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            if name in hidden:
                page.hide()
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        page.write_formula(r, c, cell[0], None, cell[1])
                    elif cell is not None:
                        page.write(r, c, cell)
            for merge in merges.get(name, ()):
                top, left, *_ = merge
                page.merge_range(*merge, rows[top][left])
    return out.getvalue()


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def ods(tables: str) -> bytes:
    """An ODS whose body is this XML: `table:table` with its rows."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": MANIFEST,
            "content.xml": CONTENT.format(tables),
        }
    )


def ods_table(name: str, rows: Sequence[Sequence[str]]) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}">{cells}</table:table>'


def proposed(data: bytes | str, name: str = "coding.xlsx") -> dict[str, Any] | str:
    return sheet.propose(name, io.BytesIO(_bytes(data)))


def read(
    data: bytes | str, settings: Mapping[str, Any] | None = None, name: str = "coding.xlsx"
) -> Origin:
    origin = sheet.read(name, io.BytesIO(_bytes(data)), settings or {})
    assert origin.unaccounted() == {}
    keys = [segment.key for segment in origin.segments]
    assert len(set(keys)) == len(keys)
    texts = {text.key for text in origin.texts}
    codes = {code.key for code in origin.codes}
    assert {segment.text for segment in origin.segments} <= texts
    assert {code for segment in origin.segments for code in segment.codes} <= codes
    return origin


def said(origin: Origin) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each segment as its text, what it says, and its codes."""
    return [(s.text, s.statement or s.quote, s.codes) for s in origin.segments]


def _bytes(data: bytes | str) -> bytes:
    return data.encode() if isinstance(data, str) else data
