"""`evidence schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from evidence.cli.options import given, review_option, rules


@click.command(name="schema")
@review_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; to the terminal by default.",
)
def command(folder: Path, output: Path | None) -> None:
    """Write the JSON Schema of the review, with which editors complete and check.

    It knows the ids, facets and languages that the review has now, so it is
    made again when they change. Exit codes: 0, or 2 if it could not run.
    """
    from evidence import review as reviews  # noqa: PLC0415 - help needs none of it
    from evidence.files.writing import write_all  # noqa: PLC0415
    from evidence.yaml.schema import schema  # noqa: PLC0415

    files, input_ = given(folder)
    checked = reviews.check(input_)
    codes = (rule.code for rule in rules() if rule.severity != "error")
    made = schema(checked.graph.review, tuple(checked.graph.sources.values()), codes)
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_all({output: text.encode()}, inputs=files.paths)
        click.echo(output.as_posix())
    if checked.errors:
        click.echo("the review has errors: what could not be read is not in the schema", err=True)
