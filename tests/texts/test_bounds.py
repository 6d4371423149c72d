"""A text that unpacks to more than a text can hold is unreadable, and the others are read."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from evidence.texts import kind_of, markup, read, unpacking

OPERATOR = b"0 0 m "


def page(content: bytes, filters: str = "/FlateDecode") -> bytes:
    """A PDF of one page with a content stream, without a table of offsets: PDFium rebuilds it."""
    head = f"4 0 obj\n<< /Length {len(content)} /Filter {filters} >>\nstream\n"
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>\nendobj\n"
        + head.encode()
        + content
        + b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
    )


def document(paragraphs: int) -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "<w:p><w:r><w:t>name more vegetables</w:t></w:r></w:p>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        body = "<w:p/>" * paragraphs + words
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        )
    return held.getvalue()


def read_as(name: str, data: bytes):
    return read(name, data, kind_of(name, data))


@pytest.fixture(autouse=True)
def low(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 200_000)
    monkeypatch.setattr(markup, "MOST_STEPS", 2_000)


@pytest.mark.parametrize(
    ("packed", "filters"),
    [
        (zlib.compress(OPERATOR * 50_000), "/FlateDecode"),
        (zlib.compress(zlib.compress(OPERATOR * 50_000)), "[/FlateDecode /FlateDecode]"),
    ],
    ids=["packed", "packed twice"],
)
def test_a_page_that_unpacks_to_too_much_is_not_read(packed, filters):
    found = read_as("a.pdf", page(packed, filters))
    assert "unpack to more than" in found.unreadable


def test_what_unpacks_to_little_is_left_to_the_reader():
    assert "unpack" not in read_as("a.pdf", page(zlib.compress(OPERATOR * 100))).unreadable


def test_a_stream_that_cannot_be_unpacked_is_left_to_the_reader():
    assert "unpack" not in read_as("a.pdf", page(b"no such stream")).unreadable


def test_a_document_of_endless_paragraphs_is_not_read():
    assert "elements" in read_as("a.docx", document(5_000)).unreadable
    assert read_as("a.docx", document(50)).text == "name more vegetables"


def test_a_page_of_endless_elements_is_not_read():
    assert "elements" in read_as("a.html", b"<html><body>" + b"<p>x" * 5_000).unreadable
