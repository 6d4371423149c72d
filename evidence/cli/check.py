"""`evidence check`."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli.options import FORMATS, given, report, review_option, strict_option


@click.command(name="check")
@review_option
@strict_option
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", help="How to say it."
)
def command(folder: Path, strict: bool, format_: str) -> None:
    """Check the review and say what is wrong, all of it in one run.

    Changes nothing. Exit codes: 0 no errors, 1 errors, 2 it could not run.
    """
    from evidence import review  # noqa: PLC0415 - help needs none of it

    _, input_ = given(folder)
    checked = review.check(input_, strict=strict)
    click.echo(report(checked, input_, format_), nl=False)
    if checked.errors:
        raise click.exceptions.Exit(1)
