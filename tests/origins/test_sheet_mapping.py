"""The settings of a sheet: what is wrong with them is told, all of it at once."""

from __future__ import annotations

import io

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.origins import Extractor, sheet
from tests.origins.made_sheets import read, workbook

DATA = workbook(
    {
        "RQ1": [
            ["Study", "Finding", "Quote", "Theme", "Status", "Country"],
            ["kim2003", "Children name more.", "name more", "taste", "in", "Japan"],
            ["abel2005", "Beds help.", "beds; borders", "place", "out", "Peru"],
        ]
    }
)


def problems(sheet_settings, **more) -> list[str]:
    settings = {"sheets": {"RQ1": sheet_settings}, **more}
    with pytest.raises(CannotGoOn) as wrong:
        sheet.read("coding.xlsx", io.BytesIO(DATA), settings)
    assert wrong.value.message.startswith("the mapping of coding.xlsx has")
    return wrong.value.help.splitlines()


def test_every_problem_is_named_with_the_word_that_may_be_meant():
    told = problems(
        {
            "holds": "claim",
            "heder": 2,
        },
        shets={},
        extractor={"tool": "x", "versoin": "1"},
    )
    assert told == [
        "the settings has no key `shets`: did you mean `sheets`?",
        "sheet `RQ1` has no key `heder`: did you mean `header`?",
        "sheet `RQ1` cannot hold `claim`: did you mean `claims`?",
        "`extractor` has no key `versoin`: did you mean `version`?",
        "`extractor` says which machine it was, and needs version, on, instructions, ran_by",
    ]


def test_wrong_columns_uses_and_rows_are_named():
    told = problems(
        {
            "header": 9,
            "columns": {
                "Studdy": "text",
                "Finding": "statment",
                "Quote": {"as": "quote", "split": "blank line"},
                "Theme": {"as": "code", "spilt": ";"},
                "Country": {"as": "field"},
                "F": "memo",
            },
            "fill_down": ["Them"],
            "only": {"column": "Status"},
        }
    )
    text = "\n".join(told)
    assert "`header` is the row that names the columns, from 1 to 3" in text
    assert "has no column `Studdy` (`columns`)" in text
    assert "did you mean `Study`?" in text
    assert "not `statment`: did you mean `statement`?" in text
    assert "did you mean `blank lines`?" in text
    assert "column `Theme` has no key `spilt`: did you mean `split`?" in text
    assert "column `Country`: `as: field` needs `key`" in text
    assert "column `F` is named twice, also as `Country`" in text
    assert "has no column `Them` (`fill_down`)" in text
    assert "`only` is written as {column: Status, is: [included]}" in text


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"Quote": "quote"}, "what are its rows about?"),
        ({"Study": "text", "Theme": "code"}, "no column is `statement`, `quote` or `theme`"),
        ({"Study": "text", "Theme": "theme", "Quote": "quote"}, "each cell is a claim"),
        ({"Study": "text", "Finding": "statement", "Theme": "statement"}, "say `claim:` of each"),
        (
            {
                "Study": "text",
                "Quote": {"as": "quote", "claim": "one"},
                "Theme": {"as": "code", "claim": "on"},
            },
            "no `statement` or `quote` is of `claim: on`: did you mean `one`?",
        ),
        (None, "`columns` says what its columns are: `Study`, `Finding`"),
        ("text", "`columns` says what its columns are: `Study`, `Finding`"),
    ],
)
def test_what_a_sheet_of_claims_needs_is_told(columns, problem):
    assert problem in "\n".join(problems({"columns": columns}))


@pytest.mark.parametrize(
    "odd", [{"sheets": []}, {"sheets": {}}, {"sheets": {"RQ1": "claims"}}, {"sheets": {"RQ": {}}}]
)
def test_settings_of_an_odd_shape_are_told(odd):
    with pytest.raises(CannotGoOn):
        sheet.read("coding.xlsx", io.BytesIO(DATA), odd)


def test_everything_that_settings_can_say_is_done():
    settings = {
        "sheets": {
            "RQ1": {
                "holds": "claims",
                "header": 1,
                "id": ["Study"],
                "columns": {
                    "Study": "text",
                    "Finding": "statement",
                    "Quote": {"as": "quote", "split": ";"},
                    "Theme": {"as": "code", "under": "Country"},
                    "Country": {"as": "field", "key": "context"},
                },
                "leave": ["Status"],
            }
        },
        "extractor": {
            "tool": "m",
            "version": "1",
            "on": "2026-11-29",
            "instructions": "p",
            "ran_by": "ys",
        },
    }
    origin = read(DATA, settings)
    assert [(s.key.split("/")[0], s.quote, s.statement) for s in origin.segments] == [
        ("kim2003", "name more", "Children name more."),
        ("abel2005", "beds", "Beds help."),
        ("abel2005", "borders", "Beds help."),
    ]
    assert origin.segments[0].fields == {"context": "Japan"}
    assert {code.key: code.parent for code in origin.codes} == {
        "japan": "",
        "taste": "japan",
        "peru": "",
        "place": "peru",
    }
    assert [left.because for left in origin.left] == ["the mapping leaves it"]
    assert origin.extractor == Extractor("m", "1", "2026-11-29", "p", "ys")
    assert origin.segments[1].approximated == ("2 claims share what the row says",)


def test_a_sheet_that_the_mapping_does_not_name_is_left_by_name():
    data = workbook(
        {"A": [["Study", "Quote"], ["kim", "x"]], "B": [["Study", "Quote"], ["kim", "y"]]}
    )
    origin = read(data, {"sheets": {"A": {"columns": {"Study": "text", "Quote": "quote"}}}})
    assert [(left.kind, left.because) for left in origin.left] == [
        ("sheet", "the mapping does not name it")
    ]


def test_settings_that_went_through_a_file_as_text_are_the_same():
    def text(value):
        if isinstance(value, dict):
            return {key: text(each) for key, each in value.items()}
        return [text(each) for each in value] if isinstance(value, list) else str(value)

    data = workbook(
        {
            "S": [
                ["", "Barriers", "", "Status"],
                ["Study", "Quote", "Code", ""],
                ["kim2003", "no money", "cost", "in"],
                ["", "no rain", "", "in"],
            ]
        },
        {"S": [(0, 1, 0, 2)]},
    )
    settings = sheet.propose("coding.xlsx", io.BytesIO(data))
    assert settings["sheets"]["S"]["header"] == [1, 2]
    assert settings["sheets"]["S"]["only"] == {"column": "Status", "is": ["in"]}
    assert read(data, text(settings)) == read(data, settings) == read(data)
    assert len(read(data).segments) == 2
