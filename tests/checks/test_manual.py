"""The page of all checks is made from the code, and is up to date."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from evidence.checks.manual import CHAPTERS, EVERY_RULE
from evidence.reporters import explain, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "checks.md"


def test_the_page_of_all_checks_is_up_to_date():
    page = table(CHAPTERS)
    if os.environ.get("UPDATE"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "run the tests with UPDATE=1 to rewrite it"


def test_no_two_rules_share_a_code():
    counts = Counter(rule.code for rule in EVERY_RULE)
    assert [code for code, number in counts.items() if number > 1] == []


def test_every_rule_has_a_manual_page():
    assert all(explain(rule).startswith(f"{rule.severity}[{rule.code}]: ") for rule in EVERY_RULE)
