"""A key that people call by another name, a place written as it is spoken: one message each."""

from __future__ import annotations

import pytest

from evidence.model import Locator
from evidence.yaml import refusal_messages
from evidence.yaml.locators import located
from evidence.yaml.shapes import json_schema

CLAIM = {
    "id": "tasting",
    "statement": "Children name more vegetables.",
    "sources": "[kim2003]",
    "at": "{page: 3}",
    "elements": "[el.a]",
}
FINDING = {"id": "f.a", "kind": "conclusion", "statement": "Tasting teaches."}
ELEMENT = {"id": "el.a", "label": "Tasting"}


def written(section: str, item: dict[str, str], replaced: str, key: str) -> str:
    """The item with one key called by another name, or with that key besides."""
    named = {key if name == replaced else name: value for name, value in item.items()}
    named.setdefault(key, "x")
    lines = "\n    ".join(f"{name}: {value}" for name, value in named.items())
    return f"{section}:\n  - {lines}\n"


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("location", "at"),
        ("where", "at"),
        ("Locator", "at"),
        ("lokasi", "at"),
        ("source", "sources"),
        ("citation", "sources"),
        ("cited-by", "sources"),
        ("author", "sources"),
        ("sumber", "sources"),
        ("text", "statement"),
        ("claim", "statement"),
        ("pernyataan", "statement"),
        ("name", "id"),
        ("theme", "elements"),
        ("codes", "elements"),
    ],
)
def test_a_key_that_a_claim_needs_is_known_by_its_other_names_and_not_missed(outcome, key, meant):
    done = outcome(written("claims", CLAIM, meant, key))
    assert done.codes == ["unknown-key"], done.diagnostics
    assert done.only.help == f"did you mean `{meant}`?"


@pytest.mark.parametrize(
    ("key", "meant"),
    [("kutipan", "quote"), ("excerpt", "quote"), ("notes", "memo"), ("limitation", "caveat")],
)
def test_so_is_one_that_it_may_have(outcome, key, meant):
    done = outcome(written("claims", CLAIM, "", key))
    assert done.only.help == f"did you mean `{meant}`?"


@pytest.mark.parametrize(
    ("section", "item", "key", "meant"),
    [
        ("findings", FINDING, "type", "kind"),
        ("findings", FINDING, "conclusion", "statement"),
        ("elements", ELEMENT, "name", "label"),
    ],
)
def test_so_are_those_of_findings_and_elements(outcome, section, item, key, meant):
    text = written(section, item, meant, key)
    if section == "elements":
        text = "framework:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    assert outcome(text).only.help == f"did you mean `{meant}`?"


def test_evidence_of_a_finding_is_what_supports_it(outcome):
    done = outcome(written("findings", FINDING, "", "evidence"))
    assert done.only.help == "did you mean `supported_by`?"


def test_what_an_item_has_already_was_not_meant(outcome):
    done = outcome(written("claims", CLAIM, "", "location"))
    assert done.only.help == ""
    done = outcome(written("claims", {**CLAIM, "quote": "they name more"}, "", "text"))
    assert done.only.help == "`text` belongs to a question"


def test_a_facet_bears_the_name_that_the_review_gave_it(outcome):
    facets = "framework:\n  facets:\n    location: {label: Place, values: {town: Town}}\n"
    done = outcome(facets + written("claims", CLAIM, "", "location").replace("x", "town"))
    assert done.diagnostics == ()


def test_a_facet_of_another_review_is_answered_with_those_of_this_one(outcome):
    facets = "framework:\n  facets:\n" + "".join(
        f"    {name}: {{label: A, values: {{x: X}}}}\n" for name in ("soil", "age")
    )
    done = outcome(facets + written("claims", CLAIM, "", "wealth"))
    said = "the facets of this review are `age`, `soil`; others are declared under"
    assert done.only.help == f"{said} `framework: facets`"


@pytest.mark.parametrize(
    ("key", "value", "at"),
    [
        ("page", "7", {"page": "7"}),
        ("section", "2.1", {"section": "2.1"}),
        ("heading", "Tasting and after", {"heading": "Tasting and after"}),
    ],
)
def test_a_part_of_a_place_beside_a_missing_place_is_one_mistake(outcome, key, value, at):
    text = written("claims", CLAIM, "at", key).replace("{page: 3}", value)
    done = outcome(text)
    assert done.codes == ["unknown-key"]
    assert done.only.help == f"write `at: {{{key}: {value}}}`"
    assert done.review.claims[0].passage.at == Locator(tuple(at.items()))


def test_a_note_to_oneself_is_no_place(outcome):
    text = written("claims", CLAIM, "at", "note").replace("{page: 3}", "ask the author")
    assert outcome(text).codes == ["missing-key", "unknown-key"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("7", ("page", "7")),
        ("12-14", ("page", "12-14")),
        ("2.1", ("section", "2.1")),
        ("see pp. 3-5", ("page", "3-5")),
        ("the end", None),
    ],
)
def test_a_number_alone_is_a_page_or_a_section(given, meant):
    assert located(given) == meant


def test_a_place_in_braces_without_a_colon_is_read_as_it_was_meant(claim):
    read, done = claim("at: {p. 7}")
    assert done.only.code == "missing-colon"
    assert done.only.help == "write `page: 7`"
    assert read.passage.at == Locator((("page", "7"),))


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        ("{page: p. 14}", ("page", "14")),
        ("{page: hal. 14-15}", ("page", "14-15")),
        ("{section: § 2.1}", ("section", "2.1")),
        ("{note: fn 3}", ("note", "3")),
    ],
)
def test_a_place_that_says_its_term_twice_is_read_without_it_and_warned_of(claim, at, meant):
    read, done = claim(f"at: {at}\nalso: [{{at: {at}}}]")
    assert read.passage.at == read.also[0].at == Locator((meant,))
    assert done.codes == ["term-said-twice"] * 2
    assert done.diagnostics[0].help == f"write `{meant[0]}: {meant[1]}`"


@pytest.mark.parametrize("at", ["{heading: Section 2}", "{box: p. 3}", "{page: iv}", "{page: 3}"])
def test_other_places_are_left_as_they_are(claim, at):
    _, done = claim(f"at: {at}")
    assert done.diagnostics == ()


def test_every_key_that_an_item_needs_is_asked_for_with_an_example(outcome):
    shapes = json_schema()["$defs"].values()
    assert {key for shape in shapes for key in shape.get("required", ())} == set(
        refusal_messages._ASKED
    )
    text = written("claims", {k: v for k, v in CLAIM.items() if k != "statement"}, "", "memo")
    said = "say it in your own words, as in `statement: Children name more vegetables.`"
    assert outcome(text).only.help == said


def test_an_item_that_slipped_into_a_list_of_the_one_above_is_said_to_have(outcome):
    text = written("claims", {**CLAIM, "elements": "\n      - el.a"}, "", "memo")
    text = text.replace("    memo: x\n", "") + "      - id: other\n        statement: They taste.\n"
    assert "indent its `- `" in outcome(text).only.help
