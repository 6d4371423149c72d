"""What becomes of a foreign file's texts, codes and coders in a review: a small file to edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence.diagnostics import CannotGoOn, did_you_mean
from evidence.yaml.dump import entries
from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Entries, Items
from evidence.yaml.parser import load

_HEAD = """\
# What becomes of {file} in this review. It was proposed by `evidence import`;
# edit it, and import again. Ids of elements and citation keys are those of the review;
# a code with nothing behind it (`code:`) is left out.
"""
_LEFT_OUT, _EMPTY = ': ""\n', ":\n"
_KEYS = ("file", "kind", "sources", "elements", "coders", "settings")
_NAMES = ("sources", "elements", "coders")


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """What becomes of the names in a file made elsewhere.

    Shape: `sources` leads from a text (its key or name there) to a citation
           key, `elements` from a code (its key or label) to an element's id,
           "" to leave the code out; `coders` from names to initials.
           `settings` are the reader's own.
    """

    kind: str = ""
    file: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


def read_mapping(path: str, data: bytes) -> ImportMapping:
    """Return what a mapping file says.

    Raises: CannotGoOn that names everything that is wrong with it.
    """
    text, _ = clean(data)
    loaded = load(text)
    root = loaded.documents[0][1] if loaded.documents else None
    if loaded.stop is not None or not isinstance(root, Entries):
        raise CannotGoOn(
            f"{path}: this is no mapping that can be read",
            "delete it, and import again: it is then proposed anew",
        )
    wrong = [
        f"{path}:{text.count(chr(10), 0, root.key_at(key)) + 1}: unknown key `{key}`"
        + (f"; {hint}" if (hint := did_you_mean(key, _KEYS)) else "")
        for key in root
        if key not in _KEYS
    ]
    said: dict[str, Any] = {}
    for key in _NAMES:
        node = root.get(key)
        if node is None:
            continue
        if not isinstance(node, Entries):
            wrong.append(f"{path}: `{key}` is not a list of `name: what becomes of it`")
            continue
        for name, to in node.items():
            if to is not None and not isinstance(to, str):
                line = text.count("\n", 0, node.key_at(name)) + 1
                wrong.append(f"{path}:{line}: `{name}` leads to more than one thing")
        said[key] = {name: to or "" for name, to in node.items() if not isinstance(to, list | dict)}
    if wrong:
        raise CannotGoOn("\n".join(wrong), f"known are {', '.join(_KEYS)}")
    kind, file = root.get("kind"), root.get("file")
    return ImportMapping(
        kind if isinstance(kind, str) else "",
        file if isinstance(file, str) else "",
        **said,
        settings=_plain(root.get("settings") or {}),
    )


def mapping_text(mapping: ImportMapping) -> str:
    """Return a mapping as the file that is kept."""
    told = _HEAD.format(file=mapping.file)
    told += entries({"file": mapping.file, "kind": mapping.kind})
    for key in _NAMES:
        names: Mapping[str, str] = getattr(mapping, key)
        if names:  # a line for each, to be edited
            lines = "".join(entries({name: to}, column=2) for name, to in names.items())
            told += f"{key}:\n{lines.replace(_LEFT_OUT, _EMPTY)}"
    settings = _written(mapping.settings)
    return told + (entries({"settings": settings}) if settings else "")


def _plain(node: Any) -> Any:
    if isinstance(node, Entries):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, Items):
        return [_plain(value) for value in node]
    return node


def _written(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _written(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_written(one) for one in value)
    if isinstance(value, bool):
        return value
    return "" if value is None else str(value)
