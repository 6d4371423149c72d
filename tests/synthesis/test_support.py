"""What a finding rests on is said in facts."""

import pytest

from evidence.synthesis.support import Exclusion, SupportGround, support, supports

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


def many(linked, findings: str, more: str = ""):
    """Return the support of the findings of a review of many texts."""
    return supports(linked(CLAIMS + findings, "", "", more))


def test_works_that_are_cited_apart_are_two_citations(linked):
    held = finding(linked, "supported_by: [a, b]")
    assert held.citations == (("kim2003",), ("abel2005",))
    assert held.ground is SupportGround.CITED


def test_works_cited_together_for_one_passage_are_one_citation(linked):
    held = finding(linked, "supported_by: [ab]")
    assert held.citations == (("abel2005", "kim2003"),)
    assert held.sources == ("kim2003", "abel2005")


def test_the_same_works_named_for_two_passages_are_one_citation(linked):
    again = "  - {id: a2, statement: A2., sources: [kim2003], at: {page: 8}, elements: [el.know]}\n"
    text = CLAIMS.replace("findings:\n", again + "findings:\n")
    text += "  - {id: f, kind: conclusion, statement: F., supported_by: [a, a2]}\n"
    graph = linked(text, "sato2019")
    assert supports(graph)["f"].citations == (("kim2003",),)


def test_own_statements_near_citations_and_direct_ones_are_told_apart_and_never_added(linked):
    held = finding(linked, "supported_by: [own, hint, a]")
    assert (held.own, held.implied, held.direct) == (("own",), ("hint",), ("a",))
    assert held.citations == (("kim2003",),)


def test_what_only_the_study_says_is_no_citation(linked):
    held = finding(linked, "supported_by: [own]")
    assert (held.ground, held.citations, held.cited) == (SupportGround.OWN, (), False)


def test_a_citation_that_only_stands_near_is_none_of_the_direct_ones(linked):
    held = finding(linked, "supported_by: [hint]")
    assert (held.ground, held.direct, held.implied) == (SupportGround.IMPLIED, (), ("hint",))


def test_a_finding_without_support_rests_on_nothing(linked):
    held = finding(linked, "fit: {judgement: nothing, because: x}")
    assert held.ground is SupportGround.NOTHING


def test_a_sentence_of_the_study_that_cites_a_work_carries_its_own_citation(linked):
    held = finding(linked, "stated_in: [a]")
    assert (held.own_citation, held.direct, held.citations) == (True, ("a",), (("kim2003",),))


@pytest.mark.parametrize("other", ["own", "hint"])
def test_a_sentence_of_which_only_a_limb_is_cited_does_not_carry_its_own_citation(linked, other):
    held = finding(linked, f"stated_in: [a, {other}]")
    assert (held.own_citation, held.direct) == (False, ("a",))


def test_what_findings_below_rest_on_is_told_as_theirs_and_added_to_nothing(linked):
    graph = linked(
        CLAIMS
        + """\
  - {id: g, kind: conclusion, statement: G., supported_by: [a, b]}
  - {id: f, kind: conclusion, statement: F., supported_by: [g]}
""",
        "sato2019",
    )
    held = supports(graph)["f"]
    assert (held.findings, held.direct, held.citations) == (("g",), (), ())
    assert (held.claims, held.ground) == (("a", "b"), SupportGround.FINDINGS)


def test_a_contradiction_contests_until_a_condition_settles_it(linked):
    held = finding(linked, "supported_by: [a, b], contradicted_by: [own], resolution: unresolved")
    assert (held.contested, held.ground) == (True, SupportGround.CITED)
    held = finding(linked, "supported_by: [a, b], contradicted_by: [own], resolution: In towns.")
    assert (held.contested, held.contradicting) == (False, ("own",))


PARTIES = """
parties: {ministry: {label: The ministry, because: Both speak for it.}}
sources: {kim2003: {party: ministry}, abel2005: {party: ministry}}
"""


def test_two_sources_of_one_party_are_two_citations_from_one_voice(linked):
    text = PARTIES + CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, b]}\n"
    held = supports(linked(text, "sato2019"))["f"]
    assert (len(held.citations), held.voices, held.from_one_voice) == (2, ("ministry",), True)


def test_works_that_are_certainly_by_one_author_are_one_voice(linked):
    same = "sources: {kim2003: {same_author_as: [{source: abel2005, certain: true}]}}\n"
    text = same + CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, b]}\n"
    assert supports(linked(text, "sato2019"))["f"].from_one_voice
    unsure = supports(linked(text.replace("true", "false"), "sato2019"))["f"]
    assert not unsure.from_one_voice


