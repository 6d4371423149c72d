"""`evidence sign`."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import review_option, tell
from evidence.diagnostics import CannotGoOn, did_you_mean
from evidence.language import counted

if TYPE_CHECKING:
    from evidence.graph import Graph
    from evidence.loaded import LoadedReview
    from evidence.model import Finding
    from evidence.model.lock import SignedState


@click.command(name="sign")
@click.argument("key", metavar="FINDING")
@review_option
@click.option("--by", required=True, metavar="INITIALS", help="Who signs: an author of the review.")
@click.option(
    "--reconsidered",
    metavar="TEXT",
    help="What was reconsidered, where something changed since; asked for if absent.",
)
def command(key: str, folder: Path, by: str, reconsidered: str | None) -> None:
    """Sign FINDING as it stands now: people agree to it, on what it rests on.

    Later changes of its words, or of anything that it rests on, are then named
    by check. Shows what changed since it was last signed. Writes to
    evidence.lock and nothing else; what was signed before stays. Exit codes: 0
    signed, or signed before and unchanged, 1 the review has errors, 2 it could
    not run.
    """
    from evidence.files.editing import replace  # noqa: PLC0415 - help needs none of it
    from evidence.files.file_names import LOCK  # noqa: PLC0415
    from evidence.files.holding import hold  # noqa: PLC0415
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.lock.records import write_lock  # noqa: PLC0415
    from evidence.lock.signatures import signature  # noqa: PLC0415
    from evidence.programs.git import who_runs  # noqa: PLC0415

    with hold(folder / LOCK, "sign", tell):
        # what cannot be read in the lock is among the errors: it would be lost
        review = load(folder).without_errors()
        finding = _finding(review, key)
        _author(review.graph, by)
        state = review.checked.signed.get(finding.id)
        _show(review, finding, state)
        if state and not state.moved and _agreed(state, by):
            click.echo(f"{by} signed it on {state.signature.date}, and nothing changed since")
            return
        why = _why(state, reconsidered)
        lock = review.checked.lock
        new = signature(
            review.graph,
            finding,
            review.checked.states,
            state,
            by=by,
            ran_by=who_runs(folder),
            date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
            reconsidered=why,
        )
        after = changed(lock, signatures=(*lock.signatures, new))
        replace(folder / LOCK, review.given.lock[1], write_lock(after).encode())
    items = [item.partition(" ")[0] for item in new.parts]
    held = (counted(items.count(kind), kind) for kind in ("claim", "source"))
    click.echo(f"{by} signed {finding.id} on {new.date}, with {' and '.join(held)} below it")


def at_terminal() -> bool:
    """Return whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _finding(review: LoadedReview, key: str) -> Finding:
    finding = review.graph.findings.get(review.known_id(key))
    if finding is None:
        kind = review.graph.kind(review.known_id(key))
        raise CannotGoOn(f"`{key}` is a {kind}; findings are signed, one at a time")
    return finding


def _author(graph: Graph, by: str) -> None:
    authors = [author.initials for author in graph.review.authors]
    if by in authors:
        return
    if by in {machine.initials for machine in graph.review.machines}:
        raise CannotGoOn(f"`{by}` is a machine; only people sign")
    help_ = did_you_mean(by, authors) or (
        f"one of {', '.join(authors)}" if authors else "name who signs under `review: authors`"
    )
    raise CannotGoOn(f"`{by}` is no author of the review", help_)


def _agreed(state: SignedState, by: str) -> bool:
    """Return whether somebody signed the finding as it is signed now."""
    as_now = state.signature.fingerprint
    return any(one.by == by and one.fingerprint == as_now for one in state.history)


def _show(review: LoadedReview, finding: Finding, state: SignedState | None) -> None:
    """Say what is signed, and what changed since it was last signed."""
    from evidence.history import reworded_since  # noqa: PLC0415
    from evidence.lock.signatures import change_lines, judgement  # noqa: PLC0415
    from evidence.pages.part_names import apart  # noqa: PLC0415
    from evidence.reporters.visible import visible  # noqa: PLC0415

    language = review.graph.review.language
    judged = judgement(finding).replace("_", " ") or "not judged"
    click.echo(f"{finding.id}: {visible(finding.statement.text_in(language))}")
    click.echo(f"  {judged}")
    for one in state.history if state else ():
        said = f": {visible(one.reconsidered)}" if one.reconsidered else ""
        was = f", {one.judgement.replace('_', ' ')}" if one.judgement else ""
        click.echo(f"  signed by {one.by} on {one.date}{was}{said}")
    if state and state.moved:
        click.echo("since then changed:")
        for line in change_lines(review.graph, state):
            click.echo(f"  {visible(line)}")
        for what, *wordings in reworded_since(review, state):
            before, after = (visible(text) or "nothing" for text in apart(*wordings))
            click.echo(f"  {visible(what)}: “{before}” became “{after}”")


def _why(state: SignedState | None, reconsidered: str | None) -> str:
    """Return what was reconsidered: asked for where something changed since it was signed."""
    if reconsidered is not None or state is None or not state.moved:
        return (reconsidered or "").strip()
    if not at_terminal():
        raise CannotGoOn(
            "something changed since it was signed, and there is no terminal to ask on",
            "say what was reconsidered: --reconsidered TEXT",
        )
    from evidence.cli.prompts import on_terminal  # noqa: PLC0415 - seldom asked for

    ask = on_terminal()
    while not (said := ask("what was reconsidered? ", ()).strip()):
        click.echo("  say it in a few words; Ctrl-C stops and signs nothing")
    return said
