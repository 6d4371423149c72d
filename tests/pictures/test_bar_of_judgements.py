"""The bar of judgements: each count once in each form, and no word cut."""

from __future__ import annotations

import pytest

from evidence.language import Catalogue
from evidence.pages.marks import told_mark
from evidence.pictures.bar_of_judgements import (
    BarOfJudgements,
    Judged,
    bar_of_judgements,
    strip_of_judgements,
)
from evidence.pictures.signs import SIGNS
from evidence.synthesis.judgements import JUDGED
from tests.pictures.conftest import HOSTILE, parsed, texts, titles, with_class

WORDS = {
    "nothing": "no citation",
    "beyond": "goes beyond its citations",
    "argued": "argued from what is cited",
    "in_part": "cited in part",
    "as_cited": "cited in full",
}


def bar(**counts: int) -> BarOfJudgements:
    judged = tuple(Judged(code, words, counts.get(code, 0)) for code, words in WORDS.items())
    return BarOfJudgements("how far 8 sentences are cited", judged)


def wide_and_narrow(made: BarOfJudgements):
    wide, narrow = parsed(bar_of_judgements(made))
    assert (wide.get("class"), narrow.get("class")) == (
        "pic judgements wide",
        "pic judgements narrow",
    )
    return wide, narrow


def test_a_part_is_as_long_as_its_share_and_says_its_number_and_words():
    wide, narrow = wide_and_narrow(bar(beyond=4, in_part=4))
    parts = [part for part in wide if part.tag == "svg"]
    assert [(p.get("class"), p.get("x"), p.get("width")) for p in parts] == [
        ("beyond", "0%", "50%"),
        ("in_part", "50%", "50%"),
    ]
    assert texts(wide) == texts(narrow) == ["4", WORDS["beyond"], "4", WORDS["in_part"]]


@pytest.mark.parametrize(
    "counts",
    [
        {"nothing": 1, "beyond": 3, "argued": 2, "in_part": 1, "as_cited": 1},
        {"nothing": 10, "beyond": 12, "argued": 4, "in_part": 15, "as_cited": 5},
        {"beyond": 1, "as_cited": 999},
    ],
)
def test_every_judgement_has_its_words_and_its_shape_also_where_its_part_is_too_small(counts):
    for form in wide_and_narrow(bar(**counts)):
        said = " ".join(texts(form))
        for code, count in counts.items():
            assert WORDS[code] in said
            assert str(count) in said
            assert any(with_class(part, "sign") for part in with_class(form, code))


def test_a_judgement_that_nothing_got_is_not_drawn():
    for form in wide_and_narrow(bar(beyond=2)):
        assert with_class(form, "nothing") == []


def test_parts_fill_the_bar():
    wide, _ = wide_and_narrow(bar(nothing=1, beyond=1, argued=1, in_part=2, as_cited=2))
    widths = [float(p.get("width", "").rstrip("%")) for p in wide if p.tag == "svg"]
    assert sum(widths) == pytest.approx(100, abs=0.05)


def test_each_form_is_an_image_with_a_name():
    for form in wide_and_narrow(bar(beyond=1)):
        assert form.get("role") == "img"
        assert titles(form) == ["how far 8 sentences are cited"]


def test_where_nothing_was_judged_there_is_no_bar():
    assert bar_of_judgements(bar()) == strip_of_judgements(bar()) == ""


def test_a_strip_has_a_square_for_each_sentence_with_the_shape_of_its_judgement():
    (strip,) = parsed(strip_of_judgements(bar(beyond=1, in_part=4)))
    assert [square.get("class") for square in strip] == ["beyond"] + ["in_part"] * 4
    assert len(with_class(strip, "sign")) == 5


def test_every_judgement_has_a_shape_of_its_own():
    shapes = {}
    for code in SIGNS:
        drawn = strip_of_judgements(BarOfJudgements("", (Judged(code, "", 1),)))
        (sign,) = with_class(parsed(drawn), "sign")
        assert len(sign)
        shapes[code] = tuple((part.get("class"), part.get("d")) for part in sign)
    assert len(set(shapes.values())) == len(set(SIGNS.values())) == len(SIGNS)


def test_the_page_has_the_same_shape_for_a_judgement_as_its_pictures():
    words = Catalogue()
    assert {told.value: told_mark(words, told).symbol for told in JUDGED} == {
        code: sign for code, sign in SIGNS.items() if code not in {"contested", "settled"}
    }


def test_hostile_words_stay_words(harmless):
    made = BarOfJudgements(HOSTILE, (Judged("beyond", HOSTILE, 3, number=HOSTILE),))
    harmless(bar_of_judgements(made))


def test_the_bar_takes_few_bytes():
    assert (
        len(bar_of_judgements(bar(nothing=10, beyond=12, argued=4, in_part=15, as_cited=5))) < 6000
    )
