"""Two code apart: nothing that is served to one of them knows what the other coded, till both are done."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import threading
import time
from pathlib import Path

import pytest
from starlette.routing import Route

from evidence.diagnostics import CannotGoOn
from evidence.loaded import load
from evidence.serving import trying
from evidence.serving.access import HOST
from evidence.serving.coding_done import record_done
from tests.serving.conftest import SOURCES, write_review
from tests.serving.test_coding import settled, until
from tests.serving.test_form import SCREENS, faults

DAY = "2026-11-30"
HEAD = """\
review:
  title: Why volunteers stay
  texts: texts/
  authors: [{initials: an, name: Ana N.}, {initials: bk, name: Ben K.}]
  machines: [{initials: m1, tool: a model, version: "1", used_for: coding}]
"""
FRAMEWORK = """\
framework:
  facets:
    role: {label: Role, required: true, values: {reason: Reason to stay, leave: Reason to leave}}
  finding_kinds: {conclusion: {label: Conclusion}}
  elements:
    - {id: el.staying, label: Staying}
    - {id: el.leaving, label: Leaving, origin: emergent}
"""
# each word of the other's is found nowhere else
HIDDEN_ELEMENT = """\
    - {id: el.zebraeleid, label: Zebralabel, definition: A zebradefinition., also_called: [zebraalso], origin: emergent, memo: Zebraelememo.}
    - {id: el.zebrapart, label: Zebrapart, part_of: el.zebraeleid, origin: emergent}
"""
OWN = """\
  - id: own_claim
    statement: Respect mattered more than the stipend.
    sources: [okafor2016]
    at: {page: "1"}
    elements: [el.staying]
    role: reason
    coder: an
    contradicts: [{claim: zebraid, because: It seems so.}]
    quote: Respect from neighbours mattered more
  - id: machine_made
    statement: A certificate opens doors.
    sources: [suzuki2013]
    at: {paragraph: 2}
    elements: [el.staying]
    role: leave
    proposed: {by: import coding, file: coded.csv, key: "1", on: 2026-11-29, machine: m1}
    quote: A certificate opened the door of the clinic in town
"""
OTHER = """\
  - id: zebraid
    statement: A zebrastatement about supervisors.
    short: Zebrashort.
    sources: [okafor2016]
    at: {section: zebrasection}
    elements: [el.zebraeleid, el.zebrapart]
    defines: Zebraterm
    role: leave
    caveat: A zebracaveat.
    memo: A zebramemo.
    coder: bk
    supports: [{claim: own_claim, because: A zebralink.}]
    prefix: zebraprefix
    quote: Supervisors came twice a zebraquote
  - id: zebrasecond
    statement: Another zebrasecond statement.
    sources: [okafor2016]
    at: {page: "1"}
    elements: [el.staying]
    role: leave
    coder: bk
    quote: which the volunteers took for a slight
  - id: zebraturned
    statement: A zebraturned statement.
    sources: [suzuki2013]
    at: {paragraph: 1}
    elements: [el.staying]
    role: leave
    proposed: {by: import coding, file: coded.csv, key: "2", on: 2026-11-29, machine: m1}
    rejected: {by: bk, on: 2026-11-29, because: A zebrabecause.}
    quote: Training made people proud
  - id: zebraimported
    statement: A zebraimported statement.
    sources: [suzuki2013]
    at: {paragraph: 1}
    elements: [el.staying]
    role: leave
    coder: bk
    proposed: {by: import taguette, file: zebrafile.sqlite3, key: "3", on: 2026-11-29}
    quote: Training made people proud
"""
FINDINGS = """\
findings:
  - {id: f.own, kind: conclusion, statement: Respect keeps people., supported_by: [own_claim]}
  - {id: f.zebraid, kind: conclusion, statement: A zebrafinding., supported_by: [zebraid, own_claim]}
  - {id: f.zebratop, kind: conclusion, statement: A zebratop., supported_by: [f.zebraid]}
