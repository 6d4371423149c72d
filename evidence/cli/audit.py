"""`evidence audit`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import (
    listing,
    overwrite_option,
    review_option,
    tell,
)
from evidence.diagnostics import CannotGoOn
from evidence.language import counted

if TYPE_CHECKING:
    from evidence.audit.sample import Audited, Draw
    from evidence.audit.verdicts import SheetRow
    from evidence.review import Checked


def _sheet(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Return the name of a sheet, if it is one of those that can be written."""
    if value is not None and value.suffix not in {".csv", ".html"}:
        raise click.BadParameter("a sheet is a .csv or .html file", ctx, param)
    return value


@click.command(name="audit")
@review_option
@click.option("--size", type=click.IntRange(min=1), help="Draw so many claims.")
@click.option("--seed", default=None, help="What the draw depends on; anyone can draw it again.")
@click.option("--weighted", is_flag=True, help="Draw a claim the likelier the more rests on it.")
@click.option("--redraw", is_flag=True, help="Draw anew where a sample was drawn already.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_sheet,
    metavar="FILE",
    help="Write the sample beside its passages: .csv to fill, .html to print.",
)
@overwrite_option
@click.option(
    "--record",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Record the judgements of a filled .csv sheet.",
)
def command(
    folder: Path,
    size: int | None,
    seed: str | None,
    weighted: bool,
    redraw: bool,
    sheet: Path | None,
    overwrite: bool,
    record: Path | None,
) -> None:
    """Draw a sample of claims to judge beside their passages; report the error rate.

    The draw and the judgements (faithful, overstated, wrong_passage,
    not_in_source) are kept in audit.jsonl. Without options it reports. Exit
    codes: 0, 1 the review or a sheet has errors, 2 it could not run.
    """
    from evidence.audit import verdicts  # noqa: PLC0415 - help needs none of it
    from evidence.files.editing import replace  # noqa: PLC0415
    from evidence.files.file_names import AUDIT  # noqa: PLC0415
    from evidence.files.holding import hold  # noqa: PLC0415
    from evidence.files.outputs import write_one  # noqa: PLC0415
    from evidence.files.reading import read_bytes  # noqa: PLC0415
    from evidence.language import Catalogue  # noqa: PLC0415
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.pages.audit import audit_lines  # noqa: PLC0415

    writes = size is not None or record is not None
    with hold(folder / AUDIT, "audit", tell) if writes else nullcontext():
        review = load(folder).without_errors()
        checked = review.checked
        if _is_share_alone(checked, asked=writes or sheet is not None):
            _tell_share(checked, checked.audit.verdicts)
            return
        how = _draw(checked, size, seed, weighted=weighted, redraw=redraw)
        new: tuple[Audited, ...] = ()
        if record is not None:
            new, wrong = verdicts.read_sheet(record.as_posix(), read_bytes(record))
            if wrong:
                click.echo(listing(wrong, review.lines_of(wrong)), err=True, nl=False)
                raise click.exceptions.Exit(1)
        if sheet is not None:
            rows = _rows(checked, how)
            made = (
                verdicts.sheet_html(rows, f"Audit, seed {how.seed}")
                if sheet.suffix == ".html"
                else verdicts.sheet_csv(rows)
            )
            write_one(sheet, made.encode(), review.files, "audit", over=overwrite)
        before = checked.audit.verdicts
        judged = tuple(dict.fromkeys((*before, *new)))
        audit = verdicts.Auditing(how, judged, checked.audit.others, checked.audit.share)
        if audit != checked.audit:
            replace(folder / AUDIT, review.given.audit[1], verdicts.write_audit(audit).encode())
    if record is not None:
        again = len(new) + len(before) - len(judged)
        known = f" ({again} stood there already)" if again else ""
        click.echo(f"{counted(len(new) - again, 'judgement')} recorded in {AUDIT}{known}")
    if sheet is not None:
        click.echo(sheet.as_posix())
    for line in audit_lines(checked.graph, how, judged, Catalogue()):
        click.echo(line)
    _tell_share(checked, judged)


def _is_share_alone(checked: Checked, *, asked: bool) -> bool:
    """Return whether there is a second person's share to tell of, and no sample."""
    return not asked and checked.audit.draw is None and checked.audit.share is not None


def _tell_share(checked: Checked, judged: Sequence[Audited]) -> None:
    """Say what a second person found of the share that was drawn for them, if one was."""
    from evidence.language import Catalogue  # noqa: PLC0415
    from evidence.pages.audit import share_lines  # noqa: PLC0415 - help needs none of it

    if checked.audit.share is not None:
        for line in share_lines(checked.graph, checked.audit.share, judged, Catalogue()):
            click.echo(line)


def _draw(
    checked: Checked, size: int | None, seed: str | None, *, weighted: bool, redraw: bool
) -> Draw:
    """Return how the sample is drawn: as was asked now, else as it was drawn before.

    Raises: CannotGoOn if neither, or both and they differ.
    """
    from evidence.audit.sample import Draw  # noqa: PLC0415 - help needs none of it

    drawn = checked.audit.draw
    if size is None:
        if drawn is None:
            raise CannotGoOn("no sample has been drawn", "draw one with --size N --seed WORD")
        return drawn
    if seed is None:
        raise CannotGoOn("a draw needs a seed", "add --seed, any word or number will do")
    asked = Draw(seed, size, len(checked.graph.claims), weighted)
    if drawn is not None and drawn != asked and not redraw:
        raise CannotGoOn(
            f"a sample was drawn already: {drawn.size} of"
            f" {counted(drawn.population, 'claim')}, with seed {drawn.seed}; nothing was written",
            "leave out --size to go on with it, or add --redraw; judgements are kept",
        )
    return asked


def _rows(checked: Checked, how: Draw) -> Sequence[SheetRow]:
    """Return the rows of a sheet: the claims drawn, in the order of drawing."""
    from evidence.audit.sample import claim_words  # noqa: PLC0415
    from evidence.audit.verdicts import SheetRow  # noqa: PLC0415
    from evidence.pages.audit import drawn_claims  # noqa: PLC0415 - help needs none of it
    from evidence.pages.citations import plain_label  # noqa: PLC0415

    graph = checked.graph
    rows = []
    for claim in (graph.claims[key] for key in drawn_claims(graph, how)):
        state = checked.states.get((claim.id, 0))
        labels = (plain_label(graph.sources[k]) if k in graph.sources else k for k in claim.sources)
        at = ", ".join(f"{term} {value}" for term, value in claim.passage.at.terms)
        spoken = claim.statement.spoken(graph.review.language, graph.review.language)
        rows.append(
            SheetRow(
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
