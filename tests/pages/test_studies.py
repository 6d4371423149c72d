"""The included studies of a review of many texts, and when their reports were published."""

from __future__ import annotations

import pytest

from evidence.language import Catalogue
from evidence.pages import studies
from evidence.pages.evidence_map import map_views
from evidence.pages.studies import studies_table
from evidence.pages.timeline import timeline_of
from evidence.pages.translated import Translated
from evidence.synthesis.support import supports

CLAIMS = """
sources:
  kim2003: {study: taste, source_type: study}
  abel2005: {study: taste, identity: candidate}
  moore2010: {retracted: {nature: retraction, date: 2020-01-01}}
claims:
  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.taste], context: town}
  - {id: b, statement: B., sources: [abel2005], at: {page: 2}, elements: [el.taste], context: country}
  - {id: c, statement: C., sources: [moore2010], at: {page: 2}, elements: [el.know], context: town}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [a, b]}
  - {id: g, kind: conclusion, statement: G., supported_by: [b]}
"""


def seen(linked, of: str = "") -> Translated:
    graph = linked(CLAIMS, of)
    return Translated(graph, Catalogue("en"), {key: key.capitalize() for key in graph.sources})


def table(linked, of: str = ""):
    review = seen(linked, of)
    return studies_table(review, supports(review.graph))


def test_reports_of_one_study_are_one_row_that_counts_its_findings_once(linked):
    told = table(linked)
    assert told.number == 2
    rows = {tuple(r.label for r in row.reports): row for row in told.rows}
    both = rows["Abel2005", "Kim2003"]
    assert (both.findings, both.withdrawn) == (2, False)
    assert [column.text for column in told.columns] == ["Kind"]
    assert [value.text for value in both.facets] == ["Study"]
    gone = rows[("Moore2010 (retracted)",)]
    assert (gone.findings, gone.withdrawn) == (0, True)
    assert [value.text for value in gone.facets] == ["not stated"]


def test_of_more_studies_than_a_table_holds_only_the_number_is_told(linked, monkeypatch):
    monkeypatch.setattr(studies, "MOST_STUDIES", 1)
    told = table(linked)
    assert (told.number, told.columns, told.rows) == (2, (), ())


def test_a_review_of_one_study_has_no_table_of_studies(linked):
    assert table(linked, "sato2019") is None


def test_each_source_stands_at_its_year_in_the_row_of_what_it_is(linked):
    line = timeline_of(seen(linked), ("kim2003", "abel2005"))
    assert [(s.name, s.year, s.kind, s.identified) for s in line.sources] == [
        ("Kim2003", 2003, "study", True),
        ("Abel2005", 2005, "", False),
    ]
    assert dict(line.kinds)["study"] == "Study"
    assert line.kinds[-1] == ("", "not stated")
    assert line.hollow == "hollow: the work is not identified"
    assert timeline_of(seen(linked), ("kim2003",)).hollow == ""


@pytest.mark.parametrize(("of", "leads"), [("", ["context"]), ("sato2019", [])])
def test_the_map_by_the_first_facet_leads_in_a_review_of_many_texts_alone(linked, of, leads):
    maps = map_views(seen(linked, of))
    assert [m.axis for m in maps if m.leads] == leads
    cell = maps[0].rows[1].cells[0]
    assert (cell.count, cell.near, cell.own) == (1, 0, 0)
