"""Claims as they are written in the files, and hashes by which a later change is seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from evidence.yaml.appending import as_read
from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Entries, Items
from evidence.yaml.parser import load

# claims as written, by id
Nodes: TypeAlias = Mapping[str, Mapping[str, Any]]
_NO_CONTENT = frozenset({"id", "coder", "memo", "allow", "proposed", "accepted", "rejected"})


def written_parts(claim: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the hash of each key of a claim, but for those that say nothing of its content."""
    return {key: _hash(as_read(v)) for key, v in claim.items() if key not in _NO_CONTENT}


def written_claims(files: Iterable[tuple[str, bytes]]) -> Nodes:
    """Return the claims of files as they are written, by id; what cannot be read is left out."""
    found: dict[str, Mapping[str, Any]] = {}
    for _, data in files:
        for _, root in load(clean(data).text).documents:
            claims = root.get("claims") if isinstance(root, Entries) else None
            for claim in claims if isinstance(claims, Items) else ():
                if isinstance(claim, Entries) and isinstance(id_ := claim.get("id"), str):
                    found.setdefault(id_, claim)
    return found


def _hash(value: Any) -> str:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
