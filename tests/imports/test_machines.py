"""What a machine extracted is accepted by a person who saw its passage, one at a time."""

from __future__ import annotations

import json
import random
import re
import shutil

import pytest

from evidence.audit.sample import Audited, Draw, Verdict, claim_words
from evidence.cli import accept, prompts, sign
from evidence.language import Catalogue
from evidence.loaded import load
from evidence.pages.audit import audit_lines
from tests.conftest import SHARED

ABOUT = {
    "tool": "reader",
    "version": "2",
    "date": "2026-11-01",
    "instructions": "prompts/read.md",
    "ran_by": "Y. Sato",
}
CLAIM = {
    "key": "c1",
    "source": "abel2005",
    "statement": "Beds are lost in summer.",
    "quote": "nobody watered, and half of the beds were lost",
    "at": {"section": "2", "paragraph": "2"},
    "elements": ["School garden"],
}


def extraction(folder, *claims, **about):
    told = {key: value for key, value in {**ABOUT, **about}.items() if value}
    path = folder / "read.json"
    path.write_text(json.dumps({"extraction": told, "claims": list(claims) or [CLAIM]}))
    return path


def asked(monkeypatch, answer=True):
    """Let somebody sit at the terminal, who answers so; what was shown till then is kept."""
    monkeypatch.setattr(sign, "at_terminal", lambda: True)
    monkeypatch.setattr(accept.click, "pause", lambda said: accept.click.echo(f"[{said}]"))
    monkeypatch.setattr(prompts, "confirmed", lambda question: answer)


def complete(review, id_):
    """Give a proposal the facets that a claim of this review needs."""
    path = review / "claims" / "import-read.yaml"
    text = path.read_text()
    path.write_text(
        text.replace(f"- id: {id_}\n", f"- id: {id_}\n    context: country\n    role: effect\n")
    )


@pytest.mark.parametrize("key", ["tool", "version", "date", "instructions", "ran_by"])
def test_an_extraction_that_does_not_say_what_made_it_is_refused(review, run, key):
    result = run("import", extraction(review, **{key: ""}))
    named = {"date": "the date"}.get(key, key)
    assert f"a machine extracted it, and it does not say {named}" in str(result.exception)
    assert not (review / "claims").exists()


def test_what_the_file_does_not_say_may_stand_in_its_mapping(review, run):
    (review / "imports").mkdir()
    (review / "imports" / "read.yaml").write_text("settings: {ran_by: B. Kim}\n")
    assert run("import", extraction(review, ran_by="")).exit_code == 0


def test_a_machine_that_the_review_does_not_name_is_refused_with_what_to_write(review, run):
    result = run("import", extraction(review, version="3"))
    assert "the review does not name reader 3" in str(result.exception)
    assert "- initials: m2\n      tool: reader\n      version: 3" in result.exception.help


def test_what_a_machine_extracted_is_never_accepted_at_once(review, run):
    result = run("import", extraction(review), "--accept", "--by", "ys")
    assert "accepted one at a time, with its passage shown" in str(result.exception)


def test_a_machine_makes_no_elements_and_finds_those_that_are_there(review, run):
    one = {**CLAIM, "elements": ["school garden", "Weather"]}
    told = run("import", extraction(review, one)).output
    assert load(review).graph.proposals["beds_lost_summer"].elements == ("el.garden",)
    labels = [e.label.first for e in load(review).graph.elements.values()]
    assert "left, a machine makes no elements" in told
    assert "Weather" not in labels


def test_the_passage_is_shown_before_the_words_of_the_machine(review, run, monkeypatch):
    run("import", extraction(review))
    complete(review, "beds_lost_summer")
    asked(monkeypatch)
    result = run("accept", "beds_lost_summer", "--by", "ys")
    assert result.exit_code == 0, result.output
    passage = result.output.index("nobody watered, and half of the beds were lost")
    pause = result.output.index("[press a key when you have read the passage]")
    words = result.output.index("the machine says: Beds are lost in summer.")
    assert passage < pause < words
    claim = load(review).without_errors().graph.claims["beds_lost_summer"]
    assert claim.accepted.by == "ys"
    assert {"context", "role"} <= set(claim.accepted.changed)
    assert claim.proposed.machine == "m1"


