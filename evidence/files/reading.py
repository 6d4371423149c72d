"""Reads the files of a review as bytes; what they say is others' business."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from evidence.diagnostics import CannotGoOn, Diagnostic
from evidence.files.file_names import (
    AUDIT,
    CLAIMS,
    LOCK,
    SOURCES,
    SPLIT,
    EntryKind,
    FolderEntry,
    holds_claims,
    is_near,
    is_read,
    unread,
)
from evidence.language import Catalogue, catalogue
from evidence.report import OURS

MOST_BYTES = 512 * 1024 * 1024
MOST_ENTRIES = 200_000  # of a folder of claims
# what may be a part of the review is looked for among so many files, and in so many bytes
_MOST_BESIDE = 2_000
_BEGINNING = 65_536


@dataclass(frozen=True, slots=True)
class ReviewFiles:
    """The bytes of a review.

    Shape: `claims` are pairs of a path, as messages show it, and its bytes:
           `claims.yaml` first, then `claims/` in sorted order. `lock` and
           `audit` are b"" where there is none. `unread` says what looks like a
           part of the review and is none.
    """

    folder: Path
    claims: tuple[tuple[str, bytes], ...]
    sources: tuple[str, bytes]
    lock: tuple[str, bytes]
    audit: tuple[str, bytes] = (AUDIT, b"")
    unread: tuple[Diagnostic, ...] = ()

    def by_name(self) -> dict[str, bytes]:
        """Return the files that are there by their names below the folder, with forward slashes."""
        start = len(shown(self.folder / "_")) - 1
        own = ((LOCK, self.lock[1]), (AUDIT, self.audit[1]))
        return {
            **{path[start:].replace("\\", "/"): data for path, data in self.claims},
            SOURCES: self.sources[1],
            **{name: data for name, data in own if data},
        }

    def reads(self, path: Path) -> bool:
        """Return whether a path is that of a file which a review here reads, if it is there.

        Nobody writes over such a file, and over a `.yml` in its place neither.
        """
        files = (*self.claims, self.sources, self.lock, self.audit)
        if path.exists() and any(
            path.samefile(p) for each, _ in files if (p := Path(each)).exists()
        ):
            return True
        here, home = real(path), real(self.folder)
        if not here.is_relative_to(home):
            return False
        name = here.relative_to(home).as_posix().casefold()  # some disks take capitals for the same
        return is_read(f"{name.removesuffix('.yml')}.yaml" if name.endswith(".yml") else name)


def review_paths(folder: Path) -> tuple[tuple[Path, ...], Path]:
    """Return the paths of the claims and of the bibliography of the review in a folder.

    Raises: CannotGoOn if there is no review, or its folder cannot be listed.
    """
    paths, bib, _ = _listed(folder)
    return paths, bib


def review_files(folder: Path) -> ReviewFiles:
    """Return the bytes of every file of the review in a folder.

    Raises: CannotGoOn if there is no review, or a file cannot be read, is not
            a plain file or leads out of the folder.
    """
    paths, bib, entries = _listed(folder)
    lock, audit = folder / LOCK, folder / AUDIT
    return ReviewFiles(
        folder=folder,
        claims=tuple((shown(path), read_bytes(path, within=folder)) for path in paths),
        sources=(shown(bib), read_bytes(bib, within=folder)),
        lock=(shown(lock), read_bytes(lock, within=folder) if os.path.lexists(lock) else b""),
        audit=(shown(audit), read_bytes(audit, within=folder) if os.path.lexists(audit) else b""),
        unread=unread(entries, shown(folder / "_").removesuffix("_")),
    )


def _listed(folder: Path) -> tuple[tuple[Path, ...], Path, tuple[FolderEntry, ...]]:
    """Return the paths of the claims and of the bibliography, and all that may belong to them."""
    try:
        if not folder.is_dir():
            raise CannotGoOn(f"{folder}: there is no such folder")
        beside = tuple(_beside(folder))
        split = folder / SPLIT
        if split.is_symlink():
            split.stat()  # one that leads to itself is no folder, and no reason to go on without it
        below = tuple(_below(folder, SPLIT)) if split.is_dir() else ()
    except OSError as error:
        raise CannotGoOn(f"{shown(Path(error.filename or folder))}: {why(error)}") from error
    said = {CLAIMS: "run this in the folder of a review, name one with --review, or begin one"}
    said[SOURCES] = "export your library there as BibTeX; an empty file will do to begin with"
    for name, help_ in said.items():
        if not os.path.lexists(folder / name):
            near = next((e.name for e in beside if is_near(e.name, name)), "")
            hint = f"is `{near}` meant? rename it" if near else help_
            raise CannotGoOn(f"{shown(folder / name)}: there is no such file", hint)
    further = (folder / entry.path for entry in below if is_read(entry.path))
    return (folder / CLAIMS, *further), folder / SOURCES, (*beside, *below)


def _beside(folder: Path) -> Iterator[FolderEntry]:
    """Yield what lies in the folder of a review."""
    for path in sorted(folder.iterdir())[:_MOST_BESIDE]:
        if path.is_file():
            yield FolderEntry(path.name, holds=_is_yaml(path.name) and _holds_claims(path))
        elif path.is_dir() and not _is_same(path, folder / SPLIT):
            holds = not path.name.startswith(".") and _folder_holds_claims(path)
            yield FolderEntry(path.name, EntryKind.FOLDER, holds=holds)


def _below(folder: Path, where: str) -> Iterator[FolderEntry]:
    """Yield all that lies in a folder below that of a review, in the order of its paths."""
    found: list[FolderEntry] = []
    waiting = [where]
    while waiting:
        current = waiting.pop()
        for entry in os.scandir(folder / current):
            path = f"{current}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.name.startswith("."):
                    found.append(FolderEntry(path, EntryKind.FOLDER))
                else:
                    waiting.append(path)
            elif Path(entry.path).is_dir():
                found.append(FolderEntry(path, EntryKind.LINKED_FOLDER))
            else:
                here = Path(entry.path)
                other = not is_read(path) and here.is_file()
                found.append(FolderEntry(path, holds=other and _holds_claims(here)))
            if len(found) > MOST_ENTRIES:
                raise CannotGoOn(
                    f"{shown(folder / where)}: more than {MOST_ENTRIES} files lie here"
                )
    yield from sorted(found, key=lambda entry: entry.path)


def _folder_holds_claims(folder: Path) -> bool:
    """Return whether a folder is no review, and a file that lies in it holds claims."""
    try:
        inside = sorted(folder.iterdir())[:_MOST_BESIDE]
    except OSError:
        return False  # somebody else's
    files = (path for path in inside if _is_yaml(path.name) and path.is_file())
    return folder / CLAIMS not in inside and any(map(_holds_claims, files))


def _is_yaml(name: str) -> bool:
    return name.casefold().endswith((".yaml", ".yml"))


def _holds_claims(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return holds_claims(file.read(_BEGINNING))
    except OSError:
        return False


def _is_same(path: Path, other: Path) -> bool:
    """Return whether two names are of one folder, as they are where capitals do not count."""
    return other.exists() and path.samefile(other)


def read_bytes(path: Path, within: Path | None = None) -> bytes:
    """Return the bytes of a plain file.

    Raises: CannotGoOn if it is not a plain file, lies (through a link) outside
            `within`, is larger than half a gigabyte, or cannot be read.
    """
    try:
        if within is not None and not real(path).is_relative_to(real(within)):
            raise CannotGoOn(f"{shown(path)}: this link leads out of the review's folder")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CannotGoOn(f"{shown(path)}: this is not a plain file")
        if status.st_size > MOST_BYTES:
            raise CannotGoOn(f"{shown(path)}: this file is larger than 512 MiB")
        return path.read_bytes()
    except OSError as error:
        raise CannotGoOn(f"{shown(path)}: {why(error)}") from error


def real(path: Path) -> Path:
    """Return where a path leads, through all links; of one that leads to itself, the path."""
    return Path(os.path.realpath(path))


def shown(path: Path) -> str:
    """Return a path as messages show it: with forward slashes, relative where it was given so."""
    return path.as_posix()


def why(error: OSError) -> str:
    """Return what the operating system says of an error, in one phrase."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]


