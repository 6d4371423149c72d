"""The judgement leads wherever a finding stands, and the facts beside it can be counted by name."""

from __future__ import annotations

import pytest

from evidence.language import Catalogue
from evidence.pages.assessment import judged_once
from evidence.pages.cells import cell_view
from evidence.pages.claims import claim_view
from evidence.pages.findings import fit_view
from evidence.pages.judgements import strip_view
from evidence.pages.limits import counted, limits
from evidence.pages.passages import Passages
from evidence.pages.summary import result
from evidence.pages.summary_of_findings import summary_groups
from evidence.pages.support import judgement_mark, support_view, told_in_words
from evidence.pages.translated import Translated
from evidence.synthesis.cells import filled_cells
from evidence.synthesis.judgements import Told, answers, bar, strict_and_lenient, told
from evidence.synthesis.support import supports
from evidence.synthesis.synthesis import synthesise

CLAIMS = """
claims:
  - {id: a, statement: A., sources: [kim2003], at: {page: 1}, elements: [el.taste], context: town}
  - {id: b, statement: B., sources: [abel2005, moore2010], at: {page: 2}, elements: [el.taste], context: country}
  - {id: hint, statement: Hint., sources: [lopez2011], attribution: implied, at: {page: 7}, elements: [el.know], context: town}
  - {id: s1, statement: S1., sources: [sato2019], at: {page: 4}, elements: [el.taste]}
  - {id: s2, statement: S2., sources: [sato2019], at: {page: 5}, elements: [el.taste]}
  - {id: s3, statement: S3., sources: [kim2003], at: {page: 6}, elements: [el.taste]}
  - {id: s4, statement: S4., sources: [sato2019], at: {page: 8}, elements: [el.taste]}
findings:
"""


def seen(linked, findings: str, of: str = "sato2019", more: str = "", kinds: str = ""):
    graph = linked(CLAIMS + findings, of, kinds, more)
    return Translated(graph, Catalogue("en"), {key: key.capitalize() for key in graph.sources})


def line(linked, fields: str, of: str = "sato2019", more: str = "") -> str:
    review = seen(linked, f"  - {{id: f, kind: conclusion, statement: F., {fields}}}\n", of, more)
    return told_in_words(support_view(review, supports(review.graph)["f"]))


FIT = "fit: {judgement: beyond, not_cited: All., because: x}"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            f"stated_in: [s1], supported_by: [a], {FIT}",
            "↗ goes beyond its citations; cited: Kim2003",
        ),
        ("stated_in: [s3]", "carries its own citation; cited: Kim2003"),
        ("stated_in: [s1], supported_by: [a]", "not judged yet; cited: Kim2003"),
        (
            "supported_by: [a, b, hint]",
            "cited: Kim2003; Abel2005 and Moore2010 together (2 citations); + 1 by implication",
        ),
        ("supported_by: [s1]", "1 statement of the study’s own"),
        (
            "stated_in: [s1], fit: {judgement: nothing, because: x}",
            "○ no citation; nothing is cited",
        ),
        (
            "stated_in: [s1], fit: {judgement: argued, argued_from: [a], because: x}",
            "∴ argued from what is cited; nothing is cited but what it is argued from",
        ),
        (
            "supported_by: [a], contradicted_by: [b], resolution: unresolved",
            "▲ something cited speaks against it; cited: Kim2003; 1 claim against it",
        ),
    ],
)
def test_the_judgement_stands_first_and_then_what_is_cited_by_name(linked, fields, said):
    assert line(linked, fields) == said


def test_what_is_said_of_the_other_side_is_counted_among_the_citations(linked):
    more = "contrast: {facet: context, from: town, to: country}"
    said = line(linked, "supported_by: [a, b]", more=more)
    assert (
        said == "cited: Kim2003; Abel2005 and Moore2010 together (2 citations, 1 said of Country)"
    )


def test_what_is_said_of_neither_side_is_on_no_side_and_the_count_says_so(linked):
    more = "contrast: {facet: context, from: town, to: country}"
    nowhere = "  - {id: f, kind: conclusion, statement: F., supported_by: [a, b, c]}\n"
    text = CLAIMS.replace(
        "findings:",
        "  - {id: c, statement: C., sources: [lopes2012], at: {page: 9}, elements: [el.taste]}\nfindings:",
    )
    graph = linked(text + nowhere, "sato2019", "", more)
    said = support_view(Translated(graph, Catalogue("en")), supports(graph)["f"]).facts
    assert said.endswith("(3 citations, 1 said of Country, 1 said of neither Town nor Country)")