def test_nobody_is_asked_where_there_is_no_terminal_and_who_says_no_writes_nothing(
    review, run, monkeypatch
):
    run("import", extraction(review))
    before = (review / "claims" / "import-read.yaml").read_bytes()
    assert "no terminal" in str(run("accept", "beds_lost_summer", "--by", "ys").exception)
    asked(monkeypatch, answer=False)
    assert "nothing was written" in run("accept", "beds_lost_summer", "--by", "ys").output
    assert (review / "claims" / "import-read.yaml").read_bytes() == before


def test_two_of_a_machine_are_not_accepted_together(review, run, monkeypatch):
    run("import", extraction(review, CLAIM, {**CLAIM, "key": "c2", "statement": "Others say so."}))
    asked(monkeypatch)
    ids = sorted(load(review).graph.proposals)
    result = run("accept", *ids, "--by", "ys")
    assert "these are accepted one at a time" in str(result.exception)


def test_a_machine_accepts_nothing(review, run):
    run("import", extraction(review))
    result = run("accept", "beds_lost_summer", "--by", "m1")
    assert "only people decide" in str(result.exception)


def test_of_sixty_proposals_none_of_the_forty_that_are_wrong_can_be_accepted(
    tmp_path, run, monkeypatch
):
    if not (SHARED / "cases" / "many-texts").is_dir():
        pytest.skip("the cases are not at hand")
    review = tmp_path / "review"
    shutil.copytree(SHARED / "cases" / "many-texts", review)
    monkeypatch.chdir(review)
    claims = review / "claims.yaml"
    head = "review:\n  authors: [{initials: ys, name: Y. Sato}]\n"
    head += '  machines: [{initials: m1, tool: reader, version: "2"}]\n'
    claims.write_text(claims.read_text().replace("review:\n", head, 1))
    drawn = random.Random(16)
    texts = {path.stem: path.read_text().split() for path in sorted((review / "texts").iterdir())}
    windows = [
        (key, text[start : start + length])
        for key, text in texts.items()
        for start in range(0, len(text) - 14, 3)
        for length in (9, 14)
    ]
    plain = re.compile(r"\b[a-z]{5,}\b")
    passages = [(key, " ".join(w)) for key, w in windows if len(plain.findall(" ".join(w))) > 2]
    words = sorted({w for _, s in passages for w in re.findall(r"\b[a-z]{5,}\b", s)})
    kinds = ["true"] * 20 + ["altered"] * 20 + ["absent"] * 20
    made = []
    for number, (kind, (key, sentence)) in enumerate(
        zip(kinds, drawn.sample(passages, 60), strict=True)
    ):
        quote = sentence
        if kind == "altered":
            old = drawn.choice(re.findall(r"\b[a-z]{5,}\b", sentence))
            quote = sentence.replace(old, drawn.choice([w for w in words if w[0] != old[0]]), 1)
        elif kind == "absent":
            quote = " ".join(drawn.sample(words, 12))
        made.append(
            {"key": f"{kind}{number}", "source": key, "statement": f"Proposal {number}.",
             "quote": quote, "at": {"section": "1"}}
        )  # fmt: skip
    assert len(made) == 60
    result = run("import", extraction(review, *made))
    assert result.exit_code == 0, result.output
    run("verify")
    told = load(review)
    kind_of = {c.id: c.proposed.key.rstrip("0123456789") for c in told.graph.proposals.values()}
    outcomes = {
        id_: told.checked.states[id_, 0].outcome.value
        for id_ in kind_of
        if id_ in told.graph.proposals
    }
    stands = {"found", "differs_in_form"}
    assert {outcomes[id_] for id_, kind in kind_of.items() if kind == "true"} <= stands
    assert {outcomes[id_] for id_, kind in kind_of.items() if kind == "altered"} <= {
        "altered",
        "not_found",
    }
    assert {outcomes[id_] for id_, kind in kind_of.items() if kind == "absent"} == {"not_found"}
    asked(monkeypatch)
    wrong = [id_ for id_, kind in kind_of.items() if kind != "true"]
    assert len(wrong) == 40
    for id_ in wrong:
        assert "cannot be accepted as it is" in str(run("accept", id_, "--by", "ys").exception)


