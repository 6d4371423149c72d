"""What is a matter of form, told of two rows of words and of the words that the text has."""

from __future__ import annotations

import pytest

from evidence.model.lock import Difference, DifferenceKind, Outcome
from evidence.quotes.aligning import align
from evidence.quotes.judging import judge, punctuation
from evidence.quotes.normalised import plain
from evidence.quotes.scan_errors import Vocabulary, resemblance
from evidence.quotes.word_classes import words_of
from tests.quotes.quoted import sight

ALTERED, FORM = Outcome.ALTERED, Outcome.DIFFERS_IN_FORM


def judged(quote, printed, elsewhere="", aside=""):
    """Return the verdict on a quote laid beside a text which goes on with other words.

    `aside` is the stretch that does not belong to the sentence.
    """
    known = [word.text.lower() for word in words_of(plain(f"{printed} . {elsewhere}"))]
    vocabulary = Vocabulary(
        lambda word, most: min(known.count(word.lower()), most),
        lambda _: False,
        lambda start, end: printed[start:end] == aside,
    )
    rows = (words_of(plain(text)) for text in (quote, printed))
    return judge(align(*rows, resemblance), vocabulary)


@pytest.mark.parametrize(
    ("quote", "printed", "elsewhere", "outcome"),
    [
        # a letter read for a hyphen, or the other way round
        ("a well-known plant grows", "a wellxknown plant grows", "", FORM),
        ("a wellxknown plant grows", "a Well-Known plant grows", "", FORM),
        ("a Well-Known plant grows", "a wellxknown plant grows", "", FORM),
        ("a well-known plant grows", "a wellxknown plant grows", "well-known", ALTERED),
        ("a well-known plant grows", "a wellxxknown plant grows", "", ALTERED),
        ("a well-known plant grows", "a wellxgrown plant grows", "", ALTERED),
        ("a well-liked plant grows", "a well-known plant grows", "", ALTERED),
        # a mark after a word read as a letter of it
        ("in the town; they grow beans", "in the towns they grow beans", "", FORM),
        ("in the towns they grow beans", "in the town, they grow beans", "", FORM),
        ("in the town they grow beans", "in the towns they grow beans", "", ALTERED),
        ("in the town; they grow beans", "in the towns; they grow beans", "", ALTERED),
        ("in the town; they grow beans", "in the towns they grow beans", "towns", ALTERED),
        ("in the towns they grow beans", "in the town, they grow beans", "towns", ALTERED),
        ("in the town; they grow beans", "in the towners they grow beans", "", ALTERED),
        # a space put into a word, or taken out, and a letter spoilt
        ("the vegetables of children", "the vege tahles of children", "", FORM),
        ("the vegetables of children", "the vege tahles of children", "vege", FORM),
        ("the vegetables of children", "the vege tahles of children", "vege tahles", ALTERED),
        ("the summer of children", "the sur nmer of children", "", FORM),
        ("the summer of children", "the sur nrner of children", "", ALTERED),
        ("the bead of children", "the b cqd of children", "bead", FORM),
        ("the bed of children", "the b cd of children", "", ALTERED),
        ("the vege tables of children", "the vegetahles of children", "", FORM),
        ("the vege tables of children", "the vegetahles of children", "tables", FORM),
        ("the vege tables of children", "the vegetahles of children", "vege tables", ALTERED),
        ("the vegetables2 of children", "the vege tahles2 of children", "", ALTERED),
        ("the vegetables of children", "the v ege ta bles of children", "", FORM),
        ("it is no where to be seen", "it is now here to be seen", "", ALTERED),
        ("there are 1 2 3 beans", "there are 123 beans", "", ALTERED),
        ("there are 1 500 beans", "there are 1500 beans", "", FORM),
        # a digit that cannot be read
        ("it was 1935 in the town", "it was 19E5 in the town", "", FORM),
        ("it was 19E5 in the town", "it was 1935 in the town", "", FORM),
        ("there were 193 in the town", "there were 19E in the town", "", FORM),
        ("there were 35 in the town", "there were 3E in the town", "", ALTERED),
        ("it was 1935 in the town", "it was 19EE in the town", "", ALTERED),
        ("it was 1935 in the town", "it was 1E36 in the town", "", ALTERED),
        ("it was 19E5 in the town", "it was 18E5 in the town", "", ALTERED),
        ("it was 193 in the town", "it was 19E5 in the town", "", ALTERED),
        # letters around digits may be misread, digits never
        ("on the 2nd day they ate", "on the 2nb day they ate", "", FORM),
        ("on the 2nd day they ate", "on the 3nd day they ate", "", ALTERED),
        ("the field abc1 was green", "the field abd1 was green", "", FORM),
        ("the field abc1 was green", "the field abc2 was green", "", ALTERED),
        ("on the 2ND day they ate", "on the 2nd day they ate", "", FORM),
        ("and 3,9 kg of beans", "and 3.9 kg of beans", "", FORM),
        ("and 3.9 kg of beans", "and 3,9 kg of beans", "", FORM),
        ("and 39 kg of beans", "and 3,9 kg of beans", "", ALTERED),
    ],
)
def test_what_is_a_matter_of_form_and_what_alters(quote, printed, elsewhere, outcome):
    quote, printed = (f"we all saw that {said} where they stood" for said in (quote, printed))
    assert judged(quote, printed, elsewhere).outcome is outcome


