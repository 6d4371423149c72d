"""An article set by Vancouver rules, made here: a sample of `bench/quotes_vancouver.py`."""

from __future__ import annotations

from collections import Counter

import pytest

from bench import quotes_vancouver as vancouver
from evidence.texts import read
from evidence.texts.displaced import BLANK, in_place
from evidence.texts.raised import run_on_marks
from tests.quotes.quoted import sight

SEED, NUMBER = 14, 60


@pytest.fixture(scope="module")
def article():
    return vancouver.article(SEED)


def outcomes(full, article):
    counted = {campaign: Counter() for campaign in vancouver.CAMPAIGNS}
    for campaign, outcome, _, _ in vancouver.outcomes(full, article, NUMBER, SEED):
        counted[campaign][outcome] += 1
    return counted


@pytest.mark.parametrize(
    ("file", "made"),
    [("a.html", vancouver.html), ("a.xml", vancouver.jats), ("a.docx", vancouver.docx)],
)
def test_quotes_are_found_with_the_marks_and_without_and_no_figure_may_change(article, file, made):
    told = outcomes(read(file, made(article)), article)
    for campaign in ("without marks", "with marks"):
        assert set(told[campaign]) <= {"found", "ambiguous"}, told[campaign]
    assert set(told["flattened"]) <= {"found", "ambiguous", "differs_in_form"}
    assert set(told["changed"]) <= {"altered", "not_found"}
    assert sum(told["changed"].values()) > NUMBER // 2


@pytest.mark.parametrize("name", ["browser", "browser, journal"])
def test_quotes_are_found_in_a_page_that_a_browser_saved(article, tmp_path, name):
    page = vancouver.printed(vancouver.html(article, vancouver.STYLES[name]), tmp_path)
    if page is None:
        pytest.skip("no browser is here")
    told = outcomes(read("a.pdf", page), article)
    for campaign in ("without marks", "with marks"):
        stands = ("found", "ambiguous", "differs_in_form")
        right = sum(told[campaign][outcome] for outcome in stands)
        assert right >= 0.94 * NUMBER, told[campaign]
        assert told[campaign]["differs_in_form"] <= 0.04 * NUMBER
    assert set(told["changed"]) <= {"altered", "not_found"}


PAGE = "They grow on 25 m of\nsoil in town .\nPeas too.\n2\n4,5\n"


def where(sign: int) -> tuple[float, float, float, float]:
    """Return where a sign of `PAGE` stands: ten points a sign, twenty a line."""
    before = PAGE[:sign]
    line = before.count("\n")
    column = sign - (before.rfind("\n") + 1)
    if line == 3:  # the power at the 25 m of the first line
        return (170.0, 98.0, 174.0, 105.0)
    if line == 4:  # the marks before the full stop of the second
        return (122.0 + 4 * column, 78.0, 126.0 + 4 * column, 85.0)
    return (10.0 * column, 90.0 - 20 * line, 10.0 * column + 10, 106.0 - 20 * line)


def test_signs_that_a_page_holds_after_its_lines_are_put_back_where_they_stand():
    order = in_place(PAGE, where)
    told = "".join(" " if at == BLANK else PAGE[at] for at in order)
    assert told.strip() == "They grow on 25 m2 of\nsoil in town4,5.\nPeas too."


def test_a_minus_that_a_line_end_parts_from_its_power_does_not_end_what_is_put_back():
    # the minus stands behind the full stop of the last line, all else as above
    page = PAGE + "-\n"
    behind = (92.0, 58.0, 96.0, 65.0)
    order = in_place(page, lambda at: behind if at == len(PAGE) else where(at))
    told = "".join(" " if at == BLANK else page[at] for at in order)
    assert told.split("\n")[:2] == ["They grow on 25 m2 of", "soil in town4,5."]
    assert "Peas too.-" in told


def test_a_number_at_the_foot_of_a_page_stays_there():
    assert in_place(PAGE.replace("2\n4,5\n", "12"), lambda at: where(min(at, 40))) is None


RUN_ON = (
    "Gardens teach patience.1 The tasting lessons2,3 were attended by most.4–6 Grade7 pupils of 2010"
    " came too,5 and windows10 stayed shut.7 They ate what they grew8,9 in all of the beds.10\n"
)


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("Gardens teach patience. The tasting lessons were attended by most.", "found"),
        ("Gardens teach patience.1 The tasting lessons2,3 were attended by most.4–6", "found"),
        ("They ate what they grew in all of the beds.", "found"),
        ("They ate what they grew8,7 in all of the beds.10", "altered"),
        ("were attended by most. Grade pupils of 2010 came too", "altered"),
        ("were attended by most. Grade7 pupils of 2011 came too", "altered"),
    ],
)
def test_marks_that_run_on_in_a_plain_text_are_known_by_counting_up(quote, outcome):
    assert sight(RUN_ON, quote).outcome.value == outcome


def test_figures_at_words_that_do_not_count_up_are_no_marks():
    text = "The cells of line rad51 and line rad52 grew, those of rad51 more than rad52 did then."
    assert run_on_marks(text * 3) == []
    assert sight(text, "those of rad more than rad did then").outcome.value != "found"
