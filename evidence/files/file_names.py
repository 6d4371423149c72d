"""Which files of a folder a review reads, and which look as if it should.

A file that nobody reads, of a name that is nearly right, is a coder's work that
is missing from the report. So whoever lists the folder of a review asks here,
and what is not read is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from evidence.diagnostics import Diagnostic, Place, Severity, did_you_mean

CLAIMS = "claims.yaml"
SOURCES = "sources.bib"
LOCK = "evidence.lock"
AUDIT = "audit.jsonl"
SPLIT = "claims"  # the folder of further files of claims

_SHOWN = 5
_YAML = (".yaml", ".yml")
# what systems and tools leave in any folder
_LITTER = frozenset(
    {
        ".ds_store",
        "desktop.ini",
        "thumbs.db",
        ".directory",
        ".gitkeep",
        ".gitignore",
        ".gitattributes",
    }
)
_OURS = ".evidence-"
_OURS = ".evidence-"  # what we leave while we write
_TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".json", ".jsonl", ".qdpx", ".sqlite3", ".db")
_ENDS = "a file of claims ends with `.yaml`"
# nearly the name of a file that is read, in small letters
_NEAR = {
    CLAIMS: re.compile(r"\W*claims(?:\b.*|_.*|[0-9].*)?\.ya?ml.*|claims"),
    SOURCES: re.compile(r"\W*sources.*\.bib.*"),
    LOCK: re.compile(r"\W*evidence\b.*\.lock.*"),
    AUDIT: re.compile(r"\W*audit\b.*\.jsonl.*"),
}
# a copy that an editor, a merge or a person keeps beside the file
_COPY = re.compile(r"~$|^#.*#$|\.(?:bak|backup|orig|old|rej|save|sw[op]|tmp)$", re.IGNORECASE)
_HOLDS_CLAIMS = re.compile(rb"^(?:claims|findings|framework)[ \t]*:", re.MULTILINE)


class EntryKind(StrEnum):
    """What an entry of a folder is."""

    FILE = "file"
    FOLDER = "folder"
    LINKED_FOLDER = "linked folder"


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A file or folder of a review's folder.

    Shape: `path` is below that folder, with forward slashes. `holds` says that
           claims stand in it: in the text of the file, or in a file of the
           folder.
    """

    path: str
    kind: EntryKind = EntryKind.FILE
    holds: bool = False

    @property
    def name(self) -> str:
        """Return the last part of the path."""
        return self.path.rpartition("/")[2]


def is_read(path: str) -> bool:
    """Return whether a review reads a file at this path below its folder.

    >>> is_read("claims.yaml"), is_read("claims/eva/ben.yaml"), is_read("claims/.ben.yaml")
    (True, True, False)
    """
    first, *below = path.split("/")
    if not below:
        return path in {CLAIMS, SOURCES, LOCK, AUDIT}
    return (
        first == SPLIT
        and path.endswith(".yaml")
        and not any(part.startswith(".") for part in below)
    )


def holds_claims(beginning: bytes) -> bool:
    """Return whether the first bytes of a file are those of a file of claims."""
    return bool(_HOLDS_CLAIMS.search(beginning.replace(b"\r", b"\n")))


def is_near(name: str, main: str) -> bool:
    """Return whether a name is nearly that of a file that is read.

    >>> is_near("claims.yml", CLAIMS), is_near("Sources (1).bib", SOURCES)
    (True, True)
    >>> is_near("mkdocs.yml", CLAIMS)
    False
    """
    return name != main and bool(_NEAR[main].fullmatch(name.casefold()))


def unread(entries: Iterable[FolderEntry], shown: str = "") -> tuple[Diagnostic, ...]:
    """Return what is said of what looks like a part of a review, and is not read.

    Shape: `entries` are those of the review's folder and all below `claims/`;
           `shown` is what messages put before their paths.
    """
    found: list[Diagnostic] = []
    others: list[str] = []
    for entry in entries:
        if entry.name.casefold() in _LITTER or _OURS in entry.name or is_read(entry.path):
            continue
        below = entry.path.startswith(f"{SPLIT}/")
        if _is_copy(entry) and (below or _is_near(entry.name)):
            others.append(entry.path)
            continue
        said = _below_claims(entry) if below else _beside_claims(entry)
        if said:
            place = Place(f"{shown}{entry.path}", 1)
            found.append(Diagnostic("unread-file", Severity.WARNING, said[0], place, said[1]))
        elif below or entry.name.casefold().endswith(".bib"):
            others.append(entry.path)
    if others:
        listed = ", ".join(f"`{path}`" for path in others[:_SHOWN])
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        message = f"not read, being no files of the review: {listed}{more}"
        place = Place(f"{shown}{others[0]}", 1)
        found.append(Diagnostic("other-file", Severity.NOTE, message, place))
    return tuple(found)


def _below_claims(entry: FolderEntry) -> tuple[str, str] | None:
    name = entry.name
    if entry.kind is EntryKind.LINKED_FOLDER:
        message = f"the folder `{name}` is a link, and what lies in it is not read"
        return message, f"put the files themselves into `{SPLIT}/`"
    lower = name.casefold()
    if name.startswith(".") or entry.kind is EntryKind.FOLDER:
        return None
    if any(ending in lower for ending in _YAML) or entry.holds:
        return f"`{name}` is not read: {_ENDS}", f"rename it to `{_renamed(name)}`"
    if lower.endswith(_TABLES):
        return f"`{name}` is not read: {_ENDS}", "write its rows as claims, or move it elsewhere"
    return None


def _beside_claims(entry: FolderEntry) -> tuple[str, str] | None:
    name, lower = entry.name, entry.name.casefold()
    if entry.kind is not EntryKind.FILE:
        if lower == SPLIT or (entry.holds and did_you_mean(lower, [SPLIT])):
            message = f"the folder `{name}` is not read: files of claims are read from `{SPLIT}/`"
            return message, f"rename it to `{SPLIT}`"
        if entry.holds:
            message = f"the folder `{name}` holds claims, and is not read"
            return message, f"move its files into `{SPLIT}/`"
        return None
    if _is_near(name):
        meant = next(main for main in _NEAR if is_near(name, main))
        return (
            f"`{name}` is not read; `{meant}` is",
            f"rename it to `{meant}`, or move it elsewhere",
        )
    if entry.holds:
        return f"`{name}` holds claims, and is not read", f"move it into `{SPLIT}/`"
    return None


def _is_copy(entry: FolderEntry) -> bool:
    return entry.kind is EntryKind.FILE and bool(_COPY.search(entry.name))


def _is_near(name: str) -> bool:
    return any(is_near(name, main) for main in _NEAR)


def _renamed(name: str) -> str:
    """Return the name with the ending that is read.

    >>> _renamed("ben.yml"), _renamed("ben.YAML.txt"), _renamed("ben.txt")
    ('ben.yaml', 'ben.yaml', 'ben.yaml')
    """
    stem = re.split(r"\.ya?ml", name, maxsplit=1, flags=re.IGNORECASE)[0]
    return f"{stem if stem != name else name.partition('.')[0]}.yaml"
