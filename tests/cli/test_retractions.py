"""`evidence retractions`: what is said of the library, and what it says to write."""

from __future__ import annotations

TABLE = """\
Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature
Tasting lessons,7/12/2023 0:00,10.5555/notice,10.5555/tasting,0,Retraction
"""


def test_what_is_to_be_written_is_printed_and_once_it_stands_there_all_is_said(review, run):
    library = review / "sources.bib"
    library.write_text(library.read_text().replace("year =", "doi = {10.5555/tasting}, year ="))
    (review / "table.csv").write_text(TABLE)
    before = {path: path.read_bytes() for path in review.iterdir()}
    result = run("retractions", "table.csv")
    assert result.exit_code == 1
    assert "kim2003: retraction 2023-07-12 10.5555/notice, by its DOI" in result.stdout
    assert {path: path.read_bytes() for path in review.iterdir()} == before
    said = result.stdout.partition("claims.yaml:\n")[2].rpartition("\n1 row")[0]
    claims = review / "claims.yaml"
    claims.write_text(f"sources:\n{said}\n{claims.read_text()}")
    assert run("retractions", "table.csv").exit_code == 0
    assert "`kim2003`, from which a claim comes, was retracted" in run("check").stdout
