"""The published JSON Schema of `evidence.json` fits what is written, key for key."""

from __future__ import annotations

import copy
import json
import os

import pytest
from jsonschema import Draft202012Validator

from evidence import review
from evidence.exchange import json_version
from evidence.exchange.json import evidence_json
from evidence.files.reading import review_files
from evidence.review import Input
from evidence.synthesis.synthesis import synthesise
from tests.docs.evidence_schema import keys_in, made
from tests.docs.pages import DOCS, ROOT

PUBLISHED = DOCS / "evidence.schema.json"
VERSION = ROOT / "evidence" / "exchange" / "json_version.py"


def published():
    """The schema as it is published now: the tests may just have written it."""
    return json.loads(PUBLISHED.read_text(encoding="utf-8"))


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
        checked.graph, found, checked.states, checked.signed, data_hash="0" * 64, version="0"
    )
    return json.loads(text)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(published())
    Draft202012Validator.check_schema(closed(published()))


def test_what_a_build_writes_fits_the_schema_and_every_key_of_it_is_described(written):
    wrong = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in Draft202012Validator(closed(published())).iter_errors(written)
    ]
    assert wrong[:5] == []


@pytest.mark.first_of_an_update
def test_the_published_schema_is_made_from_the_model_and_its_version_says_what_it_holds():
    """The version rises when a key is added; within one major number none is taken away."""
    schema = made()
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE"):
        before, now = json_version.FORMAT, due(schema)
        for path in (VERSION, DOCS / "commands.md"):
            said = path.read_text(encoding="utf-8")
            path.write_text(said.replace(f'"{before}"', f'"{now}"'), encoding="utf-8")
        if is_of_an_older_major():
            older = published()["title"].rpartition(" ")[2]
            PUBLISHED.rename(DOCS / f"evidence.schema.{older}.json")
        PUBLISHED.write_text(text, encoding="utf-8")
        json_version.FORMAT = now  # what the tests after this one write bears it
    assert due(schema) == json_version.FORMAT, "run the tests with UPDATE=1: they raise the version"
    assert PUBLISHED.read_text(encoding="utf-8") == text, "run the tests with UPDATE=1"


def due(schema) -> str:
    """The version that a schema ought to have, by what was published under the present one.

    The first number is raised by hand, in `json_version`: only people know that a
    key means another thing, and what is taken away is never taken away by a slip.
    """
    major, minor = map(int, json_version.FORMAT.split("."))
    if is_of_an_older_major():
        return f"{major}.0"
    before, now = set(keys_in(published())), set(keys_in(schema))
    assert before <= now, f"taken away, which is version {major + 1}: {before - now}"
    return json_version.FORMAT if before == now else f"{major}.{minor + 1}"


def is_of_an_older_major() -> bool:
    """Whether what is published is of a major version before the one that is written."""
    return not json_version.FORMAT.startswith(published()["title"].rpartition(" ")[2] + ".")


def without_a_key():
    less = published()
    del less["properties"]["claims"]["items"]["properties"]["coder"]
    return less


def test_a_key_that_is_added_raises_the_version_and_one_that_is_taken_away_is_refused():
    major, minor = json_version.FORMAT.split(".")
    more = published()
    more["properties"]["claims"]["items"]["properties"]["key_of_later"] = {"type": "string"}
    assert due(more) == f"{major}.{int(minor) + 1}"
    with pytest.raises(AssertionError, match="taken away"):
        due(without_a_key())


def test_a_new_major_version_may_take_a_key_away_and_begins_at_nought(monkeypatch):
    later = int(json_version.FORMAT.partition(".")[0]) + 1
    monkeypatch.setattr(json_version, "FORMAT", f"{later}.0")
    assert due(without_a_key()) == f"{later}.0"


def test_the_schema_of_each_older_major_version_is_kept():
    now = int(json_version.FORMAT.partition(".")[0])
    titles = {
        json.loads((DOCS / f"evidence.schema.{major}.json").read_text(encoding="utf-8"))["title"]
        for major in range(1, now)
    }
    assert titles == {f"evidence.json, version {major}" for major in range(1, now)}


def test_the_version_that_is_written_is_the_one_that_the_documentation_names(written):
    assert written["format"] == json_version.FORMAT
    assert f'`"{json_version.FORMAT}"`' in (DOCS / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "1.9"),
        (("claims", 0, "statement"), "a plain string"),
        (("claims", 0, "passages"), []),
        (("findings", 0, "support", "citations"), -1),
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
    assert not Draft202012Validator(published()).is_valid(broken)


@pytest.mark.parametrize("key", published()["required"])
def test_a_file_without_one_of_its_parts_is_refused(written, key):
    broken = {name: value for name, value in written.items() if name != key}
    assert not Draft202012Validator(published()).is_valid(broken)


def test_a_key_that_a_later_version_adds_is_let_in(written):
    later = copy.deepcopy(written) | {"format": "2.97", "more": {}}
    later["claims"][0]["more"] = True
    assert Draft202012Validator(published()).is_valid(later)
