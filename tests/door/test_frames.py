"""The frames of a review: one row one fact, every column typed, nothing left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pandas as pd
import pytest
from click.testing import CliRunner

import evidence
from evidence.cli.main import evidence as command
from evidence.exchange.columns import columns_of
from evidence.exchange.facts import claims, findings, framework, sources
from evidence.model import (
    Appraisal,
    AppraisalItem,
    Assessment,
    Bounds,
    Claim,
    Component,
    Element,
    FacetValue,
    Finding,
    Fit,
    Link,
    Measure,
    Party,
    Passage,
    Question,
    SameAuthor,
    SourceFacts,
)
from evidence.model import fields as kinds
from evidence.model.fields import fields_of

TYPES = {"string", "boolean", "Int64", "Float64", "category"}


@pytest.fixture
def frames(loaded):
    return lambda *given, **more: loaded(*given, **more).frames()


def rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows of a frame, with None for what is not said."""
    return list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))


def test_every_column_has_a_type_that_says_what_is_missing(gardens):
    loose = {
        (name, column): str(dtype)
        for name, frame in evidence.load(gardens).frames().items()
        for column, dtype in frame.dtypes.items()
        if str(dtype) not in TYPES
    }
    assert loose == {}


def test_frames_without_a_row_have_the_columns_and_the_types_of_those_with_some(loaded):
    empty, full = loaded().frames(), loaded(TWO, head=TWO_HEAD).frames()
    rare = {"verdicts", "finding_facet", "passage_change", "passage_misplaced", "proposals"}
    rare |= {"appraisal_item", "party", "signatures", "signature_changes"}
    assert {name for name, frame in full.items() if frame.empty} <= rare
    assert {name: list(frame) for name, frame in empty.items()} == {
        name: list(frame) for name, frame in full.items()
    }
    assert {n: dict(f.dtypes.astype(str)) for n, f in empty.items()} == {
        n: dict(f.dtypes.astype(str)) for n, f in full.items()
    }
    assert all(empty[name].empty for name in ("claims", "passages", "findings", "finding_claim"))


def test_facets_are_categories_in_the_order_of_the_framework(frames):
    told = frames(
        """
        claims:
          - {id: a, statement: A., sources: [kim2003], at: {page: 1}, unfitted: true, role: advice}
          - {id: b, statement: B., sources: [kim2003], at: {page: 1}, unfitted: true, role: practice}
        """
    )
    assert list(told["claims"]["role"].cat.categories) == ["practice", "status", "advice"]
    assert list(told["claims"].sort_values("role")["id"]) == ["b", "a"]
    assert list(told["claims"]["attribution"].cat.categories) == ["explicit", "implied"]
    assert list(told["findings"]["kind"].cat.categories) == ["strategy", "conclusion"]


def test_a_claim_with_two_values_of_a_facet_stands_under_both_at_once_and_has_a_row_for_each(
    frames,
):
    told = frames(
        """
        claims:
          - {id: a, statement: A., sources: [kim2003], at: {page: 1}, unfitted: true, context: [town, country]}
          - {id: b, statement: B., sources: [kim2003], at: {page: 1}, unfitted: true, context: town}
        """
    )
    counts = told["claims"].groupby("context", observed=True).size().to_dict()
    assert counts == {"town": 1, "town; country": 1}
    assert rows(told["claim_facet"]) == [
        ("a", "context", "town"),
        ("a", "context", "country"),
        ("b", "context", "town"),
    ]


def test_a_facet_that_bears_the_name_of_a_column_stands_beside_it(frames):
    frame = "framework: {facets: {standing: {label: S, values: {x: X}}}}\n"
    told = frames(
        "claims: [{id: a, statement: A., sources: [kim2003], at: {page: 1}, unfitted: true, standing: x}]",
        frame=frame,
    )
    assert rows(told["claims"][["standing", "facet_standing"]]) == [("cited", "x")]


def test_a_word_that_the_framework_does_not_know_is_kept(loaded):
    review = loaded("findings: [{id: f.a, kind: guess, statement: A., supported_by: [nothing]}]")
    assert review.errors != ()
    kind = review.frames()["findings"]["kind"]
    assert (list(kind), list(kind.cat.categories)) == (
        ["guess"],
        ["strategy", "conclusion", "guess"],
    )


def test_texts_are_in_the_language_that_is_asked_for_else_in_that_of_the_review(loaded):
    review = loaded(
        """
        claims:
          - {id: a, statement: {en: Hills., id: Bukit.}, caveat: Few., sources: [kim2003], at: {page: 1}, unfitted: true}
        """,
        head="languages: [en, id]",
    )
    texts = ["statement", "caveat"]
    assert rows(review.frames()["claims"][texts]) == [("Hills.", "Few.")]
    assert rows(review.frames(language="id")["claims"][texts]) == [("Bukit.", "Few.")]
    with pytest.raises(evidence.CannotGoOn, match="not in the language `fr`") as caught:
        review.frames(language="fr")
    assert caught.value.help == "it is in en, id"


