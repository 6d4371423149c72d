"""`evidence list`."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli.options import review_option

KINDS = ["findings", "claims", "sources", "elements", "questions", "proposals", "parties"]


@click.command(name="list")
@click.argument("kind", type=click.Choice(KINDS), required=False, metavar="[KIND]")
@review_option
def command(kind: str | None, folder: Path) -> None:
    """List what the review holds: ids with their words, a line each.

    KIND is findings, claims, sources, elements, questions, proposals or
    parties; without it they are counted. Exit codes: 0, 1 the review has
    errors, 2 it could not run.
    """
    from evidence.loaded import load  # noqa: PLC0415 - help needs none of it
    from evidence.pages.lists import counts, rows  # noqa: PLC0415

    graph = load(folder).without_errors().graph
    if kind is None:
        for name, number in counts(graph):
            click.echo(f"{number:>6}  {name}")
        return
    listed = rows(graph, kind)
    width = max((len(key) for key, _, _ in listed), default=0)
    for key, fact, text in listed:
        click.echo("  ".join(part for part in (f"{key:<{width}}", fact, text) if part))
