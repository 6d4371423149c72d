"""A run of all checks: sorted, complete, and safe on any graph."""

from __future__ import annotations

from evidence import checks, graph
from evidence.checks import CHECKS, RULES
from evidence.diagnostics import Severity
from evidence.model import Review
from tests.checks.conftest import check

TANGLE = """\
claims:
  - id: z
    statement: Z.
    sources: [nobody, nobody]
    at: {section: "1"}
    elements: [el.nothing, el.knowledge]
    context: moon
    supports: [z, y]
findings:
  - {id: f.z, kind: nothing, statement: Z., supported_by: [f.z, el.knowledge, x]}
"""


def test_diagnostics_are_sorted_by_place_and_stand_there_once():
    found = check(TANGLE).diagnostics
    assert list(found) == sorted(set(found), key=lambda one: one.order)
    assert len({one.code for one in found}) >= 8


def test_two_runs_say_the_same():
    assert check(TANGLE) == check(TANGLE)


def test_every_diagnostic_has_a_place_in_a_file():
    assert all(one.place and one.place.file and one.place.line for one in check(TANGLE).diagnostics)


def test_an_empty_review_has_no_problems():
    assert checks.run(graph.build(Review(), ())).diagnostics == ()


def test_a_check_says_the_same_by_itself_as_in_a_run():
    linked = graph.build(Review(of="nobody"), ())
    alone = [one for each in CHECKS for one in each(linked)]
    assert alone == list(checks.run(linked).diagnostics)
    assert [one.code for one in alone] == ["unknown-source"]


def test_no_two_rules_share_a_code():
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))


def test_errors_make_inconsistent_warnings_weaken_notes_inform():
    severities = {rule.code: rule.severity for rule in RULES}
    assert severities["unknown-source"] is Severity.ERROR
    assert severities["one-citation"] is Severity.WARNING
    assert severities["unused-claim"] is Severity.NOTE
