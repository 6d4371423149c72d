"""Sheets made odd on purpose: each gives a sensible mapping or a plain question."""

from __future__ import annotations

import datetime as dt

from tests.origins.made_sheets import ods, ods_table, proposed, read, said, workbook


def test_names_below_a_title_and_an_empty_row_are_found():
    data = workbook(
        {
            "Coding": [
                ["Coding of the garden studies, 2026"],
                [],
                ["Study", "Page", "Quote", "Theme", "Coder"],
                ["kim2003", 4.0, "name more vegetables", "taste; knowledge", "ys"],
                ["abel2005", "12-13", "beds and borders", "place", "bk"],
            ]
        }
    )
    plan = proposed(data)["sheets"]["Coding"]
    assert (plan["header"], plan["columns"]["Theme"]) == (3, {"as": "code", "split": ";"})
    first, second = read(data).segments
    assert (first.text, first.at, first.codes, first.coder) == (
        "kim2003",
        {"page": "4"},
        ("taste", "knowledge"),
        "ys",
    )
    assert (second.at, second.name) == ({"page": "12-13"}, "row 5 of sheet Coding")


def test_groups_over_two_rows_of_names_tell_columns_of_one_name_apart():
    data = workbook(
        {
            "Matrix": [
                ["Study", "Barriers", None, "Enablers", None],
                [None, "Quote", "Code", "Quote", "Code"],
                ["kim2003", "no money", "cost", "a kind head", "people"],
                ["abel2005", None, None, "rain", "weather"],
            ]
        },
        {"Matrix": [(0, 1, 0, 2), (0, 3, 0, 4)]},
    )
    plan = proposed(data)["sheets"]["Matrix"]
    assert plan["header"] == [1, 2]
    assert plan["columns"]["Barriers: Code"] == {"as": "code", "claim": "Barriers"}
    assert said(read(data)) == [
        ("kim2003", "no money", ("cost",)),
        ("kim2003", "a kind head", ("people",)),
        ("abel2005", "rain", ("weather",)),
    ]


def test_a_column_without_a_name_has_its_letter_and_is_asked_for_by_no_other():
    data = workbook(
        {"S": [["Study", "Quote", None], ["kim2003", "beds first", "why?"], ["abel", "rain", "so"]]}
    )
    assert proposed(data)["sheets"]["S"]["leave"] == ["column C"]
    origin = read(data)
    assert [left.name for left in origin.left] == ["column `column C` of sheet S"]
    named = {
        "sheets": {
            "S": {"header": 1, "columns": {"Study": "text", "Quote": "quote", "column C": "memo"}}
        }
    }
    assert [segment.memo for segment in read(data, named).segments] == ["why?", "so"]


def test_two_columns_of_one_name_have_their_letters():
    data = workbook(
        {
            "S": [
                ["Study", "Task", "Model", "Task"],
                ["kim2003", "Testing of beds", "Causal graph", "Finding faults"],
                ["abel2005", "Digging", "Rules", "Weeding"],
            ]
        }
    )
    origin = read(data)
    assert set(proposed(data)["sheets"]["S"]["columns"]) == {
        "Study",
        "Task (B)",
        "Model",
        "Task (D)",
    }
    assert [s.statement for s in origin.segments if s.text == "kim2003"] == [
        "Testing of beds",
        "Causal graph",
        "Finding faults",
    ]


def test_an_id_over_several_rows_is_filled_down_merged_or_blank():
    rows = [
        ["Study", "Theme", "Quote"],
        ["kim2003", "taste", "name more vegetables"],
        [None, None, "like them raw"],
        ["abel2005", "place", "beds and borders"],
        [None, None, "sun all day"],
    ]
    merged = workbook({"S": rows}, {"S": [(1, 0, 2, 0), (1, 1, 2, 1), (3, 0, 4, 0), (3, 1, 4, 1)]})
    blank = workbook({"S": rows})
    assert "fill_down" not in proposed(merged)["sheets"]["S"]
    assert proposed(blank)["sheets"]["S"]["fill_down"] == ["Study", "Theme"]
    expected = [
        ("kim2003", "name more vegetables", ("taste",)),
        ("kim2003", "like them raw", ("taste",)),
        ("abel2005", "beds and borders", ("place",)),
        ("abel2005", "sun all day", ("place",)),
    ]
    assert said(read(merged)) == said(read(blank)) == expected


