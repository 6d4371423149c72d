"""In a browser: what somebody met who had never seen the page, and what it says now."""

from __future__ import annotations

import pytest

from evidence.loaded import load
from evidence.serving import workspace
from evidence.texts.pdf_pages import _first_box
from evidence.yaml.new_ids import LIGHT_WORDS, SMALL_WORDS, id_for
from tests.report.test_search import FRAME
from tests.serving.conftest import SOURCES, write_review
from tests.serving.test_coding import saved, settled, until
from tests.serving.test_form import SCREENS, faults
from tests.texts.conftest import pdf


def test_the_list_shows_titles_and_why_a_text_is_not_at_hand_and_what_to_do(
    serve, visit, tmp_path, monkeypatch
):
    monkeypatch.setattr(workspace, "_LISTED", 0.3)
    folder = write_review(tmp_path / "review")
    named = SOURCES.replace("year = {1999}", "year = {1999}, file = {files/9/Nemo 1999.pdf}")
    lost = "@article{lost2001, author = {Lost, Lea}, title = {Nothing said}, year = {2001}}\n"
    (folder / "sources.bib").write_text(named + lost, encoding="utf-8")
    page = visit(serve(folder))
    assert "Why they stay" in page.locator(".texts li", has_text="Okafor 2016").inner_text()
    page.locator("summary").click()
    told = page.locator(".list details").inner_text()
    assert str(folder / "texts") in told
    assert "its entry names files/9/Nemo 1999.pdf, which is not there" in told
    assert "nemo1999.pdf" in told
    assert "Nothing said" in told
    assert "its entry names no file: save the text as lost2001.pdf" in told
    (folder / "texts" / "lost2001.txt").write_text("Here it is.\n", encoding="utf-8")
    page.wait_for_timeout(500)  # longer than the list of a folder is taken for what lies there
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.get_by_role("link", name="Lost 2001").wait_for()


def test_the_list_says_what_it_sees_in_a_text_beside_what_is_recorded(served, visit):
    page = visit(served, "/texts/okafor2016")
    row = page.locator(".list li", has_text="Okafor 2016")
    row.get_by_text("quotes found in the text: 1 of 1; recorded as verified: 0").wait_for()
    assert "this records it: evidence verify\n" in page.locator(".list").inner_text()


def test_what_is_missing_is_said_without_a_word_of_the_file(served, visit):
    page = visit(served, "/texts/suzuki2013")
    page.keyboard.press("n")
    settled(page)
    page.keyboard.press("Control+Enter")
    page.locator("[data-field=elements] .said.error").wait_for()
    told = page.locator("#claim .said.error").all_inner_texts()
    assert any("make" in one or "new one" in one for one in told)
    assert not any("`" in one for one in told)
    assert "Not saved: what is marked below" in page.locator("#told").inner_text()


def test_words_that_come_in_the_place_of_saved_ones_are_shown_and_asked_about(served, visit):
    before = served.claims.read_bytes()
    page = visit(served, "/texts/okafor2016")
    page.wait_for_selector(".words span")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    with page.expect_response("**/api/check"):
        page.keyboard.press("n")
    page.locator(".before del").wait_for()
    assert page.locator(".before del").inner_text() == "Respect from neighbours mattered more"
    page.evaluate(FRAME)  # `check` has spoken
    assert page.locator(".before del").is_visible()
    page.keyboard.press("Control+Enter")
    assert "another one than the saved one" in page.locator("#told").inner_text()
    assert served.claims.read_bytes() == before
    page.locator("#text").focus()
    page.keyboard.press("o")
    page.locator(".before del").wait_for(state="detached")
    assert page.locator("#quote").inner_text() == "Respect from neighbours mattered more"
    saved(page)
    assert served.claims.read_bytes() == before


def test_words_are_found_over_a_line_end_and_marked(served, visit):
    page = visit(served, "/texts/okafor2016")
    page.wait_for_selector(".words span")
    page.keyboard.press("/")
    page.keyboard.type("volunteers")
    until(page, "document.getElementById('find-told').textContent === '1 of 3'")
    assert page.locator(".sheet .found.here").count() == 2  # a piece on either line
    page.keyboard.press("Enter")
    until(page, "document.getElementById('find-told').textContent === '2 of 3'")
    page.get_by_label("Find in this text").fill("nobody at all")
    until(page, "document.getElementById('find-told').textContent === 'not in this text'")
    page.keyboard.press("Escape")
    until(page, "document.querySelectorAll('.sheet .found').length === 0")
    assert page.locator("#finder").is_hidden()
    page.keyboard.press("n")  # the keys are those of the text again
    settled(page)


def test_words_on_a_page_that_was_never_drawn_are_found_and_shown(serve, visit, tmp_path):
    folder = write_review(tmp_path / "review")
    pages = [f"Chapter {n}\n\nNothing is told on this page of number {n}." for n in range(1, 30)]
    pages.append("The last\n\nHere the heron stands in the shallow water and waits.")
    (folder / "texts" / "nemo1999.pdf").write_bytes(pdf(*pages))
    page = visit(serve(folder), "/texts/nemo1999")
    page.keyboard.press("/")
    page.keyboard.type("HÉRON")
    until(page, "document.querySelectorAll('.sheet .found.here').length === 1")
    assert page.locator("#page-of").inner_text().startswith("page 30 of 30")


