"""What is raised in a PDF: marks of notes and references, and figures that are meant."""

from __future__ import annotations

import pytest

from evidence.model.lock import Outcome
from evidence.texts import read
from evidence.texts.leftward import PlacedSign, reading_order
from evidence.texts.raised import is_meant
from tests.quotes.quoted import opened, sight
from tests.study.reading import ROOT
from tests.texts.conftest import pdf

CASES = ROOT.parent / "shared" / "cases" / "reading" / "pdf"


@pytest.mark.parametrize(
    ("before", "raised", "after"),
    [
        ("about 10", "6", " cells"),
        ("about 10", "-6", " g"),
        ("about 10-", "6", " g"),
        ("a bed of 25 m", "2", ""),
        ("5 kg m", "-2", ""),
        ("a χ", "2", " test"),
        ("the 5", "th", " day"),
        ("traces of ", "13", "C in"),
    ],
)
def test_a_raised_figure_that_is_meant_is_no_mark(before, raised, after):
    assert is_meant(before, raised, after)


@pytest.mark.parametrize(
    ("before", "raised", "after"),
    [
        ("children.", "4,5", " Their"),
        ("children.", "6-10", " Their"),
        ("lessons", "9,10,31", ""),
        ("in 2010", "5", " they"),
        ("lessons", "a", ""),
        ("lessons", "*", ""),
        ("lessons", "†", ""),
        ("", "5", "Note"),
        ("lessons ", "12", " were"),
        ("”", "3", ""),
    ],
)
def test_a_raised_sign_at_a_word_is_a_mark(before, raised, after):
    assert not is_meant(before, raised, after)


PIECES = (
    ("The tasting lessons", 0),
    ("4,5", 4),
    (" were attended by 10", 0),
    ("6", 4),
    (" children.", 0),
    ("6-10", 4),
    (" Their parents", 0),
    ("*", 4),
    (" came in 2010", 0),
    ("7", 4),
    (" from 25 m", 0),
    ("2", 4),
    (" of soil.", 0),
)


@pytest.fixture
def raised_pdf(make_pdf):
    """Return a PDF with one line whose pieces are raised or not."""
    shown = " ".join(f"/F1 {7 if rise else 11} Tf {rise} Ts ({piece}) Tj" for piece, rise in PIECES)
    line = "LINE"
    return make_pdf(line).replace(b"(LINE) Tj", shown.encode())


def test_marks_are_told_from_figures_that_are_meant_in_a_pdf(raised_pdf):
    text = read("a.pdf", raised_pdf)
    assert [text.text[start:end] for start, end in text.raised] == ["4,5", "6-10", "*", "7"]
    assert "10⁶ children" in text.text
    assert "25 m² of soil" in text.text


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("The tasting lessons were attended by 10⁶ children. Their parents", Outcome.FOUND),
        ("The tasting lessons4,5 were attended by 10⁶ children.6-10 Their", Outcome.FOUND),
        ("The tasting lessons4,5 were attended by 10⁶ children. Their", Outcome.DIFFERS_IN_FORM),
        ("The tasting lessons were attended by 106 children.", Outcome.DIFFERS_IN_FORM),
        ("The tasting lessons were attended by 10 children.", Outcome.ALTERED),
        ("The tasting lessons were attended by 107 children.", Outcome.ALTERED),
        ("Their parents came in 2010 from 25 m2 of soil.", Outcome.FOUND),
        ("Their parents came in 2010 from 25 m of soil.", Outcome.ALTERED),
        ("Their parents came in 2010 from 25 m3 of soil.", Outcome.ALTERED),
    ],
)
def test_a_quote_stands_with_the_marks_and_without_and_not_without_what_is_meant(
    raised_pdf, quote, outcome
):
    assert sight(opened(read("a.pdf", raised_pdf)), quote).outcome is outcome


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        (
            "marks-4-5",
            "teach patience, and the tasting lessons that followed were attended by children. Their",
        ),
        (
            "marks-4-5",
            "patience,3 and the tasting lessons that followed were attended by children.4,5 Their",
        ),
        (
            "marks-browser",
            "School gardens teach patience. The tasting lessons that followed were attended.",
        ),
        ("marks-browser", "School gardens teach patience.3 The tasting lessons4 that followed"),
        ("japanese", "雨が三日続いたので、観察は中止された。"),
        ("rtl", "الأطفال يزرعون الفول في حديقة المدرسة كل صباح قبل الدرس"),
        ("rtl", "درجة الحرارة اليوم 25 مئوية في المدينة."),
        ("rtl", "הילדים שותלים שעועית בגינת בית הספר בכל בוקר לפני השיעור"),
    ],
)
def test_the_cases_of_pdf_come_out_as_they_should(name, quote):
    path = CASES / f"{name}.pdf"
    if not path.is_file():
        pytest.skip("the cases are not here")
    assert sight(opened(read(path.name, path.read_bytes())), quote).outcome is Outcome.FOUND