def test_a_code_goes_down_to_rows_of_its_own_text_alone():
    data = workbook(
        {
            "S": [
                ["Study", "Theme", "Quote"],
                ["kim2003", "taste", "name more"],
                [None, None, "like them raw"],
                ["abel2005", None, "nobody coded this"],
            ]
        }
    )
    assert [codes for *_, codes in said(read(data))] == [("taste",), ("taste",), ()]


def test_excluded_rows_are_left_with_the_reason_that_the_sheet_gives():
    data = workbook(
        {
            "S": [
                ["Study", "Status", "Finding"],
                ["kim2003", "included", "Children name more vegetables."],
                ["abel2005", "Excluded: no data", "Beds help."],
                ["moore2010", "Included", "Gardens cost money."],
                ["lopez2011", None, "Rain helps."],
            ]
        }
    )
    assert proposed(data)["sheets"]["S"]["only"] == {
        "column": "Status",
        "is": ["included", "Included"],
    }
    origin = read(data)
    assert [segment.text for segment in origin.segments] == ["kim2003", "moore2010"]
    assert [(left.name, left.because) for left in origin.left] == [
        ("row 3 of sheet S", "`Status` says “Excluded: no data”"),
        ("row 5 of sheet S", "`Status` is empty"),
    ]


def test_words_of_decision_that_are_not_known_are_asked_about():
    data = workbook(
        {
            "S": [
                ["Study", "Decision", "Finding"],
                ["kim2003", "blue", "Children name more vegetables."],
                ["abel2005", "green", "Beds help."],
            ]
        }
    )
    question = proposed(data)
    assert isinstance(question, str)
    assert "`Decision` takes: it says “blue”, “green”" in question


def test_quotes_and_codes_that_cannot_be_paired_are_asked_about():
    data = workbook(
        {
            "S": [
                ["Study", "Quote", "Quote from interview", "Code"],
                ["kim2003", "name more", "they like it", "taste"],
            ]
        }
    )
    question = proposed(data)
    assert "cannot be told which of `Code` belong together" in question
    told = {
        "sheets": {
            "S": {
                "columns": {
                    "Study": "text",
                    "Quote": {"as": "quote", "claim": "paper"},
                    "Quote from interview": {"as": "quote", "claim": "interview"},
                    "Code": {"as": "code", "claim": "interview"},
                }
            }
        }
    }
    assert said(read(data, told)) == [
        ("kim2003", "name more", ()),
        ("kim2003", "they like it", ("taste",)),
    ]


def test_marks_under_themes_are_codes_of_the_quote_in_the_row():
    data = workbook(
        {
            "S": [
                ["Article", "Excerpt", "Cost", "Weather", "Notes"],
                ["kim2003", "no money for beds", "x", None, "ask them"],
                ["abel2005", "rain, and no money", "X", "x", None],
            ]
        }
    )
    assert proposed(data)["sheets"]["S"]["columns"]["Cost"] == "mark"
    assert said(read(data)) == [
        ("kim2003", "no money for beds", ("cost",)),
        ("abel2005", "rain, and no money", ("cost", "weather")),
    ]


def test_marks_without_a_statement_are_no_claims_but_a_question():
    data = workbook(
        {
            "S": [
                ["Study", "Cost", "Weather", "Score"],
                ["kim2003", "x", "", 3],
                ["abel", "", "x", 2],
            ]
        }
    )
    assert "`Cost`, `Weather` hold numbers or marks" in proposed(data)


def test_rows_without_a_row_of_names_are_a_question():
    data = workbook(
        {"S": [["kim2003", "taste", "a"], ["abel2005", "taste", "b"], ["moore2010", "place", "c"]]}
    )
    assert "no row that names columns was found: say `header`" in proposed(data)


