"""A text that nobody scanned is held to its letters: no misquote passes, no true quote is blamed."""

from __future__ import annotations

import pytest

from evidence.model.lock import DifferenceKind, Outcome
from evidence.texts import FileKind, FullText, read
from tests.quotes.quoted import opened, scanned, sight

FOUND, FORM, ALTERED = Outcome.FOUND, Outcome.DIFFERS_IN_FORM, Outcome.ALTERED
AROUND = "The teachers and the children of the school wrote down what they saw there. "


def seen(printed, quote, kind=FileKind.PLAIN):
    return sight(FullText(f"{AROUND * 9}{printed} {AROUND * 9}", kind), quote)


@pytest.mark.parametrize(
    ("printed", "quote", "outcome"),
    [
        # a range, a fraction, a ratio or a product read as one figure
        ("in 2-3 weeks after the rain", "in 23 weeks after the rain", ALTERED),
        ("in 2–3 weeks after the rain", "in 23 weeks after the rain", ALTERED),
        ("in 10-\n12 weeks after the rain", "in 1012 weeks after the rain", ALTERED),
        ("took 1/2 cup of lime", "took 12 cup of lime", ALTERED),
        ("took 2½ cups of lime", "took 21/2 cups of lime", ALTERED),
        ("mixed 3:1 with the sand", "mixed 31 with the sand", ALTERED),
        ("a bed of 3×4 metres each", "a bed of 34 metres each", ALTERED),
        ("in volume 5(2) of the journal", "in volume 52 of the journal", ALTERED),
        ("of 12 sacks in the shed", "of 1-2 sacks in the shed", ALTERED),
        ("of 12 sacks in the shed", "of 1 2 sacks in the shed", ALTERED),
        ("took ⁵⁄₈ cup of lime", "took 58 cup of lime", ALTERED),
        ("took 3∕4 cup of lime", "took 34 cup of lime", ALTERED),
        ("in 1～2 weeks after the rain", "in 12 weeks after the rain", ALTERED),
        ("in 1…2 weeks after the rain", "in 1.2 weeks after the rain", ALTERED),
        ("共有2-3周的课程在学校里", "共有23周的课程在学校里", ALTERED),
        ("共有２－３周的课程在学校里", "共有２３周的课程在学校里", ALTERED),
        ("約10〜12人が毎朝豆を植えた", "約1012人が毎朝豆を植えた", ALTERED),
        ("มี๒-๓คนในสวนของโรงเรียน", "มี๒๓คนในสวนของโรงเรียน", ALTERED),
        ("មាន២-៣នាក់នៅក្នុងសួន", "មាន២៣នាក់នៅក្នុងសួន", ALTERED),
        ("من ٢-٣ أسابيع بعد المطر", "من ٢٣ أسابيع بعد المطر", ALTERED),
        # another sign between
        ("reserved 1-1.5GB of the store", "reserved 1/1.5GB of the store", ALTERED),
        ("in 2-3 weeks after the rain", "in 2/3 weeks after the rain", ALTERED),
        ("in 2-3 weeks after the rain", "in 2, 3 weeks after the rain", ALTERED),
        ("mixed 3:1 with the sand", "mixed 3-1 with the sand", ALTERED),
        ("about 5 degrees below the roof", "about -5 degrees below the roof", ALTERED),
        ("a mean of 5 ± 2 plants", "a mean of 5 2 plants", ALTERED),
        ("with ~30 plants in the bed", "with 30 plants in the bed", ALTERED),
        # a sign that says the contrary, in whatever script
        ("with p ≠ 5 in both of them", "with p = 5 in both of them", ALTERED),
        ("with x ∈ M in both of them", "with x ∉ M in both of them", ALTERED),
        ("the yield ↑ in both of them", "the yield ↓ in both of them", ALTERED),
        ("the yield → income of them", "the yield ← income of them", ALTERED),
        ("of the ♂ plants in the bed", "of the ♀ plants in the bed", ALTERED),
        ("gardens ✓ in both of them", "gardens ✗ in both of them", ALTERED),
        ("they wrote 👍 to both of them", "they wrote 👎 to both of them", ALTERED),
        ("at 5 ℃ in both of them", "at 5 ℉ in both of them", ALTERED),
        ("and 5 ㎏ in both of them", "and 5 ㎎ in both of them", ALTERED),
        ("of ٥٪ in both of them", "of ٥ in both of them", ALTERED),
        ("of ５％ in both of them", "of ５ in both of them", ALTERED),
        ("of ₹5 in both of them", "of 5 in both of them", ALTERED),
        ("of group Ⓐ in both of them", "of group Ⓑ in both of them", ALTERED),
        # exponents
        ("held 10⁶ cells in a spoon", "held 106 cells in a spoon", ALTERED),
        ("held 10⁻⁶ grams in a spoon", "held 10⁶ grams in a spoon", ALTERED),
        ("held 10⁶ cells in a spoon", "held 10⁷ cells in a spoon", ALTERED),
        # what may be a factor of a thousand
        ("held 1,234 litres when full", "held 1.234 litres when full", ALTERED),
        ("held 1.234 litres when full", "held 1,234 litres when full", ALTERED),
        ("held 1.234 litres when full", "held 1234 litres when full", ALTERED),
        ("held 3,9 litres when full", "held 39 litres when full", ALTERED),
        # labels
        ("of plot 1a was told", "of plot 1b was told", ALTERED),
        ("of plot 1a-c was told", "of plot 1ac was told", ALTERED),
        ("as Figure 2c shows to all", "as Figure 2e shows to all", ALTERED),
        ("in grade5 of the school", "in grade of the school", ALTERED),
        ("in the grade of the school", "in the grade5 of the school", ALTERED),
        ("the line T23 of the plan", "the line T-23 of the plan", ALTERED),
        # the same figures in another dress
        ("約10〜12人が毎朝豆を植えた", "約10～12人が毎朝豆を植えた", FOUND),
        ("took 3∕4 cup of lime", "took 3/4 cup of lime", FOUND),
        ("began at 12∶30 on each day", "began at 12:30 on each day", FOUND),
        ("with p ⩽ 0.05 in both of them", "with p ≤ 0.05 in both of them", FOUND),
        ("of 1,23,456 rupees in the year", "of 123456 rupees in the year", FORM),
        ("من ٢٥ طالبا في المدرسة", "من 25 طالبا في المدرسة", FORM),
        ("共有１２０名学生参加了", "共有120名学生参加了", FOUND),
        ("in 2–3 weeks after the rain", "in 2-3 weeks after the rain", FOUND),
        ("in 2 – 3 weeks after the rain", "in 2-3 weeks after the rain", FORM),
        ("in 10-\n12 weeks after the rain", "in 10-12 weeks after the rain", FOUND),
        ("took ½ cup of lime", "took 1/2 cup of lime", FOUND),
        ("took 2½ cups of lime", "took 2 1/2 cups of lime", FOUND),
        ("held 10⁶ cells in a spoon", "held 10^6 cells in a spoon", FOUND),
        ("held 1,234 litres when full", "held 1234 litres when full", FORM),
        ("held 1 234 567 litres when full", "held 1,234,567 litres when full", FORM),
        ("held 3,9 litres when full", "held 3.9 litres when full", FORM),
        ("began at 12:30 on each day", "began at 1230 on each day", FORM),
        ("began at 12:30 on each day", "began at 12.30 on each day", FORM),
        ("after COVID-19 had come", "after COVID 19 had come", FORM),
        ("about 25 m² of soil", "about 25 m2 of soil", FOUND),
        ("much CO₂ in the air", "much CO2 in the air", FOUND),
        ("much CO₂ in the air", "much CO in the air", ALTERED),
    ],
)
def test_figures_say_what_is_printed_or_are_altered(printed, quote, outcome):
    printed, quote = (f"and so it was that {said} for all of them" for said in (printed, quote))
    assert seen(printed, quote).outcome is outcome, seen(printed, quote)


