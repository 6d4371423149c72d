"""The summary of findings in another order than the review's."""

from __future__ import annotations

import pytest

from tests.report import recount

LADDER = (
    "independent", "one_citation", "second_hand_only", "own_statement_only", "unsupported",
    "contested",
)  # fmt: skip
ROWS = """() => [...document.querySelectorAll('.sof tbody tr')].map(
  tr => tr.querySelector('[data-of]')?.dataset.of || '')"""


def ranks(counted: recount.Review, without: str = "") -> dict[str, tuple[int, int]]:
    """Where each finding stands: by its fact word, then by the number of works."""
    found = {}
    for key in counted.findings:
        state, _, works = counted.support(key, without)
        found[key] = (LADDER.index(state), -works if state == "independent" else 0)
    return found


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
    backwards = {key: tuple(-n for n in rank) for key, rank in known.items()}
    assert page.evaluate(ROWS) == sorted(filter(None, before), key=backwards.__getitem__)
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