def test_quotes_without_a_text_are_a_question_and_one_text_can_be_said_for_all():
    data = "Seite;Zitat;Kode\n3;mehr Gemüse;Geschmack\n5;Beete;Ort\n"
    assert "no column says which text its rows are about" in proposed(data, "z.csv")
    told = {
        "sheets": {
            "table": {
                "text": "kim2003",
                "columns": {
                    "Seite": {"as": "at", "term": "page"},
                    "Zitat": "quote",
                    "Kode": "code",
                },
            }
        }
    }
    assert said(read(data, told, "z.csv")) == [
        ("kim2003", "mehr Gemüse", ("geschmack",)),
        ("kim2003", "Beete", ("ort",)),
    ]


def test_names_in_other_languages_are_understood():
    for names in (
        ["Studie", "Seite", "Zitat", "Kategorie"],
        ["Artículo", "Página", "Cita", "Código"],
        ["Sumber", "Halaman", "Kutipan", "Tema"],
        ["Étude", "page", "Verbatim", "Thème"],
    ):
        data = workbook({"S": [names, ["kim2003", 7, "mehr Gemüse", "Geschmack"]]})
        (segment,) = read(data).segments
        assert (segment.text, segment.at, segment.quote, segment.codes) == (
            "kim2003",
            {"page": "7"},
            "mehr Gemüse",
            ("geschmack",),
        )


def test_a_heading_across_the_sheet_is_repeated_into_no_column():
    data = workbook(
        {
            "S": [
                ["Study", "Barriers found", "Enablers found"],
                ["Schools", None, None],
                ["kim2003", "no money", "a kind head"],
                ["abel2005", "dry soil", None],
            ]
        },
        {"S": [(1, 0, 1, 2)]},
    )
    origin = read(data)
    assert [s.statement for s in origin.segments] == ["no money", "a kind head", "dry soil"]
    assert [left.name for left in origin.left] == ["row 2 of sheet S"]


def test_one_cell_merged_over_the_rows_of_a_study_is_one_claim_and_of_two_studies_two():
    rows = [
        ["Study", "Barriers found", "Enablers found"],
        ["kim2003", "no money", "a kind head"],
        [None, None, "rain"],
        ["abel2005", "dry soil", "sun"],
        ["moore2010", None, "wind"],
    ]
    data = workbook({"S": rows}, {"S": [(1, 0, 2, 0), (1, 1, 2, 1), (3, 1, 4, 1)]})
    found = [(s.text, s.statement) for s in read(data).segments if s.codes == ("barriers found",)]
    assert found == [("kim2003", "no money"), ("abel2005", "dry soil"), ("moore2010", "dry soil")]


def test_whole_numbers_dates_and_truth_values_read_as_a_person_sees_them():
    data = workbook(
        {
            "S": [
                ["Study", "Year", "Finding", "Memo"],
                [27.0, 2019.0, "Children name more.", dt.date(2026, 11, 29)],
                [28.0, 2020.0, "Beds help.", 0.25],
            ]
        }
    )
    origin = read(data)
    assert [(t.key, t.entry) for t in origin.texts] == [
        ("27", {"year": "2019"}),
        ("28", {"year": "2020"}),
    ]
    assert origin.segments[1].memo == "0.25"


def test_formulas_give_their_stored_value_and_one_without_is_left_by_name():
    data = workbook(
        {
            "S": [
                ["Study", "Finding", "Page"],
                ["kim2003", ('=A2&" says so"', "kim2003 says so"), ("=1+2", 3)],
                ["abel2005", ('=HYPERLINK("http://example.org","x")', ""), 4],
                ["moore2010", ("=1/0", "#DIV/0!"), 5],
            ]
        }
    )
    origin = read(data)
    assert [(s.statement, s.at) for s in origin.segments] == [("kim2003 says so", {"page": "3"})]
    told = {left.name: left.because for left in origin.left}
    assert "without a stored value" in told["cell B3 of sheet S"]
    assert told["cell B4 of sheet S"] == "an error of a formula"
    assert told["row 3 of sheet S"] == "nothing stands in `Finding`"


