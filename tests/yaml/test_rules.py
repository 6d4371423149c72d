"""Every rule has its manual page, and the examples on it are true."""

from __future__ import annotations

import re

import pytest

from evidence.yaml import RULES, read

SHOWN = [rule for rule in RULES if rule.bad]
NAME = re.compile(r"^# (claims\S*\.yaml)\n", re.MULTILINE)


def found(example: str):
    """What is found in an example: one file, or several, each below a comment with its name."""
    _, *named = NAME.split(example)
    files = list(zip(named[::2], named[1::2], strict=True)) or [("claims.yaml", example)]
    return read([(name, text.encode()) for name, text in files])[1]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_bad_example_breaks_the_rule_and_no_other(rule):
    diagnostics = found(rule.bad)
    assert {d.code for d in diagnostics} == {rule.code}
    assert {d.severity for d in diagnostics} == {rule.severity}
    assert all(d.place.file.startswith("claims") and d.place.line for d in diagnostics)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_good_example_breaks_none(rule):
    assert found(rule.good) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_manual_page_says_what_and_why(rule):
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert bool(rule.bad) == bool(rule.good)


def test_codes_are_named_once_and_sorted():
    codes = [rule.code for rule in RULES]
    assert sorted(set(codes)) == codes


def test_only_what_cannot_be_shown_in_files_that_are_read_has_no_example():
    assert {rule.code for rule in RULES if not rule.bad} == {
        "not-utf8",
        "other-file",
        "too-long",
        "unread-file",
        "unprintable-character",
        "yaml-syntax",
    }


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_a_message_is_one_line_in_lower_case_with_help(rule):
    for diagnostic in found(rule.bad):
        first = diagnostic.message[:1]
        assert first == first.lower()  # or the mark before something quoted
        assert not diagnostic.message.endswith(".")
        assert diagnostic.help or rule.code == "missing-key"
