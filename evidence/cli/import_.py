"""`evidence import`."""

from __future__ import annotations

import datetime as dt
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from evidence.cli.options import listing, review_option, tell
from evidence.diagnostics import CannotGoOn
from evidence.language import counted

if TYPE_CHECKING:
    from evidence.imports.mapping import ImportMapping
    from evidence.imports.plan import ImportRequest, Plan
    from evidence.loaded import LoadedReview
    from evidence.origins import Origin

ZOTERO = "zotero"  # in place of a file: the library that Zotero has open on this machine
MAPPINGS = "imports"  # the folder of the review with what becomes of each file


@click.command(name="import")
@click.argument("words", metavar="[KIND] FILE", nargs=-1, required=True)
@review_option
@click.option("--dry-run", is_flag=True, help="Say what it would do; write nothing.")
@click.option("--as", "called", metavar="NAME", help="What the file was called at the last import.")
@click.option("--source", metavar="KEY", help="The source, where the file names none.")
@click.option("--accept", is_flag=True, help="Take at once what people coded; needs --by.")
@click.option("--by", metavar="INITIALS", help="Who accepts: an author of the review.")
@click.option("--machine", metavar="INITIALS", help="The machine of the review that extracted it.")
@click.option("--again", is_flag=True, help="Bring back what was deleted here since.")
@click.option("--merge", is_flag=True, help="Of references: fill in what entries here lack.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the loss report with every name, as Markdown.",
)
def command(
    words: tuple[str, ...],
    folder: Path,
    dry_run: bool,
    called: str | None,
    source: str | None,
    accept: bool,
    by: str | None,
    machine: str | None,
    again: bool,
    merge: bool,
    report: Path | None,
) -> None:
    """Bring what others coded, in FILE, into the review as proposals.

    A proposal is checked like a claim and counts for nothing until somebody
    accepts it. Try it with --dry-run first. Claims go into a file of their own,
    claims/import-NAME.yaml; what becomes of texts and codes stands in
    imports/NAME.yaml, to be edited. Run again, it brings only what is new. FILE
    may be `zotero`: the annotations of the library that Zotero has open.
    References (RIS, .nbib, .enw, Web of Science, CSL JSON, BibTeX, and a table
    of a database if it is called `database-csv`) become entries of sources.bib.
    Exit codes: 0 done, 1 the review has errors, or would, 2 it could not run.
    """
    from evidence.cli.import_references import import_references, references_in  # noqa: PLC0415
    from evidence.files.editing import editing  # noqa: PLC0415 - help needs none of it
    from evidence.files.file_names import LOCK  # noqa: PLC0415
    from evidence.files.holding import hold  # noqa: PLC0415
    from evidence.imports.plan import ImportRequest  # noqa: PLC0415

    kind, path = _asked(words)
    _is_free(report, dry=dry_run)
    if format_ := references_in(path, kind):
        if any((called, source, accept, by, machine, again)):
            wrong = "--as, --source, --accept, --by, --machine and --again are for claims"
            raise click.UsageError(f"{path}: these are references; {wrong}")
        with editing(folder, "import", tell):
            import_references(folder, path, format_, merge=merge, dry=dry_run, report=report)
        return
    if merge:
        raise click.UsageError("--merge is for references; nothing is merged of claims")
    name = called or path.name
    asked = ImportRequest(
        name=name,
        on=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        source=source or "",
        accept=_who_accepts(accept=accept, by=by),
        machine=machine or "",
        again=again,
    )
    with editing(folder, "import", tell), hold(folder / LOCK, "import", tell):
        _import(folder, path, kind, asked, dry=dry_run, report=report)


def _is_free(report: Path | None, *, dry: bool) -> None:
    """Raise CannotGoOn where a loss report would be written over something."""
    if report is not None and not dry and report.exists():
        raise CannotGoOn(f"{report}: this file is there already", "name another, or remove it")


def _step(what: str) -> None:
    """Say on a terminal what is being done: a large file takes a while."""
    if sys.stderr.isatty():
        tell(what)


def _asked(words: tuple[str, ...]) -> tuple[str, Path]:
    """Return the kind that is named, "" if none, and the file."""
    from evidence.imports.readers import READERS  # noqa: PLC0415 - help needs none of it

    if len(words) == 1:
        kind = ZOTERO if words[0] == ZOTERO and not Path(ZOTERO).exists() else ""
        return kind, Path(words[0])
    if len(words) == 2:
        return words[0], Path(words[1])
    known = ", ".join(sorted(READERS))
    raise click.UsageError(f"name one file, and before it its kind if need be: {known}")


def _who_accepts(*, accept: bool, by: str | None) -> str:
    if accept and not by:
        raise click.UsageError("--accept needs --by: who takes these claims")
    if by and not accept:
        raise click.UsageError("--by goes with --accept; without it all are proposals")
    return by or ""


