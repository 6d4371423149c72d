"""`evidence merge`."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.diagnostics import CannotGoOn

# Where the command is not there, or fails, git would keep one side and call it a conflict without
# marks: lines are merged then.
DRIVER = (
    'evidence merge %O %A %B %P; code=$?; if [ $code -eq 0 ] || grep -q "^<<<<<<< " %A;'
    " then exit $code; else git merge-file -L ours -L base -L theirs %A %O %B; fi"
)


@click.command(name="merge")
@click.argument("files", metavar="[BASE OURS THEIRS [PATH]]", nargs=-1)
@click.option(
    "--install", is_flag=True, help="Let git merge the files of a review so in this clone."
)
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], *, install: bool) -> None:
    """Merge two changes of a file of the review, item by item; git calls it.

    Claims, findings, elements, what is said of sources and the entries of
    sources.bib are items: each is taken from the side that changed it, and a
    conflict is only where both changed the same one. The result is written to
    OURS. Run it with --install once in each clone; .gitattributes says for which
    files. Exit codes: 0 merged, 1 conflicts, 2 it could not run.
    """
    if install:
        _install()
        return
    if len(files) not in {3, 4}:
        raise click.UsageError("name BASE, OURS and THEIRS, or --install", ctx)
    base, ours, theirs = map(Path, files[:3])
    name = files[3] if len(files) > 3 else files[1]
    conflicts = _merge(base, ours, theirs, name)
    if conflicts:
        click.echo(f"{name}: both changed {', '.join(conflicts)}", err=True)
        raise click.exceptions.Exit(1)


def _install() -> None:
    from evidence.programs.git import configure  # noqa: PLC0415 - help needs none of it

    named = {
        "merge.evidence.name": "claims and findings, item by item",
        "merge.evidence.driver": DRIVER,
    }
    if not all(configure(Path(), key, value) for key, value in named.items()):
        raise CannotGoOn(
            "git could not be told: there is no git, or this folder is in no repository",
            "run it in a clone of the review",
        )
    click.echo("git merges the files that .gitattributes names item by item, in this clone")


def _merge(base: Path, ours: Path, theirs: Path, name: str) -> tuple[str, ...]:
    """Merge into `ours`, and return what is in conflict there."""
    from evidence.files.reading import read_bytes  # noqa: PLC0415 - help needs none of it
    from evidence.files.writing import in_full  # noqa: PLC0415
    from evidence.lock.merging import merged_lines  # noqa: PLC0415
    from evidence.programs.git import merged_text  # noqa: PLC0415

    if name.endswith(".bib"):
        from evidence.bibtex.merging import merged  # noqa: PLC0415
    else:
        from evidence.yaml.merging import merged  # noqa: PLC0415

    was, mine, its = (read_bytes(path) for path in (base, ours, theirs))
    conflicts: tuple[str, ...] = ()
    if name.endswith((".lock", ".jsonl")):
        data = merged_lines(was, mine, its, in_order=name.endswith(".jsonl"))
    else:
        try:
            found = merged(was.decode(), mine.decode(), its.decode())
        except UnicodeDecodeError:
            found = None
        if found is not None:
            data, conflicts = found.text.encode(), found.conflicts
        else:
            data, clean = merged_text(base, ours, theirs)
            conflicts = () if clean else ("the same lines",)
    with in_full(ours, data) as partial:
        partial.replace(ours)
    return conflicts