"""
LAYOUTS = {
    "one file": {"claims.yaml": HEAD + FRAMEWORK + HIDDEN_ELEMENT + "claims:\n" + OTHER + OWN + FINDINGS},
    "a file for each coder": {
        "claims.yaml": HEAD + FRAMEWORK,
        "claims/bk.yaml": "defaults: {coder: bk}\nframework:\n  elements:\n"
        + HIDDEN_ELEMENT.replace("origin: emergent", "origin: a_priori")
        + "claims:\n"
        + OTHER,
        "claims/an.yaml": "defaults: {coder: an}\nclaims:\n" + OWN.replace("    coder: an\n", ""),
        "claims/findings.yaml": FINDINGS,
    },
}  # fmt: skip
PATHS = (
    "/", "/texts/okafor2016", "/texts/suzuki2013", "/findings", "/proposals", "/list",
    "/list?current=okafor2016", "/apart", "/report", "/report/report.html", "/static/main.js",
    "/codebook", "/api/elements", "/api/asked", "/api/head",
    "/api/proposals", "/api/proposal?id=machine_made", "/api/proposal?id=zebraturned",
    "/api/proposal?id=zebraimported", "/api/codebook", "/api/text?key=okafor2016",
    "/api/outline?key=okafor2016", "/api/claims?key=okafor2016", "/api/claims?key=suzuki2013",
    "/api/findings", "/api/words?key=okafor2016&page=0", "/page.png?key=okafor2016&page=0&width=200",
)  # fmt: skip
NEW = {
    "id": "new_one", "statement": "Supervisors came twice a year at best.", "sources": ["okafor2016"],
    "elements": ["el.staying"], "role": "leave", "at": {"page": "1"}, "coder": "bk",
    "quote": "which the volunteers took for a slight",
}  # fmt: skip
POSTS = (
    ("/api/quote", {"key": "okafor2016", "start": 300, "end": 360}),
    ("/api/add", {"key": "okafor2016", "claim": {**NEW, "id": "zebraid"}}),
    ("/api/add", {"key": "okafor2016", "claim": {**NEW, "id": "zebraId"}}),
    ("/api/add", {"key": "okafor2016", "claim": NEW}),
    ("/api/change", {"id": "zebraid", "mark": "x", "changes": {"statement": "So."}}),
    ("/api/remove", {"id": "zebraid", "mark": "x"}),
    ("/api/decide", {"id": "zebraimported", "mark": "x", "by": "bk", "changes": {}}),
    ("/api/decide", {"id": "zebraturned", "mark": "x", "by": "an", "changes": {}}),
    ("/api/findings/add", {"finding": {"id": "f.zebraid", "kind": "conclusion", "statement": "So.", "supported_by": ["own_claim"]}}),
    ("/api/findings/change", {"id": "f.zebraid", "mark": "x", "changes": {"statement": "So."}}),
    ("/api/findings/remove", {"id": "f.zebraid", "mark": "x"}),
    ("/api/check", {"key": "okafor2016", "claim": {**NEW, "id": "zebraid"}}),
    ("/api/check", {"key": "okafor2016", "claim": {**NEW, "id": "zebraID"}}),
    ("/api/check", {"id": "zebraid", "changes": {"statement": "So."}}),
    ("/api/check", {"id": "own_claim", "changes": {"id": "zebraid"}}),
    ("/api/check", {"id": "own_claim", "changes": {"quote": "which the volunteers took for a slight"}}),
    ("/api/elements/add", {"item": {"id": "el.zebraeleid", "label": "So", "origin": "emergent"}}),
    ("/api/elements/add", {"item": {"id": "el.an", "label": "Zebralabel", "origin": "emergent"}}),
    ("/api/elements/change", {"id": "el.zebraeleid", "mark": "x", "changes": {"label": "So"}}),
    ("/api/elements/change", {"id": "el.staying", "mark": "x", "changes": {"label": "So"}}),
    ("/api/elements/remove", {"id": "el.zebraeleid", "mark": "x"}),
    ("/api/questions/add", {"item": {"id": "zebraid", "text": "So?"}}),
    ("/api/questions/change", {"id": "zebraid", "mark": "x", "changes": {"text": "So?"}}),
    ("/api/questions/remove", {"id": "zebraid", "mark": "x"}),
    ("/api/title/change", {"title": "Why they stay", "mark": "x"}),
    ("/api/undo", {"undo": 1}),
    ("/api/done", {}),
)  # fmt: skip


def write_apart(folder, files):
    write_review(folder)
    (folder / "claims").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    if len(files) == 1:
        (folder / "claims").rmdir()
    (folder / "sources.bib").write_text(SOURCES, encoding="utf-8")
    assert load(folder).errors == ()
    return folder


@pytest.fixture(params=LAYOUTS)
def apart(request, serve, tmp_path):
    return serve(write_apart(tmp_path / "apart", LAYOUTS[request.param]), coder="an", blind=True)


@pytest.fixture
def one_file(serve, tmp_path):
    return serve(write_apart(tmp_path / "apart", LAYOUTS["one file"]), coder="an", blind=True)


class Listening:
    """What a window is told, from now on."""

    def __init__(self, served):
        self.connection = http.client.HTTPConnection(HOST, served.access.port, timeout=30)
        cookie = f"{served.access.cookie}={served.access.token}"
        heads = {"Host": f"{HOST}:{served.access.port}", "Cookie": cookie}
        self.connection.request("GET", "/api/events?report=1", headers=heads)
        self.socket = self.connection.sock
        self.answer = self.connection.getresponse()
        self.lines: list[bytes] = []
        self.reading = threading.Thread(target=self._read, daemon=True)
        self.reading.start()

    def _read(self):
        with contextlib.suppress(OSError, http.client.HTTPException):  # it is closed
            while line := self.answer.readline():
                self.lines.append(line)

    def wait(self, what, seconds=20):
        end = time.monotonic() + seconds
        while not any(what in line for line in self.lines):
            assert time.monotonic() < end, self.lines
            time.sleep(0.05)

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.reading.join(10)
        self.answer.close()
        self.connection.close()


@pytest.fixture
def listen():
    """Return a function that listens to what a window is told."""
    opened = []

    def begun(served):
        opened.append(Listening(served))
        opened[-1].wait(b"event: report")
        return opened[-1]

    yield begun
    for one in opened:
        one.close()


def told(served):
    """Everything that each address answers, as text, by address."""
    found = {path: served.ask("GET", path) for path in PATHS}
    return {path: answer[2].decode("utf-8", "replace") for path, answer in found.items()}


def hidden_in(text, *asked):
    """The words of the other's in a text, but for what was asked for."""
    return sorted(set(re.findall(r"(?i)zebra\w+", text)) - {*asked})


