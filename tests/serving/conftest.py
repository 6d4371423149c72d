"""A review with texts of every sort, served on this machine, and a browser that opens it."""

from __future__ import annotations

import http.client
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Page

from evidence.serving.access import HOST, Access
from evidence.serving.app import App, workspace_for
from evidence.serving.asked import ServeRequest
from tests.texts.conftest import pdf

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
WIDE = {"width": 1440, "height": 900}

CLAIMS = """\
# why volunteers stay
review:
  title: Why volunteers stay
  texts: texts/
  authors: [{initials: an, name: Ana N.}, {initials: bk, name: Ben K.}]
framework:
  facets:
    role:
      label: Role
      required: true
      values:
        reason: {label: Reason to stay, definition: What keeps somebody.}
        leave: Reason to leave
  elements:
    - {id: el.selection, label: Selection, definition: Who chooses the volunteers., origin: emergent}
    - {id: el.staying, label: Staying, also_called: [retention], origin: emergent}
claims:
  # coded first
  - id: respect_mattered
    statement: Respect mattered more than the stipend.  # so they say
    sources: [okafor2016]
    at: {page: "1"}
    elements: [el.staying]
    role: reason
    coder: bk
    quote: Respect from neighbours mattered more
    # ask her again
"""

SOURCES = """\
@article{okafor2016, author = {Okafor, Ada}, title = {Why they stay}, year = {2016}}
@article{suzuki2013, author = {Suzuki, Ken}, title = {Training}, year = {2013}}
@article{das2017, author = {Das, Ila}, title = {Payment}, year = {2017}}
@article{nemo1999, author = {Nemo, Ned}, title = {Nowhere at hand}, year = {1999}}
"""

PAGES = (
    """\
_Okafor
#1 Findings
Respect from neighbours mattered more than the small stipend to most of those whom
we interviewed, and several of them said that they would have gone on without it as vol-
unteers.

Supervisors came twice a year at best, which the volunteers took for a slight. A visit that ended
in a quarrel about forms was remembered longer than one that brought medicine, said the old
1""",
    """\
_Okafor
women of the upper village, and nobody in the group disagreed with her.
Volunteers came twice a year at best.

Those who had been chosen by a meeting stayed longer than those whom a chief had named.
2""",
)

HTML = """<!doctype html><html><head><title>Payment</title></head><body><h1>Payment</h1>
<h2>In kind</h2><p>Payment in kind was late in the dry season.<sup><a href="#fn1">1</a></sup> Volunteers
borrowed for transport, and could not repay it before the harvest.</p>
<p>They said so in Hebrew: שלום עולם טוב מאוד, and went home.</p>
<p><script>document.title = "run"</script>Smith et al. (2009) said so. It was late again.</p>
<h2>Notes</h2><p id="fn1">1. So they said.</p></body></html>"""

PLAIN = """Training made people proud, and it also made them leave.

A certificate opened the door of the clinic in town. This was told with regret
by those who stayed, and with none by those who had gone.
"""


@dataclass
class Served:
    """A review that is served, as a browser with the token asks for it."""

    folder: Path
    app: App
    access: Access

    @property
    def claims(self) -> Path:
        return self.folder / "claims.yaml"

    def ask(
        self, method: str, path: str, sent: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """What comes back for a request of the page itself; headers may be put in place of its own."""
        known = {
            "Host": f"{HOST}:{self.access.port}",
            "Cookie": f"{self.access.cookie}={self.access.token}",
            "Sec-Fetch-Site": "same-origin",
        }
        if method == "POST":
            known |= {"Origin": self.access.origin, "Content-Type": "application/json"}
        known |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = None if sent is None else sent if isinstance(sent, bytes) else json.dumps(sent)
        connection = http.client.HTTPConnection(HOST, self.access.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in known.items():
                if value is not None:
                    connection.putheader(name, value)
            data = body.encode() if isinstance(body, str) else body or b""
            if method == "POST":
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data)
            answer = connection.getresponse()
            heads = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, heads, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        return json.loads(self.ask("GET", path)[2])

    def post(self, path: str, sent: Any) -> Any:
        return json.loads(self.ask("POST", path, sent)[2])

    def claim(self, id_: str, key: str = "okafor2016") -> dict[str, Any]:
        told = self.get(f"/api/claims?key={key}")["claims"]
        return next(one for one in told if one["id"] == id_)


def write_review(folder: Path) -> Path:
    (folder / "texts").mkdir(parents=True)
    (folder / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    (folder / "sources.bib").write_text(SOURCES, encoding="utf-8")
    (folder / "texts" / "okafor2016.pdf").write_bytes(pdf(*PAGES))
    (folder / "texts" / "das2017.html").write_text(HTML, encoding="utf-8")
    (folder / "texts" / "suzuki2013.txt").write_text(PLAIN, encoding="utf-8")
    return folder


@pytest.fixture
def serve(tmp_path, monkeypatch) -> Iterator[Callable[..., Served]]:
    """Return a function that serves a review until the test ends."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def served(folder: Path | None = None, **asked: Any) -> Served:
        folder = folder or write_review(tmp_path / "review")
        begun = threading.Event()
        request = ServeRequest(**asked, begun=begun.set)
        workspace = workspace_for(folder, None, request)
        listening = socket.socket()
        listening.bind((HOST, 0))
        access = Access(listening.getsockname()[1], secrets.token_urlsafe(8))
        app = App(workspace, access, request)
        settings = uvicorn.Config(app.asgi(), log_level="error", timeout_graceful_shutdown=1)
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        running.append((server, thread))
        assert begun.wait(30)
        while not server.started:
            time.sleep(0.01)
        return Served(folder, app, access)

    yield served
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def served(serve) -> Served:
    return serve()


@pytest.fixture
def visit(windows) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of what is served; every error of it fails the test."""
    pages, errors = [], []

    def opened(served: Served, path: str = "/", **options: Any) -> Page:
        page = windows.page(errors, **{"viewport": WIDE, **options})
        pages.append(page)
        page.set_default_timeout(20_000)
        if path == "/":
            page.goto(served.access.address)
        else:  # the address is followed for its cookie, and the list is not opened
            page.request.get(served.access.address)
            page.goto(f"{served.access.origin}{path}")
        if path.startswith("/texts/"):
            page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for page in pages:
        windows.close(page)
    assert errors == []
