"""Where a quote is found: across layout, notes, boxes and pages, in order, and once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from evidence.model.lock import Outcome
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText, read
from tests.quotes.quoted import opened, passage, sight
from tests.study.reading import ROOT

TEXT = """Gardens in schools

Children who take part in tasting lessons do not name more vegetables at
first. After a year the “first-year” group named 3.9 kinds more, which most teach-
ers had expected. The café was not asked.

Some of the older children, 12 in all, may have known them already.
"""


@pytest.mark.parametrize(
    "quote",
    [
        "do not name more vegetables at first",
        "do not name more vegetables\nat first.",
        'the "first-year" group named 3.9 kinds',
        "the “first\u2010year” group",
        "which most teachers had expected",
        "which most teach-\ners had expected",
        "which most teach- ers had expected",
        "The cafe\u0301 was",
        "The caf\u00e9 was not as\u00adked",
        "which  most \t teachers",
    ],
)
def test_layout_and_typography_do_not_count(quote):
    assert sight(TEXT, quote).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("the ﬁrst ﬂowers", "the first flowers"),
        ("vegeta\u00ad\nbles grew", "vegetables grew"),
        ("vegeta\u0002bles grew", "vegetables grew"),
        ("vegeta\ufffe\nbles grew", "vegetables grew"),
        ("well-\nknown plants grew", "well-known plants grew"),
        ("vege-\ntables grew", "vegetables grew"),
        ("don’t grow ‘here’", "don't grow 'here'"),
        ("a\u00a0garden\u2009grew", "a garden grew"),
        ("the garden \n\n.  It grew", "the garden. It grew"),
    ],
)
def test_what_converters_leave_in_a_text_does_not_count(printed, quote):
    assert sight(f"Some say {printed} in May.", quote).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    "quote",
    [
        "children who take part in Tasting Lessons",
        "do not name more vegetables, at first",
        "the first year group named 3.9 kinds",
        "older children (12 in all) may",
        "The cafe was not asked",
        "do not name mo re vegetables",
    ],
)
def test_case_punctuation_accents_and_spaces_are_form(quote):
    seen = sight(TEXT, quote)
    assert seen.outcome is Outcome.DIFFERS_IN_FORM
    assert seen.changes
    assert not any(change.alters for change in seen.changes)


def test_a_quote_that_ends_inside_a_word_is_not_found_word_for_word():
    assert sight(TEXT, "Children who take part in tasting lesson").outcome is Outcome.ALTERED
    assert sight("In 2013 it grew.", "In 201").outcome is not Outcome.FOUND


def test_an_omission_is_found_in_order_only():
    assert sight(TEXT, "Children […] do not name […] at first").outcome is Outcome.FOUND
    assert sight(TEXT, "Children [...] at first").outcome is Outcome.FOUND
    assert sight(TEXT, "at first […] Children who").outcome is not Outcome.FOUND


def test_an_omission_takes_the_nearest_pieces():
    text = "It rose. Prices fell and rose. It fell because of rain."
    seen = sight(text, "It fell […] rain")
    assert text[seen.spot.start : seen.spot.end] == "It fell because of rain"


def test_two_places_are_ambiguous_and_all_of_them_are_told():
    text = "In town, they name more plants. At home they name more plants as well."
    seen = sight(text, "they name more plants")
    assert seen.outcome is Outcome.AMBIGUOUS
    assert [place.prefix for place in seen.places] == ["town,", "home"]
    for place in seen.places:
        again = sight(text, "they name more plants", prefix=place.prefix)
        assert (again.outcome, again.spot.start) == (Outcome.FOUND, place.start)


def test_a_suffix_tells_places_apart_too():
    text = "they name more plants in town; they name more plants at home"
    assert sight(text, "they name more plants", suffix="at home").spot.start > 20


def test_a_locator_that_fits_one_place_only_decides():
    text = read("a.txt", b"They name more plants.\n\x0cThey name more plants.\n")
    assert sight(text, "They name more plants").outcome is Outcome.AMBIGUOUS
    seen = sight(text, "They name more plants", page="2")
    assert (seen.outcome, seen.spot.page) == (Outcome.FOUND, "2")


def test_a_word_for_word_place_wins_over_one_in_another_form():
    text = "THEY NAME MORE PLANTS. Later they name more plants."
    assert sight(text, "they name more plants").spot.start == text.index("they")


@pytest.mark.parametrize(
    "quote",
    [
        "Kusbiantono dkk (2005), Tambunan (2006), dan Agustina (2010) mengungkap bahwa salah satu",
        "akan tetapi 75% pertumbuhan IKM terkonsentrasi di Pulau Jawa",
        "keahlian individu yang berbasis ilmu pengetahuan dan melakukan inovasi",
        "mereka mendirikan industri software dengan jenis produk berbeda",
        "Mereka belajar tentang pengetahuan dan skill yang menunjang usaha mereka",
        "adanya subkontrak kegiatan research and development",
        "Industri kecil software di India juga diuntungkan dengan adanya subkontrak",
    ],
)
def test_notes_boxes_marks_and_page_ends_of_the_study_do_not_break_a_quote(study, quote):
    assert sight(study, quote).outcome is Outcome.FOUND


def test_running_heads_notes_and_raised_marks_of_a_pdf_do_not_break_a_quote():
    from tests.texts.conftest import pdf

    head = "Journal of Gardens 12(3), 2019"
    grown = ("beans", "peas", "kale", "leeks")
    pages = [
        f"{head}\nthey grew {name} in the spring of that year,{n} and the teach-\n"
        f"_{n}Except in the {name} year.\n{550 + n}"
        for n, name in enumerate(grown, start=1)
    ]
    text = opened(read("a.pdf", pdf(*(f"{page}\n" for page in pages))))
    for before, after in pairwise(grown):
        quote = f"they grew {before} in the spring of that year, and the teach-they grew {after}"
        assert sight(text, quote).outcome.stands


def test_a_figure_between_two_halves_of_a_sentence_does_not_break_a_quote():
    text = "Children who\nFigure 2: The beds of both schools\ntake part name more vegetables."
    assert sight(text, "Children who take part name more vegetables").outcome.stands


def test_words_left_out_on_a_line_of_their_own_are_no_interruption():
    text = "Children who\nnever at any time\ntake part name more vegetables."
    assert sight(text, "Children who take part name more vegetables").outcome is Outcome.ALTERED


def test_a_quote_across_two_columns_and_line_ends_is_found():
    path = ROOT.parent / "shared" / "corpora" / "fulltext" / "sample-files__multicolumn.pdf"
    if not path.is_file():
        pytest.skip("the corpus is not here")
    text = opened(read(path.name, path.read_bytes()))
    quote = "Lorem ipsum dolor sit amet, consectetuer adipiscing elit. Ut purus elit"
    assert sight(text, quote).outcome is Outcome.AMBIGUOUS or sight(text, quote).outcome.stands
    across = "Cras ac magna. Cras nulla. Nulla egestas. Curabitur a leo. Quisque egestas wisi eget nunc. Nam feugiat lacus vel est."
    assert sight(text, across).outcome is Outcome.FOUND


def test_a_right_to_left_quote_is_found_in_a_file_that_holds_it_as_it_is_seen():
    path = ROOT.parent / "shared" / "corpora" / "fulltext" / "sample-files__habibi.pdf"
    if not path.is_file():
        pytest.skip("the corpus is not here")
    text = read(path.name, path.read_bytes())
    assert sight(text, "حَبيبي").outcome is Outcome.AMBIGUOUS  # the word stands there twice
    seen = sight(text, "حَبيبي", prefix="habibi")
    assert seen.outcome is Outcome.FOUND
    assert text.text[seen.spot.start : seen.spot.end] == "حَبيبي"[::-1]


def test_a_script_without_spaces_needs_no_word_ends():
    assert sight("学校の菜園で子供は野菜の名を学ぶ。", "菜園で子供は野菜").outcome is Outcome.FOUND
    seen = sight("学校の菜園で子供は野菜の名を学ぶ。", "菜園で大人は野菜の名を学ぶ")
    assert seen.outcome is Outcome.ALTERED


def test_what_is_not_there_shows_the_nearest_words():
    seen = sight(TEXT, "Vegetables become household names when most teachers had never expected it")
    assert seen.outcome is Outcome.NOT_FOUND
    assert "teachers had expected" in seen.nearest


def test_a_quote_that_is_not_on_the_readable_pages_of_a_partly_scanned_text_is_unreadable():
    from evidence.texts import TextPage

    text = FullText(
        "Children name more.\n",
        FileKind.PDF,
        (TextPage(1, "1", 0, 20), TextPage(2, "2", 20, 20)),
        blank_pages=("2",),
    )
    assert sight(text, "Children name more").outcome is Outcome.FOUND
    seen = sight(text, "Teachers were surprised by this")
    assert seen.outcome is Outcome.UNREADABLE
    assert "2" in seen.reason


def test_a_text_that_cannot_be_read_is_unreadable_and_never_searched():
    text = FullText("", FileKind.PDF, unreadable="encrypted")
    assert sight(text, "anything").outcome is Outcome.UNREADABLE


@pytest.mark.parametrize("quote", ["…", "[…]", " . ", "“”"])
def test_a_quote_without_words_is_not_checked(quote):
    assert (
        look_up(SearchableText(FullText(TEXT, FileKind.PLAIN)), passage(quote)).outcome
        is Outcome.UNCHECKED
    )


def test_the_place_of_a_quote_is_the_place_of_its_words():
    seen = sight(TEXT, "which most teachers had expected")
    assert TEXT[seen.spot.start : seen.spot.end] == "which most teach-\ners had expected"


def test_a_word_cut_at_a_line_end_is_found_when_the_quote_folds_the_break_to_a_blank():
    text = opened(
        "a skill that is handed down, turun-\n\ntemurun, from the old to the young ones\n"
    )
    quote = "a skill that is handed down, turun- temurun, from the old to the young"
    assert look_up(text, passage(quote)).outcome is Outcome.FOUND


def test_the_study_s_sentence_that_ends_in_a_note_mark_is_found_with_its_full_stop(study):
    quote = "sangat menunjang kelangsungan ekonomi industri software skala besar."
    assert look_up(SearchableText(study), passage(quote)).outcome is Outcome.FOUND
