"""Every rule has its manual page, and the examples on it are true."""

from __future__ import annotations

import pytest

from evidence.bibtex import RULES, weighed
from evidence.diagnostics import Severity

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


UNCITED = """\
@book{a, year = {2001}, year = {2002}}
@book{b, title = {B} year = {2001}}
@book{b, title = {Another}}
@book{c, publisher = nowhere, date = {2019-02-30}, doi = {none}
article{d, title = {A}}
"""


def test_what_concerns_an_entry_that_nobody_cites_is_a_note(bib):
    found = bib(UNCITED).diagnostics
    assert Severity.ERROR in {one.severity for one in found}
    assert {one.severity for one in weighed(found, {"elsewhere"})} == {Severity.NOTE}


def test_what_concerns_an_entry_that_is_cited_weighs_what_it_weighs(bib):
    found = bib(UNCITED).diagnostics
    errors = {one.item for one in weighed(found, {"b"}) if one.severity is Severity.ERROR}
    assert errors == {"b"}
    assert weighed(found, {"a", "b", "c", "d"}) == found
