"""The timeline: a dot for each source, at its year, in the row of its kind."""

from __future__ import annotations

import pytest

from evidence.pictures.timeline import NARROWEST, STEP, DatedSource, Timeline, timeline
from tests.pictures.conftest import HOSTILE, parsed, texts, titles, with_class

KINDS = (("book", "Book"), ("article", "Article"))


def line(*sources: DatedSource, kinds=KINDS) -> Timeline:
    return Timeline("sources by year", kinds, sources, "year unknown")


def dots(svg: str) -> dict[str, tuple[str, int]]:
    """Where each source stands, by its name."""
    found = parsed(svg).iter("circle")
    return {dot.findtext("title"): (dot.get("cx"), int(dot.get("cy"))) for dot in found}


def test_each_source_is_one_dot_at_its_year_in_the_row_of_its_kind():
    svg = timeline(
        line(
            DatedSource("old", 1990, "book"),
            DatedSource("mid", 2000, "book"),
            DatedSource("new", 2010, "article"),
        )
    )
    places = dots(svg)
    at = [float(places[name][0].rstrip("%")) for name in ("old", "mid", "new")]
    assert at[1] - at[0] == pytest.approx(at[2] - at[1])
    assert places["old"][1] == places["mid"][1] < places["new"][1]
    assert texts(parsed(svg)) == ["Book", "Article", "1990", "1995", "2000", "2005", "2010"]


def test_sources_that_would_touch_on_a_narrow_screen_stand_above_each_other():
    years = [1990, *([2000] * 3), 2001, 2001, 2030]
    places = list(dots(timeline(line(*(DatedSource(f"s{n}", y, "book") for n, y in enumerate(years))))).values())  # fmt: skip
    assert len(places) == len(years)
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[:number]:
            across = abs(float(x.rstrip("%")) - float(other_x.rstrip("%"))) / 80 * NARROWEST
            assert across >= STEP - 0.5 or abs(y - other_y) >= STEP


def test_a_source_without_a_year_stands_apart_and_it_is_said():
    svg = timeline(line(DatedSource("dated", 1999, "book"), DatedSource("undated", None, "book")))
    tree = parsed(svg)
    assert texts(tree)[-1] == "year unknown"
    (aside,) = [e for e in tree.iter("svg") if e.get("x")]
    assert [c.findtext("title") for c in aside.iter("circle")] == ["undated"]
    assert "year unknown" not in texts(parsed(timeline(line(DatedSource("dated", 1999, "book")))))


def test_a_source_that_is_not_identified_is_hollow():
    tree = parsed(timeline(line(DatedSource("a", 1999, "book"), DatedSource("b", 1999, "book", identified=False))))  # fmt: skip
    assert [dot.findtext("title") for dot in with_class(tree, "own")] == ["b"]
    assert [dot.findtext("title") for dot in with_class(tree, "cited")] == ["a"]


@pytest.mark.parametrize(
    ("years", "ticks"),
    [((2001,), ["2001"]), ((2001, 2003), ["2001", "2002", "2003"]), ((1650, 2010), ["1700", "1800", "1900", "2000"]), ((None,), [])],
)  # fmt: skip
def test_a_few_round_years_are_written(years, ticks):
    svg = timeline(line(*(DatedSource("x", year, "book") for year in years)))
    assert [text for text in texts(parsed(svg)) if text.isdigit()] == ticks


def test_a_kind_without_a_source_has_no_row_and_without_sources_there_is_no_picture():
    assert texts(parsed(timeline(line(DatedSource("x", 2000, "article")))))[0] == "Article"
    assert timeline(line()) == timeline(line(DatedSource("x", 2000, "other"))) == ""


def test_hostile_words_stay_words(harmless):
    svg = timeline(line(DatedSource(HOSTILE, 2000, HOSTILE), kinds=((HOSTILE, HOSTILE),)))
    assert titles(parsed(svg))[0] == "sources by year"
    harmless(svg)


def test_forty_sources_take_few_bytes():
    many = [DatedSource(f"Author {n} and others {1980 + n}", 1980 + n, "book") for n in range(40)]
    assert len(timeline(line(*many))) < 6000
