"""Stops a program at a call to the system by which it changes a file: it fails there, or dies.

What is counted are the calls that change something below one folder, so a stop
is known to have hit the writing. A kill in the midst of a `write` leaves half
of it.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evidence.files import replacing

CALLS = (
    "chmod",
    "ftruncate",
    "fsync",
    "link",
    "mkdir",
    "open",
    "rename",
    "replace",
    "rmdir",
    "unlink",
    "utime",
    "write",
)
# What needs room, and fails on a full disk.
NEEDS_ROOM = frozenset({"open", "write", "mkdir", "link", "fsync"})

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

# What is done at a call, given its number, its name and a way to do half of it.
Act = Callable[[int, str, Callable[[], object]], None]


def let_be(_: int, __: str, ___: Callable[[], object]) -> None:
    """Let every call be."""


def kill_at(number: int) -> Act:
    """Return an act that kills the process at a call, halfway through it if it writes."""

    def act(now: int, name: str, half: Callable[[], object]) -> None:
        if now == number:
            if name == "write":
                half()
            os.kill(os.getpid(), signal.SIGKILL)

    return act


def fail_at(number: int, code: int) -> Act:
    """Return an act that lets one call fail."""

    def act(now: int, name: str, half: Callable[[], object]) -> None:
        del name, half
        if now == number:
            raise OSError(code, os.strerror(code))

    return act


def full_from(number: int) -> Act:
    """Return an act that fills the disk at a call: from there on all fails that needs room."""

    def act(now: int, name: str, half: Callable[[], object]) -> None:
        if now >= number and name in NEEDS_ROOM:
            if name == "write":
                half()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return act


@contextmanager
def watched(below: Path, act: Act) -> Iterator[list[str]]:
    """Call `act` before each call that changes something below a folder; yield their names."""
    real: dict[str, Any] = {name: getattr(os, name) for name in CALLS}
    exchange = replacing.exchange
    watch = _Watch(below, act, real)

    def exchanging(one: Path, other: Path) -> bool:
        watch.see("exchange")
        return exchange(one, other)

    for name in CALLS:
        setattr(os, name, watch.wrapped(name))
    replacing.exchange = exchanging
    try:
        yield watch.names
    finally:
        for name in CALLS:
            setattr(os, name, real[name])
        replacing.exchange = exchange


class _Watch:
    def __init__(self, below: Path, act: Act, real: dict[str, Any]) -> None:
        self.names: list[str] = []
        self._below, self._act, self._real = below, act, real
        self._opened: dict[int, Path] = {}

    def wrapped(self, name: str) -> Callable[..., Any]:
        real = self._real[name]

        def call(*given: Any, **named: Any) -> Any:
            path = self._path(given[0], named.get("dir_fd"))
            changes = name != "open" or given[1] & _WRITING
            if changes and path.is_relative_to(self._below):
                self.see(name, lambda: real(given[0], given[1][: len(given[1]) // 2]))
            made = real(*given, **named)
            if name == "open":
                self._opened[made] = path
            return made

        return call

    def see(self, name: str, half: Callable[[], object] = lambda: None) -> None:
        self.names.append(name)
        self._act(len(self.names), name, half)

    def _path(self, what: Any, within: int | None) -> Path:
        if isinstance(what, int):
            return self._opened.get(what, Path("/"))
        return Path.cwd() / self._opened.get(within or -1, Path()) / os.fsdecode(what)


def in_child(work: Callable[[], int]) -> int:
    """Do some work in a copy of this process; return its exit code, or minus a signal's number."""
    child = os.fork()
    if not child:
        code = 99
        try:
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
