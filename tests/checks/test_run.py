"""A run of all checks: sorted, complete, and safe on any graph."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from evidence import checks, graph
from evidence.checks import CHECKS, RULES
from evidence.diagnostics import Severity
from evidence.model import Review
from evidence.reporters import FORMATS, Listing, lines_of
from evidence.yaml import read as read_claims
from tests.checks.conftest import check

TESTS = Path(__file__).resolve().parents[1]
BROKEN = sorted((TESTS / "broken" / "yaml").glob("*.yaml"))
SECURITY = TESTS.parents[1] / "shared" / "corpora" / "security"
HOSTILE = sorted(
    file for file in SECURITY.glob("*/*") if file.is_file() and file.stat().st_size < 100_000
)

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


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_file_is_told_in_every_format_with_its_line(file):
    said = told(file)
    assert re.match(r"claims\.yaml:\d+:\d+: (error|warning|note)\[", said["text"])
    assert "file=claims.yaml,line=" in said["github"]
    assert json.loads(said["json"])["diagnostics"]
    assert json.loads(said["sarif"])["runs"][0]["results"]
    assert ET.fromstring(said["junit"]).find(".//testcase[@file='claims.yaml']") is not None


@pytest.mark.skipif(not HOSTILE, reason="the shared corpora are not here")
@pytest.mark.parametrize("name", ["text", "github", "junit"])
def test_hostile_files_reach_no_terminal_raw(name):
    acting = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    assert {file.name: acting.findall(told(file)[name]) for file in HOSTILE} == {
        file.name: [] for file in HOSTILE
    }


def told(file):
    """What each format says of one file, read as a review."""
    data = file.read_bytes()
    review, wrong = read_claims([("claims.yaml", data)])
    checked = checks.run(graph.build(review, ()), wrong)
    lines = {"claims.yaml": lines_of(data.decode("utf-8", "replace"))}
    listing = Listing(checked.diagnostics, checked.silenced, lines, RULES)
    return {name: write(listing) for name, write in FORMATS.items()}
