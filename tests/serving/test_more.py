"""In a browser: what a claim seldom has is written too, and `check` is heard while one types."""

from __future__ import annotations

import pytest

from evidence.loaded import load
from evidence.serving import trying
from tests.serving.conftest import write_review
from tests.serving.test_coding import difference, filled, saved, settled, until

MORE = """\
    via: [das2017]  # she cites them
    relates: [el.selection leads_to el.staying]
    measure:
      # as they counted
      of: those who stayed
      base: all volunteers
      value: 40
      unit: percent
      parts: {women: 25, men: 15}
    supports: [{claim: second_one, because: It says the same.}]
    also:
      - quote: Volunteers came twice a year
"""
SECOND = """\
  - id: second_one
    statement: Respect counts.
    sources: [okafor2016]
    at: {page: "1"}
    elements: [el.staying]
    role: reason
"""


@pytest.fixture
def served(serve, tmp_path):
    folder = write_review(tmp_path / "review")
    text = (folder / "claims.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "  elements:\n",
        "  relation_types: {leads_to: leads to, hinders: hinders}\n  elements:\n",
        1,
    )
    (folder / "claims.yaml").write_text(text, encoding="utf-8")
    return serve(folder)


def full(served):
    """Give the claim of the review all that a claim seldom has."""
    text = served.claims.read_text(encoding="utf-8")
    before = "    quote: Respect from neighbours mattered more\n"
    text = text.replace(before, before + MORE) + SECOND
    served.claims.write_text(text, encoding="utf-8")
    assert load(served.folder).errors == ()
    return text


def opened(page):
    page.locator(".more > summary").click()


def test_a_relation_a_figure_and_further_words_are_written_with_the_claim(served, visit):
    page = visit(served, "/texts/okafor2016")
    before = served.claims.read_text(encoding="utf-8")
    page.keyboard.press("n")
    settled(page)
    page.keyboard.press("s")
    page.get_by_role("button", name="keep the first words").wait_for()
    page.keyboard.press("a")
    assert page.locator("#quote").inner_text().startswith("Supervisors came")
    filled(page, "Supervisors seldom came.", role="Reason to leave")
    opened(page)
    page.get_by_role("combobox", name="Through whom").fill("das")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="From the element").fill("sel")
    page.keyboard.press("Enter")
    page.get_by_label("How the two stand to each other").select_option("hinders")
    page.get_by_role("combobox", name="To the element").fill("stay")
    page.keyboard.press("Enter")
    page.get_by_label("What it defines").fill("slight")
    page.get_by_label("What is counted or measured").fill("visits")
    page.get_by_label("How the figure is told").select_option("up_to")
    page.get_by_label("the figure, in digits").first.fill("2")
    page.get_by_label("Unit").fill("a year")
    page.locator("#coder").fill("an")
    saved(page)
    new = difference(before, served.claims.read_text(encoding="utf-8"))
    assert new == (
        "\n  - id: supervisors_seldom_came\n"
        "    statement: Supervisors seldom came.\n"
        "    sources: [okafor2016]\n"
        "    via: [das2017]\n"
        "    at: {page: 1}\n"
        "    elements: [el.staying]\n"
        "    relates: [el.selection hinders el.staying]\n"
        "    defines: slight\n"
        "    measure: {of: visits, up_to: 2, unit: a year}\n"
        "    role: leave\n"
        "    coder: an\n"
        "    also:\n"
        "      - at: {page: 1-2}\n"
        "        quote: >-\n"
        "          A visit that ended in a quarrel about forms was remembered longer than one that brought\n"
        "          medicine, said the old women of the upper village, and nobody in the group disagreed with\n"
        "          her.\n"
        "    quote: Supervisors came twice a year at best, which the volunteers took for a slight.\n"
    )  # fmt: skip
    assert load(served.folder).errors == ()


def test_what_is_not_touched_of_a_full_claim_stays_byte_for_byte(served, visit):
    before = full(served)
    page = visit(served, "/texts/okafor2016")
    page.get_by_role("button", name="change").first.click()
    assert page.locator(".more").get_attribute("open") is not None
    assert page.get_by_label("Out of what").input_value() == "all volunteers"
    assert page.get_by_label("Its parts").input_value() == "women: 25\nmen: 15"
    page.locator("#caveat").fill("Few were asked.")
    saved(page)
    after = served.claims.read_text(encoding="utf-8")
    quote = "    quote: Respect from"
    assert after == before.replace(quote, "    caveat: Few were asked.\n" + quote)