def templates(own: Path | None = None) -> dict[str, str]:
    """Return every template by its name, those of `own` in place of ours.

    The wheel carries them inside the package; a checkout has them beside it.

    Shape:  with `own`, ours are there as `ours/NAME` too, to be extended.
    Raises: CannotGoOn if there are none, or `own` is no folder.
    """
    folder = _templates_folder()
    found = _texts_in(folder)
    if own is not None:
        if not own.is_dir():
            raise CannotGoOn(f"{shown(own)}: there is no such folder of templates")
        ours = {f"{OURS}{name}": text for name, text in found.items()}
        found = found | _texts_in(own) | ours
    return found


def words_for(language: str) -> Catalogue:
    """Return the interface's words in a language; English ones where there is no catalogue."""
    name = f"{language.replace('-', '_')}.po"
    file = resources.files("evidence") / "locale" / name
    return catalogue(language, file.read_bytes()) if file.is_file() else Catalogue(language)


def _templates_folder() -> Path:
    package = Path(str(resources.files("evidence")))
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "report.html.j2").is_file():
            return folder
    raise CannotGoOn(
        f"{shown(package)}: the report's templates are missing", "install the package again"
    )


def _texts_in(folder: Path) -> dict[str, str]:
    texts = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".j2", ".css", ".js"}:
            try:
                texts[path.relative_to(folder).as_posix()] = read_bytes(path).decode()
            except UnicodeDecodeError as error:
                raise CannotGoOn(f"{shown(path)}: this template is not UTF-8") from error
    return texts
