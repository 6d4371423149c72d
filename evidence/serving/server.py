"""Listening on this machine alone, until it is stopped."""

from __future__ import annotations

import secrets
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evidence.diagnostics import CannotGoOn, not_installed
from evidence.files.reading import why
from evidence.serving.access import HOST, Access
from evidence.serving.asked import ServeRequest


def serve(
    folder: Path,
    texts: Path | None,
    asked: ServeRequest,
    *,
    port: int,
    begun: Callable[[str], None],
) -> None:
    """Serve the page of a review until it is stopped.

    Shape:  port 0 is any that is free; `begun` is told the address once
            somebody answers there.
    Raises: CannotGoOn if something is not installed, the port is taken, there
            is no review, or what is asked for cannot be.
    """
    try:
        import uvicorn  # noqa: PLC0415 - an extra, and slow to import

        from evidence.serving.app import App, workspace_for  # noqa: PLC0415
    except ImportError as error:
        library = (error.name or "").partition(".")[0]
        if library not in ("starlette", "uvicorn", "watchfiles"):
            raise
        raise not_installed(library, "the page is served with it", "serve") from None
    workspace = workspace_for(folder, texts, asked)
    listening = _listening(port)
    access = Access(listening.getsockname()[1], secrets.token_urlsafe(24))
    app = App(workspace, access, replace(asked, begun=lambda: begun(access.address)))
    settings = uvicorn.Config(
        app.asgi(), log_level="error", access_log=False, server_header=False,
        timeout_graceful_shutdown=1, ws="none",
    )  # fmt: skip
    uvicorn.Server(settings).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let another program listen as well
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen()
    except OSError as error:
        found.close()
        raise CannotGoOn(
            f"{HOST}:{port}: {why(error)}", "name another with --port, or leave it out"
        ) from error
    return found
