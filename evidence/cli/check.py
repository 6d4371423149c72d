"""`evidence check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import FORMATS, in_colour, review_option, strict_option

if TYPE_CHECKING:
    from evidence.loaded import Format


@click.command(name="check")
@review_option
@strict_option
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", help="How to say it."
)
@click.option("--all", "every", is_flag=True, help="List all, also of a kind that there is often.")
def command(folder: Path, strict: bool, format_: Format, every: bool) -> None:
    """Check the review and say what is wrong, all of it in one run.

    More than ten warnings or notes of one kind are told in one line. Changes
    nothing. Exit codes: 0 no errors, 1 errors, 2 it could not run.
    """
    from evidence.loaded import load  # noqa: PLC0415 - help needs none of it

    review = load(folder, strict=strict)
    said = review.check(format_, colour=in_colour(format_), every=every)
    click.echo(said, nl=bool(said))
    if review.errors:
        raise click.exceptions.Exit(1)
