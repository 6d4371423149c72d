"""The file of a review that a new claim belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.model import Review
from evidence.yaml.dump import Draft
from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Entries
from evidence.yaml.parser import load


def text_of(draft: Draft, review: Review) -> str:
    """Return the key of the text that a claim was read in, "" if it cannot be told."""
    said = draft.get("read_in") or review.of
    sources = draft.get("sources", ())
    if not said and isinstance(sources, tuple) and len(sources) == 1:
        said = sources[0]
    return said if isinstance(said, str) else ""


def file_for(draft: Draft, review: Review, files: Sequence[tuple[str, bytes]]) -> str:
    """Return the path of the file that a claim belongs to.

    That is the last one whose claims, or whose defaults, read the same text;
    else the last one that has claims; else the first one.
    """
    text = text_of(draft, review)
    read: dict[str, set[str]] = {}
    for claim in review.claims:
        read.setdefault(claim.where.at().file, set()).add(claim.read_in)
    same = [
        path
        for path, data in files
        if text and text in (read[path] if path in read else {default_text(data)})
    ]
    holding = [path for path, _ in files if path in read]
    return (same or holding or [files[0][0]])[-1]


def file_of(coder: str, files: Sequence[tuple[str, bytes]]) -> str:
    """Return the path of the file whose claims somebody coded by default, "" if there is none."""
    return next((path for path, data in files if coder and _default(data, "coder") == coder), "")


def default_text(data: bytes) -> str:
    """Return the text that the claims of a file were read in by default, "" if it has none."""
    return _default(data, "read_in")


def _default(data: bytes, key: str) -> str:
    if b"defaults" not in data:
        return ""  # a long file is not read for what it cannot have
    for _, root in load(clean(data).text).documents:
        defaults = root.get("defaults") if isinstance(root, Entries) else None
        said = defaults.get(key) if isinstance(defaults, Entries) else None
        if isinstance(said, str):
            return said
    return ""


def at_home(draft: Draft, review: Review, data: bytes) -> Draft:
    """Return a claim that says which text it was read in, where its file would say another."""
    text, default = text_of(draft, review), default_text(data)
    if "read_in" in draft or not default or not text or default == text:
        return draft
    pairs = list(draft.items())
    after = next((n for n, (key, _) in enumerate(pairs, start=1) if key == "sources"), 0)
    return dict([*pairs[:after], ("read_in", text), *pairs[after:]])
