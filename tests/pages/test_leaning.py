"""What the report leans on: each work where it bears on a finding, by how closely it does."""

from __future__ import annotations

from evidence.language import Catalogue
from evidence.pages import summary_of_findings
from evidence.pages.citations import Citations
from evidence.pages.leaning import leaning_table
from evidence.pages.sources import source_views
from evidence.pages.summary_of_findings import summary_groups
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


def test_a_premise_is_lost_with_its_only_work_and_stays_where_others_are_cited_for_it(linked):
    for sources, lost in (("[moore2010]", True), ("[moore2010, lopez2011]", False)):
        graph = linked(CLAIMS.replace("[moore2010]", sources), "sato2019")
        review = Translated(graph, Catalogue("en"), {key: key for key in graph.sources})
        held = synthesise(graph)
        table = leaning_table(review, held.support, held.leaning, ("f", "g"))
        (row,) = (row for row in table.rows if row.source.label == "moore2010")
        assert ("it loses a premise" in [why for _, why in row.unchanged]) == lost


SEVERAL = """
sources:
  kim2003: {study: taste}
  abel2005: {study: taste}
  moore2010: {retracted: {nature: retraction, date: 2020-01-01}}
claims:
  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.taste]}
  - {id: b, statement: B., sources: [kim2003, abel2005], at: {page: 2}, elements: [el.taste]}
  - {id: c, statement: C., sources: [lopez2011], at: {page: 3}, elements: [el.know]}
  - {id: d, statement: D., sources: [moore2010], at: {page: 3}, elements: [el.know]}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [a, b], qualified_by: [c]}
  - {id: g, kind: conclusion, statement: G., supported_by: [b, d]}
  - {id: h, kind: conclusion, statement: H., supported_by: [a]}
"""


def leaned(linked, of: str = "", named=("f", "g")):
    graph = linked(SEVERAL, of)
    review = Translated(graph, Catalogue("en"), {key: key.capitalize() for key in graph.sources})
    held = synthesise(graph)
    rows = leaning_table(review, held.support, held.leaning, named).rows
    return review, held, {row.source.label: row for row in rows}


def test_what_changes_is_counted_by_name_of_what_leads_and_of_all(linked):
    _, _, rows = leaned(linked, "sato2019", named=("f",))
    assert rows["Kim2003"].counted == "1 conclusion; 2 findings of all kinds"
    assert rows["Abel2005"].counted == "1 conclusion"
    _, _, none = leaned(linked, "sato2019", named=("g",))
    assert none["Kim2003"].counted == "0 conclusions; 2 findings of all kinds"
    _, _, every = leaned(linked, "sato2019", named=("f", "g", "h"))
    assert every["Kim2003"].counted == "2 conclusions"


def test_what_stays_though_a_work_is_cited_for_it_says_why(linked):
    alone = SEVERAL.replace("supported_by: [a, b]", "supported_by: [b]")
    graph = linked(alone.replace("supported_by: [a]", "supported_by: [b]"), "sato2019")
    review = Translated(graph, Catalogue("en"), {key: key.capitalize() for key in graph.sources})
    held = synthesise(graph)
    rows = leaning_table(review, held.support, held.leaning, ("f", "g")).rows
    (kim,) = [row for row in rows if row.source.label == "Kim2003"]
    (told,) = kim.unchanged
    assert ([item.label for item in told[0]], told[1]) == (
        ["1", "2"],
        "cited together with Abel2005",
    )
    assert kim.counted == ""
    (view,) = [one for one in source_views(review, held, Citations({}, {})) if one.key == "kim2003"]
    assert {one.unchanged for one in view.findings} == {"cited together with Abel2005"}


def test_the_other_report_of_a_study_is_why_nothing_changes(linked):
    _, _, rows = leaned(linked)
    assert [because for _, because in rows["Kim2003"].unchanged] == [
        "the study has another report, Abel2005"
    ]


def test_a_study_that_only_qualifies_is_told_apart_from_those_that_contribute(linked):
    review, held, rows = leaned(linked)
    assert rows["Lopez2011"].cells == ("qualifies", "")
    (group,) = summary_groups(review, held.support)
    first = group.rows[0]
    assert [item.label for item in first.studies.shown] == ["Kim2003"]
    assert [item.label for item in first.qualifying.shown] == ["Lopez2011"]


def test_of_many_studies_a_row_names_the_first_and_counts_the_rest(linked, monkeypatch):
    monkeypatch.setattr(summary_of_findings, "MOST_STUDIES_NAMED", 0)
    review, held, _ = leaned(linked)
    (group,) = summary_groups(review, held.support)
    assert (len(group.rows[0].studies.shown), len(group.rows[0].studies.rest)) == (0, 1)


def test_a_work_that_was_retracted_is_called_so_wherever_its_name_stands(linked):
    for of in ("", "sato2019"):
        review, held, _ = leaned(linked, of)
        assert review.source("moore2010").label == "Moore2010 (retracted)"
    review, held, _ = leaned(linked)
    (gone,) = [v for v in source_views(review, held, Citations({}, {})) if v.key == "moore2010"]
    assert (gone.withdrawn, gone.resting) == (True, 1)
