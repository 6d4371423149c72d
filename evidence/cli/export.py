"""`evidence export`."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from evidence.cli.options import overwrite_option, review_option
from evidence.cli.texts import say_where, texts_option, with_a_bar
from evidence.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evidence.exchange.exported import Exported, ToExport
    from evidence.loaded import LoadedReview
    from evidence.texts import FullText


class ExportFormat(NamedTuple):
    """A format of other tools: its file if nothing else is said, what it is, and what makes it.

    Shape: `made_by` is `module:function` below `evidence.exchange`, a function
           from `ToExport` to `Exported`, imported when it is called; `with_files`
           says that it is given the files of the review and of its build, `carries`
           that it has room for full texts.
    """

    file: str
    says: str
    made_by: str
    with_files: bool = False
    carries: bool = False


FORMATS = {
    "bibtex": ExportFormat("references.bib", "the sources as BibTeX", "reference_managers:bibtex"),
    "csl": ExportFormat("references.json", "the sources as CSL JSON", "reference_managers:csl"),
    "codebook": ExportFormat(
        "codebook.qdc", "the framework as a REFI-QDA codebook", "refi_qda:codebook"
    ),
    "refi-qda": ExportFormat(
        "project.qdpx",
        "claims as codings, for NVivo, ATLAS.ti, MAXQDA, QualCoder",
        "refi_qda:project",
        carries=True,
    ),
    "ris": ExportFormat("references.ris", "the sources as RIS", "reference_managers:ris_records"),
    "sheet": ExportFormat("coding-sheet.xlsx", "a sheet to code in", "coding_sheet:coding_sheet"),
    "jsonld": ExportFormat(
        "review.jsonld", "the review as linked data, for archives", "linked_data:jsonld"
    ),
    "ro-crate": ExportFormat(
        "review.crate.zip",
        "the review’s files and report as an RO-Crate",
        "ro_crate:ro_crate",
        True,
    ),
}


class WithFormats(click.Command):
    """A command whose help ends in the list of formats."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each format with what it is and the file that it goes to."""
        del ctx
        with formatter.section("Formats"):
            formatter.write_dl([(name, f"{one.says}: {one.file}") for name, one in FORMATS.items()])


@click.command(name="export", cls=WithFormats)
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@review_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; by default the format's own name in the current folder.",
)
@click.option("--all", "every", is_flag=True, help="Also the sources that the review does not use.")
@click.option("--empty", is_flag=True, help="Of `sheet`: one without claims, for a coder.")
@click.option(
    "--coder", metavar="INITIALS", default="", help="Of `sheet`: who fills in its empty rows."
)
@click.option(
    "--with-texts",
    is_flag=True,
    help="With the full texts, where the format has room for them: for private use.",
)
@texts_option
@overwrite_option
def command(
    format_: str,
    folder: Path,
    output: Path | None,
    every: bool,
    empty: bool,
    coder: str,
    with_texts: bool,
    texts: Path | None,
    overwrite: bool,
) -> None:
    """Write the review, or its sources, into one file for other tools.

    Says what of it the format has no place for. Proposals leave in no export,
    and over a file that is there nothing is written. Exit codes: 0 written, 1
    the review has errors, 2 it could not run, or another file is there.
    """
    from evidence.files.outputs import write_one  # noqa: PLC0415 - help needs none of it
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.reporters.visible import visible  # noqa: PLC0415

    if format_ != "sheet" and (empty or coder):
        raise click.UsageError("--empty and --coder are of the format `sheet`")
    wanted = FORMATS[format_]
    if with_texts and not wanted.carries:
        roomy = ", ".join(name for name, one in FORMATS.items() if one.carries)
        raise click.UsageError(f"{format_} has no room for full texts: {roomy} has")
    review = load(folder).without_errors()
    full = _texts(review, texts) if with_texts else {}
    asked = _to_export(review, every=every, with_files=wanted.with_files)
    made = _maker(wanted)(replace(asked, empty=empty, coder=coder, texts=full))
    path = output or Path(wanted.file)
    write_one(path, made.data, review.files, "export", over=overwrite)
    click.echo(f"{path.as_posix()}: {made.held}")
    for line in made.not_carried:
        click.echo(visible(f"  left out: {line}"))


def _maker(wanted: ExportFormat) -> Callable[[ToExport], Exported]:
    module, _, name = wanted.made_by.partition(":")
    made: Callable[[ToExport], Exported] = getattr(
        import_module(f"evidence.exchange.{module}"), name
    )
    return made


def _texts(review: LoadedReview, texts: Path | None) -> Mapping[str, FullText]:
    from evidence.full_texts import full_texts, texts_folder  # noqa: PLC0415
    from evidence.lock.records import text_key  # noqa: PLC0415

    where = texts_folder(review.folder, texts, review.graph)
    say_where(review.folder, where)
    keys = filter(None, map(text_key, review.graph.claims.values()))
    found, _ = full_texts(where, review.graph, keys, with_a_bar)
    return found


def _to_export(review: LoadedReview, *, every: bool, with_files: bool) -> ToExport:
    from evidence.exchange.exported import ToExport, without_proposals  # noqa: PLC0415
    from evidence.files.outputs import built_files  # noqa: PLC0415

    return ToExport(
        graph=without_proposals(review.graph),
        states=review.checked.states,
        every_source=every,
        digest=review.given.digest,
        version=__version__,
        files=review.files.by_name() if with_files else {},
        report=built_files(review.folder / "build") if with_files else {},
    )
