"""The reference of the format is made from the shapes that read it, and is up to date."""

from __future__ import annotations

from typing import Any

import pytest

from evidence.diagnostics import Severity
from evidence.yaml import json_schema
from evidence.yaml import read as read_claims
from evidence.yaml.values import ARROW, ID, KEY, LANGUAGE, SOMETHING
from tests.docs.pages import DOCS, blocks, filled, table, up_to_date

PAGE = DOCS / "format.md"
SCHEMA = json_schema()
SHAPES = SCHEMA["$defs"]

# what each shape is called, in the order of the page; the names are its headings
NAMES = {
    "Review": "review",
    "Question": "question",
    "Contrast": "contrast",
    "ReviewAssessment": "assessment of the review",
    "Author": "author",
    "Machine": "machine",
    "Search": "search",
    "Flow": "flow",
    "Identified": "identified",
    "Removed": "removed",
    "Included": "included",
    "Defaults": "defaults",
    "SourceFacts": "source",
    "SameAuthor": "same author",
    "Notice": "notice",
    "Appraisal": "appraisal",
    "AppraisalItem": "item of an appraisal",
    "Party": "party",
    "Framework": "framework",
    "Facet": "facet",
    "FacetValue": "value of a facet",
    "FindingKind": "kind of finding",
    "Cell": "cell",
    "Element": "element",
    "RelationType": "relation type",
    "Claim": "claim",
    "Passage": "passage",
    "Link": "link",
    "Restatement": "restatement",
    "Measure": "measure",
    "Proposed": "proposed",
    "Accepted": "accepted",
    "Rejected": "rejected",
    "Finding": "finding",
    "Fit": "judgement",
    "SecondFit": "second judgement",
    "Assessment": "assessment",
    "Component": "component",
}
PATTERNS = {
    ID: "id",
    KEY: "reference",
    SOMETHING: "plain text",
    LANGUAGE: "language",
    ARROW: "arrow",
}


def test_the_reference_of_the_format_is_up_to_date():
    page = PAGE.read_text(encoding="utf-8")
    up_to_date(PAGE, filled(page, {"shapes": reference(), "terms": terms()}))


def test_every_shape_has_its_section():
    assert set(SHAPES) == set(NAMES)


def test_every_key_says_what_it_means():
    dumb = [
        f"{name}.{key}"
        for name, shape in SHAPES.items()
        for key, value in shape["properties"].items()
        if not value.get("description", "").strip()
    ]
    assert dumb == []


@pytest.mark.parametrize("name", ["format.md", "coders.md"])
def test_an_example_is_in_the_format(name):
    """What a page shows is read: a whole file, or a list of claims of one."""
    shown = [b for b in blocks((DOCS / name).read_text(encoding="utf-8")) if b.kind == "yaml"]
    assert shown
    wrong = {block.line: told for block in shown if (told := refused(block.text, block.told))}
    assert wrong == {}


def refused(text: str, expected: str) -> list[str]:
    """The errors that the reader reports, but for the one that the page says is reported.

    An example may leave out what it is not about.
    """
    whole = f"claims:\n{text}" if text.startswith("- ") else text
    _, found = read_claims([("claims.yaml", whole.encode())])
    codes = {one.code for one in found if one.severity is Severity.ERROR} - {"missing-key"}
    what, _, code = expected.partition(": ")
    return sorted(codes ^ ({code} if what == "refused" else set()))


def reference() -> str:
    """A section for each shape, the file itself first."""
    sections = ["## The file\n", SCHEMA["description"], "", keys(SCHEMA)]
    for name, heading in NAMES.items():
        shape = SHAPES[name]
        sections += ["", f"## {heading.capitalize()}\n", shape["description"], "", keys(shape)]
    return "\n".join(sections)


def keys(shape: dict[str, Any]) -> str:
    rows = [
        (
            f"`{key}`" + (" (required)" if key in shape.get("required", ()) else ""),
            kind(value),
            value["description"],
        )
        for key, value in shape["properties"].items()
    ]
    return table(("key", "value", "meaning"), rows)


def terms() -> str:
    names = SHAPES["Claim"]["properties"]["at"]["propertyNames"]["enum"]
    return ", ".join(f"`{name}`" for name in names) + "."


def kind(value: dict[str, Any]) -> str:
    """What a part of the schema lets in, in words."""
    if "$ref" in value:
        heading = NAMES[value["$ref"].rpartition("/")[2]]
        return f"[{heading}](#{heading.replace(' ', '-')})"
    if "enum" in value:
        return ", ".join(f"`{choice}`" for choice in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    for several in ("anyOf", "oneOf"):
        if several in value:
            return either([kind(part) for part in value[several]])
    if value.get("pattern"):
        return PATTERNS[value["pattern"]]
    return BY_TYPE[str(value["type"])](value)


def either(kinds: list[str]) -> str:
    if kinds == ["plain text", "mapping from language to plain text"]:
        return "text"
    between = ", or " if any(" of: " in one for one in kinds) else " or "
    return between.join(dict.fromkeys(kinds))


def mapping(value: dict[str, Any]) -> str:
    if "propertyNames" in value:
        return "locator: terms and their values"
    ((pattern, inner),) = value.get("patternProperties", {"": {}}).items()
    if not pattern:
        return f"mapping from word to {kind(value['additionalProperties'])}"
    return f"mapping from {PATTERNS[pattern]} to {kind(inner)}"


BY_TYPE = {
    "array": lambda value: f"list of: {kind(value['items'])}",
    "object": mapping,
    "boolean": lambda _: "`true` or `false`",
    "integer": lambda _: "whole number",
    "['string', 'number']": lambda _: "word",
    "['string', 'integer']": lambda _: "day",
    "['number', 'string']": lambda _: "number",
}