def test_a_proposal_counts_for_nothing_and_is_told_as_lost(linked):
    proposed = "elements: [el.know], proposed: {by: a machine}}\nfindings:\n"
    text = CLAIMS.replace(
        "findings:\n",
        "  - {id: p, statement: P., sources: [kim2003], at: {page: 9}, " + proposed,
    )
    text += "  - {id: f, kind: conclusion, statement: F., supported_by: [p, b]}\n"
    graph = linked(text, "sato2019")
    held = supports(graph)["f"]
    assert (held.direct, held.lost) == (("b",), ("p",))
    assert (list(graph.proposals), "p" in graph.claims) == (["p"], False)
    accepted = linked(text.replace("a machine}", "a machine}, accepted: {by: ys}"), "sato2019")
    assert supports(accepted)["f"].direct == ("p", "b")


def test_in_a_review_of_many_texts_support_known_through_others_only_is_second_hand(linked):
    held = finding(linked, "supported_by: [far]", of="")
    assert held.ground is SupportGround.SECOND_HAND


def test_contributing_studies_are_the_union_through_all_levels_those_against_included(linked):
    held = many(
        linked,
        """\
  - {id: g, kind: conclusion, statement: G., supported_by: [a], contradicted_by: [near]}
  - {id: f, kind: conclusion, statement: F., supported_by: [g, a], contradicted_by: [b], qualified_by: [own]}
""",
    )
    assert set(held["f"].studies) == {"kim2003", "abel2005", "moore2010", "sato2019"}
    # what contradicts the finding below is told there, and contributes here
    assert held["f"].against == ("abel2005",)
    assert held["g"].against == ("moore2010",)


def test_a_study_that_also_supports_is_not_against(linked):
    held = many(
        linked,
        "  - {id: f, kind: conclusion, statement: F., supported_by: [a], contradicted_by: [a, ab]}\n",
    )
    assert (held["f"].studies, held["f"].against) == (("kim2003", "abel2005"), ("abel2005",))


def test_companion_reports_of_one_study_are_one_study(linked):
    text = "sources: {kim2003: {study: trial}, abel2005: {study: trial}}\n" + CLAIMS
    text += "  - {id: f, kind: conclusion, statement: F., supported_by: [a, b, near]}\n"
    assert supports(linked(text))["f"].studies == ("trial", "moore2010")


RETRACTED = "sources: {abel2005: {retracted: {nature: retraction}}}\n"


def test_a_retracted_work_counts_no_more_and_what_it_said_is_told(linked):
    text = RETRACTED + CLAIMS
    text += "  - {id: f, kind: conclusion, statement: F., supported_by: [a, b]}\n"
    # what one study cites it cites still
    one = supports(linked(text, "sato2019"))["f"]
    assert (one.direct, one.lost) == (("a", "b"), ())
    many_texts = supports(linked(text))["f"]
    assert (many_texts.studies, many_texts.withdrawn) == (("kim2003",), ("abel2005",))


def test_a_contradiction_that_only_a_withdrawn_study_makes_still_contests(linked):
    text = RETRACTED + CLAIMS
    text += "  - {id: f, kind: conclusion, statement: F., supported_by: [a], contradicted_by: [b], resolution: unresolved}\n"
    held = supports(linked(text))["f"]
    assert (held.contested, held.contested_by_withdrawn) == (True, True)
    assert (held.withdrawn, held.withdrawn_against) == (("abel2005",), ("abel2005",))


@pytest.mark.parametrize("nature", ["concern", "correction", "reinstatement"])
def test_other_notices_change_no_count(linked, nature):
    text = RETRACTED.replace("retraction", nature) + CLAIMS
    text += "  - {id: f, kind: conclusion, statement: F., supported_by: [b]}\n"
    assert supports(linked(text))["f"].studies == ("abel2005",)


def test_a_study_is_withdrawn_only_with_all_of_its_reports(linked):
    text = "sources: {abel2005: {study: t, retracted: {nature: retraction}}, kim2003: {study: t}}\n"
    text += CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, b]}\n"
    held = supports(linked(text))["f"]
    assert (held.studies, held.withdrawn) == (("t",), ())


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


def test_in_a_review_of_many_texts_what_was_read_in_its_own_text_is_first_hand(linked):
    held = finding(linked, "supported_by: [a, far]", of="")
    assert (held.second_hand, held.ground) == (("far",), SupportGround.CITED)


def test_the_sentence_of_a_finding_may_still_be_its_background(linked):
    assert finding(linked, "stated_in: [own], supported_by: [a], background: [own]").background == (
        "own",
    )


def test_an_item_that_is_named_and_does_not_exist_carries_nothing(linked):
    assert finding(linked, "supported_by: [no_such_claim, a]").claims == ("a",)


def test_of_works_that_are_left_out_together_none_counts(linked):
    graph = linked(
        CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, ab, b]}\n"
    )
    held = support(graph, graph.findings["f"], without("kim2003", "abel2005"))
    assert (held.claims, held.ground) == ((), SupportGround.NOTHING)


def test_a_claim_that_is_left_out_takes_nothing_else_with_it(linked):
    graph = linked(CLAIMS + "  - {id: f, kind: conclusion, statement: F., supported_by: [a, ab]}\n")
    held = support(graph, graph.findings["f"], without(claims=("a",)))
    assert (held.claims, held.sources) == (("ab",), ("kim2003", "abel2005"))
