"""In a browser: a text is opened, words are selected, a claim is saved, and the file holds it."""

from __future__ import annotations

import re

import pytest

from evidence.loaded import load
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import read
from tests.serving.conftest import SHARED


def drag(page, first, last, numbers=(0, 0)):
    """Select with the mouse from one word of a page to another."""
    ends = []
    for word, number in zip((first, last), numbers, strict=True):
        span = page.locator(".words span", has_text=re.compile(f"^{word}$")).nth(number)
        span.scroll_into_view_if_needed()
        ends.append(span)
    boxes = [ends[0].bounding_box(), ends[1].bounding_box()]
    (left, right) = boxes
    page.mouse.move(left["x"] + 1, left["y"] + left["height"] / 2)
    page.mouse.down()
    page.mouse.move(right["x"] + right["width"] - 1, right["y"] + right["height"] / 2, steps=4)
    page.mouse.up()
    settled(page)


def until(page, told):
    """Wait until something is so; the page's policy lets no text be run as script."""
    for _ in range(400):
        if page.evaluate(f"() => {{ return {told} }}"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(told)


def stands(page, words):
    """Wait until a page that shows one thing at a time shows the one with these words."""
    page.locator("#one:not([aria-busy=true])", has_text=words).wait_for()


def settled(page):
    page.wait_for_selector("#claim:not([hidden])")
    until(page, "document.getElementById('stands').textContent !== '…'")


def filled(page, statement, element="stay", role="Reason to stay"):
    page.keyboard.press("Enter")
    page.keyboard.type(statement)
    page.get_by_role("combobox", name="Elements").fill(element)
    page.keyboard.press("Enter")
    page.get_by_role("radio", name=role).check()


def saved(page):
    page.keyboard.press("Control+Enter")
    until(page, "document.getElementById('saved').textContent.startsWith('saved in')")


def difference(before, after):
    """What was put into a file, if nothing else changed."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before)
    )
    rest = before[start:]
    assert after.endswith(rest), "something else changed"
    return after[start : len(after) - len(rest)]


def test_words_over_a_line_end_become_a_claim_and_the_file_differs_by_it_alone(served, visit):
    page = visit(served, "/texts/okafor2016")
    page.wait_for_selector(".words span")
    before = served.claims.read_text(encoding="utf-8")
    drag(page, "several", "unteers\\.")
    assert page.locator("#stands").inner_text() == "stands once, page 1"
    filled(page, "Volunteers would go on without pay.")
    page.locator("#coder").fill("an")
    saved(page)
    new = difference(before, served.claims.read_text(encoding="utf-8"))
    assert new == (
        "\n  - id: volunteers_would_go_without_pay\n"
        "    statement: Volunteers would go on without pay.\n"
        "    sources: [okafor2016]\n"
        "    at: {page: 1}\n"
        "    elements: [el.staying]\n"
        "    role: reason\n"
        "    coder: an\n"
        "    quote: several of them said that they would have gone on without it as volunteers.\n"
    )  # fmt: skip
    assert load(served.folder).errors == ()
    until(page, "document.querySelectorAll('#cards .card').length === 2")
    assert page.locator(".marks .claim").count() >= 3


def test_a_word_is_as_wide_over_its_page_as_on_it_whatever_font_the_browser_has(served, visit):
    page = visit(served, "/texts/okafor2016")
    page.wait_for_selector(".words span")
    shown = page.evaluate("""() => [...document.querySelector('.words').querySelectorAll('span')].map(
        (span) => span.getBoundingClientRect().width / span.closest('.sheet').clientWidth)""")
    words = served.get("/api/words?key=okafor2016&page=0")["words"]
    on_it = [width / 10_000 for _, _, _, _, width, *_ in words]
    # a font is drawn at whole pixels where that is sharper
    assert max(abs(a - b) for a, b in zip(shown, on_it, strict=True)) < 0.002


def test_a_quote_over_a_page_end_and_a_sentence_with_a_note_mark_are_found_by_verify(served, visit):
    page = visit(served, "/texts/okafor2016", viewport={"width": 1440, "height": 2600})
    until(page, "document.querySelectorAll('.sheet .words span').length > 80")
    drag(page, "medicine,", "village,")
    assert (
        page.locator("#quote").inner_text() == "medicine, said the old women of the upper village,"
    )
    filled(page, "Old women remember quarrels.", role="Reason to leave")
    saved(page)
    page.goto(f"{served.access.origin}/texts/das2017")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("s")
    settled(page)
    page.keyboard.press("Shift+S")
    until(page, "document.getElementById('quote').textContent.includes('harvest')")
    filled(page, "Payment in kind comes late.", role="Reason to leave")
    saved(page)
    review = load(served.folder)
    assert review.errors == ()
    for claim in review.claims[1:]:
        key = claim.read_in
        file = next((served.folder / "texts").glob(f"{key}.*"))
        opened = SearchableText(read(file.name, file.read_bytes()))
        seen = look_up(opened, claim.passage)
        assert (seen.outcome.value, seen.misplaced) == ("found", ())


def test_two_columns_are_selected_one_after_the_other(served, visit):
    real = SHARED / "corpora" / "fulltext" / "sample-files__multicolumn.pdf"
    if not real.is_file():
        pytest.skip("the corpus has no text in columns here")
    (served.folder / "texts" / "nemo1999.pdf").write_bytes(real.read_bytes())
    page = visit(served, "/texts/nemo1999")
    page.wait_for_selector(".words span")
    drag(page, "rhon-", "fringilla")
    assert (
        page.locator("#quote").inner_text()
        == "rhoncus sem. Nulla et lectus vestibulum urna fringilla"
    )
    assert page.locator("#stands").inner_text().startswith("stands once, page 1")


def test_words_from_right_to_left_are_selected_by_key_and_by_mouse(served, visit):
    page = visit(served, "/texts/das2017")
    page.get_by_text("They said so in Hebrew").dblclick(position={"x": 5, "y": 5})
    settled(page)
    assert page.locator("#quote").inner_text() == "They"
    page.keyboard.press("Escape")
    page.evaluate("""() => {
        const text = [...document.querySelectorAll('.block')].find((one) => one.textContent.includes('שלום')).firstChild;
        const at = text.data.indexOf('שלום');
        getSelection().setBaseAndExtent(text, at, text, at + 9);
    }""")
    until(page, "document.getElementById('quote').textContent === 'שלום עולם'")


def test_by_keys_alone_the_next_paragraph_without_a_claim_is_coded_and_taken_back(served, visit):
    before = served.claims.read_bytes()
    page = visit(served, "/texts/suzuki2013")
    page.keyboard.press("n")
    settled(page)
    assert (
        page.locator("#quote").inner_text()
        == "Training made people proud, and it also made them leave."
    )
    page.keyboard.press("n")
    until(page, "document.getElementById('quote').textContent.startsWith('A certificate')")
    page.keyboard.press("Enter")
    page.keyboard.type("A certificate leads to town.")
    assert page.locator("#claim-id").input_value() == "certificate_leads_town"
    page.keyboard.press("Tab")
    page.keyboard.type("reten")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    saved(page)
    assert load(served.folder).item("certificate_leads_town").facets == {"role": ("leave",)}
    page.keyboard.press("u")
    until(page, "document.getElementById('saved').textContent.startsWith('taken back')")
    assert served.claims.read_bytes() == before


def test_what_check_says_stands_at_its_field_and_what_was_typed_stays(served, visit):
    page = visit(served, "/texts/suzuki2013")
    before = served.claims.read_bytes()
    page.keyboard.press("n")
    settled(page)
    page.keyboard.press("Enter")
    page.keyboard.type("It made them leave.")
    page.keyboard.press("Control+Enter")
    page.locator("[data-field=elements] .said.error").wait_for()
    page.get_by_role("combobox", name="Elements").fill("stay")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.locator("[data-field=role] .said.error").wait_for()
    assert page.locator(".said").count() == 1
    assert page.locator("#statement").input_value() == "It made them leave."
    assert served.claims.read_bytes() == before
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#statement").input_value() == "It made them leave."


def test_a_claim_is_changed_and_deleted_and_its_comments_stay(served, visit):
    page = visit(served, "/texts/okafor2016", own=True)
    page.get_by_role("button", name="change").click()
    assert page.locator("#statement").input_value() == "Respect mattered more than the stipend."
    page.locator("#caveat").fill("Said by those who stayed.")
    saved(page)
    text = served.claims.read_text(encoding="utf-8")
    assert "# coded first\n" in text
    assert "stipend.  # so they say\n" in text
    assert "    caveat: Said by those who stayed.\n    quote: Respect" in text
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="delete").click()
    until(page, "document.getElementById('saved').textContent.startsWith('deleted')")
    assert "respect_mattered" not in served.claims.read_text(encoding="utf-8")
    page.keyboard.press("u")
    until(page, "document.getElementById('saved').textContent.startsWith('taken back')")
    assert served.claims.read_text(encoding="utf-8") == text


def test_the_second_save_is_told_what_changed_and_keeps_what_was_typed(served, visit):
    one, other = visit(served, "/texts/okafor2016"), visit(served, "/texts/okafor2016")
    for page in (one, other):
        page.get_by_role("button", name="change").click()
    one.locator("#statement").fill("Respect mattered most.")
    saved(one)
    other.locator("#caveat").fill("Few were asked.")
    other.keyboard.press("Control+Enter")
    other.wait_for_selector("#told .wrong")
    assert "was changed meanwhile" in other.locator("#told .wrong").inner_text()
    assert "Respect mattered most." in other.locator("#told dd").inner_text()
    assert other.locator("#caveat").input_value() == "Few were asked."
    other.get_by_role("button", name="keep mine, and save").click()
    until(other, "document.getElementById('saved').textContent.startsWith('saved in')")
    claim = load(served.folder).item("respect_mattered")
    assert claim.statement.plain == "Respect mattered most."
    assert claim.caveat.plain == "Few were asked."


def test_what_an_editor_saves_is_seen_on_the_page(served, visit):
    page = visit(served, "/texts/okafor2016")
    text = served.claims.read_text(encoding="utf-8")
    served.claims.write_text(text.replace("than the stipend", "than all pay"), encoding="utf-8")
    until(page, "document.querySelector('#cards .statement').textContent.includes('than all pay')")


def test_a_claim_leads_to_its_words_and_they_lead_to_it(served, visit):
    page = visit(served, "/texts/okafor2016")
    page.wait_for_selector(".marks .claim")
    page.get_by_role("button", name="Respect mattered", exact=False).last.click()
    assert page.locator(".marks .active").count() == 1
    page.locator(".numbers .number").click()
    assert page.locator(".card.active").get_attribute("data-claim") == "respect_mattered"
