"""What a page sends and asks for, as JSON: read with care, and answered off the loop."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from evidence.diagnostics import CannotGoOn
from evidence.yaml.dump import Value

Json = dict[str, Any]
NO_TEXT = "the text of this source is not at hand"
MOST_SENT = 1_000_000  # bytes of a request
_DEEPEST = 6  # keys within keys


def answered_by(
    answer: Callable[[HttpRequest], Json | None],
) -> Callable[[HttpRequest], Awaitable[Response]]:
    """Return what answers a request by its address."""

    async def endpoint(request: HttpRequest) -> Response:
        return await _answered(answer, request)

    return endpoint


def taken_by(answer: Callable[[Json], Json]) -> Callable[[HttpRequest], Awaitable[Response]]:
    """Return what answers a request by what it sends: JSON, which no form of another page can."""

    async def endpoint(request: HttpRequest) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"why": "what is sent has to be JSON"}, 415)
        data = b""
        async for piece in request.stream():
            data += piece
            if len(data) > MOST_SENT:
                return JSONResponse({"why": "this is too much for one claim"}, 413)
        try:
            sent = json.loads(data)
        except (ValueError, RecursionError):
            sent = None
        if not isinstance(sent, dict):
            return JSONResponse({"why": "what is sent has to be JSON"}, 400)
        return await _answered(answer, sent)

    return endpoint


async def _answered(answer: Callable[[Any], Json | None], asked: object) -> Response:
    try:
        told = await run_in_threadpool(answer, asked)
    except CannotGoOn as wrong:
        why = f"{wrong.message}: {wrong.help}" if wrong.help else wrong.message
        return JSONResponse({"why": why}, 503)
    if told is None:
        return JSONResponse({"why": NO_TEXT}, 404)
    return JSONResponse(told)


def values(sent: object, depth: int = 0) -> Mapping[str, Value]:
    """Return what may stand under the keys of an item: text, a flag, a list, keys of their own."""
    found: dict[str, Value] = {}
    for key, value in sent.items() if isinstance(sent, dict) and depth < _DEEPEST else ():
        if isinstance(value, (str, bool)):
            found[str(key)] = value
        elif isinstance(value, list):
            told = (one if isinstance(one, str) else values(one, depth + 1) for one in value)
            found[str(key)] = tuple(one for one in told if one)
        elif isinstance(value, dict):
            found[str(key)] = values(value, depth + 1)
    return found


def text_of(sent: Json, key: str) -> str:
    """Return the text under a key, "" if there is none."""
    value = sent.get(key)
    return value if isinstance(value, str) else ""


def number_of(said: str) -> int | None:
    """Return the number that a text is, None if it is none."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else None
