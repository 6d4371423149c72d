"""The bars of the evidence map: as long as their cell is full, split by what it rests on."""

from __future__ import annotations

from evidence.pictures.split_bar import LEAST, LENGTH, split_bar
from evidence.pictures.thinning_bar import ThinningBar
from tests.pictures.conftest import parsed


def length(svg: str) -> int:
    return int(parsed(svg)[0].get("width"))


def test_the_fullest_cell_has_the_longest_bar_and_the_others_their_share():
    assert length(split_bar(ThinningBar(20, 3), 23)) == LENGTH
    assert length(split_bar(ThinningBar(6, 2, 4), 24)) == LENGTH // 2
    assert length(split_bar(ThinningBar(1), 1000)) == LEAST


def test_a_bar_is_split_into_what_its_cell_rests_on():
    (bar,) = parsed(split_bar(ThinningBar(1, 1, 1), 3))
    assert [path.get("class") for path in bar] == ["cited", "near", "own"]


def test_an_empty_cell_has_no_bar():
    assert split_bar(ThinningBar(0), 5) == ""


def test_a_bar_takes_few_bytes_and_is_passed_over_by_a_screen_reader(harmless):
    svg = split_bar(ThinningBar(123, 45, 67), 235)
    assert len(svg) <= 220
    assert parsed(svg)[0].get("aria-hidden") == "true"
    harmless(svg)
