"""The JSON Schema of one review: editors complete its ids and mark what it does not know."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest
import yaml

from evidence import bibtex
from evidence.files.starter import starter_files
from evidence.yaml import read as read_claims
from evidence.yaml.schema import schema

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def starter():
    """The claims of the review that `init` writes, as an editor reads them, and its schema."""
    files = starter_files()
    review, _ = read_claims([("claims.yaml", files["claims.yaml"])])
    works, _ = bibtex.read("sources.bib", files["sources.bib"])
    return opened(files["claims.yaml"]), schema(review, works, ["long-quote"])


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `on` and `no` are words, and so are days."""


EditorLoader.yaml_implicit_resolvers = {
    letter: [
        (tag, rule)
        for tag, rule in rules
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("true|false", re.IGNORECASE), list("tTfF")
)


def opened(data):
    return yaml.load(data, EditorLoader)


def complaints(tree, made):
    validator = jsonschema.Draft202012Validator(made)
    return [error.json_path for error in validator.iter_errors(tree)]


def test_it_is_a_json_schema_and_the_review_that_it_was_made_of_fits(starter):
    tree, made = starter
    jsonschema.Draft202012Validator.check_schema(made)
    assert complaints(tree, made) == []


def test_the_review_of_this_repository_fits_its_own_schema_file_by_file():
    paths = [ROOT / "claims.yaml", *sorted((ROOT / "claims").glob("*.yaml"))]
    review, _ = read_claims([(path.name, path.read_bytes()) for path in paths])
    works, _ = bibtex.read("sources.bib", (ROOT / "sources.bib").read_bytes())
    made = schema(review, works, ["one-citation"])
    found = {p.name: complaints(opened(p.read_bytes()), made) for p in paths}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("claims", 0, "sources"), ["able2005"]),
        (("claims", 0, "via"), ["able2005"]),
        (("claims", 0, "elements"), ["el.gardens"]),
        (("claims", 0, "context"), "village"),
        (("claims", 0, "context"), ["town", "village"]),
        (("claims", 0, "population"), "pupils"),
        (("claims", 0, "relates"), ["el.garden leads_to el.gardens"]),
        (("claims", 0, "relates"), ["el.garden leads el.knowledge"]),
        (("claims", 0, "contradicts"), ["tasting_nothing"]),
        (("claims", 0, "contradicts"), [{"claim": "tasting_nothing"}]),
        (("claims", 0, "statement"), {"en": "So.", "fr": "Ainsi."}),
        (("claims", 0, "allow"), {"long-quotes": "So."}),
        (("claims", 0, "id"), "tasting names"),
        (("claims", 0, "at"), "page 3"),
        (("claims", 0, "at"), {"pag": 3}),
        (("findings", 0, "kind"), "strategies"),
        (("findings", 0, "supported_by"), ["el.tasting"]),
        (("findings", 0, "answers"), ["q.nothing"]),
        (("findings", 0, "gaps"), {"village": "So."}),
        (("findings", 0, "context"), "town"),  # a facet of claims
        (("framework", "elements", 0, "part_of"), "el.gardens"),
        (("framework", "finding_kinds", "strategy", "cells", "town", "where"), {"contxt": "town"}),
        (("review", "of"), "able2005"),
        (("sources",), {"able2005": {"identity": "verified"}}),
    ],
)
def test_an_editor_marks(starter, path, value):
    tree, made = deepcopy(starter[0]), starter[1]
    *above, last = path
    holder = tree
    for step in above:
        holder = holder[step]
    holder[last] = value
    shown = "$" + "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path)
    found = complaints(tree, made)
    assert found
    assert all(one.startswith((shown, shown.rpartition(".")[0])) for one in found)


@pytest.mark.parametrize("key", ["statement", "at", "context", "role", "elements"])
def test_an_editor_misses(starter, key):
    tree, made = deepcopy(starter[0]), starter[1]
    del tree["claims"][0][key]
    assert complaints(tree, made) == ["$.claims[0]"]


def test_every_choice_is_described_in_the_words_of_the_review(starter):
    choices = starter[1]["$defs"]
    assert dict(zip(*described(choices["source"]), strict=True))["kim2003"] == (
        "Kim 2003 – Tasting lessons in two town schools"
    )
    assert dict(zip(*described(choices["element"]), strict=True))["el.garden"] == "School garden"
    assert described(choices["claim"])[0][0] == "tasting_names"
    assert set(described(choices["evidence"])[0]) > {"tasting_names", "f.tasting"}


def described(choice):
    return choice["enum"], choice["markdownEnumDescriptions"]


def test_a_key_that_an_editor_takes_for_a_number_is_offered_as_both():
    review, _ = read_claims([("claims.yaml", b"")])
    works, _ = bibtex.read(
        "sources.bib", b"@misc{2013, title = {One}}\n@misc{kim2003, title = {Two}}"
    )
    choice = schema(review, works)["$defs"]["source"]
    assert choice["enum"] == ["2013", 2013, "kim2003"]
    assert choice["markdownEnumDescriptions"] == ["One", "One", "Two"]


def test_a_review_that_has_nothing_yet_offers_nothing_and_forbids_no_id():
    review, _ = read_claims([("claims.yaml", b"")])
    made = schema(review, ())
    claim = {"id": "a", "statement": "b", "sources": ["c"], "at": {"page": 1}, "elements": ["d"]}
    assert complaints({"claims": [claim]}, made) == []


def test_the_command_writes_it_where_it_is_told_and_a_file_of_the_review_is_not_written_over(
    review, run
):
    shown = run("schema")
    assert shown.exit_code == 0
    written = run("schema", "-o", "claims.schema.json")
    assert written.output == "claims.schema.json\n"
    text = (review / "claims.schema.json").read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(shown.output)
    before = (review / "claims.yaml").read_bytes()
    assert run("schema", "-o", "claims.yaml").exit_code != 0
    assert (review / "claims.yaml").read_bytes() == before
