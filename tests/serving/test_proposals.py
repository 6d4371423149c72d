"""Proposals in the browser: the passage is read first, and nobody accepts what was not read."""

from __future__ import annotations

import pytest

from evidence.loaded import load
from tests.serving.conftest import CLAIMS
from tests.serving.test_coding import stands, until

PROPOSALS = """\
  - id: proud_people
    statement: Training makes people proud.
    sources: [suzuki2013]
    at: {paragraph: 1}
    elements: [el.staying]
    role: reason
    proposed: {by: import taguette, file: project.sqlite3, key: "17", on: 2026-11-29}
    quote: Training made people proud
  - id: machine_made
    statement: A certificate opens doors.
    sources: [suzuki2013]
    at: {paragraph: 2}
    elements: [el.staying]
    role: leave
    proposed: {by: import coding, file: coded.csv, key: "1", on: 2026-11-29, machine: m1}
    quote: A certificate opened every door of the clinic in town
"""


@pytest.fixture
def waiting(served):
    text = CLAIMS.replace(
        "framework:",
        '  machines: [{initials: m1, tool: a model, version: "1", used_for: coding}]\nframework:',
        1,
    )
    served.claims.write_text(text + PROPOSALS, encoding="utf-8")
    assert load(served.folder).errors == ()
    return served


def test_a_proposal_is_accepted_after_its_passage_was_read_and_not_before(waiting, visit):
    before = waiting.claims.read_text(encoding="utf-8")
    page = visit(waiting, "/proposals")
    page.wait_for_selector("html[data-ready]")
    page.locator("#coder").fill("an")
    page.locator("#coder").blur()
    assert page.locator(".passage mark").inner_text() == "Training made people proud"
    assert "Training makes people proud." not in page.locator("#one").inner_text()
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert waiting.claims.read_text(encoding="utf-8") == before
    page.keyboard.press(" ")
    assert "Training makes people proud." in page.locator(".proposed").inner_text()
    page.keyboard.press("a")
    until(page, "document.getElementById('saved').textContent.startsWith('accepted')")
    claim = load(waiting.folder).item("proud_people")
    assert claim.accepted.by == "an"
    assert claim.counts
    after = waiting.claims.read_text(encoding="utf-8")
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.split(":")[0].strip() for line in new] == ["accepted"]
    page.keyboard.press("u")
    until(page, "document.getElementById('saved').textContent.startsWith('taken back')")
    assert waiting.claims.read_text(encoding="utf-8") == before


def test_a_machine_s_proposal_whose_quote_is_not_the_text_s_is_turned_down_with_a_reason(
    waiting, visit
):
    page = visit(waiting, "/proposals")
    page.wait_for_selector("html[data-ready]")
    page.locator("#coder").fill("an")
    page.locator("#coder").blur()
    page.keyboard.press("n")
    page.get_by_text("import coding").wait_for()
    page.keyboard.press(" ")
    assert "cannot be accepted as it is" in page.locator("#one").inner_text()
    assert page.get_by_role("button", name="accept a").is_disabled()
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.get_by_label("Why it is turned down").fill("The text names one door.")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('saved').textContent.startsWith('turned down')")
    claim = load(waiting.folder).graph.proposals["machine_made"]
    assert claim.rejected.because.plain == "The text names one door."
    assert claim.accepted is None


def test_a_proposal_is_changed_and_accepted_in_one(waiting, visit):
    page = visit(waiting, "/proposals")
    page.wait_for_selector("html[data-ready]")
    page.locator("#coder").fill("bk")
    page.locator("#coder").blur()
    page.keyboard.press(" ")
    page.keyboard.press("e")
    page.locator("#statement").fill("Training made some people proud.")
    page.keyboard.press("Control+Enter")
    until(page, "document.getElementById('saved').textContent.startsWith('accepted')")
    claim = load(waiting.folder).item("proud_people")
    assert claim.statement.plain == "Training made some people proud."
    assert (claim.accepted.by, claim.proposed.key) == ("bk", "17")


def test_nobody_but_an_author_decides(waiting):
    claim = waiting.get("/api/proposal?id=proud_people")["claim"]
    before = waiting.claims.read_bytes()
    for by in ("", "zz", "m1"):
        sent = {"id": claim["id"], "mark": claim["mark"], "by": by}
        assert waiting.post("/api/decide", sent)["why"] != ""
    assert waiting.claims.read_bytes() == before


SLOWLY = """() => {
    const real = window.fetch;
    const later = (ms) => new Promise((done) => setTimeout(done, ms));
    window.fetch = async (...asked) => {
        if (String(asked[0]).includes("/api/proposal?")) await later(400);
        return real(...asked);
    };
}"""


def test_a_key_that_comes_while_the_next_one_is_fetched_reads_and_decides_nothing(waiting, visit):
    before = waiting.claims.read_text(encoding="utf-8")
    page = visit(waiting, "/proposals")
    page.wait_for_selector("html[data-ready]")
    page.locator("#coder").fill("an")
    page.locator("#coder").blur()
    page.evaluate(SLOWLY)
    for key in ("n", " ", "a"):
        page.keyboard.press(key)
    stands(page, "1 of 2")
    assert "A certificate opens doors." not in page.locator("#one").inner_text()
    assert waiting.claims.read_text(encoding="utf-8") == before
    page.keyboard.press(" ")
    page.keyboard.press("r")
    page.locator("#why").fill("It says nothing of jobs.")
    page.locator("#why").press("Enter")
    stands(page, "1 of 1")
    for key in (" ", "a", "a"):
        page.keyboard.press(key)
    page.get_by_text("No proposal waits for a decision.").wait_for()
    assert load(waiting.folder).item("proud_people").accepted.by == "an"
    page.keyboard.press("u")
    until(page, "document.getElementById('saved').textContent.startsWith('taken back')")
    assert load(waiting.folder).item("proud_people").accepted is None
