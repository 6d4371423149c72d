"""Figures add up, say what they are part of, and agree with each other."""

from __future__ import annotations


def test_figures_of_the_very_same_thing_that_disagree_are_found(review):
    """
    - id: forty
      statement: Forty percent garden.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
      measure: {of: Pupils who garden, base: all pupils, value: 40, unit: percent, year: 2003}
    - id: sixty
      statement: Sixty percent garden.
      sources: [abel2005]
      at: {section: "1"}
      elements: [el.knowledge]
      measure: {of: pupils who  garden, base: all pupils, value: 60, unit: percent, year: 2003}   # ! disagreeing-measures
    - id: about_forty
      statement: Some forty percent garden.
      sources: [abel2005]
      at: {section: "2"}
      elements: [el.knowledge]
      measure: {of: pupils who garden, base: all pupils, about: 42, unit: percent, year: 2003}   # ! disagreeing-measures
    - id: another_year
      statement: Fifty percent garden.
      sources: [abel2005]
      at: {section: "3"}
      elements: [el.knowledge]
      measure: {of: pupils who garden, base: all pupils, value: 50, unit: percent, year: 2004}
    - id: settled
      statement: Ninety percent garden.
      sources: [abel2005]
      at: {section: "4"}
      elements: [el.knowledge]
      measure: {of: pupils who garden, base: all pupils, value: 90, unit: percent, year: 2003}
      not_comparable: [forty, sixty, about_forty]
    """
    assert review.found == review.marked
    first = review.checked.diagnostics[-2]
    assert first.message == (
        "claims `forty` and `sixty` measure the same and disagree: 40 percent and 60 percent"
    )


def test_one_figure_for_two_places_is_no_disagreement_where_the_place_must_be_given(review):
    """
    framework:
      facets:
        place: {label: Place, required: true, values: {here: Here, there: There}}
    claims:
      - id: forty
        statement: Forty percent garden here.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
        place: here
        measure: {of: pupils who garden, base: all pupils, value: 40, unit: percent, year: 2003}
      - id: sixty
        statement: Sixty percent garden there.
        sources: [abel2005]
        at: {section: "1"}
        elements: [el.knowledge]
        place: there
        measure: {of: pupils who garden, base: all pupils, value: 60, unit: percent, year: 2003}
    """
    assert {code for _, _, code in review.found} == {"missing-facet"}


def test_parts_add_up_to_the_value_or_to_the_total(review):
    """
    - id: wrong
      statement: Forty garden.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
      measure:
        of: pupils who garden
        value: 40
        unit: pupils
        year: 2003
        parts: {girls: 26, boys: 15}   # ! parts-that-do-not-sum
    - id: right
      statement: Some garden.
      sources: [kim2003]
      at: {section: "2"}
      elements: [el.knowledge]
      measure:
        of: pupils who cook
        value: 0.3
        total: 0.3
        unit: pupils
        year: 2003
        parts: {girls: 0.1, boys: 0.2}
    """
    assert review.found == review.marked
    found = review.only("parts-that-do-not-sum")
    assert found.message == "the parts of claim `wrong` add up to 41, not 40"


def test_a_percentage_says_what_it_is_of(review):
    """
    - id: forty
      statement: Forty percent garden.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
      measure: {of: pupils who garden, value: 40, unit: Percent, year: 2003}   # ! percent-of-nothing
    - id: points
      statement: Forty points more garden.
      sources: [kim2003]
      at: {section: "2"}
      elements: [el.knowledge]
      measure: {of: pupils who garden, value: 40, unit: percentage points, year: 2003}
    """
    assert review.found == review.marked
