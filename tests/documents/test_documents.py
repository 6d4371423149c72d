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


def test_a_word_document_has_citations_and_references(body):
    text = text_of(body)
    assert "(Sato 2019, sec. 2.1, “Tasting”, para. 1)" in text
    assert "Kim, Ana, and Ole Berg. 2003." in text


def captions_of(body: str) -> list[str]:
    found = re.findall(r'<w:p><w:pPr><w:pStyle w:val="TableCaption" />.*?</w:p>', body)
    return [unescape(text_of(caption)) for caption in found]


def test_the_tables_of_a_word_document_are_numbered_captioned_and_named_in_the_text(body):
    captions = captions_of(body)
    assert captions == [
        "Table 1. Strategies: what is cited, what is asserted",
        "Table 2. Conclusions",
        "Table 3. What it leans on",
        "Table A1. Context",
        "Table A2. Role",
        "Table A3. Source",
        "Table A4. Measures",
    ]
    assert len(re.findall("<w:tbl>", body)) == len(captions)
    text = text_of(re.sub(r'<w:p><w:pPr><w:pStyle w:val="TableCaption" />.*?</w:p>', "", body))
    for number in ("1", "2", "3"):
        assert f"Table {number} " in text


def test_a_wide_table_stands_on_a_page_on_its_side_and_the_others_do_not(word, body):
    sections = re.findall(r"<w:sectPr>.*?</w:sectPr>", body, re.DOTALL)
    ways = [re.search(r'w:orient="(\w+)"', section)[1] for section in sections]
    # the text, the conclusions, the rest of the report, the appendix
    assert ways == ["portrait", "landscape", "portrait", "portrait"]
    on_side = body.split(sections[0])[1].split(sections[1])[0]
    assert captions_of(on_side) == ["Table 2. Conclusions"]
    assert "How far it is cited" in text_of(on_side)
    for section, way in zip(sections, ways, strict=True):
        across, down = re.search(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', section).groups()
        assert ((across, down) == ("11906", "16838")) is (way == "portrait")
        assert '<w:footerReference w:type="default" r:id="rIdFooter" />' in section


def test_the_pages_of_a_word_document_are_numbered(word):
    with ZipFile(BytesIO(word)) as parts:
        footer = ET.fromstring(parts.read("word/footer1.xml"))
        links = parts.read("word/_rels/document.xml.rels").decode()
        types = parts.read("[Content_Types].xml").decode()
    fields = [field.get(f"{W}instr").strip() for field in footer.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert 'Id="rIdFooter" Target="footer1.xml"' in links
    assert 'PartName="/word/footer1.xml"' in types


def test_a_word_document_has_contents_that_lead_to_its_headings_by_page(body, shown):
    entries = re.findall(r'<w:p><w:pPr><w:pStyle w:val="TOC([12])" />(.*?)</w:p>', body)
    said = [(level, unescape(text_of(entry))) for level, entry in entries]
    assert said == [
        ("1", "Result"),
        ("1", "Strategies: what is cited, what is asserted"),
        ("1", "Conclusions, the least cited first"),
        ("1", "Left out"),
        ("1", "What it leans on"),
        ("1", "Statements that pull apart"),
        ("1", "Limitations"),
        ("1", "References"),
        ("1", "Appendix: the evidence"),
        *(("2", part) for part in ("Findings", "Claims", "Sources", "Framework", "Sensitivity")),
        ("2", "How it was made"),
    ]
    for (_, words), (_, entry) in zip(said, entries, strict=True):
        mark = re.search(r'w:anchor="([^"]+)"', entry)[1]
        assert f" PAGEREF {mark} " in entry
        heading = re.search(rf'w:name="{mark}" />(.*?)</w:p>', body)[1]
        assert unescape(text_of(heading)) == words
    assert body.index("Contents") < body.index('w:val="TOC1"') < body.index('w:val="Heading1"')


def test_the_appendix_is_small_print_and_what_stands_before_it_is_not(body):
    report, _, appendix = body.partition('w:name="evidence" />')
    large = ('"BodyText"', '"FirstParagraph"', '"BlockText"')
    assert '"AppendixText"' not in report
    assert any(style in report for style in large)
    assert appendix.count('"AppendixText"') > 20
    assert not any(style in appendix for style in large)


def test_every_id_is_a_bookmark_that_the_links_lead_to(body):
    marks = Counter(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body))
    links = set(re.findall(r'w:anchor="([^"]+)"', body))
    assert links <= set(marks)
    assert {"tasting_first", "f.tasting", "result", "evidence"} <= set(marks)
    assert max(marks.values()) == 1
    numbers = re.findall(r'<w:bookmarkStart w:id="(\d+)"', body)
    assert sorted(numbers) == sorted(set(numbers))
    assert sorted(re.findall(r'<w:bookmarkEnd w:id="(\d+)"', body)) == sorted(numbers)


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
    rows = list(body.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(heads) == len(list(body.iter(f"{W}tbl")))
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    assert {style.get(f"{W}val") for style in body.iter(f"{W}pStyle")} <= known
    assert len(known) == len(list(styles.iter(f"{W}style")))


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


def test_a_pdf_is_a_paper_with_contents_page_numbers_and_an_appendix(shown, written):
    pdf = pypdfium2.PdfDocument(documents.pdf(written(shown), "", shown.about))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    on_side = [page.get_width() > page.get_height() for page in pdf]
    assert [("Table 2." in text) for text in texts] == on_side
    assert sum(on_side) == 1
    number = len(texts)
    assert [f"{n} / {number}" in text for n, text in enumerate(texts, 1)] == [True] * number
    begins = next(n for n, text in enumerate(texts, 1) if text.startswith("Appendix: the evidence"))
    contents = re.search(r"Contents\s(.*?)Result\s+Of 2", texts[0], re.DOTALL)[1]
    assert re.search(rf"Appendix: the evidence[ .]*\W?{begins}\s", contents)
    assert [name in contents for name in ("References", "Claims", "Sources")] == [True] * 3
    assert "Do school gardens" not in contents


def test_without_typst_one_line_says_what_to_install(monkeypatch, shown, written):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CannotGoOn, match=r"^typst is not installed, and ") as found:
        documents.pdf(written(shown), "", shown.about)
    assert found.value.help == 'run `pip install "evidence-review[pdf]"` (typst)'


def test_without_typst_a_word_document_has_all_but_the_picture(
    monkeypatch, shown, written, picture, body
):
    monkeypatch.setitem(sys.modules, "typst", None)
    assert not documents.can_draw()
    assert documents.docx_picture(picture) == ""
    made = documents.docx(written(shown, picture=documents.docx_picture(picture)), shown.about)
    with ZipFile(BytesIO(made)) as parts:
        text = text_of(parts.read("word/document.xml").decode())
        assert [name for name in parts.namelist() if "media" in name] == []
    caption = re.search(r'<w:pStyle w:val="ImageCaption" />.*?</w:p>', body)[0]
    assert text == text_of(body).replace(text_of(caption), "")


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


def test_a_report_whose_template_has_no_appendix_is_a_document_all_the_same(shown):
    text = "---\ntitle: T\n---\n\n# One\n\n::: landscape\n\ntext\n\n:::\n\n## Two\n\nx\n"
    pdf = pypdfium2.PdfDocument(documents.pdf(text, "", shown.about))
    assert [page.get_width() > page.get_height() for page in pdf] == [False, True, False]
    with ZipFile(BytesIO(documents.docx(text, shown.about))) as parts:
        assert parts.read("word/document.xml").count(b"<w:pgSz ") == 3