def test_the_report_says_of_each_machine_what_became_of_what_it_proposed(review, run, monkeypatch):
    others = [{**CLAIM, "key": f"c{n}", "statement": f"Beds said {n}."} for n in (2, 3)]
    run("import", extraction(review, CLAIM, *others))
    complete(review, "beds_lost_summer")
    asked(monkeypatch)
    assert run("accept", "beds_lost_summer", "--by", "ys").exit_code == 0
    run("accept", "beds_said_2", "--by", "ys", "--reject", "--because", "Not said there.")
    run("build")
    page = (review / "build" / "report.html").read_text()
    said = "3 claims proposed: 0 taken as they were, 1 changed and taken, 1 rejected, 1 not decided"
    assert said in page
    assert said in (review / "build" / "report" / "method.md").read_text()


def test_the_sample_check_tells_the_error_rate_of_a_machines_claims_apart(review, run, monkeypatch):
    run("import", extraction(review))
    complete(review, "beds_lost_summer")
    asked(monkeypatch)
    run("accept", "beds_lost_summer", "--by", "ys")
    graph = load(review).without_errors().graph
    how = Draw(size=9, seed="16", population=len(graph.claims))
    verdicts = [
        Audited(key, Verdict.OVERSTATED if key == "beds_lost_summer" else Verdict.FAITHFUL, "bk",
                "2026-11-29", claim_words(graph.claims[key]))
        for key in graph.claims
    ]  # fmt: skip
    lines = audit_lines(graph, how, verdicts, Catalogue())
    assert any(
        line.startswith("of the 1 claim that m1 extracted, 1 judged: error rate 100")
        for line in lines
    )


def hand_accepted(review):
    """Write the acceptance of the only proposal as an editor would, with what a claim needs."""
    path = review / "claims" / "import-read.yaml"
    text = path.read_text()
    decided = "    context: country\n    role: effect\n    accepted: {by: ys, on: 2026-11-29}\n"
    path.write_text(text.replace("    proposed:\n", f"{decided}    proposed:\n"))
    return path


def test_accepted_in_an_editor_an_altered_quote_of_a_machine_is_an_error_until_it_is_mended(
    review, run
):
    run(
        "import", extraction(review, {**CLAIM, "quote": "nobody watered, and all of the beds died"})
    )
    path = hand_accepted(review)
    run("verify")
    told = run("build")
    assert told.exit_code == 1
    assert "error[unmended-proposal]" in told.output
    path.write_text(path.read_text().replace("and all of the beds died", "and half of the beds"))
    assert run("verify").exit_code == 0
    assert run("build").exit_code == 0


def test_a_text_that_was_replaced_is_looked_up_although_the_old_one_made_an_error(review, run):
    run(
        "import", extraction(review, {**CLAIM, "quote": "nobody watered, and all of the beds died"})
    )
    hand_accepted(review)
    run("verify")
    text = review / "texts" / "abel2005.txt"
    text.write_text(f"{text.read_text()}\nThen nobody watered, and all of the beds died.\n")
    run("verify")
    assert run("build").exit_code == 0


def test_a_quote_that_was_mended_can_be_accepted_where_the_text_is_not_at_hand(
    review, run, monkeypatch
):
    run(
        "import", extraction(review, {**CLAIM, "quote": "nobody watered, and all of the beds died"})
    )
    complete(review, "beds_lost_summer")
    run("verify")
    (review / "texts" / "abel2005.txt").unlink()
    asked(monkeypatch)
    assert "not what the text says" in str(
        run("accept", "beds_lost_summer", "--by", "ys").exception
    )
    path = review / "claims" / "import-read.yaml"
    path.write_text(path.read_text().replace("and all of the beds died", "and half of the beds"))
    told = run("accept", "beds_lost_summer", "--by", "ys")
    assert told.exit_code == 0, told.output
    assert "its text is not at hand" in told.output
