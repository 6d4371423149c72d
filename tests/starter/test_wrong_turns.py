"""Wrong turns that a new coder takes: each leads back in one message.

What the turn makes of the new claim may show up below it (no finding uses it
yet); of errors there is exactly one, it stands at the turn, and it says what to do.
"""

from __future__ import annotations

import re

import pytest

from evidence.diagnostics import Severity
from evidence.model.lock import Lock
from evidence.quotes.reporting import problems
from evidence.quotes.verifying import verify
from evidence.texts import read

STATEMENT = "    statement: Beds rest in winter.\n"
SOURCES = "    sources: [abel2005]\n    at: {section: 1, paragraph: 1}\n"
AT = "    at: {section: 1, paragraph: 1}\n    quote: dug"
ROLE = (
    "    quote: dug eight beds behind the school\n    elements: [el.garden]\n    context: country\n"
)

TURNS = {
    "a wrong key": (
        [(STATEMENT, "    statment: Beds rest in winter.\n")],
        "unknown-key",
        "did you mean `statement`?",
    ),
    "a word for a key of another tool": (
        [(AT, AT.replace("at:", "location:"))],
        "unknown-key",
        "did you mean `at`?",
    ),
    "a key indented too far": (
        [(SOURCES, " " + SOURCES)],
        "bad-indentation",
        "indent both alike",
    ),
    "a key not indented enough": (
        [(SOURCES, SOURCES[1:])],
        "bad-indentation",
        "indent it by 4 spaces",
    ),
    "an item not indented enough": (
        [("  - id: garden_winter", " - id: garden_winter")],
        "bad-indentation",
        "indent it by 2 spaces",
    ),
    "an item indented too far": (
        [("  - id: garden_winter", "    - id: garden_winter")],
        "bad-indentation",
        "indent it by 2 spaces",
    ),
    "a tab": ([(SOURCES, "\t" + SOURCES[4:])], "tab-indentation", "use spaces"),
    "a forgotten source": (
        [(SOURCES, SOURCES.partition("\n")[2])],
        "missing-key",
        "as in `sources: [key2003]`",
    ),
    "a source that was never exported": (
        [(SOURCES, SOURCES.replace("abel2005", "vasquez1999"))],
        "unknown-source",
        "sources.bib",
    ),
    "a source misspelt": (
        [(SOURCES, SOURCES.replace("abel2005", "able2005"))],
        "unknown-source",
        "did you mean `abel2005`?",
    ),
    "a flow mapping cut by a comma": (
        [(AT, AT.replace("paragraph: 1", "heading: Beds, borders and all"))],
        "cut-prose",
        'heading: "Beds, borders and all"',
    ),
    "a page as text": (
        [(AT, AT.replace("{section: 1, paragraph: 1}", "p. 7"))],
        "wrong-type",
        "{page: 7}",
    ),
    "a page as a number": (
        [(AT, AT.replace("{section: 1, paragraph: 1}", "7"))],
        "wrong-type",
        "{page: 7}",
    ),
    "a page in braces without a key": (
        [(AT, AT.replace("{section: 1, paragraph: 1}", "{p. 7}"))],
        "missing-colon",
        "`page: 7`",
    ),
    "a facet of another review": (
        [(ROLE, f"{ROLE}    population: pupils\n")],
        "unknown-key",
        "`context`",
    ),
    "a value of another review": (
        [(ROLE, ROLE.replace("country", "village"))],
        "unknown-facet-value",
        "`town`, `country`",
    ),
    "a claim with the id of another": (
        [("id: garden_winter", "id: garden_summer")],
        "repeated-id",
        "another id",
    ),
    "a finding that cites an element": (
        [("supported_by: [garden_keepers, ", "supported_by: [el.garden, garden_keepers, ")],
        "wrong-kind",
        "name the claims that bear on it",
    ),
    "an id with spaces": (
        [("id: garden_winter", "id: garden in winter")],
        "bad-id",
        "write `garden_in_winter`",
    ),
}


@pytest.mark.parametrize("turn", TURNS)
def test_a_wrong_turn_leads_back_in_one_message(turn, turned):
    replaced, code, hint = TURNS[turn]
    found = turned(*replaced).diagnostics
    errors = [d for d in found if d.severity is Severity.ERROR]
    assert [d.code for d in errors] == [code], [d.message for d in errors]
    assert hint in errors[0].help
    assert errors[0].place.file == "claims.yaml"
    assert {d.code for d in found} <= {code, "unused-claim"}


def test_without_a_turn_nothing_is_wrong_but_that_no_finding_uses_the_claim_yet(turned):
    assert [d.code for d in turned().diagnostics] == ["unused-claim"]


def test_a_claim_that_repeats_another_is_told_once_with_the_other_one_named(turned):
    again = """\
    statement: Beds are lost over the summer where nobody waters them.
    sources: [abel2005]
    at: {section: 2, paragraph: 2}
    quote: nobody watered, and half of the beds were lost
"""
    own = f"{STATEMENT}{SOURCES}    quote: dug eight beds behind the school\n"
    found = [d for d in turned((own, again)).diagnostics if d.code != "unused-claim"]
    assert [d.code for d in found] == ["duplicate-claim"]
    assert "`garden_summer`" in found[0].message
    assert "`also`" in found[0].help


@pytest.mark.parametrize(
    ("quote", "code", "hint"),
    [
        ("the pupils made eight flower beds", "quote-not-found", "copy the words"),
        ("dug nine beds behind the school", "altered-quote", "quote what stands there"),
    ],
    ids=["a paraphrase", "a word changed"],
)
def test_a_quote_that_is_no_quote_is_told_once_when_it_is_verified(
    turned, files, quote, code, hint
):
    review = turned(("dug eight beds behind the school", quote)).graph.review
    texts = {
        re.sub(r"^texts/|\.txt$", "", path): read(path, data)
        for path, data in files.items()
        if path.startswith("texts/")
    }
    _, results = verify(review.claims, texts, "2024-01-01", Lock())
    found = problems(results)
    assert [(d.code, d.item) for d in found] == [(code, "garden_winter")]
    assert hint in found[0].help
