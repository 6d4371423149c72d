"""A library in another format than BibTeX is called by its name, once, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

import evidence
from evidence.bibtex import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
KINDS = {
    ".ris": ("RIS", "Web of Science's format"),
    ".nbib": ("PubMed's format (.nbib)",),
    ".enw": ("EndNote's format (.enw)",),
    ".enl": ("EndNote's format (.enw)",),
    ".json": ("CSL JSON",),
    ".yml": ("CSL YAML",),
}
FOLDERS = ("corpora/ris", "corpora-import/ris-csv", "corpora/csl-json")
FILES = [
    file
    for folder in FOLDERS
    for file in sorted((SHARED / folder).glob("*"))
    if file.suffix in KINDS
]


def named(data: bytes) -> str:
    sources, (one,) = read("sources.bib", data)
    assert sources == ()
    assert (one.code, one.severity) == ("not-bibtex", "error")
    assert "export the library as BibTeX" in one.help
    return one.message.removeprefix("this is not BibTeX but ")


@pytest.mark.skipif(not FILES, reason="the corpora are not beside the checkout")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_real_library_in_another_format_is_called_by_its_name(file):
    assert named(file.read_bytes()) in KINDS[file.suffix]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\ufeffTY  - JOUR\r\nTI  - Gardens @ school\r\nER  - \r\n", "RIS"),
        ("1.\nTY - BOOK\nTI - A\nER -\n", "RIS"),
        ("\nPMID- 1234\nOWN - NLM\nTI  - Gardens\n", "PubMed's format (.nbib)"),
        ("%0 Journal Article\n%A Kim, A.\n%T Gardens\n", "EndNote's format (.enw)"),
        (
            '<?xml version="1.0"?><xml><records><record>a</record></records></xml>',
            "EndNote's XML",
        ),
        ("<!DOCTYPE html>\n<html><body>Sign in</body></html>", "HTML"),
        ('[{"id": "kim2003", "type": "book"}]', "CSL JSON"),
        ('{"items": [{"title": "Gardens"}]}', "CSL JSON"),
        ("---\nreferences:\n- id: kim2003\n", "CSL YAML"),
        ("FN Clarivate\nVR 1.0\nPT J\nAU Kim, A\nER\n", "Web of Science's format"),
        ('"Authors","Title","Year","DOI"\n"Kim","Gardens","2003",""\n', "a table (CSV)"),
        ("PK\x03\x04\x14\x00\x06\x00", "a ZIP file"),
        ("{\\rtf1\\ansi Kim, A. Beds.}", "RTF"),
        ("<!-- saved -->\n<html><body>Sign in</body></html>", "HTML"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:abc\n", "a pointer of Git LFS"),
        ("ty  - JOUR\nti  - Gardens\ner  - \n", "RIS"),
        ("TY\u00a0\u00a0- JOUR\nTI\u00a0\u00a0- Gardens\nER\u00a0\u00a0- \n", "RIS"),
        ("PMID - 123\nOWN - NLM\nTI - Gardens\n", "PubMed's format"),
        ("RT Journal Article\nA1 Kim, A\nT1 Beds\nYR 2003\n", "RefWorks' format"),
        ("- id: kim2003\n  type: book\n  title: Beds\n", "CSL YAML"),
        ("kim2003:\n  type: book\n  title: Beds\n", "Hayagriva's YAML"),
        ("cff-version: 1.2.0\ntitle: X\n", "CITATION.cff"),
        ("% $ biblatex auxiliary file $\n\\refsection{0}\n", "the list of a LaTeX document"),
        ("\\relax\n\\citation{kim}\n\\bibdata{x}\n", "a file of LaTeX's own"),
        ("PT\tAU\tTI\tSO\nJ\tKim\tBeds\tJ\n", "a table (CSV)"),
        ("作者,题名,年份\n王,豆,2003\n", "a table (CSV)"),
        ("\\begin{thebibliography}{9}\n\\bibitem{kim} Kim.\n", "the list of a LaTeX document"),
        ("TY  - JOUR\u0085TI  - Gardens\u0085ER  - \u0085", "RIS"),
        ("TY  - JOUR\u2028TI  - Gardens\u2028ER  - \u2028", "RIS"),
        ("TY  – JOUR\nTI  – Gardens\nER  – \n", "RIS"),
        (
            "1. J Sch Health. 2019;89:20-9.\n\nBeds.\n\nKim A(1).\n\nPMID: 30604442 \n",
            "PubMed's text",
        ),
        ("1: Kim A. Beds. J Sch Health. 2019;89:20-9. PubMed PMID: 30604442.\n", "PubMed's text"),
        ("<1>\nUnique Identifier\n  30604442\nTitle\n  Beds.\n", "Ovid's format"),
        ("VN  Ovid Technologies\nDB  Ovid MEDLINE(R)\nUI  123\n", "Ovid's format"),
        ("1.\n  Beds.\n  Kim A.\n  [Journal Article]\n  UI: 30604442\n", "Ovid's format"),
        ("Reference Type:  Journal Article\nAuthor: Kim, A\n", "EndNote's format"),
        ("{Reference Type}: Journal Article\n{Title}: 豆\n", "NoteExpress' format"),
        ("%0\tJournal Article\n%A\tKim\n", "EndNote's format (.enw)"),
        ("SQLite format 3\u0000", "a database (SQLite)"),
        ("<article xmlns:xlink='x'><front></front></article>", "XML"),
        ("<div class='ris'>TY - JOUR</div>", "HTML"),
        ("\\bib{kim}{article}{\n title={Beds}\n}\n", "amsrefs"),
        ("@prefix dc: <http://purl.org/dc/elements/1.1/> .\n", "RDF in Turtle"),
        ("Kim, A. (2019). Beds.\nRoe, B. (2018). Rows.\n", "text in which no entry stands"),
        ("10.1000/1\n10.1000/2\n", "text in which no entry stands"),
        ("Title: Beds.\nAuthors: Kim, A\nSource: J\n", "text in which no entry stands"),
    ],
)
def test_another_format_is_known_by_how_it_begins(text, name):
    assert named(text.encode()).startswith(name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "an old file of Excel or Word"),
        (b"\x1f\x8b\x08\x00abc", "a compressed file"),
        ("TY  - JOUR\nTI  - Gardens\nER  - \n".encode("utf-16"), "RIS"),
        ("%0 Journal Article\n%A 王小明\n%T 豆\n".encode("gbk"), "EndNote's format (.enw)"),
    ],
)
def test_another_format_is_known_in_whatever_bytes(data, name):
    _, found = read("sources.bib", data)
    assert [one.message for one in found if one.code == "not-bibtex"] == [
        f"this is not BibTeX but {name}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "% my library\n% of gardens\n",
        "%0 is a remark\n%A is another\n@book{a, title = {A}}\n",
        "@string{wd = {World Development}}\n",
        "@comment{jabref-meta: databaseType:bibtex;}\n",
        "TY  - a remark\nER  - another\n@book{a, title = {A}}\n",
        "@book{a,\n  abstract = {\nTY  - JOUR\nER  - \n},\n}\n",
        "A note about this library, with a title, an author, and more.\n",
        "This file was created with JabRef 2.1.\nEncoding: UTF8\n",
    ],
)
def test_a_bibtex_file_is_not_taken_for_another_format(text):
    _, found = read("sources.bib", text.encode())
    assert "not-bibtex" not in {one.code for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - Beds\nER  - \n\n@book{a, title={A}}\n",
        "@book{a, title={A}}\nTY  - JOUR\nTI  - Beds\nER  - \n",
        "@book{a, title={A}}\n\nPMID- 123\nOWN - NLM\n",
    ],
)
def test_a_record_of_another_format_beside_entries_is_told(text):
    sources, (found,) = read("sources.bib", text.encode())
    assert [source.key for source in sources] == ["a"]
    assert found.code == "lost-entry"
    assert found.message.startswith("a record of RIS or PubMed begins with `")


def test_no_claim_is_told_that_its_source_is_missing_beside(tmp_path):
    (tmp_path / "sources.bib").write_text("TY  - JOUR\nID  - kim2003\nTI  - A\nER  - \n")
    (tmp_path / "claims.yaml").write_text(
        "review: {title: T}\nclaims:\n"
        "  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, unfitted: true}\n"
        "  - {id: b, statement: B., sources: [abel2005], at: {page: 1}, unfitted: true}\n"
    )
    assert [one.code for one in evidence.load(tmp_path).errors] == ["not-bibtex"]
