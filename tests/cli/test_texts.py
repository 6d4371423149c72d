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


def add(run, quote, *more):
    return run(
        "add", "--id", "tasting_new", "--statement", "They name more.", "--source", "kim2003",
        "--at", "page=3", "--quote", quote, "--element", "el.taste", *more,
    )  # fmt: skip


def test_a_quote_that_is_added_is_looked_up_where_its_text_is_at_hand(review, run, texts):
    told = add(run, "Children should narne more", "--texts", str(texts))
    assert told.exit_code == 0
    assert "warning[altered-quote]" in told.output
    assert "`should` for `could` (hedge)" in told.output
    assert told.output.endswith("its quote in kim2003.txt: altered\n")
    assert not (review / "evidence.lock").exists()


def test_a_quote_that_stands_in_its_text_is_said_to(review, run, texts):
    put(review, "title: Gardens", f"title: Gardens, texts: {texts}")
    assert add(run, "in 2 of 3 schools").output.endswith("its quote in kim2003.txt: found\n")


def test_nothing_is_said_of_a_text_that_is_not_at_hand(review, run, texts):
    (texts / "kim2003.txt").unlink()
    assert "its quote" not in add(run, "in 2 of 3 schools", "--texts", str(texts)).output
    assert (review / "claims.yaml").read_text().count("tasting_new") == 1


def zotero(tmp_path, review):
    """Make a library as Zotero keeps it: a folder of eight signs for each file."""
    storage = tmp_path / "Zotero" / "storage"
    for name, said in (("ABCD2345", "Another text.\n"), ("WXYZ6789", TEXT)):
        (storage / name).mkdir(parents=True)
        (storage / name / "Full Text.txt").write_text(said)
    (review / "sources.bib").write_text(
        "@misc{kim2003, author = {Kim, Ann}, title = {Tasting lessons}, year = {2003},\n"
        "  file = {Full Text:/home/ann/Zotero/storage/WXYZ6789/Full Text.txt:text/plain}}\n"
    )
    return storage


@pytest.mark.parametrize("how", ["option", "review", "environment"])
def test_the_files_of_a_library_are_read_where_they_lie(review, run, tmp_path, monkeypatch, how):
    storage = zotero(tmp_path, review)
    quoted(review, "in 2 of 3 schools")
    monkeypatch.setenv("HOME", str(tmp_path))
    if how == "review":
        put(review, "title: Gardens", "title: Gardens, texts: ~/Zotero/storage")
    if how == "environment":
        monkeypatch.setenv("EVIDENCE_TEXTS", "~/Zotero/storage")
    told = run("verify", *(("--texts", str(storage)) if how == "option" else ()))
    assert told.exit_code == 0, told.output
    assert "1 quote: 1 found" in told.output
    assert "storage, outside of the review" in told.output


def test_a_missing_text_is_told_with_the_name_that_it_needs(review, run, texts):
    (texts / "kim2003.txt").rename(texts / "other.txt")
    told = run("verify", "--texts", str(texts)).output
    assert "no text of `kim2003` is in" in told
    assert "`kim2003.pdf`" in told
    assert "--texts ~/Zotero/storage" in told


def test_a_link_that_leads_out_of_a_review_is_not_followed(review, run, texts):
    (review / "texts").symlink_to(texts)
    put(review, "title: Gardens", "title: Gardens, texts: texts/")
    assert "is a link that leads out of it" in str(run("verify").exception)


def test_coverage_tells_which_paragraphs_have_no_claim(review, run, texts):
    (texts / "kim2003.txt").write_text(
        "Tasting lessons\n\nChildren name more vegetables after they have tasted them.\n\n"
        "They eat them too, as others found (Abel, 2005).\n"
    )
    told = run("coverage", "kim2003", "--texts", str(texts))
    assert told.exit_code == 1
    assert "kim2003.txt:5: paragraph 2" in told.output
    assert "no claim: They eat them too" in told.output
    assert "paragraph 1" not in told.output
    last = told.output.splitlines()[-1]
    assert last == "2 paragraphs, 1 without a claim; 1 cited place, 1 without a claim"


def test_coverage_of_all_texts_is_a_line_for_each(review, run, texts):
    told = run("coverage", "--texts", str(texts))
    assert told.stdout.splitlines() == [
        "kim2003: 1 paragraph, 1 without a claim; no cited place was found"
    ]


def test_a_text_whose_title_alone_is_a_place_is_not_called_covered(review, run, texts):
    (texts / "kim2003.txt").write_text("Tasting lessons (Kim, 2003)\n\nThey taste beans at home.\n")
    told = run("coverage", "kim2003", "--texts", str(texts))
    assert told.exit_code == 1
    assert "1 paragraph, 1 without a claim; no cited place was found" in told.output
