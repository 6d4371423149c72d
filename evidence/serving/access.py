"""Who is let in: a browser on this machine that was given the token, and no other page in it.

Any page of the web can make a browser send requests to this machine. So the
name that was asked for, where the request comes from and the token in its
cookie are all looked at, before anything else is.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

HOST = "127.0.0.1"
SAFE = frozenset({"GET", "HEAD"})

# The page is ours alone: nothing is fetched, run or framed from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked at of a request before it is let in; a header that is absent is ""."""

    method: str
    path: str
    query: str = ""
    host: str = ""
    origin: str = ""
    site: str = ""
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """The way in: the port that is listened at, and the token that a browser has to know."""

    port: int
    token: str

    @property
    def origin(self) -> str:
        """Return what the page's own requests say that they come from."""
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """Return the address that lets a browser in."""
        return f"{self.origin}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """Return the name of the cookie: browsers share cookies between ports."""
        return f"evidence-{self.port}"

    def refusal(self, asked: Request) -> str:
        """Return why a request is not let in, "" if it is."""
        if asked.host != f"{HOST}:{self.port}":
            return "it asks for another host than this one"
        if asked.origin and asked.origin != self.origin:
            return "it comes from another page"
        if asked.site and asked.site not in ("same-origin", "none"):
            return "it comes from another page"
        if asked.method not in SAFE and asked.origin != self.origin:
            return "it does not say which page it comes from"
        if not self._knows(_cookies(asked.cookie).get(self.cookie, "")):
            return "it does not know the token: open the address that `evidence serve` printed"
        return ""

    def brings_token(self, asked: Request) -> bool:
        """Return whether a request brings the token in its address, to get the cookie for it."""
        if asked.method != "GET" or asked.path != "/" or asked.host != f"{HOST}:{self.port}":
            return False
        if asked.site not in ("", "none", "same-origin"):
            return False
        return any(map(self._knows, parse_qs(asked.query).get("token", [])))

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())


def _cookies(header: str) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}