def everybody_is_done(served):
    for coder in ("an", "bk"):
        record_done(served.folder, coder, date=DAY, command="done")


def test_every_address_of_the_page_is_walked(apart):
    routes = [one for one in apart.app._routes() if isinstance(one, Route)]
    got = {one.path for one in routes if "POST" not in (one.methods or ())} - {"/api/events"}
    sent = {one.path for one in routes if "POST" in (one.methods or ())}
    walked = {path.partition("?")[0] for path in PATHS}
    patterns = [re.sub(r"\{.*?\}", ".+", path) for path in got]
    assert [one for one in patterns if not any(re.fullmatch(one, path) for path in walked)] == []
    assert sent - {path for path, _ in POSTS} == set()


def test_no_address_knows_what_the_other_coded_until_both_are_done(apart, listen):
    listening = listen(apart)
    before = told(apart)
    assert "report.html" in json.dumps(apart.app.live.report.told())
    assert apart.app.live.report.errors == ()
    # the one word that may stand there: the link to it in a claim of one's own, as its file has it
    linked = re.compile(r'"claim": ?"zebraid"')
    found = {path: hidden_in(linked.sub("", text)) for path, text in before.items()}
    assert {path: words for path, words in found.items() if words} == {}
    assert "Respect mattered more" in before["/report/report.html"]
    typed = ""
    for path, sent in POSTS:
        answer = apart.ask("POST", path, sent)[2].decode()
        typed += json.dumps(sent)
        assert hidden_in(answer, *re.findall(r"(?i)zebra\w+", typed)) == [], path
    for name, _ in load(apart.folder).given.claims:
        text = Path(name).read_text(encoding="utf-8")
        Path(name).write_text(text.replace("zebrastatement", "zebrareworded"), encoding="utf-8")
    time.sleep(1)
    assert hidden_in(b"".join(listening.lines).decode()) == []
    record_done(apart.folder, "bk", date=DAY, command="done")
    record_done(apart.folder, "an", date=DAY, command="done")
    listening.wait(b"event: files")
    end = time.monotonic() + 20
    while "zebrareworded" not in (after := told(apart))["/report/report.html"]:
        assert time.monotonic() < end
        time.sleep(0.2)
    for path, words in {
        "/api/codebook": {"zebraeleid", "Zebralabel", "zebradefinition", "zebraalso", "zebraid"},
        "/api/claims?key=okafor2016": {"zebraid", "zebrareworded", "zebraquote", "zebramemo"},
        "/api/findings": {"zebrafinding", "zebratop"},
        "/api/proposals": {"zebraimported"},
        "/api/proposal?id=zebraimported": {"zebraimported"},
        "/report/report.html": {"zebracaveat", "zebraquote", "Zebralabel", "zebrafinding"},
    }.items():
        assert words <= {*hidden_in(after[path])}, path


