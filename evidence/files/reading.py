"""Reads the files of a review as bytes; what they say is others' business."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.language import Catalogue, catalogue
from evidence.report import OURS

CLAIMS = "claims.yaml"
SOURCES = "sources.bib"
LOCK = "evidence.lock"
AUDIT = "audit.jsonl"
MOST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReviewFiles:
    """The bytes of a review.

    Shape: `claims` are pairs of a path, as messages show it, and its bytes:
           `claims.yaml` first, then `claims/` in sorted order. `lock` and
           `audit` are b"" where there is none.
    """

    folder: Path
    claims: tuple[tuple[str, bytes], ...]
    sources: tuple[str, bytes]
    lock: tuple[str, bytes]
    audit: tuple[str, bytes] = (AUDIT, b"")

    def reads(self, path: Path) -> bool:
        """Return whether a path is that of a file which a review here reads, if it is there."""
        files = (*self.claims, self.sources, self.lock, self.audit)
        if path.exists() and any(
            path.samefile(p) for each, _ in files if (p := Path(each)).exists()
        ):
            return True
        try:
            inside = path.resolve().relative_to(self.folder.resolve())
        except ValueError:
            return False
        name = inside.as_posix().casefold()  # some disks take capitals for the same
        split = name.startswith("claims/") and name.endswith((".yaml", ".yml"))
        return split or name in {CLAIMS, SOURCES, LOCK, AUDIT}


def review_paths(folder: Path) -> tuple[tuple[Path, ...], Path]:
    """Return the paths of the claims and of the bibliography of the review in a folder.

    Raises: CannotGoOn if there is no review.
    """
    if not folder.is_dir():
        raise CannotGoOn(f"{folder}: there is no such folder")
    main = folder / CLAIMS
    if not main.exists():
        raise CannotGoOn(
            f"{shown(main)}: there is no such file",
            "run this in the folder of a review, name one with --review, or begin one",
        )
    paths = [main]
    split = folder / "claims"
    if split.is_dir():
        inside = (p for p in split.rglob("*.yaml") if not p.name.startswith("."))
        paths += sorted(inside, key=lambda path: path.relative_to(folder).as_posix())
    bib = folder / SOURCES
    if not bib.exists():
        raise CannotGoOn(
            f"{shown(bib)}: there is no such file",
            "export your library there as BibTeX; an empty file will do to begin with",
        )
    return tuple(paths), bib


def review_files(folder: Path) -> ReviewFiles:
    """Return the bytes of every file of the review in a folder.

    Raises: CannotGoOn if there is no review, or a file cannot be read, is not
            a plain file or leads out of the folder.
    """
    paths, bib = review_paths(folder)
    lock, audit = folder / LOCK, folder / AUDIT
    return ReviewFiles(
        folder=folder,
        claims=tuple((shown(path), read_bytes(path, within=folder)) for path in paths),
        sources=(shown(bib), read_bytes(bib, within=folder)),
        lock=(shown(lock), read_bytes(lock, within=folder) if lock.exists() else b""),
        audit=(shown(audit), read_bytes(audit, within=folder) if audit.exists() else b""),
    )


def read_bytes(path: Path, within: Path | None = None) -> bytes:
    """Return the bytes of a plain file.

    Raises: CannotGoOn if it is not a plain file, lies (through a link) outside
            `within`, is larger than half a gigabyte, or cannot be read.
    """
    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            raise CannotGoOn(f"{shown(path)}: this link leads out of the review's folder")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CannotGoOn(f"{shown(path)}: this is not a plain file")
        if status.st_size > MOST_BYTES:
            raise CannotGoOn(f"{shown(path)}: this file is larger than 512 MiB")
        return path.read_bytes()
    except OSError as error:
        raise CannotGoOn(f"{shown(path)}: {why(error)}") from error


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
