"""Whatever a text holds, the places at which it cites something lie inside it."""

from __future__ import annotations

from hypothesis import given, settings

from evidence.coverage.citing import cited_places
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText
from tests.texts.drawn import TEXTS


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_cited_place_of_any_text_is_a_stretch_of_it(text):
    for place in cited_places(SearchableText(FullText(text, FileKind.PLAIN)), ()):
        assert 0 <= place.start < place.end <= len(text)
