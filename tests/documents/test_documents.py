"""The report as a Word document and as a PDF: all of it, the same bytes each time."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from html import unescape
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
    return documents.docx(written(shown, picture=documents.docx_picture(picture)), shown.about)


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
        properties = parts.read("docProps/core.xml").decode()
    assert set(re.findall("[0-9]{4}-[0-9]{2}-[0-9]{2}[^<]*", properties)) == {
        f"{shown.about.date}T00:00:00Z"
    }
    text = written(shown, picture=documents.docx_picture(picture))
    assert documents.docx(text, shown.about) == word


KNOWN = {
    "title": "Gardens & <schools>",
    "authors": ("Ana O'Kim", 'The \x0b Garden "Group"'),
    "date": "2026-11-29",
    "licence": "CC-BY-4.0",
}


def test_a_word_document_says_who_made_it_when_and_under_which_licence(shown, written):
    known = replace(shown, about=replace(shown.about, **KNOWN))
    made = documents.docx(written(known), known.about)
    assert documents.docx(written(known), known.about) == made
    with ZipFile(BytesIO(made)) as parts:
        core = ET.fromstring(parts.read("docProps/core.xml"))
        text = text_of(parts.read("word/document.xml").decode())
    said = {element.tag.partition("}")[2]: element.text for element in core}
    assert said == {
        "title": "Gardens & <schools>",
        "creator": 'Ana O\'Kim; The  Garden "Group"',
        "language": "en",
        "rights": "CC-BY-4.0",
        "keywords": "CC-BY-4.0",
        "created": "2026-11-29T00:00:00Z",
        "modified": "2026-11-29T00:00:00Z",
    }
    assert "Ana O'Kim" in unescape(text)
    assert "2026-11-29" in text


def test_a_pdf_says_who_made_it_when_and_under_which_licence(shown, written):
    known = replace(shown, about=replace(shown.about, **KNOWN))
    made = documents.pdf(written(known), "", known.about)
    assert documents.pdf(written(known), "", known.about) == made
    pdf = pypdfium2.PdfDocument(made)
    said = pdf.get_metadata_dict(skip_empty=True)
    assert said["Author"].startswith("Ana O'Kim, The ")
    assert said["Keywords"] == "CC-BY-4.0"
    assert said["CreationDate"].startswith("D:20261129")
    first = pdf[0].get_textpage().get_text_range()
    assert "Ana O'Kim" in first
    assert "2026-11-29" in first


@pytest.mark.parametrize("date", ["", "2026", "2026-11"])
def test_a_document_without_a_day_bears_no_date_of_its_own(shown, written, date):
    known = replace(shown, about=replace(shown.about, date=date))
    with ZipFile(BytesIO(documents.docx(written(known), known.about))) as parts:
        assert b"created" not in parts.read("docProps/core.xml")
    pdf = pypdfium2.PdfDocument(documents.pdf(written(known), "", known.about))
    assert pdf.get_metadata_dict().get("CreationDate", "") == ""


def test_a_pdf_has_every_statement_and_quote_on_its_pages(shown, written, picture, checked):
    text = written(shown, picture=documents.PDF_PICTURE)
    made = documents.pdf(text, picture, shown.about)
    assert made == documents.pdf(text, picture, shown.about)
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
    assert documents.docx(written(shown), shown.about).startswith(b"PK")
    assert documents.pdf(written(shown), "", shown.about).startswith(b"%PDF-")


def test_a_style_of_the_review_is_followed(shown, written):
    style = embedded("application/xml", STYLE)
    with ZipFile(BytesIO(documents.docx(written(shown, style=style), shown.about))) as parts:
        text = text_of(parts.read("word/document.xml").decode())
    assert "«Ana Kim, Ole Berg; Ida Abel»" in text


def test_without_typst_one_line_says_what_to_install(monkeypatch, shown, written, picture):
    monkeypatch.setitem(sys.modules, "typst", None)
    for call in (
        lambda: documents.pdf(written(shown), "", shown.about),
        lambda: documents.docx_picture(picture),
    ):
        with pytest.raises(CannotGoOn, match=r"^typst is not installed, and ") as found:
            call()
        assert found.value.help == 'run `pip install "evidence-review[pdf]"` (typst)'


def test_without_pandoc_one_line_says_what_to_install(monkeypatch, shown):
    monkeypatch.setattr(documents, "installed", lambda: None)
    with pytest.raises(CannotGoOn, match=r"^pandoc is not installed, and ") as found:
        documents.docx("x", shown.about)
    assert "pypandoc_binary" in found.value.help


def test_what_pandoc_or_typst_cannot_do_is_said_in_one_line(shown):
    with pytest.raises(CannotGoOn, match=r"^pandoc could not write docx: ") as found:
        documents.docx("---\nreferences: [}\n---\n\nx\n", shown.about)
    assert "\n" not in found.value.message
    with pytest.raises(CannotGoOn, match=r"^typst could not write "):
        documents.docx_picture("this is no picture")