def test_counts_paragraphs_and_the_next_open_one_are_of_one_s_own_claims(one_file):
    text = one_file.get("/api/claims?key=okafor2016")
    assert [claim["id"] for claim in text["claims"]] == ["own_claim"]
    assert text["coded"] == 1
    listed = one_file.ask("GET", "/list")[2].decode()
    assert re.search(r"Okafor 2016(?:(?!<li)[\s\S])*PDF · 1 claim ", listed)
    assert one_file.get("/api/proposals") == {"queue": ["machine_made"]}
    everybody_is_done(one_file)
    assert one_file.get("/api/claims?key=okafor2016")["coded"] > 1


def test_a_taken_id_is_refused_in_plain_words_and_nothing_is_written(one_file):
    before = one_file.claims.read_bytes()
    assert "zebraid" not in one_file.get("/api/codebook")["ids"]
    answer = one_file.post("/api/add", {"key": "okafor2016", "claim": {**NEW, "id": "zebraid"}})
    (one,) = [each for each in answer["diagnostics"] if each["severity"] == "error"]
    assert (one["message"], one["field"]) == ("the id `zebraid` is taken", "id")
    assert one_file.claims.read_bytes() == before


def test_a_claim_that_is_saved_is_the_coder_s_whatever_is_sent_and_says_nothing_of_alike_ones(
    one_file,
):
    answer = one_file.post("/api/add", {"key": "okafor2016", "claim": NEW})
    assert answer["why"] == ""
    assert hidden_in(json.dumps(answer)) == []
    assert load(one_file.folder).item("new_one").coder == "an"
    mark = one_file.claim("new_one")["mark"]
    sent = {"id": "new_one", "mark": mark, "changes": {"coder": "bk", "caveat": "So."}}
    assert one_file.post("/api/change", sent)["why"] == ""
    assert load(one_file.folder).item("new_one").coder == "an"


def test_what_the_other_rests_on_is_not_deleted_and_it_is_not_said_what_rests_on_it(one_file):
    mark = one_file.claim("own_claim")["mark"]
    answer = one_file.post("/api/remove", {"id": "own_claim", "mark": mark})
    assert answer["why"] != ""
    assert hidden_in(json.dumps(answer)) == []
    assert load(one_file.folder).item("own_claim")


