"""`evidence verify`."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import replace as replaced
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import (
    FORMATS,
    listing,
    review_option,
    tell,
)
from evidence.cli.texts import say_where, texts_option, with_a_bar, without_texts
from evidence.diagnostics import CannotGoOn, Diagnostic, Severity
from evidence.language import counted

if TYPE_CHECKING:
    from evidence.graph import Graph
    from evidence.quotes.verifying import Job, JobResult

# Below this many texts, starting other processes costs more than it saves.
FEW_TEXTS = 8


@click.command(name="verify")
@review_option
@texts_option
@click.option("--check", "only_check", is_flag=True, help="Compare with the lock; write nothing.")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", help="How to say it."
)
def command(folder: Path, texts: Path | None, only_check: bool, format_: str) -> None:
    """Look up every quote in its text and write what was found to evidence.lock.

    Changes nothing else. Exit codes: 0 every quote that could be checked
    stands in its text, 1 some do not (or, with --check, the lock says
    otherwise), 2 it could not run.
    """
    from evidence.files.editing import replace  # noqa: PLC0415 - help needs none of it
    from evidence.files.file_names import LOCK  # noqa: PLC0415
    from evidence.files.holding import hold  # noqa: PLC0415
    from evidence.full_texts import full_texts, looking_up, texts_folder  # noqa: PLC0415
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.lock.records import text_key, write_lock  # noqa: PLC0415
    from evidence.quotes import reporting, rules  # noqa: PLC0415
    from evidence.quotes.verifying import verify  # noqa: PLC0415
    from evidence.review import resting  # noqa: PLC0415

    with nullcontext() if only_check else hold(folder / LOCK, "verify", tell):
        # what cannot be read in the lock is among the errors: it would be lost
        # a quote that its text now has is no error any more once it is looked up again
        review = load(folder).without_errors(but={rules.UNMENDED.code})
        graph, before = review.graph, review.checked.lock
        waiting = (claim for claim in graph.proposals.values() if claim.rejected is None)
        claims = (*graph.claims.values(), *waiting)
        where = texts_folder(folder, texts, graph)
        say_where(folder, where)
        found, wrong = full_texts(where, graph, map(text_key, claims), with_a_bar)
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        with looking_up():
            lock, results = verify(claims, found, today, before, each=_each(len(found)))
        told = (*wrong, *(_weighed(d, graph) for d in reporting.problems(results)))
        if only_check:
            told = (*told, *reporting.differences(results, before, resting(graph, claims)))
        else:
            told = (*told, *reporting.dropped(results, before))
            replace(folder / LOCK, review.given.lock[1], write_lock(lock).encode())
    if told or format_ != "text":
        click.echo(listing(told, review.lines_of(told), format_), nl=False)
    if format_ == "text":
        said = ", ".join(
            f"{number} {outcome.value.replace('_', ' ')}"
            for outcome, number in reporting.counts(results).items()
            if number
        )
        click.echo(f"{counted(len(results), 'quote')}: {said or 'none'}")
        missing = [key for result in results if (key := text_key(result.claim)) not in found]
        if missing:
            click.echo(without_texts(where, tuple(dict.fromkeys(missing))))
    if any(d.severity != "note" for d in told):
        raise click.exceptions.Exit(1)


def _weighed(diagnostic: Diagnostic, graph: Graph) -> Diagnostic:
    """Return what is said of a quote; of a proposal's, which counts for nothing, as a note."""
    if diagnostic.item not in graph.proposals:
        return diagnostic
    return replaced(diagnostic, severity=Severity.NOTE)


def _each(texts: int) -> Callable[[Callable[[Job], JobResult], Iterable[Job]], Iterable[JobResult]]:
    """Return `map`, or that of a pool of processes where there are many texts."""
    workers = min(os.cpu_count() or 1, texts)
    if texts < FEW_TEXTS or workers < 2:
        return map

    def spread(look: Callable[[Job], JobResult], jobs: Iterable[Job]) -> Iterable[JobResult]:
        with ProcessPoolExecutor(workers, initializer=_leave_with_parent) as pool:
            try:
                yield from pool.map(look, jobs)
            except BrokenProcessPool:
                raise CannotGoOn(
                    "a process that looks up quotes was ended from outside; nothing was written",
                    "perhaps the memory was used up; run it again",
                ) from None

    return spread


def _leave_with_parent() -> None:
    """Let a process end with the one that it works for, which can be killed and say nothing."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
