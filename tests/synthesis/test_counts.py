"""Maps, measures, relations, tensions and robustness are counted from the claims."""

from dataclasses import replace

from evidence import graph as graphs
from evidence.model import Arrow, LinkKind
from evidence.synthesis.axes import SOURCE
from evidence.synthesis.evidence_map import by_facet, by_source
from evidence.synthesis.measures import comparable, parts_gap
from evidence.synthesis.relations import relations
from evidence.synthesis.robustness import leave_one_out
from evidence.synthesis.support import SupportGround, supports
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
    assert changes["g"].after.ground is SupportGround.NOTHING
    assert changes["f"].after.citations == (("kim2003",),)
    assert not changes["f"].falls
    assert [c.finding for c in told["kim2003"].changes] == ["f"]


def test_a_map_names_its_axis_and_has_a_row_for_an_element_that_nothing_bears_on(linked):
    text = """
    claims:
      - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.know], context: town}
      - {id: b, statement: B., sources: [kim2003], at: {page: 2}, elements: [el.know]}
    """
    graph = linked(text)
    table = by_facet(graph, "context")
    assert table.axis == "context"
    assert [(row.element, row.cells, row.claims) for row in table.rows] == [
        ("el.garden", {}, ()),
        ("el.taste", {}, ()),
        ("el.know", {"town": ("a",)}, ("a", "b")),
    ]
    assert by_source(graph).axis == SOURCE


def drawn(linked, text, *arrows):
    """Return the relations of a review whose framework draws these arrows itself."""
    graph = linked(text)
    frame = replace(graph.review.framework, relations=arrows)
    review = replace(graph.review, framework=frame)
    return relations(graphs.build(review, tuple(graph.sources.values())))


def test_an_arrow_of_the_framework_is_there_without_a_claim_and_once_with_one(linked):
    leads = Arrow("el.taste", "leads_to", "el.know")
    backwards = Arrow("el.know", "inseparable", "el.garden")
    found = drawn(linked, TEXT, Arrow("el.know", "leads_to", "el.taste"), leads, backwards)
    assert [(str(r.arrow), r.claims) for r in found] == [
        ("el.garden inseparable el.know", ("own",)),
        ("el.taste leads_to el.know", ("a",)),
        ("el.know leads_to el.taste", ()),
    ]


def test_claims_that_write_an_undirected_relation_from_either_end_state_the_same(linked):
    text = """
    claims:
      - {id: a, statement: A., sources: [kim2003], at: {page: 1}, relates: [el.know inseparable el.garden]}
      - {id: b, statement: B., sources: [abel2005], at: {page: 2}, relates: [el.garden inseparable el.know]}
    """
    (relation,) = relations(linked(text))
    assert set(relation.claims) == {"a", "b"}


def test_arrows_whose_type_or_end_does_not_exist_are_left_out(linked):
    astray = (
        Arrow("el.taste", "no_such_type", "el.know"),
        Arrow("el.taste", "leads_to", "no_such_element"),
        Arrow("no_such_element", "leads_to", "el.taste"),
    )
    assert drawn(linked, "claims: []", *astray) == ()


def test_a_relation_tells_whether_citations_reach_it_only_by_implication(linked):
    text = """
    claims:
      - {id: a, statement: A., sources: [kim2003], attribution: implied, at: {page: 1}, relates: [el.taste leads_to el.know]}
      - {id: b, statement: B., sources: [abel2005], at: {page: 2}, relates: [el.taste leads_to el.garden]}
      - {id: c, statement: C., sources: [abel2005], attribution: implied, at: {page: 2}, relates: [el.taste leads_to el.garden]}
      - {id: own, statement: Own., sources: [sato2019], at: {page: 3}, relates: [el.know leads_to el.taste, el.taste leads_to el.know]}
    """
    found = {str(r.arrow): r for r in relations(linked(text, "sato2019"))}
    told = {arrow: (r.implied, r.only_implied) for arrow, r in found.items()}
    assert told == {
        "el.taste leads_to el.know": (("a",), True),
        "el.taste leads_to el.garden": (("c",), False),
        "el.know leads_to el.taste": ((), False),
    }
    assert found["el.taste leads_to el.know"].claims == ("a", "own")


PULLED = """
claims:
  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.know], contradicts: [b]}
  - id: b
    statement: B.
    sources: [abel2005]
    at: {page: 2}
    elements: [el.know]
    supports: [c]
    qualifies: [c]
    contradicts: [a, b, no_such_claim, {claim: c, because: Other towns.}]
  - {id: c, statement: C., sources: [moore2010], at: {page: 3}, elements: [el.know]}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [c]}
  - {id: g, kind: conclusion, statement: G., supported_by: [b], background: [c]}
"""


def test_every_tension_of_a_claim_is_told_with_its_reason_and_the_findings_that_it_bears_on(linked):
    told = tensions(linked(PULLED))
    assert [(t.claim, t.against, t.findings) for t in told] == [
        ("a", "b", ("g",)),
        ("b", "c", ("g", "f")),
    ]
    assert told[1].link.because.plain == "Other towns."


def test_tensions_of_one_kind_of_link_are_not_those_of_another(linked):
    told = tensions(linked(PULLED), LinkKind.QUALIFIES)
    assert [(t.claim, t.against) for t in told] == [("b", "c")]


def test_without_the_text_in_which_it_was_read_a_claim_falls_too(linked):
    text = """
    claims:
      - {id: told, statement: Told., sources: [kim2003], read_in: moore2010, at: {page: 1}, elements: [el.know]}
    findings:
      - {id: f, kind: conclusion, statement: F., supported_by: [told]}
    """
    graph = linked(text)
    leaning = leave_one_out(graph, supports(graph))
    assert [(lean.source, [c.finding for c in lean.changes]) for lean in leaning] == [
        ("kim2003", ["f"]),
        ("moore2010", ["f"]),
    ]
    assert all(change.falls for lean in leaning for change in lean.changes)
