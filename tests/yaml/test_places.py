"""Every key and value knows its line and column, and where it ends."""

from __future__ import annotations

from evidence.diagnostics import Place

TEXT = """\
# a comment
claims:
  - id: tasting
    statement: "Children: they name more."   # and a comment
    sources: [kim2003, "abel2005"]
    at: {section: "2.1", paragraph: 1}
    quote: >-
      name more
      vegetables
    elements:
      - el.a
      - el.b
    contradicts:
      - claim: other
        because: Not so.
    supports: third
    caveat:
      en: Small.
      id: Kecil.
"""


def at(spot, *path):
    place = spot.at(*path)
    return (place.line, place.column, place.end_column)


def key(spot, *path):
    place = spot.key(*path)
    return (place.line, place.column, place.end_column)


def test_a_value_is_found_by_its_path(outcome):
    spot = outcome(TEXT).review.claims[0].where
    assert spot.at("id") == Place("claims.yaml", 3, 9, 16)
    assert at(spot, "statement") == (4, 16, 43)
    assert at(spot, "sources") == (5, 14, 35)
    assert at(spot, "sources", 0) == (5, 15, 22)
    assert at(spot, "sources", 1) == (5, 24, 34)
    assert at(spot, "at", "paragraph") == (6, 37, 38)
    assert at(spot, "elements", 1) == (12, 9, 13)
    assert at(spot, "contradicts", 0, "because") == (15, 18, 25)
    assert at(spot, "caveat", "id") == (19, 11, 17)


def test_a_text_of_several_lines_begins_where_its_sign_stands(outcome):
    spot = outcome(TEXT).review.claims[0].where
    assert at(spot, "quote") == (7, 12, 14)


def test_a_key_is_found_by_the_path_of_its_value(outcome):
    spot = outcome(TEXT).review.claims[0].where
    assert key(spot, "statement") == (4, 5, 14)
    assert key(spot, "at", "section") == (6, 10, 17)
    assert key(spot, "elements", 0) == (10, 5, 13)
    assert key(spot, "contradicts", 0, "claim") == (14, 9, 14)


def test_what_is_absent_is_where_the_nearest_thing_above_it_is(outcome):
    spot = outcome(TEXT).review.claims[0].where
    assert at(spot) == (3, 5, 16)
    assert at(spot, "memo") == at(spot)
    assert at(spot, "at", "page") == at(spot, "at")
    assert at(spot, "supports", 0, "claim") == (16, 15, 20)
    assert at(spot, "sources", 7) == at(spot, "sources")


def test_an_item_of_a_mapping_is_where_its_key_is(outcome):
    text = "sources:\n  kim2003:\n    identity: verified\n  'abel2005': {identity: unknown}\n"
    sources = outcome(text).review.sources
    assert at(sources["kim2003"].where) == (2, 3, 10)
    assert at(sources["abel2005"].where) == (4, 3, 13)
    assert at(sources["abel2005"].where, "identity") == (4, 26, 33)


def test_columns_count_letters_and_not_bytes(outcome):
    text = "review: {title: {id: 👩‍🌾 é, en: Gardens}}\n"
    assert at(outcome(text).review.where, "title", "en") == (1, 33, 40)


def test_a_review_in_several_files_knows_the_file_of_each_part(outcome):
    done = outcome(
        "review: {title: Gardens}\nframework:\n  elements: [{id: el.a, label: A}]\n",
        more="review:\n  of: kim2003\nframework:\n  elements:\n    - {id: el.b, label: B}\n"
        "  relations: [el.a leads_to el.b]\n",
    )
    review = done.review
    assert str(review.where.at("title")) == "claims.yaml:1:17"
    assert str(review.where.at("of")) == "claims/more.yaml:2:7"
    assert [str(e.where.at("label")) for e in review.framework.elements] == [
        "claims.yaml:3:32",
        "claims/more.yaml:5:25",
    ]
    assert str(review.framework.where.at("elements", 1, "id")) == "claims/more.yaml:5:12"
    assert str(review.framework.where.at("relations", 0)) == "claims/more.yaml:6:15"


def test_places_are_right_in_a_file_that_is_broken_elsewhere(outcome):
    done = outcome(f"{TEXT}  - id: broken\n    statement: a: b\n", more=TEXT)
    spot = done.review.claims[0].where
    assert at(spot, "contradicts", 0, "because") == (15, 18, 25)
    assert done.review.claims[1].id == "broken"
    assert str(done.review.claims[1].where.at("id")) == "claims.yaml:20:9"
    assert str(done.review.claims[2].where.at("elements", 1)) == "claims/more.yaml:12:9"
