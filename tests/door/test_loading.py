"""A review is loaded from Python as the commands load it, and says what is wrong with it."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from click.testing import CliRunner

import evidence
from evidence.cli.main import evidence as command

CLAIM = """
claims:
  - {id: a, statement: A., sources: [%s], at: {page: 1}, quote: a, elements: [el.taste]}
"""


def printed(*arguments):
    return CliRunner().invoke(command, arguments).stdout


def test_importing_the_package_loads_no_library_and_none_of_its_readers():
    program = (
        "import sys; old = set(sys.modules); import evidence; print(sorted(set(sys.modules) - old))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    read = ast.literal_eval(run.stdout)
    ours = [name for name in read if name.partition(".")[0] not in sys.stdlib_module_names]
    assert sorted(ours) == ["evidence", "evidence.version"]


def test_every_name_that_the_package_promises_is_there_and_no_other():
    for name in evidence.__all__:
        assert getattr(evidence, name) is not None
    assert set(evidence.__all__) <= set(dir(evidence))
    with pytest.raises(AttributeError, match="no attribute `laod`"):
        _ = evidence.laod


def test_a_loaded_review_gives_its_values_in_the_order_of_the_files(gardens):
    review = evidence.load(gardens)
    assert review.title == "Gardens in schools (an invented example)"
    assert [finding.id for finding in review.findings] == ["f.tasting", "f.garden", "f.knowledge"]
    assert review.claims[0].id == "tasting_names"
    assert review.sources[0].key == "kim2003"
    assert [element.id for element in review.elements] == [
        "el.knowledge",
        "el.tasting",
        "el.garden",
    ]
    assert [question.id for question in review.questions] == ["q.knowledge"]
    assert list(review.framework.facets) == ["context", "role"]
    assert list(review.support) == [finding.id for finding in review.findings]
    assert review.support["f.knowledge"].contradicting == ("tasting_fades",)
    assert (review.diagnostics, review.errors, review.silenced) == ((), (), ())


def test_a_review_is_named_by_a_text_or_a_path_or_is_the_current_folder(gardens, monkeypatch):
    monkeypatch.chdir(gardens)
    there = [evidence.load(), evidence.load(str(gardens)), evidence.load(gardens)]
    assert len({len(review.claims) for review in there}) == 1


def test_a_loaded_review_is_shown_in_one_line(gardens, monkeypatch):
    monkeypatch.chdir(gardens.parent)
    shown = "<LoadedReview gardens: 3 findings, 7 claims, 4 sources; 0 errors>"
    assert repr(evidence.load("gardens")) == shown


@pytest.mark.parametrize("missing", ["", "claims.yaml", "sources.bib"])
def test_what_is_not_there_cannot_be_gone_on_with_and_is_named(missing, gardens):
    if missing:
        (gardens / missing).unlink()
    folder = gardens if missing else gardens / "none"
    with pytest.raises(evidence.CannotGoOn) as caught:
        evidence.load(folder)
    assert str(folder / missing) in str(caught.value)


def test_a_review_with_errors_is_loaded_all_the_same_and_says_so(loaded):
    review = loaded(CLAIM % "kim2030")
    assert [claim.id for claim in review.claims] == ["a"]
    assert [wrong.code for wrong in review.errors] == ["unknown-source"]
    assert set(review.errors) < set(review.diagnostics)


def test_what_needs_a_review_without_errors_says_which_there_are(loaded):
    with pytest.raises(evidence.HasErrors) as caught:
        loaded(CLAIM % "kim2030").without_errors()
    assert [wrong.code for wrong in caught.value.diagnostics] == ["unknown-source"]
    said = str(caught.value)
    assert said.startswith("the review has an error:\n")
    assert ": error[unknown-source]: claim `a` cites `kim2030`" in said


def test_a_review_without_errors_is_itself(loaded):
    review = loaded(CLAIM % "kim2003")
    assert review.without_errors() is review


def test_strict_takes_warnings_for_errors(loaded):
    warned = loaded(CLAIM % "kim2003")
    assert {d.severity for d in warned.diagnostics} >= {"warning"}
    strict = loaded(CLAIM % "kim2003", strict=True)
    assert len(strict.errors) == sum(d.severity == "warning" for d in warned.diagnostics)


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif", "junit"])
def test_a_check_says_what_the_command_prints(format_, loaded, tmp_path):
    review = loaded(CLAIM % "kim2030")
    out = printed("check", "--review", str(tmp_path), "--format", format_)
    assert review.check(format_) == out.removesuffix("\n") != ""


def test_a_trace_is_drawn_as_the_command_draws_it(gardens):
    review = evidence.load(gardens)
    where = ("--review", str(gardens))
    trace = review.trace("f.knowledge")
    assert str(trace) + "\n" == printed("trace", "f.knowledge", *where)
    assert trace.json() == printed("trace", "f.knowledge", "--format", "json", *where)
    assert trace.mermaid() == printed("trace", "f.knowledge", "--format", "mermaid", *where)
    (up,) = review.trace("kim2003", "up").branches
    assert (up.kind, [branch.id for branch in up.branches]) == (
        "source",
        ["tasting_names", "tasting_often"],
    )


def test_an_id_is_found_as_links_write_it_and_a_wrong_one_says_the_nearest(gardens):
    review = evidence.load(gardens)
    assert review.item("#source-kim2003") is review.sources[0]
    for ask in (review.item, review.trace):
        with pytest.raises(evidence.CannotGoOn) as caught:
            ask("tasting_name")
        assert caught.value.help == "did you mean `tasting_names`?"
