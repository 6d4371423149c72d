"""Saves by several at once: nothing is lost, nothing doubled, and what changed meanwhile is told."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from random import Random

from click.testing import CliRunner

from evidence.cli.main import evidence
from evidence.loaded import load
from evidence.serving.saving import taken_back

BASE = {
    "sources": ["suzuki2013"],
    "elements": ["el.staying"],
    "role": "leave",
    "at": {"paragraph": "1"},
}


def draft(name, **more):
    return {
        "key": "suzuki2013",
        "claim": {"id": name, "statement": f"Said by {name}.", **BASE, **more},
    }


def change(served, claim, **changes):
    sent = {"id": claim["id"], "mark": claim["mark"], "changes": changes}
    return served.post("/api/change", sent)


def test_a_hundred_saves_at_once_by_page_command_and_editor_lose_and_double_nothing(served):
    kept = {"page": set(), "add": set(), "editor": set()}
    writing = threading.Lock()
    chance = Random(7)

    def by_page(number):
        name = f"page_{number}"
        if served.post("/api/add", draft(name))["why"] == "":
            kept["page"].add(name)

    def by_command(number):
        name = f"add_{number}"
        arguments = ["add", "--review", str(served.folder), "--id", name, "--statement", "So.",
                     "--source", "suzuki2013", "--at", "paragraph=1", "--element", "el.staying",
                     "--facet", "role=leave"]  # fmt: skip
        with writing:  # the runner swaps the streams of the process
            run = CliRunner().invoke(evidence, arguments)
        if run.exit_code == 0:
            kept["add"].add(name)

    def by_editor(number):
        # an editor reads, and writes what it read with a line more; it knows of no lock
        text = served.claims.read_text(encoding="utf-8")
        line = f"# edited {number}\n"
        if text == served.claims.read_text(encoding="utf-8"):
            served.claims.write_text(line + text, encoding="utf-8")
            kept["editor"].add(line)

    jobs = [(by_page, n) for n in range(60)] + [(by_command, n) for n in range(30)]
    chance.shuffle(jobs)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda job: job[0](job[1]), jobs))
    for number in range(10):
        by_editor(number)
        by_page(100 + number)
    review = load(served.folder)
    ids = [claim.id for claim in review.claims]
    assert len(ids) == len(set(ids))
    assert set(ids) == {"respect_mattered"} | kept["page"] | kept["add"]
    assert len(kept["page"]) == 70
    assert len(kept["add"]) == 30
    text = served.claims.read_text(encoding="utf-8")
    assert all(line in text for line in kept["editor"])
    assert "# so they say" in text
    assert "# ask her again" in text
    assert review.errors == ()


def test_of_many_who_change_one_claim_each_sees_what_the_others_did(served):
    done = []

    def one(number):
        while True:
            claim = served.claim("respect_mattered")
            memo = f"{claim['memo']} {number}".strip()
            told = change(served, claim, memo=memo)
            if not told["why"]:
                done.append(number)
                return
            assert told["conflict"]
            assert told["now"]["mark"] != claim["mark"]

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(24)))
    memo = load(served.folder).item("respect_mattered").memo
    assert sorted(map(int, memo.split())) == list(range(24))
    assert sorted(done) == list(range(24))


def test_a_save_that_is_sent_twice_is_written_once(served):
    first, second = served.post("/api/add", draft("twice")), served.post("/api/add", draft("twice"))
    assert first["why"] == ""
    assert second["why"] != ""
    assert len(re.findall("id: twice", served.claims.read_text(encoding="utf-8"))) == 1


def test_a_claim_that_somebody_deleted_meanwhile_is_not_written_anew(served):
    claim = served.claim("respect_mattered")
    text = served.claims.read_text(encoding="utf-8")
    served.claims.write_text(text[: text.index("claims:")] + "claims: []\n", encoding="utf-8")
    told = change(served, claim, memo="lost?")
    assert told["conflict"]
    assert told["now"] is None
    assert "lost?" not in served.claims.read_text(encoding="utf-8")


def test_a_claim_that_a_finding_rests_on_is_not_deleted(served):
    with served.claims.open("a", encoding="utf-8") as file:
        file.write(
            "findings:\n  - {id: f.one, kind: conclusion, statement: So., supported_by: [respect_mattered]}\n"
        )
    text = served.claims.read_text(encoding="utf-8")
    text = text.replace(
        "  elements:", "  finding_kinds: {conclusion: {label: Conclusion}}\n  elements:", 1
    )
    served.claims.write_text(text, encoding="utf-8")
    claim = served.claim("respect_mattered")
    told = served.post("/api/remove", {"id": claim["id"], "mark": claim["mark"]})
    assert "needs it" in told["why"]
    assert any("respect_mattered" in one["message"] for one in told["diagnostics"])
    assert served.claims.read_text(encoding="utf-8") == text


def test_what_was_saved_is_taken_back_around_what_others_wrote_since(served):
    before = served.claims.read_text(encoding="utf-8")
    first = served.post("/api/add", draft("first_one"))
    served.post("/api/add", draft("second_one"))
    served.claims.write_text(
        "# mine\n" + served.claims.read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert served.post("/api/undo", {"undo": first["undo"]})["why"] == ""
    text = served.claims.read_text(encoding="utf-8")
    assert "first_one" not in text
    assert "second_one" in text
    assert text.startswith("# mine\n")
    assert before in text.replace("# mine\n", "")
    assert "knows of no such change" in served.post("/api/undo", {"undo": first["undo"]})["why"]


def test_what_was_changed_where_it_would_be_taken_back_stays():
    before, after = b"a: 1\nb: 2\nc: 3\n", b"a: 1\nb: 20\nc: 3\n"
    assert taken_back(after, before, after) == before
    assert taken_back(b"# x\n" + after, before, after) == b"# x\n" + before
    assert taken_back(b"a: 1\nb: 21\nc: 3\n", before, after) is None


def test_a_claim_with_links_that_have_reasons_keeps_them(served):
    served.post("/api/add", draft("other_claim"))
    linked = served.claims.read_text(encoding="utf-8").replace(
        "    coder: bk\n",
        "    coder: bk\n    supports: [{claim: other_claim, because: It says the same.}]\n",
    )
    served.claims.write_text(linked, encoding="utf-8")
    claim = served.claim("respect_mattered")
    assert change(served, claim, caveat="Few.")["why"] == ""
    assert "because: It says the same." in served.claims.read_text(encoding="utf-8")
    served.post("/api/add", draft("third_claim"))
    claim = served.claim("respect_mattered")
    assert claim["keys"]["supports"] == [{"claim": "other_claim", "because": "It says the same."}]
    links = [*claim["keys"]["supports"], "third_claim"]
    assert change(served, claim, supports=links)["why"] == ""
    supports = load(served.folder).item("respect_mattered").supports
    assert [(link.claim, link.because.plain) for link in supports] == [
        ("other_claim", "It says the same."),
        ("third_claim", ""),
    ]
