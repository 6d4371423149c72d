"""Every rule has its manual page, and the examples on it are true."""

from __future__ import annotations

import pytest

from evidence.bibtex import RULES

IDS = [rule.code for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_bad_example_breaks_the_rule_and_no_other(bib, rule):
    found = bib(rule.bad).diagnostics
    assert {d.code for d in found} == {rule.code}
    assert {d.severity for d in found} == {rule.severity}
    assert all(d.place.file == "sources.bib" and d.place.line for d in found)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_good_example_breaks_none(bib, rule):
    assert bib(rule.good).diagnostics == ()


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_manual_page_says_what_and_why(rule):
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.why.endswith(".")


def test_codes_are_named_once_and_sorted():
    assert sorted(set(IDS)) == IDS


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_message_is_one_line_in_lower_case_with_help_or_a_reason_to_have_none(bib, rule):
    for diagnostic in bib(rule.bad).diagnostics:
        first = diagnostic.message[:1]
        assert first == first.lower()  # or the mark before something quoted
        assert not diagnostic.message.endswith(".")
        assert "\n" not in diagnostic.message + diagnostic.help
        assert diagnostic.help or rule.code == "missing-crossref"
