"""`evidence coverage`."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli.options import review_option
from evidence.cli.texts import texts_option, with_a_bar
from evidence.diagnostics import CannotGoOn
from evidence.language import counted


@click.command(name="coverage")
@click.argument("key", required=False)
@review_option
@texts_option
@click.option("--all", "show_all", is_flag=True, help="List the places that have a claim too.")
def command(key: str | None, folder: Path, texts: Path | None, show_all: bool) -> None:
    """List where the text of KEY cites something, and which places have no claim.

    Without a KEY, the study that the review is of. Exit codes: 0 every place
    has a claim, 1 some have none, or no place was found, 2 it could not run.
    """
    from evidence.coverage.places import coverage, uncovered  # noqa: PLC0415 - help needs none of it
    from evidence.full_texts import full_texts, looking_up, texts_folder  # noqa: PLC0415
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.reporters.visible import visible  # noqa: PLC0415

    review = load(folder).without_errors()
    graph = review.graph
    name = review.known_id(key) if key else graph.review.of
    if not name:
        raise CannotGoOn("no text was named", "name a source: `evidence coverage KEY`")
    found, _ = full_texts(texts_folder(folder, texts, graph), graph, [name], with_a_bar)
    if name not in found:
        raise CannotGoOn(f"the text of `{name}` is not there", "see `evidence verify --help`")
    full = found[name]
    if full.unreadable:
        raise CannotGoOn(f"{full.file}: {full.unreadable}")
    with looking_up():
        places = coverage(full, name, graph.claims.values(), tuple(graph.sources.values()))
    bare = uncovered(full, places)
    for diagnostic in bare:
        click.echo(f"{diagnostic.place}: {visible(diagnostic.message)}")
    if show_all:
        for covered in places:
            line = full.text.count("\n", 0, covered.place.start) + 1
            said = ", ".join(covered.claims) or "no claim"
            click.echo(f"{full.file}:{line}: {visible(covered.place.printed)}: {said}")
    if not places:
        click.echo(
            f"no place was found where {full.file} cites something: "
            "that says nothing about what is covered"
        )
        raise click.exceptions.Exit(1)
    click.echo(f"{counted(len(places), 'cited place')}, {len(bare) or 'none'} without a claim")
    if bare:
        raise click.exceptions.Exit(1)
