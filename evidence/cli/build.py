"""`evidence build`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from evidence.cli.options import overwrite_option, review_option, strict_option, tell
from evidence.cli.texts import texts_option, with_a_bar

FORMATS = ("html", "md", "json", "csv", "pandoc", "docx", "pdf", "xlsx", "cff")


class Formats(click.ParamType[tuple[str, ...]]):
    """Several formats in one word, separated by commas."""

    name = "formats"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the formats as a tuple; an unknown one is refused with the list."""
        if isinstance(value, tuple):
            return value
        chosen = tuple(word.strip() for word in str(value).split(",") if word.strip())
        for word in chosen:
            if word not in FORMATS:
                self.fail(f"`{word}` is not one of {', '.join(FORMATS)}", param, ctx)
        return chosen or FORMATS[:4]


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
    "--to",
    "formats",
    type=Formats(),
    default="html,md,json,csv",
    metavar="FORMATS",
    help=f"What to write, separated by commas: {', '.join(FORMATS)}.",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="The review's own templates: code that you trust.",
)
@texts_option
@click.option(
    "--with-passages",
    is_flag=True,
    help="Add the words around each quote, for private reading; needs the texts. Goes to"
    " `build-private`, as `report.private.html`, never to the folder of a build without them.",
)
@click.option(
    "--exclude",
    multiple=True,
    metavar="KEY",
    help="Leave out a source, claim, party or element, or what has a value, as in `coder=ys`;"
    " goes to `build-without`. [repeatable]",
)
@click.option(
    "--since",
    metavar="REV",
    help="Say in the report what changed since a git revision, or another folder.",
)
@overwrite_option
def command(
    folder: Path,
    strict: bool,
    output: Path | None,
    formats: tuple[str, ...],
    templates: Path | None,
    texts: Path | None,
    with_passages: bool,
    exclude: tuple[str, ...],
    since: str | None,
    overwrite: bool,
) -> None:
    """Build the report of the review: HTML, Markdown, JSON and tables.

    Writes all of it or, if the review has errors, nothing. Exit codes: 0
    built, 1 the review has errors, 2 it could not run.
    """
    from evidence.loaded import build_from  # noqa: PLC0415 - help needs none of it
    from evidence.publishing import BuildRequest  # noqa: PLC0415

    before = None
    if since is not None:
        from evidence.history import earlier  # noqa: PLC0415 - seldom asked for

        before = earlier(folder, since)
    asked = BuildRequest(
        output, formats, templates, texts, with_passages, overwrite, exclude, before
    )
    built = build_from(folder, asked, strict=strict, tell=tell, watch=with_a_bar)
    for remark in built.remarks:
        click.echo(remark, err=True)
    if built.kept:
        click.echo("kept as an earlier build left them:", err=True)
        for line in _listed(built.folder, built.kept):
            click.echo(f"  {line}", err=True)
    for line in _listed(built.folder, built.names):
        click.echo(line)


def _listed(goal: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each file of a folder, and one for all that stand in a folder within."""
    within: dict[str, list[str]] = {}
    for name in names:
        above, _, own = name.rpartition("/")
        within.setdefault(above, []).append(own)
    yield from ((goal / name).as_posix() for name in within.pop("", ()))
    yield from (f"{(goal / above).as_posix()}/: {', '.join(n)}" for above, n in within.items())
