"""What other programs made, kept by content in the user's cache directory.

Nothing depends on it: an entry that is absent, broken or cannot be written is
made again. The key covers all that the output depends on, so an entry is never
out of date; only the number of entries is bounded. What is kept is data, which
can be wrong but runs nothing; the one that holds code is `code_cache`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ENTRIES = 1_024


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries; with `folder` None nothing is kept."""

    folder: Path | None

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None if nothing sound is."""
        if self.folder is None:
            return None
        try:
            stored = (self.folder / key).read_bytes()
        except OSError:
            return None
        digest, value = stored[:32], stored[32:]
        return value if digest == sha256(value).digest() else None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key, as far as the disk lets us."""
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self.folder / key, sha256(value).digest() + value)
            _drop_oldest(self.folder)


def user_cache() -> Cache:
    """Return the cache of the person who runs the program, by the customs of the system."""
    try:
        return Cache(_user_folder() / "evidence")
    except RuntimeError:  # a user without a home
        return Cache(None)


def code_cache() -> Cache:
    """Return the user's cache for what is run when it is read: none where others could write it."""
    cache = user_cache()
    if cache.folder is None:
        return cache
    try:
        cache.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        known = cache.folder.stat()
    except OSError:
        return Cache(None)
    if sys.platform != "win32" and (known.st_uid != os.getuid() or known.st_mode & 0o022):
        return Cache(None)
    return cache


def key_of(kind: str, *parts: str | bytes) -> str:
    """Return the name of an entry: the kind and a digest of all that its value depends on.

    >>> key_of("graphviz", "a", "bc") == key_of("graphviz", "ab", "c")
    False
    """
    digest = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return f"{kind}-{digest.hexdigest()}"


def _user_folder() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    if chosen and Path(chosen).is_absolute():
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: another process may read it at any time."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _drop_oldest(folder: Path) -> None:
    entries = [entry for entry in os.scandir(folder) if entry.is_file()]
    if len(entries) <= ENTRIES:
        return
    entries.sort(key=lambda entry: entry.stat().st_mtime_ns)
    for entry in entries[: len(entries) - ENTRIES]:
        with suppress(OSError):
            Path(entry.path).unlink()
