"""`evidence add` by options: a claim that is right is added, one that is wrong is not."""

from __future__ import annotations

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.loaded import load
from evidence.programs import clipboard

GIVEN = {
    "--id": "beds_rest",
    "--statement": "Beds rest in winter,\n  and so do   pupils.",
    "--source": "abel2005",
    "--at": "section=2, paragraph=1",
    "--quote": "knew without looking",
    "--element": "el.garden",
}
FACETS = ("--facet", "context=country", "--facet", "role=effect")
WRITTEN = """
  - id: beds_rest
    statement: Beds rest in winter, and so do pupils.
    sources: [abel2005]
    at: {section: 2, paragraph: 1}
    elements: [el.garden]
    context: country
    role: effect
    quote: knew without looking
"""


def options(**other):
    given = GIVEN | {f"--{name.replace('_', '-')}": value for name, value in other.items()}
    return [part for name, value in given.items() if value is not None for part in (name, value)]


def test_a_claim_by_options_stands_behind_the_last_one_of_its_source_and_all_else_as_it_was(
    review, run
):
    before = (review / "claims.yaml").read_text()
    result = run("add", *options(), *FACETS)
    assert result.exit_code == 0, result.output
    after = (review / "claims.yaml").read_text()
    assert after == before.replace(
        "\n\n  - id: tasting_fades", f"\n{WRITTEN}\n  - id: tasting_fades", 1
    )
    line = after.splitlines().index("  - id: beds_rest") + 1
    assert result.output.startswith(f"claims.yaml:{line}: added claim `beds_rest`\n")
    assert sorted(path.name for path in review.iterdir() if path.is_file()) == [
        ".gitattributes",
        ".gitignore",
        ".pre-commit-config.yaml",
        "claims.yaml",
        "sources.bib",
    ]


@pytest.mark.parametrize(
    ("changed", "code", "hint"),
    [
        ({"source": "able2005"}, "unknown-source", "did you mean `abel2005`?"),
        ({"element": "el.gardens"}, "unknown-element", "did you mean `el.garden`?"),
        ({"id": "garden_summer"}, "repeated-id", "another claim"),
        ({"id": "in winter"}, "bad-id", "write `in_winter`"),
        ({"statement": None}, "missing-key", "has no `statement`"),
        ({"facet": "rolle=effect"}, "unknown-key", "did you mean `role`?"),
        ({"relates": "el.garden leads_to el.tastings"}, "unknown-element", "`el.tasting`"),
    ],
)
def test_a_claim_that_is_wrong_is_refused_in_the_words_of_check_and_nothing_is_written(
    review, run, changed, code, hint
):
    before = (review / "claims.yaml").read_bytes()
    result = run("add", *options(**changed), *FACETS)
    assert result.exit_code == 1
    assert f"error[{code}]" in result.output
    assert hint in result.output
    assert "1 error\nnothing was added to claims.yaml\n" in result.output
    assert (review / "claims.yaml").read_bytes() == before


def test_an_error_is_shown_in_the_claim_as_it_would_have_been_written(review, run):
    result = run("add", *options(source="able2005"), *FACETS)
    assert "new claim:3:15: error[unknown-source]" in result.output
    assert "3 |     sources: [able2005]" in result.output


def test_an_error_elsewhere_in_the_review_does_not_stop_a_claim(review, run):
    text = (review / "claims.yaml").read_text()
    (review / "claims.yaml").write_text(text.replace("[moore2010]", "[more2010]"))
    result = run("add", *options(), *FACETS)
    assert result.exit_code == 0, result.output
    assert "more2010" not in result.output


def test_an_error_that_the_claim_makes_in_another_place_is_told(review, run):
    """The new claim is read before the one in claims/, which then bears a taken id."""
    (review / "claims").mkdir()
    split = review / "claims" / "beds.yaml"
    split.write_text(f"claims:{WRITTEN}")
    before = (review / "claims.yaml").read_bytes()
    result = run("add", *options(), *FACETS, "--file", "claims.yaml")
    assert result.exit_code == 1
    assert "claims/beds.yaml:2:9: error[repeated-id]" in result.output
    assert "2 |   - id: beds_rest" in result.output
    assert (review / "claims.yaml").read_bytes() == before


def test_a_quote_from_standard_input_stands_on_one_line_without_line_end_hyphens(review, run):
    pasted = "knew with-\n   out looking\r\nwhich\u00ad ones\n".encode()
    result = run("add", *options(quote="-"), *FACETS, typed=pasted)
    assert result.exit_code == 0, result.output
    assert "    quote: knew without looking which ones\n" in (review / "claims.yaml").read_text()


def test_a_quote_from_the_clipboard_is_that_of_the_program_that_reads_it(
    review, run, monkeypatch, tmp_path
):
    program = tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf 'knew without\\nlooking'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    result = run("add", *options(quote=None), *FACETS, "--clipboard")
    assert result.exit_code == 0, result.output
    assert "    quote: knew without looking\n" in (review / "claims.yaml").read_text()


