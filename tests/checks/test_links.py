"""What an item points at exists and is of the right kind."""

from __future__ import annotations

from .conftest import WORKS, line_of


def test_a_source_that_nobody_defined_is_found_wherever_it_is_named(review):
    """
    review:
      of: saito2019                            # ! unknown-source
    sources:
      lopez2011: {source_type: law}            # ! unknown-source
      kim2003:
        same_author_as:
          - {source: kin2003, because: One letter apart.}   # ! unknown-source
    framework:
      elements:
        - id: el.soil
          label: Soil
          origin: a_priori
          from:
            - field1999                        # ! unknown-source
    claims:
      - id: tasting
        statement: They taste.
        sources:
          - kim2003
          - kim2033                            # ! unknown-source
        via:
          - moore2011                          # ! unknown-source
        draws_on: [moore2010, abel2006]        # ! unknown-source
        read_in: ono2001                       # ! unknown-source
        at: {section: "1"}
        elements: [el.soil]
    findings:
      - id: f.whole
        kind: conclusion
        statement: A finding that rests on both.
        supported_by: [tasting_first, gardening_first]
    """
    assert review.found - {("claims.yaml", 3, "second-hand-review")} >= review.marked
    errors = {(file, line, code) for file, line, code in review.found if code == "unknown-source"}
    assert errors == review.marked


def test_help_names_the_source_that_was_meant_and_its_line(review):
    """
    - id: tasting
      statement: They taste.
      sources: [kim2033]   # ! unknown-source
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked
    found = review.only("unknown-source")
    assert found.message == "claim `tasting` cites `kim2033`, which is not in sources.bib"
    assert found.help == f"did you mean `kim2003`? (sources.bib:{line_of('{kim2003,', WORKS)})"
    assert found.item == "tasting"
    assert (found.place.column, found.place.end_column) == (13, 20)


def test_an_element_that_nobody_declared_is_found_also_at_the_end_of_an_arrow(review):
    """
    framework:
      elements:
        - {id: el.soil, label: Soil, origin: emergent, part_of: el.outcome}   # ! unknown-element
      relations:
        - el.knowledge leads_to el.health   # ! unknown-element
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowlege, el.soil]   # ! unknown-element
      - id: cooking
        statement: They cook.
        sources: [kim2003]
        at: {section: "1"}
        relates:
          - el.cooking leads_to el.knowledge   # ! unknown-element
    findings:
      - id: f.soil
        kind: conclusion
        statement: Soil.
        elements: [el.solid]   # ! unknown-element
        supported_by: [tasting_first, gardening_first]
    """
    assert review.found == review.marked


def test_a_claim_that_does_not_exist_is_found_in_every_role(review):
    """
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
        supports: [tasting_frist]   # ! unknown-claim
        contradicts:
          - claim: no_effect        # ! unknown-claim
            because: Nobody measured it.
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        stated_in: [sentence]       # ! unknown-claim
        supported_by:
          - tasting_first
          - gardening_frist         # ! unknown-claim
          - gardening_first
        background: [costs]         # ! unknown-claim
        fit:
          judgement: as_cited
          because: Two studies.
          on: 2026-11-29
          argued_from: [no_premise] # ! unknown-claim
        concerns: [left]            # ! unknown-claim # ! concerns-of-others
    """
    assert review.found == review.marked


def test_an_id_that_begins_as_findings_do_is_a_finding_that_does_not_exist(review):
    """
    findings:
      - id: f.all
        kind: conclusion
        statement: Gardens teach.
        supported_by:
          - f.lernt   # ! unknown-finding
          - f.learnt
    """
    assert review.found == review.marked
    line = line_of("id: f.learnt")
    assert review.only("unknown-finding").help == f"did you mean `f.learnt`? (claims.yaml:{line})"


def test_a_question_that_nobody_asks_is_found(review):
    """
    findings:
      - id: f.all
        kind: conclusion
        statement: Gardens teach.
        answers: [q.learning, q.lerning]   # ! unknown-question
        supported_by: [tasting_first, gardening_first]
    """
    assert review.found == review.marked


def test_a_link_to_an_item_of_another_kind_says_what_it_is(review):
    """
    framework:
      elements:
        - {id: el.soil, label: Soil, origin: emergent, part_of: tasting_first}   # ! wrong-kind
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003, tasting_first]      # ! wrong-kind
        read_in: kim2003
        at: {section: "1"}
        elements: [el.soil, kim2003]           # ! wrong-kind
        supports: [f.learnt]                   # ! wrong-kind
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        answers: [f.learnt]                    # ! wrong-kind
        supported_by:
          - el.knowledge                       # ! wrong-kind
          - kim2003                            # ! wrong-kind
          - tasting_first
          - gardening_first
        background: [q.learning]               # ! wrong-kind
    """
    assert review.found == review.marked


def test_help_names_the_claims_that_bear_on_an_element_named_as_support(review):
    """
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        supported_by: [el.knowledge]           # ! wrong-kind
    """
    assert review.found == review.marked
    found = review.only("wrong-kind")
    assert found.message == (
        "finding `f.a` is supported by `el.knowledge`, which is an element, "
        "not a claim or a finding"
    )
    assert found.help == "name the claims that bear on it: `tasting_first`, `gardening_first`"


def test_what_is_named_twice_in_one_list_is_found_at_the_second_place(review):
    """
    claims:
      - id: tasting
        statement: They taste.
        sources:
          - kim2003
          - kim2003                            # ! repeated-source
        read_in: kim2003
        at: {section: "1"}
        elements: [el.knowledge, el.outcomes, el.knowledge]   # ! repeated-link
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        answers: [q.learning]
        supported_by:
          - tasting_first
          - gardening_first
          - tasting_first                      # ! repeated-link
        background: [tasting_first]
    """
    assert review.found == review.marked


def test_an_item_that_points_at_itself_is_found(review):
    """
    sources:
      kim2003:
        same_author_as: [{source: kim2003, because: It is.}]   # ! link-to-itself
    framework:
      elements:
        - {id: el.soil, label: Soil, origin: emergent, part_of: el.soil}   # ! link-to-itself
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.soil]
        restates: [tasting]                    # ! link-to-itself
        relates: [el.soil leads_to el.soil]    # ! link-to-itself
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        supported_by: [tasting_first, gardening_first]
        background: [f.a]                      # ! link-to-itself
    """
    assert review.found == review.marked


def test_ten_thousand_links_to_nowhere_take_linear_time():
    from time import process_time

    from evidence.checks.suggestions import Suggestions

    known = [f"word_{number}_x" for number in range(10_000)]
    suggestions = Suggestions(known)
    start = process_time()
    said = [suggestions.help(f"{key}y") for key in known]
    assert process_time() - start < 2
    assert said[0] == "did you mean `word_0_x`?"