def test_empty_is_what_people_mean_by_it():
    data = workbook(
        {
            "S": [
                ["Study", "Barriers found", "Enablers found", "Design of beds"],
                ["kim2003", "—", " ", "raised"],
                ["abel2005", "n/a", "a kind head", "NR"],
                ["moore2010", "N/A", "None", "sunk"],
            ]
        }
    )
    assert [s.statement for s in read(data).segments] == ["raised", "a kind head", "None", "sunk"]
    assert "nr" in proposed(data)["empty"]


def test_several_quotes_in_one_cell_are_a_claim_each():
    data = workbook(
        {
            "S": [
                ["Study", "Quotes", "Code"],
                ["kim2003", '“Name more.”\n\n“Like them "raw".”', "taste"],
                ["abel2005", '"Beds first:\n\nthen borders."', "place"],
                ["moore2010", 'He said "no" and "never"', "cost"],
            ]
        }
    )
    origin = read(data)
    assert [s.quote for s in origin.segments] == [
        "Name more.",
        'Like them "raw".',
        "Beds first: then borders.",
        'He said "no" and "never"',
    ]
    assert origin.counts["further claim of a row"] == 1


def test_a_sheet_of_codes_gives_their_definitions_and_a_hidden_sheet_is_left():
    data = workbook(
        {
            "Coding": [["Study", "Quote", "Code"], ["kim2003", "name more", "Taste"]],
            "Codebook": [
                ["Code", "Definition"],
                ["taste", "What children like."],
                ["cost", "Money."],
            ],
            "Old": [["Study", "Quote", "Code"], ["kim2003", "an old one", "taste"]],
        },
        hidden=["Old"],
    )
    origin = read(data)
    assert {c.key: (c.label, c.definition) for c in origin.codes} == {
        "taste": ("taste", "What children like."),
        "cost": ("cost", "Money."),
    }
    assert [(left.name, left.because) for left in origin.left] == [
        ("sheet `Old`", "sheet `Old` is hidden")
    ]
    assert origin.codes[0].approximated == ("also written “Taste”",)


def test_sheets_are_joined_by_the_id_that_they_share():
    data = workbook(
        {
            "Studies": [
                ["ID", "Title", "Authors", "Year", "DOI"],
                ["S1", "Tasting lessons", "Kim, A.; Abel, B.", 2003.0, "https://doi.org/10.1/x"],
                ["S2", "Beds", "Moore, C.", 2010.0, None],
            ],
            "Quotes": [["ID", "Quote"], ["S1", "name more"], ["S2", "beds first"], ["S1", "raw"]],
        }
    )
    assert proposed(data)["sheets"]["Studies"]["holds"] == "texts"
    origin = read(data)
    assert [s.text for s in origin.segments] == ["S1", "S2", "S1"]
    assert origin.texts[0].entry == {
        "title": "Tasting lessons",
        "author": "Kim, A. and Abel, B.",
        "year": "2003",
        "doi": "10.1/x",
    }


def test_a_row_inserted_above_changes_no_key():
    rows = [
        ["Study", "Quote", "Code"],
        ["kim2003", "name more", "taste"],
        ["kim2003", "name more", "cost"],
        ["abel2005", "beds first", "place"],
    ]
    before = read(workbook({"S": rows}))
    after = read(workbook({"S": [rows[0], ["new2026", "a new one", "taste"], *rows[1:]]}))
    assert [s.key for s in before.segments] == [s.key for s in after.segments[1:]]
    assert [s.hash for s in before.segments] == [s.hash for s in after.segments[1:]]


def test_a_row_with_its_own_id_keeps_its_key_when_its_words_change():
    rows = [["Nr", "Document", "Quote"], ["h1", "P1", "name more"], ["h2", "P1", "beds first"]]
    before = read(workbook({"S": rows}))
    rows[2][2] = "beds come first"
    after = read(workbook({"S": rows}))
    ids = {"sheets": {"S": {"id": ["Nr"], "columns": {"Document": "text", "Quote": "quote"}}}}
    before, after = (read(workbook({"S": r}), ids) for r in ([*rows[:2], ["h2", "P1", "x"]], rows))
    assert [s.key for s in before.segments] == [s.key for s in after.segments] == ["h1", "h2"]
    assert before.segments[1].hash != after.segments[1].hash


