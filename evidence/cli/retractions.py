"""`evidence retractions`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import review_option
from evidence.language import counted

if TYPE_CHECKING:
    from evidence.exchange.retraction_watch import NoticeOf, NoticeRow
    from evidence.graph import Graph
    from evidence.model import Notice


@click.command(name="retractions")
@click.argument(
    "table", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@review_option
def command(table: Path, folder: Path) -> None:
    """Look up the sources in FILE, the table of Retraction Watch, and say what to write.

    Tells retractions, expressions of concern, corrections and reinstatements
    apart. A source is known by its DOI or PubMed id; a title that is alike is a
    question. Writes nothing: what to put into claims.yaml is printed. Exit
    codes: 0 the review says it all, 1 it does not, or has errors, 2 it could
    not run.
    """
    from evidence.exchange.retraction_watch import By, notice_rows, notices_of  # noqa: PLC0415
    from evidence.files.reading import read_bytes  # noqa: PLC0415 - help needs none of it
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.reporters.visible import visible  # noqa: PLC0415

    rows = notice_rows(table.as_posix(), read_bytes(table))
    graph = load(folder).without_errors().graph
    found = notices_of(rows, graph.sources)
    sure = [one for one in found if one.by is not By.TITLE]
    asked = [one for one in found if one.by is By.TITLE]
    open_ = [one for one in sure if one.notice and _said(graph, one.source) != one.notice]
    for line in (*_known(graph, sure), *_asked(graph, asked), *_to_write(open_)):
        click.echo(visible(line))
    click.echo(
        f"{counted(len(rows), 'row')}, {counted(len(graph.sources), 'source')}:"
        f" {len(sure)} known, {counted(len(asked), 'question')}, {len(open_)} to write"
    )
    if open_ or any(_said(graph, one.source) is None for one in asked):
        raise click.exceptions.Exit(1)


def _said(graph: Graph, source: str) -> Notice | None:
    """Return what the review says of a source already."""
    facts = graph.review.sources.get(source)
    return facts.retracted if facts else None


def _known(graph: Graph, found: Sequence[NoticeOf]) -> Iterator[str]:
    for one in found:
        said = "; ".join(map(_notice, one.rows))
        noted = " (the review says so)" if _said(graph, one.source) == one.notice else ""
        yield f"{one.source}: {said}, by its {one.by}{noted}"
        yield from _title(graph, one)


def _asked(graph: Graph, found: Sequence[NoticeOf]) -> Iterator[str]:
    for one in found:
        said = "; ".join(map(_notice, one.rows))
        yield f"{one.source}: is it this work? {said}"
        yield from _title(graph, one)
        yield from (f"  there: {row.title} ({row.doi or 'no DOI'})" for row in one.rows)


def _title(graph: Graph, one: NoticeOf) -> Iterator[str]:
    claims = len(graph.claims_of.get(one.source, ()))
    yield f"  {graph.sources[one.source].title}; {counted(claims, 'claim')}"


def _notice(row: NoticeRow) -> str:
    if row.notice is None:
        return f"`{row.nature}`, a notice that is not known here"
    parts = (row.notice.nature, row.notice.date, row.notice.doi)
    return " ".join(part for part in parts if part)


def _to_write(found: Sequence[NoticeOf]) -> Iterator[str]:
    if found:
        yield "write under `sources:` in claims.yaml:"
    for one in found:
        notice = one.notice
        assert notice is not None, "what is to be written says something"
        told = [f"nature: {notice.nature}"]
        told += [f"date: {notice.date}"] if notice.date else []
        told += [f'doi: "{notice.doi}"'] if notice.doi else []
        yield f"  {one.source}:"
        yield f"    retracted: {{{', '.join(told)}}}"
