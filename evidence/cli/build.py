"""`evidence build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import given, review_option, stop_on_errors, strict_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence.model import Source
    from evidence.pipeline.building import Tools
    from evidence.views.setting import Cited

FORMATS = ("html", "md", "json", "csv")


@click.command(name="build")
@review_option
@strict_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Where to write; `build` in the review's folder by default.",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="The review's own templates: code that you trust.",
)
def command(folder: Path, strict: bool, output: Path | None, templates: Path | None) -> None:
    """Build the report of the review: HTML, Markdown, JSON and tables.

    Writes all of it or, if the review has errors, nothing. Exit codes: 0
    built, 1 the review has errors, 2 it could not run.
    """
    from evidence import pipeline  # noqa: PLC0415 - help needs none of it
    from evidence.disk.writing import remove_leftovers, write_all  # noqa: PLC0415
    from evidence.pipeline.building import build  # noqa: PLC0415
    from evidence.programs.styles import find_style  # noqa: PLC0415

    files, input_ = given(folder)
    checked = pipeline.check(input_, strict=strict)
    stop_on_errors(checked, input_)
    goal = output if output is not None else folder / "build"
    tools = _tools(templates, find_style(checked.graph.review.style, folder))
    made = build(checked, input_.digest, tools)
    remove_leftovers(goal)
    write_all({goal / name: data for name, data in made.items()}, inputs=files.paths)
    warnings = sum(d.severity == "warning" for d in checked.diagnostics)
    if warnings:
        click.echo(f"{warnings} warnings; `evidence check` shows them", err=True)
    for name in made:
        if name.endswith((".html", ".md", ".json")):
            click.echo((goal / name).as_posix())


def _tools(own: Path | None, style: bytes | None) -> Tools:
    from evidence.cli.words import words_for  # noqa: PLC0415 - help needs none of it
    from evidence.disk.reading import templates  # noqa: PLC0415
    from evidence.pipeline.building import Tools  # noqa: PLC0415
    from evidence.programs import graphviz, pandoc  # noqa: PLC0415
    from evidence.programs.cache import user_cache  # noqa: PLC0415
    from evidence.references import csl_items  # noqa: PLC0415
    from evidence.views.setting import Cited  # noqa: PLC0415

    cache = user_cache()

    def cite(sources: Sequence[Source], language: str) -> dict[str, Cited]:
        items = csl_items(sources)
        written = pandoc.format_references(items, style=style, language=language, cache=cache)
        return {
            key: Cited(entry.short, entry.entry_html, entry.entry_text)
            for key, entry in written.entries.items()
        }

    return Tools(
        words=words_for,
        cite=cite,
        layout=lambda dot: graphviz.layout(dot, cache),
        templates=templates(own),
        own=own is not None,
    )
