"""In a browser: elements, the title and the questions are made where no line of YAML is written."""

from __future__ import annotations

import pytest

from evidence.files.starter import empty_files
from evidence.loaded import load
from tests.serving.conftest import CLAIMS, SOURCES, write_review
from tests.serving.test_coding import difference, saved, settled, until
from tests.serving.test_form import SCREENS, faults

# as `evidence init --empty` leaves it, and less
EMPTY = empty_files()["claims.yaml"].decode()
BARE = {
    "begun": EMPTY,
    "none": "review:\n  texts: texts/  # ours\n\nclaims: []\n",
    "null": "framework:\nreview: {texts: texts/}\nclaims: []\n",
    "brackets": "review:\n  texts: texts/\nframework:\n  # themes\n  elements: []  # none yet\nclaims: []\n",
}


@pytest.fixture
def bare(serve, tmp_path):
    def made(claims):
        folder = write_review(tmp_path / "review")
        (folder / "claims.yaml").write_text(claims, encoding="utf-8")
        return serve(folder)

    return made


def told(page, word):
    until(page, f"document.getElementById('saved').textContent.startsWith('{word}')")


def at_codebook(served, visit, **options):
    page = visit(served, "/codebook", **options)
    page.wait_for_selector("html[data-ready]")
    return page


