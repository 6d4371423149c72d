"""A page whose every text is hostile has the structure of its harmless twin, and its own words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from html import escape
from itertools import cycle

from evidence.report.escaping import flat

# Not texts: ids and addresses, which have rules of their own, and what no Markdown shows.
KEYS = {
    "id", "href", "code", "anchor", "key", "facet", "value", "axis", "language", "languages",
    "data_hash", "version", "symbol", "diagram_svg", "diagram", "address", "open_at", "bibtex",
    "states", "study", "filters", "leave_out", "keys", "legend", "reference_text",
}  # fmt: skip
# Texts of which small letters are made.
SMALL = {("RelationView", "words"), ("MapView", "label")}


def with_texts(value, text: Callable[[], str], owner: str = "", name: str = ""):
    """Return a view with every text in it replaced, ids and addresses as they are."""
    if name in KEYS:
        return value
    if isinstance(value, str):
        return written_as(text(), owner, name) if value else value
    if is_dataclass(value):
        inside = type(value).__name__
        parts = {
            part.name: with_texts(getattr(value, part.name), text, inside, part.name)
            for part in fields(value)
        }
        return type(value)(**parts)
    if hasattr(value, "_fields"):
        # A phrase takes after the field that it stands in.
        holder = (owner, name) if (owner, name) in SMALL else (type(value).__name__, "")
        parts = {
            part: inner
            if part == "label" and getattr(value, "href", "") == f"#{inner}"
            else with_texts(
                inner, text, holder[0], holder[1] if part == "text" and holder[1] else part
            )
            for part, inner in zip(value._fields, value, strict=True)
        }
        return type(value)(**parts)
    if isinstance(value, tuple):
        return tuple(with_texts(inner, text, owner, name) for inner in value)
    return value


def written_as(said: str, owner: str, name: str) -> str:
    if name == "reference":
        return f"<i>{escape(said)}</i>"
    return said.lower() if (owner, name) in SMALL else said


def payloads(corpora) -> list[str]:
    found = []
    for name in ("strings/blns", "xss/run-by-themselves", "xss/dompurify-expect"):
        text = (corpora / "security" / f"{name}.json").read_text(encoding="utf-8")
        found += [one["payload"] if isinstance(one, dict) else one for one in json.loads(text)]
    return [text for text in dict.fromkeys(found) if isinstance(text, str) and flat(text)]


def drawn_of(files, read):
    """All files of a report, drawn as one."""
    return read("\n\n".join(files.values()))


def test_hostile_texts_in_every_field_change_no_structure_and_read_back(
    shown, written, read, corpora
):
    told, hostile = [], payloads(corpora)
    assert len(hostile) > 600
    twin = with_texts(shown, lambda: told.append(1) or f"zq{len(told):05d}zq")
    harmless = drawn_of(written(twin, mermaid=""), read)
    assert sum(f"zq{number:05d}zq" in harmless.text for number in range(1, len(told) + 1)) > 250
    supply = cycle(hostile)
    for _ in range(-(-len(hostile) // len(told))):
        used = []

        def text(used=used) -> str:
            used.append(next(supply))
            return used[-1]

        drawn = drawn_of(written(with_texts(shown, text), mermaid=""), read)
        assert drawn.tags == harmless.tags
        assert drawn.links == harmless.links
        expected = harmless.text
        for number, said in enumerate(used, 1):
            expected = expected.replace(f"zq{number:05d}zq", flat(said))
        assert readable(drawn.text) == readable(expected)


def readable(text: str) -> str:
    return " ".join(text.split()).casefold()
