"""`evidence done`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from evidence.cli.options import review_option, tell
from evidence.language import counted


@click.command(name="done")
@review_option
@click.option("--coder", required=True, metavar="INITIALS", help="Who is done coding: an author.")
def command(folder: Path, coder: str) -> None:
    """Say that a coder is done with the claims that they coded, as they stand now.

    Where two code apart from each other (`serve --blind`), each sees what the
    other coded when both are done. Later changes of these claims are named by
    check. Writes to evidence.lock and nothing else; what was recorded before
    stays. Exit codes: 0 recorded, or recorded before and unchanged, 1 the
    review has errors, 2 it could not run.
    """
    from evidence.serving.coding_done import record_done  # noqa: PLC0415 - help needs none of it

    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    made = record_done(folder, coder, date=today, command="done", tell=tell)
    if not made.new:
        click.echo(f"{coder} was done on {made.done.date}, and nothing changed since")
        return
    if made.changes:
        click.echo(f"since {made.since} changed: {made.changes}")
    click.echo(
        f"{coder} is done on {made.done.date}, with {counted(len(made.done.claims), 'claim')}"
    )
