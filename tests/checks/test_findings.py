"""Findings answer questions, fill their cells, and name what speaks against them."""

from __future__ import annotations


def test_cells_are_filled_or_explained_and_never_both(review):
    """
    claims:
      - id: far
        statement: They taste in the country.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
        context: country
    findings:
      - id: f.empty          # ! empty-cell
        kind: strategy
        statement: A.
        supported_by: [tasting_first, gardening_first]
      - id: f.explained
        kind: strategy
        statement: B.
        supported_by: [tasting_first, gardening_first]
        gaps: {country: Nothing is said.}
      - id: f.filled
        kind: strategy
        statement: C.
        supported_by: [tasting_first, gardening_first]
        background: [far]
        gaps:
          country: Nothing is said.   # ! filled-gap
      - id: f.unknown        # ! empty-cell
        kind: strategy
        statement: D.
        supported_by: [tasting_first, gardening_first]
        gaps: {contry: Nothing is said.}   # ! unknown-cell
      - id: f.cell_less
        kind: conclusion
        statement: E.
        supported_by: [tasting_first, gardening_first]
        gaps: {town: Nothing is said.}   # ! unknown-cell
    """
    assert review.found == review.marked


def test_a_question_that_no_finding_answers_is_found(review):
    """
    review:
      questions:
        - {id: q.cost, text: "What does a garden cost?"}   # ! unanswered-question
    """
    assert review.found == review.marked


def test_a_contradiction_is_named_and_its_resolution_is_said(review):
    """
    claims:
      - id: no_effect
        statement: Tasting changed nothing.
        sources: [abel2005]
        at: {section: "1"}
        elements: [el.knowledge]
        contradicts: [{claim: gardening, because: Measured otherwise.}]
      - id: gardening
        statement: They learn by gardening.
        sources: [abel2005]
        at: {section: "4"}
        elements: [el.knowledge]
    findings:
      - id: f.open
        kind: conclusion
        statement: A.
        supported_by: [tasting_first, gardening_first]
        contradicted_by: [no_effect]   # ! missing-resolution
      - id: f.resolved
        kind: conclusion
        statement: B.
        supported_by: [tasting_first, gardening]
        contradicted_by: [no_effect]
        resolution: Where the garden is big.
      - id: f.silent
        kind: conclusion
        statement: C.
        supported_by:
          - tasting_first
          - gardening                  # ! unnamed-contradiction
      - id: f.qualified
        kind: conclusion
        statement: D.
        supported_by: [tasting_first, gardening]
        qualified_by: [no_effect]
      - id: f.other_side
        kind: conclusion
        statement: E.
        supported_by:
          - no_effect                  # ! unnamed-contradiction
          - tasting_first
    """
    assert review.found == review.marked


def test_one_item_cannot_stand_on_both_sides(review):
    """
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
        supports: [cooking]
        contradicts: [cooking]   # ! opposite-links
      - id: cooking
        statement: They cook.
        sources: [abel2005]
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        supported_by: [tasting, gardening_first]
        contradicted_by: [tasting, cooking]   # ! both-sides
        resolution: unresolved
    """
    assert review.found == review.marked


def test_fit_and_the_studys_sentence_go_together(review):
    """
    review:
      of: moore2010   # ! second-hand-review
    claims:
      - id: sentence
        statement: Gardens teach.
        sources: [moore2010]
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.unjudged
        kind: conclusion
        statement: A.
        stated_in: [sentence]   # ! missing-fit
        supported_by: [tasting_first, gardening_first]
      - id: f.ours
        kind: conclusion
        statement: B.
        supported_by: [tasting_first, gardening_first]
        fit: {judgement: as_cited, because: Two studies., on: 2026-11-29}   # ! fit-of-nothing
    """
    assert review.found == review.marked


def test_assessments_are_whole_and_hang_together(review):
    """
    findings:
      - id: f.partial
        kind: conclusion
        statement: A.
        supported_by: [tasting_first, gardening_first]
        assessment:
          coherence: {concern: none, because: They agree.}
          adequacy: {concern: not_assessed, because: Too early.}
          on: 2026-11-29
      - id: f.hasty
        kind: conclusion
        statement: B.
        supported_by: [tasting_first, gardening_first]
        assessment:
          methodological_limitations: {concern: minor, because: No control.}
          coherence: {concern: none, because: They agree.}
          adequacy: {concern: not_assessed, because: Too early.}
          relevance: {concern: none, because: The same schools.}
          confidence: high   # ! confidence-without-concerns
          because: They agree.
          by: [ab]
          on: 2026-11-29
      - id: f.bold
        kind: conclusion
        statement: C.
        supported_by: [tasting_first, gardening_first]
        assessment:
          methodological_limitations: {concern: serious, because: No control.}
          coherence: {concern: none, because: They agree.}
          adequacy: {concern: minor, because: Two studies.}
          relevance: {concern: none, because: The same schools.}
          confidence: high   # ! confidence-despite-concern
          because: They agree.
          by: [ab]
          on: 2026-11-29
    """
    assert review.found == review.marked


def test_a_review_that_assesses_nothing_has_no_assessments(review):
    """
    review:
      assessment: {none: Everything was read second-hand.}
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        supported_by: [tasting_first, gardening_first]
        assessment:   # ! refused-assessment
          coherence: {concern: none, because: They agree.}
          on: 2026-11-29
    """
    assert review.found == review.marked
