"""`evidence coverage`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import review_option
from evidence.cli.texts import say_where, texts_option, with_a_bar
from evidence.diagnostics import CannotGoOn
from evidence.language import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence.coverage.paragraphs import TextPart
    from evidence.coverage.places import Covered
    from evidence.graph import Graph
    from evidence.texts import FullText


@click.command(name="coverage")
@click.argument("key", required=False)
@review_option
@texts_option
@click.option("--all", "show_all", is_flag=True, help="List what has a claim too.")
def command(key: str | None, folder: Path, texts: Path | None, show_all: bool) -> None:
    """List which paragraphs of the text of KEY have no claim, and which places where it cites.

    A text that does not tell its paragraphs is told by its pages. Without a
    KEY: the study that the review is of, of which the cited places alone are
    told; in a review of many texts a line for each of them. Exit codes: 0
    everything has a claim, 1 something has none, or nothing was found that
    could have one, 2 it could not run.
    """
    from evidence.full_texts import full_texts, texts_folder  # noqa: PLC0415 - help needs none of it
    from evidence.loaded import load  # noqa: PLC0415

    review = load(folder).without_errors()
    graph = review.graph
    name = review.known_id(key) if key else graph.review.of
    where = texts_folder(folder, texts, graph)
    say_where(folder, where)
    wanted = [name] if name else sorted(graph.sources)
    found, _ = full_texts(where, graph, wanted, with_a_bar)
    if not found and name:
        help_ = f"put it there as `{name}.pdf`, or name its folder, as in --texts ~/Zotero/storage"
        raise CannotGoOn(f"no text of `{name}` is in {where.as_posix()}", help_)
    if not found:
        raise CannotGoOn(f"no text of the review's sources is in {where.as_posix()}")
    if name and found[name].unreadable:
        raise CannotGoOn(f"{found[name].file}: {found[name].unreadable}")
    bare = [
        _told(full, one, graph, listed=bool(name), show_all=show_all) for one, full in found.items()
    ]
    if any(bare):
        raise click.exceptions.Exit(1)


def _told(full: FullText, key: str, graph: Graph, *, listed: bool, show_all: bool) -> bool:
    """Print what of one text has no claim; return whether anything has none."""
    from evidence.coverage.paragraphs import parts  # noqa: PLC0415 - help needs none of it
    from evidence.coverage.places import coverage, uncovered  # noqa: PLC0415
    from evidence.full_texts import looking_up  # noqa: PLC0415
    from evidence.reporters.visible import visible  # noqa: PLC0415

    claims = tuple(graph.claims.values())
    own = graph.review.of == key
    with looking_up():
        places = coverage(full, key, claims, tuple(graph.sources.values()))
        read = () if own else parts(full, key, claims)
    bare = uncovered(full, places)
    if listed:
        _list_parts(full, read, show_all=show_all)
        for diagnostic in bare:
            click.echo(f"{diagnostic.place or full.file}: {visible(diagnostic.message)}")
        if show_all:
            _list_places(full, places)
    if listed and not places:
        click.echo(
            f"no place was found where {full.file} cites something: "
            "that says nothing about what is covered"
        )
        if own:
            return True
    said = [] if own else [_parts_counted(read, full)]
    said.append(_counted(len(places), len(bare), "cited place"))
    prefix = "" if listed else f"{key}: "
    click.echo(f"{prefix}{'; '.join(said)}")
    return bool(bare) or any(not part.claims for part in read) or not (read or places)


def _list_parts(full: FullText, read: Sequence[TextPart], *, show_all: bool) -> None:
    from evidence.reporters.visible import visible  # noqa: PLC0415 - help needs none of it

    for part in read:
        if part.claims and not show_all:
            continue
        line = full.text.count("\n", 0, part.start) + 1
        where = f"{full.file}:{line}" if full.kind == "txt" else full.file
        section = f" (in {part.section})" if part.section else ""
        said = ", ".join(part.claims) or "no claim"
        click.echo(visible(f"{where}: {part.name}{section}: {said}: {part.words}"))


def _list_places(full: FullText, places: Sequence[Covered]) -> None:
    from evidence.reporters.visible import visible  # noqa: PLC0415 - help needs none of it

    for covered in places:
        line = full.text.count("\n", 0, covered.place.start) + 1
        said = ", ".join(covered.claims) or "no claim"
        click.echo(f"{full.file}:{line}: {visible(covered.place.printed)}: {said}")


def _parts_counted(read: Sequence[TextPart], full: FullText) -> str:
    if full.unreadable:
        return f"cannot be read ({full.unreadable})"
    if not read:
        return "it tells neither paragraphs nor pages"
    noun = read[0].name.partition(" ")[0]
    return _counted(len(read), sum(not part.claims for part in read), noun)


def _counted(number: int, bare: int, noun: str) -> str:
    if not number:
        return f"no {noun} was found"
    return f"{counted(number, noun)}, {bare or 'none'} without a claim"