def test_who_is_done_sees_nothing_before_the_other_is(one_file):
    assert one_file.post("/api/done", {}) == {"why": ""}
    assert one_file.app.workspace.is_blind()
    assert [c["id"] for c in one_file.get("/api/claims?key=okafor2016")["claims"]] == ["own_claim"]
    record_done(one_file.folder, "bk", date=DAY, command="done")
    assert not one_file.app.workspace.is_blind()


def test_the_record_says_who_when_and_which_claims_and_a_later_change_is_told(one_file):
    one_file.post("/api/done", {})
    (done,) = load(one_file.folder).checked.lock.codings
    assert (done.coder, done.claims) == ("an", ("own_claim",))
    assert done.fingerprint
    assert "nothing changed since" in one_file.ask("GET", "/apart")[2].decode()
    one_file.post("/api/add", {"key": "okafor2016", "claim": NEW})
    mark = one_file.claim("own_claim")["mark"]
    changes = {"statement": "Respect mattered much more."}
    one_file.post("/api/change", {"id": "own_claim", "mark": mark, "changes": changes})
    said = one_file.ask("GET", "/apart")[2].decode()
    assert f"Changed since you were done on {done.date}: 2 claims." in said
    (one,) = [d for d in load(one_file.folder).diagnostics if d.code == "changed-since-done"]
    assert "`own_claim`, `new_one` (new)" in one.message


def test_while_one_types_a_large_review_tells_nothing_of_the_other_s_either(one_file, monkeypatch):
    monkeypatch.setattr(trying, "WHOLE", 0)
    for path, sent in POSTS:
        if path == "/api/check":
            answer = one_file.ask("POST", path, sent)[2].decode()
            assert hidden_in(answer, *re.findall(r"(?i)zebra\w+", json.dumps(sent))) == []
    answer = one_file.post("/api/check", {"id": "own_claim", "changes": {"statement": ""}})
    assert [one["field"] for one in answer["diagnostics"] if one["severity"] == "error"]


def test_the_report_alone_is_of_one_s_own_claims_too(serve, tmp_path, listen):
    folder = write_apart(tmp_path / "apart", LAYOUTS["one file"])
    served = serve(folder, coder="an", blind=True, report=True)
    listen(served)
    page = served.ask("GET", "/")[2].decode()
    report = served.ask("GET", "/report/report.html")[2].decode()
    assert "I am done" in page
    assert "Respect mattered more" in report
    assert hidden_in(page + report) == []


def test_an_element_that_is_made_apart_stands_in_one_s_own_file_and_shows_to_oneself_alone(
    serve, tmp_path
):
    folder = write_apart(tmp_path / "apart", LAYOUTS["a file for each coder"])
    served = serve(folder, coder="an", blind=True)
    other = (folder / "claims" / "bk.yaml").read_bytes()
    made = {"id": "el.respect", "label": "Respect", "origin": "emergent"}
    assert served.post("/api/elements/add", {"item": made})["why"] == ""
    assert "el.respect" in (folder / "claims" / "an.yaml").read_text(encoding="utf-8")
    assert (folder / "claims" / "bk.yaml").read_bytes() == other
    assert load(folder).errors == ()
    told = [one["id"] for one in served.get("/api/codebook")["elements"]]
    assert told == ["el.staying", "el.leaving", "el.respect"]
    another = serve(folder, coder="bk", blind=True)
    told = {one["id"] for one in another.get("/api/elements")["elements"]}
    assert told == {"el.staying", "el.leaving", "el.zebraeleid", "el.zebrapart"}


def test_a_conflict_at_an_element_does_not_tell_what_the_other_put_it_under(one_file):
    text = one_file.claims.read_text(encoding="utf-8")
    placed = text.replace("label: Leaving,", "label: Leaving, part_of: el.zebraeleid,")
    one_file.claims.write_text(placed, encoding="utf-8")
    sent = {"id": "el.leaving", "mark": "x", "changes": {"label": "Going"}}
    answer = one_file.ask("POST", "/api/elements/change", sent)[2].decode()
    assert "changed meanwhile" in answer
    assert hidden_in(answer) == []


