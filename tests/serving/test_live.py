"""The report in the browser: built at every save, at its place, with what is wrong and where."""

from __future__ import annotations

from tests.serving.test_coding import until
from tests.serving.test_saves import draft


def report(page):
    return page.frame_locator("#frame")


def test_the_report_is_built_anew_when_a_claim_is_saved_and_stays_where_it_was(served, visit):
    page = visit(served, "/report")
    report(page).get_by_text("Why volunteers stay").first.wait_for()
    page.evaluate("document.getElementById('frame').contentWindow.scrollTo(0, 150)")
    served.post("/api/add", draft("a_new_claim", statement="Training made people leave."))
    report(page).get_by_text("Training made people leave.").first.wait_for(state="attached")
    until(page, "document.getElementById('frame').contentWindow.scrollY === 150")


def test_what_keeps_the_report_from_being_built_is_shown_with_file_and_line(serve, visit):
    served = serve(report=True)
    page = visit(served)
    report(page).get_by_text("Why volunteers stay").first.wait_for()
    text = served.claims.read_text(encoding="utf-8")
    served.claims.write_text(text.replace("[okafor2016]", "[nobody1900]"), encoding="utf-8")
    page.locator("#errors li").first.wait_for()
    line = text[: text.index("[okafor2016]")].count("\n") + 1
    assert f"claims.yaml:{line}:" in page.locator("#errors").inner_text()
    assert "nobody1900" in page.locator("#errors").inner_text()
    assert report(page).get_by_text("Why volunteers stay").count()
    served.claims.write_text(text, encoding="utf-8")
    page.locator("#errors").wait_for(state="hidden")
    assert page.locator("nav a").count() == 0
    assert served.ask("GET", "/texts/okafor2016")[0] == 404


def test_the_list_says_how_much_of_each_text_is_coded(served, visit):
    page = visit(served)
    page.get_by_text("1 of 4 paragraphs with a claim").wait_for()
    served.post("/api/add", draft("a_new_claim", quote="Training made people proud"))
    page.get_by_text("1 of 2 paragraphs with a claim").wait_for()


def test_a_text_that_was_put_into_the_folder_a_moment_ago_opens(served, visit):
    page = visit(served)
    page.get_by_text("1 of 4 paragraphs with a claim").wait_for()
    (served.folder / "texts" / "nemo1999.txt").write_text("Nobody stayed.", encoding="utf-8")
    page.goto(f"{served.access.origin}/texts/nemo1999")
    page.get_by_text("Nobody stayed.").wait_for()


def test_the_report_stands_beside_the_text_stays_at_its_place_and_is_remembered(served, visit):
    page = visit(served, "/texts/okafor2016")
    assert page.locator("#report-beside").is_hidden()
    page.get_by_role("button", name="report beside").click()
    report(page).get_by_text("Why volunteers stay").first.wait_for()
    assert page.locator("#text").is_visible()
    page.evaluate("document.getElementById('frame').contentWindow.scrollTo(0, 150)")
    page.keyboard.press("r")
    page.keyboard.press("r")
    served.post("/api/add", draft("a_new_claim", statement="Training made people leave."))
    report(page).get_by_text("Training made people leave.").first.wait_for(state="attached")
    until(page, "document.getElementById('frame').contentWindow.scrollY === 150")
    page.goto(f"{served.access.origin}/texts/suzuki2013")
    report(page).get_by_text("Why volunteers stay").first.wait_for()
    until(page, "document.getElementById('frame').contentWindow.scrollY === 150")
    page.locator("#cards .card").first.wait_for()  # what is said of the files is still heard
    page.get_by_role("button", name="report beside").click()
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#report-beside").is_hidden()


def test_on_a_narrow_screen_the_report_takes_the_place_of_the_text(served, visit):
    page = visit(served, "/texts/okafor2016", viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="report beside").click()
    report(page).get_by_text("Why volunteers stay").first.wait_for()
    assert page.locator("#text").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="report beside").click()
    assert page.locator("#text").is_visible()