TWO_HEAD = "questions: [{id: q.a, text: 'Why?'}], languages: [en], "
TWO = """
  relations: [el.garden leads_to el.know]
sources:
  kim2003: {identity: verified, unverified: [pages], source_type: study, same_author_as: [{source: abel2005, because: Alike.}]}
claims:
  - id: a
    statement: A.
    sources: [kim2003, abel2005]
    via: [moore2010]
    draws_on: [lopez2011]
    read_in: sato2019
    attribution: implied
    coder: ys
    at: {page: 1, section: "2.1"}
    quote: one
    also: [{at: {page: 9}, quote: nine}]
    elements: [el.garden]
    relates: [el.taste leads_to el.know]
    context: town
    contradicts: [{claim: b, stated: true, because: Both in 2003.}]
    measure: {of: pupils, base: all, value: 40, unit: percent, year: 2003, parts: {girls: 26, boys: 14}}
  - id: b
    statement: B.
    sources: [abel2005]
    at: {page: 3}
    elements: [el.taste]
    context: country
    measure: {of: pupils, base: all, above: 10, up_to: 20, unit: percent, year: 2004, nature: estimate}
    allow: {unquoted-claim: It is a table.}
findings:
  - id: f.low
    kind: strategy
    statement: Low.
    answers: [q.a]
    elements: [el.garden]
    supported_by: [a]
    gaps: {country: Nobody says.}
    assessment:
      coherence: {concern: minor, because: One differs.}
      by: [ys, dk]
  - id: f.high
    kind: conclusion
    statement: High.
    supported_by: [f.low]
    contradicted_by: [b]
    resolution: In towns.
"""


@pytest.fixture
def two(loaded):
    review = loaded(TWO, head=TWO_HEAD)
    assert review.errors == ()
    return review.frames()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "claim_source",
            [
                ("a", "kim2003", "says", 1),
                ("a", "abel2005", "says", 2),
                ("a", "moore2010", "hands_on", 1),
                ("a", "lopez2011", "draws_on", 1),
                ("b", "abel2005", "says", 1),
            ],
        ),
        (
            "claim_element",
            [
                ("a", "el.garden", True),
                ("a", "el.taste", False),
                ("a", "el.know", False),
                ("b", "el.taste", True),
            ],
        ),
        ("claim_relation", [("a", "el.taste", "leads_to", "el.know")]),
        ("claim_link", [("a", "contradicts", "b", True, None, "Both in 2003.")]),
        ("measure_part", [("a", "girls", "girls", 26.0), ("a", "boys", "boys", 14.0)]),
        ("finding_finding", [("f.high", "f.low", "supported_by")]),
        ("finding_element", [("f.low", "el.garden")]),
        ("finding_question", [("f.low", "q.a")]),
        (
            "finding_claim",
            [
                ("f.low", "a", "supported_by", True),
                ("f.high", "a", "supported_by", False),
                ("f.high", "b", "contradicted_by", True),
            ],
        ),
        ("assessments", [("f.low", "coherence", "minor", "One differs.", "ys; dk")]),
        ("cell_claim", [("f.low", "town", "a", True)]),
        ("same_author", [("kim2003", "abel2005", False, "Alike.")]),
        ("element_source", [("el.garden", "sato2019")]),
        (
            "passage_at",
            [
                ("a", 1, "page", "1"),
                ("a", 1, "section", "2.1"),
                ("a", 2, "page", "9"),
                ("b", 1, "page", "3"),
            ],
        ),
    ],
)
def test_what_an_item_has_several_of_is_a_row_for_each(name, expected, two):
    assert rows(two[name]) == expected


def test_a_claim_tells_who_coded_it_and_how_clearly_it_is_cited(two):
    told = two["claims"].set_index("id")
    assert (told.loc["a", "coder"], told.loc["a", "attribution"]) == ("ys", "implied")
    assert (told.loc["a", "read_in"], told.loc["a", "standing"]) == ("sato2019", "second_hand")
    assert pd.isna(told.loc["b", "coder"])


def test_a_figure_is_a_number_with_its_ends(two):
    told = two["measures"][["claim", "value", "above", "up_to", "low", "high", "nature"]]
    assert rows(told) == [
        ("a", 40.0, None, None, 40.0, 40.0, "observed"),
        ("b", None, 10.0, 20.0, 10.0, 20.0, "estimate"),
    ]


def test_the_support_of_a_finding_is_told_in_the_counts_of_the_review(loaded):
    review = loaded(TWO, head=TWO_HEAD)
    told = review.frames()["findings"]
    for row in told.itertuples():
        held = review.support[row.id]
        assert (row.support, row.contested) == (held.ground, held.contested)
        assert (row.claims, row.direct, row.implied, row.studies) == tuple(
            map(len, (held.claims, held.direct, held.implied, held.studies))
        )
    assert list(told["studies"]) == [2, 2]


def test_what_nobody_has_seen_of_an_entry_is_told_field_by_field(two):
    told = two["source_field"].query("source == 'kim2003'")[["field", "value", "unverified"]]
    assert ("title", "Tasting lessons", False) in rows(told)
    assert ("pages", None, True) in rows(told)


