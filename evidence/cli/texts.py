"""The folder of full texts as an option, and the progress bar while they are read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from evidence.full_texts import Loading

Command = TypeVar("Command", bound=Callable[..., Any])


def texts_option(command: Command) -> Command:
    """Add `--texts DIR`, the folder of full texts; that of the review by default."""
    return click.option(
        "--texts",
        "texts",
        type=click.Path(path_type=Path),
        default=None,
        envvar="EVIDENCE_TEXTS",
        metavar="DIR",
        help="The folder of full texts, as ~/Zotero/storage; `texts` of the review by default.",
    )(command)


def say_where(folder: Path, where: Path) -> None:
    """Say that the texts lie outside of the review, where they do: it was asked for openly."""
    from evidence.files.reading import real  # noqa: PLC0415 - help needs none of it

    if not real(where).is_relative_to(real(folder)):
        click.echo(f"texts are read from {where.as_posix()}, outside of the review", err=True)


def without_texts(where: Path, keys: Sequence[str]) -> str:
    """Return the line that says of which sources no text is in a folder, and what to do."""
    of = f"`{keys[0]}`" if len(keys) == 1 else f"{len(keys)} sources, `{keys[0]}` first,"
    return (
        f"no text of {of} is in {where.as_posix()}: put it there as `{keys[0]}.pdf`, or read the"
        " files of your library with --texts ~/Zotero/storage"
    )


def with_a_bar(loading: Loading, number: int) -> AbstractContextManager[Loading]:
    """Return the texts as they are read, with a progress bar on a terminal."""
    quiet = not sys.stderr.isatty()
    return click.progressbar(
        loading, length=number, label="reading texts", file=sys.stderr, hidden=quiet
    )
