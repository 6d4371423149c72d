"""A coding sheet that was exported, filled in and imported again, by the commands alone."""

import pytest

from evidence.loaded import load
from evidence.yaml.claim_cells import CLAIMS, CODEBOOK, ELEMENT
from tests.origins.test_coding_sheet import Edited

NEW = {
    "id": "sown_late",
    "sources": "kim2003",
    "at": "section 3",
    "statement": "Beds were sown late.",
    "elements": "garden",
    "context": "town",
    "caveat": "One year.",
    "coder": "bk",
}


@pytest.fixture
def sheet(review, run):
    """Return the exported sheet as somebody has it open, and a function that imports it."""
    assert run("export", "sheet", "-o", "coding.xlsx").exit_code == 0
    edited = Edited((review / "coding.xlsx").read_bytes())

    def bring(*options):
        (review / "coding.xlsx").write_bytes(edited.saved())
        result = run("import", *options, "coding.xlsx")
        assert result.exit_code == 0, result.output
        return result.output

    edited.bring = bring
    return edited


def test_an_untouched_sheet_is_known_and_changes_no_file(review, sheet):
    before = (review / "claims.yaml").read_bytes()
    claims = load(review).graph.claims
    said = sheet.bring()
    assert "here before, in the review: 7" in said
    assert "nothing new to write" in said
    assert (review / "claims.yaml").read_bytes() == before
    graph = load(review).without_errors().graph
    assert (graph.claims, graph.proposals) == (claims, {})


def test_a_new_row_is_proposed_under_its_id_with_all_that_it_says_and_only_once(review, sheet):
    sheet.add(**NEW)
    sheet.bring()
    sheet.bring()
    (claim,) = load(review).without_errors().graph.proposals.values()
    assert claim.id == "sown_late"
    assert claim.statement.first == "Beds were sown late."
    assert claim.passage.at.terms == (("section", "3"),)
    assert (claim.sources, claim.elements, claim.coder) == (("kim2003",), ("garden",), "bk")
    assert claim.facets["context"] == ("town",)
    assert claim.caveat.first == "One year."
    assert claim.proposed.key == "row:sown_late"


def test_an_id_that_the_review_has_is_not_taken_twice(review, sheet):
    taken = next(iter(load(review).graph.claims))
    sheet.add(**NEW | {"id": taken})
    said = sheet.bring()
    assert f"the review has `{taken}` already" in said
    (claim,) = load(review).without_errors().graph.proposals.values()
    assert claim.id != taken


def test_a_changed_row_is_told_and_overwrites_nothing(review, sheet):
    key = sheet.body[1][0]
    sheet.put(1, "caveat", "Another year.")
    sheet.put(2, "elements", "")
    before = (review / "claims.yaml").read_bytes()
    said = sheet.bring()
    assert f"row 3 of sheet {CLAIMS}" in said
    assert key in said
    assert "Another year." in said
    assert "nothing" in said
    assert (review / "claims.yaml").read_bytes() == before


def test_what_was_changed_here_since_is_no_difference_of_the_sheet(review, sheet):
    claims = review / "claims.yaml"
    text = claims.read_text()
    claims.write_text(text.replace("Tasting lessons should be held", "Lessons should be held"))
    assert claims.read_text() != text
    assert "Tasting lessons should be held" not in sheet.bring()


def test_a_change_that_the_review_has_by_now_is_known(review, sheet):
    claims = review / "claims.yaml"
    sheet.put(0, "caveat", "Said by now.")
    key = sheet.body[0][0]
    head, dash, rest = claims.read_text().partition(f"- id: {key}\n")
    claims.write_text(f"{head}{dash}    caveat: Said by now.\n{rest}")
    assert load(review).graph.claims[key].caveat.first == "Said by now."
    assert "Said by now." not in sheet.bring()


def test_an_element_that_a_coder_adds_to_the_codebook_comes_in_though_no_row_bears_on_it(
    review, sheet
):
    elements = load(review).graph.elements
    entry = [ELEMENT, "el.frost", "Frost", "What the frost does.", "el.garden"]
    sheet.rows[CODEBOOK].append(entry)
    assert "1 element" in sheet.bring()
    graph = load(review).without_errors().graph
    assert set(graph.elements) == {*elements, "el.frost"}
    assert graph.elements["el.frost"].definition.first == "What the frost does."
    assert graph.elements["el.frost"].part_of == "el.garden"
