"""A share of the proposals goes to a second person, who does not know what the first decided."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from evidence.audit.second import Share, drawn_share, second_look
from evidence.audit.verdicts import read_audit
from evidence.cli.main import evidence
from evidence.diagnostics import CannotGoOn
from evidence.loaded import load
from tests.serving.conftest import CLAIMS, write_review
from tests.serving.test_coding import stands, until
from tests.serving.test_form import SCREENS, faults

PROPOSAL = """\
  - id: proposed_{n}
    statement: Training makes {n} people proud.
    sources: [suzuki2013]
    at: {{paragraph: 1}}
    elements: [el.staying]
    role: reason
    proposed: {{by: import coding, file: coded.csv, key: "{n}", on: 2026-11-29, machine: m1}}
{decision}    quote: Training made people proud
"""
ACCEPTED = "    accepted: {by: an, on: 2026-11-29}\n"
TURNED_DOWN = "    rejected: {by: an, on: 2026-11-29, because: A zebrareason.}\n"


def write_proposals(folder, decisions):
    write_review(folder)
    machines = (
        '  machines: [{initials: m1, tool: a model, version: "1", used_for: coding}]\nframework:'
    )
    text = CLAIMS.replace("framework:", machines, 1)
    text += "".join(PROPOSAL.format(n=n, decision=each) for n, each in enumerate(decisions))
    (folder / "claims.yaml").write_text(text, encoding="utf-8")
    assert load(folder).errors == ()
    return folder


@pytest.fixture
def drawn(serve, tmp_path):
    """Twenty proposals, decided by `an` in turn; a fifth of them goes to `bk`."""
    decisions = [ACCEPTED, TURNED_DOWN, "", ACCEPTED] * 5
    folder = write_proposals(tmp_path / "review", decisions)
    return serve(folder, coder="bk", share=20, seed="16")


def claims_of(folder):
    graph = load(folder).graph
    return {**graph.claims, **graph.proposals}


def audit_of(folder):
    return load(folder).checked.audit


def judge(served, id_, verdict, note=""):
    words = served.get(f"/api/drawn?id={id_}")["words"]
    sent = {"id": id_, "verdict": verdict, "note": note, "words": words}
    return served.post("/api/judge", sent)


def test_the_share_is_what_its_seed_draws_whatever_was_decided(drawn):
    queue = drawn.get("/api/share")["queue"]
    assert len(queue) == 4
    assert queue == list(drawn_share(Share("16", 20), claims_of(drawn.folder).values()))
    text = drawn.claims.read_text(encoding="utf-8")
    drawn.claims.write_text(text.replace(ACCEPTED, TURNED_DOWN.replace("an,", "bk,", 0)))
    assert drawn.get("/api/share")["queue"] == queue
    assert set(queue) != set(drawn_share(Share("17", 20), claims_of(drawn.folder).values()))


def test_nothing_that_is_served_tells_what_the_first_decided(drawn):
    queue = drawn.get("/api/share")["queue"]
    claims = claims_of(drawn.folder)
    answers = {}
    for id_ in queue:
        told = drawn.get(f"/api/drawn?id={id_}")
        for varied in ("id", "statement", "words"):
            del told[varied]
        answers.setdefault(json.dumps(told, sort_keys=True), set()).add(
            (claims[id_].accepted is not None, claims[id_].rejected is not None)
        )
    assert len({one for seen in answers.values() for one in seen}) > 1  # decided in several ways
    assert len(answers) == 1  # and told alike
    others = [key for key in claims if key not in queue]
    hidden = ("/texts/suzuki2013", "/findings", "/proposals", "/api/codebook", "/api/proposals",
              "/api/claims?key=suzuki2013", "/report", "/report/report.html", "/api/events",
              f"/api/drawn?id={others[0]}")  # fmt: skip
    assert {drawn.ask("GET", path)[0] for path in hidden} == {404}
    assert drawn.ask("POST", "/api/decide", {})[0] == 404
    for path in ("/", "/api/share"):
        assert b"zebra" not in drawn.ask("GET", path)[2]


def test_a_verdict_is_recorded_as_an_audit_has_it_with_the_share(drawn):
    id_ = drawn.get("/api/share")["queue"][0]
    assert judge(drawn, id_, "overstated", "Of one village.")["why"] == ""
    audit = audit_of(drawn.folder)
    (one,) = audit.verdicts
    assert (one.claim, one.by, one.verdict, one.note) == (
        id_,
        "bk",
        "overstated",
        "Of one village.",
    )
    assert one.words
    assert audit.share == Share("16", 20)
    assert id_ not in drawn.get("/api/share")["queue"]
    assert judge(drawn, id_, "faithful")["why"] == ""
    (one,) = audit_of(drawn.folder).verdicts
    assert one.verdict == "faithful"


def test_what_was_not_drawn_or_was_changed_meanwhile_is_not_judged(drawn):
    queue = drawn.get("/api/share")["queue"]
    other = next(key for key in claims_of(drawn.folder) if key not in queue)
    sent = {"id": other, "verdict": "faithful", "words": "x"}
    assert "none of the proposals that were drawn" in drawn.post("/api/judge", sent)["why"]
    assert drawn.post("/api/judge", {"id": queue[0], "verdict": "good"})["why"] != ""
    told = drawn.get(f"/api/drawn?id={queue[0]}")
    text = drawn.claims.read_text(encoding="utf-8")
    drawn.claims.write_text(text.replace(told["statement"], "Training makes some proud."))
    sent = {"id": queue[0], "verdict": "faithful", "words": told["words"]}
    assert drawn.post("/api/judge", sent)["changed"] is True
    assert not (drawn.folder / "audit.jsonl").exists()


def test_who_decided_is_no_second_person(serve, tmp_path):
    folder = write_proposals(tmp_path / "review", [ACCEPTED, "", ACCEPTED])
    served = serve(folder, coder="an", share=100, seed="16")
    assert served.get("/api/share") == {"queue": ["proposed_1"], "drawn": 1}
    assert served.ask("GET", "/api/drawn?id=proposed_0")[0] == 404


def test_the_two_decisions_are_set_beside_each_other(serve, tmp_path):
    folder = write_proposals(
        tmp_path / "review", [ACCEPTED, ACCEPTED, TURNED_DOWN, TURNED_DOWN, "", ACCEPTED]
    )
    served = serve(folder, coder="bk", share=100, seed="16")
    for number, verdict in enumerate(
        ("faithful", "overstated", "not_in_source", "faithful", "faithful")
    ):
        assert judge(served, f"proposed_{number}", verdict)["why"] == ""
    audit = audit_of(folder)
    look = second_look(audit.share, audit.verdicts, claims_of(folder).values())
    assert set(look.alike) == {"proposed_0", "proposed_2"}
    assert {(one.claim, one.accepted, one.first, one.second) for one in look.differing} == {
        ("proposed_1", True, "an", "bk"),
        ("proposed_3", False, "an", "bk"),
    }
    assert (look.undecided, look.waiting) == (("proposed_4",), ("proposed_5",))


def test_the_audit_and_the_report_say_on_which_the_two_differ(serve, tmp_path):
    folder = write_proposals(tmp_path / "review", [ACCEPTED, TURNED_DOWN, "", ACCEPTED])
    served = serve(folder, coder="bk", share=100, seed="16")
    for number, verdict in enumerate(("overstated", "not_in_source", "faithful")):
        judge(served, f"proposed_{number}", verdict)
    lines = [
        "4 proposals drawn for a second person with seed 16: 100 percent",
        "2 judged by the second person and decided by the first, 1 alike",
        "an accepted proposed_0, bk found: overstated",
        "judged by the second person alone: proposed_2",
        "waiting for the second person: proposed_3",
    ]
    assert (
        CliRunner().invoke(evidence, ["audit", "--review", str(folder)]).stdout.splitlines()
        == lines
    )
    drawn = ["audit", "--review", str(folder), "--size", "2", "--seed", "a word"]
    assert CliRunner().invoke(evidence, drawn).stdout.splitlines()[-5:] == lines
    assert load(folder).checked.audit.share == Share("16", 100)
    CliRunner().invoke(evidence, ["build", "--review", str(folder), "--to", "md"])
    report = (folder / "build" / "report.md").read_text(encoding="utf-8")
    told = report + "".join(one.read_text() for one in (folder / "build").rglob("*.md"))
    assert "an accepted proposed_0, bk found: overstated" in told.replace("\\", "")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--share", "120%"], "a share is a percentage from 1 to 100"),
        (["--share", "0"], "a share is a percentage from 1 to 100"),
        (["--share", "20%", "--blind", "--coder", "bk"], "--share is served alone"),
        (["--seed", "16"], "--seed goes with --share"),
    ],
)
def test_a_share_is_asked_for_in_percent_and_alone(tmp_path, arguments, why):
    folder = write_proposals(tmp_path / "review", [ACCEPTED])
    result = CliRunner().invoke(evidence, ["serve", "--review", str(folder), *arguments])
    assert (result.exit_code, why in result.output) == (2, True)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"coder": "", "seed": "16"}, "nobody is named"),
        ({"coder": "zz", "seed": "16"}, "`zz` is no author of the review"),
        ({"coder": "m1", "seed": "16"}, "`m1` is a machine; only people decide"),
        ({"coder": "bk"}, "a draw needs a seed"),
        ({"coder": "bk", "seed": "17"}, "a share was drawn already: 20 percent, with seed 16"),
        ({"coder": "bk", "seed": "16", "share": 30}, "a share was drawn already"),
    ],
)
def test_a_share_that_cannot_be_drawn_is_refused(drawn, serve, asked, why):
    if "already" in why:
        judge(drawn, drawn.get("/api/share")["queue"][0], "faithful")
    with pytest.raises(CannotGoOn) as refused:
        serve(drawn.folder, **{"share": 20, **asked})
    assert why in str(refused.value)


def test_a_share_is_gone_on_with_without_its_seed(drawn, serve):
    judge(drawn, drawn.get("/api/share")["queue"][0], "faithful")
    again = serve(drawn.folder, coder="bk", share=20)
    assert again.get("/api/share")["queue"] == drawn.get("/api/share")["queue"]


def test_a_share_that_cannot_be_read_is_an_error():
    for line in (
        b'{"share": {"seed": "16"}}',
        b'{"share": 20}',
        b'{"share": {"seed": "1", "percent": 0}}',
    ):
        assert [one.code for one in read_audit("audit.jsonl", line)[1]] == ["broken-verdict"]


def test_a_second_person_walks_the_share_by_keys_and_takes_one_back(drawn, visit):
    page = visit(drawn)
    page.wait_for_selector("html[data-ready]")
    first = drawn.get("/api/share")["queue"][0]
    assert page.locator(".passage mark").inner_text() == "Training made people proud"
    assert "people proud." not in page.locator("#one").inner_text()
    page.keyboard.press("f")
    page.wait_for_timeout(200)
    assert not (drawn.folder / "audit.jsonl").exists()
    page.keyboard.press(" ")
    assert "people proud." in page.locator(".proposed").inner_text()
    page.get_by_label("A note, if there is one").fill("Some were.")
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    until(page, "document.getElementById('saved').textContent.startsWith('recorded')")
    (one,) = audit_of(drawn.folder).verdicts
    assert (one.claim, one.verdict, one.note) == (first, "overstated", "Some were.")
    page.keyboard.press("b")
    stands(page, "0 of 4 judged")
    page.keyboard.press(" ")
    page.keyboard.press("f")
    stands(page, "1 of 4 judged")
    (one,) = audit_of(drawn.folder).verdicts
    assert one.verdict == "faithful"
    for key in ("w", "x", "f"):
        page.wait_for_selector("#show")
        page.keyboard.press(" ")
        page.keyboard.press(key)
    page.get_by_text("All that was drawn for you is judged.").wait_for()
    assert len(audit_of(drawn.folder).verdicts) == 4


@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_axe_finds_nothing_on_the_page_of_a_second_person(drawn, visit, screen):
    page = visit(drawn, bypass_csp=True, **SCREENS[screen])
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press(" ")
    assert faults(page, screen) == {}
