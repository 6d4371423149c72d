"""`evidence schema`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import click

from evidence.cli.options import overwrite_option, review_option, rules


@click.command(name="schema")
@review_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; to the terminal by default.",
)
@overwrite_option
def command(folder: Path, output: Path | None, overwrite: bool) -> None:
    """Write the JSON Schema of the review, with which editors complete and check.

    It knows the ids, facets and languages that the review has now, so it is
    made again when they change, over the earlier one. Exit codes: 0, or 2 if it
    could not run, or another file is there.
    """
    from evidence.files.outputs import write_one  # noqa: PLC0415 - help needs none of it
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.yaml.schema import schema  # noqa: PLC0415

    review = load(folder)
    codes = (rule.code for rule in rules() if rule.severity != "error")
    made = schema(review.graph.review, review.sources, codes)
    text = _text({"$comment": _comment(made), **made}) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_one(output, text.encode(), review.files, "schema", over=overwrite, remade=_is_schema)
        click.echo(output.as_posix())
    if review.errors:
        click.echo("the review has errors: what could not be read is not in the schema", err=True)


def _text(schema: Mapping[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1)


def _comment(schema: Mapping[str, object]) -> str:
    """Return what says of a schema that we wrote it, and that nobody changed it since."""
    digest = hashlib.sha256(_text(schema).encode()).hexdigest()
    return f"written by `evidence schema`, sha256 {digest}"


def _is_schema(data: bytes) -> bool:
    """Return whether a file is a schema as we wrote it."""
    try:
        schema = json.loads(data)
        return bool(schema.pop("$comment") == _comment(schema))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return False
