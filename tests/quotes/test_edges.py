"""A quote begins and ends where words and figures do: what cuts one says something else."""

from __future__ import annotations

import pytest

from evidence.model.lock import DifferenceKind, Outcome
from evidence.texts import FileKind, FullText
from tests.quotes.quoted import scanned, sight

AROUND = "The teachers and the children of the school wrote down what they saw there. "


def seen(printed, quote, kind=FileKind.PLAIN):
    return sight(FullText(f"{AROUND * 9}{printed} {AROUND * 9}", kind), quote)


@pytest.mark.parametrize("kind", [FileKind.PLAIN, FileKind.PDF])
@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("they gave it 12.5 litres of water", "5 litres of water"),
        ("they gave it 1,234 litres of water", "234 litres of water"),
        ("they gave it 10\u202f000 litres of water", "000 litres of water"),
        ("they gave it 10 000 litres of water", "000 litres of water"),
        ("they gave it .5 litres of water", "5 litres of water"),
        ("it fell to −5 degrees below the roof", "5 degrees below the roof"),
        ("it fell to -5 degrees below the roof", "5 degrees below the roof"),
        ("it fell after 2–3 weeks of rain", "3 weeks of rain"),
        ("it took 1/2 cup of the white lime", "2 cup of the white lime"),
        ("a mean of 5±2 in both of the groups", "2 in both of the groups"),
        ("at 12:30 in both of the groups", "30 in both of the groups"),
        ("it cost $5 in both of the groups", "5 in both of the groups"),
        ("with p<0.05 in both of the groups", "0.05 in both of the groups"),
        ("see 2.1.3 of the plan of the school", "1.3 of the plan of the school"),
        ("in school-3 they planted the beds", "3 they planted the beds"),
        ("the children gave about 12.5 litres", "the children gave about 12"),
        ("the children gave about 1,234 litres", "the children gave about 1"),
        ("the children gave about 10 000 of them", "the children gave about 10"),
        ("the children gave about 10⁶ of them", "the children gave about 10"),
        ("the children gave about 2–3 of them", "the children gave about 2"),
        ("the children gave about 2½ of them", "the children gave about 2"),
        ("the children gave about 50% of them", "the children gave about 50"),
        ("the children gave 2.5 L m⁻² of it", "the children gave 2.5 L m"),
        ("they planted the beds of 2010-11", "they planted the beds of 2010"),
        ("in volume 5(2) of the journal of all", "in volume 5"),
        # the same in other dresses and scripts
        ("they gave ≧5 litres of the water", "5 litres of the water"),
        ("they gave ₹5 of the water to all", "5 of the water to all"),
        ("they gave ～5 litres of the water", "5 litres of the water"),
        ("they gave ≥ 5 litres of the water", "5 litres of the water"),
        ("they gave ≥\n5 litres of the water", "5 litres of the water"),
        ("they gave <\u00a05 litres of the water", "5 litres of the water"),
        ("they gave > 5 litres of the water", "5 litres of the water"),
        ("they gave ± 5 litres of the water", "5 litres of the water"),
        ("they gave ≤ 0.5 litres of the water", "0.5 litres of the water"),
        ("they gave 3⁄5 litres of the water", "5 litres of the water"),
        ("they gave 3∕5 litres of the water", "5 litres of the water"),
        ("they gave 3〜5 litres of the water", "5 litres of the water"),
        ("they gave 3—5 litres of the water", "5 litres of the water"),
        ("they gave 3×5 litres of the water", "5 litres of the water"),
        ("they gave 3٫5 litres of the water", "5 litres of the water"),
        ("they gave ３．５ litres of the water", "５ litres of the water"),
        ("they gave ３，５００ litres of water", "５００ litres of water"),
        ("they gave 3'500 litres of the water", "500 litres of the water"),
        ("the children gave about 5％ of them", "the children gave about 5"),
        ("the children gave about 5٪ of them", "the children gave about 5"),
        ("the children gave about 5℃ of them", "the children gave about 5"),
        ("the children gave about 5€ of them", "the children gave about 5"),
        ("the children gave about 5×3 of them", "the children gave about 5"),
        ("the children gave about 5〜6 of them", "the children gave about 5"),
        ("the children gave about 5：6 of them", "the children gave about 5"),
        ("the children gave about 5⅓ of them", "the children gave about 5"),
        ("the children gave about 5+ of them", "the children gave about 5"),
        ("the children gave about 5…6 of them", "the children gave about 5"),
        ("the children gave about 5→6 of them", "the children gave about 5"),
        ("共有2〜3倍学生参加了课程和活动", "3倍学生参加了课程和活动"),
        ("共有1.5倍学生参加了课程和活动", "5倍学生参加了课程和活动"),
    ],
)
def test_a_quote_that_cuts_a_figure_is_altered(printed, quote, kind):
    told = seen(printed, quote, kind)
    assert told.outcome is Outcome.ALTERED
    assert {change.kind for change in told.changes} & {DifferenceKind.NUMBER, DifferenceKind.UNIT}


