"""`evidence import` of references: entries of sources.bib, a report, and nothing by halves."""

from __future__ import annotations

import json

import pytest

RIS = """\
TY  - JOUR
TI  - Tasting lessons
AU  - Kim, Ana
PY  - 2003
DO  - 10.5555/tasting
AN  - 17
ER  -

TY  - BOOK
TI  - Beds and borders
AU  - Abel, Bo
PY  - 2003
ER  -

TY  - GEN
ER  -
"""
FILES = {
    "x.ris": RIS,
    "x.nbib": "PMID- 1\nTI  - Beds and borders\nFAU - Abel, Bo\nDP  - 2003\n",
    "x.enw": "%0 Book\n%T Beds and borders\n%A Abel, Bo\n%D 2003\n",
    "x.txt": "FN Clarivate\nVR 1.0\nPT B\nAU Abel, B\nAF Abel, Bo\nTI Beds and borders\nPY 2003\nER\n",
    "x.json": json.dumps(
        [
            {
                "type": "book",
                "id": 1,
                "title": "Beds and borders",
                "author": [{"family": "Abel", "given": "Bo"}],
                "issued": {"date-parts": [[2003]]},
            }
        ]
    ),
    "x.bib": "@book{abel2003, title = {Beds and borders}, author = {Abel, Bo}, year = {2003}}",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_references_is_known_by_what_stands_in_it(name, review, run):
    before = (review / "sources.bib").read_bytes()
    (review / name).write_text(FILES[name])
    said = run("import", name).stdout
    assert "wrote sources.bib" in said
    now = (review / "sources.bib").read_bytes()
    assert now.startswith(before)
    assert now[len(before) :].count(b"Beds and borders") == 1
    assert run("check").exit_code == 0
    assert "nothing new to write" in run("import", name).stdout
    assert (review / "sources.bib").read_bytes() == now


def test_each_record_is_told_and_a_dry_run_writes_nothing(review, run):
    (review / "x.ris").write_text(RIS)
    before = {path: path.read_bytes() for path in review.rglob("*") if path.is_file()}
    said = run("import", "x.ris", "--dry-run").stdout
    assert said.splitlines()[0] == "ris: 3 records = 2 taken + 0 twins + 1 left"
    assert "left, it has neither a title nor an author, DOI or address: record 3" in said
    assert "no place for `AN`: 1 value of 1 record" in said
    assert "would write sources.bib" in said
    now = {path: path.read_bytes() for path in review.rglob("*") if path.is_file()}
    assert {path: now[path] for path in before} == before


def test_a_twin_is_named_and_filled_in_only_if_that_is_asked_for(review, run):
    (review / "sources.bib").write_text(
        (review / "sources.bib").read_text()
        + "@article{tasting, title = {Tasting lessons}, author = {Kim, Ana}, year = {2003}}\n"
    )
    (review / "x.ris").write_text(RIS)
    said = run("import", "x.ris", "--dry-run").stdout
    assert "here already, as `tasting`: record 1, Tasting lessons; it lacks `doi`" in said
    assert "doi" not in (review / "sources.bib").read_text().partition("@article{tasting")[2]
    run("import", "x.ris", "--merge")
    assert "doi = {10.5555/tasting}" in (review / "sources.bib").read_text()


def test_a_table_is_one_of_references_only_if_that_is_said(review, run):
    (review / "x.csv").write_text('Title,Authors,Year\nBeds and borders,"Abel, Bo",2003\n')
    said = run("import", "database-csv", "x.csv", "--dry-run").stdout
    assert said.startswith("database-csv: 1 record = 1 taken")


def test_what_is_for_claims_alone_is_refused(review, run):
    (review / "x.ris").write_text(RIS)
    refused = run("import", "x.ris", "--accept", "--by", "ys")
    assert refused.exit_code == 2
    assert "are for claims" in refused.output
