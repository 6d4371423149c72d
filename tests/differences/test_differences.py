"""What `diff` says of a finding: one change of each kind, in the words that are printed."""

from __future__ import annotations

import json
import subprocess

import pytest

from evidence.history import changed_between
from evidence.review import Input
from tests.lock.test_signatures import BIB, CLAIMS


def given(claims: str = CLAIMS, bib: str = BIB) -> Input:
    return Input((("claims.yaml", claims.encode()),), ("sources.bib", bib.encode()))


def edited(*edits: tuple[str, str], text: str = CLAIMS) -> str:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def told(*edits: tuple[str, str], finding: str = "f.low", bib: str = BIB) -> tuple[str, ...]:
    """The lines about one finding once the claims say something else."""
    found = changed_between(given(), given(edited(*edits), bib), "before → now")
    return {one.id: one.lines for one in found.view.findings}.get(finding, ())


def test_what_did_not_change_is_said_in_one_line():
    found = changed_between(given(), given(edited(("Ask the author.", "Asked."))), "a → b")
    assert str(found) == "a → b\n4 are as they were"


def test_a_study_that_comes_in_is_named_with_the_claim_that_brought_it():
    lines = told(("supported_by: [tasting_first]", "supported_by: [tasting_first, another_thing]"))
    assert "4 studies, 3 before: Okoro 2014 came in, through `another_thing`" in lines
    assert not any("supported_by" in line for line in lines)


def test_a_study_that_goes_out_is_named_with_its_claim():
    lines = told(("sources: [kim2003, abel2005]", "sources: [abel2005]"))
    assert "2 studies, 3 before: kim_trial went out, with `tasting_first`" in lines


def test_what_is_new_against_a_finding_and_what_is_so_no_longer_is_told():
    lines = told(("contradicted_by: [no_effect]", "contradicted_by: [another_thing]"))
    assert "now against it: `another_thing` (Okoro 2014)" in lines
    assert "no longer against it: `no_effect`" in lines


def test_a_contradiction_that_opens_or_is_settled_is_told():
    opened = ("resolution: It fades.", "resolution: unresolved")
    assert "contested now: something stands against it without a resolution" in told(opened)
    found = changed_between(given(edited(opened)), given(), "before → now")
    assert "settled: It fades." in str(found)


def test_a_judgement_that_people_changed_is_told_as_theirs():
    lines = told(("confidence: moderate", "confidence: low"))
    assert lines[0] == (
        "judged by people: GRADE-CERQual confidence: low,"
        " before: GRADE-CERQual confidence: moderate"
    )


def test_a_judgement_that_stands_while_its_studies_moved_is_not_passed_over():
    lines = told(("supported_by: [tasting_first]", "supported_by: [tasting_first, another_thing]"))
    said = "the judgement stands as it was given: GRADE-CERQual confidence: moderate"
    assert said in lines


def test_a_finding_that_is_reworded_shows_both_wordings():
    lines = told(("Tasting teaches.", "Tasting teaches much."))
    assert "reworded: “Tasting teaches.” became “Tasting teaches much.”" in lines
    lines = told(("Mencicipi mengajar.", "Mencicipi mengajarkan."))
    assert "reworded (id): “Mencicipi mengajar.” became “Mencicipi mengajarkan.”" in lines


def test_findings_that_only_rest_on_what_reads_otherwise_are_told_apart():
    found = changed_between(given(), given(edited(("after tasting.", "after much tasting."))), "")
    assert found.view.findings == ()
    assert found.view.below.lines == (
        "`f.low`: 1 claim worded otherwise (`tasting_first`)",
        "`f.above`: 1 claim worded otherwise (`tasting_first`)",
        "`f.top`: 1 claim worded otherwise (`tasting_first`)",
    )
    assert "3 findings were not edited" in found.view.summary


