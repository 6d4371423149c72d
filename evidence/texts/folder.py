"""Which file holds the text of which source.

Pure: `evidence.files.texts` lists what lies in the folder of texts,
and only what it listed can be chosen. A path in a bibliography entry is never
opened; it is compared with the listing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from evidence.diagnostics import Diagnostic
from evidence.model.sources import Source
from evidence.texts import rules
from evidence.texts.formats import KINDS

# what tells most about pages and places comes first
_RANKED = ("pdf", "nxml", "jats", "xml", "html", "htm", "xhtml", "docx", "txt")
_RANK = {ending: rank for rank, ending in enumerate(_RANKED)}
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_UNESCAPED_SEMICOLON = re.compile(r"(?<!\\);")
_UNESCAPED_COLON = re.compile(r"(?<!\\):(?![\\/])")


@dataclass(frozen=True, slots=True)
class TextFolder:
    """The files of the folder of texts: POSIX paths below it, sorted."""

    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextFile:
    """The file that was chosen for a source, and the others that would have done."""

    key: str
    file: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    by_stem: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


def find_texts(
    sources: Iterable[Source], listing: TextFolder
) -> tuple[Mapping[str, TextFile], tuple[Diagnostic, ...]]:
    """Return the text of each source that has one, and what is wrong with `file` fields.

    Shape: by citation key first (`okada2008.pdf`, in any folder below), then by
           the entry's `file` field as JabRef and Zotero write it.
    """
    index = _index(listing)
    chosen: dict[str, TextFile] = {}
    diagnostics: list[Diagnostic] = []
    for source in sources:
        written = file_field(source.fields.get("file", ""))
        candidates = list(index.by_stem.get(source.key.casefold(), ()))
        for path in written:
            candidates.extend(match for match in _match(path, index) if match not in candidates)
        if candidates:
            best = min(candidates, key=_order)
            rest = tuple(sorted(set(candidates) - {best}))
            chosen[source.key] = TextFile(source.key, best, rest)
            rivals = [file for file in rest if _order(file)[0] == _order(best)[0]]
            if rivals:
                diagnostics.append(_several_diagnostic(source, best, rivals))
        elif any(_outside(path) for path in written):
            diagnostics.append(_outside_diagnostic(source))
    return chosen, tuple(diagnostics)


def file_field(value: str) -> tuple[str, ...]:
    r"""Return the paths of a `file` field, in the order of the field.

    Source: JabRef writes `description:path:type;...` and escapes `\`, `:` and
            `;` with a backslash; Zotero writes the same or a bare path.

    >>> file_field("Full Text:files/12/Okada 2008.pdf:application/pdf")
    ('files/12/Okada 2008.pdf',)
    >>> file_field(r":C\:\\papers\\okada.pdf:PDF;:notes.txt:")
    ('C:\\papers\\okada.pdf', 'notes.txt')
    >>> file_field("okada2008.pdf")
    ('okada2008.pdf',)
    """
    paths = []
    for item in _UNESCAPED_SEMICOLON.split(value):
        parts = _UNESCAPED_COLON.split(item)
        if len(parts) >= 3:
            path = ":".join(parts[1:-1])
        elif len(parts) == 2 and not _DRIVE.match(item):
            path = parts[0] if "." in parts[0] and "." not in parts[1] else parts[1]
        else:
            path = item
        path = re.sub(r"\\([\\:;,_&{}%$#])", r"\1", path).strip()
        if path:
            paths.append(path)
    return tuple(paths)


def _index(listing: TextFolder) -> _Index:
    by_stem: dict[str, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    for file in listing.files:
        path = PurePosixPath(file)
        if path.suffix[1:].lower() in KINDS:
            by_stem.setdefault(path.stem.casefold(), []).append(file)
        by_name.setdefault(path.name.casefold(), []).append(file)
    return _Index(
        {stem: tuple(files) for stem, files in by_stem.items()},
        {name: tuple(files) for name, files in by_name.items()},
        frozenset(listing.files),
    )


def _match(path: str, index: _Index) -> tuple[str, ...]:
    """Return the listed files that a written path can mean."""
    parts = [part for part in re.split(r"[\\/]", path) if part not in ("", ".", "..")]
    if not parts:
        return ()
    relative = "/".join(parts)
    if relative in index.files and not _outside(path):
        return (relative,)
    named = index.by_name.get(parts[-1].casefold(), ())
    if len(named) < 2:
        return named
    # several of that name: the one that shares most of the folders, if there is one
    shared = {file: _shared(file.split("/"), parts) for file in named}
    most = max(shared.values())
    return tuple(file for file in named if shared[file] == most)


def _shared(one: list[str], other: list[str]) -> int:
    count = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine.casefold() != theirs.casefold():
            break
        count += 1
    return count


def _order(file: str) -> tuple[int, int, str]:
    ending = file.rpartition(".")[2].lower()
    return (_RANK.get(ending, len(_RANK)), file.count("/"), file)


def inside_folder(path: str) -> str:
    r"""Return a written path with slashes; of one that leads out of a folder, its last name.

    >>> inside_folder("files/12/Okada.pdf"), inside_folder("C:\\\\papers\\\\okada.pdf")
    ('files/12/Okada.pdf', 'okada.pdf')
    """
    parts = [part for part in re.split(r"[\\/]", path) if part not in ("", ".")]
    return "/".join(parts[-1:] if _outside(path) else parts)


def _outside(path: str) -> bool:
    return bool(
        path.startswith(("/", "\\", "~")) or _DRIVE.match(path) or ".." in re.split(r"[\\/]", path)
    )


def _outside_diagnostic(source: Source) -> Diagnostic:
    return rules.OUTSIDE.diagnostic(
        f"the file of `{source.key}` lies outside the folder of texts and is not read",
        source.where.at("file"),
        f"copy it there as `{source.key}.pdf`, or name the folder that holds it, as in"
        " --texts ~/Zotero/storage",
        item=source.key,
    )


def _several_diagnostic(source: Source, chosen: str, rivals: list[str]) -> Diagnostic:
    return rules.SEVERAL.diagnostic(
        f"the text of `{source.key}` is taken from `{chosen}`, and could be `{rivals[0]}`",
        source.where.at("file"),
        "leave one of them in the folder of texts",
        item=source.key,
    )
