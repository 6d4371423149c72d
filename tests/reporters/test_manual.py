"""Manual pages and the table of all rules."""

from __future__ import annotations

from evidence.diagnostics import Rule, Severity
from evidence.reporters import explain, table

RULE = Rule("long-quote", Severity.WARNING, "a quote | is long", "It is.", "quote: a b", "quote: a")


def test_a_manual_page_says_what_why_and_how_to_do_better():
    assert explain(RULE) == (
        "warning[long-quote]: A quote | is long\n\n"
        "Why:\n    It is.\n\nBad:\n    quote: a b\n\nGood:\n    quote: a\n"
    )


def test_a_manual_page_leaves_out_what_there_is_not():
    assert explain(Rule("x", Severity.NOTE, "so it is")) == "note[x]: So it is\n"


def test_the_table_is_sorted_and_its_cells_are_escaped():
    page = table((("Reading", (RULE, Rule("a", Severity.ERROR, "first"))),))
    assert page.endswith(
        "## Reading\n\n| code | severity | what |\n| --- | --- | --- |\n"
        "| `a` | error | First |\n| `long-quote` | warning | A quote \\| is long |\n"
    )
