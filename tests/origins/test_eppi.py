"""What EPPI-Reviewer exports as JSON."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from evidence.origins import eppi
from tests.origins.corpus import read_bytes, read_file, refusal

FILE = "corpora-import/eppi/infoqualitylab-Empirical-Retraction-Lit__eppi_export--2021-09-09.json"


def read(references, sets=()):
    value = {"CodeSets": [*sets], "References": references}
    return read_bytes(eppi, json.dumps(value).encode())


def reference(*codes, **more):
    return {"ItemId": 7, "Title": "Gardens", "ShortTitle": "Kim (2003)", "Codes": [*codes], **more}


SET = {
    "SetName": "Themes",
    "SetId": 1,
    "Attributes": {
        "AttributesList": [
            {
                "AttributeId": 11,
                "AttributeName": "Trust",
                "AttributeSetDescription": "<b>Who</b> is believed",
                "Attributes": {"AttributesList": [{"AttributeId": 12, "AttributeName": "In kin"}]},
            }
        ]
    },
}


def coding(text, **more):
    return {"DocTitle": "Kim.pdf", "Text": text, "TextFrom": 0, "TextTo": 0, **more}


def test_a_real_export_gives_its_codes_and_references_and_names_every_choice_that_is_left():
    origin = read_file(eppi, FILE)
    assert len(origin.texts) == 385
    assert len(origin.codes) == 1 + 166  # the set, and its codes
    assert Counter(code.parent == "set:168751" for code in origin.codes) == {True: 33, False: 134}
    assert origin.segments == ()
    assert Counter(one.kind for one in origin.left) == {"code on a reference": 2566}
    assert origin.left[3].name.startswith(
        "English on 54780091 Dal-Ré (2019): Analysis of retracted"
    )
    assert sum("doi" not in text.entry for text in origin.texts) == 47
    assert all(len(text.entry["year"]) == 4 for text in origin.texts)


def test_what_somebody_wrote_at_a_code_becomes_a_claim_without_a_quote():
    code = {"AttributeId": 12, "AdditionalText": "Only aunts.", "ArmId": 3, "ArmTitle": "Girls"}
    (segment,) = read([reference(code)], [SET]).segments
    assert (segment.key, segment.kind) == ("7/12/arm-3", "code on a reference")
    assert (segment.statement, segment.quote, segment.codes) == ("Only aunts.", "", ("12",))
    assert segment.approximated == ("it was coded for the arm “Girls” of the study",)


def test_each_passage_that_was_coded_in_a_full_text_becomes_a_claim():
    text = 'Page 4:\n[¬s]"word of\nmouth"\n"from kin[¬e]"'
    code = {"AttributeId": 11, "AdditionalText": "", "ItemAttributeFullTextDetails": [coding(text)]}
    origin = read([reference(code)], [SET])
    assert [(s.key, s.kind, s.quote) for s in origin.segments] == [
        ("7/11/1", "full-text coding", "word of mouth"),
        ("7/11/2", "full-text coding", "from kin"),
    ]
    assert {s.approximated for s in origin.segments} == {
        (
            "it was coded in the document Kim.pdf",
            "it stands on page 4 of the PDF, whose number is not told",
        )
    }
    assert origin.left == ()


def test_words_coded_in_a_plain_text_and_a_note_at_the_same_code_are_both_taken():
    detail = coding("from kin", TextFrom=12, TextTo=20, IsFromPDF=False)
    code = {
        "AttributeId": 11,
        "AdditionalText": "See table.",
        "ItemAttributeFullTextDetails": [detail, coding("Page 2:\n")],
    }
    origin = read([reference(code)], [SET])
    assert [(s.quote, s.statement) for s in origin.segments] == [
        ("", "See table."),
        ("from kin", ""),
    ]
    assert "letters 12 to 20" in origin.segments[1].approximated[1]
    assert [one.because for one in origin.left] == ["it gives no words of the text"]


def test_a_code_knows_what_stands_above_it_and_what_it_means():
    codes = {code.key: code for code in read([], [SET]).codes}
    assert [(code.parent, code.label) for code in codes.values()] == [
        ("", "Themes"), ("set:1", "Trust"), ("11", "In kin"),
    ]  # fmt: skip
    assert codes["11"].definition == "Who is believed"
    assert codes["11"].approximated == ("its bold, italic or raised letters are plain",)


def test_names_without_a_comma_stay_as_they_are_and_that_is_told():
    (text,) = read([reference(Authors="Abbas Mohamed ; Kim, Jo; WHO;", ItemStatus="E")]).texts
    assert text.entry["author"] == "{Abbas Mohamed} and Kim, Jo and WHO"
    assert text.approximated == (
        "family and given names of each author are not told apart",
        "EPPI-Reviewer says that it is excluded",
    )


def test_outcomes_numbers_that_stand_twice_and_strange_entries_are_told():
    code = {"AttributeId": 99, "AdditionalText": "x"}
    outcomes = [{"Title": "Weight"}, 7]
    origin = read([reference(code, Outcomes=outcomes), reference(), "no"], [SET, SET])
    assert [text.key for text in origin.texts] == ["7", "7#2"]
    assert origin.segments[0].approximated == ("its code stands in no set of the file",)
    assert {(one.kind, one.name) for one in origin.left} == {
        ("outcome", "outcome Weight of 7 Kim (2003): Gardens"),
        ("entry", "entry 2 of Outcomes on 7 Kim (2003): Gardens"),
        ("entry", "entry 3 of References"),
    }
    assert origin.codes[3].approximated[0] == "its number stands twice in the file"


def test_a_code_without_a_number_is_known_by_its_name():
    below = {"AttributesList": [{"AttributeName": "Trust"}, {"AttributeId": None}]}
    codes = read([], [{"SetId": 1, "Attributes": below}]).codes
    assert [(code.key, code.label) for code in codes] == [
        ("set:1", "set:1"), ("code:Trust", "Trust"), ("code:unnumbered", "code:unnumbered"),
    ]  # fmt: skip


def test_a_code_tree_as_deep_as_json_can_be_is_read():
    tree = '{"AttributeId": 1, "Attributes": {"AttributesList": ['
    data = f'{{"CodeSets": [{tree * 150 + "]}}" * 150}], "References": []}}'.encode()
    codes = read_bytes(eppi, data).codes
    assert [code.key for code in codes[:3]] == ["1", "1#2", "1#3"]
    assert len(codes) == 150


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"CodeSets": ' + b"[" * 100_000, "nested too deeply"),
        (b"[]", "no export of EPPI-Reviewer"),
        (b'{"References": "\xe9"}', "not in UTF-8"),
        (b'{"CodeSets": [', "no JSON"),
        (b'{"a": 1}', "neither CodeSets nor References"),
    ],
)
def test_a_hostile_file_is_refused_with_a_message(data, message):
    assert message in refusal(eppi, data)


def test_fields_of_other_kinds_do_no_harm():
    strange = {"ItemId": None, "Codes": {"x": 1}, "Title": ["a"], "Authors": 7, "Year": 2003.0}
    origin = read([strange], [{"SetId": [], "Attributes": []}])
    assert [text.key for text in origin.texts] == ["unnumbered"]
