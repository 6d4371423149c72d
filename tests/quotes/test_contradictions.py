"""What is said beside a quote and cannot be right is said so, where the quote stands once."""

from __future__ import annotations

import pytest

from evidence.texts import read
from tests.quotes.quoted import opened, sight
from tests.texts.conftest import pdf

TEXT = (
    "Gardens in schools\n\nChildren who take part in lessons name more plants at first. They eat"
    " them too.\n\nSome of the older children had known the plants already. Nobody asked them.\n"
)
HTML = b"<body><h1>Gardens</h1><p>Children name more plants.</p><p>They eat them too.</p></body>"


def wrong(text, quote, **given):
    seen = sight(text, quote, **given)
    assert seen.outcome.stands
    return [(one.term, one.found) for one in seen.misplaced]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"prefix": "take part in lessons"}, []),
        ({"suffix": "at first"}, []),
        ({"prefix": "children never"}, [("prefix", "in schools Children who take part in lessons")]),
        ({"suffix": "in the end"}, [("suffix", "at first. They eat them too. Some of")]),
    ],
)  # fmt: skip
def test_a_prefix_or_suffix_that_contradicts_the_only_place_is_said(given, found):
    assert wrong(TEXT, "name more plants", **given) == found


def test_a_prefix_that_stands_before_a_mark_or_a_page_end_contradicts_nothing():
    text = read("a.html", b"<p>The lessons<sup>4,5</sup> were attended by children.</p>")
    assert wrong(opened(text), "were attended by", prefix="The lessons") == []
    assert wrong(opened(text), "were attended by", prefix="The lessons4,5") == []


def test_page_nine_of_a_text_of_one_page_is_said_and_the_number_printed_on_it_is_not():
    assert wrong(opened(read("a.pdf", pdf("They grow beans."))), "grow beans", page="9") == [
        ("page", "1")
    ]
    assert wrong(opened(read("a.pdf", pdf("They grow beans.\n9"))), "grow beans", page="9") == []
    assert wrong(opened(read("a.pdf", pdf("They grow beans."))), "grow beans", page="1") == []


@pytest.mark.parametrize("text", [TEXT, read("a.html", HTML)])
def test_a_paragraph_is_counted_where_the_text_has_paragraphs(text):
    assert wrong(text, "more plants", paragraph="1") == []
    assert wrong(text, "more plants", paragraph="3") == [("paragraph", "1")]


def test_paragraph_two_that_is_paragraph_one_is_said():
    text = "Children name more plants. They eat them too."
    assert wrong(text, "name more plants", paragraph="2") == [("paragraph", "1")]
    assert wrong(read("a.html", HTML), "They eat them", paragraph="1") == [("paragraph", "2")]
    assert wrong(read("a.html", HTML), "They eat them", heading="Gardens", paragraph="2") == []


def test_blank_lines_that_part_no_paragraphs_count_for_nothing():
    text = (
        "Children name more\n\nplants at first, and they\n\neat them too, as some\n\nteachers say."
    )
    assert wrong(text, "eat them too", paragraph="1") == []
