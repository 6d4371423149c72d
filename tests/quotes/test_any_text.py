"""Whatever a text or a quote holds, there is an outcome and never an exception."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence.model.lock import Outcome
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText
from tests.quotes.quoted import passage
from tests.texts.drawn import TEXTS


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


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(lambda text: len(text) > 20), st.data())
def test_a_stretch_of_a_text_is_found_in_it(text, data):
    words = text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : start + 6])
    seen = look_up(SearchableText(FullText(text, FileKind.PLAIN)), passage(quote))
    # a stretch may begin inside a word of a text that sets no spaces
    assert seen.outcome is not Outcome.UNREADABLE