@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("the non-native plants of the groups", "native plants of the groups"),
        ("they were un-\nable to plant the beds", "able to plant the beds"),
        ("in May they couldn't plant the beds", "in May they couldn"),
        ("in May they can’t plant the beds now", "in May they can"),
        ("the well-known plants of the groups", "known plants of the groups"),
    ],
)
def test_a_quote_that_cuts_a_word_is_altered(printed, quote):
    assert seen(printed, quote).outcome is Outcome.ALTERED


@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("they went in 2010, 3 of them planted", "3 of them planted"),
        ("they went in 2010, 3 of them planted", "they went in 2010"),
        ("all went (2010) and planted the beds", "all went (2010)"),
        ("see 2.1. 3 of them planted the beds", "3 of them planted the beds"),
        ("they went in 2010.5 The beds were dry", "they went in 2010."),
        ("they taught patience.5 The beds were dry", "they taught patience."),
        ("it was l'école des enfants du village", "école des enfants du village"),
        ("the 'beds' and the sheds of the school", "beds' and the sheds"),
        ("pre- and postnatal care of the group", "and postnatal care of the group"),
        ("the garden—they planted it at noon", "they planted it at noon"),
        ("it fell to −5 degrees below the roof", "−5 degrees below the roof"),
        ("it fell to −5 degrees below the roof", "-5 degrees below the roof"),
        ("they gave it .5 litres of water", ".5 litres of water"),
        ("they gave ≥ 5 litres of the water", "≥ 5 litres of the water"),
        ("they gave ≥ 5 litres of the water", "they gave ≥ 5 litres"),
        ("they gave n = 5 litres of the water", "5 litres of the water"),
        ("they gave -> 5 litres of the water", "5 litres of the water"),
        ("they read\n> 5 litres of the water", "5 litres of the water"),
        ("they gave ≥ five litres of the water", "they gave ≥ five litres"),
        ("it cost $5 in both of the groups", "$5 in both of the groups"),
        ("the children gave about 50% of them", "the children gave about 50%"),
    ],
)
def test_a_quote_may_begin_and_end_at_any_word_or_figure(printed, quote):
    assert seen(printed, quote).outcome is Outcome.FOUND


def test_of_two_places_the_one_counts_where_no_figure_is_cut():
    text = f"{AROUND * 9}They gave it 12.5 litres. {AROUND * 9}He gave it 5 litres. {AROUND * 9}"
    told = sight(text, "5 litres.")
    assert told.outcome is Outcome.FOUND
    assert told.spot.start > len(text) // 2


@pytest.mark.parametrize(
    ("printed", "quote", "outcome"),
    [
        ("a dose of .5 litres each day", "a dose of 5 litres each day", Outcome.ALTERED),
        ("a dose of 0.5 litres each day", "a dose of .5 litres each day", Outcome.DIFFERS_IN_FORM),
        ("a dose of 5 mW in the night", "a dose of 5 MW in the night", Outcome.ALTERED),
        ("a dose of 5 ml in the night", "a dose of 5 mL in the night", Outcome.DIFFERS_IN_FORM),
        ("all 1 000 000 were drawn", "all 1,000,000 were drawn", Outcome.DIFFERS_IN_FORM),
        ("all 1'000'000 were drawn", "all 1000000 were drawn", Outcome.DIFFERS_IN_FORM),
        ("all 1,000,000 were drawn", "all 1 000 000 were drawn", Outcome.DIFFERS_IN_FORM),
        ("all 1 000 000 were drawn", "all 1,000,001 were drawn", Outcome.NOT_FOUND),
    ],
)
def test_figures_in_another_dress_are_told_from_other_figures(printed, quote, outcome):
    assert seen(printed, quote).outcome is outcome


@pytest.mark.parametrize("quote", ["strain H3-7Rv was kept here", "strain H37-Rv was kept here"])
def test_a_scanned_text_tells_a_figure_that_was_parted(quote):
    told = sight(scanned(f"{AROUND * 9}The strain H37Rv was kept here. {AROUND * 9}"), quote)
    assert (told.outcome is Outcome.ALTERED) == ("3-7" in quote)
