"""The way from a finding to the passage, and back."""

from evidence.synthesis.trace import down, rests_on, up

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


def test_the_way_up_from_an_element_passes_through_its_parts(linked):
    assert ("el.garden", "el.taste", "a", "f", "g") in set(paths(up(linked(TEXT), "el.garden")))


def test_a_finding_rests_on_what_supports_it_at_any_distance_and_on_nothing_else(linked):
    graph = linked(TEXT)
    assert rests_on(graph, "a") == ("f", "g")
    assert rests_on(graph, "b") == ()
    assert rests_on(graph, "moore2010") == ("f", "g")


def test_nothing_is_traced_from_an_id_that_nothing_bears(linked):
    graph = linked(TEXT)
    assert down(graph, "x") is None
    assert up(graph, "x") is None
