"""The way in, before anything else is looked at: every request passes here, and every answer."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evidence.serving.access import HEADERS, Access, Request
from evidence.serving.screens import Screens


class Guard:
    """Lets in only what `Access` lets in, and puts its headers on every answer."""

    def __init__(self, inner: ASGIApp, access: Access, screens: Screens) -> None:
        self.inner = inner
        self.access = access
        self.screens = screens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the page answer it."""
        if scope["type"] == "lifespan":
            await self.inner(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        asked = _looked_at(scope)
        answer: ASGIApp = self.inner
        if self.access.brings_token(asked):
            answer = _let_in(self.access)
        elif why := self.access.refusal(asked):
            answer = _refused(self.screens, why)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.lower().encode(), value.encode())
                        for name, value in HEADERS.items()
                        if name.lower().encode() not in own
                    ),
                ]
            await send(message)

        await answer(scope, receive, with_headers)


def _looked_at(scope: Scope) -> Request:
    heads: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        heads.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))

    def one(name: str, joint: str = "\n") -> str:
        return joint.join(heads.get(name, []))  # a header that is given twice fits nothing

    return Request(
        scope["method"],
        scope["path"],
        scope["query_string"].decode("latin-1"),
        one("host"),
        one("origin"),
        one("sec-fetch-site"),
        one("cookie", "; "),
    )


def _let_in(access: Access) -> Response:
    """Return the way to the page without the token in its address."""
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(access.cookie, access.token, httponly=True, samesite="strict", path="/")
    return answer


def _refused(screens: Screens, why: str) -> Response:
    told = screens.fill("refused.html.j2", why=why, status=403)
    return Response(told, status_code=403, media_type="text/html; charset=utf-8")
