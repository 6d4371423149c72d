"""Cells are filled by facets, and say what they rest on."""

from evidence.synthesis.cells import Standing, cell_tables

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


def cells(linked, finding):
    (table,) = cell_tables(linked(TEXT, "sato2019"))
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