def test_a_diagnostic_has_its_place_and_what_is_silenced_its_reason(two):
    told = two["diagnostics"].query("code == 'unquoted-claim'")
    assert rows(told[["severity", "item", "silenced", "reason"]]) == [
        ("note", "b", True, "It is a table.")
    ]
    (line,) = told["line"]
    place = two["claims"].set_index("id").loc["b", "line"]
    assert line == place


def test_a_passage_tells_what_came_of_looking_up_its_quote(gardens):
    verified = CliRunner().invoke(command, ["verify", "--review", str(gardens)])
    assert verified.exit_code == 0, verified.output
    file = gardens / "claims.yaml"
    changed = file.read_text().replace(
        "once a week is the least that we would advise", "once a week"
    )
    file.write_text(changed)
    told = evidence.load(gardens).frames()["passages"].set_index("claim")
    fresh, stale, unread = (
        told.loc[key] for key in ("tasting_names", "tasting_often", "garden_keepers")
    )
    assert (fresh["outcome"], fresh["freshness"], fresh["verified"]) == ("found", "fresh", True)
    assert (fresh["text"], fresh["file"]) == ("kim2003", "kim2003.txt")
    words = (gardens / "texts" / "kim2003.txt").read_text()[fresh["start"] : fresh["end"]]
    assert " ".join(words.split()) == fresh["quote"]
    assert (stale["outcome"], stale["freshness"], stale["changed"]) == ("found", "stale", "quote")
    assert (unread["outcome"], unread["verified"]) == ("unchecked", False)


@pytest.mark.parametrize(
    ("noun", "frame", "elsewhere", "prefix"),
    [
        (Claim, "claims", claims.ELSEWHERE, ""),
        (Passage, "passages", {}, ""),
        (Link, "claim_link", {"claim": "claim_link"}, ""),
        (Measure, "measures", claims.OF_MEASURES, ""),
        (Bounds, "measures", {}, ""),
        (Finding, "findings", findings.ELSEWHERE, ""),
        (Fit, "findings", findings.IN_FITS, "fit_"),
        (Appraisal, "sources", sources.IN_APPRAISALS, "appraisal_"),
        (AppraisalItem, "appraisal_item", {}, ""),
        (Party, "party", {}, ""),
        (Assessment, "findings", dict.fromkeys(findings.COMPONENTS, "assessments"), "assessment_"),
        (Component, "assessments", {}, ""),
        (Element, "elements", framework.ELSEWHERE, ""),
        (SourceFacts, "sources", sources.ELSEWHERE, ""),
        (SameAuthor, "same_author", {"source": "same_author"}, ""),
        (FacetValue, "facets", {}, ""),
        (Question, "questions", {}, ""),
    ],
)
def test_a_field_of_the_model_is_a_column_or_is_told_to_be_elsewhere(
    noun, frame, elsewhere, prefix, two
):
    columns = set(two[frame])
    missing = {
        field.name
        for field in fields_of(noun)
        if not isinstance(field.kind, kinds.Inline | kinds.Facets | kinds.HeldBy)
        and not any(f"{known}_".startswith(f"{prefix}{field.key}_") for known in columns)
    }
    assert missing <= set(elsewhere)
    assert {elsewhere[name] for name in missing} <= set(two)
    assert set(elsewhere) <= {field.name for field in fields_of(noun)}


def test_a_field_that_the_model_gains_is_a_column_of_its_own():
    @dataclass(frozen=True)
    class Thing:
        setting: Annotated[str, kinds.Words("Where it was.")] = ""
        sure: Annotated[bool, kinds.Flag("Whether.")] = False
        how: Annotated[str, kinds.Choice(("a", "b"), "How.")] = ""
        share: Annotated[float | None, kinds.Number("How much.")] = None
        others: Annotated[tuple[str, ...], kinds.refs("claim", "Which.")] = ()

    told = columns_of(Thing)
    assert [(each.name, each.type.value, each.meaning) for each in told] == [
        ("setting", "string", "Where it was."),
        ("sure", "boolean", "Whether."),
        ("how", "category", "How."),
        ("share", "Float64", "How much."),
        ("others", "string", "Which."),
    ]


def test_a_list_of_nouns_is_refused_as_a_column_since_it_is_a_table_of_its_own():
    with pytest.raises(TypeError, match="`also` holds several nouns"):
        columns_of(Claim)


def test_counting_merging_and_crossing_give_what_the_files_say(gardens):
    told = evidence.load(gardens).frames()
    claims = told["claims"]
    assert claims.groupby("context", observed=True).size().to_dict() == {"town": 4, "country": 3}
    says = told["claim_source"].query("role == 'says'")
    both = claims.merge(says, left_on="id", right_on="claim").merge(
        told["sources"], left_on="source", right_on="key", suffixes=("", "_source")
    )
    assert both.groupby("year")["id"].count().to_dict() == {2003: 2, 2005: 2, 2010: 1, 2014: 2}
    crossed = pd.crosstab(claims["role"], claims["context"])
    assert crossed.loc["advice", "town"] == 2
    assert list(crossed.index) == ["effect", "obstacle", "advice"]
