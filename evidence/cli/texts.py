"""The full texts of a review, found and read with a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from evidence.diagnostics import CannotGoOn, Diagnostic, not_installed
from evidence.graph import Graph
from evidence.texts import FullText

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


def texts_folder(folder: Path, texts: Path | None, graph: Graph) -> Path:
    """Return the folder of texts that was named, on the command line or in the review.

    Raises: CannotGoOn if none was named, or the review's leads out of its folder.
    """
    if texts is not None:
        return texts
    named = graph.review.texts
    if not named:
        raise CannotGoOn(
            "the review names no folder of texts", "name one with --texts DIR, or under `texts`"
        )
    inside = folder / named
    if not inside.resolve().is_relative_to(folder.resolve()):
        raise CannotGoOn(
            f"{named}: the review's folder of texts lies outside of it", "name it with --texts DIR"
        )
    return inside


@contextmanager
def looking_up() -> Iterator[None]:
    """Turn the lack of a library that reads texts, or compares quotes, into one line.

    What could not be looked at is not to be recorded as unreadable: a command
    that lacks something ends, and the lock stays as it is.

    Raises: CannotGoOn that says what to install.
    """
    try:
        yield
    except ImportError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _USES:
            raise
        raise not_installed(library, _USES[library], "verify") from None


_USES = {
    "lxml": "HTML, JATS and DOCX are read with it",
    "pypdfium2": "PDF is read with it",
    "rapidfuzz": "words that differ are compared with it",
}


def full_texts(
    folder: Path, graph: Graph, keys: Iterable[str]
) -> tuple[Mapping[str, FullText], tuple[Diagnostic, ...]]:
    """Return the texts of the sources named, as far as they are there, by citation key."""
    from evidence.files.texts import list_texts, load_texts  # noqa: PLC0415 - help needs none of it
    from evidence.programs.cache import user_cache  # noqa: PLC0415
    from evidence.texts.lookup import find_texts  # noqa: PLC0415

    wanted = [graph.sources[key] for key in dict.fromkeys(keys) if key in graph.sources]
    files, wrong = find_texts(wanted, list_texts(folder))
    found: dict[str, FullText] = {}
    loading = load_texts(folder, files.values(), user_cache())
    bar = click.progressbar(
        loading, length=len(files), label="reading texts", file=sys.stderr, hidden=_quiet()
    )
    with looking_up(), bar:
        found.update(bar)
    return found, wrong


def _quiet() -> bool:
    return not sys.stderr.isatty()
