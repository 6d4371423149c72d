"""The thinning bar: shares as lengths, few bytes, nothing that only a colour says."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from evidence.pictures.thinning_bar import LENGTH, ThinningBar, thinning_bar
from tests.pictures.conftest import parsed


def parts(bar: ThinningBar) -> dict[str, tuple[int, int]]:
    """Where each part of a bar begins and how long it is, by its class."""
    found = {}
    for path in parsed(thinning_bar(bar)).iter("path"):
        start, width = map(int, re.match(r"M(\d+)\.5 \.5h(\d+)v7", path.get("d", "")).groups())
        found[path.get("class")] = (start, width + 1)
    return found


def test_each_part_is_as_long_as_its_share():
    assert parts(ThinningBar(13, 10, 0)) == {"cited": (0, 66), "near": (67, 53)}


@pytest.mark.parametrize(
    "bar", [(1, 0, 0), (0, 3, 0), (0, 0, 2), (100, 1, 1), (1, 1, 9999), (3, 11, 1)]
)
def test_a_bar_ends_where_every_bar_ends_and_its_parts_stand_side_by_side(bar):
    found = list(parts(ThinningBar(*bar)).values())
    assert len(found) == sum(count > 0 for count in bar)
    assert found[0][0] == 0
    assert sum(found[-1]) == LENGTH
    assert all(first + long < after for (first, long), (after, _) in pairwise(found))


def test_own_statements_where_the_study_is_to_speak_for_itself_are_drawn_otherwise():
    assert set(parts(ThinningBar(2, 0, 7, own_is_due=True))) == {"cited", "due"}


def test_a_line_along_the_middle_tells_what_is_near_without_a_colour():
    drawn = {
        p.get("class"): p.get("d") for p in parsed(thinning_bar(ThinningBar(1, 1, 1))).iter("path")
    }
    assert [kind for kind, way in drawn.items() if "zm0" in way] == ["near"]


def test_nothing_said_is_no_bar():
    assert thinning_bar(ThinningBar(0)) == ""


def test_a_bar_takes_few_bytes_and_is_passed_over_by_a_screen_reader(harmless):
    svg = thinning_bar(ThinningBar(1234, 567, 89))
    assert len(svg) <= 220
    assert parsed(svg)[0].get("aria-hidden") == "true"
    harmless(svg)
