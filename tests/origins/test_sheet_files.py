"""Real sheets of other people: what they hold is taken or named, by the facts of their index."""

from __future__ import annotations

import io

import pytest

from evidence.origins import sheet
from tests.conftest import SHARED
from tests.origins.made_sheets import proposed, read, said

CORPORA = SHARED / "corpora-import"
SHEETS = sorted(
    path
    for folder in ("sheets", "machine-extraction", "qda-sqlite", "ris-csv", "two-coders")
    for path in (CORPORA / folder).glob("*")
    if path.suffix in {".xlsx", ".ods", ".csv"}
)
pytestmark = pytest.mark.skipif(not SHEETS, reason="../shared/corpora-import is not here")

SBES = "sheets/lidianycs-SBES-2023__"
FRAILTY = "sheets/delic1758-ml-frailty-systematic-review-materials__"
CAUSAL = "sheets/uDEVOPS2020-Causal-Reasoning-in-Software-Quality-Assurance-A-Systematic-Review__data.xlsx"
ROBOTS = "sheets/MarinaBrilhante-slr-multi-robot-coordination__"
TAGS = "qda-sqlite/navarral-swj2022-usability-paper__"


def of(path: str) -> bytes:
    return (CORPORA / path).read_bytes()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_real_sheet_is_mapped_and_accounted_for_or_asked_about(path):
    data = path.read_bytes()
    assert sheet.recognises(path.name, io.BytesIO(data))
    plan = proposed(data, path.name)
    if isinstance(plan, str):
        assert plan.startswith(f"it cannot be told from the headers of {path.name}")
    else:
        read(data, plan, path.name)


@pytest.mark.parametrize(
    "path",
    [
        f"{ROBOTS}quality_assessment_40_articles.xlsx",
        f"{FRAILTY}probast_scoring.xlsx",
        f"{FRAILTY}ieee_acm_screening_log.xlsx",
        f"{SBES}dataset.csv",
        "ris-csv/infoqualitylab-Empirical-Retraction-Lit__Zotero-v2.2-385.csv",
        "two-coders/science-collective-scoping-review__titles-rater1.csv",
    ],
)
def test_scores_decisions_and_lists_of_works_are_no_claims(path):
    assert isinstance(proposed(of(path)), str)


def test_a_thematic_synthesis_in_five_sheets_is_joined_by_its_ids():
    plan = proposed(of(f"{SBES}extraction.xlsx"))["sheets"]
    assert {name: each["holds"] for name, each in plan.items()} == {
        "articles": "texts",
        **dict.fromkeys(("RQ1", "RQ2", "RQ3", "RQ4-RQ5"), "claims"),
    }
    assert plan["articles"]["header"] == [1, 2]
    assert plan["RQ2"]["header"] == plan["RQ4-RQ5"]["header"] == 2
    origin = read(of(f"{SBES}extraction.xlsx"))
    assert [text.key for text in origin.texts] == [f"P{n}" for n in range(1, 23)]
    assert all(set(text.entry) == {"title", "url"} for text in origin.texts)
    assert sum("of sheet RQ1" in s.name and s.kind == "row" for s in origin.segments) == 37
    assert [left.because for left in origin.left if left.kind == "row"] == [
        "nothing stands in `Quotes`"
    ] * 14


def test_several_quotes_in_a_cell_of_it_are_told_apart_and_one_with_blank_lines_is_one():
    of_row = {}
    for segment in read(of(f"{SBES}extraction.xlsx")).segments:
        of_row.setdefault(segment.name.partition(",")[0], []).append(segment.quote)
    assert [quote[:16] for quote in of_row["row 6 of sheet RQ1"]] == [
        "Rather than simp",
        "The first is tha",
    ]
    assert len(of_row["row 33 of sheet RQ1"]) == 3
    assert len(of_row["row 35 of sheet RQ1"]) == len(of_row["row 36 of sheet RQ1"]) == 1


def test_two_codes_and_quotes_side_by_side_are_two_claims_and_merged_cells_reach_down():
    found = {
        segment.name: segment.codes
        for segment in read(of(f"{SBES}extraction.xlsx")).segments
        if "RQ4-RQ5" in segment.name
    }
    of_all = "communication and collaboration"
    assert found["row 4 of sheet RQ4-RQ5, 4"] == (of_all, "broader thinking")
    assert found["row 4 of sheet RQ4-RQ5, 5"] == (of_all, "career development")
    assert found["row 48 of sheet RQ4-RQ5, 5"] == ("coding", "reduce blame", "build trust")
    # a code that a line break cuts stands whole elsewhere
    assert of_all in found["row 56 of sheet RQ4-RQ5, 4"]


