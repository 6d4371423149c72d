"""Begins a review in an empty folder, from the files that the package carries for it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from evidence.diagnostics import CannotGoOn
from evidence.files.file_names import CLAIMS, SOURCES, SPLIT
from evidence.files.holding import HELD, Tell, hold
from evidence.files.reading import shown, why
from evidence.files.writing import PARTIAL, clear, in_full

# a package with real dot files would hide them from those who work on it
_DOT = "dot-"
_OURS = re.compile(rf"\..*\.[0-9]+-[0-9a-f]+{re.escape(PARTIAL)}|\.{CLAIMS}{re.escape(HELD)}")


def starter_files() -> dict[str, bytes]:
    """Return the files of a new review by their paths below its folder."""
    return dict(_files_in(resources.files("evidence") / "starter", ""))


def empty_files(coders: Sequence[str] = ()) -> dict[str, bytes]:
    """Return the files of a review without anything in it, by their paths below its folder.

    Shape: with `coders`, their initials, each has a file of claims of their own,
           and the findings stand apart: what two people write is seldom in one
           file.
    """
    kept = {name: data for name, data in starter_files().items() if name.startswith(".")}
    authors = "".join(f"    - initials: {one}\n" for one in coders)
    head = _EMPTY.format(authors=f"  authors:\n{authors}" if coders else "")
    split = {f"{SPLIT}/{one}.yaml": _OF_CODER.format(coder=one) for one in coders}
    if coders:
        split[f"{SPLIT}/findings.yaml"] = _FINDINGS
    else:
        head += f"\nclaims: []\n\n{_FINDINGS}"
    texts = {CLAIMS: head, SOURCES: _LIBRARY, **split}
    return kept | {name: text.encode() for name, text in texts.items()}


_EMPTY = """\
# A review. `evidence check` says what is wrong, `evidence add` adds a claim, key by key.

review:
  title: A review without a title
{authors}  texts: texts/            # full texts, named by citation key; never under version control

framework:
  finding_kinds:
    conclusion: {{label: Conclusion, plural: Conclusions}}
"""
_OF_CODER = """\
# What {coder} coded: `evidence add --coder {coder}` adds a claim here.

defaults:
  coder: {coder}

claims: []
"""
_FINDINGS = """\
# What the review concludes: each finding names the claims that it rests on.

findings: []
"""
_LIBRARY = "% Your library: export it here as BibTeX. A re-export may overwrite this file.\n"


def begin(
    folder: Path, tell: Tell = lambda _: None, files: Mapping[str, bytes] | None = None
) -> tuple[str, ...]:
    """Write a new review, and return the paths of its files below the folder.

    Shape:  `files` are those of the review; absent, a small one to try things on.

    A beginning that was stopped is gone on with, as long as nobody changed it.

    Raises: CannotGoOn if there is anything else in the folder but a `.git`, or
            it cannot be written; nothing is changed then.
    """
    files = starter_files() if files is None else files
    _refuse(folder, files)
    with hold(folder / CLAIMS, "init", tell, parents=True):
        _refuse(folder, files)
        for name in files:
            clear(folder, name)
        _write(folder, files)
    return tuple(files)


def _refuse(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        others = [] if not folder.exists() else _others(folder, files)
    except OSError as error:
        raise CannotGoOn(f"{shown(folder)}: {why(error)}") from error
    if others:
        raise CannotGoOn(
            f"{shown(folder)}: the folder is not empty; nothing was written",
            "name a folder that is empty or not there yet",
        )


def _others(folder: Path, files: Mapping[str, bytes], below: str = "") -> list[str]:
    """Return what lies in a folder and is not as we began it."""
    found: list[str] = []
    for path in (folder / below).iterdir():
        name = f"{below}{path.name}"
        if path.is_symlink():
            found.append(name)
        elif path.is_dir():
            began = any(each.startswith(f"{name}/") for each in files)
            found += _others(folder, files, f"{name}/") if began else [name] * (name != ".git")
        elif not (path.is_file() and _is_ours(path, files.get(name))):
            found.append(name)
    return found


def _is_ours(path: Path, data: bytes | None) -> bool:
    return _OURS.fullmatch(path.name) is not None or path.read_bytes() == data


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files that are not there yet: that which makes a folder a review comes last."""
    written: list[Path] = []
    try:
        for name in sorted(files, key=lambda name: name == CLAIMS):
            path = folder / name
            if not path.exists():
                written.append(path)
                with in_full(path, files[name]) as partial:
                    partial.replace(path)
    except CannotGoOn:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            for parent in path.relative_to(folder).parents[:-1]:
                with contextlib.suppress(OSError):  # something else is in it
                    (folder / parent).rmdir()
        raise


def _files_in(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = entry.name
        path = prefix + ("." + name.removeprefix(_DOT) if name.startswith(_DOT) else name)
        if entry.is_dir():
            found += _files_in(entry, f"{path}/")
        else:
            found.append((path, entry.read_bytes()))
    return found
