"""What is told to the pages that are open: which files changed, and the report built anew.

Files are watched, whoever changes them: the page, an editor, git. The report is
built only while somebody looks at it, and the last one that could be built stays.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.diagnostics import CannotGoOn, Diagnostic, Severity
from evidence.files.file_names import AUDIT, CLAIMS, LOCK, SOURCES, SPLIT
from evidence.serving.workspace import Workspace

_SETTLED = 80  # milliseconds without a change, after which a change is told
_PAUSE, _LATER = 0.1, 2.0  # seconds between two texts, and after a change
_ALIVE = 20.0  # seconds after which a page is told that we are still here
_FILES = frozenset({CLAIMS, SOURCES, LOCK, AUDIT})
_META_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Report:
    """The last report that could be built, and what kept the newest from being built."""

    number: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)
    errors: tuple[Diagnostic, ...] = ()
    why: str = ""

    def told(self) -> dict[str, Any]:
        """Return what the page of the report is told."""
        return {
            "number": self.number,
            "why": self.why,
            "errors": [
                {
                    "place": str(one.place) if one.place else "",
                    "code": one.code,
                    "message": one.message,
                    "help": one.help,
                }
                for one in self.errors
            ],
            "files": sorted(self.files),
        }


class Live:
    """Tells every page that is open what changes."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.report = Report()
        self._queues: set[asyncio.Queue[str]] = set()
        self._watching_report = 0
        self._due = asyncio.Event()
        self._unseen = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, survey: Callable[[], Iterator[str]]) -> None:
        """Begin to watch, in the loop that runs; `survey` looks at the texts one by one."""
        for work in (self._watch(), self._build(), self._survey(survey)):
            task = asyncio.get_running_loop().create_task(work)
            self._tasks.add(task)

    async def end(self) -> None:
        """Stop watching."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for queue in self._queues:
            queue.put_nowait("")

    def tell(self, kind: str, what: Mapping[str, Any]) -> None:
        """Tell every page something; from the loop."""
        line = f"event: {kind}\ndata: {json.dumps(what)}\n\n"
        for queue in self._queues:
            if queue.qsize() < 1000:  # a page that sleeps is told to ask when it wakes
                queue.put_nowait(line)

    async def events(self, *, report: bool) -> AsyncIterator[str]:
        """Yield what a page is told, for as long as it listens; `report` for one that shows it."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._queues.add(queue)
        self._watching_report += report
        try:
            yield "retry: 1000\n\n"
            if report:
                self._due.set()
            while True:
                try:
                    line = await asyncio.wait_for(queue.get(), _ALIVE)
                except TimeoutError:
                    line = ": still here\n\n"
                if not line:
                    return
                yield line
        finally:
            self._watching_report -= report
            self._queues.discard(queue)

    async def _watch(self) -> None:
        split = self.workspace.folder / SPLIT
        while True:
            watched = await asyncio.to_thread(split.is_dir)
            again = asyncio.Event()
            works = [self._watch_in(self.workspace.folder, again if not watched else None)]
            works += [self._watch_in(split, None, recursive=True)] if watched else []
            await asyncio.gather(*works)

    async def _watch_in(
        self, folder: Path, again: asyncio.Event | None, *, recursive: bool = False
    ) -> None:
        """Tell of the files of a folder; where `again`, until there is a folder of claims too."""
        from watchfiles import awatch  # noqa: PLC0415 - an extra

        def ours(_: object, path: str) -> bool:
            return _is_read(Path(path), split=recursive)

        async for changes in awatch(
            folder, watch_filter=ours, recursive=recursive, step=_SETTLED, stop_event=again
        ):
            names = sorted({Path(path).name for _, path in changes})
            if await asyncio.to_thread(self._is_news):
                self.tell("files", {"files": [] if self.workspace.coder else names})
                self._due.set()
                self._unseen.set()
            if again is not None and SPLIT in names:
                again.set()

    def _is_news(self) -> bool:
        try:
            return self.workspace.is_news()
        except CannotGoOn:
            return True  # what keeps the files from being read is told

    async def _survey(self, survey: Callable[[], Iterator[str]]) -> None:
        """Look at the texts after each change; a page is told when one or all are done."""
        while True:
            self._unseen.clear()
            looking = survey()
            while await asyncio.to_thread(next, looking, None) is not None:
                await asyncio.sleep(_PAUSE)  # whoever reads comes first
                self.tell("shares", {})
            await self._unseen.wait()
            await asyncio.sleep(_LATER)

    async def _build(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            if not self._watching_report:
                continue
            self.report = await asyncio.to_thread(self._built)
            self.tell("report", self.report.told())

    def _built(self) -> Report:
        from evidence.publishing import (  # noqa: PLC0415 - only a report needs it
            BuildRequest,
            report_files,
        )

        before = self.report
        try:
            state = self.workspace.state()
            errors = tuple(d for d in state.checked.diagnostics if d.severity is Severity.ERROR)
            if errors:
                return Report(before.number, before.files, errors)
            asked = BuildRequest(formats=("html",))
            files = report_files(self.workspace.folder, state.checked, state.digest, asked)
        except CannotGoOn as wrong:
            return Report(before.number, before.files, why=f"{wrong.message}: {wrong.help}")
        return Report(before.number + (files != before.files), files)


def policy_of(page: bytes) -> str:
    """Return the policy that a report has in its head, as a header that lets us frame it."""
    found = _META_POLICY.search(page)
    own = found[1].decode().replace("&#39;", "'") if found else "default-src 'none'"
    return f"{own}; frame-ancestors 'self'"


def _is_read(path: Path, *, split: bool) -> bool:
    if split:
        return path.suffix == ".yaml" and not path.name.startswith(".")
    return path.name in _FILES or path.name == SPLIT
