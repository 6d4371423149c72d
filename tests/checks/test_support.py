"""What a finding rests on is there, and where it is thin that is said."""

from __future__ import annotations


def test_empty_support_is_an_error_unless_it_is_the_result(review):
    """
    review:
      of: moore2010            # ! second-hand-review
    claims:
      - id: sentence
        statement: Gardens teach.
        sources: [moore2010]
        at: {section: "1"}
        elements: [el.knowledge]
      - id: other
        statement: Gardens teach children.
        sources: [moore2010]
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.empty        # ! unsupported-finding
        kind: conclusion
        statement: A.
      - id: f.result
        kind: conclusion
        statement: B.
        stated_in: [sentence]
        fit: {judgement: nothing, because: Nothing is cited., on: 2026-11-29}
      - id: f.on_nothing
        kind: conclusion
        statement: C.
        supported_by: [f.result]   # ! emptied-support
      - id: f.judged               # ! unsupported-finding
        kind: conclusion
        statement: D.
        stated_in: [other]         # ! missing-fit
    """
    assert review.found == review.marked


def test_a_finding_is_thin_on_one_study_however_many_claims_come_from_it(review):
    """
    claims:
      - id: again
        statement: They taste again.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
      - id: together
        statement: They taste together.
        sources: [kim2003, moore2010]
        read_in: kim2003
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.thin
        kind: conclusion
        statement: A.
        supported_by: [tasting_first, again]   # ! one-citation
      - id: f.together
        kind: conclusion
        statement: D.
        supported_by: [tasting_first, again, together]
      - id: f.through
        kind: conclusion
        statement: B.
        supported_by: [f.thin]   # ! one-citation
      - id: f.firm
        kind: conclusion
        statement: C.
        supported_by: [f.thin, gardening_first]
    """
    assert review.found == review.marked
    messages = {d.item: d.message for d in review.checked.diagnostics}
    assert messages["f.thin"] == "finding `f.thin` rests on one study: `kim2003`"


def test_works_that_nobody_read_carry_a_finding_at_second_hand_only(review):
    """
    claims:
      - id: reported
        statement: They are said to taste.
        sources: [kim2003]
        read_in: moore2010
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.thin
        kind: conclusion
        statement: A.
        supported_by: [reported]   # ! second-hand-only # ! one-citation
      - id: f.firm
        kind: conclusion
        statement: B.
        supported_by: [reported, tasting_first, gardening_first]
    """
    assert review.found == review.marked


def test_in_a_review_of_one_study_its_own_word_is_thin_and_second_hand_is_said_once(review):
    """
    review:
      of: moore2010   # ! second-hand-review
    claims:
      - id: own
        statement: We found that they taste.
        sources: [moore2010]
        at: {section: "5"}
        elements: [el.knowledge]
    findings:
      - id: f.own
        kind: conclusion
        statement: A.
        supported_by: [own]   # ! own-statement-only
    """
    assert review.found == review.marked
    found = review.only("second-hand-review")
    assert found.message == "2 claims are cited at second hand, as `moore2010` tells it"


def test_in_a_review_of_one_study_works_cited_together_are_one_citation(review):
    """
    review:
      of: moore2010   # ! second-hand-review
    claims:
      - id: together
        statement: They taste together.
        sources: [kim2003, abel2005]
        at: {section: "1"}
        elements: [el.knowledge]
      - id: near
        statement: They taste nearby.
        sources: [abel2005]
        attribution: implied
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.thin
        kind: conclusion
        statement: A.
        supported_by: [together, near]   # ! one-citation
      - id: f.through
        kind: conclusion
        statement: B.
        supported_by: [f.thin]
    """
    assert review.found == review.marked
    message = review.only("one-citation").message
    assert message == "finding `f.thin` rests on one citation: `abel2005`, `kim2003`"
