"""A selection becomes a quote that `verify` finds where it was selected."""

from __future__ import annotations

import struct

import pytest

from evidence.quotes.passage import look_up
from evidence.quotes.quoting import quoted
from evidence.quotes.searchable import SearchableText
from evidence.texts import read
from evidence.texts.pdf_pages import PdfPages
from evidence.texts.reading_blocks import BlockKind, blocks_of
from tests.serving.conftest import HTML, PAGES, PLAIN
from tests.texts.conftest import pdf


@pytest.fixture(scope="module")
def okafor():
    return SearchableText(read("okafor2016.pdf", pdf(*PAGES)))


def selected(opened, first, last):
    """What is quoted of a text from some words to others."""
    text = opened.full.text
    start = text.index(first)
    end = text.index(last, start) + len(last)
    made = quoted(opened, start, end)
    seen = look_up(opened, made.passage)
    assert seen.outcome.stands, seen
    assert seen.misplaced == ()
    assert seen.spot.start < end
    assert seen.spot.end > start
    return made


def test_a_quote_over_a_line_end_stands_on_one_line_with_its_word_joined(okafor):
    made = selected(okafor, "several of them", "unteers")
    assert (
        made.quote == "several of them said that they would have gone on without it as volunteers"
    )
    assert dict(made.at) == {"page": "1"}


def test_a_quote_over_a_page_end_leaves_out_the_running_head_and_the_page_number(okafor):
    made = selected(okafor, "said the old", "upper village")
    assert made.quote == "said the old women of the upper village"
    assert dict(made.at) == {"page": "1-2"}


def test_words_that_stand_twice_are_told_apart_by_their_page(okafor):
    text = okafor.full.text
    first = text.index("came twice")
    again = text.index("came twice", first + 1)
    pages = [dict(quoted(okafor, at, at + 25).at)["page"] for at in (first, again)]
    assert pages == ["1", "2"]


def test_words_that_stand_twice_on_one_page_are_told_apart_by_what_is_before_or_after():
    text = "The girls grew peas in May. The boys grew peas in June, and grew peas in July."
    opened = SearchableText(read("x.txt", f"{text} More of it follows here.".encode()))
    places = [at for at in range(len(text)) if text.startswith("grew peas", at)]
    made = [quoted(opened, at, at + 9) for at in places]
    assert [one.outcome.value for one in made] == ["found"] * 3
    assert [look_up(opened, one.passage).spot.start for one in made] == places
    assert all(one.prefix or one.suffix for one in made)


def test_a_selection_that_cuts_words_is_widened_to_whole_ones(okafor):
    text = okafor.full.text
    start = text.index("neighbours mattered")
    assert quoted(okafor, start + 3, start + 14).quote == "neighbours mattered"


def test_a_selection_of_a_word_that_a_line_end_parts_is_the_whole_word(okafor):
    at = okafor.full.text.index("vol-\n")
    for start, end in ((at, at + 3), (at + 5, at + 9), (at, at + 9)):
        assert quoted(okafor, start, end).quote == "volunteers"


def test_a_note_mark_is_left_out_and_the_paragraph_is_counted_from_its_heading():
    opened = SearchableText(read("das2017.html", HTML.encode()))
    made = selected(opened, "in the dry season", "borrowed for transport")
    assert made.quote == "in the dry season. Volunteers borrowed for transport"
    assert dict(made.at) == {"heading": "In kind", "paragraph": "1"}


def test_words_from_right_to_left_are_quoted_as_they_are_read():
    opened = SearchableText(read("das2017.html", HTML.encode()))
    made = selected(opened, "שלום", "טוב")
    assert made.quote == "שלום עולם טוב"
    assert dict(made.at)["paragraph"] == "2"


def test_a_plain_text_has_paragraphs():
    opened = SearchableText(read("suzuki2013.txt", PLAIN.encode()))
    assert dict(selected(opened, "told with regret", "who stayed").at) == {"paragraph": "2"}


def test_nothing_is_quoted_of_blanks(okafor):
    at = okafor.full.text.index("\n")
    assert quoted(okafor, at, at + 1).quote == ""


def test_where_the_words_of_a_page_stand_is_told_sign_by_sign_as_the_text_has_them():
    data = pdf(*PAGES)
    full = read("okafor2016.pdf", data)
    pages = PdfPages(data)
    for sheet, page in enumerate(full.pages):
        words = pages.words(sheet)
        assert " ".join(word.text for word in words) == " ".join(
            full.text[page.start : page.end].split()
        )
        for word in words:
            start = page.start + word.start
            assert full.text[start : start + len(word.text)] == word.text
            assert 0 < word.box.left < word.box.left + word.box.width < 10_000
        lines = {word.box.top // 100 for word in words}
        assert len(lines) >= full.text[page.start : page.end].strip().count("\n")
    pages.close()


def test_a_page_is_drawn_as_png_grey_where_it_has_no_colour():
    pages = PdfPages(pdf(*PAGES))
    drawn = pages.draw(0, 400)
    width, height, depth, colour = struct.unpack(">IIBB", drawn[16:26])
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert abs(width - 400) <= 1
    assert (depth, colour) == (8, 0)
    assert height > width
    assert struct.unpack(">II", pages.draw(0, 99_999)[16:24])[0] <= 3201
    pages.close()


TABLE = """\
It is a course of two days that was held in six towns, for whoever asked the faculty to come in.
Whoever came brought a machine of their own, and those who had none were lent one for both days.
Some had never typed a command before, and most of them went home with a script that did run.
The training course is divided into eight sessions, each of which brings one level more of it.
The table below tells what is learned in each of them, and by which program it is
learned there by those who come.

Open a terminal and
retrieve data for the
analysis (shell, wget,

A cell that tells
its own in a sentence
is read as one.
"""


def test_the_cells_of_a_table_are_no_paragraphs_and_a_narrow_sentence_is_one():
    opened = SearchableText(read("a.pdf", pdf(TABLE)))
    blocks = blocks_of(opened.full, opened.structure)
    kinds = [(opened.full.text[one.start :].split()[0], one.kind) for one in blocks]
    assert kinds == [
        ("It", BlockKind.PARAGRAPH),
        ("Open", BlockKind.OTHER),
        ("A", BlockKind.PARAGRAPH),
    ]
