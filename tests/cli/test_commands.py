"""The commands do what their help says, with the exit codes that it states."""

import json
import os
import subprocess
import sys

import pytest

from evidence.cli.main import COMMANDS
from evidence.diagnostics import CannotGoOn
from evidence.report.markdown import PARTS

OUTPUTS = {
    ".evidence.sha256",
    "evidence.json",
    "report.html",
    "report.md",
    *(f"report/{part}.md" for part in PARTS),
    "tables/claims.csv",
    "tables/elements.csv",
    "tables/findings.csv",
    "tables/map-source.csv",
    "tables/page-sources-by-findings.csv",
    "tables/passages.csv",
    "tables/sources.csv",
    "tables/summary-of-findings.csv",
}


def outputs(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_opens_with_a_sentence_and_states_its_exit_codes(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Exit codes:" in " ".join(result.output.split())


def test_a_wrong_command_is_answered_with_the_one_that_was_meant(run):
    result = run("chekc")
    assert result.exit_code == 2
    assert "did you mean `check`?" in result.output


def test_check_says_what_is_wrong_and_where_and_exits_with_1(review, run):
    text = (review / "claims.yaml").read_text().replace("[kim2003]", "[kim2030]")
    (review / "claims.yaml").write_text(text)
    result = run("check")
    assert result.exit_code == 1
    line = text[: text.index("kim2030")].count("\n") + 1
    assert f"claims.yaml:{line}:15: error[unknown-source]" in result.output
    assert "did you mean `kim2003`?" in result.output
    assert (review / "claims.yaml").read_text() == text


def test_check_of_a_sound_review_exits_with_0_and_strict_takes_warnings_for_errors(review, run):
    assert run("check").exit_code == 0
    assert run("check", "--strict").exit_code == 1


def test_build_writes_all_files_at_once(review, run):
    result = run("build")
    assert result.exit_code == 0, result.output
    assert set(outputs(review / "build")) == OUTPUTS


def test_build_writes_nothing_while_there_is_an_error(review, run):
    run("build")
    before = outputs(review / "build")
    with (review / "claims.yaml").open("a") as file:
        file.write("  - {id: f.more, kind: conclusion, statement: x, supported_by: [nothing]}\n")
    result = run("build")
    assert result.exit_code == 1
    assert outputs(review / "build") == before


def test_two_builds_of_the_same_input_are_equal_byte_for_byte(review, run, tmp_path):
    import shutil

    other = tmp_path / "elsewhere"
    shutil.copytree(review, other)
    run("build")
    variables = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Jakarta",
        "LC_ALL": "C",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "evidence", "build"]
    subprocess.run(command, cwd=other, env=variables, check=True, capture_output=True)
    assert outputs(review / "build") == outputs(other / "build")


def test_no_output_names_the_machine_or_the_folder(review, run):
    run("build")
    for name, data in outputs(review / "build").items():
        assert str(review).encode() not in data, name


def test_trace_prints_the_way_down_to_the_passage_and_up_to_the_finding(review, run):
    down = run("trace", "f.tasting").output
    assert "tasting_first" in down
    assert "“name more vegetables” page 3" in down
    assert "f.tasting" in run("trace", "kim2003").output
    assert "f.tasting" in run("trace", "el.taste").output


def test_trace_speaks_json_and_mermaid(review, run):
    (tree,) = json.loads(run("trace", "f.tasting", "--format", "json").output)
    assert tree["steps"][0]["steps"][0]["text"] == "“name more vegetables” page 3"
    assert run("trace", "f.tasting", "--format", "mermaid").output.startswith("flowchart TD\n")


def test_trace_of_an_id_that_nothing_bears_names_the_nearest(review, run):
    result = run("trace", "f.tastin")
    assert isinstance(result.exception, CannotGoOn)
    assert result.exception.help == "did you mean `f.tasting`?"


def test_list_counts_and_lists(review, run):
    assert "1  findings" in run("list").output
    assert run("list", "findings").output.startswith("f.tasting")


PROPOSED = """\
  - id: tasting_more
    statement: More tasting teaches more.
    sources: [kim2003]
    at: {page: 4}
    proposed: {by: import taguette}
"""


def test_proposals_and_parties_are_listed_and_traced_as_what_they_are(review, run):
    assert "proposals" not in run("list").output
    text = (
        (review / "claims.yaml")
        .read_text()
        .replace("findings:\n  - {id", f"{PROPOSED}findings:\n  - {{id")
    )
    facts = (
        "parties: {office: {label: The office, because: x}}\nsources: {kim2003: {party: office}}\n"
    )
    (review / "claims.yaml").write_text(facts + text)
    assert run("list").output.endswith("     1  proposals\n     1  parties\n")
    assert run("list", "proposals").output == (
        "tasting_more  proposed, not yet accepted:  More tasting teaches more.\n"
    )
    assert run("list", "parties").output == "office  The office\n"
    traced = run("trace", "tasting_more").output
    assert traced.startswith("tasting_more proposed, not yet accepted; Kim 2003\n")
    assert "└─ said by kim2003" in traced
    assert "spoken for by kim2003" in run("trace", "office").output


def test_a_way_that_leads_nowhere_shows_its_item(review, run):
    assert run("trace", "kim2003", "--down").output == "kim2003 (Kim 2003: Tasting lessons)\n"


def test_explain_prints_the_manual_page_of_a_check(run):
    output = run("explain", "unknown-source").output
    assert "Why:" in output
    assert "Good:" in output
    wrong = run("explain", "unknown-sauce")
    assert isinstance(wrong.exception, CannotGoOn)
    assert wrong.exception.help == "did you mean `unknown-source`?"


def test_what_the_tool_cannot_do_is_one_line_and_exit_code_2(tmp_path):
    command = [sys.executable, "-m", "evidence", "check"]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "evidence: claims.yaml: there is no such file"
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_brings_no_traceback(review):
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = f"{sys.executable} -m evidence explain | head -1"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=review,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


def test_verify_pins_what_it_found_and_check_reads_it_without_the_text(review, run):
    (review / "texts").mkdir()
    (review / "texts" / "kim2003.txt").write_text("They name more vegetables now.\n")
    done = run("verify", "--texts", "texts")
    assert done.exit_code == 0, done.output
    assert "1 quote: 1 found" in done.output
    assert '"outcome": "found"' in (review / "evidence.lock").read_text()
    before = (review / "evidence.lock").read_bytes()
    assert run("verify", "--check", "--texts", "texts").exit_code == 0
    assert (review / "evidence.lock").read_bytes() == before
    (review / "texts" / "kim2003.txt").unlink()
    text = (review / "claims.yaml").read_text()
    (review / "claims.yaml").write_text(text.replace("quote: name more", "quote: name many more"))
    assert "changed since it was verified; `f.tasting` rests on it" in run("check").output


def test_an_altered_quote_is_shown_with_the_words_that_changed(review, run):
    (review / "texts").mkdir()
    (review / "texts" / "kim2003.txt").write_text("They do not name more vegetables now.\n")
    text = (review / "claims.yaml").read_text()
    (review / "claims.yaml").write_text(text.replace("quote: name", "quote: They do name"))
    done = run("verify", "--texts", "texts")
    assert done.exit_code == 1
    assert "`not` is left out (negation)" in done.output


def test_coverage_names_the_cited_places_that_have_no_claim(review, run):
    (review / "texts").mkdir()
    (review / "texts" / "kim2003.txt").write_text(
        "Children name more vegetables (Kim, 2003). Others disagree (Abel, 2005).\n"
    )
    done = run("coverage", "kim2003", "--texts", "texts")
    assert done.exit_code == 1
    assert "Abel, 2005" in done.output


def test_an_audit_is_drawn_filled_recorded_and_reported(review, run):
    run("audit", "--size", "1", "--seed", "7", "--sheet", "sheet.csv")
    sheet = (review / "sheet.csv").read_text().splitlines()
    assert sheet[1].startswith("tasting_first,Kim 2003,")
    cells = sheet[1].rsplit(",,,,,", 1)
    (review / "sheet.csv").write_text(
        f"{sheet[0]}\n{cells[0]},overstated,eva,2026-01-02,,{cells[1]}\n"
    )
    done = run("audit", "--record", "sheet.csv")
    assert "1 judgement recorded" in done.output, done.output
    assert "1 judged: 0 faithful, 1 overstated" in run("audit").output
    run("build")
    assert (
        "error rate 100 percent (95 % interval 100 percent to 100 percent)"
        in (review / "build" / "report.html").read_text()
    )


def test_passages_are_added_for_private_reading_and_the_page_says_so(review, run):
    (review / "texts").mkdir()
    (review / "texts" / "kim2003.txt").write_text("After tasting they name more vegetables now.\n")
    run("verify", "--texts", "texts")
    run("build", "--with-passages", "--texts", "texts")
    page = (review / "build-private" / "report.private.html").read_text()
    assert "After tasting they" in page
    assert "For private reading" in page
    assert not (review / "build").exists()
    run("build")
    assert "After tasting they" not in (review / "build" / "report.html").read_text()


def test_word_and_pandoc_are_written_when_asked_for(review, run):
    assert run("build", "--to", "pandoc,docx").exit_code == 0
    assert set(outputs(review / "build")) == {".evidence.sha256", "report.docx", "report.pandoc.md"}
    wrong = run("build", "--to", "word")
    assert wrong.exit_code == 2
    assert "`word` is not one of html, md" in wrong.output
