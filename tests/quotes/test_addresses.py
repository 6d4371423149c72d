"""Addresses that open a source at its passage, and the words around it."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from evidence.model.lock import TextPlace
from evidence.quotes.context import context
from evidence.quotes.text_fragments import passage_address


@pytest.mark.parametrize(
    ("address", "quote", "sheet", "opened"),
    [
        ("https://a.org/x", "name more", 0, "https://a.org/x#:~:text=name%20more"),
        ("https://a.org/x#s2", "name more", 0, "https://a.org/x#s2:~:text=name%20more"),
        (
            "https://a.org/x",
            "well-known, & more",
            0,
            "https://a.org/x#:~:text=well%2Dknown%2C%20%26%20more",
        ),
        (
            "https://a.org/x",
            "one\n two […] last words",
            0,
            "https://a.org/x#:~:text=one%20two,last%20words",
        ),
        ("https://a.org/x.pdf", "name more", 12, "https://a.org/x.pdf#page=12"),
        ("https://a.org/x.PDF?v=1", "name more", 0, "https://a.org/x.PDF?v=1"),
        ("javascript:alert(1)", "name more", 0, ""),
        ("file:///etc/passwd", "name more", 0, ""),
        ("http://[broken", "name more", 0, ""),
        ("", "name more", 0, ""),
    ],
)
def test_an_address_opens_at_the_passage(address, quote, sheet, opened):
    assert passage_address(address, quote, sheet) == opened


def test_a_long_quote_is_given_by_its_ends():
    quote = " ".join(f"word{number}" for number in range(30))
    directive = passage_address("https://a.org", quote).partition("text=")[2]
    assert [unquote(part) for part in directive.split(",")] == [
        "word0 word1 word2 word3",
        "word26 word27 word28 word29",
    ]


def test_the_words_around_a_passage_are_whole_words():
    text = "In that year the chil-\ndren named more plants than before, they say."
    start = text.index("named")
    told = context(text, TextPlace(start, start + len("named more")), 3)
    assert (told.before, told.passage, told.after) == (
        "year the children",
        "named more",
        "plants than before,",
    )
    assert context(text, TextPlace(0, len(text))).before == ""
