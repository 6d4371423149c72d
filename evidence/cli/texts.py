"""The folder of full texts as an option, and the progress bar while they are read."""

from __future__ import annotations

import sys
from collections.abc import Callable
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
        metavar="DIR",
        help="The folder of full texts; `texts` of the review by default.",
    )(command)


def with_a_bar(loading: Loading, number: int) -> AbstractContextManager[Loading]:
    """Return the texts as they are read, with a progress bar on a terminal."""
    quiet = not sys.stderr.isatty()
    return click.progressbar(
        loading, length=number, label="reading texts", file=sys.stderr, hidden=quiet
    )
