"""The page of a second person: a share of the proposals, judged without knowing what was decided.

It is served alone. Nothing else of the review is asked for there: who decided
what would show in a claim, in a count or in the report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from evidence.audit.sample import Audited, Verdict, claim_words
from evidence.audit.second import Share, drawn_share, open_for
from evidence.audit.verdicts import Auditing, write_audit
from evidence.diagnostics import CannotGoOn, HasErrors
from evidence.files.editing import replace
from evidence.files.file_names import AUDIT
from evidence.files.holding import hold
from evidence.imports.deciding import author
from evidence.loaded import load
from evidence.lock.records import text_key
from evidence.model import Claim
from evidence.serving.json_requests import Json, answered_by, taken_by, text_of
from evidence.serving.text_view import claim_view, proposal_view
from evidence.serving.workspace import OpenReview, Workspace

_GONE = "this is none of the proposals that were drawn for you"


class SecondPerson:
    """Shows a person the share that was drawn, one by one, and records what they find."""

    def __init__(self, workspace: Workspace, share: Share, by: str) -> None:
        self.workspace = workspace
        self.share = share
        self.by = by

    def routes(self, page: Callable[..., Response]) -> list[Route]:
        """Return what is served; `page` fills a page."""

        def shown(request: HttpRequest) -> Response:
            del request
            return page("second.html.j2", part="second", by=self.by)

        return [
            Route("/", shown),
            Route("/api/share", answered_by(self.queue)),
            Route("/api/drawn", answered_by(self.drawn)),
            Route("/api/judge", taken_by(self.judge), methods=["POST"]),
        ]

    def queue(self, request: HttpRequest) -> Json:
        """Return the ids that wait for this person, and how many were drawn for them."""
        del request
        state = self.workspace.whole()
        drawn = self._drawn(state)
        waiting = open_for(self.share, state.checked.audit.verdicts, _proposals(state), self.by)
        return {"queue": list(waiting), "drawn": len(drawn)}

    def drawn(self, request: HttpRequest) -> Json | None:
        """Return a proposal with its passage, and nothing of what became of it."""
        state = self.workspace.whole()
        id_ = request.query_params.get("id", "")
        claim = next((one for one in self._drawn(state) if one.id == id_), None)
        if claim is None:
            return None
        opened = self.workspace.text(text_key(claim))
        seen = None
        if opened is not None and not opened.full.unreadable and claim.passage.quote:
            read = self.workspace.claims_in(opened, state.graph)
            seen = next((one for one in read if one.claim.id == id_), None)
        told = claim_view(claim, {}, state)
        whole = proposal_view(claim, told, opened, seen, state)
        return {
            "id": id_,
            "statement": told["statement"],
            "quote": told["quote"],
            "at": told["at"],
            "facts": _facts(claim, state),
            "caveat": told["caveat"],
            "source": whole["source"],
            "passage": whole["passage"],
            "words": claim_words(claim),
        }

    def judge(self, sent: Json) -> Json:
        """Record what this person found of a proposal; another verdict of the day is replaced."""
        id_, said, note = text_of(sent, "id"), text_of(sent, "verdict"), text_of(sent, "note")
        if said not in {one.value for one in Verdict}:
            return {"why": "this is no judgement"}
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        folder = self.workspace.folder
        try:
            with hold(folder / AUDIT, "serve"):
                review = load(folder).without_errors()
                state = OpenReview(review.given, review.checked)
                claim = next((one for one in self._drawn(state) if one.id == id_), None)
                if claim is None:
                    return {"why": _GONE}
                words = claim_words(claim)
                if words != text_of(sent, "words"):
                    return {"why": "it was changed meanwhile: it is shown anew", "changed": True}
                made = Audited(id_, Verdict(said), self.by, today, words, " ".join(note.split()))
                audit = review.checked.audit
                kept = (
                    one
                    for one in audit.verdicts
                    if (one.claim, one.by, one.date) != (id_, self.by, today)
                )
                after = Auditing(audit.draw, (*kept, made), audit.others, self.share)
                replace(folder / AUDIT, review.given.audit[1], write_audit(after).encode())
        except HasErrors:
            return {"why": "the review has errors; nothing was recorded: see `evidence check`"}
        return {"why": ""}

    def _drawn(self, state: OpenReview) -> list[Claim]:
        """Return the proposals that were drawn, without those that this person decided about."""
        known = {claim.id: claim for claim in _proposals(state)}
        drawn = (known[key] for key in drawn_share(self.share, known.values()))
        return [claim for claim in drawn if claim.decided_by != self.by]


def second_person(workspace: Workspace, by: str, percent: int, seed: str) -> SecondPerson:
    """Return the page of a second person.

    Raises: CannotGoOn if `by` is no author, there are no proposals, or another
            share was drawn before.
    """
    if not by:
        raise CannotGoOn("a share goes to a second person, and nobody is named", "add --coder")
    state = workspace.whole()
    author(state.checked, by)
    drawn = state.checked.audit.share
    if not seed and drawn is None:
        raise CannotGoOn("a draw needs a seed", "add --seed, any word or number will do")
    share = Share(seed or (drawn.seed if drawn else ""), percent)
    if drawn is not None and drawn != share:
        raise CannotGoOn(
            f"a share was drawn already: {drawn.percent} percent, with seed {drawn.seed}",
            f"ask for that one: --share {drawn.percent}% --seed {drawn.seed}",
        )
    if not drawn_share(share, _proposals(state)):
        raise CannotGoOn("there are no proposals to draw from", "`evidence import` brings some")
    return SecondPerson(workspace, drawn or share, by)


def _proposals(state: OpenReview) -> list[Claim]:
    claims = (*state.graph.claims.values(), *state.graph.proposals.values())
    return [claim for claim in claims if claim.proposed is not None]


def _facts(claim: Claim, state: OpenReview) -> list[str]:
    """Return the elements and facets of a proposal by their labels."""
    said, graph = state.language, state.graph
    held: list[Any] = [graph.elements.get(key) for key in claim.elements]
    facets = graph.review.framework.facets
    for facet, values in claim.facets.items():
        if facet in facets:
            held += [facets[facet].values.get(value) for value in values]
    return [one.label.text_in(said) for one in held if one is not None]