def test_words_that_are_the_same_are_found_with_their_place():
    verdict = judged("a well-\nknown plant", "this is a well-known plant")
    assert (verdict.outcome, verdict.start, verdict.end) == (Outcome.FOUND, 8, 26)
    assert (verdict.changes, verdict.matched) == ((), 1.0)


def test_a_misread_word_counts_as_one_that_stands_there():
    verdict = judged("the vege tables of chi1dren", "the vegetahles of children")
    assert (verdict.outcome, verdict.matched) == (FORM, 1.0)
    assert verdict.changes == (
        Difference(DifferenceKind.FORM, "vege tables", "vegetahles"),
        Difference(DifferenceKind.FORM, "chi1dren", "children"),
    )


def test_every_altered_word_is_told_whatever_misread_ones_stand_between():
    verdict = judged("red narned blue ga1dens won", "green named black gardens lost")
    assert verdict.outcome is Outcome.NOT_FOUND
    verdict = judged(
        "we saw many of them and red narned blue gardons won there",
        "we saw many of them and green named black gardens lost there",
    )
    assert [(c.quoted, c.printed) for c in verdict.changes] == [
        ("red", "green"),
        ("blue", "black"),
        ("won", "lost"),
    ]
    assert (verdict.outcome, verdict.matched) == (ALTERED, 0.75)


def test_several_changed_words_in_a_row_are_one_change():
    (change,) = judged(
        "we saw them and red beans everywhere there we did",
        "we saw them and two old pots there we did",
    ).changes
    assert (change.quoted, change.printed) == ("red beans everywhere", "two old pots")


def test_seven_words_of_ten_must_stand_there():
    text = "one may see that all of these plants grow here"
    seven = judged("one may see that all of these stones lie there", text)
    assert (seven.outcome, seven.matched) == (ALTERED, 0.7)
    six = judged("one may see that all of those stones lie there", text)
    assert (six.outcome, six.matched, six.changes) == (Outcome.NOT_FOUND, 0.6, ())


def test_nothing_of_a_text_is_nowhere():
    verdict = judged("one may see", "")
    assert (verdict.outcome, verdict.start, verdict.end) == (Outcome.NOT_FOUND, 0, 0)
    assert verdict.matched == 0


def test_what_interrupts_a_sentence_is_passed_over_and_what_comes_after_it_is_not():
    printed = "all these children like to grow Table 1 Beans the beans of our garden in summer"
    quote = "all these children like to grow the beans of our garden in summer"
    assert judged(quote, printed).outcome is ALTERED
    assert judged(quote, printed, aside="Table 1 Beans").outcome is Outcome.FOUND
    verdict = judged(quote.replace("our", "their"), printed, aside="Table 1 Beans")
    assert [(c.quoted, c.printed) for c in verdict.changes] == [("their", "our")]


def test_a_word_that_stands_where_the_sentence_is_interrupted_is_still_missed():
    printed = "children like Table to grow beans"
    verdict = judged("children like often to grow beans", printed, aside="Table")
    assert [(c.quoted, c.printed) for c in verdict.changes] == [("often", "Table")]


def test_words_changed_beside_an_interruption_are_not_passed_over_with_it():
    printed = "all these children like to Table 1 soon grow the beans of our garden"
    quote = "all these children like to often grow the beans of our garden"
    assert judged(quote, printed, aside="Table 1").outcome is ALTERED


def test_signs_without_a_word_stand_as_they_are_or_are_altered():
    text = "The table shows ✓ ✗ ✓ ✗ ✓ ✗ ✓ ✗ ✓ ✗ for the beds of the school."
    assert sight(text, "✓ ✗ ✓ ✗ ✓ ✗ ✓ ✗ ✓ ✗").outcome is Outcome.FOUND
    assert sight(text, "✓✗✓✗✓✗✓✗✓✗").outcome is FORM
    assert sight(text, "✓ ✗ ✓ ✗ ✓ ✗ ✓ ✗ ✗ ✗").outcome is ALTERED


def test_differences_of_punctuation_are_told_sign_by_sign():
    assert punctuation("a bed, and a plant.", "a bed and a plant!") == (
        Difference(DifferenceKind.FORM, ",", ""),
        Difference(DifferenceKind.FORM, ".", "!"),
    )
    assert punctuation("a bed", "a bed") == ()


def test_of_many_differences_of_punctuation_eight_are_told():
    assert len(punctuation(", ".join("abcdefghijkl"), " ".join("abcdefghijkl"))) == 8


def test_one_comma_is_one_difference_in_however_long_a_quote():
    changes = punctuation("a bed, " + "a bed " * 60, "a bed " * 61)
    assert changes == (Difference(DifferenceKind.FORM, ",", ""),)
