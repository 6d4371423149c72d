"""A value of 50 kB, wherever it stands, is looked up in no time and shown by its beginning."""

from __future__ import annotations

import pytest

from evidence.diagnostics import LONGEST_MESSAGE, CannotGoOn, did_you_mean

from .conftest import CLAIMS, check

DASHES = " - " * 16_000


def test_nothing_is_as_close_to_a_word_longer_than_any_id():
    # comparing the two letter by letter would take minutes
    assert did_you_mean(DASHES, [DASHES[:-3], "tasting"]) == ""
    assert did_you_mean("tastin", [DASHES, "tasting"]) == "did you mean `tasting`?"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("elements: [{}]", DASHES, "several-in-one"),
        ("elements: [{}]", "x" * 50_000, "unknown-element"),
        ("elements: [{}]", "-" * 50_000, "unknown-element"),
        ("sources: [{}]", "kim2003" * 7_000, "unknown-source"),
        ("relates: [{}]", DASHES, "bad-arrow"),
        ("supports: [{}]", "tasting_first" * 4_000, "unknown-claim"),
        ("context: {}", "town" * 12_000, "unknown-facet-value"),
        ("measure: {{of: pupils, unit: percent, value: {}}}", DASHES, "not-a-number"),
        ("measure: {{of: pupils, unit: percent, value: {}}}", "1,234." * 8_000, "not-a-number"),
        ("{}: town", "context" * 7_000, "unknown-key"),
    ],
    ids=str.split,
)
def test_a_message_about_a_long_value_can_be_read(key, value, code):
    claim = {"id": "tasting", "statement": "They taste.", "sources": "[kim2003]", "at": "{page: 1}"}
    claim |= {"elements": "[el.knowledge]", "quote": "they taste"}
    name, _, written = key.format(f'"{value}"').partition(": ")
    claim[name] = written
    yaml = "claims:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in claim.items())
    found = {d.code: d for d in check(yaml + "\n", base=CLAIMS).diagnostics}
    assert code in found, found.keys()
    for one in found.values():
        for text in (one.message, one.help, *(related.message for related in one.related)):
            assert len(text) <= LONGEST_MESSAGE + 1
    assert "claim `tasting`" in found[code].message
    assert "…`" in found[code].message


def test_what_ends_a_command_is_as_brief():
    assert len(str(CannotGoOn(f"nothing in the review bears the id `{DASHES}`"))) < 120
