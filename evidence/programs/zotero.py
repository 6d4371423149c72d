"""Zotero, asked on this machine for its annotations.

Zotero answers on 127.0.0.1 while it runs and is allowed to. Nothing else is
spoken to: no proxy, no other machine, no redirection. It is only read. What
the answer holds is read in `evidence.origins.zotero`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from evidence.diagnostics import CannotGoOn

PORT = 23119
_SECONDS = 60.0
_AT_ONCE = 100  # annotations of one answer; those of a long one take megabytes
_KEYS = 50  # of one question: an address has its limits
_MOST_BYTES = 64 * 1024**2  # of one answer
_MOST = 200_000  # annotations of one library
_LIBRARY = re.compile(r"users/0|groups/\d{1,12}")
_NOT_RUNNING = (
    "start Zotero on this machine, or give a file: an export as JSON, a PDF with its highlights, "
    "or a copy of zotero.sqlite"
)
_SWITCHED_OFF = (
    "in Zotero: Settings, Advanced, Allow other applications on this computer to communicate with "
    "Zotero"
)


def ask_zotero(library: str = "users/0", *, port: int = PORT) -> bytes:
    """Return the annotations of a library with the items they stand in, as JSON.

    Shape: `library` is one's own, or `groups/ID` of one that Zotero has on this
           machine. The answer is a list of items as Zotero's interface gives
           them: annotations, their attachments, the items of these.
    Raises: CannotGoOn if Zotero does not run or answer, its interface is
            switched off, or it gives fewer annotations than it says it has.
    """
    if not _LIBRARY.fullmatch(library):
        raise CannotGoOn(
            f"`{library}` is no library of Zotero", "give `users/0`, or `groups/` and its number"
        )
    # asked for by their type: among the children of an item they are left out without a word
    found = list(_every(port, library, {"itemType": "annotation"}))
    for _ in range(2):  # the attachments, then their items
        have = {one.get("key") for one in found}
        wanted = {_parent(one) for one in found} - have - {""}
        found += _named(port, library, sorted(wanted))
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _parent(item: Mapping[str, Any]) -> str:
    data = item.get("data")
    return str(data.get("parentItem") or "") if isinstance(data, Mapping) else ""


def _every(port: int, library: str, asked: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """Yield all items that a question finds, answer by answer."""
    start = 0
    while True:
        page = {**asked, "start": str(start), "limit": str(_AT_ONCE)}
        items, total = _answer(port, library, page)
        yield from items
        start += len(items)
        if start >= total:
            return
        if not items or start > _MOST:
            raise CannotGoOn(
                f"Zotero gave {start:,} of its {total:,} annotations and no more",
                "try again, or give a copy of zotero.sqlite",
            )


def _named(port: int, library: str, keys: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    for first in range(0, len(keys), _KEYS):
        some = ",".join(keys[first : first + _KEYS])
        # the trash too: an annotation is found there with what it stands in
        asked = {"itemKey": some, "limit": str(_KEYS), "includeTrashed": "1"}
        yield from _answer(port, library, asked)[0]


def _answer(
    port: int, library: str, asked: Mapping[str, str]
) -> tuple[list[Mapping[str, Any]], int]:
    """Return the items of one answer, and how many there are in all."""
    address = f"http://127.0.0.1:{port}/api/{library}/items?{urlencode(asked)}"
    request = Request(address, headers={"Zotero-API-Version": "3", "User-Agent": "evidence"})
    try:
        with _opener().open(request, timeout=_SECONDS) as answer:
            data = answer.read(_MOST_BYTES + 1)
            total = answer.headers.get("Total-Results", "")
    except HTTPError as error:
        with error:
            raise _refused(error.code, error.read(200), library) from None
    except (URLError, HTTPException, OSError) as error:
        raise _unreachable(port, error) from None
    if len(data) > _MOST_BYTES:
        raise CannotGoOn(
            f"Zotero's answer is larger than {_MOST_BYTES // 1024**2} MB, which is not read",
            "give a copy of zotero.sqlite instead",
        )
    try:
        items = json.loads(data)
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list) or not all(isinstance(one, Mapping) for one in items):
        raise CannotGoOn(
            f"what answers at 127.0.0.1:{port} is not Zotero: it gave no list of items",
            _NOT_RUNNING,
        )
    return items, int(total) if total.isdigit() else len(items)


class _Stays(HTTPRedirectHandler):
    """Follows no redirection: Zotero's interface makes none, and none may lead elsewhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _opener() -> OpenerDirector:
    return build_opener(ProxyHandler({}), _Stays())


def _refused(status: int, said: bytes, library: str) -> CannotGoOn:
    words = said.decode("utf-8", "replace").strip()
    if status == 403 and "not enabled" in words:
        return CannotGoOn("Zotero runs, and does not let other programs ask it", _SWITCHED_OFF)
    if status == 404:
        return CannotGoOn(
            f"Zotero has no library `{library}` on this machine",
            "a group's number stands in its address at zotero.org; Zotero 7 or newer answers",
        )
    told = f": {words}" if words.isprintable() and words else ""
    return CannotGoOn(f"Zotero refused to answer ({status}){told}", _NOT_RUNNING)


def _unreachable(port: int, error: Exception) -> CannotGoOn:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return CannotGoOn(f"Zotero did not answer within {_SECONDS:.0f} seconds", _NOT_RUNNING)
    if isinstance(reason, ConnectionRefusedError):
        return CannotGoOn(
            f"Zotero is not running: nothing answers at 127.0.0.1:{port}", _NOT_RUNNING
        )
    return CannotGoOn(f"Zotero cannot be asked at 127.0.0.1:{port}: {reason}", _NOT_RUNNING)
