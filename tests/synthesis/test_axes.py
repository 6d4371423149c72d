"""What claims can be told apart by, and what changes without all of one kind."""

from evidence.synthesis.axes import CODER, ELEMENT, ROLE, SOURCE, STANDING, YEAR, axes
from evidence.synthesis.robustness import leave_groups_out
from evidence.synthesis.support import SupportGround, supports

TEXT = """
sources:
  kim2003: {source_type: study}
  abel2005: {source_type: media}
  moore2010: {source_type: media}
claims:
  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.know], context: town, coder: AK}
  - {id: b, statement: B., sources: [abel2005], at: {page: 2}, elements: [el.taste], context: [town, country], coder: BO}
  - {id: ab, statement: AB., sources: [kim2003, abel2005], at: {page: 3}, relates: [el.taste leads_to el.know], attribution: implied}
  - {id: far, statement: Far., sources: [lopez2011], via: [moore2010], at: {page: 4}, elements: [el.know], context: country}
  - {id: own, statement: Own., sources: [sato2019], at: {page: 5}, elements: [el.know], context: country}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [a, b], contradicted_by: [own], resolution: unresolved}
  - {id: g, kind: conclusion, statement: G., supported_by: [far], stated_in: [own]}
  - {id: h, kind: conclusion, statement: H., supported_by: [ab, own]}
"""


def told(linked, of: str = "sato2019"):
    return {axis.id: axis for axis in axes(linked(TEXT, of))}


def without(linked, of: str = "sato2019"):
    """What every finding is without each value."""
    graph = linked(TEXT, of)
    return {
        (group.axis, group.value): {
            c.finding: (c.after.ground, c.after.contested, c.falls) for c in group.changes
        }
        for group in leave_groups_out(graph, axes(graph), supports(graph))
    }


def test_every_review_has_what_claims_rest_on_their_role_elements_and_sources(linked):
    axis = told(linked)
    assert list(axis) == [
        "context", "role", "population", "source_type", STANDING, ROLE, CODER, YEAR, ELEMENT, SOURCE,
    ]  # fmt: skip
    assert axis[STANDING].of == {
        "a": ("cited",), "b": ("cited",), "ab": ("implied",), "far": ("cited",), "own": ("own",),
    }  # fmt: skip
    assert axis[ROLE].of["own"] == ("stated_in", "supported_by", "contradicted_by")
    assert axis[ELEMENT].of["ab"] == ("el.taste", "el.know")
    assert axis[SOURCE].of["ab"] == ("kim2003", "abel2005")
    assert axis["role"].values
    assert not axis["role"].of


def test_a_claim_has_the_facets_and_years_of_its_sources(linked):
    axis = told(linked)
    assert axis["source_type"].of == {"a": ("study",), "b": ("media",), "ab": ("study", "media")}
    assert axis["source_type"].of_sources["moore2010"] == ("media",)
    assert axis[YEAR].values == ("2003", "2005", "2011", "2019")
    assert axis[YEAR].of["ab"] == ("2003", "2005")


def test_in_a_review_of_many_texts_what_was_read_elsewhere_is_second_hand(linked):
    axis = told(linked, of="")
    assert axis[STANDING].of["far"] == ("second_hand",)
    assert axis[STANDING].of["a"] == ("read",)


def test_coders_and_years_of_which_there_is_one_are_no_axis(linked):
    text = "claims:\n  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.know], coder: AK}\n"
    assert [axis.id for axis in axes(linked(text))] == [
        "context", "role", "population", STANDING, ROLE, ELEMENT, SOURCE,
    ]  # fmt: skip


def test_without_a_value_the_claims_that_have_no_other_fall(linked):
    changes = without(linked)
    assert changes["context", "town"] == {"f": (SupportGround.CITED, True, False)}
    # The contradiction goes with the countryside, and so does all that is cited for `g`.
    assert changes["context", "country"] == {
        "f": (SupportGround.CITED, False, False),
        "g": (SupportGround.NOTHING, False, True),
    }


def test_without_a_kind_of_source_its_works_are_not_counted_with_others(linked):
    changes = without(linked)
    assert changes["source_type", "media"] == {
        "f": (SupportGround.CITED, True, False),
        "g": (SupportGround.NOTHING, False, True),
    }
    assert set(changes["source_type", "study"]) == {"f"}


def test_without_one_standing_or_coder_the_claims_of_the_others_stay(linked):
    changes = without(linked)
    assert changes[STANDING, "implied"] == {"h": (SupportGround.OWN, False, False)}
    assert changes[STANDING, "own"] == {"f": (SupportGround.CITED, False, False)}
    assert set(changes[CODER, "AK"]) == {"f"}


def test_years_roles_and_elements_are_not_left_out(linked):
    assert {axis for axis, _ in without(linked)} <= {"context", "source_type", STANDING, CODER}


def test_the_one_study_is_never_left_out(linked):
    text = TEXT.replace("kim2003: {source_type: study}", "sato2019: {source_type: study}")
    graph = linked(text, "sato2019")
    (kind,) = (axis for axis in axes(graph) if axis.id == "source_type")
    assert not kind.without(graph, "study")
    assert kind.without(graph, "media").sources == {"abel2005", "moore2010"}
