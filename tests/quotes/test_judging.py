"""What a difference amounts to: words decide, in any language; the lists give it a name."""

from __future__ import annotations

import pytest

from evidence.model.lock import DifferenceKind, Outcome
from tests.quotes.quoted import scanned, sight

ENGLISH = (
    "In the second year most of the children who took part may have named about 12 kinds of "
    "vegetables, which is 40 % more than before, and 3.9 kg of beans were not eaten by any of them. "
    "The teachers of both schools suggest that tasting helps, and the gardens of the town grew. "
) + "Every year the children of the town and the teachers of the schools go to the gardens. " * 8
INDONESIAN = (
    "Sebagian besar IKM di Indonesia belum memiliki daya saing, dan umumnya IKM tidak memerlukan "
    "kualifikasi tertentu; ada 3,9 juta unit dengan daya serap 9,14 juta orang. "
) + "Daya saing IKM di Indonesia dapat dibentuk melalui klaster dan inovasi di semua industri. " * 8


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("were eaten by any of them", DifferenceKind.NEGATION),
        ("may not have named about 12 kinds", DifferenceKind.NEGATION),
        ("may have named about 13 kinds of vegetables", DifferenceKind.NUMBER),
        ("and 39 kg of beans were not eaten", DifferenceKind.NUMBER),
        ("and -3.9 kg of beans were not eaten", DifferenceKind.NUMBER),
        ("In the third year most of the children", DifferenceKind.NUMBER),
        ("and 3.9 mg of beans were not eaten", DifferenceKind.UNIT),
        ("which is 40 more than before", DifferenceKind.UNIT),
        ("the children who took part will have named about 12", DifferenceKind.HEDGE),
        ("may have named 12 kinds of vegetables", DifferenceKind.HEDGE),
        ("In the second year some of the children who took part", DifferenceKind.QUANTIFIER),
        ("were not eaten by most of them", DifferenceKind.QUANTIFIER),
        ("The teachers of both towns suggest that tasting helps", DifferenceKind.WORD),
        ("which is 40 % more than before, and beans were not eaten", DifferenceKind.NUMBER),
        ("which is 40 % before more than, and 3.9 kg", DifferenceKind.ORDER),
        ("The schools of both teachers suggest that tasting helps", DifferenceKind.ORDER),
    ],
)
def test_a_change_of_words_alters_and_is_named(quote, kind):
    seen = sight(ENGLISH, quote)
    assert seen.outcome is Outcome.ALTERED
    assert kind in {change.kind for change in seen.changes}, seen.changes


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("Sebagian besar IKM di Indonesia memiliki daya saing", DifferenceKind.NEGATION),
        ("umumnya IKM memerlukan kualifikasi tertentu", DifferenceKind.NEGATION),
        ("dan selalu IKM tidak memerlukan kualifikasi", DifferenceKind.HEDGE),
        ("ada 3,8 juta unit dengan daya serap 9,14 juta orang", DifferenceKind.NUMBER),
        ("ada 3,9 ribu unit dengan daya serap 9,14 juta orang", DifferenceKind.NUMBER),
        ("Seluruh IKM di Indonesia belum memiliki daya saing", DifferenceKind.QUANTIFIER),
    ],
)
def test_changes_in_indonesian_are_named_too(quote, kind):
    seen = sight(INDONESIAN, quote)
    assert seen.outcome is Outcome.ALTERED
    assert kind in {change.kind for change in seen.changes}, seen.changes


def test_the_difference_is_shown_word_by_word():
    (change,) = sight(ENGLISH, "may never have named about 12 kinds").changes
    assert (change.kind, change.quoted, change.printed) == (DifferenceKind.NEGATION, "never", "")
    (change,) = sight(ENGLISH, "named about 13 kinds of vegetables").changes
    assert (change.quoted, change.printed) == ("13", "12")


@pytest.mark.parametrize(
    ("quote", "ours", "theirs"),
    [
        ("some of the children who took part", "some", "most"),
        ("no town grew in the second year", "no", "one"),
        ("the children of the town were few", "few", "many"),
    ],
)
def test_a_telling_word_at_an_edge_is_changed_and_not_added(quote, ours, theirs):
    text = f"{ENGLISH} So one town grew in the second year; the children of the town were many."
    (change,) = sight(text, quote).changes
    assert (change.quoted, change.printed) == (ours, theirs)


@pytest.mark.parametrize(
    "quote",
    [
        "ln the second year most of the chi1dren who took part",
        "the teachcrs of the schools go to thc gardens",
        "may have narned about l2 kinds of vegetables",
        "most of the childrcn who took part may havc named",
        "beans wcre not eaten by any of thern",
        "which is 40 % rnore than before",
        "mos t of the childr en who took part",
    ],
)
def test_letters_that_scanning_mistakes_are_form_where_a_text_was_scanned(quote):
    seen = sight(scanned(ENGLISH), quote)
    assert seen.outcome in (Outcome.DIFFERS_IN_FORM, Outcome.AMBIGUOUS)
    # the same letters with other spaces are the same words
    held = Outcome.DIFFERS_IN_FORM if "mos t" in quote else Outcome.ALTERED
    assert sight(ENGLISH, quote).outcome is held


@pytest.mark.parametrize(
    "quote",
    [
        "and 3.8 kg of beans were not eaten by any of them",
        "which is 4O1 % more than before, and 3.9 kg",
        "were now eaten by any of them",
        "the children who look part may have named",
    ],
)
def test_a_number_or_an_existing_word_is_never_a_matter_of_scanning(quote):
    assert sight(ENGLISH + " They look now; they took all.", quote).outcome is Outcome.ALTERED


def test_a_scanned_text_does_not_alter_a_clean_quote():
    text = ENGLISH.replace("vegetables", "vegetahles").replace("12 kinds", "l2 kinds")
    quote = "may have named about 12 kinds of vegetables"
    seen = sight(scanned(text), quote)
    assert seen.outcome is Outcome.DIFFERS_IN_FORM
    assert [(change.quoted, change.printed) for change in seen.changes] == [
        ("12", "l2"),
        ("vegetables", "vegetahles"),
    ]
    assert sight(text, quote).outcome is Outcome.ALTERED


@pytest.mark.parametrize(
    ("printed", "quote", "same"),
    [
        ("1,500 farms grew beans", "1500 farms grew beans", True),
        ("1.500 farms grew beans", "1,500 farms grew beans", False),
        ("3,9 farms grew beans", "3.9 farms grew beans", True),
        ("3,9 farms grew beans", "39 farms grew beans", False),
        ("p < 0.05 for the beans", "p > 0.05 for the beans", False),
        ("the farms12 grew all beans", "the farms grew all beans", True),
        ("10–20 farms grew beans", "10-20 farms grew beans", True),
        ("10–20 farms grew beans", "10-30 farms grew beans", False),
    ],
)
def test_numbers_are_the_same_or_not(printed, quote, same):
    seen = sight(f"In that year {printed} in the north.", quote)
    assert seen.outcome.stands is same, seen


def test_most_words_must_stand_in_order_or_a_quote_is_not_found():
    seen = sight(ENGLISH, "children in the year second took the most who of part may")
    assert seen.outcome is Outcome.NOT_FOUND