def test_an_ods_says_false_and_its_spans_as_an_xlsx_does():
    rows = [["Study", "Code", "Quote"], ["kim2003", "taste", "name more"], ["", "", "raw"]]
    table = ods_table("S", rows).replace(
        '<table:table-cell office:value-type="string"><text:p>kim2003',
        '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>kim2003',
    )
    table = table.replace(
        '<table:table-cell office:value-type="string"><text:p>taste</text:p></table:table-cell>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="false"/>',
    )
    assert said(read(ods(table), name="coding.ods")) == [
        ("kim2003", "name more", ("false",)),
        ("kim2003", "raw", ("false",)),
    ]


def test_notes_that_hang_on_cells_are_named():
    import io

    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("S")
        page.write_row(0, 0, ["Study", "Quote"])
        page.write_row(1, 0, ["kim2003", "name more"])
        page.write_comment(1, 1, "Is this the right passage?")
    names = [left.name for left in read(out.getvalue()).left]
    assert names == ["note at B2 of sheet S"]
    table = ods_table("S", [["Study", "Quote"], ["kim2003", "name more"]]).replace(
        "<text:p>name", "<office:annotation><text:p>right?</text:p></office:annotation><text:p>name"
    )
    origin = read(ods(table), name="coding.ods")
    assert [left.name for left in origin.left] == names
    assert origin.segments[0].quote == "name more"


def test_authors_and_year_name_a_text_where_nothing_else_does():
    data = workbook(
        {
            "S": [
                ["Author(s)", "Year", "Methods", "Key findings"],
                ["Kim", 2003.0, "Survey", "Children name more vegetables"],
                ["Kim", 2005.0, "Interviews", "Beds help"],
            ]
        }
    )
    origin = read(data)
    assert said(origin) == [
        ("Kim 2003", "Children name more vegetables", ()),
        ("Kim 2005", "Beds help", ()),
    ]
    assert origin.texts[1].entry == {"author": "Kim", "year": "2005"}
    assert [left.name for left in origin.left] == ["column `Methods` of sheet S"]


def test_tables_of_programs_for_coding_are_read_as_they_name_their_columns():
    maxqda = [
        ["Colour", "Comment", "Document name", "Code", "Beginning", "Segment", "Author"],
        ["●", None, "Interview 1", "Trust", 12, "I trust my mother most", "ys"],
        ["●", "odd", "Interview 2", "Cost", 3, "It costs too much", "ys"],
    ]
    atlas = [
        ["ID", "Document", "Quotation Content", "Comment", "Codes", "Reference", "Created by"],
        ["1:3", "D1 kim.pdf", "name more", None, "taste\nknowledge", "p 4", "ys"],
        ["1:4", "D1 kim.pdf", "beds first", "check", "place", "p 5", "ys"],
    ]
    first, second = read(workbook({"S": maxqda})), read(workbook({"S": atlas}))
    assert said(first) == [
        ("Interview 1", "I trust my mother most", ("trust",)),
        ("Interview 2", "It costs too much", ("cost",)),
    ]
    # who wrote that document nobody says: the author of a row is who coded it
    assert first.texts[0].entry == {}
    assert [(s.key, s.codes, s.coder) for s in second.segments] == [
        ("1:3", ("taste", "knowledge"), "ys"),
        ("1:4", ("place",), "ys"),
    ]


def test_an_appraisal_beside_what_was_found_is_no_theme():
    data = workbook(
        {
            "S": [
                ["Study", "Setting of the garden", "Risk of bias", "Certainty"],
                ["kim2003", "at school", "Low", "High"],
                ["abel2005", "at home", "High", "Low"],
            ]
        }
    )
    assert proposed(data)["sheets"]["S"]["leave"] == ["Risk of bias", "Certainty"]
    assert [s.statement for s in read(data).segments] == ["at school", "at home"]
