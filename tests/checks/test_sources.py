"""Sources are used, and what the review says of them fits their entries."""

from __future__ import annotations


def test_sources_without_claims_are_told_at_once_and_parents_are_used(review):
    """
    framework:
      elements:
        - {id: el.soil, label: Soil, origin: a_priori, from: [model1990]}
    claims:
      - id: soil
        statement: Soil.
        sources: [child1995]
        at: {section: "1"}
        elements: [el.soil]
    @book{unused1999, title = {Unused}, author = {Un, A.}, year = {1999}}   % ! unused-source
    @book{idle1998, title = {Idle}, author = {Idle, A.}, year = {1998}}
    @book{model1990, title = {Model}, author = {Model, A.}, year = {1990}}
    @inbook{child1995, title = {Child}, author = {Child, A.}, crossref = {parent1995}}
    @book{parent1995, title = {Parent}, editor = {Parent, A.}, year = {1995}}
    """
    assert review.found == review.marked
    found = review.only("unused-source")
    assert found.message == "no claim uses 2 sources: `unused1999`, `idle1998`"


def test_a_field_that_the_entry_lacks_cannot_be_unverified(review):
    """
    sources:
      kim2003:
        unverified:
          - title
          - author
          - pages   # ! unverified-nothing
    """
    assert review.found == review.marked
