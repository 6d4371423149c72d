"""Each claim says one thing once, with the words of a text that is named."""

from __future__ import annotations

import pytest

from evidence.checks.quotes import count_words


def test_the_same_statement_of_the_same_passage_is_found_at_the_second_place(review):
    """
    - id: tasting
      statement: They taste.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: tasting_copy
      statement: they taste   # ! duplicate-claim
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: tasting_elsewhere
      statement: They taste.
      sources: [kim2003]
      at: {section: "2"}
      elements: [el.knowledge]
    - id: tasting_of_another
      statement: They taste.
      sources: [abel2005]
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked
    (related,) = review.only("duplicate-claim").related
    assert related.place.line == 3


def test_claims_that_no_finding_uses_are_told_in_one_note(review):
    """
    - id: tasting   # ! unused-claim
      statement: They taste.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: cooking
      statement: They cook.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked
    found = review.only("unused-claim")
    assert found.message == "no finding uses 2 claims: `tasting`, `cooking`"
    assert [related.place.line for related in found.related] == [7]


def test_claims_without_a_quote_are_told_in_one_note(review):
    """
    - id: tasting   # ! unquoted-claim
      statement: They taste.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: cooking
      statement: They cook.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: eating
      statement: They eat.
      sources: [kim2003]
      at: {section: "1"}
      quote: they eat
      elements: [el.knowledge]
    """
    assert review.found == review.marked
    assert review.only("unquoted-claim").message == "2 claims have no quote: `tasting`, `cooking`"


def test_many_claims_are_named_by_the_first_five(review):
    """
    - {id: c.a, statement: A., sources: [kim2003], at: {section: "1"}, unfitted: true}
    - {id: c.b, statement: B., sources: [kim2003], at: {section: "1"}, unfitted: true}
    - {id: c.c, statement: C., sources: [kim2003], at: {section: "1"}, unfitted: true}
    - {id: c.d, statement: D., sources: [kim2003], at: {section: "1"}, unfitted: true}
    - {id: c.e, statement: E., sources: [kim2003], at: {section: "1"}, unfitted: true}
    - {id: c.f, statement: F., sources: [kim2003], at: {section: "1"}, unfitted: true}
    - {id: c.g, statement: G., sources: [kim2003], at: {section: "1"}, unfitted: true}
    """
    found = review.only("unquoted-claim")
    assert found.message == "7 claims have no quote: `c.a`, `c.b`, `c.c`, `c.d`, `c.e` and 2 more"
    assert len(found.related) == 4


def test_a_quote_longer_than_the_review_allows_is_found_in_every_passage(review):
    """
    review:
      quote_words: 4
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        quote: tend to […] name more
        also:
          - {at: {section: "2"}, quote: tend to name more vegetables}   # ! long-quote
        elements: [el.knowledge]
    """
    assert review.found == review.marked
    found = review.only("long-quote")
    assert found.message == "a quote of claim `tasting` has 5 words, more than 4"


def test_the_same_words_quoted_by_two_claims_are_noted(review):
    """
    - id: tasting
      statement: They taste.
      sources: [kim2003]
      at: {section: "1"}
      quote: they name many more vegetables
      elements: [el.knowledge]
    - id: cooking
      statement: They cook.
      sources: [kim2003]
      at: {section: "1"}
      quote: they name many more vegetables   # ! shared-quote
      elements: [el.knowledge]
    - id: other_text
      statement: They cook elsewhere.
      sources: [abel2005]
      at: {section: "1"}
      quote: they name many more vegetables
      elements: [el.knowledge]
    """
    assert review.found == review.marked


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("", 0),
        ("name more vegetables", 3),
        ("name […] more [...] vegetables", 3),
        ("name[…]more", 2),
        ("well-known – or “so-called” – plants", 4),
        ("it is 3.9 million (2004)", 5),
        ("tidak ada ... lagi", 3),
        ("学校の庭", 4),
        ("the 学校 garden", 4),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(quote, number):
    assert count_words(quote) == number


def test_the_text_that_was_read_is_named_where_it_cannot_be_told(review):
    """
    - id: joint
      statement: They taste.
      sources: [kim2003, abel2005]   # ! text-not-named
      at: {section: "1"}
      elements: [el.knowledge]
    - id: handed_on
      statement: They cook.
      sources: [kim2003]
      via: [abel2005]                # ! text-not-named
      at: {section: "1"}
      elements: [el.knowledge]
    - id: named
      statement: They eat.
      sources: [kim2003, abel2005]
      read_in: moore2010
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked


def test_hands_between_are_neither_the_source_nor_the_text_that_was_read(review):
    """
    - id: from_itself
      statement: They taste.
      sources: [kim2003]
      via: [kim2003]     # ! via-itself
      read_in: moore2010
      at: {section: "1"}
      elements: [el.knowledge]
    - id: from_the_text
      statement: They cook.
      sources: [kim2003]
      via: [moore2010]   # ! via-itself
      read_in: moore2010
      at: {section: "1"}
      elements: [el.knowledge]
    - id: between
      statement: They eat.
      sources: [kim2003]
      via: [abel2005]
      read_in: moore2010
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked
