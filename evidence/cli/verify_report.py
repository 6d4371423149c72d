"""`evidence verify-report`."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli.options import review_option
from evidence.cli.texts import texts_option, with_a_bar


@click.command(name="verify-report")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@review_option
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="The review's own templates, if the report was built with them.",
)
@texts_option
def command(file: Path, folder: Path, templates: Path | None, texts: Path | None) -> None:
    """Check that FILE, a report in HTML, is what this review gives, byte by byte.

    Builds it again in memory and writes nothing. Exit codes: 0 it is, 1 it is
    not, or the review has errors, 2 it could not run.
    """
    from evidence.loaded import compare_report  # noqa: PLC0415 - help needs none of it
    from evidence.publishing import BuildRequest  # noqa: PLC0415

    asked = BuildRequest(templates=templates, texts=texts)
    found = compare_report(file, folder, asked, watch=with_a_bar)
    click.echo(found.line)
    if not found.same:
        raise click.exceptions.Exit(1)
