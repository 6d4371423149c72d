"""What `evidence import` does with a file of references: entries of `sources.bib`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import listing

if TYPE_CHECKING:
    from evidence.diagnostics import Diagnostic


def references_in(path: Path, kind: str) -> str:
    """Return which format of references a file is, "" if it is none, or claims are asked for.

    Shape: `kind` is what was asked for, "" where it is to be told. A table may
           hold claims: it is one of references only if that is said.
    """
    from evidence.imports.references import SURE  # noqa: PLC0415 - help needs none of it
    from evidence.origins.references import KINDS, kind_of  # noqa: PLC0415

    if kind or not path.is_file():
        return kind if kind in KINDS else ""
    with path.open("rb") as file:
        told = kind_of(path.name, file.read(65_536))  # as much as tells one format from another
    return told if told in SURE else ""


def import_references(
    folder: Path, path: Path, kind: str, *, merge: bool, dry: bool, report: Path | None
) -> None:
    """Add the references of a file to the library, and say what became of each record."""
    from evidence.diagnostics import Severity  # noqa: PLC0415 - help needs none of it
    from evidence.files.editing import replace  # noqa: PLC0415
    from evidence.files.reading import read_bytes  # noqa: PLC0415
    from evidence.imports.reference_report import reference_lines  # noqa: PLC0415
    from evidence.imports.references import merged  # noqa: PLC0415
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.origins.references import references  # noqa: PLC0415
    from evidence.reporters.visible import visible  # noqa: PLC0415
    from evidence.review import check  # noqa: PLC0415

    review = load(folder).without_errors()
    found = references(path.name, read_bytes(path), kind)
    name, before = review.given.sources
    made = merged(name, before, found.entries, merge=merge, reserved=review.graph.ids())
    for line in reference_lines(found, made, merge=merge):
        click.echo(visible(line))
    after = review.given.with_sources(made.data)
    wrong = [d for d in check(after).diagnostics if d.severity is Severity.ERROR]
    if wrong:
        _refuse(wrong, after.lines({d.place.file for d in wrong if d.place}))
    if report is not None and not dry:
        told = reference_lines(found, made, merge=merge, all_names=True)
        replace(report, b"", "".join(f"- {line.strip()}\n" for line in told).encode())
    if made.data == before:
        click.echo("nothing new to write")
        return
    if not dry:
        replace(Path(name), before, made.data, through_links=True)
    click.echo(f"{'would write' if dry else 'wrote'} {name}")


def _refuse(wrong: list[Diagnostic], lines: dict[str, tuple[str, ...]]) -> None:
    click.echo(listing(wrong, lines), err=True, nl=False)
    click.echo("nothing was written", err=True)
    raise click.exceptions.Exit(1)
