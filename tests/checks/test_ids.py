"""Ids share one space, and no two of them are alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence import checks, graph
from evidence.checks.ids import spelt
from evidence.model import Claim, Locator, Passage, Review, Source, Wording

from .conftest import line_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
UNICODE = SHARED / "corpora" / "security" / "own" / "unicode-ids.json"
# Groups whose ids are odd, but not alike.
NOT_ALIKE = {"slash", "html", "length", "empty", "long_combining", "win_reserved"}


def test_an_id_that_is_taken_is_found_across_kinds_with_both_places(review):
    """
    review:
      questions:
        - {id: el.knowledge, text: "What do they know?"}   # ! unanswered-question
    framework:
      elements:
        - {id: kim2003, label: Kim, origin: emergent}   # ! repeated-id
    claims:
      - id: tasting_first                               # ! repeated-id
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge, kim2003]
    findings:
      - id: gardening_first                             # ! repeated-id
        kind: conclusion
        statement: A.
        supported_by: [tasting_first, gardening_first]
    """
    repeated = {one for one in review.found if one[2] == "repeated-id"}
    elsewhere = ("claims.yaml", line_of("id: el.knowledge,"), "repeated-id")
    assert repeated == {one for one in review.marked if one[2] == "repeated-id"} | {elsewhere}
    messages = {
        d.item: (d.message, d.related)
        for d in review.checked.diagnostics
        if d.code == "repeated-id"
    }
    assert messages["kim2003"][0] == "the id `kim2003` of this element is taken by a source"
    (related,) = messages["tasting_first"][1]
    assert (related.place.file, related.place.line) == ("claims.yaml", line_of("id: tasting_first"))


def test_ids_that_differ_in_capitals_or_only_for_a_machine_are_found(review):
    """
    - id: Tasting_First   # ! case-only-id
      statement: They taste.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: tasting-f1rst
      statement: They like tasting.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: tasting.flrst   # ! lookalike-id
      statement: They love tasting.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked


def test_an_id_that_is_an_anchor_of_the_report_is_found(review):
    """
    - id: source-kim2003   # ! anchor-taken
      statement: They taste source-kim2003.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: findings   # ! anchor-taken
      statement: They taste findings.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: summary-of-findings   # ! anchor-taken
      statement: They taste summary-of-findings.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: kind-strategy   # ! anchor-taken
      statement: They taste kind-strategy.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: map-context   # ! anchor-taken
      statement: They taste map-context.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: source-of_food
      statement: They taste source-of_food.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: kind-of_food
      statement: They taste kind-of_food.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: map-of_food
      statement: They taste map-of_food.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    - id: finding
      statement: They taste finding.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked


@pytest.mark.skipif(not UNICODE.exists(), reason="the shared corpora are not here")
def test_citation_keys_that_look_alike_are_found_in_every_group_of_the_corpus():
    groups = json.loads(UNICODE.read_text(encoding="utf-8"))
    missed = {}
    for name, keys in groups.items():
        if name in NOT_ALIKE:
            continue
        told = {d.item for d in alike(keys)}
        others = {one.message for d in alike(keys) for one in d.related}
        left = [
            key for key in keys if key not in told and f"the source `{spelt(key)}`" not in others
        ]
        if left:
            missed[name] = left
    assert missed == {}


def test_look_alikes_are_told_apart_by_the_numbers_of_their_letters():
    (found,) = alike(["paypal", "p\u0430ypal"])
    assert found.message == "`p<U+0430>ypal` looks like `paypal`, another source"


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("lopez2011", "lopes2011", True),
        ("hansen1999", "hanssen1999", True),
        ("martin2001", "matrin2001", True),
        ("Schmidt2004", "schmitt2004", True),
        ("lopez2011", "lopes2012", False),
        ("lopez2011a", "lopez2011b", False),
        ("kim2003", "kin2003", False),
        ("hansen1999", "jensen1999", False),
        ("hansen1999", "ansenh1999", False),
        ("lopez", "lopes", False),
        ("l" * 98 + "ez2011", "l" * 98 + "es2011", True),
        # longer than any name: comparing 50,000 letters took 5 GB
        ("l" * 99 + "ez2011", "l" * 99 + "es2011", False),
    ],
)
def test_names_of_one_year_that_are_one_letter_apart_are_noted(first, second, apart):
    told = [d.code for d in alike([first, second])]
    assert told == (["one-letter-apart"] if apart else [])


def test_what_is_said_to_be_one_author_is_not_noted_again(review):
    """
    sources:
      lopes2011:
        same_author_as: [{source: lopez2011, because: One letter apart.}]
    claims:
      - id: tasting
        statement: They taste.
        sources: [lopez2011]
        at: {section: "1"}
        elements: [el.knowledge]
      - id: cooking
        statement: They cook.
        sources: [lopes2011]
        at: {section: "1"}
        elements: [el.knowledge]
    @book{lopez2011, title = {Gardens}, author = {Lopez, Eva}, year = {2011}}
    @book{lopes2011, title = {Kitchens}, author = {Lopes, Eva}, year = {2011}}
    """
    assert review.found == set()


def alike(keys, cited=None):
    """What the checks of ids say of a bibliography with these keys; all are cited, or some."""
    sources = tuple(keys if cited is None else cited)
    claim = Claim("a_claim", Wording(), sources, Passage(Locator()))
    linked = graph.build(Review(claims=(claim,)), [Source(key, "book") for key in keys])
    codes = {"case-only-id", "lookalike-id", "one-letter-apart", "repeated-id"}
    return [d for d in checks.run(linked).diagnostics if d.code in codes]


@pytest.mark.parametrize(
    ("first", "second"),
    [("kim2003", "Kim2003"), ("kim2003l", "kim2003I"), ("lopez2011", "lopes2011")],
)
def test_entries_that_nobody_cites_are_not_taken_for_each_other(first, second):
    assert alike([first, second])
    assert alike([first, second, "abel2005"], cited=["abel2005"]) == []
