"""Numbers are what their author meant, or they are refused with what to write."""

from __future__ import annotations

import pytest

from evidence.yaml.figures import Figure, figure
from evidence.yaml.refusals import Refusal


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("40", 40),
        ("0", 0),
        ("-3", -3),
        ("\u22123", -3),
        ("+3", 3),
        ("3.9", 3.9),
        ("0.125", 0.125),
        ("12.3450", 12.345),
        ("1234.567", 1234.567),
        ("1 250 000", 1_250_000),
        ("1_250_000", 1_250_000),
        ("3.9 million", 3_900_000),
        ("1.1 million", 1_100_000),
        ("2 thousand", 2_000),
        ("2.5 billion", 2_500_000_000),
        ("7 trillion", 7_000_000_000_000),
    ],
)
def test_a_number_that_is_clear_is_read(written, value):
    assert figure(written) == Figure(value, " ".join(written.split()).replace("\u2212", "-"))


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("48.000", "write `48000`, or `48.00` if the point is a decimal one"),
        ("12.345", "write `12345`, or `12.3450` if the point is a decimal one"),
        (
            "1.234 million",
            "write `1234 million`, or `1.2340 million` if the point is a decimal one",
        ),
        ("1,250", "write `1250`, or `1.2500` if the comma is a decimal one"),
        ("9,14", "write `9.14`; the decimal sign is a point"),
        ("1.250.000", "write `1250000`"),
        ("1,250,000", "write `1250000`"),
        ("1.250.000,5", "write `1250000.5`"),
        ("1,250.5", "write `1250.5`"),
        ("2,5 milyar", "write `2.5 billion`"),
        ("3 juta", "write `3 million`"),
        ("500 ribu", "write `500 thousand`"),
        ("2 triliun", "write `2 trillion`"),
        ("40%", "write `40`, and `unit: percent`"),
        ("~40", "write `about: 40` in place of `value`"),
        ("sekitar 40", "write `about: 40` in place of `value`"),
        ("< 5", "write `below: 5` in place of `value`"),
        (">= 5", "write `from: 5` in place of `value`"),
        ("lebih dari 50", "write `above: 50` in place of `value`"),
        ("5-10", "write `from: 5` and `up_to: 10` in place of `value`"),
        ("Rp 5", "write `5`, and `rp` in `unit`"),
        ("40 firms", "write `40`, and `firms` in `unit`"),
        ("0123", "write `123`"),
        ("1" * 19, "round it, or write `3.9 million`"),
        ("9" * 5000, "round it, or write `3.9 million`"),
        ("1e999999", "write digits, as in `3.9` or `3.9 million`"),
        ("nan", "write digits, as in `3.9` or `3.9 million`"),
        ("0x1F", "write digits, as in `3.9` or `3.9 million`"),
        ("٣", "write digits, as in `3.9` or `3.9 million`"),
        ("forty", "write digits, as in `3.9` or `3.9 million`"),
    ],
)
def test_a_number_that_is_not_is_refused_with_what_to_write(written, hint):
    refused = figure(written)
    assert isinstance(refused, Refusal)
    assert refused.hint == hint
