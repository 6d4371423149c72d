"""Options that several commands share, and the reading that they begin with."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from evidence.diagnostics import Diagnostic, Rule
from evidence.version import __version__

FORMATS = ["text", "json", "github", "sarif", "junit"]
Command = TypeVar("Command", bound=Callable[..., Any])


def review_option(command: Command) -> Command:
    """Add `--review DIR`, the folder of the review; the current one by default."""
    return click.option(
        "--review",
        "folder",
        type=click.Path(path_type=Path),
        default=Path(),
        metavar="DIR",
        help="The folder of the review; the current one by default.",
    )(command)


def strict_option(command: Command) -> Command:
    """Add `--strict`, which turns warnings into errors."""
    return click.option("--strict", is_flag=True, help="Take warnings for errors.")(command)


def overwrite_option(command: Command) -> Command:
    """Add `--overwrite`, without which nothing is written over that a person may have filled."""
    return click.option("--overwrite", is_flag=True, help=_OVERWRITE)(command)


_OVERWRITE = "Write over what is there, even if a person changed it."


def tell(line: str) -> None:
    """Say what a command is doing that takes longer than expected."""
    click.echo(f"evidence: {line}", err=True)


def listing(
    found: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]], format_: str = "text"
) -> str:
    """Return diagnostics in a format, with the lines that they speak of."""
    from evidence.reporters import FORMATS as KNOWN  # noqa: PLC0415 - help needs none of it
    from evidence.reporters import Listing  # noqa: PLC0415

    whole = Listing(
        diagnostics=found,
        lines=lines,
        colour=in_colour(format_),
        rules=rules() if format_ in {"sarif", "junit"} else (),
        version=__version__,
    )
    return KNOWN[format_](whole)


def in_colour(format_: str) -> bool:
    """Return whether what is printed in a format is coloured."""
    return format_ == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def rules() -> tuple[Rule, ...]:
    """Return every rule that the tool knows, of readers and checks alike."""
    from evidence.checks.manual import EVERY_RULE  # noqa: PLC0415 - help needs none of it

    return EVERY_RULE
