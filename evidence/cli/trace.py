"""`evidence trace`."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli.options import given, known_id, review_option, stop_on_errors


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
def command(key: str, folder: Path, way: str | None, format_: str, language: str) -> None:
    """Show how ID is traced: down to passages and sources, up to findings.

    ID is a finding, claim, source, element or question. Exit codes: 0, 1 the
    review has errors, 2 it could not run or nothing bears the ID.
    """
    from evidence import review  # noqa: PLC0415 - help needs none of it
    from evidence.cli.catalogue import words_for  # noqa: PLC0415
    from evidence.pages.trace import tree  # noqa: PLC0415
    from evidence.report import trace as told  # noqa: PLC0415
    from evidence.synthesis import trace  # noqa: PLC0415

    _, input_ = given(folder)
    checked = review.check(input_)
    stop_on_errors(checked, input_)
    name = known_id(checked, key)
    words = words_for(language or checked.graph.review.language)
    down = trace.down(checked.graph, name) if way != "up" else None
    up = trace.up(checked.graph, name) if way != "down" else None
    branches = []
    if down is not None and (down.steps or up is None):
        branches.append(tree(checked.graph, down, words))
    if up is not None and (up.steps or not branches):
        branches.append(tree(checked.graph, up, words, up=True))
    if format_ == "text":
        click.echo("\n".join(told.text(branch) for branch in branches), nl=False)
    else:
        draw = told.as_json if format_ == "json" else told.mermaid
        click.echo(draw(branches), nl=False)
