"""What is served under which address: pages, texts, images of pages, claims, saves, events."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from evidence.diagnostics import CannotGoOn, HasErrors
from evidence.files.reading import words_for
from evidence.lock.records import text_key
from evidence.model import Claim
from evidence.pages.citations import plain_label
from evidence.quotes.quoting import quoted
from evidence.serving.access import Access
from evidence.serving.asked import ServeRequest
from evidence.serving.blind import blind_workspace, coding_view
from evidence.serving.codebook import Codebook
from evidence.serving.coding_done import record_done
from evidence.serving.findings_view import findings_view
from evidence.serving.guard import Guard
from evidence.serving.json_requests import (
    NO_TEXT,
    Json,
    answered_by,
    number_of,
    taken_by,
    text_of,
    values,
)
from evidence.serving.live import Live, policy_of
from evidence.serving.saving import Saved, Saving, ordered, written_value
from evidence.serving.screens import Screens
from evidence.serving.second import SecondPerson, second_person
from evidence.serving.survey import Survey
from evidence.serving.text_view import (
    claim_view,
    claims_view,
    codebook_view,
    proposal_view,
    quotation_view,
    sources_view,
    whole_view,
    words_view,
)
from evidence.serving.trying import Trying
from evidence.serving.workspace import OpenReview, OpenText, Workspace
from evidence.texts.markup import UnreadableTree
from evidence.yaml.dump import Value

_LONGEST = 200_000  # characters of a selection


def workspace_for(folder: Path, texts: Path | None, asked: ServeRequest) -> Workspace:
    """Return the review in a folder as it is to be shown.

    Raises: CannotGoOn if what is asked for cannot be.
    """
    if asked.blind:
        return blind_workspace(folder, texts, asked.coder)
    workspace = Workspace(folder, texts)
    if asked.share:  # refused before anything is listened at
        second_person(workspace, asked.coder, asked.share, asked.seed)
    return workspace


class App:
    """The page: what is answered to a browser that was let in."""

    def __init__(self, workspace: Workspace, access: Access, asked: ServeRequest) -> None:
        self.workspace = workspace
        self.access = access
        self.asked = asked
        self.live = Live(workspace)
        self.saving = Saving(workspace)
        self.trying = Trying(workspace)
        self.screens = Screens(words_for(workspace.state().language))
        self.survey = Survey(workspace)
        self.book = Codebook(workspace, self.saving, self._saved, self._page)
        self.second: SecondPerson | None = None
        if asked.share:
            self.second = second_person(workspace, asked.coder, asked.share, asked.seed)

    def asgi(self) -> ASGIApp:
        """Return what a server runs."""
        inner = Starlette(routes=self._routes(), lifespan=self._lifespan)
        return Guard(inner, self.access, self.screens)

    def _routes(self) -> list[Route]:
        if self.second is not None:
            static = Route("/static/{name}", self.static)
            return [*self.second.routes(self._page), static]
        report = [
            Route("/report", self.report_page),
            Route("/report/{name}", self.report_file),
            Route("/static/{name}", self.static),
            Route("/api/events", self.events),
            Route("/apart", self.apart_part),
            Route("/api/done", taken_by(self.done), methods=["POST"]),
            Route("/api/head", answered_by(self.head)),
        ]
        if self.asked.report:
            return [Route("/", self.report_page), *report]
        return [
            Route("/", self.texts_page),
            Route("/texts/{key:path}", self.text_page),
            Route("/findings", self.findings_page),
            *self.book.routes(),
            Route("/proposals", self.proposals_page),
            Route("/api/proposals", answered_by(self.proposals)),
            Route("/api/proposal", answered_by(self.proposal)),
            Route("/api/decide", taken_by(self.decide), methods=["POST"]),
            Route("/list", self.list_part),
            Route("/api/codebook", answered_by(self.codebook)),
            Route("/api/text", answered_by(self.text)),
            Route("/api/outline", answered_by(self.outline)),
            Route("/api/claims", answered_by(self.claims)),
            Route("/api/findings", answered_by(self.findings)),
            Route("/api/findings/add", taken_by(self.add_finding), methods=["POST"]),
            Route("/api/findings/change", taken_by(self.change_finding), methods=["POST"]),
            Route("/api/findings/remove", taken_by(self.remove_finding), methods=["POST"]),
            Route("/api/words", answered_by(self.page_words)),
            Route("/page.png", self.page_image),
            Route("/api/quote", taken_by(self.quote), methods=["POST"]),
            Route("/api/check", taken_by(self.check), methods=["POST"]),
            Route("/api/add", taken_by(self.add), methods=["POST"]),
            Route("/api/change", taken_by(self.change), methods=["POST"]),
            Route("/api/remove", taken_by(self.remove), methods=["POST"]),
            Route("/api/undo", taken_by(self.undo), methods=["POST"]),
            *report,
        ]

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self.live.begin(self.survey.look)
        self.asked.begun()
        yield
        await self.live.end()
        self.workspace.close()

    # pages

    def texts_page(self, request: HttpRequest) -> Response:
        """Return the list of texts."""
        del request
        return self._page("texts.html.j2", part="texts", **self._listed())

    def text_page(self, request: HttpRequest) -> Response:
        """Return the page of one text."""
        key = request.path_params["key"]
        graph = self.workspace.state().graph
        if key not in graph.sources:
            return self._nothing("no source of the review has this key")
        source = graph.sources[key]
        return self._page(
            "coding.html.j2", part="text", key=key, label=plain_label(source), **self._listed(key)
        )

    def findings_page(self, request: HttpRequest) -> Response:
        """Return the board of findings."""
        del request
        return self._page("findings.html.j2", part="findings")

    def proposals_page(self, request: HttpRequest) -> Response:
        """Return the page on which proposals are decided."""
        del request
        return self._page("proposals.html.j2", part="proposals")

    def list_part(self, request: HttpRequest) -> Response:
        """Return the list of texts alone, as it is now."""
        key = request.query_params.get("current", "")
        return _html(self.screens.fill("list.html.j2", **self._listed(key)))

    def apart_part(self, request: HttpRequest) -> Response:
        """Return what is said of a coding that is kept apart, as it is now."""
        del request
        told = coding_view(self.workspace)
        return _html(self.screens.fill("apart.html.j2", coding=told) if told else "")

    def report_page(self, request: HttpRequest) -> Response:
        """Return the page that the report is shown in."""
        del request
        return self._page("report.html.j2", part="report")

    def report_file(self, request: HttpRequest) -> Response:
        """Return a file of the last report that could be built."""
        data = self.live.report.files.get(request.path_params["name"])
        if data is None or not request.path_params["name"].endswith(".html"):
            return self._nothing("the report was not built yet")
        return Response(
            data,
            media_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": policy_of(data)},
        )

    def static(self, request: HttpRequest) -> Response:
        """Return a file of style or script."""
        found = self.screens.static(request.path_params["name"])
        if found is None:
            return self._nothing("there is no such file")
        return Response(found[0], media_type=found[1])

    async def events(self, request: HttpRequest) -> Response:
        """Return what changes, as it does."""
        report = request.query_params.get("report") == "1"
        told = self.live.events(report=report)
        return StreamingResponse(told, media_type="text/event-stream")

    # what is asked

    def head(self, request: HttpRequest) -> Json:
        """Return what the head of every page says."""
        del request
        state = self.workspace.state()
        return {"title": self._title(state), "proposals": len(_waiting(state))}

    def codebook(self, request: HttpRequest) -> Json:
        """Return what a coder chooses from."""
        del request
        state = self.workspace.state()
        return {**codebook_view(state, self.screens.words), "coder": self.asked.coder}

    def outline(self, request: HttpRequest) -> Json | None:
        """Return the sizes of the pages of a PDF: no page is read for it."""
        key = request.query_params.get("key", "")
        try:
            with self.workspace.pages(key) as pages:
                return {"pages": pages.sizes() if pages else None}
        except UnreadableTree as wrong:
            return {"pages": None, "unreadable": str(wrong)}

    def text(self, request: HttpRequest) -> Json | None:
        """Return a text whole."""
        opened = self._open(request.query_params.get("key", ""))
        return whole_view(opened) if opened else None

    def claims(self, request: HttpRequest) -> Json | None:
        """Return the claims of a text, and how much of it is coded."""
        opened = self._open(request.query_params.get("key", ""))
        if opened is None:
            return None
        state = self.workspace.state()
        read = list(self.workspace.claims_in(opened, state.graph))
        share = self.survey.saw(opened, read)
        return {
            "claims": claims_view(opened, read, self.workspace.items(state), state),
            "coded": share[0],
            "paragraphs": share[1],
        }

    def findings(self, request: HttpRequest) -> Json:
        """Return the findings, as they are written."""
        del request
        state = self.workspace.state()
        return findings_view(state, self.workspace.items(state, "findings"))

    def proposals(self, request: HttpRequest) -> Json:
        """Return the ids of the proposals that wait for a decision."""
        del request
        return {"queue": [claim.id for claim in _waiting(self.workspace.state())]}

    def proposal(self, request: HttpRequest) -> Json | None:
        """Return a proposal with the passage that it rests on."""
        state = self.workspace.state()
        claim = state.graph.proposals.get(request.query_params.get("id", ""))
        if claim is None:
            return None
        key = text_key(claim)
        opened = self._open(key)
        seen = None
        if opened is not None and not opened.full.unreadable and claim.passage.quote:
            read = self.workspace.claims_in(opened, state.graph)
            seen = next((one for one in read if one.claim.id == claim.id), None)
        told = claim_view(claim, self.workspace.items(state), state)
        return proposal_view(claim, told, opened, seen, state)

    def page_words(self, request: HttpRequest) -> Json | None:
        """Return where the words of a page stand."""
        query = request.query_params
        try:
            with self.workspace.pages(query.get("key", "")) as pages:
                index = number_of(query.get("page", ""))
                if pages is None or index is None or index >= len(pages):
                    return None
                return {"words": words_view(pages.words(index))}
        except UnreadableTree:
            return None

    def page_image(self, request: HttpRequest) -> Response:
        """Return a page as an image."""
        query = request.query_params
        try:
            with self.workspace.pages(query.get("key", "")) as pages:
                index, width = number_of(query.get("page", "")), number_of(query.get("width", ""))
                if pages is None or index is None or not width or index >= len(pages):
                    return self._nothing("there is no such page")
                data = pages.draw(index, width)
        except UnreadableTree as wrong:
            return self._nothing(str(wrong))
        kept = {"Cache-Control": "private, max-age=600"}
        return Response(data, media_type="image/png", headers=kept)

    def quote(self, sent: Json) -> Json:
        """Return what a selection gives the form of a claim."""
        opened = self._open(text_of(sent, "key"))
        start, end = sent.get("start"), sent.get("end")
        if opened is None or not isinstance(start, int) or not isinstance(end, int):
            return {"why": NO_TEXT}
        left, right = opened.position(start), opened.position(min(end, start + _LONGEST))
        return quotation_view(quoted(opened.searchable, left, right), opened)

    # saves

    def add(self, sent: Json) -> Json:
        """Add a claim that was read in a text."""
        return self._saved(lambda: self.saving.add(self._draft(sent)))

    def change(self, sent: Json) -> Json:
        """Change keys of a claim."""
        id_, mark = text_of(sent, "id"), text_of(sent, "mark")
        return self._saved(lambda: self.saving.change(id_, mark, self._changes(sent)))

    def check(self, sent: Json) -> Json:
        """Return what `check` would say of a claim while it is typed; nothing is written."""
        if id_ := text_of(sent, "id"):
            return self._saved(lambda: self.trying.change(id_, self._changes(sent)))
        return self._saved(lambda: self.trying.add(self._draft(sent)))

    def _draft(self, sent: Json) -> dict[str, Value]:
        """Return a new claim that was read in a text, as it is to be written."""
        graph = self.workspace.state().graph
        draft = dict(values(sent.get("claim")))
        key = text_of(sent, "key")
        if self.workspace.coder:
            draft["coder"] = self.workspace.coder
        sources = draft.get("sources")
        alone = not graph.review.of and sources == (key,)
        if key and key != graph.review.of and not alone:
            draft["read_in"] = key
        facets = [f.id for f in graph.review.framework.facets.values() if f.on == "claims"]
        return ordered(draft, facets)

    def _changes(self, sent: Json) -> dict[str, Value | None]:
        """Return what is to stand under the keys of a claim that are changed; None: nothing."""
        id_ = text_of(sent, "id")
        state = self.workspace.state()
        claim = state.graph.claims.get(id_) or state.graph.proposals.get(id_)
        changes: dict[str, Value | None] = {
            key: value if claim is None else written_value(claim, key, value, state.language)
            for key, value in values(sent.get("changes")).items()
        }
        taken = sent.get("taken")
        changes |= dict.fromkeys(k for k in taken if isinstance(k, str)) if taken else {}
        if self.workspace.is_blind():
            changes.pop("coder", None)
        return changes

    def remove(self, sent: Json) -> Json:
        """Take a claim away."""
        id_, mark = text_of(sent, "id"), text_of(sent, "mark")
        return self._saved(lambda: self.saving.change(id_, mark, None))

    def add_finding(self, sent: Json) -> Json:
        """Add a finding."""
        draft = {key: value for key, value in values(sent.get("finding")).items() if value}
        return self._saved(lambda: self.saving.add_item(draft, "findings"), "findings")

    def change_finding(self, sent: Json) -> Json:
        """Change keys of a finding."""
        id_, mark = text_of(sent, "id"), text_of(sent, "mark")
        changes: dict[str, Value | None] = {**values(sent.get("changes"))}
        taken = sent.get("taken")
        changes |= dict.fromkeys(k for k in taken if isinstance(k, str)) if taken else {}
        return self._saved(lambda: self.saving.change(id_, mark, changes, "findings"), "findings")

    def remove_finding(self, sent: Json) -> Json:
        """Take a finding away."""
        id_, mark = text_of(sent, "id"), text_of(sent, "mark")
        return self._saved(lambda: self.saving.change(id_, mark, None, "findings"), "findings")

    def decide(self, sent: Json) -> Json:
        """Accept a proposal, or turn it down."""
        id_, mark = text_of(sent, "id"), text_of(sent, "mark")
        changes: dict[str, Value | None] = {**values(sent.get("changes"))}
        taken = sent.get("taken")
        changes |= dict.fromkeys(k for k in taken if isinstance(k, str)) if taken else {}
        because = text_of(sent, "because") or None
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        by = self.workspace.coder or text_of(sent, "by")
        return self._saved(
            lambda: self.saving.decide(id_, mark, changes, by=by, on=today, because=because)
        )

    def undo(self, sent: Json) -> Json:
        """Take back a save of this session."""
        number = sent.get("undo")
        return self._saved(lambda: self.saving.undo(number if isinstance(number, int) else 0))

    def done(self, sent: Json) -> Json:
        """Record that who codes apart is done."""
        del sent
        if not self.workspace.coder:
            return {"why": "nobody codes apart from others here"}
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        try:
            record_done(self.workspace.folder, self.workspace.coder, date=today, command="serve")
        except HasErrors:
            return {"why": "the review has errors; nothing was recorded: see `evidence check`"}
        return {"why": ""}

    def _saved(self, save: Callable[[], Saved], section: str = "claims") -> Json:
        try:
            saved = save()
        except CannotGoOn as wrong:
            return {"why": f"{wrong.message}: {wrong.help}" if wrong.help else wrong.message}
        told = dataclasses.asdict(saved)
        if saved.conflict and section != "claims":
            known = self.workspace.items(self.workspace.state(), section)
            item = known[saved.id][1] if saved.id in known else None
            told["now"] = {"mark": item.mark, "keys": dict(item.keys)} if item else None
        elif saved.conflict:
            state = self.workspace.state()
            claim = state.graph.claims.get(saved.id) or state.graph.proposals.get(saved.id)
            told["now"] = claim_view(claim, self.workspace.items(state), state) if claim else None
        return told

    # what several need

    def _open(self, key: str) -> OpenText | None:
        return self.workspace.text(key) if key else None

    def _title(self, state: OpenReview) -> str:
        title = state.graph.review.title.text_in(state.language)
        return title or self.workspace.folder.resolve().name

    def _page(self, name: str, **shown: Any) -> Response:
        state = self.workspace.state()
        return _html(
            self.screens.fill(
                name,
                title=self._title(state),
                language=self.screens.words.language,
                coder=self.asked.coder,
                report_alone=self.asked.report or self.second is not None,
                coding=coding_view(self.workspace),
                proposals=len(_waiting(state)),
                **shown,
            )
        )

    def _listed(self, current: str = "") -> dict[str, Any]:
        state = self.workspace.state()
        files = self.workspace.files(state.graph)
        listed = sources_view(state, files, self.survey)
        return {
            "current": current,
            "at_hand": [one for one in listed if one["file"]],
            "elsewhere": [one for one in listed if not one["file"]],
            "missing": self.workspace.missing(state.graph),
            "folder": self.workspace.where(state.graph),
            "verify": self.workspace.verified_by,
            "unrecorded": any(one["file"] and one["verified"] < one["quoted"] for one in listed),
        }

    def _nothing(self, why: str) -> Response:
        return _html(self.screens.fill("refused.html.j2", why=why, status=404), 404)


def _waiting(state: OpenReview) -> list[Claim]:
    """Return the proposals that nobody decided."""
    return [claim for claim in state.graph.proposals.values() if claim.rejected is None]


def _html(text: str, status: int = 200) -> Response:
    return Response(text, status_code=status, media_type="text/html; charset=utf-8")
