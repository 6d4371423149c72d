"""Maps, measures, relations, tensions and robustness are counted from the claims."""

from evidence.synthesis.evidence_map import by_facet, by_source
from evidence.synthesis.measures import comparable, parts_gap
from evidence.synthesis.relations import relations
from evidence.synthesis.robustness import leave_one_out
from evidence.synthesis.support import State, supports
from evidence.synthesis.tensions import tensions

TEXT = """
claims:
  - id: a
    statement: A.
    sources: [kim2003]
    at: {page: 1}
    relates: [el.taste leads_to el.know]
    context: town
    population: pupils
    measure: {of: pupils, value: 40, unit: percent, base: all pupils, year: 2003}
  - id: b
    statement: B.
    sources: [abel2005]
    at: {page: 2}
    elements: [el.know]
    context: country
    population: pupils
    measure: {of: Pupils, value: 45, unit: percent, base: all  pupils, year: 2003}
    contradicts: [a]
  - id: own
    statement: Own.
    sources: [sato2019]
    at: {page: 3}
    relates: [el.know inseparable el.garden, el.garden inseparable el.know]
    context: town
    measure: {of: teachers, value: 10, unit: people, parts: {women: 6, men: 3}}
    contradicts: [own]
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [a, b, own]}
  - {id: g, kind: conclusion, statement: G., supported_by: [b]}
"""


def test_the_map_counts_each_claim_under_every_element_that_it_bears_on(linked):
    table = by_facet(linked(TEXT, "sato2019"), "context")
    rows = {row.element: row for row in table.rows}
    assert rows["el.know"].cells == {"town": ("a", "own"), "country": ("b",)}
    assert rows["el.taste"].cells == {"town": ("a",)}
    assert table.totals == {"town": 2, "country": 1}


def test_the_map_by_source_has_a_column_for_every_source_that_says_something(linked):
    assert by_source(linked(TEXT, "sato2019")).columns == ("kim2003", "abel2005", "sato2019")


def test_figures_of_the_same_thing_are_compared_whatever_their_case_and_spaces(linked):
    (group,) = comparable(linked(TEXT, "sato2019"))
    assert (group.claims, group.agree) == (("a", "b"), False)


def test_the_gap_between_a_whole_and_its_parts_is_told(linked):
    graph = linked(TEXT, "sato2019")
    assert parts_gap(graph.claims["own"].measure) == 1
    assert parts_gap(graph.claims["a"].measure) is None


def test_an_undirected_relation_is_one_whichever_way_it_is_written(linked):
    found = {str(r.arrow): (r.cited, r.own) for r in relations(linked(TEXT, "sato2019"))}
    assert found == {
        "el.taste leads_to el.know": (("a",), ()),
        "el.garden inseparable el.know": ((), ("own",)),
    }


def test_a_tension_is_told_once_and_never_of_a_claim_with_itself(linked):
    assert [(t.claim, t.against) for t in tensions(linked(TEXT, "sato2019"))] == [("b", "a")]


def test_leaving_a_source_out_tells_the_findings_that_change_and_those_that_fall(linked):
    graph = linked(TEXT, "sato2019")
    told = {lean.source: lean for lean in leave_one_out(graph, supports(graph))}
    changes = {c.finding: c for c in told["abel2005"].changes}
    assert changes["g"].falls
    assert changes["g"].after.state is State.UNSUPPORTED
    assert changes["f"].after.state is State.ONE_CITATION
    assert not changes["f"].falls
    assert [c.finding for c in told["kim2003"].changes] == ["f"]
