"""Whatever a file or a quote holds, there is an outcome and never an exception."""

from __future__ import annotations

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence.coverage.citing import cited_places
from evidence.model.lock import Outcome
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText, read, structure_of

from .conftest import passage

SIGNS = st.sampled_from(
    [*"abcdefgh ,.;:()[]'\"-–—…“”ﬁé\u0301\u00ad\u0002\ufffe\n\f\t1234567890%", "\n1 ", "\n\n\n\n",
     "Fig. 1: ", "Box 2. ", "(Moore, 2010)", " et al. (2005)", "[…]", "学", "ب", "\U0001d400", "\n" + " " * 40 + "\n1 "]
)  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=120).map("".join)
KINDS = st.sampled_from(["a.pdf", "a.docx", "a.xml", "a.html", "a.txt"])


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
@example("", "a")
@example("a", "")
@example("ﬁ", "i")
@example("1\n1\n1\n", "1 1")
@example("aa\u0301学", "a")
def test_any_quote_in_any_text_has_an_outcome(text, quote):
    opened = SearchableText(FullText(text, FileKind.PLAIN))
    seen = look_up(opened, passage(quote, page="1", section="1", note="1", box="1", heading="a"))
    assert isinstance(seen.outcome, Outcome)
    if seen.spot:
        assert 0 <= seen.spot.start <= seen.spot.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_structure_of_any_text_lies_inside_it(text):
    structure = structure_of(FullText(text, FileKind.PLAIN))
    for stretch in (*structure.headings, *structure.asides, *structure.marks):
        assert 0 <= stretch.start <= stretch.end <= len(text)
    assert all(
        place.start < place.end
        for place in cited_places(SearchableText(FullText(text, FileKind.PLAIN)), ())
    )


@settings(max_examples=150, deadline=None)
@given(KINDS, st.binary(max_size=300))
def test_any_bytes_are_a_text_or_say_why_not(name, data):
    text = read(name, data)
    assert text.unreadable or text.text


def test_a_real_file_with_spoilt_bytes_is_a_text_or_says_why_not(real_texts, study):
    del study
    rng = random.Random(6)
    for name, kind in (
        ("paper-qa__flag_day.html", FileKind.HTML),
        ("asmara2013.txt", FileKind.PLAIN),
    ):
        data = bytearray(real_texts[name].full.text.encode())
        for _ in range(10):
            data[rng.randrange(len(data))] = rng.randrange(256)
        text = read(name, bytes(data), kind)
        assert text.unreadable or text.text


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(lambda text: len(text) > 20), st.data())
def test_a_stretch_of_a_text_is_found_in_it(text, data):
    words = text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : start + 6])
    seen = look_up(SearchableText(FullText(text, FileKind.PLAIN)), passage(quote))
    # a stretch may begin inside a word of a text that sets no spaces
    assert seen.outcome is not Outcome.UNREADABLE
