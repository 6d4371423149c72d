"""`evidence diff`."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli.options import review_option


@click.command(name="diff")
@click.argument("before", metavar="REV")
@click.argument("after", metavar="[REV]", required=False)
@review_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to say it; markdown for a pull request.",
)
@click.option("--language", default="", metavar="LANG", help="The language of the words.")
def command(before: str, after: str | None, folder: Path, format_: str, language: str) -> None:
    """Say what changed of the findings since REV, and through what.

    REV is a git revision (a commit, a tag, a branch) or a folder with a review.
    Without a second one, what stands in the files now is compared. Nothing is
    called stronger or weaker: more works are not more confidence. Exit codes: 0,
    2 it could not run.
    """
    from evidence.history import changed_between, given_at  # noqa: PLC0415 - not for help
    from evidence.loaded import given_in  # noqa: PLC0415
    from evidence.reporters.visible import visible  # noqa: PLC0415

    old = given_at(folder, before)
    new = given_in(folder) if after is None else given_at(folder, after)
    since = f"{before} → {after or 'now'}"
    found = changed_between(old, new, since, language)
    if format_ == "text":
        click.echo("\n".join(map(visible, found.text().splitlines())))
    else:
        click.echo(found.markdown() if format_ == "markdown" else found.json(), nl=False)
