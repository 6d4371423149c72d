"""Cells are filled by facets, and say what they rest on."""

from dataclasses import replace

from evidence.model import Wording
from evidence.synthesis.cells import (
    Standing,
    cell_tables,
    contradicted_claims,
    filled_cells,
    marks_of,
)

TEXT = """
sources:
  lopez2011: {source_type: media}
  kim2003: {source_type: study}
claims:
  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.taste], context: town}
  - {id: b, statement: B., sources: [lopez2011], at: {page: 2}, elements: [el.taste], context: country}
  - {id: own, statement: Own., sources: [sato2019], at: {page: 3}, elements: [el.taste], context: town, contradicts: [a]}
findings:
  - {id: f, kind: strategy, statement: F., supported_by: [own, a], qualified_by: [b]}
  - {id: g, kind: strategy, statement: G., supported_by: [own], gaps: {country: Nothing is said.}}
"""


def cells(linked, finding, text=TEXT):
    (table,) = cell_tables(linked(text, "sato2019"))
    row = next(row for row in table.rows if row.finding == finding)
    return {filled.cell.id: filled for filled in row.cells}


def test_a_cell_stands_on_the_best_ground_that_it_has_and_counts_the_rest(linked):
    town = cells(linked, "f")["town"]
    assert town.standing is Standing.CITED
    assert (town.claims, town.cited, town.own) == (("own", "a"), 1, 1)


def test_a_cell_is_filled_by_claims_in_any_role(linked):
    assert cells(linked, "f")["country"].claims == ("b",)


def test_a_cell_bears_the_mark_that_all_its_sources_share(linked):
    found = cells(linked, "f")
    assert [mark.plain for mark in found["country"].marks] == ["media"]
    assert found["town"].marks == ()


def test_a_cell_shows_which_of_its_claims_are_disputed(linked):
    assert cells(linked, "f")["town"].disputed == ("own", "a")


def test_an_empty_cell_is_a_gap_with_the_author_s_words(linked):
    country = cells(linked, "g")["country"]
    assert (country.standing, country.gap.plain) == (Standing.GAP, "Nothing is said.")


def test_a_facet_set_side_by_side_makes_a_cell_of_each_of_its_values(linked):
    text = TEXT.replace(
        "findings:\n", "findings:\n  - {id: h, kind: theme, statement: H., supported_by: [a, b]}\n"
    )
    graph = linked(text, "sato2019", kinds="theme: {label: Theme, side_by_side: context}")
    (table,) = [t for t in cell_tables(graph) if t.kind.id == "theme"]
    assert [(f.cell.id, f.claims) for f in table.rows[0].cells] == [
        ("town", ("a",)),
        ("country", ("b",)),
    ]


def test_the_cells_of_one_finding_are_those_of_its_row(linked):
    graph = linked(TEXT, "sato2019")
    (table,) = cell_tables(graph)
    assert filled_cells(graph, graph.findings["f"]) == table.rows[0].cells


def test_a_finding_of_a_kind_that_the_framework_lacks_has_no_cells(linked):
    graph = linked(TEXT, "sato2019")
    assert filled_cells(graph, replace(graph.findings["f"], kind="no_such_kind")) == ()


def test_an_implied_citation_is_a_weaker_ground_than_a_cited_one_and_counted_apart(linked):
    text = TEXT.replace("  - {id: b,", "  - {id: b, attribution: implied,")
    country = cells(linked, "f", text)["country"]
    assert (country.standing, country.cited, country.implied) == (Standing.IMPLIED, 0, 1)
    both = cells(
        linked, "f", text.replace("context: town, contradicts", "context: country, contradicts")
    )
    assert both["country"].standing is Standing.IMPLIED
    assert (both["country"].implied, both["country"].own) == (1, 1)


def test_a_claim_without_the_facet_that_a_cell_asks_for_is_not_in_it(linked):
    text = TEXT.replace(
        "page: 2}, elements: [el.taste], context: country", "page: 2}, elements: [el.taste]"
    )
    country = cells(linked, "f", text)["country"]
    assert (country.claims, country.standing, country.gap) == ((), Standing.GAP, Wording())


def test_a_claim_that_is_only_compared_with_another_is_not_disputed(linked):
    text = TEXT.replace("contradicts: [a]", "not_comparable: [a]")
    assert cells(linked, "f", text)["town"].disputed == ()
    assert contradicted_claims(linked(text, "sato2019")) == frozenset()


def test_a_claim_that_its_finding_calls_a_contradiction_is_disputed(linked):
    text = TEXT.replace("contradicts: [a]", "restates: [a]").replace(
        "supported_by: [own, a]",
        "supported_by: [own], contradicted_by: [a], resolution: unresolved",
    )
    assert cells(linked, "f", text)["town"].disputed == ("a",)


def test_both_sides_of_a_contradiction_take_part_in_it(linked):
    assert contradicted_claims(linked(TEXT, "sato2019")) == {"own", "a"}


def test_a_contradiction_of_a_claim_that_does_not_exist_disputes_nothing(linked):
    graph = linked(TEXT.replace("contradicts: [a]", "contradicts: [no_such_claim]"), "sato2019")
    assert contradicted_claims(graph) == frozenset()
    assert filled_cells(graph, graph.findings["f"])[0].disputed == ()


def test_a_value_that_its_facet_does_not_have_bears_no_mark(linked):
    text = TEXT.replace("source_type: media", "source_type: [no_such_value, media]")
    graph = linked(text, "sato2019")
    assert [mark.plain for mark in marks_of(graph, ("lopez2011",))] == ["media"]
    assert marks_of(graph, ("lopez2011", "moore2010")) == ()
