"""What a finding rests on is said in facts."""

import pytest

from evidence.synthesis.support import Exclusion, State, independent_sources, support, supports

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


def without(*sources: str, claims: tuple[str, ...] = ()) -> Exclusion:
    return Exclusion(frozenset(sources), frozenset(claims))


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


def test_findings_below_that_support_each_other_end(linked):
    graph = linked(
        CLAIMS
        + """\
  - {id: h, kind: conclusion, statement: H., supported_by: [g, b]}
  - {id: g, kind: conclusion, statement: G., supported_by: [h, a]}
  - {id: f, kind: conclusion, statement: F., supported_by: [g]}
"""
    )
    assert supports(graph)["f"].claims == ("b", "a")


def test_the_sentence_itself_never_supports_the_finding_that_it_states(linked):
    held = finding(linked, "stated_in: [own], supported_by: [own, a]")
    assert held.claims == ("a",)


def test_without_a_source_its_claims_fall_and_works_cited_with_it_stay(linked):
    graph = linked(
        CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, ab]}\n", "sato2019"
    )
    held = support(graph, graph.findings["f"], without=without("kim2003"))
    assert (held.claims, held.sources) == (("ab",), ("abel2005",))


def test_without_a_hand_between_what_it_handed_on_falls(linked):
    graph = linked(
        CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [far, b]}\n",
        "sato2019",
    )
    assert support(graph, graph.findings["f"], without=without("moore2010")).claims == ("b",)


def test_many_groups_of_works_are_covered_without_trying_every_set():
    groups = [(f"w{n}", f"w{n + 1}") for n in range(0, 60, 2)]
    assert independent_sources(groups) == 30


@pytest.mark.parametrize("of", ["", "sato2019"])
def test_without_a_source_what_it_says_against_and_beside_falls_together(linked, of):
    fields = (
        "contradicted_by: [a], resolution: unresolved, qualified_by: [a, ab], background: [b, a]"
    )
    graph = linked(CLAIMS + f"  - {{id: f, kind: conclusion, statement: F., {fields}}}\n", of)
    found = graph.findings["f"]
    whole, rest = support(graph, found), support(graph, found, without=without("kim2003"))
    assert (whole.contradicting, whole.qualifying, whole.background) == (
        ("a",),
        ("a", "ab"),
        ("b", "a"),
    )
    assert (rest.contradicting, rest.qualifying, rest.background) == ((), ("ab",), ("b",))
    assert (whole.contested, rest.contested) == (True, False)
    assert supports(graph, without("kim2003")) == {"f": rest}


def test_what_carries_a_finding_is_told_by_whom_and_how_it_is_known(linked):
    held = finding(linked, "supported_by: [own, ab, far, a]")
    assert (held.finding, held.own, held.cited) == ("f", ("own",), ("ab", "far", "a"))
    assert held.second_hand == held.cited
    assert held.citations == (("abel2005", "kim2003"), ("kim2003",), ("kim2003", "moore2010"))


def test_works_cited_with_a_source_that_is_left_out_are_cited_without_it(linked):
    graph = linked(CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, ab]}\n")
    assert support(graph, graph.findings["f"], without=without("kim2003")).citations == (
        ("abel2005",),
    )


def test_in_a_review_of_many_texts_what_was_read_in_its_own_text_is_first_hand(linked):
    held = finding(linked, "supported_by: [a, far]", of="")
    assert (held.second_hand, held.state) == (("far",), State.ONE_CITATION)


def test_the_sentence_of_a_finding_may_still_be_its_background(linked):
    assert finding(linked, "stated_in: [own], supported_by: [a], background: [own]").background == (
        "own",
    )


def test_an_item_that_is_named_and_does_not_exist_carries_nothing(linked):
    assert finding(linked, "supported_by: [no_such_claim, a]").claims == ("a",)


@pytest.mark.parametrize(
    ("citations", "number"),
    [
        ([], 0),
        ([()], 0),
        ([("a", "b"), ("b", "c")], 1),
        ([("a",), ("b", "c"), ("c", "d")], 2),
        ([("a", "b"), ("b", "c"), ("c", "a")], 2),
        ([(a, b) for a in "abcd" for b in "abcd" if a < b], 3),
    ],
)
def test_the_number_of_sources_is_the_smallest_that_accounts_for_every_citation(citations, number):
    assert independent_sources(citations) == number


def test_two_works_that_account_for_all_are_two_however_many_others_are_cited_with_them():
    """A work that is cited most is not among the two."""
    one, other = ([f"{name}{n}" for n in range(7)] for name in ("one", "other"))
    groups = [("first", alone) for alone in one] + [("second", alone) for alone in other]
    often = {*one[:4], *other[:4]}
    groups = [(*group, "often") if group[1] in often else group for group in groups]
    assert independent_sources(groups) == 2


def test_a_citation_of_many_works_hides_none_of_those_that_are_cited_apart():
    pairs = [(f"w{n}", f"w{n + 1}") for n in range(0, 60, 2)]
    together = tuple(first for first, _ in pairs)
    assert independent_sources([together, *pairs]) == 30


def test_of_very_many_works_the_number_is_never_more_than_are_needed():
    """Each three works need two of them: ten, of which five are seen without trying."""
    groups = [(f"{a}{n}", f"{b}{n}") for n in range(5) for a, b in ("xy", "yz", "zx")]
    assert 5 <= independent_sources(groups) <= 10


def test_of_works_that_are_left_out_together_none_counts(linked):
    graph = linked(
        CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, ab, b]}\n"
    )
    held = support(graph, graph.findings["f"], without("kim2003", "abel2005"))
    assert (held.claims, held.state) == ((), State.UNSUPPORTED)


def test_a_claim_that_is_left_out_takes_nothing_else_with_it(linked):
    graph = linked(CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, ab]}\n")
    held = support(graph, graph.findings["f"], without(claims=("a",)))
    assert (held.claims, held.sources) == (("ab",), ("kim2003", "abel2005"))