def test_only_a_sentence_can_be_missed_in_the_study_and_no_heading_or_omission(linked):
    kinds = "heading: {label: Heading, judged: false}, omission: {label: Left out, concerns: true}"
    kinds = kinds.replace(", omission", "\n    omission")
    others = (
        "  - {id: f.head, kind: heading, statement: Head., supported_by: [f.one]}\n"
        "  - {id: f.out, kind: omission, statement: Out., concerns: [a]}\n"
    )

    def said(findings: str) -> list[str]:
        review = seen(linked, findings, kinds=kinds)
        return [fact.text for fact in counted(review, "")]

    worded = JUDGED[: JUDGED.index("  - {id: f.all")]
    assert not any("nowhere" in line for line in said(worded + others))
    assert "1 finding is the review’s own: the study nowhere words it so." in said(JUDGED + others)


def test_in_a_review_of_many_texts_the_facts_are_studies_and_nothing_is_called_a_judgement(linked):
    said = line(linked, "supported_by: [a], contradicted_by: [b], resolution: unresolved", of="")
    assert said == "▲ something cited speaks against it; 3 studies, 2 of them against"


def test_confidence_is_people_s_and_bears_its_own_name(linked):
    concerns = ", ".join(
        f"{name}: {{concern: minor, because: x}}"
        for name in ("methodological_limitations", "coherence", "adequacy", "relevance")
    )
    assessed = (
        f"supported_by: [a], assessment: {{{concerns}, confidence: low, because: x, by: [ys]}}"
    )
    assert line(linked, assessed, of="").startswith("GRADE-CERQual confidence: low; 1 study")


JUDGED = """\
  - {id: f.one, kind: conclusion, statement: One., stated_in: [s1], answers: [q.a], supported_by: [a], fit: {judgement: as_cited, because: x}}
  - {id: f.two, kind: conclusion, statement: Two., stated_in: [s2], answers: [q.a], supported_by: [hint], fit: {judgement: nothing, because: x}}
  - {id: f.three, kind: conclusion, statement: Three., stated_in: [s3], answers: [q.a]}
  - {id: f.four, kind: strategy, statement: Four., stated_in: [s4], supported_by: [a], fit: {judgement: as_cited, because: x}}
  - {id: f.all, kind: conclusion, statement: All., supported_by: [f.one, f.two]}
"""
ASKED = "questions: [{id: q.a, text: What?, answer: This.}]"


def test_the_bar_counts_the_kinds_that_it_names_and_a_gatherer_by_those_below_it(linked):
    review = seen(linked, JUDGED, more=f"{ASKED}, bar: [conclusion]")
    assert {way.value: keys for way, keys in bar(review.graph).findings.items()} == {
        "nothing": ("f.two",),
        "as_cited": ("f.one",),
        "own_citation": ("f.three",),
    }
    assert bar(review.graph).judged == 2
    assert bar(seen(linked, JUDGED, more=ASKED).graph).judged == 3
    assert told(review.graph, review.graph.findings["f.all"]) is None


def test_a_kind_that_is_not_judged_is_in_no_count(linked):
    review = seen(
        linked,
        JUDGED.replace("kind: strategy", "kind: aim").replace(
            "supported_by: [a], fit: {judgement: as_cited, because: x}}\n  - {id: f.all",
            "supported_by: [a]}\n  - {id: f.all",
        ),
        more=ASKED,
        kinds="aim: {label: Aim, judged: false}",
    )
    assert judgement_mark(review, review.graph.findings["f.four"]) is None
    assert bar(review.graph).judged == 2


def test_the_strip_of_a_question_marks_each_finding_the_weakest_first(linked):
    review = seen(linked, JUDGED, more=ASKED)
    tally = answers(review.graph, "q.a")
    strip = strip_view(review, tally)
    assert [mark.words for mark, _ in strip.marks] == ["no citation", "cited in full"]
    # the key of a sign stands beside the sign
    assert [(mark.symbol, mark.words) for mark in strip.counts] == [
        ("○", "1 has no citation"),
        ("●", "1 is cited in full"),
    ]
    assert strip.others == "1 more carries its own citation"
    assert (strip.weakest.shown, strip.weakest.rest) == ((strip.marks[0][1],), ())
    assert tally.count(Told.NOT_DUE) == 0


