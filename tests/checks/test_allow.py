"""`allow:` silences a warning or a note at one item, with a reason that is kept."""

from __future__ import annotations

from tests.checks.conftest import WORKS, check


def test_what_is_allowed_is_taken_out_and_kept_with_its_reason(review):
    """
    review:
      quote_words: 4
    sources:
      spare1999: {allow: {unused-source: It is kept for later.}}
    framework:
      elements:
        - {id: el.soil, label: Soil, origin: emergent, allow: {unused-element: A gap.}}
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        quote: they name many more vegetables
        elements: [el.knowledge]
        allow:
          long-quote: The wording matters.
    findings:
      - id: f.thin
        kind: conclusion
        statement: A.
        supported_by: [tasting_first]
        allow: {one-citation: Nobody else has looked.}
    @book{spare1999, title = {Spare}, author = {Spare, A.}, year = {1999}}
    """
    assert review.found == set()
    silenced = {(one.diagnostic.code, one.reason) for one in review.checked.silenced}
    assert silenced == {
        ("unused-source", "It is kept for later."),
        ("unused-element", "A gap."),
        ("long-quote", "The wording matters."),
        ("one-citation", "Nobody else has looked."),
    }


def test_an_allow_speaks_for_its_own_item_alone(review):
    """
    review:
      quote_words: 4
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        quote: they name many more vegetables
        elements: [el.knowledge]
        allow: {long-quote: The wording matters.}
      - id: cooking
        statement: They cook.
        sources: [kim2003]
        at: {section: "2"}
        quote: they cook many more vegetables now   # ! long-quote
        elements: [el.knowledge]
    """
    assert review.found == review.marked


def test_one_of_many_that_are_told_together_can_be_silenced(review):
    """
    - id: tasting
      statement: They taste.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
      allow: {unquoted-claim: The book was given back.}
    - id: cooking   # ! unquoted-claim
      statement: They cook.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked
    assert review.only("unquoted-claim").message == "claim `cooking` has no quote"


def test_lines_of_allow_that_do_nothing_are_found(review):
    """
    - id: tasting
      statement: They taste.
      sources: [kim2033]                   # ! unknown-source
      at: {section: "1"}
      quote: they taste
      elements: [el.knowledge]
      allow:
        long-quote: The wording matters.   # ! unused-allow
        long-qoute: The wording matters.   # ! unknown-check
        unknown-source: It comes.          # ! allowed-error
    """
    assert review.found == review.marked
    assert review.only("unknown-check").help == "did you mean `long-quote`?"


def test_warnings_of_a_reader_are_silenced_too():
    odd = "@book{odd1999, title = {Odd}, author = {Odd, A., Even, B., Also, C.}, year = {1999}}"
    more = """
    sources:
      odd1999: {allow: {odd-name: The names are those of one body.}}
    """
    used = "claims:\n  - {id: a, statement: A., sources: [odd1999], at: {section: '1'}, unfitted: true}\n"
    loud = check(used, WORKS + odd)
    quiet = check(used + "\n".join(line[4:] for line in more.splitlines()), WORKS + odd)
    assert "odd-name" in {one.code for one in loud.diagnostics}
    assert "odd-name" not in {one.code for one in quiet.diagnostics}
    assert [one.diagnostic.code for one in quiet.silenced] == ["odd-name"]
