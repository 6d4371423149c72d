"""What others coded comes in as proposals, once, and whatever is not taken is named."""

from dataclasses import replace

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.loaded import load
from evidence.origins import Code, CodedText, Left, Origin, Segment

TRUST = Segment(
    key="17",
    kind="highlight",
    name="highlight 17",
    text="1",
    quote="nobody watered,\nand half of the beds were lost",
    statement="Beds are lost in summer.",
    at={"section": "2", "paragraph": "2"},
    codes=("7", "9"),
    coder="Ana",
    fields={"context": "country", "role": "effect"},
)
BARE = Segment(key="18", kind="highlight", name="highlight 18", text="1", quote="twice a week")
ORIGIN = Origin(
    "taguette",
    "project.held",
    texts=(CodedText("1", "abel2005"), CodedText("2", "An interview.docx", content="Once a week.")),
    codes=(
        Code("7", "summer", "What the summer does.", parent="8"),
        Code("8", "time"),
        Code("9", "garden"),
    ),
    segments=(TRUST, BARE, Segment("19", "highlight", "highlight 19", "2", quote="Once a week")),
    left=(Left("highlight", "highlight 20", "its text is missing"),),
    counts={"highlight": 4, "code": 3, "text": 2},
)
FILE = "claims/import-project.yaml"


def test_what_people_coded_is_proposed_with_its_origin_its_codes_and_its_sources(review, bring):
    before = (review / "sources.bib").read_bytes()
    result = bring(ORIGIN)
    assert result.exit_code == 0, result.output
    graph = load(review).without_errors().graph
    claim = graph.proposals["beds_lost_summer"]
    assert claim.statement.first == "Beds are lost in summer."
    assert claim.passage.quote == "nobody watered, and half of the beds were lost"
    assert claim.sources == ("abel2005",)
    assert claim.coder == "Ana"
    assert claim.proposed.by == "import taguette"
    assert (claim.proposed.file, claim.proposed.key) == ("project.held", "17")
    assert claim.elements == ("summer", "garden")
    assert graph.elements["summer"].part_of == "time"
    assert graph.elements["summer"].definition.first == "What the summer does."
    assert "beds_lost_summer" not in graph.claims
    added = (review / "sources.bib").read_bytes().removeprefix(before).decode()
    assert "title = {An interview.docx}" in added


def test_the_loss_report_accounts_for_everything_and_names_what_is_left_or_approximated(bring):
    told = bring(ORIGIN).output
    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines() if line[:1].isalpha()}
    assert rows["highlight"] == ["4", "1", "2", "0", "1"]
    assert rows["text"] == ["2", "1", "1", "0", "0"]
    assert "left, its text is missing (1):\n  highlight highlight 20" in told
    assert "approximated, its statement is its quote, for nobody wrote one (2):" in told
    assert "approximated, the file does not say where in the text (2):" in told
    assert "3 claims, 3 elements, 1 source: 3 proposed, 0 accepted" in told


def test_a_dry_run_says_the_same_and_writes_nothing(review, bring):
    files = {path: path.read_bytes() for path in review.rglob("*") if path.is_file()}
    told = bring(ORIGIN, "--dry-run").output
    assert "would write 3 claims" in told
    assert "  An interview.docx: an_interview\n" in told
    assert "  summer: summer\n" in told
    (review / "project.held").unlink()
    assert {path: path.read_bytes() for path in review.rglob("*") if path.is_file()} == files


def test_the_texts_that_a_file_carries_are_kept_where_the_review_keeps_its_texts(
    review, bring, run
):
    bring(ORIGIN)
    assert (review / "texts" / "an_interview.txt").read_text() == "Once a week."
    assert run("verify").exit_code == 0
    records = load(review).checked.lock.records
    outcomes = {record.claim: record.outcome.value for record in records}
    assert outcomes["beds_lost_summer"] == "found"


def test_a_second_import_brings_nothing_that_was_brought_or_decided(review, bring, run):
    bring(ORIGIN)
    run("accept", "beds_lost_summer", "--by", "ys")
    run("accept", "twice_week", "--by", "ys", "--reject", "--because", "Not about gardens.")
    file = review / FILE
    data = file.read_text()
    at = data.index("  - id: once_week")
    file.write_text(data[:at].rstrip("\n") + "\n")
    before = file.read_bytes()
    told = bring(ORIGIN).output
    assert "here before, accepted: 1" in told
    assert "here before, rejected: 1" in told
    assert "here before, deleted: highlight 19; --again brings them back" in told
    assert "nothing new to write" in told
    assert file.read_bytes() == before
    assert "wrote 1 claim" in bring(ORIGIN, "--again").output
    assert "once_week" in load(review).graph.proposals


