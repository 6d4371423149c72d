"""The board of findings: every finding of a review opens as it is written, and is written back so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.loaded import load
from tests.serving.test_coding import until
from tests.serving.test_form import SCREENS, faults

ROOT = Path(__file__).resolve().parents[2]
REVIEWS = {
    "study": ROOT / "tests" / "markdown" / "review",
    "texts": ROOT / "tests" / "snapshot" / "review",
}


@pytest.fixture(params=REVIEWS)
def board(request, serve, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(REVIEWS[request.param], folder)
    return serve(folder)


def opened(page, id_):
    page.evaluate(
        """(id) => [...document.querySelectorAll('#found .statement')]
           .find((one) => one.dataset.id === id).click()""",
        id_,
    )


def saved(page, word="saved in"):
    page.keyboard.press("Control+Enter")
    until(page, f"document.getElementById('saved').textContent.startsWith('{word}')")


def test_every_finding_opens_and_nothing_is_written_of_one_that_nobody_changed(board, visit):
    before = board.claims.read_bytes()
    page = visit(board, "/findings")
    page.wait_for_selector("html[data-ready]")
    findings = load(board.folder).findings
    assert page.locator("#found .statement").count() == len(findings) > 1
    for finding in findings:
        opened(page, finding.id)
        assert page.locator(".form-head h2").inner_text() == finding.id
        page.evaluate("document.getElementById('saved').textContent = ''")
        saved(page, "nothing was changed")
    assert board.claims.read_bytes() == before


def test_a_claim_is_searched_and_put_against_a_finding_and_nothing_else_is_written(board, visit):
    before = board.claims.read_text(encoding="utf-8")
    page = visit(board, "/findings")
    page.wait_for_selector("html[data-ready]")
    review = load(board.folder)
    finding = next(f for f in review.findings if f.supported_by and not f.contradicted_by)
    claim = next(c for c in review.claims if c.id not in f"{finding}")
    opened(page, finding.id)
    page.get_by_role("combobox", name="Against").fill(claim.id)
    page.keyboard.press("Enter")
    page.get_by_label("The condition under which it holds").fill("unresolved")
    saved(page)
    now = load(board.folder).item(finding.id)
    assert now.contradicted_by == (claim.id,)
    after = board.claims.read_text(encoding="utf-8").splitlines()
    gone = [line for line in before.splitlines() if line not in after]
    new = [line for line in after if line not in before.splitlines()]
    assert len(gone) <= 1
    assert {line.split(":")[0].strip() for line in new} <= {"contradicted_by", "resolution"}
    assert len(after) == len(before.splitlines()) + 2 - len(gone)
    page.get_by_role("button", name="undo").click()
    until(page, "document.getElementById('saved').textContent.startsWith('taken back')")
    assert board.claims.read_text(encoding="utf-8") == before


def test_a_new_finding_is_written_at_the_end_of_the_findings(board, visit):
    page = visit(board, "/findings")
    page.wait_for_selector("html[data-ready]")
    before = [finding.id for finding in load(board.folder).findings]
    page.get_by_role("button", name="a new finding").click()
    page.get_by_label("What is found").fill("Gardens please everybody.")
    saved_or_told(page)
    claim = load(board.folder).claims[0].id
    page.get_by_role("combobox", name="Support").fill(claim)
    page.keyboard.press("Enter")
    saved(page)
    assert [finding.id for finding in load(board.folder).findings] == [*before, "f.gardens_please"]
    assert load(board.folder).item("f.gardens_please").supported_by == (claim,)


def saved_or_told(page):
    """An error without support stands on the page, and nothing is written."""
    page.keyboard.press("Control+Enter")
    page.locator("#finding .said.error").first.wait_for()


def test_a_judgement_is_changed_and_what_the_page_does_not_know_of_it_stays(serve, visit, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(REVIEWS["study"], folder)
    board = serve(folder)
    finding = next(f for f in load(folder).findings if f.fit and f.fit.judgement == "beyond")
    page = visit(board, "/findings")
    page.wait_for_selector("html[data-ready]")
    opened(page, finding.id)
    page.get_by_label("What nobody is cited for").fill("That all of them do.")
    saved(page)
    now = load(folder).item(finding.id).fit
    assert now.not_cited.first == "That all of them do."
    assert (now.judgement, now.because, now.by, now.on, now.second) == (
        finding.fit.judgement, finding.fit.because, finding.fit.by, finding.fit.on, finding.fit.second,
    )  # fmt: skip


def test_whoever_saves_a_finding_that_was_changed_meanwhile_is_told_and_loses_nothing(board, visit):
    page = visit(board, "/findings")
    page.wait_for_selector("html[data-ready]")
    finding = next(f for f in load(board.folder).findings if not f.memo)
    opened(page, finding.id)
    item = next(one for one in board.get("/api/findings")["findings"] if one["id"] == finding.id)
    sent = {"id": finding.id, "mark": item["mark"], "changes": {"memo": "By another."}}
    assert board.post("/api/findings/change", sent)["why"] == ""
    page.get_by_label("In 15 words at most").fill("Brief.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="keep mine, and save").click()
    until(page, "document.getElementById('saved').textContent.startsWith('saved in')")
    now = load(board.folder).item(finding.id)
    assert (now.memo, now.short.first) == ("By another.", "Brief.")


@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_axe_finds_nothing_on_the_board(board, visit, screen):
    page = visit(board, "/findings", bypass_csp=True, **SCREENS[screen])
    page.wait_for_selector("html[data-ready]")
    opened(page, load(board.folder).findings[0].id)
    assert faults(page, screen) == {}
