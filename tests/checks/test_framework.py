"""Elements, relations and kinds of finding are declared, and used."""

from __future__ import annotations


def test_kinds_and_relation_types_that_nobody_declared_are_found(review):
    """
    framework:
      relations:
        - el.knowledge leads_too el.outcomes   # ! unknown-relation-type
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        relates: [el.knowledge causes el.outcomes]   # ! unknown-relation-type
    findings:
      - id: f.a
        kind: conclusoin                       # ! unknown-finding-kind
        statement: A.
        supported_by: [tasting_first, gardening_first]
    """
    assert review.found == review.marked
    assert review.only("unknown-finding-kind").help == "did you mean `conclusion`?"


def test_a_kind_without_findings_is_noted(review):
    """
    framework:
      finding_kinds:
        obstacle: {label: Obstacle}   # ! unused-finding-kind
    """
    assert review.found == review.marked


def test_an_arrow_that_a_claim_states_needs_no_drawing(review):
    """
    framework:
      relations:
        - el.outcomes leads_to el.knowledge   # ! stated-relation
        - el.knowledge leads_to el.outcomes
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        relates: [el.outcomes leads_to el.knowledge]
    """
    assert review.found == review.marked


def test_elements_without_claims_are_found_unless_a_part_has_some(review):
    """
    framework:
      elements:
        - {id: el.whole, label: Whole, origin: emergent}
        - {id: el.part, label: Part, origin: emergent, part_of: el.whole}
        - {id: el.end, label: End, origin: emergent}
        - id: el.empty   # ! unused-element
          label: Empty
          origin: emergent
        - id: el.model
          label: Model
          origin: a_priori   # ! element-of-no-model
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        relates: [el.part leads_to el.end]
        elements: [el.model]
    """
    assert review.found == review.marked
