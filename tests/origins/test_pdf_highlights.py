"""Highlights and notes in a PDF itself."""

from __future__ import annotations

import io
import zlib

import pypdfium2
import pytest

from evidence.origins import pdf_highlights
from tests.origins.corpus import read_bytes, read_file, refusal

FILE = "corpora-import/zotero/zotero-zotero__duplicatesMerge_annotated_1.pdf"
PAGE = "We have measured speed-\nups of ten and more for programs (Kim 2003).\nAll else is silence."


def pdf(page: str, *annotations: str, labels: str = "", more: str = "") -> bytes:
    """A PDF of one page with lines of Helvetica, and annotations as they are written there."""
    drawn = "".join(
        f"BT /F1 12 Tf 50 {700 - 20 * number} Td ({line}) Tj ET\n".replace(
            "(Kim", "\\(Kim"
        ).replace("2003)", "2003\\)")
        for number, line in enumerate(page.split("\n"))
    ).encode()
    refs = " ".join(f"{6 + number} 0 R" for number in range(len(annotations)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {labels} >>".encode(),
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> /Annots [" + refs.encode() + b"] >>",
        b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream",
        *(f"<< /Type /Annot {one} >>".encode("latin-1") for one in annotations),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {more} >>\n".encode()
    return out + b"startxref\n%d\n%%%%EOF\n" % table


def quads(*words: str, page: str = PAGE, cut: int = 0) -> str:
    """Where words of the page stand, as marks; `cut` letters at the beginning are left out."""
    document = pypdfium2.PdfDocument(pdf(page))
    layer = document[0].get_textpage()
    text = "".join(layer.get_text_range(n, 1) or " " for n in range(layer.count_chars()))
    marks = []
    for word in words:
        start = text.index(word)
        boxes = [layer.get_charbox(n) for n in range(start + cut, start + len(word))]
        boxes = [box for box in boxes if box[2] > box[0]]
        left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
        low, high = min(b[1] for b in boxes), max(b[3] for b in boxes)
        marks += [left, high, right, high, left, low, right, low]
    layer.close()
    document.close()
    return "/Rect [0 0 1 1] /QuadPoints [" + " ".join(f"{n:.2f}" for n in marks) + "]"


def highlight(*words: str, more: str = "", **how) -> str:
    return f"/Subtype /Highlight {quads(*words, **how)} {more}"


def only(data: bytes):
    (segment,) = read_bytes(pdf_highlights, data).segments
    return segment


def test_a_real_highlight_with_a_comment_is_read_from_the_pdf_itself():
    origin = read_file(pdf_highlights, FILE)
    (segment,) = origin.segments
    assert segment.quote == "Donec condimentum eu lacus vitae consectetur."
    assert (segment.statement, segment.coder) == ("annotation", "Reader Alpha")
    assert (segment.at, segment.codes) == ({"page": "1"}, ("colour:#f9cd59",))
    (text,) = origin.texts
    assert text.content[segment.start : segment.end] == segment.quote
    assert text.key == "pdf:4389895c3119b29a848dbec4b041c8c0"
    assert text.approximated == (
        "the PDF does not say how its pages are numbered: they are counted from 1",
    )


def test_words_of_several_lines_are_set_apart_and_a_line_end_hyphen_is_left_out():
    data = pdf(PAGE, highlight("measured speed", "ups of ten", more="/Contents (So fast)"))
    segment = only(data)
    assert segment.quote == "measured speedups of ten"
    assert segment.approximated == ("a hyphen at the end of a line is left out: “speedups”",)
    content = read_bytes(pdf_highlights, data).texts[0].content
    assert content[segment.start : segment.end] == "measured speed-\nups of ten"


def test_marks_that_are_apart_are_one_quote_with_an_omission():
    assert only(pdf(PAGE, highlight("have", "silence"))).quote == "have […] silence"


def test_a_word_that_is_marked_in_part_is_taken_whole_or_not_at_all_and_told():
    segment = only(pdf(PAGE, highlight("measured", cut=2)))
    assert segment.quote == "measured"
    assert segment.approximated == ("the mark covers a part of “measured”, which is taken whole",)
    assert only(pdf(PAGE, highlight("easured", "have"))).quote == "have measured"
    data = pdf(PAGE, highlight("measured", cut=6, more="/Contents (Why?)"))
    segment = only(data)
    assert (segment.quote, segment.statement) == ("", "Why?")
    assert segment.approximated[0] == "the mark touches “measured”, which is not taken"


def test_brackets_beside_a_word_are_taken_only_where_they_are_marked():
    assert only(pdf(PAGE, highlight("Kim 2003"))).quote == "Kim 2003"
    assert only(pdf(PAGE, highlight("(Kim 2003)"))).quote == "(Kim 2003)"


@pytest.mark.parametrize(
    ("subtype", "kind"),
    [("Underline", "underline"), ("StrikeOut", "struck-out passage"),
     ("Squiggly", "squiggly underline")],
)  # fmt: skip
def test_lines_under_and_through_words_are_marks_as_well(subtype, kind):
    segment = only(pdf(PAGE, f"/Subtype /{subtype} {quads('silence')} /C [1 0 0] /NM (n1) /T (Bo)"))
    assert (segment.kind, segment.key, segment.quote) == (kind, "n1", "silence")
    assert (segment.codes, segment.coder) == (("colour:#ff0000",), "Bo")


def test_notes_with_words_are_taken_and_what_says_nothing_is_left_by_name():
    origin = read_bytes(
        pdf_highlights,
        pdf(
            PAGE,
            "/Subtype /Text /Rect [10 10 30 30] /Contents (Ask her.)",
            "/Subtype /Text /Rect [40 10 60 30]",
            "/Subtype /Ink /Rect [50 50 90 90] /InkList [[1 2 3 4]]",
            "/Subtype /Stamp /Rect [50 50 90 90] /Contents (APPROVED)",
            "/Subtype /Link /Rect [1 1 2 2]",
            "/Subtype /Popup /Rect [1 1 2 2]",
        ),
    )
    assert [(s.kind, s.quote, s.statement) for s in origin.segments] == [
        ("sticky note", "", "Ask her."), ("stamp", "", "APPROVED"),
    ]  # fmt: skip
    assert [one.kind for one in origin.left] == ["sticky note", "drawing"]
    assert {k: n for k, n in origin.counts.items() if n} == {
        "sticky note": 2, "drawing": 1, "stamp": 1, "text": 1,
    }  # fmt: skip


def test_a_reply_is_left_with_its_words_and_parts_of_one_mark_are_no_replies():
    data = pdf(
        PAGE,
        highlight("silence", more="/NM (a)"),
        "/Subtype /Text /Rect [1 1 2 2] /IRT 6 0 R /Contents (I agree)",
        highlight("All", more="/IRT 6 0 R /RT /Group /NM (b)"),
    )
    origin = read_bytes(pdf_highlights, data)
    assert [segment.key for segment in origin.segments] == ["a", "b"]
    assert [one.because for one in origin.left] == ["a reply to another annotation: I agree"]


def test_a_mark_over_no_letters_is_left_or_keeps_its_comment():
    nowhere = "/Subtype /Highlight /Rect [0 0 1 1] /QuadPoints [1 9 9 9 1 1 9 1]"
    origin = read_bytes(pdf_highlights, pdf(PAGE, nowhere, f"{nowhere} /Contents (On the map)"))
    assert [one.because for one in origin.left] == [pdf_highlights._NO_WORDS]
    assert [s.statement for s in origin.segments] == ["On the map"]
    assert origin.segments[0].approximated == (pdf_highlights._NO_WORDS,)


def test_the_page_is_called_what_the_pdf_calls_it():
    labels = "/PageLabels << /Nums [0 << /S /r /St 12 >>] >>"
    origin = read_bytes(pdf_highlights, pdf(PAGE, highlight("silence"), labels=labels))
    assert origin.segments[0].at == {"page": "xii"}
    assert origin.texts[0].approximated == ()


def test_a_name_given_twice_and_letters_beyond_latin_are_minded():
    data = pdf(
        PAGE,
        highlight("silence", more="/NM (a) /Contents <FEFF0394D83DDE00D800>"),
        highlight("All", more="/NM (a)"),
    )
    origin = read_bytes(pdf_highlights, data)
    assert [segment.key for segment in origin.segments] == ["a", "a#2"]
    assert origin.segments[0].statement.startswith("Δ😀")


def bomb() -> bytes:
    packed = zlib.compress(b" " * 300 * 1024**2)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed
    return b"%PDF-1.4\n1 0 obj\n" + stream + b"\nendstream\nendobj\n%%EOF"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no PDF at all", "no PDF"),
        (b"%PDF-1.7 and nothing", "damaged"),
        (pdf(PAGE)[:200], "damaged"),
        (bomb(), "unpack to more than 256 MB"),
        (b"", "no PDF"),
        (pdf(PAGE, more="/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P 0 >> /ID [(a)(b)]"),
         "cannot be read"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_a_message(data, message):
    assert message in refusal(pdf_highlights, data)


@pytest.mark.parametrize(
    "broken",
    [
        "/Subtype /Highlight /QuadPoints [1 2 3]",
        "/Subtype /Highlight /QuadPoints (none) /Rect 7 /Contents 9 /NM [1] /C [9 9 9 9 9]",
        "/Subtype /Highlight /QuadPoints [1e39 -1e39 1e39 1e39 0 0 0 0]",
        "/Subtype /Nothing /Contents () /IRT 6 0 R",
        "/Subtype /Highlight /QuadPoints [" + "0 " * 80_000 + "]",
        "/Subtype /Text /Parent 6 0 R /Popup 6 0 R /AP << /N 6 0 R >>",
    ],
)
def test_a_broken_annotation_is_left_by_name(broken):
    origin = read_bytes(pdf_highlights, pdf(PAGE, broken, "null", highlight("silence")))
    assert [segment.quote for segment in origin.segments] == ["silence"]
    counted = {kind: n for kind, n in origin.counts.items() if kind not in {"text", "code"}}
    assert len(origin.left) == sum(counted.values()) - 1


def test_an_annotation_that_is_not_there_is_told():
    data = pdf(PAGE, highlight("silence")).replace(b"/Annots [6 0 R]", b"/Annots [6 0 R 99 0 R 7]")
    origin = read_bytes(pdf_highlights, data)
    assert [segment.quote for segment in origin.segments] == ["silence"]


def test_only_a_pdf_is_taken_for_one():
    assert pdf_highlights.recognises("x", io.BytesIO(pdf(PAGE)))
    assert not pdf_highlights.recognises("x.pdf", io.BytesIO(b"PK\x03\x04"))
