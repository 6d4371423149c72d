"""The JSON Schema helps editors: it knows every key, and says what each is for."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from evidence.yaml import json_schema


class Editor(yaml.SafeLoader):
    """Reads scalars as editors do, by YAML 1.2: `on` is a word, and so is a date."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag.endswith((":int", ":float", ":null"))]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))

EXAMPLE = Path(__file__).parent / "example.yaml"
SCHEMA = json_schema()


def shapes():
    return {"file": SCHEMA, **SCHEMA["$defs"]}.items()


def test_every_key_says_what_it_is_for():
    silent = [
        f"{name}.{key}"
        for name, shape in shapes()
        for key, value in shape.get("properties", {}).items()
        if not value.get("description")
    ]
    assert silent == []


def test_unknown_keys_are_refused_except_where_facets_may_stand():
    is_open = {name for name, shape in shapes() if shape.get("additionalProperties") is not False}
    assert is_open == {"Claim", "Finding", "SourceFacts"}


def test_the_keys_are_those_of_the_file_and_not_of_python():
    measure, element = SCHEMA["$defs"]["Measure"], SCHEMA["$defs"]["Element"]
    assert "from" in measure["properties"]
    assert "from" in element["properties"]
    assert measure["required"] == ["of", "unit"]


def test_the_example_fits_the_schema_as_an_editor_reads_it():
    example = yaml.load(EXAMPLE.read_bytes(), Editor)
    errors = list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(example))
    assert errors == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("review", "title"), ["x"]),
        (("review", "titel"), "x"),
        (("claims", 0, "at"), "p. 3"),
        (("claims", 0, "attribution"), "implicit"),
        (("claims", 0, "measure", "bounds"), {}),
        (("findings", 0, "fit", "judgement"), "good"),
    ],
)
def test_what_the_reader_refuses_an_editor_marks(path, value):
    example = yaml.load(EXAMPLE.read_bytes(), Editor)
    *above, last = path
    holder = example
    for step in above:
        holder = holder[step]
    holder[last] = value
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(example)
