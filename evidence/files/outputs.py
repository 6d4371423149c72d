"""The folder that a build writes to, and what of it is a build's.

`MANIFEST` lists the files that a build wrote with what they held then, as
`sha256sum` does. What it does not name is somebody else's and is never touched;
what it names and holds something else by now was changed by a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from evidence.diagnostics import CannotGoOn
from evidence.files.holding import HELD, hold
from evidence.files.reading import ReviewFiles, read_bytes, shown, why
from evidence.files.replacing import MANIFEST, NEW, UNDO, FileChange, replace_set
from evidence.files.writing import in_full

PRIVATE = "PRIVATE.txt"

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
# What systems strew about, and what else makes a folder no less empty.
_STREWN = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_EMPTY = _STREWN | {".git", ".gitignore", ".gitkeep", "lost+found", MANIFEST}
# Given the names of files and a way to read one: those that a build wrote which kept no list.
Recognise = Callable[[Iterable[str], Callable[[str], bytes]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Outputs:
    """A folder that a build may write to.

    Shape: `known` are the files of the earlier build, by name below the folder,
           with the sha256 that they had then; `said` is the path that messages
           show.
    """

    folder: Path
    known: Mapping[str, str]
    said: str


def outputs(folder: Path, recognise: Recognise, *, private: bool = False) -> Outputs:
    """Return a folder as one that a build may write to.

    Raises: CannotGoOn if it is a link or no folder, lies within the folder of a
            build, or holds things but no build of this kind, private or not.
    """
    said, folder = shown(folder), placed(folder)
    if folder.is_symlink():
        raise CannotGoOn(
            f"{said}: this is a link; it is not written through", "name the folder it leads to"
        )
    if folder.exists() and not folder.is_dir():
        raise CannotGoOn(f"{said}: this is not a folder")
    for above in folder.parents:
        if (above / MANIFEST).is_file():
            raise CannotGoOn(f"{said}: this lies within another build, in {shown(above)}")
    try:
        known = _listed(folder) or _recognised(folder, recognise)
        others = [] if known else [p.name for p in _entries(folder) if p.name not in _EMPTY]
    except OSError as error:
        raise CannotGoOn(f"{said}: {why(error)}") from error
    others = [name for name in others if not name.endswith((NEW, UNDO, HELD))]
    if others:
        raise CannotGoOn(
            f"{said}: this folder holds other things (`{min(others)}`) and no earlier build;"
            " nothing was written",
            "name a folder that is empty or not there yet",
        )
    if known and (PRIVATE in known) != private:
        kind = "a private" if PRIVATE in known else "a public"
        raise CannotGoOn(
            f"{said}: this folder holds {kind} build; nothing was written",
            "name another one for this build, with -o",
        )
    return Outputs(folder, known, said)


def write_one(
    path: Path,
    data: bytes,
    review: ReviewFiles,
    command: str,
    *,
    over: bool,
    remade: Callable[[bytes], bool] = lambda _: False,
) -> None:
    """Write a single file that was asked for by its name.

    Shape:  one that is there is written over if `over`, or if what it holds is
            known by `remade` as what nobody wrote but we.
    Raises: CannotGoOn if the review reads a file of that name, another is there
            already, or it cannot be written.
    """
    said = shown(path)
    if path.is_symlink():
        raise CannotGoOn(f"{said}: this is a link; it is not written through")
    if review.reads(path):
        raise CannotGoOn(
            f"{said}: this is the name of a file of the review; nothing was written",
            "name another file",
        )
    with hold(path, command, parents=True):
        now = read_bytes(path) if path.exists() else None
        if now == data:
            return
        if not (now is None or over or remade(now)):
            raise CannotGoOn(
                f"{said}: this file is there already; nothing was written",
                "name another one, or write over it with --overwrite",
            )
        with in_full(path, data) as partial:
            partial.replace(path)


def built_files(folder: Path) -> dict[str, bytes]:
    """Return what a build wrote into a folder, but for what was changed since; {} without one.

    Raises: CannotGoOn if a file of it cannot be read.
    """
    held = {
        name: read_bytes(folder / name) for name in _listed(folder) if (folder / name).is_file()
    }
    listed = _listed(folder)
    return {name: data for name, data in held.items() if sha256(data).hexdigest() == listed[name]}


def apart_from(folder: Path, review: Path, others: Iterable[Path] = ()) -> None:
    """Make sure that a folder of outputs and the inputs of a review lie apart.

    Shape:  `others` are more folders of inputs, of texts or templates.
    Raises: CannotGoOn if one lies within the other; outputs may lie within the
            review's own folder, and within one of the others that holds it all.
    """
    here, home = folder.resolve(), review.resolve()
    for path in (review, review / "claims", *others):
        inputs = path.resolve()
        if inputs.is_relative_to(here):
            said = "this folder holds files of the review"
        elif here.is_relative_to(inputs) and not home.is_relative_to(inputs):
            said = f"this lies among files of the review, in {shown(path)}"
        else:
            continue
        raise CannotGoOn(
            f"{shown(folder)}: {said}; nothing was written",
            "name a folder of its own, such as `build`",
        )


def placed(folder: Path) -> Path:
    """Return the absolute path of a folder, whose own name may still be a link."""
    if folder.name in {"", ".."}:
        return folder.resolve()
    return folder.parent.resolve() / folder.name


def publish(
    goal: Outputs,
    files: Mapping[str, bytes],
    keeps: Callable[[str], bool] = lambda _: False,
    *,
    over: bool = False,
) -> tuple[str, ...]:
    """Write a set of files in place of the earlier one; return what was kept of that.

    Shape:  names are below the folder, with forward slashes; `keeps` says which
            of the earlier files that are not in the set stay, the others go.
            What a person changed is written over only if `over`, and never goes.
    Raises: CannotGoOn, naming the path, if one was changed by a person, is none
            of a build's or a link, or cannot be written; the old set is whole.
    """

    def judge() -> FileChange:
        return _change(goal, files, keeps, over=over)

    change = judge()
    replace_set(goal.folder, goal.said, change, judge)
    return tuple(name for name in change.kept if name in goal.known)


def _change(
    goal: Outputs, files: Mapping[str, bytes], keeps: Callable[[str], bool], *, over: bool
) -> FileChange:
    """Return what becomes of a folder, as it is now.

    Raises: CannotGoOn if that would write over something that is not a build's.
    """
    for name in (*files, MANIFEST):
        _refuse_kind(goal, name)
    there = {name: now for name in (*goal.known, *files) if (now := _digests(goal.folder, name))}
    changed = {name for name in there if goal.known.get(name) not in there[name]}
    digest = {name: sha256(data).hexdigest() for name, data in files.items()}
    lost = sorted(name for name in changed & set(files) if digest[name] not in there[name])
    if lost and not over:
        raise CannotGoOn(
            f"{', '.join(f'{goal.said}/{name}' for name in lost)}: not as a build left it;"
            " nothing was written",
            "move it elsewhere, or write over it with --overwrite",
        )
    earlier = [name for name in there if name not in files]
    kept = tuple(name for name in earlier if keeps(name))
    gone = tuple(name for name in earlier if not (keeps(name) or name in changed))
    listed = digest | {name: goal.known[name] for name in kept}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(listed.items()))
    own = {*files, *kept, *gone, MANIFEST} - (changed - set(files))
    strewn = tuple(name for name in sorted(_STREWN) if (goal.folder / name).is_file())
    return FileChange(
        files={**files, MANIFEST: lines.encode()},
        kept=(*kept, *strewn),
        gone=gone,
        whole=_holds_only(goal.folder, {*own, *strewn}),
    )


def _listed(folder: Path) -> dict[str, str]:
    """Return what the list of a folder names, as far as it can be ours."""
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():
        return {}
    found = map(_LINE.fullmatch, read_bytes(path).decode("utf-8", "replace").splitlines())
    return {line[2]: line[1] for line in found if line and _is_below(line[2])}


def _is_below(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:\0")


def _recognised(folder: Path, recognise: Recognise) -> dict[str, str]:
    """Return the files of a build that kept no list, as they are now."""
    names = [
        f"{below}{path.name}"
        for below in ("", *(f"{p.name}/" for p in _entries(folder) if _is_folder(p)))
        for path in _entries(folder / below)
        if path.is_file() and not path.is_symlink()
    ]
    written = recognise(names, lambda name: read_bytes(folder / name))
    return {name: sha256(read_bytes(folder / name)).hexdigest() for name in written}


def _holds_only(folder: Path, names: set[str]) -> bool:
    """Return whether nothing else is in a folder but files of these names."""
    parents = {str(PurePosixPath(name).parent) for name in names} - {"."}

    def only(below: str) -> bool:
        return all(
            only(f"{name}/") if name in parents and _is_folder(folder / name) else name in names
            for path in _entries(folder / below)
            for name in [f"{below}{path.name}"]
        )

    return only("")


def _digests(folder: Path, name: str) -> tuple[str, ...]:
    """Return the sha256 of a plain file, also as it is without Windows' line ends; () if none."""
    path = folder / name
    if any(p.is_symlink() for p in (path, *path.parents[: len(PurePosixPath(name).parts) - 1])):
        return ()
    if not path.is_file():
        return ()
    data = read_bytes(path)
    return tuple(sha256(each).hexdigest() for each in (data, data.replace(b"\r\n", b"\n")))


def _refuse_kind(goal: Outputs, name: str) -> None:
    """Refuse to write where a link stands, or something that is no file."""
    path = PurePosixPath(name)
    for part in (path, *list(path.parents)[:-1]):
        here, said = goal.folder / part, f"{goal.said}/{part}"
        if here.is_symlink():
            raise CannotGoOn(f"{said}: this is a link; it is not written through")
        if here.exists() and not (here.is_file() if part == path else here.is_dir()):
            kind = "plain file" if part == path else "folder"
            raise CannotGoOn(f"{said}: this is not a {kind}")


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