def test_of_a_figure_one_part_is_changed_and_a_link_gets_its_reason(served, visit):
    before = full(served)
    page = visit(served, "/texts/okafor2016")
    page.get_by_role("button", name="change").first.click()
    page.get_by_label("the figure, in digits").first.fill("45")
    page.get_by_label("Its parts").fill("women: 30\nmen: 15")
    page.get_by_label("Why", exact=True).fill("It is the same survey.")
    page.get_by_role("button", name="take the further passage away").click()
    saved(page)
    after = served.claims.read_text(encoding="utf-8")
    claim = load(served.folder).item("respect_mattered")
    assert (claim.measure.value, dict(claim.measure.parts)) == (45, {"women": 30, "men": 15})
    assert claim.measure.base.plain == "all volunteers"
    assert claim.supports[0].because.plain == "It is the same survey."
    assert claim.also == ()
    kept = before.replace(MORE[MORE.index("    measure:") :], "")
    assert all(line in after for line in kept.splitlines(keepends=True))


def test_while_one_types_check_speaks_at_the_field_and_of_no_other(served, visit):
    page = visit(served, "/texts/suzuki2013")
    before = served.claims.read_bytes()
    page.keyboard.press("n")
    settled(page)
    page.keyboard.press("Enter")
    page.keyboard.type("It made them leave.")
    opened(page)
    page.get_by_label("What is counted or measured").fill("certificates")
    page.get_by_label("Unit").fill("sheets")
    page.get_by_label("the figure, in digits").first.fill("48.000")
    page.locator("[data-field=measure] .said.error", has_text="48.000").wait_for()
    assert page.locator("[data-field=elements] .said, [data-field=role] .said").count() == 0
    page.get_by_label("the figure, in digits").first.fill("48")
    page.locator("[data-field=measure] .said.error").wait_for(state="detached")
    assert served.claims.read_bytes() == before


def test_a_keystroke_does_not_wait_for_the_server(served, visit):
    page = visit(served, "/texts/suzuki2013", own=True)
    held = []
    page.route("**/api/check", lambda route: held.append(route))  # noqa: PLW0108 - it is marked
    page.keyboard.press("n")
    settled(page)
    page.keyboard.press("Enter")
    page.keyboard.type("It made")
    for _ in range(100):
        page.wait_for_timeout(50)
        if held:
            break
    page.keyboard.type(" them leave.")
    page.wait_for_timeout(700)
    assert page.locator("#statement").input_value() == "It made them leave."
    assert len(held) == 1  # the next one is asked when this one was answered


def test_of_a_large_review_a_claim_is_checked_with_those_that_it_names(served, monkeypatch):
    full(served)
    monkeypatch.setattr(trying, "WHOLE", 0)
    claim = {
        "id": "third_one", "statement": "So.", "sources": ["suzuki2013"],
        "at": {"paragraph": "1"}, "elements": ["el.nothing"], "role": "leave",
        "supports": ["second_one", "nobody_said"],
    }  # fmt: skip
    sent = {"key": "suzuki2013", "claim": claim}
    told = served.post("/api/check", sent)["diagnostics"]
    assert {(one["code"], one["field"]) for one in told if one["severity"] == "error"} == {
        ("unknown-element", "elements"),
        ("unknown-claim", "supports"),
    }
    again = {"key": "suzuki2013", "claim": {**claim, "id": "respect_mattered"}}
    told = served.post("/api/check", again)["diagnostics"]
    assert ("repeated-id", "id") in {(one["code"], one["field"]) for one in told}
    known = served.claim("respect_mattered")
    changes = {"measure": {"of": "all", "value": "4.000", "unit": "percent"}}
    sent = {"id": "respect_mattered", "mark": known["mark"], "changes": changes}
    told = served.post("/api/check", sent)["diagnostics"]
    assert {one["field"] for one in told if one["severity"] == "error"} == {"measure"}


def test_what_a_form_says_of_a_field_is_what_the_reference_says(served, visit):
    page = visit(served, "/texts/okafor2016")
    page.get_by_role("button", name="change").first.click()
    opened(page)
    said = page.get_by_label("What it defines").get_attribute("aria-describedby")
    until(page, f"document.getElementById('{said}') !== null")
    assert page.locator(f"#{said}").inner_text() == "The element, or the term, that it defines."
