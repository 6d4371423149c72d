"""What people read on a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from evidence.diagnostics import Diagnostic, Severity
from evidence.reporters import FORMATS, Listing, strict, summary, terminal
from evidence.reporters.listing import MOST_ALONE
from tests.reporters.conftest import place

# Everything that moves a cursor, rings, recolours, hides or turns text around.
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800]")


def test_a_diagnostic_shows_its_line_its_stretch_help_and_the_other_place(plain):
    assert terminal(plain) == (
        "claims.yaml:2:13: error[unknown-source]: "
        "claim `tasting` cites `kim2033`, which is not in sources.bib\n"
        "  |\n"
        "2 |   sources: [kim2033, abel2005]\n"
        "  |             ^^^^^^^\n"
        "  = help: did you mean `kim2003`? (sources.bib:1)\n"
        "  = claims.yaml:1:7: the claim\n"
        "\n"
        "claims.yaml:1:7: warning[one-citation]: it rests on one citation\n"
        "  |\n"
        "1 | - id: tasting\n"
        "  |       ^\n"
        "\n"
        "claims.yaml: note[unused-claim]: no finding uses it\n"
        "\n"
        "silenced, each with its reason:\n"
        "  claims.yaml:1:7: long-quote: The law's wording matters.\n"
        "\n"
        "1 error, 1 warning, 1 note, 1 silenced\n"
    )


def test_a_kind_that_there_is_often_is_told_in_one_line_with_a_count_and_how_to_list_it():
    notes = [
        Diagnostic("odd-name", Severity.NOTE, f"name {n}", place(line=1, column=1))
        for n in range(MOST_ALONE + 2)
    ]
    found = Listing(tuple(notes), every=False)
    assert terminal(found) == (
        "claims.yaml:1:1: note[odd-name]: name 0; 11 more of this kind, "
        "`evidence check --all` lists them\n"
        "\n"
        "12 notes\n"
    )
    assert terminal(replace(found, every=True)).count("odd-name") == len(notes)
    few = replace(found, diagnostics=tuple(notes[:MOST_ALONE]))
    assert terminal(few).count("odd-name") == MOST_ALONE


def test_errors_are_told_one_by_one_and_another_kind_or_weight_is_counted_apart():
    errors, warnings, notes = (
        tuple(Diagnostic(code, severity, f"{code} {n}") for n in range(number))
        for code, severity, number in (
            ("unknown-source", Severity.ERROR, 30),
            ("odd-name", Severity.WARNING, 20),
            ("odd-name", Severity.NOTE, 3),
        )
    )
    said = terminal(Listing((*errors, *warnings, *notes), every=False))
    assert said.count("unknown-source") == 2 * 30
    assert said.count("warning[odd-name]") == 1
    assert "19 more of this kind" in said
    assert said.count("note[odd-name]") == 3
    assert said.endswith("30 errors, 20 warnings, 3 notes\n")


@pytest.mark.parametrize("format_", ["json", "github", "sarif", "junit"])
def test_programs_are_told_each_whatever_people_are_told(format_):
    found = tuple(
        Diagnostic("odd-name", Severity.NOTE, f"name-{n}.", place(line=1, column=1))
        for n in range(50)
    )
    said = FORMATS[format_](Listing(found, every=False))
    assert all(f"name-{n}." in said for n in range(50))


def test_nothing_found_is_said_in_two_words():
    assert terminal(Listing()) == "no problems\n"


def test_the_count_says_what_is_silenced_even_if_nothing_is_found(plain):
    assert summary(replace(plain, diagnostics=())) == "no problems, 1 silenced"


def test_several_are_counted_in_the_plural(plain):
    assert summary(replace(plain, diagnostics=plain.diagnostics * 2)) == (
        "2 errors, 2 warnings, 2 notes, 1 silenced"
    )


def test_strict_turns_warnings_into_errors_and_leaves_notes(plain):
    assert [one.severity.value for one in strict(plain.diagnostics)] == ["error", "error", "note"]


def test_nothing_in_a_file_or_a_name_reaches_the_terminal_raw(hostile):
    said = terminal(hostile)
    assert "they <U+001B>[31mtaste" in said
    assert ACTING.findall(said) == []


def test_colours_are_the_only_escapes_and_only_when_asked_for(hostile, plain):
    coloured = terminal(replace(hostile, colour=True))
    assert ACTING.findall(re.sub("\x1b\\[[0-9;]*m", "", coloured)) == []
    assert "\x1b[1;31m" in coloured
    uncoloured = re.sub("\x1b\\[[0-9;]*m", "", terminal(replace(plain, colour=True)))
    assert uncoloured == terminal(plain)


@pytest.mark.parametrize(
    ("line", "column", "end", "marked"),
    [(5, 19, 25, "garden"), (5, 14, 18, "学校の庭"), (6, 9, 20, "seven words")],
)
def test_the_marks_stand_below_wide_letters_and_behind_tabs(plain, line, column, end, marked):
    found = (Diagnostic("x", Severity.NOTE, "m", place(line, column, end)),)
    _, _, shown, marks, *_ = terminal(replace(plain, diagnostics=found)).splitlines()
    wide = {"学", "校", "の", "庭"}
    cells = "".join(letter * (2 if letter in wide else 1) for letter in shown)
    stretch = cells[marks.index("^") : marks.rindex("^") + 1]
    assert stretch == "".join(letter * (2 if letter in wide else 1) for letter in marked)


def test_a_long_line_is_cut_around_the_stretch(plain):
    found = (Diagnostic("x", Severity.NOTE, "m", place(4, 514, 519)),)
    _, _, shown, marks, *_ = terminal(replace(plain, diagnostics=found)).splitlines()
    assert len(shown) < 140
    assert shown.count("…") == 2
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "long "


@pytest.mark.parametrize(("line", "column"), [(1, 500), (99, 1), (2, 0)])
def test_a_place_that_the_file_does_not_have_is_no_trouble(plain, line, column):
    found = (Diagnostic("x", Severity.NOTE, "said", place(line, column, column + 5)),)
    said = terminal(replace(plain, diagnostics=found))
    assert f"claims.yaml:{line}:{column}: note[x]: said" in said