@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("The link between both was causal then.", "The link between both was casual then."),
        ("The board adopted the timetable.", "The board adapted the timetable."),
        ("Long shadows affect the growth here.", "Long shadows effect the growth here."),
        ("The club asked the council for a key.", "The club asked the counsel for a key."),
        ("They now live near the river.", "They now life near the river."),
        ("They form a principal part of it.", "They form a principle part of it."),
        ("The trial was discrete in all ways.", "The trial was discreet in all ways."),
        ("It was then more than it had been.", "It was than more than it had been."),
        ("They were in the garden by noon.", "They we're in the garden by noon."),
        ("They lost its fence in the storm.", "They lost it's fence in the storm."),
        ("Petani menanam padi di ladang itu.", "Petani menanam pada di ladang itu."),
        ("Es war schön und schon spät dort.", "Es war schon und schon spät dort."),
        ("the well rounded plan of them", "the well grounded plan of them"),
    ],
)
def test_a_word_that_is_another_word_alters(printed, quote):
    assert seen(printed, quote).outcome is ALTERED
    assert seen(printed, printed).outcome is FOUND


@pytest.mark.parametrize(
    ("printed", "quote", "outcome"),
    [
        ("It was not able to grow.", "It was notable to grow.", ALTERED),
        ("It was notable to them all.", "It was not able to them all.", ALTERED),
        ("They were now here with us.", "They were nowhere with us.", ALTERED),
        ("There was no body in the shed.", "There was nobody in the shed.", FORM),
        ("They cannot grow it there.", "They can not grow it there.", FORM),
        ("They came every day to it.", "They came everyday to it.", FORM),
        ("They gave in no vation at all.", "They gave innovation at all.", FORM),
    ],
)
def test_a_blank_that_makes_or_takes_a_negation_alters(printed, quote, outcome):
    assert seen(printed, quote).outcome is outcome