def test_what_changed_at_the_origin_is_shown_and_never_written_over_an_edit(review, bring):
    bring(ORIGIN)
    file = review / FILE
    file.write_text(file.read_text().replace("Beds are lost in summer.", "Beds die in summer."))
    before = file.read_bytes()
    moved = replace(ORIGIN, segments=(replace(TRUST, statement="Some beds are lost."), BARE))
    told = bring(replace(moved, counts={"highlight": 3, "code": 3, "text": 2})).output
    assert "changed there, and not here: highlight 17 (`beds_lost_summer`)" in told
    assert "  statement: Some beds are lost." in told
    assert file.read_bytes() == before


def test_what_people_coded_may_be_taken_at_once_but_for_what_lacks_something(review, bring):
    told = bring(ORIGIN, "--accept", "--by", "ys").output
    assert "2 proposed, 1 accepted" in told
    assert "it stays a proposal: a claim needs a place and elements" in told
    graph = load(review).without_errors().graph
    assert graph.claims["beds_lost_summer"].accepted.by == "ys"
    assert set(graph.proposals) == {"twice_week", "once_week"}


def test_the_mapping_that_was_kept_can_be_edited_before_the_next_import(review, bring):
    told = bring(ORIGIN, "--dry-run").output
    (review / "imports").mkdir()
    mapping = review / "imports" / "project.yaml"
    mapping.write_text(
        "sources: {An interview.docx: kim2003}\n"
        "elements:\n  summer: el.garden\n  time:\ncoders: {Ana: bk}\n"
    )
    told = bring(ORIGIN).output
    assert "left, the mapping leaves it out (1):\n  code time" in told
    graph = load(review).without_errors().graph
    claim = graph.proposals["beds_lost_summer"]
    assert claim.elements[0] == "el.garden"
    assert claim.coder == "bk"
    assert graph.proposals["once_week"].sources == ("kim2003",)
    assert mapping.read_text().startswith("sources: {An interview.docx: kim2003}\n")


def test_everything_that_is_wrong_with_a_mapping_is_said_at_once(review, bring):
    (review / "imports").mkdir()
    mapping = review / "imports" / "project.yaml"
    mapping.write_text("sorces: {}\nelements: {summer: [a, b]}\n")
    result = bring(ORIGIN)
    assert isinstance(result.exception, CannotGoOn)
    assert "project.yaml:1: unknown key `sorces`; did you mean `sources`?" in str(result.exception)
    assert "project.yaml:2: `summer` leads to more than one thing" in str(result.exception)
    mapping.write_text("sources: {An interview.docx: kim203}\n")
    result = bring(ORIGIN)
    assert "`An interview.docx` leads to the source `kim203`" in str(result.exception)
    assert "did you mean `kim2003`?" in str(result.exception)


def test_a_circle_of_codes_is_cut(review, bring):
    codes = (Code("1", "one", parent="2"), Code("2", "two", parent="1"))
    segment = replace(TRUST, codes=("1", "2"))
    result = bring(
        Origin(
            "taguette",
            "project.held",
            texts=(CodedText("1", "abel2005"),),
            codes=codes,
            segments=(segment,),
            counts={"highlight": 1, "code": 2, "text": 1},
        )
    )
    assert result.exit_code == 0, result.output
    assert load(review).without_errors().graph.proposals["beds_lost_summer"].elements == (
        "one",
        "two",
    )


def test_a_comment_on_a_claim_of_our_report_becomes_its_memo(review, bring):
    comment = Segment(
        "memo-of:garden_summer:1", "comment", "comment 1", statement="Which year?", coder="BK"
    )
    told = bring(Origin("word", "report.held", segments=(comment,), counts={"comment": 1})).output
    assert "wrote 1 memo (claims.yaml)" in told
    assert load(review).graph.claims["garden_summer"].memo == "BK: Which year?"


