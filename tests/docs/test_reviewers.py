"""The words and signs that the guide for reviewers explains are those that reports show."""

from __future__ import annotations

from evidence.files.reading import templates
from evidence.language import Catalogue
from evidence.model.lock import Freshness, Outcome, PassageState
from evidence.pages.marks import contested_meaning, passage_mark, standing_marks, told_marks
from evidence.synthesis.cells import Standing
from evidence.synthesis.judgements import Told
from tests.docs.pages import DOCS, filled, table, up_to_date

PAGE = DOCS / "reviewers.md"
ENGLISH = Catalogue("en")

STANDINGS = set(Standing)
MEANINGS = {
    Outcome.FOUND: "these words stand there, at one place",
    Outcome.DIFFERS_IN_FORM: "the same words; capitals, punctuation or what scanning made of a letter differ",
    Outcome.ALTERED: "a word is another one, is added or is left out; the report's authors see which",
    Outcome.AMBIGUOUS: "the words stand at several places, and nothing says which one is meant",
    Outcome.NOT_FOUND: "the words stand nowhere in the text",
    Outcome.UNREADABLE: "there is a file, and it cannot be read",
    Outcome.UNCHECKED: "nobody who has the text has looked yet",
}


def test_the_words_and_signs_of_the_guide_are_up_to_date():
    page = PAGE.read_text(encoding="utf-8")
    parts = {
        "judgements": explained((*told_marks(ENGLISH, Told), contested_meaning(ENGLISH))),
        "standings of one study": explained(
            standing_marks(ENGLISH, STANDINGS - {Standing.SECOND_HAND}, one_study=True)
        ),
        "standings of many texts": explained(
            standing_marks(ENGLISH, STANDINGS - {Standing.OWN}, one_study=False)
        ),
        "outcomes": explained(outcomes()),
    }
    up_to_date(PAGE, filled(page, parts))


def outcomes():
    for outcome in Outcome:
        state = PassageState(Freshness.FRESH, outcome)
        yield passage_mark(ENGLISH, state), MEANINGS[outcome]
    stale = PassageState(Freshness.STALE, Outcome.FOUND)
    yield passage_mark(ENGLISH, stale), "the quote, or its place, is another one than was verified"


def explained(marks) -> str:
    """A table of words and what they mean, behind their signs where they have any."""
    rows = [(mark.symbol, mark.words, told) for mark, told in marks]
    if any(symbol for symbol, *_ in rows):
        return table(("", "word", "meaning"), rows)
    return table(("word", "meaning"), [words for _, *words in rows])


# what the guide calls by its name on the page
LABELS = (
    "A literature review",
    "A review of one study",
    "Limitations",
    "passage",
    "disputed",
    "gap",
    "Falls without",
    "Leave out",
    "Sensitivity",
    "Evidence map",
    "Measures",
    "Statements that pull apart",
    "How it was made",
    "Open warnings",
    "cite this finding",
)


def test_what_the_guide_calls_by_its_name_bears_that_name_in_a_report():
    guide = " ".join(PAGE.read_text(encoding="utf-8").lower().split())
    shown = " ".join(templates().values()).lower()
    assert [label for label in LABELS if label.lower() not in guide] == []
    assert [label for label in LABELS if label.lower() not in shown] == []
