"""The full texts of a review, found and read: which folder, which files, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from evidence.diagnostics import CannotGoOn, Diagnostic, not_installed
from evidence.files.reading import real
from evidence.files.texts import list_texts, load_texts
from evidence.graph import Graph
from evidence.model.review import SourceFacts
from evidence.programs.cache import user_cache
from evidence.texts import FullText
from evidence.texts.folder import find_texts

Loading = Iterable[tuple[str, FullText]]
# Given the texts as they are read, and how many there are: the same, while somebody watches.
Watch = Callable[[Loading, int], AbstractContextManager[Loading]]


def texts_folder(folder: Path, texts: Path | None, graph: Graph) -> Path:
    """Return the folder of texts that was named, by whoever asks or in the review.

    Shape:  a path in the review may lead out of its folder where one can see
            that it does: `/…`, `~/…` or `../…`.
    Raises: CannotGoOn if none was named, or what looks like a folder of the
            review is a link that leads out of it.
    """
    if texts is not None:
        return texts.expanduser()
    named = graph.review.texts
    if not named:
        raise CannotGoOn(
            "the review names no folder of texts", "name one with --texts DIR, or under `texts`"
        )
    if Path(named).expanduser().is_absolute() or named.startswith("../"):
        return folder / Path(named).expanduser()
    inside = folder / named
    if not real(inside).is_relative_to(real(folder)):
        raise CannotGoOn(
            f"{named}: the review's folder of texts is a link that leads out of it",
            "name where it leads, with --texts DIR or under `texts`",
        )
    return inside


def full_texts(
    folder: Path, graph: Graph, keys: Iterable[str], watch: Watch | None = None
) -> tuple[Mapping[str, FullText], tuple[Diagnostic, ...]]:
    """Return the texts of the sources named, as far as they are there, by citation key.

    Raises: CannotGoOn if there is no such folder, or a library that reads one
            of them is not installed.
    """
    wanted = [graph.sources[key] for key in dict.fromkeys(keys) if key in graph.sources]
    files, wrong = find_texts(wanted, list_texts(folder))
    loading = load_texts(folder, files.values(), user_cache())
    with looking_up(), watch(loading, len(files)) if watch else nullcontext(loading) as read:
        return {key: _as_said(full, graph.review.sources.get(key)) for key, full in read}, wrong


def _as_said(full: FullText, facts: SourceFacts | None) -> FullText:
    """Return a text as one that a machine read from pictures, where the review says so."""
    if facts is None or not facts.scanned:
        return full
    return replace(full, scanned=((0, len(full.text)),))


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