def test_claims_sources_and_framework_have_sections_of_their_own():
    later = edited(
        ("after tasting.", "after much tasting."),
        ("at: {page: 9}", "at: {page: 8}"),
        ("definition: Eating a little", "definition: Eating some"),
        ("label: Beds,", "label: Plots,"),
    )
    bib = BIB.replace("Another thing", "Another matter")
    found = changed_between(given(), given(later, bib), "")
    lines = {one.title: one.lines for one in found.view.sections}
    more, before, after = "Children name more vegetables", "after tasting.”", "after much tasting.”"
    assert lines["Claims"] == (
        "1 claim is reworded:",
        f"  `tasting_first`: “{more} {before} became “{more} {after}",
        "1 claim has another passage: `no_effect`",
    )
    assert lines["Sources"] == ("Okoro 2014, title: “Another thing” became “Another matter”",)
    head, *label_and_words = lines["Framework"]
    assert head == "element `el.bed`: “Beds” became “Plots”"
    assert label_and_words[0] == "1 element is defined otherwise:"
    assert label_and_words[1].startswith("  `el.taste`: “Eating a little")
    assert "” became “Eating some" in label_and_words[1]


def test_a_question_and_a_party_that_are_worded_otherwise_are_told():
    """No signature stands on a question's text; a party's label says who speaks."""
    later = edited(
        ("Do they learn?", "Do they learn much?"),
        ("label: The school board", "label: The town"),
        ("  ministry: {label: A ministry}", "  province: {label: A province}"),
    )
    found = changed_between(given(), given(later), "")
    assert {one.title: one.lines for one in found.view.sections}["Questions and parties"] == (
        "question `q.food`: “Do they learn?” became “Do they learn much?”",
        "party, new: `province`",
        "party, gone: `ministry`",
        "party `school_board`: “The school board” became “The town”",
    )


def test_what_is_below_is_told_in_plain_words_and_counted():
    lines = told(
        ("at: {page: 9}", "at: {page: 8}"),
        ("after tasting.", "after much tasting."),
        ("supported_by: [tasting_first]", "supported_by: [tasting_first, another_thing]"),
    )
    assert (
        "edited below it: 1 claim worded otherwise (`tasting_first`);"
        " 1 claim with another passage (`no_effect`)"
    ) in lines
    bib = BIB.replace("title = {Beds}", "title = {Beds and borders}")
    lines = told(("Tasting teaches.", "Tasting teaches much."), bib=bib)
    assert "edited below it: 1 source changed in title (Abel 2005)" in lines


def test_claims_that_are_gone_are_told_by_what_they_stood_under_with_their_works():
    findings = CLAIMS.index("findings:")
    start = CLAIMS.index("  - id: another_thing")
    stop = CLAIMS.find("  - id: ", start + 1, findings)
    without = CLAIMS[:start] + CLAIMS[stop if stop > 0 else findings :]
    other = without.index("  - id: f.other")
    found = changed_between(given(), given(without[:other]), "")
    lines = {one.title: one.lines for one in found.view.sections}["Claims"]
    assert lines[:2] == (
        "1 claim is gone:",
        "  under `f.other` (gone too): `another_thing` (Okoro 2014)",
    )
    (gone,) = found.view.findings
    assert (gone.id, gone.lines) == ("f.other", ("of its 1 claim, 1 is gone too",))
    assert json.loads(found.json())["gone_claims"] == {
        "another_thing": {"findings": ["f.other"], "sources": ["okoro2014"]}
    }


def test_findings_that_are_gone_come_first_and_what_is_cut_is_counted_by_what_became_of_it():
    one = "  - {{id: f.new{n}, kind: conclusion, statement: New., supported_by: [another_thing]}}\n"
    later = CLAIMS[: CLAIMS.index("  - id: f.other")] + "".join(one.format(n=n) for n in range(45))
    found = changed_between(given(), given(later), "")
    assert (found.view.findings[0].id, found.view.findings[0].fate) == ("f.other", "gone")
    assert found.view.more == "not shown: 6 more that are new"
    assert [one["fate"] for one in json.loads(found.json())["findings"]][:2] == ["gone", "new"]