def test_the_twins_in_xlsx_and_ods_give_the_same():
    one, other = (read(of(f"{SBES}extraction.{end}"), name="twin") for end in ("xlsx", "ods"))
    assert one == other
    assert len(one.segments) == 201


def test_a_codebook_gives_codes_below_those_of_a_merged_column():
    origin = read(of(f"{SBES}all_codes.xlsx"))
    codes = {code.key: code for code in origin.codes}
    assert codes["being compassionate"].parent == "communication and collaboration"
    assert codes["perspective taking"].definition.startswith("thinking, taking into account")
    assert origin.segments == ()
    assert {left.name.split("`")[1] for left in origin.left} == {"Quote"}


def test_a_theme_in_each_column_is_a_claim_a_cell():
    origin = read(of(f"{ROBOTS}data_extraction_40_articles.xlsx"))
    assert (len(origin.texts), len(origin.codes)) == (40, 8)
    # 40 x 8 cells, of which 122 are empty
    assert len(origin.segments) == 40 * 8 - 122
    learned = "DRL-based\nDeep Deterministic Policy Gradient"
    assert any(segment.statement.startswith(learned) for segment in origin.segments)


def test_an_extraction_of_36_variables_takes_their_definitions_and_leaves_its_figures():
    origin = read(of(f"{FRAILTY}data_extraction_sheet_v2.xlsx"))
    assert [text.key for text in origin.texts] == [f"S{n:02}" for n in range(1, 15)]
    assert origin.texts[0].entry["year"] == "2020"
    definitions = {code.key: code.definition for code in origin.codes}
    coded = {segment.codes[0] for segment in origin.segments}
    # the one name that the sheet and its dictionary write differently
    assert [code for code in coded if not definitions[code]] == [
        "explainability_or_feature_selection_method"
    ]
    left = {left.name for left in origin.left}
    assert "column `total_n` of sheet Extraction_All" in left
    assert not any(s.statement.casefold() == "nr" for s in origin.segments)


def test_two_rows_of_names_with_merged_groups_and_one_name_twice_are_read():
    plan = proposed(of(CAUSAL))["sheets"]
    assert [name for name, each in plan.items() if each["holds"] == "claims"] == ["CLASSIFICATION"]
    columns = plan["CLASSIFICATION"]["columns"]
    assert columns["What is causal reasoning used for?: Task"] == "theme"
    assert columns["How is causal reasoning used?: Task"] == "theme"
    origin = read(of(CAUSAL))
    assert len(origin.texts) == 86
    assert origin.texts[0].entry["year"] == "2021"
    parents = {code.key: code.parent for code in origin.codes}
    assert parents["model"] == "how is causal reasoning used?"


def test_a_machines_table_with_the_key_in_the_first_row_alone_is_filled_down():
    origin = read(of("machine-extraction/science-collective-scoping-review__SciSpace-review.csv"))
    assert (len(origin.texts), len(origin.segments)) == (11, 210)
    assert origin.texts[0].key == "Alessandroni-2022"
    assert any("read as Windows-1252" in told for s in origin.segments for told in s.approximated)


@pytest.mark.parametrize(
    ("name", "rows", "codes"),
    [("all_tags_20220224.csv", 1940, 25), ("all_tags_20220303.csv", 1930, 22)],
)
def test_highlights_as_a_table_are_a_claim_a_row(name, rows, codes):
    origin = read(of(f"{TAGS}{name}"), name=name)
    assert (len(origin.segments), len(origin.codes)) == (rows, codes)
    assert origin.texts[0].key == "P2_GMT20211119.odt"
    assert len(origin.texts) < 20


def test_a_tab_and_a_semicolon_separate_alike():
    tab, semicolon = (
        proposed(of(f"ris-csv/asreview-asreview__generic_{each}.csv"), "x.csv")
        for each in ("tab", "semicolon")
    )
    assert tab == semicolon
    tabs = read("Study\tQuote\nkim\t“beds”\n", name="x.csv")
    assert (
        said(tabs) == said(read("Study|Quote\nkim|beds\n", name="x.csv")) == [("kim", "beds", ())]
    )
