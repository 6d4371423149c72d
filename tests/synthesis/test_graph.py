"""The graph links every item both ways, and says what an id names."""

from evidence.graph import Role, Tie, Use, elements_of

TEXT = """
claims:
  - {id: a, statement: A., sources: [kim2003], via: [abel2005], draws_on: [lopez2011], at: {page: 1}, relates: [el.taste leads_to el.know], elements: [el.know]}
  - {id: b, statement: B., sources: [moore2010], at: {page: 2}, elements: [el.know], contradicts: [{claim: a, because: Other towns.}]}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [a], contradicted_by: [b], qualified_by: [a], background: [b]}
"""
ASKED = "questions: [{id: q, text: What do children learn}]"
KINDS = {"f": "finding", "a": "claim", "el.know": "element", "q": "question", "kim2003": "source"}


def test_every_kind_of_item_is_found_by_its_id(linked):
    graph = linked(TEXT, more=ASKED)
    assert {key: graph.kind(key) for key in KINDS} == KINDS
    assert graph.item("f") is graph.findings["f"]
    assert graph.item("a") is graph.claims["a"]
    assert graph.item("el.know") is graph.elements["el.know"]
    assert graph.item("q") is graph.questions["q"]
    assert graph.item("kim2003") is graph.sources["kim2003"]


def test_an_id_that_nothing_bears_names_nothing(linked):
    graph = linked(TEXT)
    assert (graph.kind("x"), graph.item("x")) == ("", None)


def test_all_ids_are_told_kind_by_kind_in_the_order_of_the_files(linked):
    ids = linked(TEXT, more=ASKED).ids()
    assert ids[:7] == ("f", "a", "b", "el.garden", "el.taste", "el.know", "q")
    assert ids[7:9] == ("kim2003", "abel2005")


def test_a_claim_is_found_from_every_work_by_what_the_work_is_to_it(linked):
    graph = linked(TEXT)
    assert graph.claims_of == {"kim2003": ("a",), "moore2010": ("b",)}
    assert graph.claims_through == {"abel2005": ("a",)}
    assert graph.claims_on == {"lopez2011": ("a",)}


def test_a_link_is_seen_from_the_claim_that_it_points_at(linked):
    graph = linked(TEXT)
    (link,) = graph.claims["b"].links
    assert graph.ties_to == {"a": (Tie("b", link),)}


def test_a_claim_knows_every_part_that_it_plays_in_a_finding(linked):
    graph = linked(TEXT)
    assert graph.uses["a"] == (Use("f", Role.SUPPORTED_BY), Use("f", Role.QUALIFIED_BY))
    assert graph.uses["b"] == (Use("f", Role.CONTRADICTED_BY), Use("f", Role.BACKGROUND))


def test_a_claim_bears_on_the_elements_that_it_names_and_on_the_ends_of_its_arrows(linked):
    graph = linked(TEXT)
    assert elements_of(graph.claims["a"]) == ("el.know", "el.taste")
    assert graph.claims_about == {"el.know": ("a", "b"), "el.taste": ("a",)}


def test_the_parts_of_an_element_follow_it_even_where_they_run_in_a_circle(circle):
    assert circle.with_parts("el.one") == ("el.one", "el.two", "el.four", "el.three")
    assert circle.with_parts("el.four") == ("el.four",)


def test_all_parts_of_an_element_are_told_when_one_of_them_is_met_twice(circle):
    """The circle closes at `el.one` before the way to `el.three` was taken."""
    assert circle.with_parts("el.two") == ("el.two", "el.one", "el.three", "el.four")
