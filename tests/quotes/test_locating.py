"""A locator that disagrees with where the quote stands is reported with the right one."""

from __future__ import annotations

import pytest

from evidence.model.lock import Lock
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.quotes.verifying import verify
from evidence.texts import read
from tests.quotes.quoted import passage, sight
from tests.study.reading import ROOT


def wrong(text, quote, **at):
    seen = sight(text, quote, **at)
    assert seen.outcome.stands, seen
    return [(one.term, one.given, one.found) for one in seen.misplaced]


IN_TENTH = "memberi tempat kepada aktor-aktor di dalam suatu klaster"
IN_BOX = "sebanyak 7% usaha kecil dan menengah"
IN_SKILLS = "kemampuan kerja di sektor ini umumnya didasarkan pada pengalaman dan intuisi"


@pytest.mark.parametrize(
    ("quote", "at", "found"),
    [
        (IN_SKILLS, {"section": "2.1"}, []),
        (IN_SKILLS, {"section": "2"}, []),
        (IN_SKILLS, {"section": "2.2"}, [("section", "2.2", "2.1")]),
        (IN_SKILLS, {"heading": "Keahlian teknikal individu"}, []),
        (
            IN_SKILLS,
            {"heading": "Empat Strategi Meningkatkan Kemampuan Daya Saing IKM di Indonesia"},
            [],
        ),
        (
            IN_SKILLS,
            {"heading": "Kemampuan pemasaran"},
            [("heading", "Kemampuan pemasaran", "Keahlian teknikal individu")],
        ),
        (IN_SKILLS, {"heading": "A heading that the lines do not show"}, []),
        (IN_SKILLS, {"note": "3"}, [("note", "3", "none")]),
        (IN_TENTH, {"section": "1.5", "note": "10", "printed": "9"}, []),
        (IN_TENTH, {"section": "1.5", "note": "10"}, []),
        (IN_TENTH, {"note": "9"}, [("note", "9", "10, printed 9")]),
        (IN_TENTH, {"section": "2.1"}, [("section", "2.1", "1.5")]),
        (IN_BOX, {"box": "1"}, []),
        (IN_BOX, {"box": "Pertumbuhan IKM di Indonesia"}, []),
        (IN_BOX, {"box": "2"}, [("box", "2", "1")]),
        (IN_SKILLS, {"box": "2"}, [("box", "2", "none")]),
        (IN_SKILLS, {"page": "7"}, []),
        (IN_SKILLS, {"paragraph": "99"}, []),
        (IN_SKILLS, {"figure": "1"}, []),
    ],
)
def test_sections_headings_notes_and_boxes_of_the_study_are_judged(study, quote, at, found):
    opened = SearchableText(study, frozenset(("keahlianteknikalindividu", "kemampuanpemasaran")))
    seen = look_up(opened, passage(quote, **at))
    assert [(one.term, one.given, one.found) for one in seen.misplaced] == found


def test_every_locator_of_the_review_that_the_text_can_tell_is_right(study, review):
    _, results = verify(review.claims, {review.of: study}, "2025-11-24", Lock())
    assert [result.record.misplaced for result in results if result.record.misplaced] == []


def real(name):
    path = ROOT.parent / "shared" / "corpora" / "fulltext" / name
    if not path.is_file():
        pytest.skip("the corpus is not here")
    return read(name, path.read_bytes())


def test_a_page_is_told_by_its_label():
    text = real("client__custom-page-numbers.pdf")
    assert wrong(text, "This is page iii", page="iii") == []
    assert wrong(text, "This is page iii", page="III") == []
    assert wrong(text, "This is page iii", page="3") == [("page", "3", "iii")]
    assert wrong(text, "starting the main content", page="1") == []
    assert wrong(text, "starting the main content", page="4") == [("page", "4", "1")]


def test_a_page_is_told_by_the_number_printed_on_it():
    pages = [
        f"They grew {name}\n{number}\n\x0c"
        for number, name in enumerate(("beans", "peas", "kale"), 551)
    ]
    text = read("a.txt", "".join(pages).encode())
    assert wrong(text, "They grew peas", page="552") == []
    assert wrong(text, "They grew peas", page="551-552") == []
    assert wrong(text, "They grew peas", page="551-53") == []
    assert wrong(text, "They grew peas", page="553") == [("page", "553", "552")]


def test_a_page_that_the_file_cannot_know_is_not_judged():
    text = read("a.txt", b"They grew beans\n\x0cThey grew peas\n")
    assert wrong(text, "They grew peas", page="552") == []
    assert wrong(text, "They grew peas", page="xii") == []
    assert wrong(text, "They grew peas", page="1") == [("page", "1", "2")]


def test_a_quote_across_a_page_end_fits_both_pages():
    text = read("a.txt", b"They grew green\n\x0cpeas and kale\n")
    assert wrong(text, "grew green peas", page="1") == []
    assert wrong(text, "grew green peas", page="2") == []
    assert wrong(text, "grew green peas", page="1-2") == []


HTML = b"""<h1>Gardens</h1><h2>1 Aims</h2><p>First words of the aims.</p><p>They grew beans here.</p>
<h2>2 Methods</h2><h3>Tasting</h3><p>They grew peas there.</p>
<aside><p>They sold kale in town.</p></aside>"""


@pytest.mark.parametrize(
    ("quote", "at", "found"),
    [
        ("They grew beans here", {"section": "1", "paragraph": "2"}, []),
        ("They grew beans here", {"section": "1", "paragraph": "1"}, [("paragraph", "1", "2")]),
        ("They grew peas there", {"heading": "Tasting"}, []),
        ("They grew peas there", {"section": "Methods"}, []),
        ("They grew peas there", {"section": "1"}, [("section", "1", "2")]),
        ("They grew peas there", {"heading": "Cooking"}, [("heading", "Cooking", "Tasting")]),
        ("They grew peas there", {"page": "3"}, []),
    ],
)
def test_markup_tells_more_than_lines_do(quote, at, found):
    assert wrong(read("a.html", HTML), quote, **at) == found
