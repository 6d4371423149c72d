"""A scalar is the text that was written; the schema says what it means."""

from __future__ import annotations

import pytest

from evidence.yaml import read
from evidence.yaml.parser import MAX_DEPTH, load


def only(text: str):
    loaded = load(text)
    assert loaded.stop is None
    assert loaded.found == ()
    ((_, node),) = loaded.documents
    return node


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "no",
        "yes",
        "on",
        "true",
        "2.10",
        "0123",
        "0o17",
        "0x1F",
        "12:30",
        "59:59:59",
        "2024-13-45",
        "1_000",
        "1e3",
        ".5",
        "1.2.3",
        "=",
        "+",
        "nullify",
    ],
)
def test_a_plain_scalar_stays_as_it_was_written(written):
    assert only(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_none(written):
    assert only(f"a: {written}\nb: [x, {written or '~'}]") == {"a": None, "b": ["x", None]}


@pytest.mark.parametrize("written", ["''", '""', "'~'", '"null"'])
def test_in_quotes_it_is_text(written):
    assert only(f"a: {written}") == {"a": written[1:-1]}


def test_keys_are_text_whatever_they_look_like():
    assert only("1: a\ntrue: b\n2020-01-01: c\n~: d") == {
        "1": "a",
        "true": "b",
        "2020-01-01": "c",
        "~": "d",
    }


def test_blocks_and_escapes_are_read_as_yaml_says():
    assert only("a: |\n  x\n  y\nb: >-\n  x\n  y\nc: \"x\\u00e9\\ty\"\nd: 'it''s'") == {
        "a": "x\ny\n",
        "b": "x y",
        "c": "x\u00e9\ty",
        "d": "it's",
    }


def test_depth_is_bounded_where_the_limit_says():
    assert only("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert load("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).stop is not None


def test_a_text_of_a_million_letters_is_the_longest():
    assert only("a: " + "x" * 1_000_000)
    assert [one.code for one in load("a: " + "x" * 1_000_001).found] == ["too-long"]


def test_each_alias_is_reported_once_however_often_it_is_used():
    loaded = load("a: &x [1]\n" + "".join(f"b{n}: *x\n" for n in range(100)))
    assert [one.code for one in loaded.found] == ["anchor"]
    ((_, node),) = loaded.documents
    assert node == {"a": ["1"]}
    assert node.lost


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{en: One, two, and three, id: x}", {"en": "One, two, and three", "id": "x"}),
        ("{en: One, two, id: x, y}", {"en": "One, two", "id": "x, y"}),
    ],
)
def test_prose_that_commas_cut_is_put_together_with_a_message_for_each_text(text, said):
    loaded = load(text)
    ((_, node),) = loaded.documents
    assert node == said
    assert {one.code for one in loaded.found} == {"cut-prose"}
    assert len(loaded.found) == text.count("x, y") + 1


def test_an_entry_with_a_colon_and_no_value_is_only_empty():
    assert only("{a: , b: x}") == {"a": None, "b": "x"}


def test_an_escape_for_a_character_that_no_text_has_is_an_error_where_it_stands():
    text = 'review:\n  texts: "a\\0b"\n  title: "a\\tb\\x85c \\u00e9"\n"x\\e": y\nclaims: ["\\b"]\n'
    _, diagnostics = read([("claims.yaml", text.encode())])
    found = [d for d in diagnostics if d.code == "unprintable-character"]
    assert [(d.place.line, d.message[-6:]) for d in found] == [
        (2, "U+0000"),
        (4, "U+001B"),
        (5, "U+0008"),
    ]
    assert {d.severity for d in found} == {"error"}
