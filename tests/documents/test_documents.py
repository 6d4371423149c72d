"""The report as a Word document and as a PDF: all of it, the same bytes each time."""

from __future__ import annotations

import re
import sys
from collections import Counter
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pypdfium2
import pytest

from evidence.diagnostics import CannotGoOn
from evidence.programs import documents
from evidence.report.pandoc_markdown import embedded

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = b"""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout prefix="&#171;" suffix="&#187;" delimiter="; "><names variable="author"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""


@pytest.fixture(scope="module")
def word(shown, written, picture) -> bytes:
    return documents.docx(written(shown, picture=documents.docx_picture(picture)))


@pytest.fixture(scope="module")
def body(word) -> str:
    with ZipFile(BytesIO(word)) as parts:
        return parts.read("word/document.xml").decode()


def text_of(xml: str) -> str:
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml))


def test_a_word_document_has_every_finding_claim_and_quote(body, checked):
    text, graph = text_of(body), checked.graph
    items = (*graph.findings.values(), *graph.claims.values())
    said = [item.statement.spoken("en", "en").text for item in items]
    assert [one for one in said if one not in text] == []
    assert [
        q for claim in graph.claims.values() for q in claim.quotes if f"“{q}”" not in text
    ] == []


def test_a_word_document_has_tables_citations_and_references(body):
    assert len(re.findall("<w:tbl>", body)) == 6
    text = text_of(body)
    assert "(Sato 2019, sec. 2.1, “Tasting”, para. 1)" in text
    assert "Kim, Ana, and Ole Berg. 2003." in text


def test_every_id_is_a_bookmark_that_the_links_lead_to(body):
    marks = Counter(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body))
    links = set(re.findall(r'w:anchor="([^"]+)"', body))
    assert links <= set(marks)
    assert {"tasting_first", "f.tasting", "summary"} <= set(marks)
    assert max(marks.values()) == 1


def test_the_picture_is_in_a_word_document_once_with_words_beside_it(word, body):
    with ZipFile(BytesIO(word)) as parts:
        pictures = [name for name in parts.namelist() if name.startswith("word/media/")]
        assert parts.read(pictures[0]).startswith(b"\x89PNG")
    assert len(pictures) == 1
    assert "data:image" not in body
    assert "number of claims that bear on it" in body


def test_a_word_document_is_sound_xml_with_small_print_in_tables(word):
    with ZipFile(BytesIO(word)) as parts:
        body, styles = (ET.fromstring(parts.read(f"word/{n}.xml")) for n in ("document", "styles"))
    found = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    size = found["TableText"].find(f"{W}rPr/{W}sz").get(f"{W}val")
    assert int(size) < int(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz").get(f"{W}val"))
    assert found["Table"].find(f"{W}tblPr/{W}tblBorders/{W}insideH") is not None
    cells = {
        style.get(f"{W}val") for cell in body.iter(f"{W}tc") for style in cell.iter(f"{W}pStyle")
    }
    assert cells == {"TableText"}
    assert body.find(f"{W}body/{W}sectPr/{W}pgSz").get(f"{W}w") == "11906"


def test_a_word_document_has_no_clock_in_it(word, shown, written, picture):
    with ZipFile(BytesIO(word)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert documents.docx(written(shown, picture=documents.docx_picture(picture))) == word


def test_a_pdf_has_every_statement_and_quote_on_its_pages(shown, written, picture, checked):
    text = written(shown, picture=documents.PDF_PICTURE)
    made = documents.pdf(text, picture)
    assert made == documents.pdf(text, picture)
    assert made.startswith(b"%PDF-")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    words = re.sub(r"[-\s\ufffe\u0002]", "", "".join(pages))
    for claim in checked.graph.claims.values():
        said = [claim.statement.spoken("en", "en").text, *claim.quotes]
        assert [one for one in said if re.sub(r"[-\s]", "", one) not in words] == []
    assert "References" in words
    assert "Foodknowledge" in words  # in the picture too, but surely in the list


def test_a_document_without_a_picture_needs_none(shown, written):
    assert documents.docx_picture("") == ""
    assert documents.docx(written(shown)).startswith(b"PK")
    assert documents.pdf(written(shown), "").startswith(b"%PDF-")


def test_a_style_of_the_review_is_followed(shown, written):
    style = embedded("application/xml", STYLE)
    with ZipFile(BytesIO(documents.docx(written(shown, style=style)))) as parts:
        text = text_of(parts.read("word/document.xml").decode())
    assert "«Ana Kim, Ole Berg; Ida Abel»" in text


def test_without_typst_one_line_says_what_to_install(monkeypatch, shown, written, picture):
    monkeypatch.setitem(sys.modules, "typst", None)
    for call in (
        lambda: documents.pdf(written(shown), ""),
        lambda: documents.docx_picture(picture),
    ):
        with pytest.raises(CannotGoOn, match=r"^typst is not installed, and ") as found:
            call()
        assert found.value.help == 'run `pip install "evidence-review[pdf]"` (typst)'


def test_without_pandoc_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setattr(documents, "installed", lambda: None)
    with pytest.raises(CannotGoOn, match=r"^pandoc is not installed, and ") as found:
        documents.docx("x")
    assert "pypandoc_binary" in found.value.help


def test_what_pandoc_or_typst_cannot_do_is_said_in_one_line():
    with pytest.raises(CannotGoOn, match=r"^pandoc could not write docx: ") as found:
        documents.docx("---\nreferences: [}\n---\n\nx\n")
    assert "\n" not in found.value.message
    with pytest.raises(CannotGoOn, match=r"^typst could not write "):
        documents.docx_picture("this is no picture")
