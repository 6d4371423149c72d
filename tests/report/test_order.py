"""The summary of findings in another order than the review's."""

from __future__ import annotations

import pytest

from tests.report import recount

ROWS = """() => [...document.querySelectorAll('.sof tbody tr')].map(
  tr => tr.querySelector('[data-of]')?.dataset.of || '')"""


def ranks(counted: recount.Review, without: str = "") -> dict[str, int]:
    """How many citations each finding rests on itself."""
    return {key: -counted.support(key, without).weight for key in counted.findings}


@pytest.mark.parametrize("without", ["", "marijan2005", "context=india"])
def test_findings_stand_by_what_supports_them_now(study, show, without):
    counted = recount.read(study.review)
    page = show(study.path(), f"?_without={without.replace('=', '%3D')}" if without else "")
    before = page.evaluate(ROWS)
    assert before.count("") > 3
    known = ranks(counted, without)
    expected = sorted(filter(None, before), key=known.__getitem__)
    page.select_option("#_sort", "most")
    assert page.evaluate(ROWS) == expected
    page.select_option("#_sort", "least")
    assert page.evaluate(ROWS) == sorted(filter(None, before), key=lambda key: -known[key])
    page.select_option("#_sort", "")
    assert page.evaluate(ROWS) == before


def test_what_is_left_out_later_moves_the_findings(study, show):
    counted = recount.read(study.review)
    page = show(study.path(), "?_sort=most")
    whole = page.evaluate(ROWS)
    assert set(whole) == set(counted.findings)
    page.select_option("#_without", "okada2008")
    moved = page.evaluate(ROWS)
    known = ranks(counted, "okada2008")
    assert moved != whole
    assert [known[key] for key in moved] == sorted(known.values())
    assert "_sort=most" in page.url
    page.select_option("#_without", "")
    assert page.evaluate(ROWS) == whole


def test_without_script_the_findings_stand_as_in_the_review_and_no_order_is_offered(study, show):
    page = show(study.path(), java_script_enabled=False)
    assert not page.locator("#_sort").is_visible()
    assert page.locator(".sof .grouprow").count() > 3
