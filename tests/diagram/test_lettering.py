"""Room for words without a font, and labels in few, even lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.pictures.text_widths import ELLIPSIS, width, wrap

WORDS = st.lists(st.text("abcdefgimWÄé知", min_size=1, max_size=12), min_size=1, max_size=12)


@given(WORDS, st.integers(60, 200))
def test_no_line_is_wider_than_the_limit_and_no_word_is_lost(words, limit):
    lines = wrap(" ".join(words), 10, limit, most=99)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(width(line, 10) <= limit for line in lines)


@given(WORDS, st.integers(60, 200), st.integers(1, 4))
def test_what_exceeds_the_lines_ends_in_an_ellipsis(words, limit, most):
    lines = wrap(" ".join(words), 10, limit, most)
    whole = wrap(" ".join(words), 10, limit, 99)
    assert len(lines) == min(len(whole), most)
    assert lines[-1].endswith(ELLIPSIS) == (len(whole) > most)


def test_lines_are_as_even_as_they_can_be():
    assert wrap("one two three four five six", 13, 125) == ("one two three", "four five six")


def test_evening_out_does_not_break_a_word_that_fits():
    assert wrap("Technological x y z", 13, 130) == ("Technological", "x y z")


def test_a_word_too_long_for_a_line_is_broken():
    assert wrap("a" * 30, 10, 62, most=9) == ("a" * 10, "a" * 10, "a" * 10)


def test_wide_characters_take_more_room_and_combining_ones_none():
    assert width("知", 10) > width("n", 10) > width("i", 10)
    assert width("e\u0301", 10) == width("e", 10)
