"""What the report leans on: each work where it bears on a finding, by how closely it does."""

from __future__ import annotations

from evidence.language import Catalogue
from evidence.pages.leaning import leaning_table
from evidence.pages.translated import Translated
from evidence.synthesis.synthesis import synthesise

CLAIMS = """
claims:
  - {id: a, statement: A., sources: [kim2003], via: [lopez2011], at: {page: 1}, elements: [el.taste]}
  - {id: b, statement: B., sources: [abel2005], attribution: implied, at: {page: 2}, elements: [el.taste]}
  - {id: p, statement: P., sources: [moore2010], at: {page: 3}, elements: [el.taste]}
  - {id: own, statement: O., sources: [sato2019], at: {page: 4}, elements: [el.taste]}
findings:
  - {id: f, kind: conclusion, statement: F., stated_in: [own], supported_by: [a, b], fit: {judgement: beyond, not_cited: All., because: x}}
  - {id: g, kind: conclusion, statement: G., stated_in: [own], fit: {judgement: argued, argued_from: [p], because: x}}
"""


def test_a_work_stands_where_it_is_cited_near_a_premise_or_passes_on_what_is_cited(linked):
    graph = linked(CLAIMS, "sato2019")
    review = Translated(graph, Catalogue("en"), {key: key for key in graph.sources})
    held = synthesise(graph)
    table = leaning_table(review, held.support, held.leaning, ("f", "g"))
    assert {row.source.label: row.cells for row in table.rows} == {
        "kim2003": ("cited", ""),
        "abel2005": ("implied", ""),
        "lopez2011": ("via", ""),
        "moore2010": ("", "premise"),
    }
    without = {row.source.label: [one.label for one in row.falling] for row in table.rows}
    assert without["kim2003"] == without["lopez2011"] == ["F"]
    assert without["moore2010"] == []
