"""Small reviews that once came out wrong come out as they should."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from evidence.cli.main import evidence
from evidence.language import Catalogue
from evidence.loaded import load
from evidence.pages.support import support_view, told_in_words
from evidence.pages.translated import Translated
from tests.conftest import SHARED

CASES = SHARED / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")


def told(review) -> dict[str, str]:
    seen = Translated(review.graph, Catalogue("en"))
    return {key: told_in_words(support_view(seen, held)) for key, held in review.support.items()}


def codes(review) -> set[str]:
    return {one.code for one in review.diagnostics if one.severity == "error"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("", ""), "● cited in full; cited: min2013"),
        (
            (
                "    fit: {judgement: carried, because: The sentence itself cites min2013 for exactly this.}\n",
                "",
            ),
            "carries its own citation; cited: min2013",
        ),
    ],
)
@pytest.mark.parametrize("supported", ["", "    supported_by: [overlap]\n"])
def test_a_sentence_with_its_own_citation_may_be_a_finding_and_says_so(
    tmp_path, change, said, supported
):
    shutil.copytree(CASES / "meaning" / "cited-sentence", tmp_path, dirs_exist_ok=True)
    file = tmp_path / "claims.yaml"
    text = file.read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change) + supported, encoding="utf-8")
    review = load(tmp_path)
    assert codes(review) == set()
    assert told(review) == {"f.a": said}


def test_two_statements_of_one_minister_come_from_one_party():
    review = load(CASES / "meaning" / "samevoice")
    assert codes(review) == set()
    assert told(review) == {
        "f.units": "cited: min2013; min2012 (2 citations, from one party)",
        "f.java": ("↗ goes beyond its citations; cited: min2013; 1 statement of the study’s own"),
    }


def test_a_text_that_names_only_itself_is_not_said_to_be_covered():
    folder = CASES / "meaning" / "coverage_vacuous"
    asked = ["coverage", "--review", str(folder), "ndlovuStipendsDelayed2020"]
    run = CliRunner().invoke(evidence, asked)
    assert run.exit_code == 1
    assert "no place was found where " in run.output
    assert "none without a claim" not in run.output


def test_every_finding_that_answers_a_question_is_named(tmp_path):
    asked = ["build", "--review", str(CASES / "meaning" / "question_truncated"), "--to", "md"]
    run = CliRunner().invoke(evidence, [*asked, "-o", str(tmp_path)])
    assert run.exit_code == 0, run.output
    page = (tmp_path / "report.md").read_text(encoding="utf-8")
    asks = page.partition('id="result"')[2].partition("\n[")[0]
    shown = [number for number in range(1, 5) if f"Conclusion number {number}" in asks]
    assert shown == [1, 2, 3]
    assert "1 more finding answers it" in asks


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The review of ten texts, its retracted study called so by the field."""
    folder = tmp_path_factory.mktemp("many")
    shutil.copytree(CASES / "many-texts", folder, dirs_exist_ok=True)
    file = folder / "claims.yaml"
    text = file.read_text(encoding="utf-8")
    facet = "    status: retracted\n"
    assert text.count(facet) == 1
    file.write_text(
        text.replace(facet, "    retracted: {nature: retraction, date: 2024}\n"), encoding="utf-8"
    )
    return load(folder)


def test_contributing_studies_are_counted_in_a_review_of_many_texts(many):
    assert codes(many) == set()
    counted = {key: len(held.studies) for key, held in many.support.items()}
    assert counted == {
        "f.recognition": 4, "f.payment": 2, "f.late": 2, "f.supervision": 3, "f.family": 2,
        "f.workload": 2, "f.training": 1, "f.selection": 1,
    }  # fmt: skip


def test_a_withdrawn_study_leaves_the_count_and_is_told_beside_it(many):
    said = told(many)
    assert said["f.recognition"] == (
        "GRADE-CERQual confidence: low; ▲ contested, by a retracted study; 4 studies; "
        "not counted: 1 retracted"
    )
    assert said["f.workload"].endswith("2 studies; not counted: 1 retracted")
    assert said["f.training"] == "GRADE-CERQual confidence: very low; 1 study"


def test_a_facet_with_the_name_of_a_newer_field_stays_a_facet_with_a_warning(many):
    (warned,) = [one for one in many.diagnostics if one.code == "facet-before-field"]
    assert "`appraisal`" in warned.message
    assert many.graph.review.sources["okaforStayingVolunteerHealth2016"].facets["appraisal"] == (
        "moderate",
    )