def test_a_comment_on_a_finding_of_our_report_becomes_its_memo(review, bring):
    key = next(iter(load(review).graph.findings))
    comment = Segment(f"memo-of:{key}:1", "comment", "comment 1", memo="Is this new?", coder="BK")
    bring(Origin("word", "report.held", segments=(comment,), counts={"comment": 1}))
    assert load(review).without_errors().graph.findings[key].memo == "BK: Is this new?"
    again = replace(comment, key=f"memo-of:{key}:2", memo="And this?")
    both = Origin("word", "report.held", segments=(comment, again), counts={"comment": 2})
    assert "here before, in its memo: 1" in bring(both).output
    memo = load(review).without_errors().graph.findings[key].memo
    assert memo == "BK: Is this new? BK: And this?"


@pytest.mark.parametrize("options", [("--accept",), ("--by", "ys"), ("--accept", "--by", "m1")])
def test_who_takes_claims_at_once_is_an_author_who_says_so(bring, options):
    result = bring(ORIGIN, *options)
    assert result.exit_code == 2 or isinstance(result.exception, CannotGoOn)


def test_a_file_that_nobody_knows_is_said_to_be_so(review, run):
    (review / "notes.xyz").write_text("some notes")
    result = run("import", "notes.xyz")
    assert "nobody can tell what kind of file this is" in str(result.exception)
    assert "absent.held: no such file or directory" in str(run("import", "absent.held").exception)


def test_words_that_stand_twice_in_the_text_that_a_file_carries_are_told_apart(review, bring, run):
    text = "He waters it once a week.\nShe says that once a week is the least."
    start = text.index("once a week", 30)
    segment = Segment("5", "highlight", "highlight 5", "2", quote="once a week", start=start,
                      end=start + 11, at={"paragraph": "2"})  # fmt: skip
    held = Origin("taguette", "project.held", texts=(CodedText("2", "B.txt", content=text),),
                  segments=(segment,), counts={"highlight": 1, "text": 1})  # fmt: skip
    bring(held)
    told = run("verify")
    assert told.exit_code == 0
    assert "wrong-locator" not in told.output
    checked = load(review).checked
    claim = next(iter(checked.graph.proposals.values()))
    assert checked.states[claim.id, 0].outcome.value == "found"
    assert claim.passage.prefix.endswith("She says that")


def test_a_selection_of_ours_that_comes_back_with_another_code_is_shown_as_a_difference(
    review, bring
):
    claim = load(review).graph.claims["garden_summer"]
    codes = (
        Code("element:el.garden", "School garden"),
        Code("element:el.tasting", "Tasting lessons"),
    )
    back = Segment("claim:garden_summer", "selection", "garden_summer", "source:abel2005",
                   quote=claim.passage.quote, codes=("element:el.garden",))  # fmt: skip
    counts = {"selection": 1, "code": 2}
    same = Origin("taguette", "project.held", codes=codes, segments=(back,), counts=counts)
    assert "here before, in the review: 1" in bring(same).output
    more = replace(back, codes=("element:el.garden", "element:el.tasting"))
    told = bring(replace(same, segments=(more,))).output
    assert "changed there, and not here: garden_summer (`garden_summer`)" in told
    assert "  elements: el.garden, el.tasting" in told
    assert load(review).graph.claims["garden_summer"] == claim


def test_a_loss_report_is_written_over_nothing(review, bring):
    assert bring(ORIGIN, "--report", "loss.md").exit_code == 0
    told = (review / "loss.md").read_text()
    assert "highlight highlight 20" in told
    result = bring(ORIGIN, "--report", "loss.md")
    assert "loss.md: this file is there already" in str(result.exception)
    assert (review / "loss.md").read_text() == told


def test_codes_that_stand_below_each_other_thousands_deep_are_taken(review, bring):
    codes = tuple(Code(str(n), f"code {n}", parent=str(n + 1)) for n in range(3_000))
    counts = {"highlight": 1, "code": len(codes), "text": 1}
    deep = Origin("taguette", "project.held", texts=(CodedText("1", "abel2005"),), codes=codes,
                  segments=(replace(TRUST, codes=("0",)),), counts=counts)  # fmt: skip
    result = bring(deep, "--dry-run")
    assert result.exit_code == 0, result.output[-2000:]
    assert "3000 elements" in result.output
