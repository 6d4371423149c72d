"""The way from a finding to the passage, and back."""

from evidence.graph import Graph, build
from evidence.model import Element, Finding, Framework, Review, Wording
from evidence.synthesis.trace import DEEPEST, down, rests_on, up

TEXT = """
claims:
  - {id: a, statement: A., sources: [kim2003], via: [moore2010], at: {page: 1}, quote: a bed, elements: [el.taste]}
  - {id: b, statement: B., sources: [abel2005], at: {page: 2}, elements: [el.know]}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [a]}
  - {id: g, kind: conclusion, statement: G., supported_by: [f], contradicted_by: [b]}
"""


def paths(step, above=()):
    here = (*above, step.id)
    yield here
    for below in step.steps:
        yield from paths(below, here)


def told(step, depth=0):
    """Return the steps as lines: what each is to the one above, its kind, its id."""
    here = " ".join(filter(None, (step.role, step.kind, step.id)))
    yield "  " * depth + here
    for below in step.steps:
        yield from told(below, depth + 1)


def test_the_way_down_from_a_finding_ends_at_passages_and_sources(linked):
    step = down(linked(TEXT), "g")
    found = set(paths(step))
    assert ("g", "f", "a", "kim2003") in found
    assert ("g", "f", "a", "moore2010") in found
    assert ("g", "b", "abel2005") in found


def test_the_passage_stands_two_steps_from_its_finding(linked):
    claim = down(linked(TEXT), "f").steps[0]
    assert claim.steps[0].passage.quote == "a bed"


def test_the_way_up_from_a_source_names_every_finding_above(linked):
    found = set(paths(up(linked(TEXT), "kim2003")))
    assert ("kim2003", "a", "f", "g") in found


def test_a_hand_between_leads_up_too(linked):
    assert ("moore2010", "a", "f", "g") in set(paths(up(linked(TEXT), "moore2010")))


PROPOSED = """
parties: {office: {label: The office, because: It speaks for it.}}
sources: {kim2003: {party: office}}
""" + TEXT.replace(
    "findings:\n",
    "  - {id: p, statement: P., sources: [abel2005], at: {page: 3}, proposed: {by: import taguette}}\nfindings:\n",
).replace("supported_by: [a]", "supported_by: [a, p]")


def test_a_proposal_leads_to_its_source_and_to_the_finding_that_names_it(linked):
    graph = linked(PROPOSED)
    assert list(told(down(graph, "p"))) == [
        "proposal p",
        "  passage passage p",
        "  says source abel2005",
    ]
    assert set(paths(up(graph, "p"))) == {("p",), ("p", "f"), ("p", "f", "g")}
    assert ("g", "f", "p", "abel2005") in set(paths(down(graph, "g")))


def test_a_party_leads_to_the_sources_that_speak_for_it_and_on(linked):
    assert ("office", "kim2003", "a", "f", "g") in set(paths(up(linked(PROPOSED), "office")))


def test_where_there_is_no_way_the_item_stands_alone(linked):
    graph = linked(PROPOSED)
    for key in ("office", "kim2003", "el.taste"):
        assert (down(graph, key).id, down(graph, key).steps) == (key, ())


def test_the_way_up_from_an_element_passes_through_its_parts(linked):
    assert ("el.garden", "el.taste", "a", "f", "g") in set(paths(up(linked(TEXT), "el.garden")))


def test_a_finding_rests_on_what_supports_it_at_any_distance_and_on_nothing_else(linked):
    graph = linked(TEXT)
    assert rests_on(graph, "a") == ("f", "g")
    assert rests_on(graph, "b") == ()
    assert rests_on(graph, "moore2010") == ("f", "g")


WHOLE = """
claims:
  - {id: a, statement: A., sources: [kim2003], via: [moore2010], draws_on: [lopez2011], at: {page: 1}, elements: [el.taste]}
  - {id: b, statement: B., sources: [moore2010], at: {page: 2}, elements: [el.garden], draws_on: [no_such_work]}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [a], qualified_by: [b], elements: [el.garden], answers: [q]}
  - {id: g, kind: conclusion, statement: G., supported_by: [f]}
"""
ASKED = "questions: [{id: q, text: What do children learn}]"
DOWN_FROM_F = [
    "finding f",
    "  supported_by claim a",
    "    passage passage a",
    "    says source kim2003",
    "    hands_on source moore2010",
    "    draws_on source lopez2011",
    "  qualified_by claim b",
    "    passage passage b",
    "    says source moore2010",
]


def test_every_step_down_says_what_it_is_to_the_one_above(linked):
    graph = linked(WHOLE, more=ASKED)
    assert list(told(down(graph, "f"))) == DOWN_FROM_F
    assert list(told(down(graph, "g")))[:3] == [
        "finding g",
        "  supported_by finding f",
        "    supported_by claim a",
    ]
    assert [line.strip() for line in told(down(graph, "b"))] == [
        "claim b",
        "passage passage b",
        "says source moore2010",
    ]