def test_two_claims_of_one_id_are_each_their_coder_s(serve, tmp_path):
    files = dict(LAYOUTS["a file for each coder"])
    folder = write_apart(tmp_path / "apart", files)
    other = folder / "claims" / "bk.yaml"
    other.write_text(other.read_text().replace("zebrasecond\n", "own_claim\n"))
    served = serve(folder, coder="an", blind=True)
    claim = served.claim("own_claim")
    assert claim["file"].endswith("an.yaml")
    changes = {"caveat": "Of the village alone."}
    before = other.read_bytes()
    answer = served.post(
        "/api/change", {"id": "own_claim", "mark": claim["mark"], "changes": changes}
    )
    assert answer["why"] == ""
    assert other.read_bytes() == before
    assert hidden_in(json.dumps(answer)) == []


def test_an_error_in_what_the_other_wrote_is_told_without_its_words(one_file, listen):
    text = one_file.claims.read_text(encoding="utf-8")
    one_file.claims.write_text(text.replace("memo: A zebramemo.", "zebrakey: A zebramemo."))
    assert [claim["id"] for claim in one_file.get("/api/claims?key=okafor2016")["claims"]] == [
        "own_claim"
    ]
    listening = listen(one_file)
    said = b"".join(listening.lines).decode()
    assert "the review has errors in what is not shown here" in said
    assert hidden_in(said) == []
    assert "errors" in one_file.post("/api/done", {})["why"]


def test_what_the_other_saves_is_no_event(one_file, listen):
    listening = listen(one_file)
    text = one_file.claims.read_text(encoding="utf-8")
    one_file.claims.write_text(text.replace("zebrastatement", "zebrareworded"))
    time.sleep(1)
    assert not any(b"event: files" in line for line in listening.lines)
    one_file.claims.write_text(text.replace("than the stipend", "than pay"))
    listening.wait(b"event: files")


@pytest.mark.parametrize(
    ("coder", "why"),
    [
        ("", "--blind hides what others coded, and nobody is named"),
        ("zz", "`zz` is no author of the review"),
        ("m1", "`m1` is a machine; only people are done with a coding"),
    ],
)
def test_blind_needs_a_coder_who_is_an_author(serve, tmp_path, coder, why):
    folder = write_apart(tmp_path / "apart", LAYOUTS["one file"])
    with pytest.raises(CannotGoOn) as refused:
        serve(folder, coder=coder, blind=True)
    assert why in str(refused.value)


def test_the_page_says_that_it_is_a_promise_and_the_button_shows_the_other_s_once_both_are_done(
    one_file, visit
):
    page = visit(one_file, "/texts/okafor2016", own=True)
    said = page.get_by_role("region", name="Coding apart")
    assert "This is a promise: the files can be read." in said.inner_text()
    assert page.locator("#coder").input_value() == "an"
    assert page.locator("#coder").get_attribute("readonly") is not None
    assert page.locator("#cards .card").count() == 1
    page.keyboard.press("n")
    settled(page)
    assert "Supervisors came twice" in page.locator("#claim").inner_text() + page.evaluate(
        "[...document.querySelectorAll('#claim textarea, #claim input')].map((one) => one.value).join(' ')"
    )
    page.keyboard.press("Escape")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="I am done").click()
    said.get_by_text("nothing changed since").wait_for()
    assert page.locator("#cards .card").count() == 1
    record_done(one_file.folder, "bk", date=DAY, command="done")
    until(page, "document.querySelectorAll('#cards .card').length === 3")
    assert "what others coded is shown" in said.inner_text()


@pytest.mark.parametrize("screen", ["wide", "phone"])
@pytest.mark.parametrize("path", ["/", "/texts/suzuki2013", "/proposals"])
def test_axe_finds_nothing_where_somebody_codes_apart(one_file, visit, screen, path):
    page = visit(one_file, path, bypass_csp=True, **SCREENS[screen])
    page.get_by_role("button", name="I am done").wait_for()
    assert faults(page, screen) == {}
