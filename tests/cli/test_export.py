"""`evidence export`: what is written where, what is refused, what is said."""

from __future__ import annotations

import json
import zipfile

import pytest

from evidence import bibtex
from evidence.cli.export import FORMATS
from evidence.loaded import load

TWO = """\
@article{kim2003, author = {Kim, Ann}, title = {Tasting {DNA} & more}, year = {2003},
  journal = {Beds}, pages = {1--9}, file = {C:/papers/x.pdf}, abstract = {Long.}}
@book{unused, author = {Abel, Bo}, title = {Nobody cites this}, year = {1999}}
"""


@pytest.fixture
def library(review):
    (review / "sources.bib").write_text(TWO)
    claims = review / "claims.yaml"
    head = "{title: Gardens, date: 2026-11-29, licence: CC-BY-4.0}"
    claims.write_text(claims.read_text().replace("{title: Gardens}", head))
    return review


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_its_file_and_twice_the_same(name, library, run):
    first = run("export", name)
    assert (first.exit_code, first.exception) == (0, None), first.output
    data = (library / FORMATS[name].file).read_bytes()
    assert data
    assert run("export", name).exit_code == 0
    assert (library / FORMATS[name].file).read_bytes() == data


def test_sources_that_the_review_does_not_use_leave_only_if_asked_for(library, run):
    assert run("export", "csl").stdout.startswith("references.json: 1 source\n")
    assert [one["id"] for one in json.loads((library / "references.json").read_bytes())] == [
        "kim2003"
    ]
    run("export", "csl", "--all", "-o", "all.json")
    assert [one["id"] for one in json.loads((library / "all.json").read_bytes())] == [
        "kim2003",
        "unused",
    ]


def test_bibtex_read_again_is_the_same_source_without_the_path_that_it_said_is_not_carried(
    library, run
):
    said = run("export", "bibtex").stdout
    assert said.splitlines()[1:] == ["  left out: `file` of 1 source"]
    (again,), wrong = bibtex.read("x.bib", (library / "references.bib").read_bytes())
    assert wrong == ()
    before = load(library).graph.sources["kim2003"]
    assert dict(again.fields) == {k: v for k, v in before.fields.items() if k != "file"}
    assert (again.rich, again.authors, again.type) == (before.rich, before.authors, before.type)


def test_nothing_is_written_over_a_file_that_is_there_unless_it_is_said(library, run):
    (library / "references.ris").write_text("mine")
    refused = run("export", "ris")
    assert "this file is there already; nothing was written" in refused.exception.message
    assert (library / "references.ris").read_text() == "mine"
    assert run("export", "ris", "--overwrite").exit_code == 0
    assert (library / "references.ris").read_bytes().startswith(b"TY  - JOUR\r\n")


def test_no_file_of_the_review_is_written_over(library, run):
    refused = run("export", "bibtex", "-o", "sources.bib", "--overwrite")
    assert "this is the name of a file of the review" in refused.exception.message
    assert (library / "sources.bib").read_text() == TWO


def test_a_review_with_errors_is_not_exported(library, run):
    claims = library / "claims.yaml"
    claims.write_text(claims.read_text().replace("[kim2003]", "[nobody]"))
    assert run("export", "csl").exit_code == 1
    assert not (library / "references.json").exists()


def test_a_source_that_only_a_proposal_names_does_not_leave(library, run):
    claims = library / "claims.yaml"
    proposal = (
        "  - id: proposed_one\n    statement: Somebody says so.\n    sources: [unused]\n"
        "    at: {page: 1}\n    proposed: {by: import sheet, file: x.csv, key: a}\n"
    )
    claims.write_text(claims.read_text().replace("findings:", f"{proposal}findings:"))
    for name in FORMATS:
        assert run("export", name).exit_code == 0
        data = (library / FORMATS[name].file).read_bytes()
        assert b"proposed_one" not in data
        # a crate holds the whole bibliography, as it stands
        assert (b"unused" in data) == (name == "ro-crate")


def test_full_texts_leave_only_if_asked_for_and_then_it_is_said(library, run):
    (library / "texts").mkdir(exist_ok=True)
    quote = load(library).claims[0].quotes[0]
    (library / "texts" / "kim2003.txt").write_text(f"A private beginning. {quote} An end.")
    said = run("export", "refi-qda").stdout
    assert "; of the texts the quotes alone\n" in said
    assert b"private beginning" not in texts_in(library / "project.qdpx")
    said = run("export", "refi-qda", "--with-texts", "--texts", "texts", "--overwrite").stdout
    assert "; with 1 full text: for private reading, do not publish it\n" in said
    assert b"private beginning" in texts_in(library / "project.qdpx")


def texts_in(path):
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def test_full_texts_are_refused_where_the_format_has_no_room_for_them(library, run):
    refused = run("export", "ris", "--with-texts")
    assert refused.exit_code == 2
    assert "ris has no room for full texts: refi-qda has" in refused.output


def test_linked_data_says_which_facts_of_claims_it_has_no_place_for(library, run):
    claims = library / "claims.yaml"
    claims.write_text(claims.read_text().replace("    at: ", "    voice: participant\n    at: ", 1))
    said = run("export", "jsonld").output
    assert "left out: quotes of people who were studied, told as their authors': 1" in said, said
    assert "left out: outcomes of looking up quotes: 1" in said, said