def test_the_way_down_from_a_question_passes_through_the_findings_that_answer_it(linked):
    first, *below = DOWN_FROM_F
    assert list(told(down(linked(WHOLE, more=ASKED), "q"))) == [
        "question q",
        f"  answers {first}",
        *(f"  {line}" for line in below),
    ]


def test_every_step_up_says_what_it_is_to_the_one_above(linked):
    graph = linked(WHOLE, more=ASKED)
    assert list(told(up(graph, "a"))) == [
        "claim a",
        "  supported_by finding f",
        "    supported_by finding g",
    ]
    assert list(told(up(graph, "f"))) == ["finding f", "  supported_by finding g"]
    assert list(told(up(graph, "lopez2011")))[:2] == ["source lopez2011", "  draws_on claim a"]
    assert list(told(up(graph, "moore2010"))) == [
        "source moore2010",
        "  makes claim b",
        "    qualified_by finding f",
        "      supported_by finding g",
        "  hands_on claim a",
        "    supported_by finding f",
        "      supported_by finding g",
    ]
    assert list(told(up(graph, "el.garden"))) == [
        "element el.garden",
        "  bears_on claim b",
        "    qualified_by finding f",
        "      supported_by finding g",
        "  bears_on finding f",
        "  part element el.taste",
        "    bears_on claim a",
        "      supported_by finding f",
        "        supported_by finding g",
    ]


def test_where_a_trace_begins_there_is_nothing_above(linked):
    graph = linked(WHOLE, more=ASKED)
    downward = [down(graph, key).role for key in ("f", "a", "q")]
    upward = [up(graph, key).role for key in ("a", "f", "el.garden", "kim2003")]
    assert {*downward, *upward} == {""}


def test_the_way_up_through_elements_that_are_parts_of_each_other_ends(circle):
    assert list(told(up(circle, "el.one"))) == [
        "element el.one",
        "  part element el.two",
        "    part element el.four",
        "  part element el.three",
    ]


def test_the_way_through_findings_that_support_each_other_ends(linked):
    graph = linked(WHOLE.replace("supported_by: [a]", "supported_by: [a, g]"), more=ASKED)
    assert [line.strip() for line in told(up(graph, "a"))] == [
        "claim a",
        "supported_by finding f",
        "supported_by finding g",
    ]
    assert list(told(up(graph, "g"))) == ["finding g", "  supported_by finding f"]
    assert [line for line in told(down(graph, "g")) if "finding" in line] == [
        "finding g",
        "  supported_by finding f",
    ]
    assert [line for line in told(down(graph, "q")) if "finding" in line] == [
        "  answers finding f",
        "    supported_by finding g",
    ]
    assert rests_on(graph, "a") == ("f", "g")


def test_a_finding_rests_on_an_element_through_its_parts_and_on_a_work_that_makes_a_claim(linked):
    graph = linked(TEXT)
    assert rests_on(graph, "el.garden") == ("f", "g")
    assert rests_on(graph, "el.know") == ()
    assert rests_on(graph, "kim2003") == ("f", "g")


def test_an_id_that_nothing_names_is_what_a_trace_ends_at_and_it_is_left_out(linked):
    graph = linked(TEXT.replace("supported_by: [a]", "supported_by: [a, no_such_claim]"))
    assert [s.id for s in down(graph, "f").steps] == ["a"]


def ladder(length: int) -> Graph:
    """Return findings each of which rests on the two before it: twice as many ways at each rung."""
    findings = tuple(
        Finding(
            f"f{number}",
            "conclusion",
            Wording("S."),
            supported_by=tuple(f"f{below}" for below in (number - 1, number - 2) if below >= 0),
        )
        for number in range(length)
    )
    return build(Review(findings=findings), ())


def test_ways_that_part_and_meet_again_are_not_followed_each_time():
    graph = ladder(30)
    for step in (down(graph, "f29"), up(graph, "f0")):
        lines = list(told(step))
        assert len(lines) < 3_000
        assert {line.split()[-1] for line in lines} == set(graph.findings)


def test_a_way_too_long_to_follow_stops_and_says_so():
    findings = tuple(
        Finding(f"f{n}", "conclusion", Wording("S."), supported_by=(f"f{n - 1}",) if n else ())
        for n in range(5_000)
    )
    graph = build(Review(findings=findings), ())
    for step in (down(graph, "f4999"), up(graph, "f0")):
        deepest = step
        while deepest.steps:
            (deepest,) = deepest.steps
        assert deepest.stop == "deep"
        assert len(list(told(step))) == DEEPEST + 1


def test_elements_a_thousand_deep_are_traced_as_far_as_anyone_follows():
    elements = tuple(
        Element(f"el{n}", Wording("E"), part_of=f"el{n - 1}" if n else "") for n in range(1_000)
    )
    graph = build(Review(framework=Framework(elements=elements)), ())
    assert len(list(told(up(graph, "el0")))) == DEEPEST + 1
