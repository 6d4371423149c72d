"""The published JSON Schema of `evidence.json` fits what is written, key for key."""

from __future__ import annotations

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from evidence import review
from evidence.build import synthesise
from evidence.exchange.json import FORMAT, evidence_json
from evidence.files.reading import review_files
from evidence.review import Input
from tests.docs.pages import DOCS, ROOT

SCHEMA = json.loads((DOCS / "evidence.schema.json").read_text(encoding="utf-8"))


def closed(schema):
    """The schema without leave to add keys: what it must not be, and what our outputs fit."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


@pytest.fixture(scope="module", params=["the study", "the starter", "many keys"])
def written(request):
    """`evidence.json` of real reviews, as the build writes it."""
    folder = {
        "the study": ROOT,
        "the starter": ROOT / "evidence" / "starter",
        "many keys": ROOT / "tests" / "markdown" / "review",
    }[request.param]
    files = review_files(folder)
    checked = review.check(Input(files.claims, files.sources, files.lock))
    assert not checked.errors
    found = synthesise(checked.graph)
    text = evidence_json(
        checked.graph,
        found.support,
        found.leaning.values(),
        checked.states,
        data_hash="0" * 64,
        version="0",
    )
    return json.loads(text)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator.check_schema(closed(SCHEMA))


def test_what_a_build_writes_fits_the_schema_and_every_key_of_it_is_described(written):
    wrong = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in Draft202012Validator(closed(SCHEMA)).iter_errors(written)
    ]
    assert wrong[:5] == []


def objects(schema):
    """Every part of the schema that names keys."""
    parts = schema.values() if isinstance(schema, dict) else schema
    if isinstance(schema, dict) and schema.get("type") == "object" and "properties" in schema:
        yield schema
    for part in parts:
        if isinstance(part, dict | list):
            yield from objects(part)


def test_a_key_is_required_unless_it_stands_only_where_it_says_something():
    sometimes = {
        key
        for shape in objects(SCHEMA)
        for key in shape["properties"].keys() - set(shape.get("required", ()))
    }
    of_passages = {"prefix", "suffix", "outcome", "freshness"}
    of_measures = {"value", "about", "above", "from", "below", "up_to", "parts"}
    assert sometimes == of_passages | of_measures


def test_the_version_that_is_written_is_one_that_the_schema_is_of():
    assert SCHEMA["title"] == f"evidence.json, version {FORMAT.partition('.')[0]}"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "2.0"),
        (("claims", 0, "statement"), "a plain string"),
        (("claims", 0, "passages"), []),
        (("findings", 0, "support", "independent"), -1),
        (("sources", 0, "key"), None),
    ],
)
def test_what_breaks_the_promise_is_refused(written, path, value):
    broken = copy.deepcopy(written)
    *way, last = path
    held = broken
    for step in way:
        held = held[step]
    held[last] = value
    assert not Draft202012Validator(SCHEMA).is_valid(broken)


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_file_without_one_of_its_parts_is_refused(written, key):
    broken = {name: value for name, value in written.items() if name != key}
    assert not Draft202012Validator(SCHEMA).is_valid(broken)


def test_a_key_that_a_later_version_adds_is_let_in(written):
    later = copy.deepcopy(written) | {"format": "1.7", "more": {}}
    later["claims"][0]["more"] = True
    assert Draft202012Validator(SCHEMA).is_valid(later)
