"""A review may be split: lists add up, and what is given twice is said with both places."""

from __future__ import annotations

import pytest

CLAIM = """\
  - id: {0}
    statement: Children name more vegetables.
    sources: [{1}]
    at: {{page: 3}}
    elements: [el.a]
"""


def claims(*ids: str, source: str = "kim2003") -> str:
    return "claims:\n" + "".join(CLAIM.format(one, source) for one in ids)


def test_lists_add_up_in_the_order_of_the_files(outcome):
    review, diagnostics = outcome(
        "review: {questions: [{id: q.a, text: A?}]}\n"
        "framework: {elements: [{id: el.a, label: A}], relations: [el.a leads_to el.b]}\n"
        + claims("one", "two"),
        more="review: {questions: [{id: q.b, text: B?}]}\n"
        "framework: {elements: [{id: el.b, label: B}], relations: [el.b leads_to el.a]}\n"
        "findings: [{id: f.a, kind: k, statement: A.}]\n" + claims("three"),
    )
    assert diagnostics == ()
    assert [q.id for q in review.questions] == ["q.a", "q.b"]
    assert [e.id for e in review.framework.elements] == ["el.a", "el.b"]
    assert [str(r) for r in review.framework.relations] == [
        "el.a leads_to el.b",
        "el.b leads_to el.a",
    ]
    assert [c.id for c in review.claims] == ["one", "two", "three"]
    assert [f.id for f in review.findings] == ["f.a"]


def test_mappings_are_united_entry_by_entry(outcome):
    review, diagnostics = outcome(
        "review: {title: Gardens}\nsources: {a: {identity: verified}}\n"
        "framework: {facets: {role: {label: Role, values: {x: X}}}}\n",
        more="review: {of: a}\nsources: {b: {identity: unknown}}\n"
        "framework: {facets: {place: {label: Place, values: {x: X}}}}\n",
    )
    assert diagnostics == ()
    assert (review.title.plain, review.of) == ("Gardens", "a")
    assert list(review.sources) == ["a", "b"]
    assert list(review.framework.facets) == ["role", "place"]


@pytest.mark.parametrize(
    "text",
    [
        "review:\n  title: Gardens\n",
        "review:\n  languages: [en]\n",
        "sources:\n  kim2003: {identity: verified}\n",
        "framework:\n  reconstructed: Drawn.\n",
        "framework:\n  facets:\n    role: {label: Role, values: {x: X}}\n",
        "framework:\n  finding_kinds:\n    strategy: {label: Strategy}\n",
        "framework:\n  relation_types:\n    leads_to: Leads to\n",
    ],
)
def test_an_entry_in_two_files_is_an_error_that_names_both(outcome, text):
    only = outcome(text, more=f"# moved down\n{text}").only
    line = text.count("\n")
    assert only.code == "given-twice"
    assert str(only.place).startswith(f"claims/more.yaml:{line + 1}:")
    assert [str(related.place).partition(":")[0] for related in only.related] == ["claims.yaml"]
    assert only.related[0].place.line == line


def test_a_repeated_id_is_not_for_the_reader_to_judge(outcome):
    review, diagnostics = outcome(claims("one", "one"), more=claims("one"))
    assert diagnostics == ()
    assert [claim.id for claim in review.claims] == ["one"] * 3


def test_defaults_hold_for_the_claims_of_their_own_file(outcome):
    review, diagnostics = outcome(
        "defaults: {coder: ys, read_in: moore2010}\n" + claims("one"), more=claims("two")
    )
    assert diagnostics == ()
    assert [(c.coder, c.read_in) for c in review.claims] == [("ys", "moore2010"), ("", "kim2003")]


@pytest.mark.parametrize(
    ("review", "sources", "own", "read_in"),
    [
        ("", "a", "b", "b"),
        ("review: {of: c}\n", "a", "b", "b"),
        ("defaults: {read_in: d}\n", "a", "b", "b"),
        ("review: {of: c}\ndefaults: {read_in: d}\n", "a", "", "d"),
        ("review: {of: c}\n", "a", "", "c"),
        ("", "a", "", "a"),
        ("", "a, b", "", ""),
    ],
)
def test_the_text_that_a_claim_was_read_in_is_its_own_else_the_default(
    outcome, review, sources, own, read_in
):
    text = claims("one", source=sources) + (f"    read_in: {own}\n" if own else "")
    done = outcome(review + text)
    assert done.diagnostics == ()
    assert done.review.claims[0].read_in == read_in


def test_a_facet_may_be_declared_in_a_later_file(outcome):
    review, diagnostics = outcome(
        claims("one") + "    role: practice\n",
        more="framework: {facets: {role: {label: Role, values: {practice: Practice}}}}\n",
    )
    assert diagnostics == ()
    assert review.claims[0].facets == {"role": ("practice",)}


def test_citation_keys_are_compared_in_one_form(outcome):
    review, _ = outcome(
        "sources: {mu\u0308ller2001: {identity: verified}}\n"
        + claims("one", source="m\u00fcller2001")
    )
    assert list(review.sources) == list(review.claims[0].sources)


def test_no_file_is_an_empty_review(outcome):
    review, diagnostics = outcome()
    assert diagnostics == ()
    assert (review.claims, review.languages) == ((), ("en",))


@pytest.mark.parametrize("text", ["\n", "# only a comment\n", "---\n", "~\n"])
def test_a_file_that_holds_nothing_is_a_warning(outcome, text):
    only = outcome(text).only
    assert (only.code, only.severity.value) == ("empty-file", "warning")


def test_a_section_that_is_begun_and_empty_is_no_mistake(outcome):
    assert (
        outcome("review:\nframework:\n  elements:\n  facets:\nclaims:\nfindings:\n").diagnostics
        == ()
    )
