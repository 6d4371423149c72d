"""The archive of a REFI-QDA project: its XML and its texts, and nothing else of it.

Members are read one at a time, from the open file, with bounds that what the
archive says of itself cannot move. Nothing is written anywhere; an archive in
the archive stays shut.
"""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import unquote

from evidence.diagnostics import CannotGoOn

_MOST_MEMBERS = 20_000
# bytes unpacked, of one member and of all that are read: a thousand printed pages have 3 MB
_MOST_MEMBER, _MOST = 64 * 1024**2, 256 * 1024**2
# text packs to a tenth or so; a member above this, and larger than a chapter, was made to harm
_MOST_RATIO, _SMALL = 250, 4 * 1024**2
_PIECE = 1024**2
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
_SCHEME = re.compile(r"([a-z]+):/{2,3}", re.IGNORECASE)
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A text of an archive as it stands there.

    Shape: `text` has its own line ends, and no mark at its start; `marked`
           says that there is one. `note` says what was guessed.
    """

    text: str = field(repr=False)
    marked: bool = False
    note: str = ""


class Archive:
    """An archive whose members can be looked up by the paths that a project gives them."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        """Open an archive.

        Raises: CannotGoOn if it is none, is damaged, or has too many members.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as wrong:
            raise CannotGoOn(f"{name}: the archive is damaged: {wrong}") from None
        infos = self._zip.infolist()
        if len(infos) > _MOST_MEMBERS:
            raise CannotGoOn(f"{name}: the archive has more than {_MOST_MEMBERS:,} files")
        files = [info for info in infos if not info.is_dir()]
        self.outside = tuple(info.filename for info in files if _leads_out(info.filename))
        self._files = {info.filename: info for info in files if info.filename not in self.outside}
        self._lower = {name.replace("\\", "/").lower(): name for name in reversed(self._files)}
        self._left = _MOST

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all files whose path stays within the archive."""
        return tuple(self._files)

    def project(self) -> str:
        """Return the name of the project's XML, whatever it is called.

        Raises: CannotGoOn if there is none.
        """
        found = sorted(
            (name for name in self._files if name.lower().endswith(".qde")),
            key=lambda name: (name.count("/"), name.lower() != "project.qde", name),
        )
        if not found:
            help_ = "a project has a file `project.qde`; export it again as REFI-QDA project"
            raise CannotGoOn(f"{self.name}: the archive holds no project", help_)
        return found[0]

    def read(self, member: str) -> bytes:
        """Return what a member holds.

        Raises: CannotGoOn if it unpacks to too much, ValueError if it is
                damaged or encrypted.
        """
        info = self._files[member]
        pieces = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    too_dense = size > _SMALL and size > _MOST_RATIO * max(info.compress_size, 1)
                    if too_dense or size > min(_MOST_MEMBER, self._left):
                        raise CannotGoOn(f"{self.name}: `{member}` unpacks to too much")
                    pieces.append(piece)
        except _BROKEN as wrong:
            raise ValueError(f"`{member}` cannot be unpacked: {wrong}") from None
        self._left -= size
        return b"".join(pieces)

    def find(self, path: str) -> tuple[str, str]:
        """Return the member that a project means by a path, or "" and why there is none."""
        scheme = _SCHEME.match(path)
        kind = scheme[1].lower() if scheme else ""
        rest = path[scheme.end() :] if scheme else path
        if kind in ("relative", "absolute"):
            return "", f"its text lies outside of the archive ({kind})"
        if kind not in ("", "internal"):
            return "", f"its text is at an address that is not known: {path[:60]}"
        if _leads_out(rest) or _leads_out(unquote(rest)):
            return "", "the path to its text leads out of the archive, and is not followed"
        for said in dict.fromkeys((rest, unquote(rest))):
            plain = said.replace("\\", "/").lower()
            for place in (f"sources/{plain}", plain, plain.removeprefix("sources/")):
                if place in self._lower:
                    return self._lower[place], ""
        return "", "the archive does not hold its text"


def decoded(data: bytes) -> PlainFile:
    """Return the bytes of a text as text.

    Raises: ValueError if they are none.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return PlainFile(data.decode(encoding), marked=True)
    if b"\0" in data:
        raise ValueError("its text holds bytes that are no text")
    try:
        return PlainFile(data.decode("utf-8"))
    except UnicodeDecodeError:
        note = "its text is not in UTF-8: it was read as Windows-1252"
        # five bytes have no letter there
        return PlainFile(data.decode("cp1252", "replace"), note=note)


def _leads_out(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in path
