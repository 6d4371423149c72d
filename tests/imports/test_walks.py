"""The walks of the guide: a workbook of Excel's kind to the report, a colleague's project back."""

from __future__ import annotations

import pandas as pd

from evidence.loaded import load
from tests.docs.pages import DOCS, blocks
from tests.origins.test_refi_qda_round_trip import coded_by_a_colleague


def told(name):
    """Return the block of the guide that stands in a file of this name."""
    text = (DOCS / "import.md").read_text(encoding="utf-8")
    return next(block.text for block in blocks(text) if block.told == f"new {name}")


def test_a_library_and_a_workbook_become_a_report_in_six_commands(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    commands = [run("init", "gardens", "--empty", "--coder", "an")]
    monkeypatch.chdir(tmp_path / "gardens")
    (tmp_path / "library.bib").write_text(told("library.bib"))
    (tmp_path / "coding.csv").write_text(told("coding.csv"))
    pd.read_csv(tmp_path / "coding.csv").to_excel(
        tmp_path / "coding.xlsx", index=False, engine="xlsxwriter"
    )
    commands += [
        run("import", tmp_path / "library.bib"),
        run("import", tmp_path / "coding.xlsx", "--dry-run"),
        run("import", tmp_path / "coding.xlsx", "--accept", "--by", "an"),
        run("check"),
        run("build"),
    ]
    assert [result.exit_code for result in commands] == [0] * 6, [r.output for r in commands]
    graph = load(tmp_path / "gardens").without_errors().graph
    assert len(graph.claims) == 3
    assert graph.claims["beds_lost_summer"].passage.at.get("page") == "12"
    page = (tmp_path / "gardens" / "build" / "report.html").read_text(encoding="utf-8")
    assert "nobody watered, and half of the beds were lost" in page


def test_what_a_colleague_codes_in_a_program_comes_back_as_proposals_and_the_rest_is_known(
    review, run
):
    assert run("export", "refi-qda", "--output", "gardens.qdpx").exit_code == 0
    sent = review / "gardens.qdpx"
    sent.write_bytes(coded_by_a_colleague(sent.read_bytes(), 2))
    first = run("import", "gardens.qdpx", "--dry-run")
    assert "2 proposed, 0 accepted" in first.output, first.output
    before = {claim.id: claim for claim in load(review).graph.claims.values()}
    told = run("import", "gardens.qdpx")
    assert told.exit_code == 0, told.output
    graph = load(review).without_errors().graph
    assert {claim.coder for claim in graph.proposals.values()} == {"B. Colleague"}
    assert len(graph.proposals) == 2
    assert dict(graph.claims) == before
    again = run("import", "gardens.qdpx").output
    assert "here before, proposed: 2" in again
    assert "nothing new to write" in again
