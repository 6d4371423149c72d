"""What the authors mark at a source goes with its name in the summary of findings."""

from __future__ import annotations

from evidence.language import Catalogue
from evidence.pages.summary_of_findings import summary_groups
from evidence.pages.translated import Translated
from evidence.synthesis.support import supports

REVIEW = """
sources: {kim2003: {source_type: media}}
claims:
  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.taste]}
  - {id: b, statement: B., sources: [abel2005], at: {page: 1}, elements: [el.taste]}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [a, b]}
"""


def test_a_study_that_the_authors_mark_as_retracted_is_named_so_where_it_contributes(linked):
    graph = linked(REVIEW)
    labels = {key: key.capitalize() for key in graph.sources}
    review = Translated(graph, Catalogue("en"), labels)
    (group,) = summary_groups(review, supports(graph))
    (row,) = group.rows
    named = [one.label for one in (*row.studies.shown, *row.studies.rest)]
    assert named == ["Kim2003 (media)", "Abel2005"]
