"""Which texts the commands read, and as what."""

from __future__ import annotations

import pytest

TEXT = "Children could narne more vegetahles at the end, in 2 of 3 schools.\n"


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "kim2003.txt").write_text(TEXT)
    return folder


def put(review, old, new):
    path = review / "claims.yaml"
    said = path.read_text()
    assert old in said
    path.write_text(said.replace(old, new, 1))


def quoted(review, quote):
    put(review, "name more vegetables\n    elements", f"{quote}\n    elements")


def test_letters_may_differ_where_a_machine_read_the_text_and_the_review_says_so(
    review, run, texts
):
    quoted(review, "Children could name more vegetables at the end")
    told = run("verify", "--texts", str(texts))
    assert told.exit_code == 1
    assert "1 altered" in told.output
    assert "say `scanned: true` at its source" in told.output
    put(review, "claims:\n", "sources: {kim2003: {scanned: true}}\nclaims:\n")
    told = run("verify", "--texts", str(texts))
    assert told.exit_code == 0
    assert "1 differs in form" in told.output
    assert "`vegetables` for `vegetahles`" in told.output


@pytest.mark.parametrize(
    "quote", ["more vegetables at the end, in 2 of 8 schools", "in 2-3 schools", "more vegetables at the and"]
)  # fmt: skip
def test_figures_and_words_that_exist_may_not_differ_there(review, run, texts, quote):
    put(review, "claims:\n", "sources: {kim2003: {scanned: true}}\nclaims:\n")
    quoted(review, quote)
    told = run("verify", "--texts", str(texts))
    assert told.exit_code == 1, told.output
    assert "altered" in told.output or "nowhere" in told.output
