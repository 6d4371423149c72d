"""The dots of support: as many as were counted, on the right side of one line."""

from __future__ import annotations

import re

import pytest

from evidence.pictures.dots_of_support import MOST, DotsOfSupport, dots_of_support
from tests.pictures.conftest import HOSTILE, parsed, texts, titles, with_class


def drawn(svg: str) -> dict[str, list[float]]:
    """Where the dots of each kind stand, from left to right of the zero line."""
    tree = parsed(svg)
    (zero,) = with_class(tree, "zero")
    middle = int(re.match(r"M(\d+)", zero.get("d", "")).group(1))
    found = {}
    for kind in ("cited", "near", "half", "own", "against"):
        for path in with_class(tree, kind):
            starts = re.findall(r"M(-?[\d.]+) ", path.get("d", ""))
            found[kind] = [float(x) - middle for x in starts]
    return found


@pytest.mark.parametrize(
    "counts", [(5, 3, 2, 1), (0, 0, 0, 4), (1, 0, 0, 0), (0, 2, 9, 0), (40, 1, 1, 17)]
)
def test_there_are_as_many_dots_as_statements(counts):
    (svg,) = dots_of_support([DotsOfSupport("x", *counts)])
    found = {kind: len(places) for kind, places in drawn(svg).items()}
    cited, near, own, against = counts
    asked = {"cited": cited, "near": near, "half": near, "own": own, "against": against}
    assert found == {kind: count for kind, count in asked.items() if count}


def test_what_is_against_stands_left_of_the_line_and_all_else_right_of_it():
    (svg,) = dots_of_support([DotsOfSupport("x", 5, 3, 2, 3)])
    places = drawn(svg)
    assert max(places.pop("against")) < 0
    assert all(x > 0 for found in places.values() for x in found)


def test_the_rows_of_a_page_share_their_line_and_width():
    rows = dots_of_support(
        [DotsOfSupport("a", 9, against=2), DotsOfSupport("b", 0), DotsOfSupport("c", 1)]
    )
    zeros = {with_class(parsed(row), "zero")[0].get("d", "").split()[0] for row in rows}
    widths = {parsed(row)[0].get("width") for row in rows}
    assert len(zeros) == len(widths) == 1


def test_past_a_limit_the_rest_is_a_number():
    (svg,) = dots_of_support([DotsOfSupport("x", MOST + 24)])
    assert len(drawn(svg)["cited"]) == MOST
    assert texts(parsed(svg)) == ["+24"]


def test_a_row_is_an_image_with_a_name(harmless):
    (svg,) = dots_of_support([DotsOfSupport(HOSTILE, 1, 1, 1, 1)])
    assert parsed(svg)[0].get("role") == "img"
    assert titles(parsed(svg))[0].startswith("</title></svg><script>")
    harmless(svg)


def test_no_conclusion_is_no_row():
    assert dots_of_support([]) == ()
