"""`evidence trace`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from evidence.cli.options import review_option


@click.command(name="trace")
@click.argument("key", metavar="ID")
@review_option
@click.option("--up", "way", flag_value="up", help="Only what rests on it.")
@click.option("--down", "way", flag_value="down", help="Only what it rests on.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "mermaid"]),
    default="text",
    help="How to say it.",
)
@click.option("--language", default="", metavar="LANG", help="The language of the words.")
def command(
    key: str, folder: Path, way: Literal["up", "down"] | None, format_: str, language: str
) -> None:
    """Show how ID is traced: down to passages and sources, up to findings.

    ID is a finding, claim, proposal, source, element, question or party. Exit
    codes: 0, 1 the review has errors, 2 it could not run or nothing bears the ID.
    """
    from evidence.loaded import load  # noqa: PLC0415 - help needs none of it

    trace = load(folder).without_errors().trace(key, way, language)
    said = {"text": trace.text, "json": trace.json, "mermaid": trace.mermaid}
    click.echo(said[format_](), nl=False)
