"""The real files that readers are tried on, and how one is read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.origins import Origin

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def corpus(name: str) -> Path:
    """Return a file below the shared folder, named as there; skip where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared corpora have no {name} here")
    return path


def read_file(reader: ModuleType, name: str, **settings: Any) -> Origin:
    """Return what a reader makes of a file of the corpora; everything in it is accounted for."""
    path = corpus(name)
    with path.open("rb") as file:
        assert reader.recognises(path.name, file)
        assert file.tell() == 0
        return accounted(reader.read(path.name, file, settings))


def read_bytes(
    reader: ModuleType, data: bytes, name: str = "a file", settings: Mapping[str, Any] | None = None
) -> Origin:
    """Return what a reader makes of bytes; everything in them is accounted for."""
    reader.recognises(name, io.BytesIO(data))
    return accounted(reader.read(name, io.BytesIO(data), settings or {}))


def accounted(origin: Origin) -> Origin:
    assert origin.unaccounted() == {}
    assert all(one.name and one.because for one in origin.left)
    assert len({segment.key for segment in origin.segments}) == len(origin.segments)
    texts = {text.key for text in origin.texts}
    codes = {code.key for code in origin.codes}
    assert all(s.text in texts or not s.text for s in origin.segments)
    assert all(codes >= {*s.codes} for s in origin.segments)
    assert all(s.quote or s.statement or s.memo for s in origin.segments)
    assert len({segment.hash for segment in origin.segments}) <= len(origin.segments)
    return origin


def refusal(reader: ModuleType, data: bytes, name: str = "a file") -> str:
    """Return why a reader refuses bytes; nothing but a message comes out."""
    assert reader.recognises(name, io.BytesIO(data)) in {True, False}
    with pytest.raises(CannotGoOn) as told:
        reader.read(name, io.BytesIO(data), {})
    assert name in str(told.value)
    return str(told.value)
