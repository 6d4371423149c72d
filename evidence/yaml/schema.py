"""The JSON Schema of one review: its ids, its facets and its words, for editors.

The shapes say what any review may hold; here every place for an id lists the
ids of this one, with what they stand for, and every facet its values. A schema
is a picture of one moment: it is made again when the review has grown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from evidence.model import Facet, Review, Source
from evidence.model.claims import TERMS
from evidence.model.fields import Kind, Noun, Ref, Several, fields_of
from evidence.yaml.shapes import ID, KEY, NAMED, json_schema
from evidence.yaml.values import ARROW, LANGUAGE

Schema: TypeAlias = dict[str, Any]

_ADVICE = "if it is new, run `evidence schema` again"
_ANY_OF_CLAIM = ("elements", "relates", "unfitted")


def _target(kind: Kind) -> str:
    """Return what a field refers to: the one that its short form names, where it has one."""
    if isinstance(kind, Several):
        return _target(kind.each)
    if isinstance(kind, Noun) and kind.short:
        return next((_target(f.kind) for f in fields_of(kind.of) if f.key == kind.short), "")
    return kind.to if isinstance(kind, Ref) else ""


# what a reference leads to, by the shape and the key that it stands in
_LEADS_TO: Mapping[str, Mapping[str, str]] = {
    name: {field.key: to for field in fields_of(noun) if (to := _target(field.kind))}
    for name, noun in NAMED.items()
}
_ON = {"Claim": "claims", "Finding": "findings", "SourceFacts": "sources"}
_TITLES = re.compile(r"(?<=[a-z])(?=[A-Z])")


def schema(review: Review, sources: Sequence[Source], codes: Iterable[str] = ()) -> Schema:
    """Return the JSON Schema of a review; `codes` are those of the checks that it may silence."""
    whole: Schema = json_schema()
    definitions: Schema = whole["$defs"]
    known = dict(_known(review, sources))
    for name, shape in definitions.items():
        shape["title"] = _TITLES.sub(" ", name).lower()
        leads_to = _LEADS_TO.get(name, {})
        for key, value in shape["properties"].items():
            _retitled(value)
            target = leads_to.get(key, "")
            shape["properties"][key] = _narrowed(value, target if target in known else "", review)
        if name in _ON:
            _add_facets(shape, [f for f in _facets(review) if f.on == _ON[name]])
    for value in whole["properties"].values():
        _retitled(value)
    definitions |= known
    _name_keys(whole, review, codes, known)
    whole["title"] = "claims.yaml of this review"
    return whole


def _known(review: Review, sources: Sequence[Source]) -> Iterator[tuple[str, Schema]]:
    """Yield a definition for each kind of id that the review has any of."""
    claims = {claim.id: _said(claim.statement.texts) for claim in review.claims}
    findings = {finding.id: _said(finding.statement.texts) for finding in review.findings}
    framework = review.framework
    kinds = framework.finding_kinds.values()
    for name, article, ids in (
        ("source", "a source of sources.bib", {s.key: _described(s) for s in sources}),
        ("claim", "a claim", claims),
        ("evidence", "a claim or a finding", claims | findings),
        (
            "element",
            "an element of the framework",
            {
                e.id: _said((*e.label.texts[:1], *e.definition.texts[:1]))
                for e in framework.elements
            },
        ),
        ("question", "a question", {q.id: _said(q.text.texts) for q in review.questions}),
        ("finding_kind", "a kind of finding", {kind.id: _said(kind.label.texts) for kind in kinds}),
    ):
        if ids:
            yield name, _choice(ids, f"this is not {article}; {_ADVICE}")


def _said(texts: Sequence[str]) -> str:
    return " – ".join(text for text in texts if text)


def _described(source: Source) -> str:
    names = ", ".join(name.short for name in source.authors[:3])
    return _said((" ".join(part for part in (names, source.year) if part), source.title))


def _choice(ids: Mapping[str, str], wrong: str) -> Schema:
    values = [value for key in ids for value in _as_typed(key)]
    described = [text for key, text in ids.items() for _ in _as_typed(key)]
    return {"enum": values, "markdownEnumDescriptions": described, "errorMessage": wrong}


def _as_typed(key: str) -> list[str | int]:
    """Return what an editor may take a key for: `2013` is a number there, and text to us."""
    return [key, int(key)] if re.fullmatch(r"0|[1-9]\d{0,14}", key) else [key]


def _retitled(value: Schema) -> None:
    value.pop("title", None)  # the name of the key over again


def _narrowed(value: Any, target: str, review: Review) -> Any:
    """Return a part of the schema with the ids and the languages of the review."""
    if isinstance(value, list):
        return [_narrowed(part, target, review) for part in value]
    if not isinstance(value, dict):
        return value
    if target and value.get("pattern") == KEY:
        rest = {key: part for key, part in value.items() if key not in ("pattern", "type")}
        return {"$ref": f"#/$defs/{target}", **rest}
    if LANGUAGE in value.get("patternProperties", ()):
        text = value["patternProperties"][LANGUAGE]
        rest = {key: part for key, part in value.items() if key != "patternProperties"}
        languages = dict.fromkeys(review.languages, text)
        return {**rest, "properties": languages, "additionalProperties": False}
    if value.get("pattern") == ARROW:
        return _arrow(value, review)
    value = {key: _narrowed(part, target, review) for key, part in value.items()}
    if value.get("pattern") == ID:
        value["errorMessage"] = "an id begins with a letter, then letters, digits and `_ . : -`"
    if value.get("propertyNames", {}).get("enum") == list(TERMS):
        value["propertyNames"]["errorMessage"] = "this is no place; `page`, `section` and such are"
        value["errorMessage"] = "a place is written as `{page: 3}`"
    if "oneOf" in value and "type" not in value:
        # so that editors write a colon behind the key
        value["type"] = list(
            dict.fromkeys(kind for part in value["oneOf"] for kind in _kinds(part))
        )
    return value


def _kinds(part: Schema) -> Sequence[str]:
    kind = part.get("type", ())
    return [kind] if isinstance(kind, str) else kind


def _arrow(value: Schema, review: Review) -> Schema:
    """Return the shape of an arrow between elements of the review; those it has are offered."""
    elements = "|".join(re.escape(element.id) for element in review.framework.elements)
    types = "|".join(re.escape(key) for key in review.framework.relation_types)
    if not (elements and types):
        return value
    stated = [arrow for claim in review.claims for arrow in claim.relates]
    known = dict.fromkeys(str(arrow) for arrow in (*review.framework.relations, *stated))
    return {
        "type": "string",
        "pattern": rf"^\s*({elements})\s+({types})\s+({elements})\s*$",
        "errorMessage": f"an arrow is `element type element`, with known ones; {_ADVICE}",
        "examples": list(known) or value.get("examples", []),
    }


def _facets(review: Review) -> tuple[Facet, ...]:
    return tuple(review.framework.facets.values())


def _add_facets(shape: Schema, facets: Sequence[Facet]) -> None:
    shape["properties"] |= {facet.id: _facet(facet) for facet in facets}
    shape["additionalProperties"] = False
    required = [facet.id for facet in facets if facet.required]
    if required:
        shape["required"] = [*shape.get("required", ()), *required]


def _facet(facet: Facet) -> Schema:
    values = {
        value.id: _said((*value.label.texts[:1], *value.definition.texts[:1]))
        for value in facet.values.values()
    }
    described = {"description": _said((*facet.label.texts[:1], *facet.definition.texts[:1]))}
    if not values:
        return described
    choice = _choice(values, f"this is not a value of `{facet.id}`; {_ADVICE}")
    return {**described, "anyOf": [choice, {"type": "array", "minItems": 1, "items": choice}]}


def _name_keys(
    whole: Schema, review: Review, codes: Iterable[str], known: Mapping[str, Schema]
) -> None:
    """Name the keys that are ids: sources, facets of a cell, cells of a gap, silenced checks."""
    definitions = whole["$defs"]
    if "source" in known:
        whole["properties"]["sources"]["propertyNames"] = {"$ref": "#/$defs/source"}
    claim = definitions["Claim"]
    claim["required"] = [key for key in claim["required"] if key != "at"]
    claim["anyOf"] = [
        *({"required": ["at", key]} for key in _ANY_OF_CLAIM),
        {"required": ["proposed"], "not": {"required": ["accepted"]}},
    ]
    on_claims = [facet for facet in _facets(review) if facet.on == "claims"]
    if on_claims:
        definitions["Cell"]["properties"]["where"] |= {
            "properties": {facet.id: _facet(facet) for facet in on_claims},
            "additionalProperties": False,
        }
    cells = {cell.id for kind in review.framework.finding_kinds.values() for cell in kind.cells}
    if cells:
        definitions["Finding"]["properties"]["gaps"]["propertyNames"] = {"enum": sorted(cells)}
    checks = sorted(codes)
    for shape in definitions.values():
        if checks and "allow" in shape.get("properties", ()):
            shape["properties"]["allow"]["propertyNames"] = {"enum": checks}
