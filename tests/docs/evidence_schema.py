"""The published JSON Schema of `evidence.json`: what the model says, and what is worked out.

`evidence_computed.json` describes by hand what stands in the file beside the
fields of the nouns, or otherwise than they say; the rest is made from the model.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.exchange import json_version
from evidence.model import (
    Claim,
    Element,
    Facet,
    Finding,
    FindingKind,
    Framework,
    Link,
    Measure,
    Party,
    Passage,
    Question,
    RelationType,
    Review,
    SourceFacts,
)
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.model.lock import Signature

COMPUTED = Path(__file__).with_name("evidence_computed.json")
# the way to each noun in the schema, and its fields that are told elsewhere or not at all
PLACES: tuple[tuple[str, type, tuple[str, ...]], ...] = (
    ("review", Review, ("assessment",)),
    ("review questions []", Question, ()),
    ("framework", Framework, ()),
    ("framework facets []", Facet, ()),
    ("framework finding_kinds []", FindingKind, ()),
    ("framework relation_types []", RelationType, ()),
    ("framework elements []", Element, ("memo",)),
    ("parties []", Party, ()),
    ("sources []", SourceFacts, ("memo",)),
    ("claims []", Claim, ("memo", "passage", "also", "supports", "contradicts", "qualifies", "restates", "not_comparable")),
    ("claims [] links []", Link, ()),
    ("findings []", Finding, ("memo", "gaps")),
    ("findings [] signed signatures []", Signature, ()),
    ("$passage", Passage, ()),
    ("$measure", Measure, ()),
)  # fmt: skip
# keys that stand only where they say something
SOMETIMES = {"prefix", "suffix", "outcome", "freshness"}


def made() -> dict[str, Any]:
    """Return the schema."""
    schema: dict[str, Any] = json.loads(COMPUTED.read_text(encoding="utf-8"))
    major = json_version.FORMAT.partition(".")[0]
    schema["title"] = f"evidence.json, version {major}"
    schema["properties"]["format"]["pattern"] = rf"^{major}\.[0-9]+$"
    for way, noun, without in PLACES:
        place = at(schema, way)
        own = place.get("properties", {})
        place["properties"] = {**dict(properties(noun, without)), **own}
        place["required"] = [key for key in place["properties"] if required(key, noun)]
        place.setdefault("type", "object")
    return schema


def required(key: str, noun: type) -> bool:
    figures = {f.key for f in all_fields(noun) if isinstance(f.kind, kinds.Number)}
    return key not in SOMETIMES | figures


def at(schema: dict[str, Any], way: str) -> dict[str, Any]:
    held = schema
    for step in way.split():
        if step.startswith("$"):
            held = schema["$defs"][step[1:]]
        elif step == "[]":
            held = held.setdefault("items", {"type": "object"})
        else:
            held = held.setdefault("properties", {}).setdefault(step, {"type": "array"})
            held = held if "anyOf" not in held else held["anyOf"][0]
    return held


def all_fields(noun: type, without: tuple[str, ...] = ()) -> Iterator[kinds.Field]:
    for field in fields_of(noun):
        if field.name in without:
            continue
        if isinstance(field.kind, kinds.Inline):
            yield from all_fields(field.kind.of)
        else:
            yield field


def properties(noun: type, without: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for field in all_fields(noun, without):
        said = {"description": field.kind.meaning} if field.kind.meaning else {}
        yield field.key, {**said, **form(field.kind)}


def form(kind: Any) -> dict[str, Any]:  # noqa: C901, PLR0911, PLR0912
    """Return the schema of a value of a kind, as `evidence.exchange.plain` tells it."""
    match kind:
        case kinds.Text():
            return {"$ref": "#/$defs/text"}
        case kinds.Id() | kinds.HeldBy() | kinds.Version():
            return {"type": "string"}
        case kinds.Words() | kinds.Word() | kinds.Ref() | kinds.Day() | kinds.Language():
            return {"type": ["string", "null"]}
        case kinds.Choice():
            return {"type": ["string", "null"]}
        case kinds.Flag():
            return {"type": "boolean"}
        case kinds.Count():
            return {"type": ["integer", "null"]}
        case kinds.Number():
            return {"type": "number"}
        case kinds.At():
            return {"$ref": "#/$defs/locator"}
        case kinds.Facets():
            return {"$ref": "#/$defs/facets"}
        case kinds.Reasons():
            return {"type": "object", "additionalProperties": {"type": "string"}}
        case kinds.Relation():
            return {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3}
        case kinds.Noun(of=noun):
            return {"anyOf": [{"type": "null"}, closed(noun)]}
        case kinds.Several(each=kinds.Ref() | kinds.Words() | kinds.Word() | kinds.Language()):
            return {"$ref": "#/$defs/keys"}
        case kinds.Several(each=each):
            return {"type": "array", "items": item(each)}
        case kinds.Keyed(each=each, listed=True):
            return {"type": "array", "items": item(each)}
        case kinds.Keyed(each=each):
            return {"type": "object", "additionalProperties": item(each)}
    raise AssertionError(kind)


def item(kind: Any) -> dict[str, Any]:
    return closed(kind.of) if isinstance(kind, kinds.Noun) else form(kind)


def closed(noun: type) -> dict[str, Any]:
    found = dict(properties(noun, ()))
    return {
        "type": "object",
        "required": [key for key in found if required(key, noun)],
        "properties": found,
    }


def keys_in(schema: Any, way: str = "") -> Iterator[str]:
    """Yield every key that the schema names, with the way to it."""
    if isinstance(schema, list):
        for part in schema:
            yield from keys_in(part, way)
    elif isinstance(schema, dict):
        for name, part in schema.get("$defs", {}).items():
            yield from keys_in(part, f"${name}")
        for name, part in schema.items():
            if name == "$defs":
                continue
            if name == "properties" and isinstance(part, dict):
                for key, inner in part.items():
                    yield f"{way}/{key}"
                    yield from keys_in(inner, f"{way}/{key}")
            elif isinstance(part, dict | list):
                yield from keys_in(part, way)