def test_the_old_and_the_new_words_of_everything_reworded_are_in_the_json():
    later = edited(("definition: Eating a little", "definition: Eating some"))
    words = json.loads(changed_between(given(), given(later), "").json())["wordings"]
    (texts,) = words["element el.taste"].values()
    assert texts["before"].startswith("Eating a little")
    assert texts["now"].startswith("Eating some")


def test_an_id_that_was_renamed_is_one_line_and_no_change():
    found = changed_between(given(), given(CLAIMS.replace("no_effect", "nothing_seen")), "")
    assert found.view.findings == ()
    assert "`no_effect` was renamed `nothing_seen`" in str(found)


def test_a_review_with_errors_is_compared_as_far_as_it_can_be_read():
    broken = edited(("statement: No effect was seen.\n", ""))
    found = changed_between(given(broken), given(), "before → now")
    (section,) = found.view.unread
    assert section.title == "2 errors before: what they stand in is not compared"
    assert all(line.startswith("claims.yaml:") for line in section.lines)
    for said in (found.text(width=1000), found.markdown()):
        assert section.title in said
        assert section.lines[0].split("`")[0] in said
    told = json.loads(found.json())["errors"]
    assert ([one["line"] > 0 for one in told["before"]], told["now"]) == ([True, True], [])
    (now,) = changed_between(given(), given(broken), "", "id").view.unread
    assert now.title.startswith("2 galat pada keadaan kini")


def test_in_markdown_what_an_author_wrote_neither_acts_nor_calls_anybody():
    later = edited(("Food is learned.", "Food @teaches [x](y) <b>#12 | much"))
    said = changed_between(given(), given(later), "").markdown()
    assert "@\u2060teaches \\[x\\](y) \\<b\\>#\u206012 \\| much" in said


def git(folder, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def history(tmp_path):
    """A review below a repository: its first state, a second one, and what stands there now."""
    folder = tmp_path / "reviews" / "gardens"
    (folder / "claims").mkdir(parents=True)
    head, _, findings = CLAIMS.partition("findings:\n")
    (folder / "claims.yaml").write_text(head, encoding="utf-8")
    (folder / "claims" / "findings.yaml").write_text(f"findings:\n{findings}", encoding="utf-8")
    (folder / "sources.bib").write_text(BIB, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    reworded = findings.replace("Tasting teaches.", "Tasting teaches much.")
    (folder / "claims" / "findings.yaml").write_text(f"findings:\n{reworded}", encoding="utf-8")
    git(tmp_path, "commit", "-qam", "second")
    again = reworded.replace("Food is learned.", "Food is known.")
    (folder / "claims" / "findings.yaml").write_text(f"findings:\n{again}", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("revisions", "moved"),
    [
        (("HEAD",), {"f.top"}),
        (("HEAD~1",), {"f.low", "f.top"}),
        (("HEAD~1", "main"), {"f.low"}),
        (("HEAD", "HEAD~1"), {"f.low"}),
        (("main", "."), {"f.top"}),
    ],
)
def test_revisions_of_git_and_folders_are_compared(history, run, monkeypatch, revisions, moved):
    monkeypatch.chdir(history)
    result = run("diff", *revisions)
    assert result.exit_code == 0
    assert {key for key in ("f.low", "f.above", "f.top") if f"\n{key}\n" in result.stdout} == moved


def test_a_revision_that_nobody_knows_is_told(history, run):
    result = run("diff", "nowhere", "--review", str(history))
    assert "no revision that git knows here" in str(result.exception)
    result = run("diff", "--upload-pack=x", "--review", str(history))
    assert result.exit_code == 2


def test_the_formats_are_text_markdown_and_json(history, run):
    said = {
        name: run("diff", "HEAD", "--format", name, "--review", str(history)).stdout
        for name in ("text", "markdown", "json")
    }
    assert said["text"].startswith("HEAD → now\n")
    assert said["markdown"].startswith("### What changed\n")
    assert '"fate": "moved"' in said["json"]
