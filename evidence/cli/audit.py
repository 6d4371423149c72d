"""`evidence audit`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import counted, given, listing, review_option, stop_on_errors
from evidence.diagnostics import CannotGoOn

if TYPE_CHECKING:
    from evidence.audit.sample import Draw
    from evidence.audit.verdicts import Row
    from evidence.review import Checked


@click.command(name="audit")
@review_option
@click.option("--size", type=click.IntRange(min=1), help="Draw so many claims.")
@click.option("--seed", default=None, help="What the draw depends on; anyone can draw it again.")
@click.option("--weighted", is_flag=True, help="Draw a claim the likelier the more rests on it.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the sample beside its passages: .csv to fill, .html to print.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Record the verdicts of a filled .csv sheet.",
)
def command(
    folder: Path,
    size: int | None,
    seed: str | None,
    weighted: bool,
    sheet: Path | None,
    record: Path | None,
) -> None:
    """Draw a sample of claims to judge beside their passages; report the error rate.

    The draw and the verdicts (faithful, overstated, wrong_passage,
    not_in_source) are kept in audit.jsonl. Without options it reports. Exit
    codes: 0, 1 the review or a sheet has errors, 2 it could not run.
    """
    from evidence import review  # noqa: PLC0415 - help needs none of it
    from evidence.audit import verdicts  # noqa: PLC0415
    from evidence.audit.sample import Draw  # noqa: PLC0415
    from evidence.files.reading import AUDIT, read_bytes  # noqa: PLC0415
    from evidence.files.writing import write_all  # noqa: PLC0415
    from evidence.language import Words  # noqa: PLC0415
    from evidence.pages.audit import audit_lines  # noqa: PLC0415

    _, input_ = given(folder)
    checked = review.check(input_)
    stop_on_errors(checked, input_)
    how, judged = checked.audit.draw, checked.audit.verdicts
    if size is not None:
        if seed is None:
            raise CannotGoOn("a draw needs a seed", "add --seed, any word or number will do")
        how = Draw(seed, size, len(checked.graph.claims), weighted)
        write_all({folder / AUDIT: verdicts.write_audit(how, judged).encode()})
    if how is None:
        raise CannotGoOn("no sample has been drawn", "draw one with --size N --seed WORD")
    if record is not None:
        new, wrong = verdicts.read_sheet(record.as_posix(), read_bytes(record))
        if wrong:
            click.echo(listing(wrong, input_), err=True, nl=False)
            raise click.exceptions.Exit(1)
        judged = tuple(dict.fromkeys((*judged, *new)))
        write_all({folder / AUDIT: verdicts.write_audit(how, judged).encode()})
        click.echo(f"{counted(len(new), 'verdict')} recorded in {AUDIT}")
    if sheet is not None:
        rows = _rows(checked, how)
        made = (
            verdicts.sheet_html(rows, f"Audit, seed {how.seed}")
            if sheet.suffix == ".html"
            else verdicts.sheet_csv(rows)
        )
        write_all({sheet: made.encode()})
        click.echo(sheet.as_posix())
    for line in audit_lines(checked.graph, how, judged, Words()):
        click.echo(line)


def _rows(checked: Checked, how: Draw) -> Sequence[Row]:
    """Return the rows of a sheet: the claims drawn, in the order of drawing."""
    from evidence.audit.sample import claim_words  # noqa: PLC0415
    from evidence.audit.verdicts import Row  # noqa: PLC0415
    from evidence.pages.audit import drawn_claims  # noqa: PLC0415 - help needs none of it
    from evidence.pages.sources import plain_label  # noqa: PLC0415

    graph = checked.graph
    rows = []
    for claim in (graph.claims[key] for key in drawn_claims(graph, how)):
        state = checked.states.get((claim.id, 0))
        labels = (plain_label(graph.sources[k]) if k in graph.sources else k for k in claim.sources)
        at = ", ".join(f"{term} {value}" for term, value in claim.passage.at.terms)
        spoken = claim.statement.spoken(graph.review.language, graph.review.language)
        rows.append(
            Row(
                claim=claim.id,
                source="; ".join(labels),
                statement=spoken.text,
                quote=claim.passage.quote,
                at=at,
                file=state.file if state else "",
                words=claim_words(claim),
            )
        )
    return rows