def test_strict_counts_direct_citations_and_lenient_those_that_stand_near_as_well(linked):
    review = seen(linked, JUDGED, more=ASKED)
    assert strict_and_lenient(review.graph, supports(review.graph)) == (2, 3)


def test_the_result_is_filled_with_what_is_counted(linked):
    said = "Of {judged} sentences {as_cited} are cited in full, {nothing} not at all."
    review = seen(linked, JUDGED, more=f'{ASKED}, bar: [conclusion], result: "{said}"')
    assert result(review).text == "Of 2 sentences 1 are cited in full, 1 not at all."


def test_own_statements_of_a_column_bear_its_name_for_them(linked):
    column = (
        "plan: {label: Plan, cells: {town: {label: Town, own: Recommended, where: {role: advice}}}}"
    )
    advice = CLAIMS.replace("{id: s2,", "{id: s2, role: advice,")
    graph = linked(
        advice + "  - {id: f, kind: plan, statement: F., supported_by: [s2]}\n", "sato2019", column
    )
    review = Translated(graph, Catalogue("en"))
    (cell,) = filled_cells(graph, graph.findings["f"])
    assert cell_view(review, cell).mark.words == "Recommended"


@pytest.mark.parametrize(
    ("resolution", "code", "told"),
    [("unresolved", "contested", ""), ("In town.", "settled", "In town.")],
)
def test_what_speaks_against_a_finding_stands_in_the_summary_settled_or_not(
    linked, resolution, code, told
):
    findings = (
        "  - {id: f, kind: conclusion, statement: F., supported_by: [a, b], contradicted_by: [s3],"
        f" resolution: {resolution}}}\n"
        "  - {id: g, kind: conclusion, statement: G., supported_by: [a, b]}\n"
    )
    review = seen(linked, findings, of="")
    (group,) = summary_groups(review, supports(review.graph))
    against, without = group.rows
    assert against.contested is not None
    assert (against.contested.code, against.resolution.text) == (code, told)
    assert [study.label for study in against.as_well.shown] == ["Kim2003"]
    assert [study.label for study in against.studies.shown] == ["Kim2003", "Abel2005", "Moore2010"]
    assert (without.contested, without.resolution.text, without.as_well.shown) == (None, "", ())


def judged(key: str, judgement: str, by: str = "m1", second: str = "") -> str:
    apart = f", second: {{by: [m2], judgement: {second}}}" if second else ""
    return (
        f"  - {{id: {key}, kind: conclusion, statement: {key}., stated_in: [s1], supported_by: [a], "
        f"answers: [q], fit: {{judgement: {judgement}, not_cited: All., because: x, "
        f"by: [{by}], on: 2026-11-29{apart}}}}}\n"
    )


def test_who_judged_is_said_once_where_it_is_the_same_of_all(linked):
    alike = seen(linked, judged("f", "beyond") + judged("g", "in_part"))
    said = "m1, 2026-11-29; not signed: later changes are not seen."
    assert [fact.text for fact in limits(alike, {})].count(f"All 2 judgements: {said}") == 1
    assert fit_view(alike, alike.graph.findings["f"], judged_once(alike)).made == ""
    apart = seen(linked, judged("f", "beyond") + judged("g", "in_part", by="ys"))
    assert judged_once(apart) == ""
    assert fit_view(apart, apart.graph.findings["f"], judged_once(apart)).made == said


def test_a_second_judgement_stands_with_the_finding_only_where_it_differs(linked):
    review = seen(
        linked, judged("f", "beyond", second="beyond") + judged("g", "beyond", second="in_part")
    )
    told = {key: fit_view(review, one).second for key, one in review.graph.findings.items()}
    assert told == {"f": "", "g": "m2 judged apart: cited in part."}
    assert (
        "2 of them were judged apart by m2, 1 alike; where the two differ, the finding has both."
        in [fact.text for fact in limits(review, {})]
    )


def test_a_claim_says_who_coded_it_only_where_several_did(linked):
    one = CLAIMS.replace(", at:", ", coder: m1, at:")
    for text, shown in ((one, set()), (one.replace("coder: m1", "coder: ys", 1), {"m1", "ys"})):
        graph = linked(text + judged("f", "beyond"), "sato2019", "", "")
        review = Translated(graph, Catalogue("en"), {})
        held = synthesise(graph)
        coders = {claim_view(review, held, Passages(), c).coder for c in graph.claims.values()}
        assert coders - {""} == shown