def _import(
    folder: Path, path: Path, kind: str, asked: ImportRequest, *, dry: bool, report: Path | None
) -> None:
    from evidence.files.editing import replace  # noqa: PLC0415 - help needs none of it
    from evidence.files.file_names import SPLIT  # noqa: PLC0415
    from evidence.files.reading import shown  # noqa: PLC0415
    from evidence.imports import loss_report  # noqa: PLC0415
    from evidence.imports.changed_files import written  # noqa: PLC0415
    from evidence.imports.deciding import author  # noqa: PLC0415
    from evidence.imports.machines import machine_of  # noqa: PLC0415
    from evidence.imports.mapping import mapping_text  # noqa: PLC0415
    from evidence.imports.planning import plan  # noqa: PLC0415
    from evidence.imports.written import written_claims  # noqa: PLC0415
    from evidence.loaded import load  # noqa: PLC0415

    _step("reading the review")
    review = load(folder).without_errors()
    if asked.accept:
        author(review.checked, asked.accept)
    stem = _stem(asked.name)
    mapping_path = folder / MAPPINGS / f"{stem}.yaml"
    _step(f"reading {asked.name}")
    mapping, origin, proposed = _read(path, kind, asked.name, mapping_path)
    asked = machine_of(origin, review.graph, asked)
    nodes = written_claims(review.given.claims) if origin.segments else {}
    made = plan(origin, mapping, review.graph, review.checked.lock, asked, nodes)
    file = shown(folder / SPLIT / f"import-{stem}.yaml")
    _step(f"checking the review with {counted(len(made.taken), 'proposal')}")
    result = written(review.given, review.checked, made, file)
    made = result.made
    for line in loss_report.lines(made):
        click.echo(line)
    if result.wrong:
        click.echo(listing(result.wrong, result.lines), err=True, nl=False)
        click.echo("nothing was written", err=True)
        raise click.exceptions.Exit(1)
    if dry:
        click.echo(loss_report.summary(made, result.changes, dry=True))
        if proposed:
            click.echo(f"\n{shown(mapping_path)} would say:\n")
            click.echo(mapping_text(made.mapping), nl=False)
        return
    if report is not None:
        replace(report, b"", loss_report.as_markdown(made, result.changes).encode())
    _keep_texts(folder, review, made)
    for changed, (before, after) in result.changes.items():
        replace(Path(changed), before, after, through_links=True)
    if proposed:
        replace(mapping_path, b"", mapping_text(made.mapping).encode())
        click.echo(f"what became of its texts and codes: {shown(mapping_path)}")
    click.echo(loss_report.summary(made, result.changes, dry=False))


def _read(
    path: Path, kind: str, name: str, mapping_path: Path
) -> tuple[ImportMapping, Origin, bool]:
    """Return the mapping, what the file holds, and whether the mapping is new."""
    from evidence.files.reading import read_bytes, shown, why  # noqa: PLC0415
    from evidence.imports.mapping import ImportMapping, read_mapping  # noqa: PLC0415
    from evidence.imports.readers import kind_of, proposed_settings, reader_of  # noqa: PLC0415

    known = mapping_path.exists()
    mapping = (
        read_mapping(shown(mapping_path), read_bytes(mapping_path)) if known else ImportMapping()
    )
    try:
        file: BinaryIO
        with _opened(path) as file:
            kind = kind or mapping.kind or kind_of(name, file)
            reader = reader_of(kind)
            if not known:
                mapping = ImportMapping(settings=proposed_settings(kind, name, file))
            file.seek(0)
            return mapping, reader.read(name, file, mapping.settings), not known
    except OSError as error:
        raise CannotGoOn(f"{shown(path)}: {why(error)}") from None


def _opened(path: Path) -> BinaryIO:
    """Return the file, or what Zotero answers where its library itself is asked for."""
    if str(path) != ZOTERO or path.exists():
        return path.open("rb")
    from evidence.programs.zotero import ask_zotero  # noqa: PLC0415 - seldom asked for

    return BytesIO(ask_zotero())


def _keep_texts(folder: Path, review: LoadedReview, made: Plan) -> None:
    """Put the texts that the file carries where the review keeps its texts, if it says where."""
    from evidence.files.editing import replace  # noqa: PLC0415 - help needs none of it
    from evidence.full_texts import texts_folder  # noqa: PLC0415

    if not made.texts:
        return
    held = counted(len(made.texts), "text")
    if not review.graph.review.texts:
        click.echo(f"the file carries {held}: name a folder under `review: texts` to keep them")
        return
    where = texts_folder(folder, None, review.graph)
    kept = 0
    for key, text in made.texts.items():
        goal = where / f"{key}.txt"
        if not any(where.glob(f"{key}.*")):
            # a text whose paragraphs are lines: `verify` parts paragraphs at blank lines
            apart = text if "\n\n" in text else text.replace("\n", "\n\n")
            replace(goal, b"", apart.encode("utf-8", "surrogatepass"))
            kept += 1
    if kept:
        click.echo(
            f"{counted(kept, 'text')} of the file now in {where}; `evidence verify` reads them"
        )


def _stem(name: str) -> str:
    """Return what the files of an import are called, made of the name of what is imported."""
    stem = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")
    return stem or "file"
