"""YAML is read as YAML 1.2 says, or refused with what is wrong: nothing vanishes or changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.yaml import read
from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Pages
from evidence.yaml.recovery import load_all

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "reading" / "yaml"


def read_text(text: str):
    """Return what a text holds, and code and message of what is wrong with it."""
    cleaned = clean(text.encode())
    loaded = load_all(cleaned.text, 0, Pages([("claims.yaml", cleaned.text)]))
    said = [(one.code, one.message) for one in (*cleaned.found, *loaded.found)]
    return [node for _, node in loaded.documents], said


def claims(*items):
    return [{"claims": list(items)}]


FROM_OUTSIDE = {
    "blank-line-of-a-tab": (
        claims({"id": "a", "statement": "One."}, {"id": "b", "statement": "Two."}),
        [],
    ),
    "dots": ([], []),
    "empty-key": (
        claims({"id": "a", "at": {"page": "4"}}),
        [("key-not-text", "a colon stands without a key")],
    ),
    "question-mark": (claims({"id": "a", "elements": ["?x", "y"]}), []),
    "surrogates": (claims({"id": "a", "statement": "Set \U0001d440 of \U0001f331"}), []),
    "tab-behind-dash": (
        claims({"id": "a", "elements": ["x", "y"]}),
        [("tab-indentation", "a tab stands behind `-`")],
    ),
    "text-behind-quote": (
        claims({"id": "a", "quote": '"He said so"#1 and more'}),
        [("text-after-value", 'the value ends with ", and more text follows')],
    ),
}


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the checkout")
@pytest.mark.parametrize("name", FROM_OUTSIDE)
def test_a_case_from_outside_comes_out_as_it_should(name):
    text = (CASES / f"{name}.yaml").read_text(encoding="utf-8")
    assert read_text(text) == FROM_OUTSIDE[name]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a: x\n \t \nb: y\n", {"a": "x", "b": "y"}),
        ("\t\na: x\n", {"a": "x"}),
        ("a: x\n\t\n\nb:\n  - y\n  \t\n  - z\n\t", {"a": "x", "b": ["y", "z"]}),
        ("a: >-\n  one\n\t\n  two\nb: y\n", {"a": "one\ntwo", "b": "y"}),
        ("a: one\n\t\n  two\n", {"a": "one\ntwo"}),
        ("a: |\n  one\n  \ttwo\n", {"a": "one\n\ttwo\n"}),
        ("a: |\n  one\n  \t\n  two\n", {"a": "one\n\t\ntwo\n"}),
        ("a: x\r\n\t\r\nb: y\r\n", {"a": "x", "b": "y"}),
    ],
)
def test_a_blank_line_may_hold_a_tab(text, held):
    assert read_text(text) == ([held], [])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (r'{"a": "\uD83C\uDF31"}', "\U0001f331"),
        (r'{"a": "x\\ud83c\udf31y\ud83c\udf31"}', None),  # a backslash, and then a half alone
        (r'{"a": "\\\ud83c\udf31"}', "\\\U0001f331"),
        (r"a: 'in single \ud83c\udf31 quotes'", r"in single \ud83c\udf31 quotes"),
        (
            r"a: plain \uD83C\uDF31 and \ud835\udc40 text",
            r"plain \uD83C\uDF31 and \ud835\udc40 text",
        ),
        ('a: "\\ud83c\\udf31 and \ufdd0"', "\U0001f331 and \ufdd0"),
    ],
)
def test_the_two_halves_that_json_writes_are_one_character(text, held):
    nodes, said = read_text(text)
    if held is None:
        assert [code for code, _ in said] == ["bad-escape"]
    else:
        assert (nodes, said) == ([{"a": held}], [])


@pytest.mark.parametrize("half", [r"\ud83c", r"\udf31", r"\udf31\ud83c", r"\ud83c x \udf31"])
def test_half_a_character_alone_is_still_said(half):
    _, said = read_text(f'{{"a": "x {half} y"}}')
    assert [code for code, _ in said] == ["bad-escape"]
    assert "half of a character" in said[0][1]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a: [?x, y, ?z]", {"a": ["?x", "y", "?z"]}),
        ("a: {?b: c, d: ?e}", {"a": {"?b": "c", "d": "?e"}}),
        ("a: [:x, ::y]", {"a": [":x", "::y"]}),
        ("a: {b: :c}", {"a": {"b": ":c"}}),
        ("a: [\n  x,\n  ?y]", {"a": ["x", "?y"]}),
        ('{"a":"b", "c" :"d", "e" :f}', {"a": "b", "c": "d", "e": "f"}),
        ('{"a"::b}', {"a": ":b"}),
        ("a: ?x\nb: :y\n?c: z\n", {"a": "?x", "b": ":y", "?c": "z"}),
        ("a: [?]", {"a": ["?"]}),
        ("a: [x, ?, y]\nb: {c: [ ? ]}", {"a": ["x", "?", "y"], "b": {"c": ["?"]}}),
        ("a: [؟x, ？, ?子]", {"a": ["؟x", "？", "?子"]}),
        ("a: [x?, y:z, 'q ?r']", {"a": ["x?", "y:z", "q ?r"]}),
        ("a: what is it ?really :so\n", {"a": "what is it ?really :so"}),
    ],
)
def test_a_text_in_brackets_may_begin_with_a_question_mark_or_a_colon(text, held):
    assert read_text(text) == ([held], [])


@pytest.mark.parametrize(
    "text",
    [
        "a: 'He said so'#1\n",
        'a:\n  - "x"#y\n',
        "a: [x, y]#z\n",
        "a: {b: c}#d\n",
        "a: [x,#y\n  z]\n",
        'a: [#x\n  "y"]\n',
        '"a"#b: c\n',
        "a: |#b\n  c\n",
        "a: >-#b\n  c\n",
    ],
)
def test_what_stands_glued_behind_a_value_does_not_vanish(text):
    _, said = read_text(text)
    assert [code for code, _ in said] == ["text-after-value"]


@pytest.mark.parametrize(
    "text",
    [
        "a: 'x' # a comment\nb: [y] # another\nc: '#1'\nd: [\"#2\", x#3]\ne: f#g\n",
        'a: |  # a comment\n  b\nc: it\'s "#1" in the row\n',
        'a: "x\\"#y"\n',
    ],
)
def test_a_comment_behind_a_space_and_a_number_sign_in_a_text_are_as_they_were(text):
    nodes, said = read_text(text)
    assert said == []
    assert "#" in text.replace(" # a comment", "")
    assert nodes


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a: {b: c, : d, e: f}", {"a": {"b": "c", "e": "f"}}),
        ("a: {b: c, : }", {"a": {"b": "c"}}),
        ("a: b\n: c\nd: e\n", {"a": "b", "d": "e"}),
        ("a:\n  - b: c\n    : d\n    e: f\n", {"a": [{"b": "c", "e": "f"}]}),
    ],
)
def test_a_colon_without_a_key_is_said_and_its_neighbours_are_kept(text, held):
    nodes, said = read_text(text)
    assert said == [("key-not-text", "a colon stands without a key")]
    assert nodes == [held]


@pytest.mark.parametrize(
    ("text", "held", "message"),
    [
        ("a:\n  -\tx\n", {"a": ["x"]}, "a tab stands behind `-`"),
        (
            "a:\n  - x\n  -\ty\n  -\tz\n",
            {"a": ["x", "y", "z"]},
            "a tab stands behind `-`, as on 1 more line of this file",
        ),
        ("a:\n  - \tb: x\n    c: y\n", None, "a tab stands behind `-`"),
        (
            "a:\n\tb: c\n\td: e\n",
            None,
            "the line is indented with a tab, as is 1 more line of this file",
        ),
        ("a:\n\tb: c\n", None, "the line is indented with a tab"),
    ],
)
def test_a_tab_is_told_by_where_it_stands_and_how_many_there_are(text, held, message):
    nodes, said = read_text(text)
    assert said == [("tab-indentation", message)]
    assert held is None or nodes == [held]


@pytest.mark.parametrize("text", ["...\n", "# nothing yet\n...\n", "\n...\n...\n", "---\n...\n"])
def test_dots_alone_are_a_file_that_holds_nothing(text):
    _, diagnostics = read([("claims.yaml", text.encode())])
    assert [one.code for one in diagnostics] == ["empty-file"]


def test_dots_above_a_document_do_not_hide_it():
    assert read_text("...\na: b\n") == ([{"a": "b"}], [])


@pytest.mark.parametrize("text", ["a: >5\n", "a: >5\nb: c\n", "a:\n  - |2\n  - x\n", "a: >20"])
def test_a_figure_behind_a_block_sign_does_not_vanish(text):
    _, said = read_text(text)
    assert [code for code, _ in said] == ["text-after-value"]


@pytest.mark.parametrize("text", ["a: |2\n    x\n", "a: |\n  b: >5\n  c\n", "a: '>5'\n", "a: |\n"])
def test_a_figure_that_says_how_far_a_block_is_indented_is_none_of_the_text(text):
    assert read_text(text)[1] == []


@pytest.mark.parametrize(
    ("text", "held"),
    [("a: |\n  x\n   ", "x\n \n"), ("a: |\n  x", "x"), ("a: |\n  x\n", "x\n"), ("a: x\n  ", "x")],
)
def test_a_block_ends_as_it_was_written(text, held):
    assert read_text(text) == ([{"a": held}], [])


def test_a_place_is_where_an_editor_shows_it_whatever_was_put_for_the_parser():
    text = 'claims: [{"id": "a", "statement": "\\ud83c\\udf31", "elements": [?x], "oops": "y"}]\n'
    _, diagnostics = read([("claims.yaml", text.encode())])
    (unknown,) = (one for one in diagnostics if one.code == "unknown-key")
    assert unknown.place.column == text.index('"oops"') + 1