def test_words_are_found_in_a_text_without_pages(served, visit):
    page = visit(served, "/texts/das2017")
    page.keyboard.press("/")
    page.keyboard.type("was late")
    until(page, "CSS.highlights.get('found')?.size === 2")
    until(page, "document.getElementById('find-told').textContent === '1 of 2'")


def test_the_page_proposes_the_ids_that_add_proposes(served, visit):
    page = visit(served, "/texts/das2017")
    told = [
        "The course asks for no prior knowledge.",
        "Each session adds one more level.",
        "Was über Kürbisse gesagt wird: nichts",
        "Of 1,200 pupils 40% could name none",
        "It is.",
        "a-b c_d e.f",
    ]
    words = {"taken": [], "small": sorted(SMALL_WORDS), "light": sorted(LIGHT_WORDS)}
    made = page.evaluate(
        """async ([told, words]) => {
            const { idFor } = await import("/static/ids.js");
            return told.map((one) => idFor(one, words));
        }""",
        [told, words],
    )
    assert made == [id_for(one, []) for one in told]
    assert made[0] == "course_asks_no_prior"


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_where_a_claim_is_changed_and_words_are_sought(served, visit, screen):
    page = visit(served, "/texts/okafor2016", bypass_csp=True, **SCREENS[screen])
    page.wait_for_selector(".words span")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.locator(".before del").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("volunteers")
    assert faults(page, screen) == {}


class Signs:
    """Signs of a page, of which the hyphen at the line end has no box."""

    def box(self, at):
        return {0: (0, 0, 5, 9), 1: (5, 0, 9, 9), 2: (9, 0, 9, 0)}[at]


def test_a_word_that_a_line_end_parts_is_marked_up_to_its_last_letter():
    assert _first_box(range(2, -1, -1), [0, 1, 2], Signs()) == (5, 0, 9, 9)
    assert _first_box(range(2, 1, -1), [0, 1, 2], Signs()) is None


MORE_CLAIMS = """\
  - id: ten_of
    statement: On a test, learners answered four of ten teaching questions.
    sources: [suzuki2013]
    at: {paragraph: 1}
    elements: [el.selection]
    role: leave
  - id: helpers
    statement: Ten teaching assistants helped.
    sources: [suzuki2013]
    at: {paragraph: 2}
    elements: [el.staying]
    role: reason
"""


@pytest.fixture
def board(serve, visit, tmp_path):
    folder = write_review(tmp_path / "review")
    text = (folder / "claims.yaml").read_text("utf-8")
    kinds = "framework:\n  finding_kinds:\n    conclusion: {label: Conclusion}\n"
    text = text.replace("framework:\n", kinds).replace("    # ask her again\n", MORE_CLAIMS)
    (folder / "claims.yaml").write_text(text, "utf-8")
    (folder / "claims").mkdir()
    (folder / "claims" / "findings.yaml").write_text("# what we find\nfindings: []\n", "utf-8")
    assert load(folder).errors == ()
    served = serve(folder, coder="an")
    page = visit(served, "/findings")
    page.wait_for_selector("html[data-ready]")
    page.get_by_role("button", name="a new finding").click()
    page.get_by_label("What is found").fill("Assistants help.")
    return served, page


def test_a_claim_that_begins_as_was_typed_is_the_first_that_is_found(board):
    served, page = board
    assert page.locator("#unused summary").inner_text() == "3 claims that no finding uses yet"
    page.get_by_role("combobox", name="Support").fill("ten teaching")
    page.keyboard.press("Enter")
    assert page.locator(".chip").inner_text().startswith("Ten teaching assistants helped.")
    page.get_by_role("combobox", name="Background").fill("selection")  # an element of the claim
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    until(page, "document.getElementById('saved').textContent.startsWith('saved in')")
    finding = load(served.folder).findings[0]
    assert (finding.supported_by, finding.background) == (("helpers",), ("ten_of",))
    # where `init` made a file for findings they go there, and its comment stays
    told = (served.folder / "claims" / "findings.yaml").read_text("utf-8")
    assert told.startswith("# what we find\nfindings:\n  - id: f.assistants_help\n")
    until(page, "document.querySelector('#unused summary').textContent.startsWith('1 claim ')")


def test_what_a_judgement_lacks_is_said_at_its_head_and_who_judged_when_is_filled_in(board):
    page = board[1]
    page.keyboard.press("Control+Enter")
    page.locator("#told .wrong", has_text="Not saved: 1 thing is missing or wrong").wait_for()
    page.get_by_role("combobox", name="Support").fill("ten teaching")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="moderate confidence").check()
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelector('.part .said') !== null")
    said = page.locator(".part > .said").first
    assert "methodological limitations" in said.inner_text()
    assert "`" not in said.inner_text()
    page.get_by_label("coherence").select_option("none")
    assert page.get_by_label("coherence").locator("..").locator(".means").is_visible()
    by = page.locator(".part input[id^=finding-by-]")
    on = page.locator(".part input[id^=finding-on-]")
    assert by.input_value() == "an"
    assert on.input_value()[:2] == "20"