@pytest.mark.parametrize("head", BARE)
def test_the_first_claim_makes_its_element_where_there_is_none(bare, visit, head):
    served = bare(BARE[head])
    page = visit(served, "/texts/suzuki2013")
    page.keyboard.press("n")
    settled(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Training makes people leave.")
    page.keyboard.press("Tab")
    page.keyboard.type("Hands-on practice")
    assert page.get_by_role(
        "option", name="nothing is called “Hands-on practice” here"
    ).is_visible()
    page.keyboard.press("Enter")
    assert page.get_by_label("Id, by which claims name it").input_value() == "el.hands_practice"
    page.keyboard.type("What people do with their own hands.")
    page.keyboard.press("Enter")
    page.locator(".chip", has_text="Hands-on practice").wait_for()
    new = difference(BARE[head], served.claims.read_text("utf-8")) if head == "none" else ""
    saved(page)
    review = load(served.folder)
    assert review.errors == ()
    element = review.item("el.hands_practice")
    assert element.label.plain == "Hands-on practice"
    assert element.definition.plain == "What people do with their own hands."
    assert element.origin == "emergent"
    assert review.claims[0].elements == ("el.hands_practice",)
    assert not new or new == (
        "framework:\n  elements:\n    - id: el.hands_practice\n"
        "      label: Hands-on practice\n"
        "      definition: What people do with their own hands.\n      origin: emergent\n\n"
    )
    kept = [line for line in BARE[head].splitlines() if "#" in line]
    after = served.claims.read_text("utf-8")
    assert all(line[line.index("#") :] in after for line in kept)


def test_one_that_is_like_others_is_made_below_them_and_the_claim_is_taken_back_first(
    served, visit
):
    before = served.claims.read_bytes()
    page = visit(served, "/texts/suzuki2013")
    page.keyboard.press("n")
    settled(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Training makes people leave.")
    page.get_by_role("combobox", name="Elements").fill("stay")
    assert page.get_by_role("option", name="Staying").is_visible()
    page.get_by_role("option", name="make the element “stay”").click()
    page.get_by_label("What it is called").fill("Going")
    page.get_by_label("What it is a part of").select_option("el.staying")
    page.get_by_role("button", name="Make this element").click()
    page.locator(".chip", has_text="Going").wait_for()
    assert load(served.folder).item("el.going").part_of == "el.staying"
    page.get_by_role("radio", name="Reason to leave").check()
    saved(page)
    assert load(served.folder).claims[-1].elements == ("el.going",)
    for _ in range(2):
        page.keyboard.press("u")
        told(page, "taken back")
        page.evaluate("document.getElementById('saved').textContent = ''")
    assert served.claims.read_bytes() == before


def test_words_that_were_typed_and_not_chosen_are_said_before_the_claim_is_saved(served, visit):
    page = visit(served, "/texts/suzuki2013")
    page.keyboard.press("n")
    settled(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Training makes people leave.")
    page.get_by_role("radio", name="Reason to leave").check()
    page.get_by_role("combobox", name="Elements").fill("stay")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Elements").fill("a test scr")
    before = served.claims.read_bytes()
    page.keyboard.press("Control+Enter")
    assert "“a test scr” was typed under Elements" in page.locator("#told").inner_text()
    assert served.claims.read_bytes() == before
    saved(page)
    page.keyboard.press("n")
    settled(page)
    assert page.get_by_role("combobox", name="Elements").input_value() == ""


def test_an_element_is_added_changed_and_taken_away_and_every_comment_stays(served, visit):
    page = at_codebook(served, visit)
    before = served.claims.read_text("utf-8")
    page.keyboard.press("n")
    page.keyboard.type("Selection by a meeting")
    page.get_by_label("Definition").fill("Those present vote.")
    page.get_by_label("What it is a part of").select_option("el.selection")
    page.keyboard.press("Enter")
    told(page, "saved in")
    new = difference(before, served.claims.read_text("utf-8"))
    assert new == (
        "    - id: el.selection_meeting\n      label: Selection by a meeting\n"
        "      definition: Those present vote.\n      origin: emergent\n"
        "      part_of: el.selection\n"
    )
    rows = page.locator("#elements li")
    assert [rows.nth(n).get_attribute("data-depth") for n in range(3)] == ["0", "1", "0"]
    page.keyboard.press("e")
    page.get_by_label("What it is called").fill("Chosen by a meeting")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Chosen by a meeting").wait_for()
    page.keyboard.press("Delete")
    told(page, "deleted el.selection")
    assert served.claims.read_text("utf-8") == before
    page.keyboard.press("u")
    told(page, "taken back")
    assert "Chosen by a meeting" in served.claims.read_text("utf-8")


def test_an_element_in_one_line_is_changed_and_one_in_use_says_what_uses_it(served, visit):
    page = at_codebook(served, visit)
    row = page.locator("#row-el\\.staying")
    assert "1 claim" in row.inner_text()
    assert "not deleted as long as it is used: 1 claim" in row.inner_text()
    assert row.get_by_role("button", name="delete").count() == 0
    row.get_by_role("button", name="change").click()
    page.get_by_label("Definition").fill("How long somebody stays.")
    page.get_by_role("button", name="Save").click()
    told(page, "saved in")
    element = load(served.folder).item("el.staying")
    assert (element.definition.plain, element.also_called) == (
        "How long somebody stays.",
        ("retention",),
    )
    before = set(CLAIMS.splitlines())
    gone = before - set(served.claims.read_text("utf-8").splitlines())
    assert [line.strip()[:17] for line in gone] == ["- {id: el.staying"]


def test_who_changes_an_element_that_another_window_changed_is_told_and_loses_nothing(
    served, visit
):
    page = at_codebook(served, visit)
    page.locator("#row-el\\.staying").get_by_role("button", name="change").click()
    page.get_by_label("Definition").fill("Mine.")
    known = served.get("/api/elements")["elements"][1]
    sent = {"id": known["id"], "mark": known["mark"], "changes": {"label": "To stay"}}
    assert served.post("/api/elements/change", sent)["why"] == ""
    page.get_by_role("button", name="Save").click()
    page.get_by_text("it says now: To stay").wait_for()
    page.get_by_role("button", name="keep mine, and save").click()
    told(page, "saved in")
    element = load(served.folder).item("el.staying")
    assert (element.label.plain, element.definition.plain) == ("To stay", "Mine.")
    again = served.post("/api/elements/remove", {"id": "el.staying", "mark": known["mark"]})
    assert again["conflict"]
    mark = served.get("/api/elements")["elements"][1]["mark"]
    kept = served.post("/api/elements/remove", {"id": "el.staying", "mark": mark})
    assert "needs it" in kept["why"]


def test_an_element_does_not_become_a_part_of_itself(served):
    known = served.get("/api/elements")["elements"]
    sent = {"id": known[0]["id"], "mark": known[0]["mark"], "changes": {"part_of": known[1]["id"]}}
    assert served.post("/api/elements/change", sent)["why"] == ""
    sent = {"id": known[1]["id"], "mark": known[1]["mark"], "changes": {"part_of": known[0]["id"]}}
    told = served.post("/api/elements/change", sent)
    assert told["why"]
    assert told["diagnostics"]


def test_a_label_in_two_languages_is_changed_in_the_one_that_is_shown(serve, tmp_path):
    folder = write_review(tmp_path / "review")
    text = (folder / "claims.yaml").read_text("utf-8")
    text = text.replace("label: Selection,", "label: {en: Selection, id: Seleksi},")
    text = text.replace("  texts: texts/", "  texts: texts/\n  languages: [en, id]")
    (folder / "claims.yaml").write_text(text, "utf-8")
    served = serve(folder)
    known = served.get("/api/elements")["elements"][0]
    sent = {"id": known["id"], "mark": known["mark"], "changes": {"label": "Choice"}}
    assert served.post("/api/elements/change", sent)["why"] == ""
    label = load(folder).item("el.selection").label
    assert dict(label.translations) == {"en": "Choice", "id": "Seleksi"}


def test_title_and_question_are_written_at_the_head_of_the_list_and_told_to_every_window(
    bare, visit
):
    served = bare(EMPTY)
    other = at_codebook(served, visit)
    page = visit(served)
    page.get_by_role("button", name="write the title").click()
    page.keyboard.type("How workshops teach data skills")
    page.keyboard.press("Enter")
    page.locator(".top .name", has_text="How workshops teach").wait_for()
    other.locator(".top .name", has_text="How workshops teach").wait_for()
    assert other.title() == "Codebook · How workshops teach data skills"
    page.get_by_role("button", name="write what the review asks").click()
    page.keyboard.type("Do short workshops change how people work?")
    page.keyboard.press("Enter")
    page.locator(".questions li").wait_for()
    review = load(served.folder)
    assert review.errors == ()
    assert review.title == "How workshops teach data skills"
    assert [one.id for one in review.questions] == ["q.short_workshops_change"]
    rest = served.claims.read_text("utf-8").splitlines()
    assert [line for line in EMPTY.splitlines() if line not in rest] == [
        "  title: A review without a title"
    ]
    page.get_by_role("button", name="undo").click()
    page.locator(".questions li").wait_for(state="detached")
    assert load(served.folder).questions == ()


def test_a_title_that_was_written_meanwhile_is_shown_before_it_is_replaced(bare, visit):
    served = bare(EMPTY)
    page = visit(served)
    page.get_by_role("button", name="write the title").click()
    page.keyboard.type("Mine")
    theirs = served.get("/api/asked")
    sent = {"title": "Theirs", "mark": theirs["mark"]}
    assert served.post("/api/title/change", sent)["why"] == ""
    page.keyboard.press("Enter")
    page.get_by_text("it says now: Theirs").wait_for()
    page.keyboard.press("Enter")
    page.locator(".top .name", has_text="Mine").wait_for()
    assert load(served.folder).title == "Mine"


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", ["/codebook", "/"])
def test_axe_finds_nothing_on_the_codebook_and_the_head_of_the_list(served, visit, screen, path):
    page = visit(served, path, bypass_csp=True, **SCREENS[screen])
    if path == "/":
        page.get_by_role("button", name="change the title").click()
    else:
        page.wait_for_selector("html[data-ready]")
        page.locator("#row-el\\.staying").get_by_role("button", name="change").click()
    assert faults(page, screen) == {}


def test_what_is_not_at_home_in_claims_yaml_is_found_in_its_own_file(serve, tmp_path):
    folder = write_review(tmp_path / "review")
    head, rest = CLAIMS.split("framework:\n")
    framework, claims = rest.split("claims:\n")
    (folder / "claims.yaml").write_text(head + "claims:\n" + claims, "utf-8")
    (folder / "claims").mkdir()
    own = folder / "claims" / "framework.yaml"
    own.write_text("framework:\n" + framework, "utf-8")
    (folder / "sources.bib").write_text(SOURCES, "utf-8")
    served = serve(folder)
    item = {"id": "el.new", "label": "New", "origin": "emergent"}
    assert served.post("/api/elements/add", {"item": item})["file"].endswith("framework.yaml")
    assert "el.new" in own.read_text("utf-8")


def test_who_codes_apart_makes_and_changes_elements_too(serve, tmp_path):
    folder = write_review(tmp_path / "review")
    served = serve(folder, coder="an", blind=True)
    item = {"id": "el.mine", "label": "Mine", "origin": "emergent"}
    assert served.post("/api/elements/add", {"item": item})["why"] == ""
    known = {one["id"]: one for one in served.get("/api/elements")["elements"]}
    # what another coder found, and this one did not, is not shown
    assert set(known) == {"el.selection", "el.mine"}
    sent = {"id": "el.mine", "mark": known["el.mine"]["mark"], "changes": {"label": "My own"}}
    assert served.post("/api/elements/change", sent)["why"] == ""
    question = {"id": "q.why", "text": "Why do they stay?"}
    assert served.post("/api/questions/add", {"item": question})["why"] == ""
    assert served.get("/api/asked")["questions"][0]["mark"]
    taken = served.post("/api/elements/add", {"item": {**item, "id": "el.staying"}})
    assert taken["diagnostics"][0]["message"] == "the id `el.staying` is taken"