def placed(visual: str, width: float = 5) -> list[PlacedSign]:
    """Return signs as they stand from left to right; a blank is a gap and no sign."""
    return [
        PlacedSign(sign, at * width, at * width + width)
        for at, sign in enumerate(visual)
        if sign != " "
    ]


@pytest.mark.parametrize(
    ("visual", "read_"),
    [
        ("םולש", "שלום"),
        ("25 םויה", "היום 25"),
        ("(3 לודג) םולש", "שלום (גדול 3)"),
        ("3.5% הלע", "עלה 3.5%"),
        ("names םולש here", "names שלום here"),
        ("Python לש השדחה הפשה", "השפה החדשה של Python"),
    ],
)
def test_a_line_from_right_to_left_is_read_by_where_its_signs_stand(visual, read_):
    signs = placed(visual)
    assert reading_order(signs, 10) == read_
    assert reading_order(signs[::-1], 10) == read_


def test_an_accent_goes_with_the_letter_that_it_stands_at():
    signs = [PlacedSign("ב", 0, 5), PlacedSign("א", 5, 10), PlacedSign("\u05b8", 7, 8)]
    assert reading_order(signs, 10) == "א\u05b8ב"


def test_what_follows_a_packed_stream_does_not_keep_a_reader_busy(make_pdf):
    import zlib

    data = make_pdf("They grow beans.")
    packed = zlib.compress(b"x" * 3_000_000)
    stray = b"9 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\n" * 2_000_000
    assert "They grow beans." in read("a.pdf", data + stray + b"\nendstream\nendobj\n").text


def test_a_page_of_unseen_letters_over_a_picture_was_scanned():
    page = pdf("They grow beans.")
    whole = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\nBT 3 Tr /F1 11 Tf 50 780 Td "
    text = read("a.pdf", page.replace(b"BT /F1 11 Tf 50 780 Td ", whole))
    assert text.scanned == ((0, len(text.text)),)
    assert read("a.pdf", page).scanned == ()


def shown(make_pdf, *pieces):
    """Return a text whose pieces of a line are set in their sizes, where they are told to stand."""
    drawn = " ".join(
        f"/F1 {size} Tf " + (f"1 0 0 1 {left} 780 Tm " if left else "") + f"({said}) Tj"
        for said, size, left in pieces
    )
    return read("a.pdf", make_pdf("LINE").replace(b"(LINE) Tj", drawn.encode("latin-1")))


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("The R ESOLVER system found plants and relations", Outcome.FOUND),
        ("ESOLVER system found plants and relations in CO2", Outcome.FOUND),
        ("plants and relations in CO", Outcome.ALTERED),
        ("OLVER system found plants and relations in CO2", Outcome.ALTERED),
        ("elations in CO2 and in qdis", Outcome.ALTERED),
        ("in CO2 and in q", Outcome.FOUND),
    ],
)
def test_a_quote_may_begin_where_the_type_changes_inside_a_word(make_pdf, quote, outcome):
    pieces = (
        ("The R", 11, 0),
        ("ESOLVER", 8, 0),
        (" system found plants and relations in CO", 11, 0),
        ("2", 7, 0),
        (" and in q", 11, 0),
        ("dis", 7, 0),
        (" too.", 11, 0),
    )
    seen = sight(opened(shown(make_pdf, *pieces)), quote).outcome
    assert seen is outcome or (outcome is Outcome.FOUND and seen is Outcome.DIFFERS_IN_FORM)


def test_an_accent_that_is_drawn_words_away_goes_to_the_letter_that_it_stands_over(make_pdf):
    pieces = (("Elles vont a l'ecole", 11, 50), (" ou", 11, 150), ("\\302", 11, 116))
    text = shown(make_pdf, *pieces).text
    assert text.strip() == "Elles vont a l’école ou"
