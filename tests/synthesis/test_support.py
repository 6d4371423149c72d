"""What a finding rests on is said in facts."""

from evidence.synthesis.support import State, independent_sources, support, supports

CLAIMS = """
claims:
  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.taste]}
  - {id: b, statement: B., sources: [abel2005], at: {page: 2}, elements: [el.taste]}
  - {id: ab, statement: AB., sources: [kim2003, abel2005], at: {page: 3}, elements: [el.taste]}
  - {id: own, statement: Own., sources: [sato2019], at: {page: 4}, elements: [el.taste]}
  - {id: far, statement: Far., sources: [kim2003], via: [moore2010], at: {page: 5}, elements: [el.know]}
  - {id: near, statement: Near., sources: [moore2010], at: {page: 6}, elements: [el.know]}
  - {id: hint, statement: Hint., sources: [lopez2011], attribution: implied, at: {page: 7}, elements: [el.know]}
findings:
"""


def finding(linked, fields: str, of: str = "sato2019"):
    graph = linked(CLAIMS + f"  - {{id: f, kind: conclusion, statement: F., {fields}}}\n", of)
    return support(graph, graph.findings["f"])


def test_two_works_cited_apart_are_two_independent_sources(linked):
    held = finding(linked, "supported_by: [a, b]")
    assert (held.state, held.independent) == (State.INDEPENDENT, 2)


def test_works_cited_together_for_one_passage_are_one_citation(linked):
    held = finding(linked, "supported_by: [ab]")
    assert (held.state, held.independent) == (State.ONE_CITATION, 1)
    assert held.sources == ("kim2003", "abel2005")


def test_a_work_cited_alone_and_again_together_with_another_is_one_citation(linked):
    assert finding(linked, "supported_by: [a, ab]").independent == 1


def test_the_study_s_own_word_is_never_independent_support(linked):
    held = finding(linked, "supported_by: [own]")
    assert held.state is State.OWN_ONLY
    assert finding(linked, "supported_by: [own, a]").independent == 1


def test_what_is_known_through_one_hand_is_not_independent_of_that_hand(linked):
    assert finding(linked, "supported_by: [far, near]").independent == 1


def test_an_implied_citation_counts_as_cited_and_is_told_apart(linked):
    held = finding(linked, "supported_by: [hint]")
    assert (held.state, held.implied) == (State.ONE_CITATION, ("hint",))


def test_a_finding_without_support_is_unsupported(linked):
    assert finding(linked, "fit: {judgement: unsupported, because: x}").state is State.UNSUPPORTED


def test_a_contradiction_contests_until_a_condition_settles_it(linked):
    held = finding(linked, "supported_by: [a, b], contradicted_by: [own], resolution: unresolved")
    assert (held.state, held.carried_by) == (State.CONTESTED, State.INDEPENDENT)
    held = finding(linked, "supported_by: [a, b], contradicted_by: [own], resolution: In towns.")
    assert held.state is State.INDEPENDENT
    assert held.contradicting == ("own",)


def test_in_a_review_of_many_texts_support_known_through_others_only_is_second_hand(linked):
    held = finding(linked, "supported_by: [far]", of="")
    assert held.state is State.SECOND_HAND_ONLY


def test_a_finding_that_rests_on_a_finding_rests_on_its_claims(linked):
    graph = linked(
        CLAIMS
        + """\
  - {id: g, kind: conclusion, statement: G., supported_by: [a, b]}
  - {id: f, kind: conclusion, statement: F., supported_by: [g]}
"""
    )
    assert supports(graph)["f"].claims == ("a", "b")


def test_findings_that_support_each_other_end(linked):
    graph = linked(
        CLAIMS
        + """\
  - {id: g, kind: conclusion, statement: G., supported_by: [f, a]}
  - {id: f, kind: conclusion, statement: F., supported_by: [g]}
"""
    )
    assert supports(graph)["f"].claims == ("a",)


def test_the_sentence_itself_never_supports_the_finding_that_it_states(linked):
    held = finding(linked, "stated_in: [own], supported_by: [own, a]")
    assert held.claims == ("a",)


def test_without_a_source_its_claims_fall_and_works_cited_with_it_stay(linked):
    graph = linked(
        CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, ab]}\n", "sato2019"
    )
    held = support(graph, graph.findings["f"], without="kim2003")
    assert (held.claims, held.sources) == (("ab",), ("abel2005",))


def test_without_a_hand_between_what_it_handed_on_falls(linked):
    graph = linked(
        CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [far, b]}\n",
        "sato2019",
    )
    assert support(graph, graph.findings["f"], without="moore2010").claims == ("b",)


def test_many_groups_of_works_are_covered_without_trying_every_set():
    groups = [(f"w{n}", f"w{n + 1}") for n in range(0, 60, 2)]
    assert independent_sources(groups) == 30
