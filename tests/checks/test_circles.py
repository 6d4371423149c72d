"""Nothing is part of itself, or rests on itself, the long way round."""

from __future__ import annotations

from evidence.checks.circles import circles


def test_a_circle_of_parts_is_told_once_with_its_way(review):
    """
    framework:
      elements:
        - {id: el.a, label: A, origin: emergent, part_of: el.c}   # ! circular-part-of
        - {id: el.b, label: B, origin: emergent, part_of: el.a}
        - {id: el.c, label: C, origin: emergent, part_of: el.b}
        - {id: el.d, label: D, origin: emergent, part_of: el.c}
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.a, el.d]
    """
    assert review.found == review.marked
    found = review.only("circular-part-of")
    assert found.message == "element `el.a` is part of itself: `el.a` -> `el.c` -> `el.b` -> `el.a`"
    assert [related.place.line for related in found.related] == [5, 4]


def test_findings_that_carry_each_other_are_told_once(review):
    """
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        supported_by:
          - tasting_first
          - f.b               # ! circular-support
          - gardening_first
      - id: f.b
        kind: conclusion
        statement: B.
        supported_by: [f.a, f.learnt]
    """
    assert review.found == review.marked


def test_feedback_among_relations_is_no_circle(review):
    """
    - id: tasting
      statement: They taste.
      sources: [kim2003]
      at: {section: "1"}
      relates: [el.knowledge leads_to el.outcomes, el.outcomes leads_to el.knowledge]
    """
    assert review.found == set()


def test_a_finding_cannot_be_carried_by_its_own_sentence_directly_or_through_another(review):
    """
    claims:
      - id: sentence
        statement: Gardens teach.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.direct
        kind: conclusion
        statement: Gardens teach.
        stated_in: [sentence]
        supported_by: [tasting_first, gardening_first, sentence]   # ! own-support
        fit: {judgement: carried, because: Two studies.}
      - id: f.between
        kind: conclusion
        statement: What is said of gardens.
        supported_by: [sentence, tasting_first, gardening_first]
      - id: f.through
        kind: conclusion
        statement: Gardens teach.
        stated_in: [sentence]
        supported_by:
          - tasting_first
          - f.between                                              # ! own-support
        fit: {judgement: carried, because: Two studies.}
    """
    assert review.found == review.marked


def test_every_circle_is_found_once_however_they_are_tied():
    below = {"a": ("b", "c"), "b": ("a",), "c": ("d",), "d": ("c", "e"), "e": (), "f": ("f",)}
    assert list(circles(below)) == [("a", "b"), ("c", "d")]


def test_a_long_chain_is_walked_without_recursion():
    chain = {str(n): (str(n + 1),) for n in range(50_000)}
    assert list(circles(chain)) == []
    assert len(next(circles({**chain, "50000": ("0",)}))) == 50_001
