"""Nothing is part of itself, or rests on itself, the long way round."""

from __future__ import annotations

import pytest

from evidence.checks.circles import circles

from .conftest import check


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
        fit: {judgement: as_cited, because: Two studies., on: 2026-11-29}
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
        fit: {judgement: as_cited, because: Two studies., on: 2026-11-29}
    """
    assert review.found == review.marked


def test_every_circle_is_found_once_however_they_are_tied():
    below = {"a": ("b", "c"), "b": ("a",), "c": ("d",), "d": ("c", "e"), "e": (), "f": ("f",)}
    assert list(circles(below)) == [("a", "b"), ("c", "d")]


def test_a_long_chain_is_walked_without_recursion():
    chain = {str(n): (str(n + 1),) for n in range(50_000)}
    assert list(circles(chain)) == []
    assert len(next(circles({**chain, "50000": ("0",)}))) == 50_001


def elements(number: int, part_of) -> str:
    listed = (
        f"    - {{id: el.n{n}, label: L, origin: emergent, part_of: el.n{part_of(n)}}}\n"
        for n in range(number)
    )
    return "framework:\n  elements:\n" + "".join(listed)


def told(yaml: str, code: str):
    return [d for d in check(yaml).diagnostics if d.code == code]


def test_a_circle_of_thousands_is_told_once_and_briefly():
    (found,) = told(elements(4_000, lambda n: (n + 1) % 4_000), "circular-part-of")
    assert found.message == (
        "element `el.n0` is part of itself: `el.n0` -> `el.n1` -> `el.n2` -> `el.n3` -> `el.n4` "
        "-> … -> `el.n0`, 4000 in all"
    )
    assert [one.place.line for one in found.related] == [4, 5, 6, 7, 8]


def test_elements_a_thousand_deep_are_an_error_where_they_pass_sixteen():
    yaml = elements(1_000, lambda n: n - 1).replace("el.n-1", "el.outcomes")
    (found,) = told(yaml, "deep-part-of")
    # `el.outcomes` is the first level
    assert found.message == "element `el.n15` stands more than 16 levels deep"
    assert found.place.line == 18
    assert found.severity == "error"
    assert told(elements(15, lambda n: n - 1).replace("el.n-1", "el.outcomes"), found.code) == []


def test_a_circle_has_no_depth():
    yaml = elements(40, lambda n: (n + 1) % 40)
    assert told(yaml, "deep-part-of") == []
    assert len(told(yaml, "circular-part-of")) == 1


@pytest.mark.parametrize(("circles_", "told_", "more"), [(100, 100, 0), (120, 100, 1)])
def test_many_circles_are_told_up_to_a_number_and_the_last_says_that_there_are_more(
    circles_, told_, more
):
    keys = [f"f.n{number}" for number in range(2 * circles_)]
    yaml = "findings:\n" + "".join(
        f"  - {{id: {one}, kind: conclusion, statement: S., supported_by: [{other}]}}\n"
        for first, second in zip(keys[::2], keys[1::2], strict=True)
        for one, other in ((first, second), (second, first))
    )
    found = told(yaml, "circular-support")
    assert len(found) == told_
    assert [d.help for d in found if d.help] == more * [
        "there are more circles; they are told when these are mended"
    ]
