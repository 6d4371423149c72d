"""Who made a review and what machines did is told by data, and what is not said is said to be so."""

from __future__ import annotations

import pytest

from evidence.language import Catalogue
from evidence.pages.assessment import made_by
from evidence.pages.citations import Citations, Cited
from evidence.pages.provenance import byline, provenance
from evidence.pages.sources import source_view
from evidence.pages.translated import Translated
from evidence.pictures.prisma_flow import FlowBox, FlowCount
from evidence.synthesis.synthesis import synthesise

CLAIM = "claims:\n  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.taste]%s}\n"


def seen(linked, more: str = "", text: str = CLAIM % "") -> Translated:
    return Translated(linked(text, "", "", more), Catalogue("en"))


def test_what_is_not_said_is_shown_as_not_said(linked):
    told = provenance(seen(linked))
    assert told.authors == ("Who made the review is not said.",)
    assert told.machines == ("Whether machines did work on it is not said.",)
    said = {line.label: line.said.text for line in told.lines}
    assert said == dict.fromkeys(("Date", "Registration", "Funding", "Interests"), "not said")


def test_authors_and_machines_are_told_by_their_data(linked):
    more = (
        "date: 2026-11, version: 2.10, licence: CC-BY-4.0, "
        "authors: [{initials: ys, name: Y. Sato, roles: [data-curation]}], "
        "machines: [{initials: m1, tool: A model, version: '3', used_for: coding, share_checked: 10 percent, checked_by: [ys]}]"
    )
    review = seen(linked, more)
    told = provenance(review)
    assert told.authors == ("Y. Sato (ys); data curation",)
    assert told.machines == ("A model 3 (m1); coding; checked by ys (10 percent)",)
    assert byline(review) == "Y. Sato · 2026-11 · version 2.10 · CC-BY-4.0"


def test_the_judgement_of_a_machine_is_called_one(linked):
    review = seen(linked, "machines: [{initials: m1, tool: A model}]")
    assert made_by(review, ("m1",), "2026-11-29") == (
        "judged by a language model, not checked by a person: m1 (A model), 2026-11-29; "
        "not signed: later changes are not seen."
    )
    assert made_by(review, ("ys",), "") == (
        "ys, without a date; not signed: later changes are not seen."
    )


def test_a_flow_has_a_box_for_each_count_that_is_given_nothing_included(linked):
    more = "flow: {identified: {databases: 412}, screened: 0, excluded_with_reasons: {no data: 3}}"
    flow = provenance(seen(linked, more)).flow
    assert [(step.phase, step.on, step.out) for step in flow.steps] == [
        (
            "Identification",
            FlowBox(FlowCount("Records identified"), (FlowCount("databases", "412"),)),
            None,
        ),
        ("Screening", FlowBox(FlowCount("Records screened", "0")), None),
        (
            "",
            FlowBox(FlowCount("Reports assessed")),
            FlowBox(FlowCount("Reports excluded"), (FlowCount("no data", "3"),)),
        ),
    ]


def test_a_review_without_a_flow_draws_none(linked):
    assert provenance(seen(linked)).flow is None
    assert provenance(seen(linked, "flow: {identified: {}}")).flow is None


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("", "proposed, not yet accepted"),
        (", rejected: {by: ys, on: 2026-11-29, because: Not said.}", "rejected by ys 2026-11-29"),
    ],
)
def test_a_proposal_is_listed_with_its_origin_and_what_was_decided(linked, decision, said):
    origin = ", proposed: {by: import taguette, file: p.sqlite3, key: '17'}" + decision
    (told,) = provenance(seen(linked, text=CLAIM % origin)).proposals
    assert (told.id, told.origin, told.decided) == ("a", "import taguette; p.sqlite3; 17", said)


def test_an_appraisal_shows_each_item_with_its_reason_and_no_sum(linked):
    facts = """\
parties: {m: {label: The ministry, because: It says so.}}
sources:
  kim2003:
    party: m
    study: trial
    retracted: {nature: concern, date: 2026}
    appraisal:
      tool: sanra
      items:
        aims: {label: Aims, score: 1, because: Stated late.}
        search: {answer: unclear}
"""
    review = seen(linked, text=facts + CLAIM % "")
    cited = Citations({"kim2003": Cited("Kim", "Kim", "Kim")}, {})
    view = source_view(review, synthesise(review.graph), cited, review.graph.sources["kim2003"])
    assert view.known == (
        "speaks for The ministry: It says so.",
        "reports the study trial",
        "its journal has expressed concern, 2026",
    )
    assert [line.text for line in view.appraisal] == [
        "appraised: sanra",
        "Aims: 1. Stated late.",
        "search: unclear",
    ]
