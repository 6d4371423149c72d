"""Zotero's local interface, asked.

The answers are not recorded: they are made after Zotero's own source at
f2a42bec15 (`server_localAPI.js` for paging, headers and refusals, `toJSON` and
`toResponseJSON` of `item.js` for what an item looks like).
"""

from __future__ import annotations

import io
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.origins import zotero
from evidence.programs.zotero import ask_zotero
from tests.origins.corpus import accounted


def item(key: str, kind: str, **more) -> dict:
    """An item as the interface gives it."""
    own = {"type": "user", "id": 475425, "name": "Somebody", "links": {}}
    self = {"href": f"http://localhost:23119/api/users/0/items/{key}", "type": "application/json"}
    return {
        "key": key,
        "version": 41,
        "library": own,
        "links": {"self": self},
        "meta": {"numChildren": 0},
        "data": {
            "key": key,
            "version": 41,
            "itemType": kind,
            **more,
            "relations": {},
            "dateAdded": "2026-06-16T11:20:42Z",
            "dateModified": "2026-06-16T11:20:42Z",
        },
    }


def annotation(number: int) -> dict:
    return item(
        f"ANN{number:05}",
        "annotation",
        parentItem="PDFPDF11",
        annotationType="highlight",
        annotationAuthorName="",
        annotationText=f"word of mouth {number}",
        annotationComment="They heard of it." if number == 0 else "",
        annotationColor="#ffd400",
        annotationPageLabel="7",
        annotationSortIndex="00006|000215|00345",
        annotationPosition='{"pageIndex":6,"rects":[[56,300,120,310]]}',
        tags=[{"tag": "trust"}],
    )


LIBRARY = [
    *(annotation(number) for number in range(250)),
    item("PDFPDF11", "attachment", parentItem="ITEMIT11", linkMode="imported_file",
         contentType="application/pdf", charset="", filename="kim.pdf", tags=[]),
    item("ITEMIT11", "journalArticle", title="Gardens", DOI="10.1/x", date="2003",
         citationKey="kim2003", tags=[], collections=[],
         creators=[{"creatorType": "author", "firstName": "Jo", "lastName": "Kim"}]),
    item("ITEMIT22", "book", title="Never annotated", tags=[], collections=[]),
]  # fmt: skip


class Zotero(BaseHTTPRequestHandler):
    """Answers as `LocalAPIEndpoint` does: filters, `start` and `limit`, its headers."""

    library = LIBRARY
    refusal: tuple[int, str] | None = None
    asked: list[str]
    short = 0

    def do_GET(self):
        type(self).asked.append(self.path)
        if self.refusal:
            return self.say(self.refusal[0], "text/plain", self.refusal[1])
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path != "/api/users/0/items":
            return self.say(404, "text/plain", "Not found")
        found = [one for one in self.library if self.wanted(one["data"], asked)]
        start = min(int(asked.get("start", 0)), len(found))
        page = found[start : start + int(asked.get("limit") or len(found))]
        return self.say(200, "application/json", json.dumps(page, indent=4), len(found))

    def wanted(self, data, asked):
        if "itemKey" in asked and data["key"] not in asked["itemKey"].split(","):
            return False
        return asked.get("itemType") in {None, data["itemType"]}

    def say(self, status, kind, body, total=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Zotero-API-Version", "3")
        if total is not None:
            self.send_header("Total-Results", str(total + self.short))
        if status == 302:
            self.send_header("Location", "http://example.org/elsewhere")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def serve():
    """Return a function that serves a Zotero, and gives its port and what it was asked."""
    servers = []

    def start(**changed):
        handler = type("Handler", (Zotero,), {"asked": [], **changed})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        servers.append(server)
        return server.server_port, handler.asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def refused(port, library="users/0"):
    with pytest.raises(CannotGoOn) as told:
        ask_zotero(library, port=port)
    return f"{told.value.message} | {told.value.help}"


def test_all_annotations_come_with_the_items_that_they_stand_in(serve):
    port, asked = serve()
    origin = accounted(zotero.read("Zotero", io.BytesIO(ask_zotero(port=port)), {}))
    assert len(origin.segments) == 250
    assert origin.segments[0].statement == "They heard of it."
    assert [(text.key, text.entry["ID"], text.entry["doi"]) for text in origin.texts] == [
        ("ITEMIT11", "kim2003", "10.1/x")
    ]
    assert origin.left == ()
    # three pages of annotations, then the attachment, then its item
    assert len(asked) == 5
    assert all("itemType=annotation" in path or "itemKey=" in path for path in asked)
    assert not any("children" in path for path in asked)


def test_a_library_without_annotations_gives_none_and_no_error(serve):
    port, _ = serve(library=LIBRARY[250:])
    origin = zotero.read("Zotero", io.BytesIO(ask_zotero(port=port)), {})
    assert (origin.segments, origin.texts, origin.left) == ((), (), ())


def test_a_zotero_that_does_not_run_is_told_plainly():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert f"Zotero is not running: nothing answers at 127.0.0.1:{port}" in refused(port)
    assert "start Zotero" in refused(port)


def test_an_interface_that_is_switched_off_says_where_to_switch_it_on(serve):
    port, _ = serve(refusal=(403, "Local API is not enabled"))
    assert refused(port) == (
        "Zotero runs, and does not let other programs ask it | in Zotero: Settings, Advanced, "
        "Allow other applications on this computer to communicate with Zotero"
    )


def test_a_group_that_is_not_there_is_told(serve):
    port, _ = serve()
    assert "Zotero has no library `groups/77`" in refused(port, "groups/77")


@pytest.mark.parametrize("library", ["users/7", "groups/1/../..", "groups/x", "/", "users/0?x"])
def test_only_a_library_can_be_asked_for(library):
    assert "is no library of Zotero" in refused(1, library)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"refusal": (500, "Internal Server Error")}, "refused to answer (500)"),
        ({"refusal": (302, "")}, "refused to answer (302)"),
        ({"refusal": (200, "<html>a web page</html>")}, "is not Zotero"),
        ({"refusal": (200, "[" * 100_000)}, "is not Zotero"),
        ({"refusal": (200, "[1, 2]")}, "is not Zotero"),
        ({"short": 50}, "gave 250 of its 300 annotations"),
    ],
)
def test_an_answer_of_another_kind_is_refused_with_a_message(serve, changed, message):
    port, asked = serve(**changed)
    assert message in refused(port)
    assert len(asked) <= 4


def test_no_proxy_and_no_redirection_leads_elsewhere(serve, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    port, asked = serve()
    ask_zotero(port=port)
    assert asked