def test_without_a_program_for_the_clipboard_one_line_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotGoOn, match="none of the programs that read it is installed") as told:
        clipboard.clipboard()
    assert "--quote -" in told.value.help


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no terminal to ask on"),
        (("--at", "yonder"), "`yonder` is not a place"),
        (("--at", "page=3", "--at", "page=4"), "`page` is given twice"),
        (("--facet", "town"), "`town` is not a facet"),
    ],
)
def test_what_cannot_be_taken_for_a_claim_is_a_wrong_use(review, run, arguments, said):
    result = run("add", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_quote_that_was_asked_for_and_is_empty_is_not_left_out_in_silence(review, run):
    result = run("add", *options(quote="-"), *FACETS, typed="\n")
    assert isinstance(result.exception, CannotGoOn)
    assert "standard input was empty" in result.exception.message


def test_several_values_sources_and_hands_are_lists(review, run):
    more = ("--facet", "context=town", "--via", "okoro2014", "--via", "moore2010")
    result = run("add", *options(source="abel2005, kim2003", read_in="moore2010"), *FACETS, *more)
    assert result.exit_code == 0, result.output
    text = (review / "claims.yaml").read_text()
    assert "    sources: [abel2005, kim2003]\n    via: [okoro2014, moore2010]\n" in text
    assert "    context: [country, town]\n" in text


FILES = {
    "claims/abel.yaml": "defaults: {read_in: abel2005}\n",
    "claims/kim.yaml": "claims:\n  - id: one\n    statement: One.\n    sources: [kim2003]\n"
    "    at: {page: 1}\n    elements: [el.garden]\n    context: town\n    role: effect\n",
    "claims/more.yaml": "defaults: {read_in: moore2010}\nclaims:\n  - id: two\n"
    "    statement: Two.\n    sources: [kim2003]\n    at: {page: 1}\n    elements: [el.garden]\n"
    "    context: town\n    role: effect\n",
}


@pytest.mark.parametrize(
    ("changed", "file", "read_in"),
    [
        ({}, "claims/abel.yaml", False),  # by the defaults of a file that has no claims yet
        ({"source": "kim2003"}, "claims/kim.yaml", False),
        ({"source": "kim2003", "read_in": "moore2010"}, "claims/more.yaml", True),
        ({"source": "okoro2014"}, "claims.yaml", False),  # by the claims in it
        ({"file": "claims/new.yaml"}, "claims/new.yaml", False),
    ],
)
def test_a_claim_goes_where_the_claims_read_in_the_same_text_are(
    review, run, changed, file, read_in
):
    (review / "claims").mkdir()
    for name, text in FILES.items():
        (review / name).write_text(text)
    result = run("add", *options(**changed), *FACETS)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"{file}:")
    assert ("read_in: moore2010\n    at:" in (review / file).read_text()) is read_in


def test_a_claim_says_its_text_where_the_defaults_of_the_only_file_say_another(review, run):
    text = (review / "claims.yaml").read_text()
    (review / "claims.yaml").write_text(f"defaults:\n  read_in: moore2010\n{text}")
    assert run("add", *options(), *FACETS).exit_code == 0
    assert "sources: [abel2005]\n    read_in: abel2005\n" in (review / "claims.yaml").read_text()


@pytest.mark.parametrize("file", ["../claims.yaml", "notes.yaml", "claims/a.txt", "claims/.a.yaml"])
def test_a_file_that_the_review_would_not_read_is_refused(review, run, file):
    result = run("add", *options(file=file), *FACETS)
    assert isinstance(result.exception, CannotGoOn)
    assert "no file of a review" in result.exception.message


def test_a_file_whose_claims_stand_in_brackets_is_left_to_its_author(review, run):
    (review / "claims").mkdir()
    (review / "claims" / "flow.yaml").write_text("claims: [{id: a}]\n")
    result = run("add", *options(file="claims/flow.yaml"), *FACETS)
    assert isinstance(result.exception, CannotGoOn)
    assert "claims/flow.yaml: its claims are not a list" in result.exception.message
    assert (review / "claims" / "flow.yaml").read_text() == "claims: [{id: a}]\n"


def test_voice_caveat_links_and_a_measure_can_be_given(review, run):
    result = run(
        "add",
        *options(voice="participant", caveat="One school alone."),
        *FACETS,
        *("--link", "supports=garden_names", "--link", "restates.weaker=garden_summer"),
        *("--measure", "of=beds that rest", "--measure", "value=40", "--measure", "unit=percent"),
    )
    assert result.exit_code == 0, result.output
    claim = load(review).without_errors().graph.claims["beds_rest"]
    assert claim.voice == "participant"
    assert claim.caveat.first == "One school alone."
    assert [(link.kind.value, link.claim) for link in claim.links] == [
        ("supports", "garden_names"),
        ("restates", "garden_summer"),
    ]
    assert claim.restates[0].how == "weaker"
    assert (claim.measure.value, claim.measure.unit.first) == (40, "percent")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--link", "garden_names"), "is no link; write it as `supports=ID`"),
        (("--link", "proves=garden_names"), "is no link"),
        (("--measure", "40 percent"), "is no part of a measure; write it as `value=40`"),
        (("--measure", "value=4", "--measure", "value=5"), "`value` is given twice"),
    ],
)
def test_a_link_or_a_measure_that_is_mistyped_is_said_to_be_so(review, run, option, said):
    result = run("add", *options(), *FACETS, *option)
    assert result.exit_code == 2
    assert said in result.output
