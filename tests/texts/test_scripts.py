"""Pages in scripts that are not Latin: a sample of `bench/quotes_scripts.py`."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from bench import quotes_scripts as scripts
from evidence.texts.leftward import PlacedSign, brackets_are_mirrored, reading_order


def has_font(language):
    program = shutil.which("fc-list")
    asked = [program, f":lang={language}", "family"]
    return program is not None and bool(
        subprocess.run(asked, capture_output=True, check=False).stdout
    )


@pytest.mark.parametrize("language", ["ar", "fa", "he", "th", "km"])
def test_quotes_are_found_in_a_page_that_a_browser_saved(language, tmp_path):
    if not has_font(language):
        pytest.skip("no font for it is here")
    full = scripts.saved(language, "14em", tmp_path)
    if full is None:
        pytest.skip("no browser is here")
    told = [one for one in scripts.outcomes(full, language, 20, 14) if one[0] != "found"]
    assert told == []


@pytest.mark.parametrize("language", ["ar", "he"])
def test_quotes_are_found_in_a_page_that_latex_set(language, tmp_path):
    full = scripts.typeset(language, tmp_path)
    if full is None:
        pytest.skip("no XeLaTeX for it is here")
    told = [one for one in scripts.outcomes(full, language, 20, 14) if one[0] != "found"]
    assert told == []


def test_a_narrow_blank_between_two_runs_of_the_file_parts_words():
    signs = [PlacedSign("ב", 0, 5, 1), PlacedSign("א", 6, 11, 0)]
    assert reading_order(signs, 10) == "א ב"
    assert reading_order([PlacedSign("ב", 0, 5), PlacedSign("א", 6, 11)], 10) == "אב"


def test_a_page_tells_of_a_line_with_one_bracket_how_its_brackets_stand():
    lines = ["(ראו", ")3 ורק", "(ועוד)"]
    turned = [line.translate(str.maketrans("()", ")(")) for line in lines]
    assert not brackets_are_mirrored(lines)
    assert brackets_are_mirrored(turned)
