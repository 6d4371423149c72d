"""Two figures are compared where they are of the same thing, and agree where one could be both."""

import pytest

from evidence.model import Measure, Wording
from evidence.synthesis.measures import comparable, interval, parts_gap

INFINITE = float("inf")


def review(*figures):
    claims = (
        f"  - {{id: c{n}, statement: C., sources: [kim2003], at: {{page: 1}}, elements: [el.taste], {said}}}\n"
        for n, said in enumerate(figures)
    )
    return "claims:\n" + "".join(claims)


def of(figure, more=""):
    return f"measure: {{of: pupils, base: all, unit: percent, year: 2003, {figure}}}{more}"


def groups(linked, *figures, more=""):
    return [(c.claims, c.agree) for c in comparable(linked(review(*figures), more=more))]


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("value: 40", "value: 40", True),
        ("value: 40", "value: 41", False),
        ("about: 40", "value: 44", True),
        ("about: 40", "value: 36", True),
        ("about: 40", "value: 45", False),
        ("about: 40", "value: 35", False),
        ("above: 40", "value: 40", False),
        ("above: 40", "value: 41", True),
        ("from: 40", "value: 40", True),
        ("from: 40", "value: 39", False),
        ("below: 40", "value: 40", False),
        ("below: 40", "value: 39", True),
        ("up_to: 40", "value: 40", True),
        ("up_to: 40", "value: 41", False),
        ("above: 30, below: 50", "above: 40, below: 60", True),
        ("above: 40", "up_to: 40", False),
        ("from: 40", "up_to: 40", True),
        ("from: 40", "below: 40", False),
        # the end that does not touch may well be open
        ("from: 40, below: 50", "value: 40", True),
        ("above: 30, up_to: 40", "value: 40", True),
        ("from: 40, below: 50", "above: 30, up_to: 40", True),
        ("above: 40, up_to: 50", "value: 40", False),
    ],
)
def test_two_figures_agree_where_one_number_could_be_both(linked, first, second, agree):
    assert groups(linked, of(first), of(second)) == [(("c0", "c1"), agree)]
    assert groups(linked, of(second), of(first)) == [(("c0", "c1"), agree)]


@pytest.mark.parametrize(
    ("figure", "span"),
    [
        ("value: 40", (40, 40, False, False)),
        ("about: -40", (-44, -36, False, False)),
        ("above: 40", (40, INFINITE, True, False)),
        ("from: 40, below: 50", (40, 50, False, True)),
        ("up_to: 50", (-INFINITE, 50, False, False)),
    ],
)
def test_a_figure_reaches_from_one_end_to_the_other(linked, figure, span):
    assert interval(linked(review(of(figure))).claims["c0"].measure) == span


def test_a_figure_that_could_not_be_read_could_be_any():
    unread = Measure(Wording("pupils"), "percent")
    assert interval(unread) == (-INFINITE, INFINITE, True, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (of("value: 40"), of("value: 40").replace("of: pupils", "of: teachers")),
        (of("value: 40"), of("value: 40").replace("base: all", "base: some")),
        (of("value: 40"), of("value: 40").replace("percent", "people")),
        (of("value: 40"), of("value: 40").replace("2003", "2004")),
        (of("value: 40"), of("value: 40").replace("of: pupils", "of: pupilsofall")),
        (of("value: 40"), of("value: 40", ", population: pupils")),
        (of("value: 40", ", population: teachers"), of("value: 40", ", population: pupils")),
    ],
)
def test_figures_of_different_things_are_not_compared(linked, first, second):
    assert groups(linked, first, second) == []


def test_one_population_is_the_same_in_whatever_order_it_is_given(linked):
    first = of("value: 40", ", population: [pupils, teachers]")
    second = of("value: 60", ", population: [teachers, pupils]")
    assert groups(linked, first, second) == [(("c0", "c1"), False)]


def test_a_facet_that_need_not_be_given_keeps_no_figures_apart(linked):
    first, second = of("value: 40", ", context: town"), of("value: 40", ", context: country")
    assert groups(linked, first, second) == [(("c0", "c1"), True)]


def test_figures_worded_in_several_languages_are_compared_by_the_words_of_the_first(linked):
    def said(word, base):
        words = of("value: 40").replace("of: pupils", f"of: {{id: {word}, en: pupils}}")
        return words.replace("base: all", f"base: {{id: {base}, en: all}}")

    spoken = "languages: [en, id]"
    assert groups(linked, said("murid", "semua"), said("siswa", "semuanya"), more=spoken) == [
        (("c0", "c1"), True)
    ]


@pytest.mark.parametrize(
    ("figure", "gap"),
    [
        ("value: 10, parts: {women: 6, men: 4}", 0),
        ("value: 10, total: 12, parts: {women: 6, men: 4}", 2),
        ("about: 10, total: 12, parts: {women: 6, men: 4}", 2),
        ("about: 10, parts: {women: 6, men: 4}", None),
        ("value: 0.3, parts: {women: 0.1, men: 0.2}", 0),
        ("value: 10, parts: {women: 6.25, men: 3.5}", 0.25),
    ],
)
def test_parts_are_added_up_to_the_total_else_to_the_value(linked, figure, gap):
    assert parts_gap(linked(review(of(figure))).claims["c0"].measure) == gap