@pytest.mark.parametrize("kind", [FileKind.HTML, FileKind.JATS, FileKind.DOCX, FileKind.PDF])
def test_whoever_copies_from_a_page_loses_what_is_raised_and_is_told(kind):
    told = seen("held 10⁶ cells in a spoon", "held 106 cells in a spoon", kind)
    assert told.outcome is FORM
    assert [(change.quoted, change.printed) for change in told.changes] == [("106", "10^6")]
    assert seen("held 10⁶ cells in a spoon", "held 107 cells in a spoon", kind).outcome is ALTERED


def test_a_scanned_text_may_have_letters_misread_and_neither_figures_nor_labels():
    text = scanned(f"{AROUND * 9}In plot 1a the vegetahles grew 2-3 weeks. {AROUND * 9}")
    told = sight(text, "the vegetables grew 2-3 weeks")
    assert told.outcome is FORM
    assert [(change.quoted, change.printed) for change in told.changes] == [
        ("vegetables", "vegetahles")
    ]
    for quote in ("the vegetables grew 23 weeks", "In plot 1b the vegetables grew"):
        altered = sight(text, quote)
        assert altered.outcome is ALTERED
        assert {change.kind for change in altered.changes} == {DifferenceKind.NUMBER}


@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("豆を植え\nて数えた。観察は\n中止された。", "豆を植えて数えた。観察は中止された。"),
        ("我们在学校的\n花园里种豆子。", "我们在学校的花园里种豆子。"),
        ("共有 120 名学生\n参加了课程", "共有120名学生参加了课程"),
        ("เด็กปลูกถั่ว\nในสวนของโรงเรียน", "เด็กปลูกถั่วในสวนของโรงเรียน"),
        ("សិស្សដាំសណ្តែក\nនៅក្នុងសួន", "សិស្សដាំសណ្តែកនៅក្នុងសួន"),
        ("子\nど\nも\nた\nち\nは\n毎\n朝", "子どもたちは毎朝"),
    ],
)
def test_a_line_that_ends_in_a_script_without_spaces_sets_none(printed, quote):
    assert sight(printed, quote).outcome is FOUND


def test_what_looks_altered_at_one_place_may_stand_at_another_word_for_word():
    text = opened(
        "Calibration to the sensitivity is effective at reducing the noise that is added. " + AROUND
        + "Calibration to the sensitivity is effective to\nreduce the noise that is added."
    )  # fmt: skip
    quote = "the sensitivity is eﬀective to reduce the noise that is added"
    assert sight(text, quote).outcome is FOUND


def test_the_cases_of_misquotes_come_out_as_they_should(misquotes):
    text, quotes = misquotes
    told = {name: sight(text, quote).outcome for name, quote in quotes.items()}
    assert told.pop("c4") is FORM
    assert set(told.values()) == {ALTERED}, told


@pytest.fixture
def misquotes():
    from tests.study.reading import ROOT

    folder = ROOT.parent / "shared" / "cases" / "reading" / "misquote"
    if not folder.is_dir():
        pytest.skip("the cases are not here")
    from evidence.yaml import read as read_claims

    review, _ = read_claims([("claims.yaml", (folder / "claims.yaml").read_bytes())])
    text = next((folder / "texts").glob("*.txt"))
    found = {claim.id: claim.passages[0].quote for claim in review.claims}
    assert len(found) == 14
    return opened(read(text.name, text.read_bytes())), found
