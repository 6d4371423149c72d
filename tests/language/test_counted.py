"""Nothing says "1 claims": where a number stands before what it counts, one has a form of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .test_catalogue import ROOT, said_in_code, said_in_templates

COUNTED = (
    "characters|claims|commas|elements|entries|errors|figures|files|findings|items|keys|levels"
    "|lines|links|messages|mistakes|notes|pages|passages|people|persons|places|problems|quotes"
    "|records|references|relations|reviews|samples|seconds|sentences|sources|spaces|statements"
    "|texts|values|verdicts|warnings|words|works|years"
)
PLURAL = rf"(?!two |has )(?:[a-z-]+ ){{0,2}}?(?:{COUNTED})\b"
AFTER_NUMBER = re.compile(rf" {PLURAL}")
IN_MESSAGE = re.compile(rf"\{{\w+\}} {PLURAL}")

# A number that is never one, and why.
NEVER_ONE = {
    "The {n} claims are too many for one page": "more than 20,000",
    "` has {…} commas: names are separated by `and`": "more than three",
    " ({…} lines of the file are not)": "said of two and more",
    " stands at {…} places of `": "more than one is what is wrong",
    "a text of {…} characters is longer than": "millions",
    "{…} quotes were never verified, that of claim `": "one has a message of its own",
    "{…} claims share what the row says": "two and more",
    "its words stand on {…} lines": "two and more",
    "{…} holds texts, and no column is": "a sheet's name stands before it",
    "{…} holds claims, and no column is": "the same",
    "{…} lists works (": "the same",
    "in {…} no words stand in {…}": "the same",
    "pandoc took longer than {…} seconds": "a minute and more",
}


def written(joined: ast.JoinedStr) -> str:
    """An f-string with `{…}` for what it fills in."""
    return "".join(
        part.value if isinstance(part, ast.Constant) else "{…}" for part in joined.values
    )


def numbers_before_plurals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every f-string in which something stands before a plural, but for limits and choices.

    A limit is a name in capitals; a choice says in the other branch what one is called.
    """
    chosen = {
        id(branch)
        for node in ast.walk(tree)
        if isinstance(node, ast.IfExp)
        for branch in (node.body, node.orelse)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr) or id(node) in chosen:
            continue
        for value, after in zip(node.values, node.values[1:], strict=False):
            if (
                isinstance(value, ast.FormattedValue)
                and isinstance(after, ast.Constant)
                and AFTER_NUMBER.match(after.value)
                and not re.search(r"\b_?[A-Z][A-Z_]+\b", ast.unparse(value.value))
            ):
                yield node.lineno, written(node)


def excepted(said: str) -> bool:
    return any(part in said for part in NEVER_ONE)


def test_no_message_of_the_page_has_one_form_for_all_numbers():
    said = [text for text, many in (said_in_code() | said_in_templates()).items() if not many]
    assert len(said) > 100
    assert [text for text in said if IN_MESSAGE.search(text) and not excepted(text)] == []


def test_no_message_of_a_command_or_a_check_has_one_form_for_all_numbers():
    found = [
        f"{file.relative_to(ROOT)}:{line}: {said}"
        for file in sorted((ROOT / "evidence").rglob("*.py"))
        for line, said in numbers_before_plurals(ast.parse(file.read_text(encoding="utf-8")))
        if not excepted(said)
    ]
    assert found == []


def test_no_template_writes_a_number_before_a_plural():
    after = re.compile(rf"\}}\}}(?:</\w+>)? {PLURAL}")
    for file in sorted(Path(ROOT / "templates").glob("*.j2")):
        assert after.findall(file.read_text(encoding="utf-8")) == [], file.name


@pytest.mark.parametrize(
    "code",
    [
        'f"{n} claims"',
        'f"of {len(found)} coded claims"',
        'f"indent it by {column} spaces"',
        'f"{x}" if x else say(f"{n} more lines of it")',
    ],
)
def test_a_number_before_a_plural_is_seen(code):
    assert [line for line, _ in numbers_before_plurals(ast.parse(code))] == [1]


@pytest.mark.parametrize(
    "code",
    [
        'f"more than {MOST_CLAIMS:,} claims"',
        '"a quote" if n == 1 else f"{n} quotes"',
        "f\"{counted(n, 'claim')} of it\"",
        'f"{name} stands in its text"',
    ],
)
def test_a_limit_and_a_choice_are_let_be(code):
    assert list(numbers_before_plurals(ast.parse(code))) == []
