"""`evidence impact`."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli.options import review_option


@click.command(name="impact")
@click.argument("keys", metavar="[ID]...", nargs=-1)
@review_option
@click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="INITIALS",
    help="All that somebody coded. [repeatable]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to say it.",
)
@click.option("--language", default="", metavar="LANG", help="The language of the words.")
@click.pass_context
def command(
    ctx: click.Context,
    keys: tuple[str, ...],
    folder: Path,
    coders: tuple[str, ...],
    format_: str,
    language: str,
) -> None:
    """Say what rests on ID: which findings change without it, and which fall.

    ID is a source, claim, element or party, or FACET=VALUE. Several are left
    out together. Of a finding it says without which sources it falls: the
    smallest sets of up to three. A judgement is people's, and is not made again
    by counting. Exit codes: 0, 1 the review has errors, 2 it could not run or
    nothing bears the ID.
    """
    from evidence.loaded import load  # noqa: PLC0415 - help needs none of it

    asked = (*keys, *(f"coder={coder}" for coder in coders))
    if not asked:
        raise click.UsageError("name what rests on what: an ID, or --coder", ctx)
    told = load(folder).without_errors().impact(*asked, language=language)
    click.echo(told.text() if format_ == "text" else told.json(), nl=False)
