"""One mistake, one message: what follows from a broken item is not told again."""

from __future__ import annotations

from tests.checks.conftest import CLAIMS, WORKS, check


def test_what_an_item_lacks_because_it_could_not_be_read_is_not_told_again(review):
    """
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003,, abel2005]          # ! between-brackets
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        supported_by: - tasting_first          # ! bad-indentation
      - id: f.b                                # ! unsupported-finding
        kind: conclusion
        statement: B.
    """
    assert review.found == review.marked


def test_what_a_reader_reports_as_broken_is_not_missed_a_second_time():
    base = CLAIMS.replace(
        "tasting lessons.\n    sources: [kim2003]", "tasting lessons.\n    sorces: [kim2003]"
    )
    assert base != CLAIMS
    codes = {one.code for one in check("", base=base).diagnostics}
    assert codes
    assert "unknown-claim" not in codes


def test_a_source_whose_entry_is_broken_is_not_called_unknown():
    broken = WORKS.replace("title = {Tasting lessons},", "title = {Tasting lessons},, year 2003")
    assert broken != WORKS
    codes = [one.code for one in check("", broken).diagnostics]
    assert codes
    assert "unknown-source" not in codes
